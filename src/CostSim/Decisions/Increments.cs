using CostSim.Regression;

namespace CostSim.Decisions;

/// <summary>
/// How much more net benefit each option has than the one that is best on average, at several thresholds: what is regressed on inputs for the value of
/// learning them. What all options have in common, which no choice hangs on, is not fitted. The same for every order of the options.
/// </summary>
public sealed class Increments
{
    /// <summary>The increments of a measure.</summary>
    /// <param name="sample">Costs and effects.</param>
    /// <param name="results">All results, centred.</param>
    /// <param name="places">Where among them costs and effects are.</param>
    /// <param name="thresholds">λ, MEUR per unit of effect.</param>
    public Increments(DecisionSample sample, ResponseTable results, ResultPlaces places, IReadOnlyList<double> thresholds)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(results);
        ArgumentNullException.ThrowIfNull(thresholds);
        (Sample, Thresholds) = (sample, thresholds);
        int options = sample.Options.Count;
        double[] cost = [.. Enumerable.Range(0, options).Select(d => results.Means[places.Cost + d])];
        double[] effect = [.. Enumerable.Range(0, options).Select(d => results.Means[places.Effect + d])];
        Slacks = [.. thresholds.Select(threshold => Precedence.Slack(threshold, cost, effect))];
        References = [.. thresholds.Select((threshold, i) => sample.Precedence.Best([.. cost.Select((price, d) => (threshold * effect[d]) - price)], Slacks[i]))];
        Contrasts = new ContrastSet(
            results, [.. thresholds.SelectMany((threshold, i) => Enumerable.Range(0, options).Select(d => Of(places, threshold, d, References[i])))]);
    }

    /// <summary>Costs and effects.</summary>
    public DecisionSample Sample { get; }

    /// <summary>λ, MEUR per unit of effect.</summary>
    public IReadOnlyList<double> Thresholds { get; }

    /// <summary>By threshold, the option that is best on average.</summary>
    public IReadOnlyList<int> References { get; }

    /// <summary>By threshold, then by option, the increment; nothing for the option that is best on average.</summary>
    public ContrastSet Contrasts { get; }

    /// <summary>By threshold, what increments may differ by rounding alone.</summary>
    public IReadOnlyList<double> Slacks { get; }

    /// <summary>Number of options.</summary>
    internal int Options => Sample.Options.Count;

    /// <summary>Place among the contrasts of the first option at a threshold.</summary>
    internal int First(int threshold) => threshold * Options;

    private static Contrast Of(ResultPlaces places, double threshold, int option, int reference) => option == reference
        ? new Contrast()
        : new Contrast((places.Cost + option, -1), (places.Cost + reference, 1), (places.Effect + option, threshold), (places.Effect + reference, -threshold));
}
