using CostSim.Numerics;

namespace CostSim.Sampling;

/// <summary>The Weibull distribution, Q(u) = λ (−ln(1 − u))^(1/k); for lifetimes. Tested by <c>DistributionTests</c>.</summary>
public sealed class WeibullDistribution : Distribution
{
    // ln(−ln 0.95) and ln(−ln 0.05).
    private const double LogLog5 = -2.9701952490421637;
    private const double LogLog95 = 1.0971887003649488;

    private WeibullDistribution(double shape, double scale) => (Shape, Scale) = (shape, scale);

    /// <summary>Shape k.</summary>
    public double Shape { get; }

    /// <summary>Scale λ, the 63rd percentile, in the unit of the quantity.</summary>
    public double Scale { get; }

    /// <inheritdoc/>
    public override string Family => "weibull";

    /// <inheritdoc/>
    public override double Mean => Scale * Elementary.Exp(SpecialFunctions.LogGamma(1 + (1 / Shape)));

    /// <inheritdoc/>
    public override double StandardDeviation
    {
        get
        {
            double first = SpecialFunctions.LogGamma(1 + (1 / Shape));
            double second = SpecialFunctions.LogGamma(1 + (2 / Shape));
            return Scale * Elementary.Exp(first) * Math.Sqrt(Elementary.ExpMinusOne(second - (2 * first)));
        }
    }

    /// <inheritdoc/>
    public override double Minimum => 0;

    /// <inheritdoc/>
    public override double Maximum => double.PositiveInfinity;

    /// <summary>From shape and scale.</summary>
    /// <param name="shape">Shape, 0.05 to 1e6.</param>
    /// <param name="scale">Scale, positive.</param>
    /// <exception cref="ArgumentException">A parameter is outside its range.</exception>
    public static WeibullDistribution Of(double shape, double scale) =>
        DistributionFault.OrThrow(TryCreate(shape, scale, out var distribution, out var fault), distribution, fault);

    /// <summary>From a central 90 % interval.</summary>
    /// <param name="p5">5th percentile, positive.</param>
    /// <param name="p95">95th percentile, above <paramref name="p5"/>.</param>
    /// <exception cref="ArgumentException">The percentiles are not feasible.</exception>
    public static WeibullDistribution OfInterval(double p5, double p95) =>
        DistributionFault.OrThrow(TryCreateByInterval(p5, p95, out var distribution, out var fault), distribution, fault);

    /// <inheritdoc/>
    public override double LowerTail(double p) => Scale * Elementary.Pow(-Elementary.LogOnePlus(-p), 1 / Shape);

    /// <inheritdoc/>
    public override double UpperTail(double p) => Scale * Elementary.Pow(-Elementary.Log(p), 1 / Shape);

    /// <inheritdoc/>
    public override double Cdf(double x) => x <= 0 ? 0 : -Elementary.ExpMinusOne(-Elementary.Pow(x / Scale, Shape));

    /// <inheritdoc/>
    public override double Survival(double x) => x <= 0 ? 1 : Elementary.Exp(-Elementary.Pow(x / Scale, Shape));

    /// <inheritdoc/>
    public override string Describe() => FormattableString.Invariant($"weibull(shape {Shape}, scale {Scale})");

    internal static bool TryCreate(double shape, double scale, out WeibullDistribution? distribution, out DistributionFault? fault)
    {
        bool infeasible = DistributionFault.IsNotPositive("shape", shape, out fault)
            || DistributionFault.IsOutside("shape", shape, 0.05, 1e6, out fault)
            || DistributionFault.IsNotPositive("scale", scale, out fault);
        distribution = infeasible ? null : new(shape, scale);
        return !infeasible;
    }

    internal static bool TryCreateByInterval(double p5, double p95, out WeibullDistribution? distribution, out DistributionFault? fault)
    {
        distribution = null;
        if (DistributionFault.IsNotPositive("p5", p5, out fault) || DistributionFault.IsNotAscending("p5", p5, "p95", p95, out fault))
        {
            return false;
        }

        double shape = (LogLog95 - LogLog5) / Elementary.Log(p95 / p5);
        return TryCreate(shape, p5 * Elementary.Exp(-LogLog5 / shape), out distribution, out fault);
    }
}
