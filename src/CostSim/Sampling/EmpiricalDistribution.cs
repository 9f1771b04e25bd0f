namespace CostSim.Sampling;

/// <summary>
/// Observed values. By default linear between order statistics with Hazen's plotting positions (type 5: h = n u + ½, held at the
/// smallest and largest value); as steps, each value has probability 1/n (type 1). Tested by <c>CountDistributionTests</c>.
/// </summary>
/// <remarks>Mean and standard deviation are those of the quantile function, not of the data.</remarks>
public sealed class EmpiricalDistribution : Distribution
{
    private readonly double[] _sorted;
    private readonly StepTable? _steps;

    private EmpiricalDistribution(double[] sorted, bool isStepped)
    {
        _sorted = sorted;
        _steps = isStepped ? ToSteps(sorted) : null;
        Mean = MeanOf(sorted);
        StandardDeviation = isStepped ? _steps!.StandardDeviation : DeviationOf(sorted, Mean);
    }

    /// <inheritdoc/>
    public override string Family => "empirical";

    /// <inheritdoc/>
    public override double Mean { get; }

    /// <inheritdoc/>
    public override double StandardDeviation { get; }

    /// <inheritdoc/>
    public override double Minimum => _sorted[0];

    /// <inheritdoc/>
    public override double Maximum => _sorted[^1];

    internal override bool IsContinuous => false;

    internal override bool IsDirect => true;

    /// <summary>Linear between the observed values.</summary>
    /// <param name="values">Values in any order, at least two different ones.</param>
    /// <exception cref="ArgumentException">There are too few values, or one is not finite.</exception>
    public static EmpiricalDistribution Of(IReadOnlyList<double> values) =>
        DistributionFault.OrThrow(TryCreate(values, 0, out var distribution, out var fault), distribution, fault);

    /// <summary>Only the observed values themselves.</summary>
    /// <param name="values">Values in any order, at least one.</param>
    /// <exception cref="ArgumentException">There are too few values, or one is not finite.</exception>
    public static EmpiricalDistribution OfSteps(IReadOnlyList<double> values) =>
        DistributionFault.OrThrow(TryCreate(values, 1, out var distribution, out var fault), distribution, fault);

    /// <inheritdoc/>
    public override double LowerTail(double p) => _steps?.LowerTail(p) ?? FromBelow(p);

    /// <inheritdoc/>
    public override double UpperTail(double p) => _steps?.UpperTail(p) ?? FromAbove(p);

    /// <inheritdoc/>
    public override double Cdf(double x)
    {
        if (_steps is not null)
        {
            return _steps.Cdf(x);
        }

        if (x < _sorted[0] || x >= _sorted[^1])
        {
            return x < _sorted[0] ? 0 : 1;
        }

        int place = Array.BinarySearch(_sorted, x);
        place = place < 0 ? ~place - 1 : place;
        while (place + 1 < _sorted.Length && _sorted[place + 1] <= x)
        {
            place++;
        }

        double share = (x - _sorted[place]) / (_sorted[place + 1] - _sorted[place]);
        return (place + 0.5 + share) / _sorted.Length;
    }

    /// <inheritdoc/>
    public override void Fill(ReadOnlySpan<double> u, Span<double> x)
    {
        if (_steps is not null)
        {
            _steps.Fill(u, x);
            return;
        }

        for (int t = 0; t < u.Length; t++)
        {
            x[t] = u[t] <= 0.5 ? FromBelow(u[t]) : FromAbove(1 - u[t]);
        }
    }

    /// <inheritdoc/>
    public override string Describe() =>
        FormattableString.Invariant($"empirical({_sorted.Length} values from {Minimum} to {Maximum}{(_steps is null ? "" : ", step")})");

    internal static bool TryCreate(
        IReadOnlyList<double> values, double step, out EmpiricalDistribution? distribution, out DistributionFault? fault)
    {
        distribution = null;
        fault = step is not (0 or 1)
            ? new DistributionFault("step", FormattableString.Invariant($"step is {step}."), "Give 0 for linear, 1 for steps.")
            : values.Count == 0 || !values.All(double.IsFinite)
            ? new DistributionFault("values", "There are no values, or one is not finite.", "Give finite values.")
            : step == 0 && values.Min() == values.Max()
            ? new DistributionFault("values", "All values are the same.", "Give at least two different values, or use type constant.")
            : null;
        if (fault is not null)
        {
            return false;
        }

        double[] sorted = [.. values];
        Array.Sort(sorted);
        distribution = new(sorted, step == 1);
        return true;
    }

    private static StepTable ToSteps(double[] sorted)
    {
        SortedDictionary<double, double> joined = [];
        foreach (double value in sorted)
        {
            joined[value] = joined.GetValueOrDefault(value) + 1;
        }

        return new StepTable([.. joined.Keys], [.. joined.Values]);
    }

    private static double MeanOf(double[] sorted)
    {
        double sum = 0;
        foreach (double value in sorted)
        {
            sum += value / sorted.Length;
        }

        return sum;
    }

    // Second moment of the piecewise linear quantile function about its mean.
    private static double DeviationOf(double[] sorted, double mean)
    {
        double first = sorted[0] - mean, last = sorted[^1] - mean;
        double sum = ((first * first) + (last * last)) / 2;
        for (int i = 1; i < sorted.Length; i++)
        {
            double a = sorted[i - 1] - mean, b = sorted[i] - mean;
            sum += ((a * a) + (a * b) + (b * b)) / 3;
        }

        return Math.Sqrt(sum / sorted.Length);
    }

    private double FromBelow(double p)
    {
        double h = Math.Max(0, (_sorted.Length * p) - 0.5);
        int place = (int)h;
        return place >= _sorted.Length - 1 ? _sorted[^1] : _sorted[place] + ((h - place) * (_sorted[place + 1] - _sorted[place]));
    }

    private double FromAbove(double p)
    {
        int last = _sorted.Length - 1;
        double h = Math.Max(0, (_sorted.Length * p) - 0.5);
        int place = (int)h;
        return place >= last ? _sorted[0] : _sorted[last - place] - ((h - place) * (_sorted[last - place] - _sorted[last - place - 1]));
    }
}
