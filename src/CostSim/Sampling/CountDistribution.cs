namespace CostSim.Sampling;

/// <summary>
/// A distribution on 0, 1, 2, …: smallest count whose cumulative probability reaches u. The probabilities are summed outwards
/// from the mode by the ratio of neighbours, until what is left is below 1e-20.
/// </summary>
public abstract class CountDistribution : Distribution
{
    internal const int MostValues = 4_000_000;
    private const double Negligible = 1e-20;

    private protected CountDistribution(double mode, Func<double, double> ratio) => Table = Build(mode, ratio);

    /// <inheritdoc/>
    public override double Minimum => 0;

    /// <inheritdoc/>
    public override double Maximum => double.PositiveInfinity;

    internal override bool IsContinuous => false;

    internal override bool IsDirect => true;

    private protected StepTable Table { get; }

    /// <inheritdoc/>
    public override double LowerTail(double p) => Table.LowerTail(p);

    /// <inheritdoc/>
    public override double UpperTail(double p) => Table.UpperTail(p);

    /// <inheritdoc/>
    public override double Cdf(double x) => Table.Cdf(x);

    /// <inheritdoc/>
    public override double Survival(double x) => Table.Survival(x);

    /// <inheritdoc/>
    public override void Fill(ReadOnlySpan<double> u, Span<double> x) => Table.Fill(u, x);

    private protected static bool IsTooWide(double sd, string parameter, out DistributionFault? fault)
    {
        fault = sd <= 40_000 ? null : new DistributionFault(
            parameter,
            FormattableString.Invariant($"The counts would have a standard deviation of {sd}; whole counts are worked with up to 40000."),
            "Count in larger units, or use a continuous family such as gamma.");
        return fault is not null;
    }

    // ratio(x) = P(x + 1) / P(x).
    private static StepTable Build(double mode, Func<double, double> ratio)
    {
        List<double> down = [], up = [1];
        double weight = 1, total = 1;
        for (double x = mode - 1; x >= 0 && weight > 0; x--)
        {
            weight /= ratio(x);
            total += weight;
            down.Add(weight);
            double shrink = x > 0 ? 1 / ratio(x - 1) : 0;
            if (weight * shrink <= Negligible * total * (1 - shrink))
            {
                break;
            }
        }

        weight = 1;
        for (double x = mode; up.Count < MostValues; x++)
        {
            double factor = ratio(x);
            if (weight * factor <= Negligible * total * (1 - factor))
            {
                break;
            }

            weight *= factor;
            total += weight;
            up.Add(weight);
        }

        down.Reverse();
        double first = mode - down.Count;
        double[] weights = [.. down, .. up];
        double[] values = new double[weights.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = first + i;
        }

        return new StepTable(values, weights);
    }
}
