using CostSim.Tables;

namespace CostSim.Cli.Output;

/// <summary><c>regret.csv</c> of a batch.</summary>
internal static class RegretFile
{
    /// <summary>Writes the file beside the results folders; removes that of an earlier batch where there is nothing to compare.</summary>
    /// <param name="output">Folder of the results folders.</param>
    /// <param name="scenarios">Each scenario's name and its rows of <c>acceptability.csv</c>.</param>
    /// <param name="dialect">CSV dialect.</param>
    public static void Write(
        string output, IReadOnlyList<(string Scenario, IReadOnlyList<AcceptabilityRow> Rows)> scenarios, CsvDialect dialect)
    {
        IReadOnlyList<RegretRow> rows = RegretTable.Of(scenarios);
        string path = Path.Combine(output, "regret.csv");
        if (rows.Count > 0)
        {
            DurableFile.Write(path, stream => Table(rows).Write(stream, dialect));
        }
        else
        {
            File.Delete(path);
        }
    }

    private static CsvTable Table(IReadOnlyList<RegretRow> rows) => new(
        "regret",
        "One option over all scenarios of a batch",
        [
            new("measure", "string", "", "Column of trials.csv that is the effect"),
            new("threshold", "number", "MEUR per unit of effect", "What a unit of the effect is held to be worth"),
            new("option", "string", "", "Identifier of the option"),
            new("worst_regret_meur", "number", "MEUR", "The largest, over scenarios, of the best expected net benefit less the option's"),
            new("worst_scenario", "string", "", "The scenario in which it is"),
            new("mean_regret_meur", "number", "MEUR", "Mean over scenarios, each counted once"),
            new("preferred_in", "integer", "scenarios", "Scenarios in which the option has the highest expected net benefit"),
            new("scenarios", "integer", "scenarios", "Scenarios compared: those with the same options"),
            new("least_worst", "boolean", "", "Whether no option has a smaller worst regret"),
        ],
        rows.Count,
        writer => RunTableFiles.Each(writer, rows, row =>
        {
            writer.WriteField(row.Measure);
            RunTableFiles.Numbers(writer, row.Threshold);
            writer.WriteField(row.Option);
            RunTableFiles.Numbers(writer, row.WorstRegret);
            writer.WriteField(row.WorstScenario);
            RunTableFiles.Numbers(writer, row.MeanRegret);
            writer.WriteField(row.Preferred, default);
            writer.WriteField(row.Scenarios, default);
            writer.WriteField(row.IsLeastWorst ? "true" : "false");
        }));
}
