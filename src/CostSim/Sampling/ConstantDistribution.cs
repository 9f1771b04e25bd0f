namespace CostSim.Sampling;

/// <summary>A certain quantity.</summary>
public sealed class ConstantDistribution : Distribution
{
    private readonly double _value;

    private ConstantDistribution(double value) => _value = value;

    /// <inheritdoc/>
    public override string Family => "constant";

    /// <inheritdoc/>
    public override double Mean => _value;

    /// <inheritdoc/>
    public override double StandardDeviation => 0;

    /// <inheritdoc/>
    public override double Minimum => _value;

    /// <inheritdoc/>
    public override double Maximum => _value;

    internal override bool IsContinuous => false;

    internal override bool IsDirect => true;

    /// <summary>A certain quantity.</summary>
    /// <param name="value">Its value, finite.</param>
    /// <exception cref="ArgumentException">The value is not finite.</exception>
    public static ConstantDistribution Of(double value) => double.IsFinite(value)
        ? new(value)
        : throw new ArgumentException(FormattableString.Invariant($"value is {value}; it must be finite."), nameof(value));

    /// <inheritdoc/>
    public override double LowerTail(double p) => _value;

    /// <inheritdoc/>
    public override double UpperTail(double p) => _value;

    /// <inheritdoc/>
    public override double Cdf(double x) => x >= _value ? 1 : 0;

    /// <inheritdoc/>
    public override void Fill(ReadOnlySpan<double> u, Span<double> x) => x[..u.Length].Fill(_value);

    /// <inheritdoc/>
    public override string Describe() => FormattableString.Invariant($"constant({_value})");

    internal static bool TryCreate(double value, out ConstantDistribution? distribution, out DistributionFault? fault)
    {
        fault = null;
        distribution = new(value);
        return true;
    }
}
