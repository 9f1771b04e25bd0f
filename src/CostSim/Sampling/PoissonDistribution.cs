namespace CostSim.Sampling;

/// <summary>Counts of independent events at a constant rate. Tested by <c>CountDistributionTests</c>.</summary>
public sealed class PoissonDistribution : CountDistribution
{
    private readonly double _mean;

    private PoissonDistribution(double mean)
        : base(Math.Floor(mean), x => mean / (x + 1)) => _mean = mean;

    /// <inheritdoc/>
    public override string Family => "poisson";

    /// <inheritdoc/>
    public override double Mean => _mean;

    /// <inheritdoc/>
    public override double StandardDeviation => Math.Sqrt(_mean);

    /// <summary>From its mean.</summary>
    /// <param name="mean">Mean, positive, up to 1.6e9.</param>
    /// <exception cref="ArgumentException">The mean is outside its range.</exception>
    public static PoissonDistribution Of(double mean) =>
        DistributionFault.OrThrow(TryCreate(mean, out var distribution, out var fault), distribution, fault);

    /// <inheritdoc/>
    public override string Describe() => FormattableString.Invariant($"poisson({_mean})");

    internal static bool TryCreate(double mean, out PoissonDistribution? distribution, out DistributionFault? fault)
    {
        bool infeasible = DistributionFault.IsNotPositive("mean", mean, out fault) || IsTooWide(Math.Sqrt(mean), "mean", out fault);
        distribution = infeasible ? null : new(mean);
        return !infeasible;
    }
}
