using CostSim.Plots;
using CostSim.Statistics;
using CostSim.Tables;

namespace CostSim.Cli.Output;

/// <summary>What the files of a batch say together: what its page and its figures are made from, and nothing else.</summary>
/// <param name="Rows">Rows of <c>batch.csv</c>.</param>
/// <param name="Regret">Rows of <c>regret.csv</c>.</param>
/// <param name="Digest">Rows of <c>digest.csv</c>.</param>
/// <param name="Scenes">The decisions of the scenarios that have results, by name, in the order of the batch.</param>
internal sealed record BatchTables(
    IReadOnlyList<BatchRow> Rows, IReadOnlyList<RegretRow> Regret, IReadOnlyList<DigestRow> Digest, IReadOnlyList<KeyValuePair<string, DecisionScene>> Scenes)
{
    /// <summary>Reads the output folder of a batch.</summary>
    /// <param name="output">The folder, with <c>batch.csv</c>.</param>
    /// <exception cref="Input.SampleFileException">Results do not say what they are of.</exception>
    /// <exception cref="Input.UnreadableFileException">A file is missing or not as it was written.</exception>
    public static BatchTables Read(string output)
    {
        string table = Path.Combine(output, "batch.csv");
        CsvDialect dialect = CsvTable.DialectOf(table);
        List<T> RowsIfAny<T>(string name, Func<CsvRow, T> read) => File.Exists(Path.Combine(output, name)) ? CsvTable.Read(Path.Combine(output, name), dialect, read) : [];
        List<BatchRow> rows = CsvTable.Read(table, dialect, row => new BatchRow(
            new BatchEntry(row.Text("file"), row.Text("scenario"), "", State(row.Text("state")), row.Text("error")), row.Text("measure"), row.Number("threshold"), row.Text("preferred"),
            row.Number("probability_best"), row.Number("expected_regret")));
        return new BatchTables(
            rows, RowsIfAny("regret.csv", Regretted), RowsIfAny("digest.csv", Changed),
            [.. rows.Where(row => row.Entry.State == BatchState.Done).Select(row => row.Entry.Scenario).Distinct().Select(name =>
                KeyValuePair.Create(name, ResultTables.Read(Path.Combine(output, name), decisionsOnly: true).Scene))]);
    }

    private static BatchState State(string name) => name switch { "done" => BatchState.Done, "failed" => BatchState.Failed, _ => BatchState.Stopped };

    private static RegretRow Regretted(CsvRow row) => new(
        row.Text("measure"), row.Number("threshold"), row.Text("option"), row.Number("worst_regret_meur"), row.Text("worst_scenario"), row.Number("mean_regret_meur"),
        (int)row.Number("preferred_in"), (int)row.Number("scenarios"), row.Text("least_worst") == "true");

    private static DigestRow Changed(CsvRow row) => new(
        row.Text("scenario"), row.Text("change"), row.Text("what"), row.Text("before"), row.Text("after"),
        row.Text("option").Length == 0
            ? null
            : new ComparisonRow(
                row.Text("option"), row.Text("outcome"), row.Number("mean_before"), row.Number("mean_after"), new Estimate(row.Number("difference"), row.Number("standard_error"), 0),
                row.Text("paired") == "true"));
}
