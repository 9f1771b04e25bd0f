using System.Globalization;
using CostSim.Tables;

namespace CostSim.Cli.Output;

/// <summary>How a scenario of a batch ended.</summary>
internal enum BatchState
{
    /// <summary>Its results are complete.</summary>
    Done,

    /// <summary>It could not be run.</summary>
    Failed,

    /// <summary>It was stopped.</summary>
    Stopped,
}

/// <summary>A scenario of a batch.</summary>
/// <param name="File">Name of its file.</param>
/// <param name="Scenario">Its name; empty where it could not be read.</param>
/// <param name="Title">Its title.</param>
/// <param name="State">How it ended.</param>
/// <param name="Error">What went wrong; empty when nothing.</param>
internal sealed record BatchEntry(string File, string Scenario, string Title, BatchState State, string Error);

/// <summary>What a scenario of a batch says at the headline worth of one measure.</summary>
internal sealed record BatchRow(BatchEntry Entry, string Measure, double Threshold, string Preferred, double ProbabilityBest, double Regret)
{
    /// <summary>Share of trials in which no option is better than the preferred one.</summary>
    public double AmongBest { get; init; } = double.NaN;
}

/// <summary>
/// What the scenarios of a batch say together: <c>batch.csv</c>, <c>regret.csv</c>, <c>digest.csv</c>. Made from the results folders alone, so that it is the same
/// whether a folder was written now or kept.
/// </summary>
internal static class BatchFiles
{
    /// <summary>Writes the files.</summary>
    /// <param name="output">Folder of the results folders.</param>
    /// <param name="entries">The scenarios, in order.</param>
    /// <param name="digest">What changed since the last complete batch.</param>
    /// <param name="dialect">CSV dialect, also of the results folders.</param>
    public static void Write(string output, IReadOnlyList<BatchEntry> entries, IReadOnlyList<DigestRow> digest, CsvDialect dialect)
    {
        var decisions = entries.Where(entry => entry.State == BatchState.Done)
            .ToDictionary(entry => entry.Scenario, entry => ResultTables.Acceptability(Path.Combine(output, entry.Scenario, "acceptability.csv"), dialect));
        BatchRow[] rows = [.. entries.SelectMany(entry => Rows(output, entry, decisions, dialect))];
        DurableFile.Write(Path.Combine(output, "batch.csv"), stream => Table(rows).Write(stream, dialect));
        RegretFile.Write(output, [.. decisions.Select(one => (one.Key, one.Value))], dialect);
        DigestFile.Write(output, digest, dialect);
    }

    private static IEnumerable<BatchRow> Rows(
        string output, BatchEntry entry, Dictionary<string, IReadOnlyList<AcceptabilityRow>> decisions, CsvDialect dialect)
    {
        if (entry.State != BatchState.Done)
        {
            return [new BatchRow(entry, "", double.NaN, "", double.NaN, double.NaN)];
        }

        return CsvTable.Read(Path.Combine(output, entry.Scenario, "verdicts.csv"), dialect, row => row)
            .Where(row => row.Text("criterion") == "mean").Select(row =>
            {
                (string measure, double threshold, string option) = (row.Text("measure"), row.Number("threshold"), row.Text("option"));
                AcceptabilityRow? at = decisions[entry.Scenario].Where(one => one.Measure == measure && one.Option == option).MinBy(one => Math.Abs(one.Threshold - threshold));
                return new BatchRow(entry, measure, threshold, option, at?.ProbabilityBest.Value ?? double.NaN, at?.Regret.Value ?? double.NaN) { AmongBest = at?.AmongBest ?? double.NaN };
            });
    }

    private static CsvTable Table(BatchRow[] rows) => new(
        "batch",
        "One scenario of a batch and one measure of effect",
        [
            new("file", "string", "", "Name of the scenario file"),
            new("scenario", "string", "", "Name of the scenario, and of its results folder"),
            new("state", "string", "", "done or failed"),
            new("measure", "string", "", "Column of trials.csv that is the effect"),
            new("threshold", "number", "MEUR per unit of effect", "The headline worth of a unit of the effect"),
            new("preferred", "string", "", "The option with the highest mean net benefit; of equal ones that of the lowest mean cost, then the first by name"),
            new("probability_best", "number", "share", "Share of trials in which it is the best, at that worth; a trial is shared in equal parts among those tied"),
            new("expected_regret", "number", "MEUR", "What choosing it is expected to forgo there"),
            new("error", "string", "", "What went wrong"),
            new("probability_among_best", "number", "share", "Share of trials in which no option is better than the preferred one"),
        ],
        rows.Length,
        writer => RunTableFiles.Each(writer, rows, row =>
        {
            writer.WriteField(row.Entry.File);
            writer.WriteField(row.Entry.Scenario);
            writer.WriteField(row.Entry.State.ToString().ToLower(CultureInfo.InvariantCulture));
            writer.WriteField(row.Measure);
            RunTableFiles.Numbers(writer, row.Threshold);
            writer.WriteField(row.Preferred);
            RunTableFiles.Numbers(writer, row.ProbabilityBest, row.Regret);
            writer.WriteField(row.Entry.Error);
            RunTableFiles.Numbers(writer, row.AmongBest);
        }));
}
