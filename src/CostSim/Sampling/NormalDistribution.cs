using CostSim.Numerics;

namespace CostSim.Sampling;

/// <summary>The normal distribution, Q(u) = μ + σ Φ⁻¹(u). Tested by <c>DistributionTests</c>.</summary>
public sealed class NormalDistribution : Distribution
{
    /// <summary>Φ⁻¹(0.95).</summary>
    internal const double Z95 = 1.6448536269514727;

    private readonly double _mean;
    private readonly double _sd;

    private NormalDistribution(double mean, double sd) => (_mean, _sd) = (mean, sd);

    /// <inheritdoc/>
    public override string Family => "normal";

    /// <inheritdoc/>
    public override double Mean => _mean;

    /// <inheritdoc/>
    public override double StandardDeviation => _sd;

    /// <inheritdoc/>
    public override double Minimum => double.NegativeInfinity;

    /// <inheritdoc/>
    public override double Maximum => double.PositiveInfinity;

    /// <summary>From mean and standard deviation.</summary>
    /// <param name="mean">Mean.</param>
    /// <param name="sd">Standard deviation, positive.</param>
    /// <exception cref="ArgumentException">The standard deviation is not positive.</exception>
    public static NormalDistribution Of(double mean, double sd) =>
        DistributionFault.OrThrow(TryCreate(mean, sd, out var distribution, out var fault), distribution, fault);

    /// <summary>From a central 90 % interval.</summary>
    /// <param name="p5">5th percentile.</param>
    /// <param name="p95">95th percentile, above <paramref name="p5"/>.</param>
    /// <exception cref="ArgumentException">The percentiles do not ascend.</exception>
    public static NormalDistribution OfInterval(double p5, double p95) =>
        DistributionFault.OrThrow(TryCreateByInterval(p5, p95, out var distribution, out var fault), distribution, fault);

    /// <inheritdoc/>
    public override double LowerTail(double p) => _mean + (_sd * Elementary.NormalQuantile(p));

    /// <inheritdoc/>
    public override double UpperTail(double p) => _mean - (_sd * Elementary.NormalQuantile(p));

    /// <inheritdoc/>
    public override double Cdf(double x) => Elementary.NormalCdf((x - _mean) / _sd);

    /// <inheritdoc/>
    public override double Survival(double x) => Elementary.NormalCdf((_mean - x) / _sd);

    /// <inheritdoc/>
    public override string Describe() => FormattableString.Invariant($"normal({_mean}, {_sd})");

    internal override double[] Parameters => [_mean, _sd];

    internal override void FillTail(ReadOnlySpan<double> p, Span<double> x, Tail tail)
    {
        Elementary.NormalQuantile(p, x);
        double sd = tail == Tail.Lower ? _sd : -_sd;
        for (int i = 0; i < p.Length; i++)
        {
            x[i] = _mean + (sd * x[i]);
        }
    }

    internal static bool TryCreate(double mean, double sd, out NormalDistribution? distribution, out DistributionFault? fault)
    {
        distribution = DistributionFault.IsNotPositive("sd", sd, out fault) ? null : new(mean, sd);
        return distribution is not null;
    }

    internal static bool TryCreateByInterval(double p5, double p95, out NormalDistribution? distribution, out DistributionFault? fault)
    {
        distribution = DistributionFault.IsNotAscending("p5", p5, "p95", p95, out fault) ? null
            : new(p5 + ((p95 - p5) / 2), (p95 - p5) / (2 * Z95));
        return distribution is not null;
    }
}
