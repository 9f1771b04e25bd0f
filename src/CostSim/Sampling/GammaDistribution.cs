using CostSim.Numerics;

namespace CostSim.Sampling;

/// <summary>The gamma distribution, Q(u) = θ P⁻¹(k, u); for durations and delays. Tested by <c>DistributionTests</c>.</summary>
public sealed class GammaDistribution : Distribution
{
    private GammaDistribution(double shape, double scale) => (Shape, Scale) = (shape, scale);

    /// <summary>Shape k.</summary>
    public double Shape { get; }

    /// <summary>Scale θ, in the unit of the quantity.</summary>
    public double Scale { get; }

    /// <inheritdoc/>
    public override string Family => "gamma";

    /// <inheritdoc/>
    public override double Mean => Shape * Scale;

    /// <inheritdoc/>
    public override double StandardDeviation => Math.Sqrt(Shape) * Scale;

    /// <inheritdoc/>
    public override double Minimum => 0;

    /// <inheritdoc/>
    public override double Maximum => double.PositiveInfinity;

    /// <summary>From shape and scale.</summary>
    /// <param name="shape">Shape, positive.</param>
    /// <param name="scale">Scale, positive.</param>
    /// <exception cref="ArgumentException">A parameter is not positive.</exception>
    public static GammaDistribution Of(double shape, double scale) =>
        DistributionFault.OrThrow(TryCreate(shape, scale, out var distribution, out var fault), distribution, fault);

    /// <summary>From mean and standard deviation: k = (mean/sd)², θ = sd²/mean.</summary>
    /// <param name="mean">Mean, positive.</param>
    /// <param name="sd">Standard deviation, positive.</param>
    /// <exception cref="ArgumentException">A parameter is not positive.</exception>
    public static GammaDistribution OfMeanAndDeviation(double mean, double sd) =>
        DistributionFault.OrThrow(TryCreateByMoments(mean, sd, out var distribution, out var fault), distribution, fault);

    /// <inheritdoc/>
    public override double LowerTail(double p) => Scale * InverseFunctions.GammaLower(Shape, p);

    /// <inheritdoc/>
    public override double UpperTail(double p) => Scale * InverseFunctions.GammaUpper(Shape, p);

    /// <inheritdoc/>
    public override double Cdf(double x) => SpecialFunctions.IncompleteGamma(Shape, x / Scale).Lower;

    /// <inheritdoc/>
    public override double Survival(double x) => SpecialFunctions.IncompleteGamma(Shape, x / Scale).Upper;

    /// <inheritdoc/>
    public override string Describe() => FormattableString.Invariant($"gamma(shape {Shape}, scale {Scale})");

    internal override double[] Parameters => [Shape, Scale];

    internal override void FillTail(ReadOnlySpan<double> p, Span<double> x, Tail tail)
    {
        TailSeries.FillGamma(Shape, p, x, tail);
        for (int i = 0; i < p.Length; i++)
        {
            x[i] *= Scale;
        }
    }

    internal static bool TryCreate(double shape, double scale, out GammaDistribution? distribution, out DistributionFault? fault)
    {
        bool infeasible = DistributionFault.IsNotPositive("shape", shape, out fault)
            || DistributionFault.IsOutside("shape", shape, 1e-3, 1e9, out fault)
            || DistributionFault.IsNotPositive("scale", scale, out fault);
        distribution = infeasible ? null : new(shape, scale);
        return !infeasible;
    }

    internal static bool TryCreateByMoments(double mean, double sd, out GammaDistribution? distribution, out DistributionFault? fault)
    {
        distribution = null;
        if (DistributionFault.IsNotPositive("mean", mean, out fault) || DistributionFault.IsNotPositive("sd", sd, out fault))
        {
            return false;
        }

        double ratio = sd / mean;
        if (ratio is < 3.2e-5 or > 31)
        {
            fault = new DistributionFault(
                "sd",
                FormattableString.Invariant($"sd is {sd} for a mean of {mean}; their ratio must lie in [3.2e-5, 31]."),
                "Use type constant where hardly anything is uncertain, or check the units.");
            return false;
        }

        distribution = new(1 / (ratio * ratio), sd * ratio);
        return true;
    }
}
