using System.Globalization;
using CostSim.Cli.Input;
using CostSim.Cli.Output;
using CostSim.Simulation;
using CostSim.Statistics;
using CostSim.Tables;

namespace CostSim.Cli.Commands;

/// <summary>A results folder that is complete.</summary>
/// <param name="Folder">Its path.</param>
internal sealed record Results(string Folder)
{
    /// <summary>Its manifest.</summary>
    public Manifest Manifest { get; } = Output.Manifest.Read(Folder)
        ?? throw new SampleFileException($"{Folder}: no complete results: {Output.Manifest.FileName} is missing or damaged.");

    /// <summary>Dialect of its files.</summary>
    public CsvDialect Dialect => Manifest.CsvDialect == RunPipeline.DialectName(CsvDialect.Rfc4180) ? CsvDialect.Rfc4180 : CsvDialect.ExcelBe;

    /// <summary>Reads a file of it.</summary>
    public List<T> Read<T>(string file, Func<CsvRow, T> row) => CsvTable.Read(Path.Combine(Folder, file), Dialect, row);

    /// <summary>Whether it has a file.</summary>
    public bool Has(string file) => File.Exists(Path.Combine(Folder, file));
}

/// <summary>The preferred option by one measure, in two results.</summary>
/// <param name="Measure">Column of the effect.</param>
/// <param name="First">Preferred in the first.</param>
/// <param name="Second">Preferred in the second.</param>
/// <param name="Says">All of it in words.</param>
internal sealed record VerdictChange(string Measure, string First, string Second, string Says);

/// <summary>An input that is described otherwise.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Before">How it was described.</param>
/// <param name="After">How it is.</param>
internal sealed record InputChange(string Path, string Before, string After);

/// <summary>What changed between two results: outcomes, paired by trial where both ran the same worlds, inputs, and verdicts.</summary>
internal static class ResultsComparison
{
    private static readonly string[] Outcomes =
        [.. ((Outcome[])[Outcome.Cost, Outcome.ProtectedYears, Outcome.LossAverted]).Select(outcome => Simulation.Outcomes.All[(int)outcome].Column)];

    /// <summary>Changes of the headline outcomes of the options that both have.</summary>
    /// <returns>The changes, and why they are not paired; null when they are.</returns>
    public static (List<ComparisonRow> Rows, string? Apart) Rows(Results first, Results second)
    {
        string? apart = WhyApart(first, second);
        List<ComparisonRow> rows = apart is null ? Paired(first, second, ref apart) : Apart(first, second);
        return (rows, apart);
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
        SampleColumns Read(Results results) => SampleFile.Read(Path.Combine(results.Folder, "trials.csv"), new SampleRequest("trial", "option", Outcomes));
        (SampleColumns a, SampleColumns b) = (Read(first), Read(second));
        int shared = a.Keys.Zip(b.Keys).TakeWhile(pair => pair.First == pair.Second).Count();
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
    public static IEnumerable<InputChange> Inputs(Results first, Results second)
    {
        Dictionary<string, string> Read(Results results) => results.Read("inputs.csv", row => (row.Text("input"), row.Text("distribution"))).ToDictionary(row => row.Item1, row => row.Item2);
        (Dictionary<string, string> a, Dictionary<string, string> b) = (Read(first), Read(second));
        return a.Keys.Union(b.Keys).Order(StringComparer.Ordinal)
            .Select(input => new InputChange(input, a.GetValueOrDefault(input, "not uncertain"), b.GetValueOrDefault(input, "not uncertain"))).Where(input => input.Before != input.After);
    }

    /// <summary>By measure, whether the preferred option changed.</summary>
    public static IEnumerable<VerdictChange> Verdicts(Results first, Results second)
    {
        Dictionary<string, (string Option, double Threshold)> Read(Results results) => results.Read("verdicts.csv", row => row).Where(row => row.Text("criterion") == "mean")
            .ToDictionary(row => row.Text("measure"), row => (row.Text("option"), row.Number("threshold")));
        Dictionary<string, (string Option, double Threshold)> a = Read(first), b = Read(second);
        return a.Where(one => b.ContainsKey(one.Key)).Select(one => new VerdictChange(one.Key, one.Value.Option, b[one.Key].Option, string.Create(
            CultureInfo.InvariantCulture,
            $"Preferred by {one.Key} at {one.Value.Threshold:0.###}{(b[one.Key].Threshold == one.Value.Threshold ? "" : $" and {b[one.Key].Threshold:0.###}")}: {(one.Value.Option == b[one.Key].Option ? $"still {one.Value.Option}" : $"{one.Value.Option} → {b[one.Key].Option}")}")));
    }
}
