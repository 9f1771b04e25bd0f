namespace CostSim.Sampling;

/// <summary>
/// Counts more scattered than Poisson: mean m, variance m + m²/k with dispersion k; k → ∞ is Poisson. Tested by
/// <c>CountDistributionTests</c>.
/// </summary>
public sealed class NegativeBinomialDistribution : CountDistribution
{
    private readonly double _mean;
    private readonly double _dispersion;

    private NegativeBinomialDistribution(double mean, double dispersion)
        : base(
            Math.Max(0, Math.Floor(mean * (dispersion - 1) / dispersion)),
            x => (x + dispersion) / (x + 1) * (mean / (mean + dispersion))) =>
        (_mean, _dispersion) = (mean, dispersion);

    /// <inheritdoc/>
    public override string Family => "negativeBinomial";

    /// <inheritdoc/>
    public override double Mean => _mean;

    /// <inheritdoc/>
    public override double StandardDeviation => Deviation(_mean, _dispersion);

    /// <summary>From its mean and dispersion.</summary>
    /// <param name="mean">Mean, positive.</param>
    /// <param name="dispersion">k, positive: the smaller, the more scattered.</param>
    /// <exception cref="ArgumentException">A parameter is not positive, or the counts would be too scattered to tabulate.</exception>
    public static NegativeBinomialDistribution Of(double mean, double dispersion) =>
        DistributionFault.OrThrow(TryCreate(mean, dispersion, out var distribution, out var fault), distribution, fault);

    /// <inheritdoc/>
    public override string Describe() => FormattableString.Invariant($"negativeBinomial({_mean}, dispersion {_dispersion})");

    internal static bool TryCreate(
        double mean, double dispersion, out NegativeBinomialDistribution? distribution, out DistributionFault? fault)
    {
        bool infeasible = DistributionFault.IsNotPositive("mean", mean, out fault)
            || DistributionFault.IsNotPositive("dispersion", dispersion, out fault)
            || IsTooWide(Math.Max(Deviation(mean, dispersion), mean / dispersion / 2), "dispersion", out fault);
        distribution = infeasible ? null : new(mean, dispersion);
        return !infeasible;
    }

    private static double Deviation(double mean, double dispersion) => Math.Sqrt(mean + (mean * mean / dispersion));
}
