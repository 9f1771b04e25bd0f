using CostSim.Decisions;
using CostSim.Numerics;
using CostSim.Procurement;
using CostSim.Simulation;
using CostSim.Statistics;

namespace CostSim.Tables;

/// <summary>How much of a result's variance stays as long as an input is not known.</summary>
/// <param name="Outcome">Column of the result; <c>loses:MEASURE</c> for whether the preferred option is not the best of the trial.</param>
/// <param name="Option">Identifier of the option.</param>
/// <param name="Input">The input, or the event that its draw decides; correlated inputs, which vary together, joined by <c> + </c>.</param>
/// <param name="Index">Total-order and first-order index with their intervals.</param>
public sealed record TotalOrderRow(string Outcome, string Option, string Input, TotalOrderIndex Index);

/// <summary>Total-order indices of a run's results, from trials of their own.</summary>
public static class TotalOrderTable
{
    /// <summary>Number of trials that this takes.</summary>
    /// <param name="sample">The run.</param>
    /// <param name="trials">Base trials.</param>
    public static long Trials(Sample sample, int trials)
    {
        ArgumentNullException.ThrowIfNull(sample);
        return (long)trials * (PickFreeze.Groups(sample.Model).Count + 2);
    }

    /// <summary>Simulates and computes the indices.</summary>
    /// <param name="sample">The run: its preferred options are those that may lose.</param>
    /// <param name="trials">Base trials, a positive multiple of 1,024.</param>
    /// <param name="progress">Told the number of trials done; may be null.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>Rows by input, in the order of the results; constant results have none.</returns>
    public static IReadOnlyList<TotalOrderRow> Build(Sample sample, int trials, Action<long>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(sample);
        DecisionStudy run = RunStudy.Of(sample, cancellation);
        int[] preferred = [.. StudyResults.Measures(run).Select(measure => StudyResults.Preferred(run, measure))];
        IReadOnlyList<IReadOnlyList<int>> groups = PickFreeze.Groups(sample.Model);
        IReadOnlySet<int> events = ModelEvent.Draws(sample.Model);
        var resampling = new TotalOrder.Resampling(trials, (ulong)sample.Settings.Seed);
        var rows = new TotalOrderRow[groups.Count][];
        int threads = sample.Settings.Threads;
        Result[] all = [];
        double[][] a = [];
        TotalOrder[] indices = [];
        Sample? current = null;
        foreach (MixedTrials mixed in PickFreeze.Run(sample.Model, sample.Settings, trials, groups, progress, cancellation))
        {
            if (!ReferenceEquals(mixed.Sample, current))
            {
                current = mixed.Sample;
                DecisionStudy study = RunStudy.Of(current, cancellation);
                all = StudyResults.Of(study, StudyResults.Measures(study), preferred);
            }

            double[][] results = [.. all.Select(result => result.Values.AsSpan(mixed.First, trials).ToArray())];
            if (mixed.Group == -2)
            {
                a = results;
            }
            else if (mixed.Group == -1)
            {
                indices = new TotalOrder[results.Length];
                Workers.For(results.Length, threads, r => indices[r] = new TotalOrder(a[r], results[r], resampling), cancellation);
            }
            else
            {
                var found = new TotalOrderRow?[results.Length];
                string name = string.Join(" + ", groups[mixed.Group].Select(i => events.Contains(i) ? ModelEvent.NameOf(sample.Model.Inputs[i].Path) : sample.Model.Inputs[i].Path));
                Workers.For(
                    results.Length,
                    threads,
                    r => found[r] = indices[r].IsConstant ? null : new TotalOrderRow(all[r].Outcome, all[r].Option, name, indices[r].Of(results[r])),
                    cancellation);
                rows[mixed.Group] = [.. found.OfType<TotalOrderRow>()];
            }
        }

        return [.. rows.SelectMany(row => row)];
    }
}
