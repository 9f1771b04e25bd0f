using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using CostSim.Cli.Console;
using CostSim.Cli.Input;
using CostSim.Simulation;
using CostSim.Tables;

namespace CostSim.Cli.Commands;

/// <summary>
/// A scenario while it is tuned: each time it says something else it is run, and what moved is told, paired by trial with the run before, with the
/// values that were changed. While it cannot be read the last good results stay.
/// </summary>
/// <param name="file">The scenario file.</param>
/// <param name="request">How it is run.</param>
/// <param name="output">Where to tell.</param>
internal sealed class WatchSession(string file, RunRequest request, TextWriter output)
{
    private static readonly Outcome[] Headlines = [Outcome.Cost, Outcome.ProtectedYears, Outcome.LossAverted];

    /// <summary>Its results stand beside those of a run, and never take their place; no scenario can be called so.</summary>
    private readonly RunRequest beside = request with { Ending = ".watch" };
    private string seen = "";
    private (string Json, Sample Sample, RunTables Tables)? last;

    /// <summary>Reads the scenario and runs it if it says something else than before.</summary>
    /// <returns>Whether it was run.</returns>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    public bool Look(CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        ReadResult read = ScenarioReader.Read(file, SourceFile.ReadAtMost(file, ScenarioReader.LargestFile), ScenarioFiles.Access, Path.GetFullPath(file), beside.Set);
        string problems = Problems(read);
        string says = read.IsValid ? read.ResolvedJson : problems;
        if (says == seen)
        {
            return false;
        }

        seen = says;
        output.Write(problems);
        if (!read.IsValid)
        {
            output.WriteLine(last is null ? "Nothing to show yet: correct and save." : "The last good results stay: correct and save.");
            return false;
        }

        // What moved is told as soon as the trials are there; studying the decision and writing the files takes longer.
        TimeSpan told = default;
        (RunTables tables, string folder, Sample sample) = RunPipeline.Run(read, beside, "", cancellation, trials =>
        {
            if (last is { } before)
            {
                Tell(before.Json, read.ResolvedJson);
                if (IsPaired(before.Sample, trials))
                {
                    Tell(before.Sample, trials, null);
                    output.Flush();
                }
            }

            told = clock.Elapsed;
        });
        if (last is { } was)
        {
            if (!IsPaired(was.Sample, sample))
            {
                Tell(was.Sample, sample, (was.Tables, tables));
            }

            TellChoice(was.Tables, tables);
        }
        else
        {
            First(tables);
        }

        last = (read.ResolvedJson, sample, tables);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{tables.Facts.Trials:N0} trials in {told.TotalSeconds:0.0} s, all files in {clock.Elapsed.TotalSeconds:0.0} s. Results: {folder}. Waiting for the next save; Ctrl-C ends."));
        return true;
    }

    private static bool IsPaired(Sample before, Sample after) =>
        before.Settings.Seed == after.Settings.Seed && before.Trials == after.Trials && (before.Settings.Design, before.Settings.Replicates) == (after.Settings.Design, after.Settings.Replicates);

    private static string Problems(ReadResult read)
    {
        using var text = new StringWriter();
        ProblemPrinter.Print(read.Problems, text);
        return text.ToString();
    }

    private void First(RunTables tables)
    {
        foreach (OptionName option in tables.Options)
        {
            string Value(Outcome outcome) => tables.Summary.First(row => row.Option == option.Id && row.Outcome == Column(outcome)) is { } row ? Rounding.WithError(row.Mean, row.StandardError) : "";
            output.WriteLine($"  {option.Id}: {string.Join(", ", Headlines.Select(outcome => $"{Column(outcome)} {Value(outcome)}"))}");
        }
    }

    /// <summary>The values that were changed, removed or added.</summary>
    private void Tell(string before, string after)
    {
        (Dictionary<string, string> old, Dictionary<string, string> now) = (Leaves(before), Leaves(after));
        string[] changed = [.. old.Keys.Union(now.Keys).Where(path => old.GetValueOrDefault(path) != now.GetValueOrDefault(path)).Order(StringComparer.Ordinal)];
        foreach (string path in changed.Take(8))
        {
            output.WriteLine($"Changed {path}: {old.GetValueOrDefault(path, "nothing")} → {now.GetValueOrDefault(path, "nothing")}");
        }

        if (changed.Length > 8)
        {
            output.WriteLine($"… and {changed.Length - 8} more values");
        }
    }

    /// <summary>What moved; the tables of both where the trials are not the same worlds.</summary>
    private void Tell(Sample before, Sample after, (RunTables Old, RunTables Now)? tables)
    {
        bool moved = false;
        for (int o = 0; o < after.Model.OptionIds.Count; o++)
        {
            string id = after.Model.OptionIds[o];
            int other = before.Model.OptionIds.ToList().IndexOf(id);
            if (other < 0)
            {
                output.WriteLine($"  {id}: new");
                moved = true;
                continue;
            }

            foreach (Outcome outcome in Headlines)
            {
                string column = Column(outcome);
                ComparisonRow row = tables is { } both
                    ? Comparison.Apart(id, column, Mean(both.Old, id, column), Mean(both.Now, id, column))
                    : Comparison.Paired(id, column, before.Column(other, outcome).ToArray(), after.Column(o, outcome).ToArray(), after.Settings.Replicates);
                if (row.Difference.Value == 0 && row.Difference.StandardError == 0)
                {
                    continue;
                }

                moved = true;
                output.WriteLine($"  {id}: {column} {Rounding.WithError(row.First, double.NaN)} → {Rounding.WithError(row.Second, double.NaN)}, by {Rounding.WithError(row.Difference.Value, row.Difference.StandardError)}{(row.IsDistinguishable ? "" : ", within noise")}");
            }
        }

        if (!moved)
        {
            output.WriteLine("  No headline moved.");
        }
    }

    private static Statistics.Estimate Mean(RunTables tables, string option, string column)
    {
        SummaryRow row = tables.Summary.First(one => one.Option == option && one.Outcome == column);
        return new Statistics.Estimate(row.Mean, row.StandardError, tables.Facts.Trials);
    }

    private void TellChoice(RunTables old, RunTables now)
    {
        foreach (VerdictRow verdict in now.Decisions.Verdicts.Where(row => row.Criterion == "mean"))
        {
            VerdictRow? was = old.Decisions.Verdicts.FirstOrDefault(row => row.Criterion == "mean" && row.Measure == verdict.Measure);
            if (was is not null && was.Option != verdict.Option)
            {
                output.WriteLine($"  Preferred by {verdict.Measure}: {was.Option} → {verdict.Option}");
            }
        }
    }

    private static string Column(Outcome outcome) => Outcomes.All[(int)outcome].Column;

    /// <summary>Every value of a scenario by its path, as JSON.</summary>
    private static Dictionary<string, string> Leaves(string json)
    {
        var leaves = new Dictionary<string, string>();
        using var document = JsonDocument.Parse(json);
        Add(document.RootElement, "");
        return leaves;

        void Add(JsonElement element, string path)
        {
            switch (element.ValueKind)
            {
                case JsonValueKind.Object:
                    foreach (JsonProperty property in element.EnumerateObject())
                    {
                        Add(property.Value, path.Length == 0 ? property.Name : $"{path}.{property.Name}");
                    }

                    break;
                case JsonValueKind.Array:
                    int i = 0;
                    foreach (JsonElement item in element.EnumerateArray())
                    {
                        Add(item, $"{path}[{i++}]");
                    }

                    break;
                default:
                    leaves[path] = element.GetRawText();
                    break;
            }
        }
    }
}
