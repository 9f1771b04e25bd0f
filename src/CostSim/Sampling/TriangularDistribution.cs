namespace CostSim.Sampling;

/// <summary>
/// Linear rise from the minimum to the mode, linear fall to the maximum. Its tails overweight the extremes; prefer
/// <see cref="PertDistribution"/>. Tested by <c>DistributionTests</c>.
/// </summary>
public sealed class TriangularDistribution : Distribution
{
    private readonly double _min;
    private readonly double _mode;
    private readonly double _max;

    private TriangularDistribution(double min, double mode, double max) => (_min, _mode, _max) = (min, mode, max);

    /// <inheritdoc/>
    public override string Family => "triangular";

    /// <inheritdoc/>
    public override double Mean => (_min + _mode + _max) / 3;

    /// <inheritdoc/>
    public override double StandardDeviation
    {
        get
        {
            double a = _mode - _min, b = _max - _min;
            return Math.Sqrt(((a * a) - (a * b) + (b * b)) / 18);
        }
    }

    /// <inheritdoc/>
    public override double Minimum => _min;

    /// <inheritdoc/>
    public override double Maximum => _max;

    internal override bool IsDirect => true;

    private double Split => (_mode - _min) / (_max - _min);

    /// <summary>A triangle.</summary>
    /// <param name="min">Smallest value.</param>
    /// <param name="mode">Most likely value, between the others.</param>
    /// <param name="max">Largest value, above <paramref name="min"/>.</param>
    /// <exception cref="ArgumentException">The three do not ascend.</exception>
    public static TriangularDistribution Of(double min, double mode, double max) =>
        DistributionFault.OrThrow(TryCreate(min, mode, max, out var distribution, out var fault), distribution, fault);

    /// <inheritdoc/>
    public override double LowerTail(double p) => p < Split ? Rise(p) : Fall(1 - p);

    /// <inheritdoc/>
    public override double UpperTail(double p) => 1 - p < Split ? Rise(1 - p) : Fall(p);

    /// <inheritdoc/>
    public override double Cdf(double x) => x <= _mode ? Below(x) : 1 - Above(x);

    /// <inheritdoc/>
    public override double Survival(double x) => x <= _mode ? 1 - Below(x) : Above(x);

    /// <inheritdoc/>
    public override string Describe() => FormattableString.Invariant($"triangular({_min}, {_mode}, {_max})");

    internal static bool TryCreate(
        double min, double mode, double max, out TriangularDistribution? distribution, out DistributionFault? fault)
    {
        bool infeasible = DistributionFault.IsNotAscending("min", min, "max", max, out fault)
            || DistributionFault.IsOutside("mode", mode, min, max, out fault);
        distribution = infeasible ? null : new(min, mode, max);
        return !infeasible;
    }

    private double Rise(double p) => _min + Math.Sqrt(p * (_max - _min) * (_mode - _min));

    private double Fall(double p) => _max - Math.Sqrt(p * (_max - _min) * (_max - _mode));

    private double Below(double x) => x <= _min ? 0 : (x - _min) / (_max - _min) * ((x - _min) / (_mode - _min));

    private double Above(double x) => x >= _max ? 0 : (_max - x) / (_max - _min) * ((_max - x) / (_max - _mode));
}
