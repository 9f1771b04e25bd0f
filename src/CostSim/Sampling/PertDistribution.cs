namespace CostSim.Sampling;

/// <summary>
/// The expert's three points: a beta curve between minimum and maximum whose mean is (min + λ mode + max) / (λ + 2), with λ = 4
/// unless given (Vose 2008). Tested by <c>DistributionTests</c>.
/// </summary>
public sealed class PertDistribution : Distribution
{
    private readonly ScaledBeta _curve;
    private readonly double _mode;
    private readonly double _lambda;

    private PertDistribution(double min, double mode, double max, double lambda)
    {
        _curve = new ScaledBeta(1 + (lambda * (mode - min) / (max - min)), 1 + (lambda * (max - mode) / (max - min)), min, max);
        (_mode, _lambda) = (mode, lambda);
    }

    /// <inheritdoc/>
    public override string Family => "pert";

    /// <inheritdoc/>
    public override double Mean => _curve.Mean;

    /// <inheritdoc/>
    public override double StandardDeviation => _curve.StandardDeviation;

    /// <inheritdoc/>
    public override double Minimum => _curve.Minimum;

    /// <inheritdoc/>
    public override double Maximum => _curve.Maximum;

    /// <summary>Three points.</summary>
    /// <param name="min">Smallest value.</param>
    /// <param name="mode">Most likely value, between the others.</param>
    /// <param name="max">Largest value, above <paramref name="min"/>.</param>
    /// <param name="lambda">Weight of the mode, positive; larger means narrower.</param>
    /// <exception cref="ArgumentException">The three do not ascend, or λ is not positive.</exception>
    public static PertDistribution Of(double min, double mode, double max, double lambda = 4) =>
        DistributionFault.OrThrow(TryCreate(min, mode, max, lambda, out var distribution, out var fault), distribution, fault);

    /// <inheritdoc/>
    public override double LowerTail(double p) => _curve.LowerTail(p);

    /// <inheritdoc/>
    public override double UpperTail(double p) => _curve.UpperTail(p);

    /// <inheritdoc/>
    public override double Cdf(double x) => _curve.Cdf(x);

    /// <inheritdoc/>
    public override double Survival(double x) => _curve.Survival(x);

    /// <inheritdoc/>
    public override string Describe() => _lambda == 4
        ? FormattableString.Invariant($"pert({Minimum}, {_mode}, {Maximum})")
        : FormattableString.Invariant($"pert({Minimum}, {_mode}, {Maximum}, lambda {_lambda})");

    internal override double[] Parameters => [Minimum, _mode, Maximum, _lambda];

    internal override void FillTail(ReadOnlySpan<double> p, Span<double> x, Tail tail) => _curve.FillTail(p, x, tail);

    internal static bool TryCreate(
        double min, double mode, double max, double lambda, out PertDistribution? distribution, out DistributionFault? fault)
    {
        bool infeasible = DistributionFault.IsNotAscending("min", min, "max", max, out fault)
            || DistributionFault.IsOutside("mode", mode, min, max, out fault)
            || DistributionFault.IsNotPositive("lambda", lambda, out fault)
            || DistributionFault.IsOutside("lambda", lambda, 0, 1e6, out fault);
        distribution = infeasible ? null : new(min, mode, max, lambda);
        return !infeasible;
    }
}
