using CostSim.Plots;
using CostSim.Tables;

namespace CostSim.Cli.Output;

/// <summary>The figures of a batch, from the files of its output folder: of the scenarios that have the same options, where these are most.</summary>
internal static class BatchFigures
{
    /// <summary>Draws them; none where no two scenarios have the same options.</summary>
    /// <param name="output">Folder of the results folders, with <c>batch.csv</c>.</param>
    /// <param name="settings">How.</param>
    /// <exception cref="Input.SampleFileException">Results do not say what they are of.</exception>
    /// <exception cref="IOException">A file is missing or not as it was written.</exception>
    public static IReadOnlyList<Figure> Draw(string output, FigureSettings settings)
    {
        string table = Path.Combine(output, "batch.csv");
        CsvDialect dialect = File.ReadLines(table).First().Contains(';', StringComparison.Ordinal) ? CsvDialect.ExcelBe : CsvDialect.Rfc4180;
        BatchScenario[] all = [.. CsvTable.Read(table, dialect, row => row).Where(row => row.Text("state") == "done").Select(row => row.Text("scenario")).Distinct().Select(id => Read(output, id))];
        IGrouping<string, BatchScenario>? alike = all.GroupBy(Options).OrderByDescending(group => group.Count()).FirstOrDefault();
        if (alike is null || alike.Count() < 2)
        {
            return [];
        }

        string regret = Path.Combine(output, "regret.csv");
        string[] options = [.. alike.First().Scene.Options.Select(option => option.Id)];
        List<RegretRow> rows = File.Exists(regret) ? CsvTable.Read(regret, dialect, Regret) : [];
        return new BatchScene([.. alike], [.. rows.Where(row => row.Scenarios == alike.Count() && options.Contains(row.Option))]).Draw(settings);
    }

    private static BatchScenario Read(string output, string id)
    {
        ResultTables tables = ResultTables.Read(Path.Combine(output, id), decisionsOnly: true);
        return new BatchScenario(id, tables.Scene.Facts.Title, tables.Scene);
    }

    private static string Options(BatchScenario scenario) => string.Join('\n', scenario.Scene.Options.Select(option => option.Id).Order(StringComparer.Ordinal));

    private static RegretRow Regret(CsvRow row) => new(
        row.Text("measure"), row.Number("threshold"), row.Text("option"), row.Number("worst_regret_meur"), row.Text("worst_scenario"), row.Number("mean_regret_meur"),
        (int)row.Number("preferred_in"), (int)row.Number("scenarios"), row.Text("least_worst") == "true");
}
