using System.CommandLine;
using CostSim.Cli.Console;
using CostSim.Cli.Input;
using CostSim.Cli.Output;
using CostSim.Tables;
using Spectre.Console;

namespace CostSim.Cli.Commands;

/// <summary><c>costsim compare</c>: what changed between two results, and whether it is more than noise.</summary>
internal static class CompareCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var first = new Argument<string>("A") { Description = "Results folder, before" };
        var second = new Argument<string>("B") { Description = "Results folder, after" };
        var csv = new Option<string?>("--csv") { Description = "Also write the comparison to this file", HelpName = "FILE" };
        var command = new Command(
            "compare",
            """
            What changed between two results, paired by trial where both ran the same worlds (seed, design and number of trials), and which inputs did it.

            Examples:
              costsim compare output/belgium-baseline output/dear-nasams
              costsim compare before after --csv change.csv
            """)
        { first, second, csv };
        command.SetAction(parsed => (int)ScenarioCommands.Guarded(
            () => Compare(new Results(parsed.GetValue(first)!), new Results(parsed.GetValue(second)!), parsed.GetValue(csv))));
        return command;
    }

    private static ExitCode Compare(Results first, Results second, string? csv)
    {
        string both = $"{first.Folder} and {second.Folder}";
        (List<ComparisonRow> rows, string? apart) = ReadBack.Of(both, () => ResultsComparison.Rows(first, second));
        string[] others = ReadBack.Of(both, () => ResultsComparison.Inputs(first, second).Select(input => $"Input {input.Path}: {input.Before} → {input.After}")
            .Concat(ResultsComparison.Verdicts(first, second).Select(verdict => verdict.Says)).ToArray());
        if (rows.Count == 0)
        {
            throw new SampleFileException($"{both} have no option in common.");
        }

        var table = new Table { Border = AnsiConsole.Console.Profile.Capabilities.Ansi ? TableBorder.Rounded : TableBorder.Ascii };
        if (System.Console.IsOutputRedirected)
        {
            AnsiConsole.Console.Profile.Width = 140;
        }

        foreach (string head in (string[])["Option", "Outcome", "A", "B", "B − A", ""])
        {
            table.AddColumn(new TableColumn(new Text(head)) { Alignment = head is "Option" or "Outcome" or "" ? Justify.Left : Justify.Right });
        }

        foreach (ComparisonRow row in rows)
        {
            double error = row.Difference.StandardError;
            table.AddRow(
                new Text(JsonValue.Printable(row.Option)), new Text(JsonValue.Printable(row.Outcome)), new Text(Rounding.WithError(row.First, double.NaN)), new Text(Rounding.WithError(row.Second, double.NaN)),
                new Text(row.Difference.Value == 0 && error == 0 ? "0" : Rounding.WithError(row.Difference.Value, error)),
                new Text(row.Difference.Value == 0 && error == 0 ? "the same" : row.IsDistinguishable ? "" : "within noise"));
        }

        AnsiConsole.Console.Write(table);
        System.Console.WriteLine(apart is null ? "Paired by trial: ± is the standard error of differences within the same worlds." : $"Not paired: {apart}. ± is the standard error of two independent results.");
        foreach (string line in others)
        {
            System.Console.WriteLine(line);
        }

        if (csv is not null)
        {
            DurableFile.Write(csv, stream => Csv(rows).Write(stream, CsvDialect.Rfc4180), $".{Environment.ProcessId}");
        }

        return ExitCode.Done;
    }

    private static CsvTable Csv(List<ComparisonRow> rows) => new(
        "comparison",
        "What changed in one outcome of one option",
        [
            new("option", "string", "", "Identifier of the option"),
            new("outcome", "string", "", "Column of the outcome"),
            new("mean_a", "number", "of the outcome", "Mean in the first results"),
            new("mean_b", "number", "of the outcome", "Mean in the second"),
            new("difference", "number", "of the outcome", "Second less first"),
            new("standard_error", "number", "of the outcome", "Its standard error"),
            new("paired", "boolean", "", "Whether both ran the same worlds"),
            new("distinguishable", "boolean", "", "Whether the difference is larger than two standard errors"),
        ],
        rows.Count,
        writer => RunTableFiles.Each(writer, rows, row =>
        {
            writer.WriteField(row.Option);
            writer.WriteField(row.Outcome);
            RunTableFiles.Numbers(writer, row.First, row.Second, row.Difference.Value, row.Difference.StandardError);
            writer.WriteField(row.IsPaired ? "true" : "false");
            writer.WriteField(row.IsDistinguishable ? "true" : "false");
        }));
}
