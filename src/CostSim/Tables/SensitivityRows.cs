using CostSim.Regression;
using CostSim.Statistics;

namespace CostSim.Tables;

/// <summary>How results hang on one input, event or other draw of chance at a time.</summary>
internal sealed class SensitivityRows
{
    /// <summary>Level of the test that an input explains nothing of a result.</summary>
    private const double Level = 0.05;

    /// <summary>Trials of which ranks are compared, at most.</summary>
    private const int MostRanked = 8192;

    private readonly Result[] results;
    private readonly RankDependence ranks;

    /// <param name="results">The results.</param>
    /// <param name="threads">Threads.</param>
    /// <param name="cancellation">Stops between results.</param>
    public SensitivityRows(Result[] results, int threads, CancellationToken cancellation)
    {
        this.results = results;
        ranks = new RankDependence([.. results.Select(result => result.Values)], Math.Min(MostRanked, results[0].Values.Length), threads, cancellation);
    }

    /// <summary>The rows of an input; results that are constant have none.</summary>
    /// <param name="name">Name of the input.</param>
    /// <param name="fit">The results as functions of it.</param>
    public IReadOnlyList<SensitivityRow> Of(string name, InputFit fit)
    {
        Estimate[] low = fit.TailMeans(false);
        Estimate[] high = fit.TailMeans(true);
        double[] dependence = ranks.Along(fit.Order.Trials);
        var rows = new List<SensitivityRow>();
        for (int r = 0; r < results.Length; r++)
        {
            Estimate index = fit.FirstOrder(r);
            if (!double.IsNaN(index.Value))
            {
                // Noise makes the share of an input that explains nothing negative as often as positive; a share is not.
                bool tells = index.Value > 2 * index.StandardError && fit.Chance(r) < Level;
                rows.Add(new SensitivityRow(
                    results[r].Outcome, results[r].Option, name, index with { Value = Math.Max(0, index.Value) }, low[r], high[r], dependence[r])
                { IsDistinguishable = tells });
            }
        }

        return rows;
    }

    /// <summary>The rows of an event, 0 or 1 in each trial; none where it always or never happened, since then nothing can be told.</summary>
    /// <param name="name">Name of the event.</param>
    /// <param name="fit">The results as functions of it.</param>
    public IReadOnlyList<SensitivityRow> OfEvent(string name, InputFit fit)
    {
        if (fit.Values < 2)
        {
            return [];
        }

        ReadOnlySpan<double> sorted = fit.Order.Sorted;
        double happened = (double)(sorted.Length - sorted.IndexOf(1)) / sorted.Length;
        return [.. Of(name, fit).Select(row => row with { Happened = happened })];
    }
}
