using System.CommandLine;
using System.Globalization;
using CostSim.Cli.Console;
using CostSim.Cli.Input;
using CostSim.Cli.Output;
using CostSim.Simulation;
using CostSim.Statistics;
using CostSim.Tables;
using Spectre.Console;

namespace CostSim.Cli.Commands;

/// <summary><c>costsim compare</c>: what changed between two results, and whether it is more than noise.</summary>
internal static class CompareCommand
{
    private static readonly string[] Outcomes =
        [.. ((Outcome[])[Outcome.Cost, Outcome.ProtectedYears, Outcome.LossAverted]).Select(outcome => Simulation.Outcomes.All[(int)outcome].Column)];

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
        command.SetAction(parsed => (int)ScenarioCommands.Guarded(() =>
        {
            try
            {
                return Compare(new Results(parsed.GetValue(first)!), new Results(parsed.GetValue(second)!), parsed.GetValue(csv));
            }
            catch (SampleFileException fault)
            {
                System.Console.Error.WriteLine(fault.Message);
                return ExitCode.Unreadable;
            }
        }));
        return command;
    }

    /// <summary>A results folder.</summary>
    private sealed record Results(string Folder)
    {
        public Manifest Manifest { get; } = Output.Manifest.Read(Folder)
            ?? throw new SampleFileException($"{Folder}: no complete results: {Output.Manifest.FileName} is missing or damaged.");

        public CsvDialect Dialect => Manifest.CsvDialect == RunPipeline.DialectName(CsvDialect.Rfc4180) ? CsvDialect.Rfc4180 : CsvDialect.ExcelBe;

        public List<T> Read<T>(string file, Func<CsvRow, T> row) => CsvTable.Read(Path.Combine(Folder, file), Dialect, row);

        public bool Has(string file) => File.Exists(Path.Combine(Folder, file));
    }

    private static ExitCode Compare(Results first, Results second, string? csv)
    {
        string? apart = WhyApart(first, second);
        List<ComparisonRow> rows = apart is null ? Paired(first, second, ref apart) : Apart(first, second);
        if (rows.Count == 0)
        {
            throw new SampleFileException($"{first.Folder} and {second.Folder} have no option in common.");
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
                new Text(row.Option), new Text(row.Outcome), new Text(Rounding.WithError(row.First, double.NaN)), new Text(Rounding.WithError(row.Second, double.NaN)),
                new Text(row.Difference.Value == 0 && error == 0 ? "0" : Rounding.WithError(row.Difference.Value, error)),
                new Text(row.Difference.Value == 0 && error == 0 ? "the same" : row.IsDistinguishable ? "" : "within noise"));
        }

        AnsiConsole.Console.Write(table);
        System.Console.WriteLine(apart is null ? "Paired by trial: ± is the standard error of differences within the same worlds." : $"Not paired: {apart}. ± is the standard error of two independent results.");
        foreach (string line in Inputs(first, second).Concat(Verdicts(first, second)))
        {
            System.Console.WriteLine(line);
        }

        if (csv is not null)
        {
            DurableFile.Write(csv, stream => Csv(rows).Write(stream, CsvDialect.Rfc4180));
        }

        return ExitCode.Done;
    }

    /// <summary>Why the trials of two results are not the same worlds; null when they are.</summary>
    private static string? WhyApart(Results first, Results second)
    {
        (Manifest a, Manifest b) = (first.Manifest, second.Manifest);
        return a.Seed != b.Seed ? "the seeds differ"
            : (a.Design, a.Replicates) != (b.Design, b.Replicates) ? "the designs differ"
            : a.DrawLayout != b.DrawLayout ? "the programs draw differently"
            : a.Design != "mc" && a.Trials != b.Trials ? "the numbers of trials differ"
            : !first.Has("trials.csv") || !second.Has("trials.csv") ? "a trials.csv is missing"
            : null;
    }

    private static List<ComparisonRow> Paired(Results first, Results second, ref string? apart)
    {
        SampleColumns Read(Results results) => SampleFile.Read(Path.Combine(results.Folder, "trials.csv"), "trial", "option", Outcomes);
        (SampleColumns a, SampleColumns b) = (Read(first), Read(second));
        int shared = a.Trials.Zip(b.Trials).TakeWhile(pair => pair.First == pair.Second).Count();
        if (shared < 2 || (first.Manifest.Replicates > 1 && (shared < a.Trials.Length || shared < b.Trials.Length)))
        {
            apart = "the files hold other trials";
            return Apart(first, second);
        }

        var rows = new List<ComparisonRow>();
        for (int o = 0; o < a.Options.Length; o++)
        {
            int other = Array.IndexOf(b.Options, a.Options[o]);
            for (int c = 0; c < Outcomes.Length && other >= 0; c++)
            {
                rows.Add(Comparison.Paired(a.Options[o], Outcomes[c], a.Columns[o][c][..shared], b.Columns[other][c][..shared], first.Manifest.Replicates));
            }
        }

        return rows;
    }

    private static List<ComparisonRow> Apart(Results first, Results second)
    {
        Dictionary<(string, string), Estimate> Read(Results results) => results.Read("summary.csv", row => row).Where(row => Outcomes.Contains(row.Text("outcome")))
            .ToDictionary(row => (row.Text("option"), row.Text("outcome")), row => new Estimate(row.Number("mean"), row.Number("standard_error"), results.Manifest.Trials));
        (Dictionary<(string Option, string Outcome), Estimate> a, Dictionary<(string, string), Estimate> b) = (Read(first), Read(second));
        return [.. a.Where(one => b.ContainsKey(one.Key)).Select(one => Comparison.Apart(one.Key.Option, one.Key.Outcome, one.Value, b[one.Key]))];
    }

    /// <summary>Inputs that are described otherwise, or are in one of the two only.</summary>
    private static IEnumerable<string> Inputs(Results first, Results second)
    {
        Dictionary<string, string> Read(Results results) => results.Read("inputs.csv", row => (row.Text("input"), row.Text("distribution"))).ToDictionary(row => row.Item1, row => row.Item2);
        (Dictionary<string, string> a, Dictionary<string, string> b) = (Read(first), Read(second));
        foreach (string input in a.Keys.Union(b.Keys).Order(StringComparer.Ordinal))
        {
            string before = a.GetValueOrDefault(input, "not uncertain"), after = b.GetValueOrDefault(input, "not uncertain");
            if (before != after)
            {
                yield return $"Input {input}: {before} → {after}";
            }
        }
    }

    /// <summary>By measure, whether the preferred option changed.</summary>
    private static IEnumerable<string> Verdicts(Results first, Results second)
    {
        Dictionary<string, (string Option, double Threshold)> Read(Results results) => results.Read("verdicts.csv", row => row).Where(row => row.Text("criterion") == "mean")
            .ToDictionary(row => row.Text("measure"), row => (row.Text("option"), row.Number("threshold")));
        Dictionary<string, (string Option, double Threshold)> a = Read(first), b = Read(second);
        return a.Where(one => b.ContainsKey(one.Key)).Select(one => string.Create(
            CultureInfo.InvariantCulture,
            $"Preferred by {one.Key} at {one.Value.Threshold:0.###}{(b[one.Key].Threshold == one.Value.Threshold ? "" : $" and {b[one.Key].Threshold:0.###}")}: {(one.Value.Option == b[one.Key].Option ? $"still {one.Value.Option}" : $"{one.Value.Option} → {b[one.Key].Option}")}"));
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
