using CostSim.Regression;
using CostSim.Statistics;

namespace CostSim.Decisions;

/// <summary>Trials that are neighbours in the order of an input.</summary>
/// <param name="Value">Mean of the input over them.</param>
/// <param name="Low">The least value among them.</param>
/// <param name="High">The greatest.</param>
/// <param name="Trials">Their numbers.</param>
public sealed record RankWindow(double Value, double Low, double High, ReadOnlyMemory<int> Trials);

/// <summary>An option where an input is held near a value.</summary>
/// <param name="Option">Number of the option.</param>
/// <param name="ProbabilityBest">Share of the window's trials in which its net benefit is the highest; a trial is shared in equal parts among those tied.</param>
/// <param name="ExpectedNetBenefit">Mean of λ · effect − cost over them, MEUR.</param>
/// <param name="IsBestOnAverage">Whether its expected net benefit is the highest.</param>
/// <param name="WrongByNoise">For the best: bound on the probability that the sampling of trials hides a better one; otherwise not a number.</param>
public sealed record HeldOption(int Option, Estimate ProbabilityBest, Estimate ExpectedNetBenefit, bool IsBestOnAverage, double WrongByNoise)
{
    /// <summary>Share of the window's trials in which no option has a higher net benefit.</summary>
    public required double ProbabilityAmongBest { get; init; }

    /// <summary>95 % bounds of the probability of being the best (<see cref="Proportion.Bounds"/>).</summary>
    public required Interval Bounds { get; init; }
}

/// <summary>
/// What would be chosen, and how surely, if one input were known: from the trials whose draw of it lies nearest in rank, no new trials and no fitted
/// curve, so that a share near 0 or 1 stays there. The value told is the mean of these draws, at which the mean over a window has no error of
/// first order in its width. Tested by <c>HeldChoiceTests</c> against closed forms and against simulating with the input fixed.
/// </summary>
public static class HeldChoice
{
    /// <summary>Windows that the trials are cut into.</summary>
    private const int Windows = 32;

    /// <summary>Least trials in a window.</summary>
    private const int LeastTrials = 32;

    /// <summary>Cuts trials into windows of as many each, in ascending order of an input; equal values stay together, and no window is too small.</summary>
    /// <param name="input">A value per trial.</param>
    /// <returns>The windows; none where the input has one value only, or there are too few trials for two.</returns>
    public static IReadOnlyList<RankWindow> Along(double[] input)
    {
        ArgumentNullException.ThrowIfNull(input);
        int count = Math.Min(Windows, input.Length / LeastTrials);
        var order = InputOrder.Of(input);
        ReadOnlyMemory<int> trials = order.Trials.ToArray();
        var windows = new List<RankWindow>();
        int from = 0;
        for (int w = 1; w <= count; w++)
        {
            int to = Math.Max(from, (int)((long)w * input.Length / count));
            while (to > 0 && to < input.Length && order.Sorted[to] == order.Sorted[to - 1])
            {
                to++;
            }

            if (to - from >= LeastTrials && (to == input.Length || input.Length - to >= LeastTrials))
            {
                ReadOnlySpan<double> values = order.Sorted[from..to];
                windows.Add(new RankWindow(values[0] == values[^1] ? values[0] : Mean(values), values[0], values[^1], trials[from..to]));
                from = to;
            }
        }

        return windows.Count > 1 ? windows : [];
    }

    /// <summary>The options at one worth of the effect, where the input is held.</summary>
    /// <param name="sample">Costs and effects.</param>
    /// <param name="window">Where.</param>
    /// <param name="threshold">λ, MEUR per unit of effect.</param>
    /// <returns>The options in the order given.</returns>
    public static HeldOption[] At(DecisionSample sample, RankWindow window, double threshold)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(window);
        return At(sample, window, [threshold])[0];
    }

    /// <summary>The options at some worths of the effect, where the input is held.</summary>
    /// <param name="sample">Costs and effects.</param>
    /// <param name="window">Where.</param>
    /// <param name="thresholds">λ, MEUR per unit of effect.</param>
    /// <returns>By worth, the options in the order given.</returns>
    public static HeldOption[][] At(DecisionSample sample, RankWindow window, IReadOnlyList<double> thresholds)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(window);
        ArgumentNullException.ThrowIfNull(thresholds);
        var rows = new HeldRows(sample, window.Trials.Span);
        return [.. thresholds.Select(threshold => At(rows, sample, threshold))];
    }

    private static HeldOption[] At(HeldRows rows, DecisionSample sample, double threshold)
    {
        sample.Cancellation.ThrowIfCancellationRequested();
        (Estimate[] wins, double[] among) = rows.Take(threshold);
        Estimate[] means = rows.Means();
        int best = sample.Precedence.Best([.. means.Select(mean => mean.Value)], rows.Slack);
        Estimate[] ahead = rows.Ahead(best);
        double wrong = NoiseBound.Sum(ahead.Where((_, d) => d != best).Select(lead => NoiseBound.Of(lead.Value, lead.StandardError, rows.Clusters, rows.Slack)));
        return
        [
            .. wins.Select((share, d) => new HeldOption(d, share, means[d], d == best, d == best ? wrong : double.NaN)
            {
                ProbabilityAmongBest = among[d],
                Bounds = Proportion.Bounds(share, sample.Replicates),
            }),
        ];
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }
}
