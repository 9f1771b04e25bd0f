namespace CostSim.Sampling;

/// <summary>
/// A few values with weights; sorted, so that the quantile function rises with u. Weights need not sum to 1. Tested by
/// <c>CountDistributionTests</c>.
/// </summary>
public sealed class DiscreteDistribution : Distribution
{
    private readonly StepTable _table;
    private readonly double[] _values;
    private readonly double[] _weights;

    private DiscreteDistribution(double[] values, double[] weights)
    {
        (_values, _weights) = (values, weights);
        _table = new StepTable(values, weights);
    }

    /// <inheritdoc/>
    public override string Family => "discrete";

    /// <inheritdoc/>
    public override double Mean => _table.Mean;

    /// <inheritdoc/>
    public override double StandardDeviation => _table.StandardDeviation;

    /// <inheritdoc/>
    public override double Minimum => _table.Minimum;

    /// <inheritdoc/>
    public override double Maximum => _table.Maximum;

    internal override bool IsContinuous => false;

    internal override bool IsDirect => true;

    /// <summary>From values and weights.</summary>
    /// <param name="values">Values, in any order; equal ones are joined.</param>
    /// <param name="weights">One weight per value, not negative, not all zero.</param>
    /// <exception cref="ArgumentException">The lists do not match or a weight is not feasible.</exception>
    public static DiscreteDistribution Of(IReadOnlyList<double> values, IReadOnlyList<double> weights) =>
        DistributionFault.OrThrow(TryCreate(values, weights, out var distribution, out var fault), distribution, fault);

    /// <inheritdoc/>
    public override double LowerTail(double p) => _table.LowerTail(p);

    /// <inheritdoc/>
    public override double UpperTail(double p) => _table.UpperTail(p);

    /// <inheritdoc/>
    public override double Cdf(double x) => _table.Cdf(x);

    /// <inheritdoc/>
    public override double Survival(double x) => _table.Survival(x);

    /// <inheritdoc/>
    public override void Fill(ReadOnlySpan<double> u, Span<double> x) => _table.Fill(u, x);

    /// <inheritdoc/>
    public override string Describe() => _values.Length > 8
        ? FormattableString.Invariant($"discrete({_values.Length} values from {Minimum} to {Maximum})")
        : $"discrete({string.Join(", ", _values.Zip(_weights, (value, weight) => FormattableString.Invariant($"{value}: {weight}")))})";

    internal static bool TryCreate(
        IReadOnlyList<double> values, IReadOnlyList<double> weights, out DiscreteDistribution? distribution, out DistributionFault? fault)
    {
        distribution = null;
        fault = FindFault(values, weights);
        if (fault is not null)
        {
            return false;
        }

        SortedDictionary<double, double> joined = [];
        for (int i = 0; i < values.Count; i++)
        {
            if (weights[i] > 0)
            {
                joined[values[i]] = joined.GetValueOrDefault(values[i]) + weights[i];
            }
        }

        distribution = new([.. joined.Keys], [.. joined.Values]);
        return true;
    }

    private static DistributionFault? FindFault(IReadOnlyList<double> values, IReadOnlyList<double> weights)
    {
        if (values.Count == 0 || values.Count != weights.Count)
        {
            return new DistributionFault(
                "weights", $"There are {values.Count} values and {weights.Count} weights.", "Give one weight for each value, and at least one value.");
        }

        double total = 0;
        foreach (double weight in weights)
        {
            if (!(weight >= 0) || !double.IsFinite(weight))
            {
                return new DistributionFault(
                    "weights", FormattableString.Invariant($"A weight is {weight}; weights are not negative."), "Give weights of 0 or more.");
            }

            total += weight;
        }

        if (!(total > 0) || !double.IsFinite(total))
        {
            return new DistributionFault("weights", "The weights sum to nothing.", "Give at least one positive weight.");
        }

        return values.All(double.IsFinite) ? null : new DistributionFault("values", "A value is not finite.", "Give finite values.");
    }
}
