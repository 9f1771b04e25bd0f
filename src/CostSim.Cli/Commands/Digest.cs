using System.Globalization;
using CostSim.Cli.Console;
using CostSim.Cli.Output;

namespace CostSim.Cli.Commands;

/// <summary>
/// What changed since the last complete batch, and by how many standard errors. Comes from files alone, and a batch in which nothing changed is
/// the last one over again: so it is the same however often a batch was stopped.
/// </summary>
internal sealed class Digest
{
    private readonly string output;
    private readonly BatchRecord record;
    private readonly SortedDictionary<string, string> now;

    private Digest(string output, BatchRecord record, SortedDictionary<string, string> now, IReadOnlyList<DigestRow> rows) =>
        (this.output, this.record, this.now, Rows) = (output, record, now, rows);

    /// <summary>What changed, in the order of the scenarios; empty where no scenario was in an earlier batch.</summary>
    public IReadOnlyList<DigestRow> Rows { get; }

    /// <summary>Compares the results of a batch with those of the last complete one.</summary>
    /// <param name="output">The output folder.</param>
    /// <param name="entries">The scenarios of the batch.</param>
    public static Digest Of(string output, IReadOnlyList<BatchEntry> entries)
    {
        var record = BatchRecord.Read(output);
        string[] scenarios = [.. entries.Where(entry => entry.State == BatchState.Done).Select(entry => entry.Scenario)];
        var now = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (string scenario in scenarios)
        {
            if (BatchRecord.Fingerprint(Path.Combine(output, scenario)) is { } fingerprint)
            {
                now[scenario] = fingerprint;
            }
        }

        SortedDictionary<string, string> against = record.Against(now);
        DigestRow[] rows = now.Keys.Any(against.ContainsKey) ? [.. scenarios.Where(now.ContainsKey).SelectMany(scenario => Changes(output, scenario, against, now))] : [];
        return new Digest(output, record, now, rows);
    }

    /// <summary>Notes that the batch is complete: the next one is compared with it.</summary>
    public void Complete() => record.Complete(output, now);

    /// <summary>What changed, in words: one line for each input, preferred option, and outcome that moved beyond noise.</summary>
    public IEnumerable<string> Lines()
    {
        if (Rows.Count == 0)
        {
            yield break;
        }

        int changed = Rows.Where(row => row.Change is not ("new" or "unchanged")).Select(row => row.Scenario).Distinct().Count();
        yield return $"Since the last complete batch {changed} of {Rows.Select(row => row.Scenario).Distinct().Count()} scenarios changed.";
        foreach (IGrouping<string, DigestRow> scenario in Rows.GroupBy(row => row.Scenario))
        {
            foreach (DigestRow row in scenario.Where(row => row.Change is not ("unchanged" or "outcome")))
            {
                yield return row.Change switch
                {
                    "new" => $"{row.Scenario}: new",
                    "lost" => $"{row.Scenario}: changed, but the earlier results are gone or damaged",
                    "input" => $"{row.Scenario}: input {row.What}: {row.Before} → {row.After}",
                    _ => $"{row.Scenario}: preferred by {row.What}: {row.Before} → {row.After}",
                };
            }

            DigestRow[] outcomes = [.. scenario.Where(row => row.Outcome is not null)];
            foreach (DigestRow row in outcomes.Where(row => row.Outcome!.IsDistinguishable))
            {
                yield return $"{row.Scenario}: {row.Outcome!.Option}: {row.Outcome.Outcome} by {Rounding.WithError(row.Outcome.Difference.Value, row.Outcome.Difference.StandardError)}{Errors(row)}";
            }

            if (outcomes.Length > 0 && !Array.Exists(outcomes, row => row.Outcome!.IsDistinguishable))
            {
                yield return $"{scenario.Key}: no headline moved beyond noise";
            }
        }
    }

    private static string Errors(DigestRow row) => double.IsFinite(row.StandardErrors)
        ? string.Create(CultureInfo.InvariantCulture, $", {Math.Abs(row.StandardErrors):0.0} standard errors{(row.Outcome!.IsPaired ? "" : ", not paired")}")
        : ", in every world alike";

    private static IEnumerable<DigestRow> Changes(string output, string scenario, SortedDictionary<string, string> against, SortedDictionary<string, string> now)
    {
        if (!against.TryGetValue(scenario, out string? before))
        {
            return [new(scenario, "new")];
        }

        if (before == now[scenario])
        {
            return [new(scenario, "unchanged")];
        }

        string kept = KeptResults.Folder(output, scenario);
        if (BatchRecord.Fingerprint(kept) != before || Manifest.Read(kept) is not { } manifest || manifest.Damage(kept).Any())
        {
            return [new(scenario, "lost")];
        }

        (Results first, Results second) = (new(kept), new(Path.Combine(output, scenario)));
        return
        [
            .. ResultsComparison.Inputs(first, second).Select(input => new DigestRow(scenario, "input", input.Path, input.Before, input.After)),
            .. ResultsComparison.Verdicts(first, second).Where(verdict => verdict.First != verdict.Second)
                .Select(verdict => new DigestRow(scenario, "preferred", verdict.Measure, verdict.First, verdict.Second)),
            .. ResultsComparison.Rows(first, second).Rows.Select(row => new DigestRow(scenario, "outcome", Outcome: row)),
        ];
    }
}
