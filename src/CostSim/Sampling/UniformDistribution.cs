namespace CostSim.Sampling;

/// <summary>Equally likely values between two bounds: Q(u) = a + (b − a) u. Tested by <c>DistributionTests</c>.</summary>
public sealed class UniformDistribution : Distribution
{
    private readonly double _min;
    private readonly double _max;

    private UniformDistribution(double min, double max) => (_min, _max) = (min, max);

    /// <inheritdoc/>
    public override string Family => "uniform";

    /// <inheritdoc/>
    public override double Mean => _min + ((_max - _min) / 2);

    /// <inheritdoc/>
    public override double StandardDeviation => (_max - _min) / Math.Sqrt(12);

    /// <inheritdoc/>
    public override double Minimum => _min;

    /// <inheritdoc/>
    public override double Maximum => _max;

    internal override bool IsDirect => true;

    /// <summary>Values between two bounds.</summary>
    /// <param name="min">Lower bound.</param>
    /// <param name="max">Upper bound, above <paramref name="min"/>.</param>
    /// <exception cref="ArgumentException">The bounds do not ascend.</exception>
    public static UniformDistribution Of(double min, double max) =>
        DistributionFault.OrThrow(TryCreate(min, max, out var distribution, out var fault), distribution, fault);

    /// <inheritdoc/>
    public override double LowerTail(double p) => _min + ((_max - _min) * p);

    /// <inheritdoc/>
    public override double UpperTail(double p) => _max - ((_max - _min) * p);

    /// <inheritdoc/>
    public override double Cdf(double x) => Math.Clamp((x - _min) / (_max - _min), 0, 1);

    /// <inheritdoc/>
    public override double Survival(double x) => Math.Clamp((_max - x) / (_max - _min), 0, 1);

    /// <inheritdoc/>
    public override string Describe() => FormattableString.Invariant($"uniform({_min}, {_max})");

    internal static bool TryCreate(double min, double max, out UniformDistribution? distribution, out DistributionFault? fault)
    {
        distribution = DistributionFault.IsNotAscending("min", min, "max", max, out fault) ? null : new(min, max);
        return distribution is not null;
    }
}
