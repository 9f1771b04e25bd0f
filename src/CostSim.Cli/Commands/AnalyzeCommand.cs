using System.CommandLine;
using System.Globalization;
using System.Text;
using CostSim.Cli.Console;
using CostSim.Cli.Input;
using CostSim.Cli.Output;
using CostSim.Cli.Report;
using CostSim.Decisions;
using CostSim.Plots;
using CostSim.Tables;

namespace CostSim.Cli.Commands;

/// <summary><c>costsim analyze</c>: the decision analysis, for the samples of a run or of any other model.</summary>
internal static class AnalyzeCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var path = new Argument<string>("SAMPLES") { Description = "CSV file of samples, or a results folder with trials.csv and draws.csv" };
        var inputs = new Option<string?>("--inputs") { Description = "CSV file of the uncertain inputs, a row per trial", HelpName = "FILE" };
        var cost = new Option<string?>("--cost") { Description = "Column of the cost; with --wide what its columns begin with", HelpName = "COLUMN" };
        var effect = new Option<string[]>("--effect") { Description = "Column of an effect, as often as needed; with --wide what its columns begin with", HelpName = "COLUMN" };
        Option<string[]> threshold = new Option<string[]>("--threshold")
        {
            Description = "Worths of a unit of the effect: 0:2000:41 (from, to, how many) or 100,500,1000; one for each --effect",
            HelpName = "LIST",
        }.Checked(text => Worths.Of(text));
        var trial = new Option<string>("--trial-column") { Description = "Column that numbers the trials (default: trial)", HelpName = "COLUMN", DefaultValueFactory = _ => "trial" };
        var option = new Option<string>("--option-column") { Description = "Column that names the option (default: option)", HelpName = "COLUMN", DefaultValueFactory = _ => "option" };
        var wide = new Option<bool>("--wide") { Description = "A row per trial, a column per option: cost_A, cost_B, effect_A, …" };
        var order = new Option<string[]>("--options") { Description = "The options looked at, in the order of the tables (default: all, by name)", HelpName = "A,B" };
        var columns = new Option<string[]>("--input") { Description = "With --wide: a column that is an uncertain input, as often as needed", HelpName = "COLUMN" };
        var replicates = NumberOption.Of(
            "--replicates", NumberRanges.Replicates with { Least = 1 }, "R",
            "Replicates of a designed sample, one after the other; errors come from their spread (default: those of a run's trials.csv, else 1: independent trials)", 1);
        var design = new Option<string?>("--design") { Description = "mc, lhs or sobol: how the samples were spread; without --replicates the errors of lhs and sobol are not known", HelpName = "NAME" };
        var realised = new Option<bool>("--realised") { Description = "Costs or effects include luck: no value of information is computed" };
        var name = new Option<string?>("--name") { Description = "Name of the results folder (default: the file's name and -analysis)", HelpName = "NAME" };
        var common = new CommonOptions();
        var command = new Command(
            "analyze",
            """
            Decision analysis of samples: frontier, acceptability, verdicts, and with inputs value of information, sensitivity, switch points, discovery.
            Of a results folder it needs nothing else: columns, worths, groups and studies are those of its scenario.
            Trials of a Latin hypercube or of Sobol' points are not independent: their errors come from replicates (--replicates), else they cannot be relied on.
            Costs and effects are held in memory, eight bytes each; inputs of more than 67 million numbers are read from their file in several passes.

            Examples:
              costsim analyze output/belgium-baseline
              costsim analyze samples.csv --cost cost --effect qaly --threshold 0:50000:201 --inputs parameters.csv
              costsim analyze wide.csv --wide --cost cost --effect effect --threshold 100,200,500
            """)
        { path, inputs, cost, effect, threshold, trial, option, wide, order, columns, replicates, design, realised, name, common.Output, common.Threads, common.CsvDialect, common.Language, common.Format, common.NoPlots, common.Quiet };
        command.SetAction((parsed, cancellation) => Task.FromResult((int)ScenarioCommands.Guarded(() =>
        {
            RunRequest request = RunRequest.From(common.Over(Settings.Load("."), parsed), false);
            return Analyze(
                new AnalyzeRequest(
                    parsed.GetValue(path)!, parsed.GetValue(inputs), parsed.GetValue(cost), parsed.GetValue(effect) ?? [], parsed.GetValue(threshold) ?? [],
                    parsed.GetValue(trial)!, parsed.GetValue(option)!, parsed.GetValue(wide), Split(parsed.GetValue(order)), parsed.GetValue(columns) ?? [],
                    parsed.GetValue(replicates), parsed.GetValue(realised), parsed.GetValue(name))
                {
                    Design = SampleDesign.Checked(parsed.GetValue(design)),
                },
                request,
                cancellation);
        })));
        return command;
    }

    private static ExitCode Analyze(AnalyzeRequest asked, RunRequest request, CancellationToken cancellation)
    {
        string? folder = Directory.Exists(asked.Path) ? asked.Path
            : asked.Cost is null && File.Exists(Beside(asked.Path, "scenario.resolved.json")) ? System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(asked.Path))
            : null;
        string samples = Directory.Exists(asked.Path) ? System.IO.Path.Combine(asked.Path, "trials.csv") : asked.Path;
        foreach (string file in new[] { samples, asked.Inputs }.OfType<string>().Where(file => !File.Exists(file)))
        {
            System.Console.Error.WriteLine($"{file}: there is no such file.");
            return ExitCode.Unreadable;
        }

        Scenarios.Scenario? scenario = folder is not null ? AnalyzedSamples.Resolved(folder) : null;
        asked = scenario is null && asked.Replicates == 1 ? asked with { Replicates = SampleDesign.ReplicatesBeside(samples) } : asked;
        DecisionStudy study = scenario is not null ? ReadBack.Of(folder!, () => AnalyzedSamples.OfRun(scenario, folder!, samples, asked, request)) : AnalyzedSamples.OfOthers(asked, request);
        cancellation.ThrowIfCancellationRequested();
        if (study.Options.Count < 2)
        {
            throw new SampleFileException($"{samples}: there is only one option, \"{study.Options[0]}\"; a decision needs two.");
        }

        string stem = Input.JsonValue.Printable(folder is not null ? System.IO.Path.GetFileName(System.IO.Path.GetFullPath(folder)) : System.IO.Path.GetFileNameWithoutExtension(samples));
        string name = asked.Name ?? Slug(stem) + "-analysis";
        if (!Scenarios.ScenarioRules.IsFolderName(name))
        {
            throw new SettingsException($"--name takes lower-case letters, digits and hyphens, found \"{Input.JsonValue.Clean(name)}\".");
        }

        if (asked.Design is "lhs" or "sobol" && study.Replicates == 1)
        {
            System.Console.Error.WriteLine($"{samples}: warning: a sample of design {asked.Design} without replicates; {SampleDesign.Warning}");
        }

        if (scenario is not null && AnalyzedSamples.KeptInPart(folder!, study) is { } note)
        {
            System.Console.Error.WriteLine(note);
        }

        Write(study with { Cancellation = cancellation }, scenario, stem, name, SameAgain.OfAnalysis(asked, request), request);
        return ExitCode.Done;
    }

    private static void Write(DecisionStudy study, Scenarios.Scenario? scenario, string stem, string name, string command, RunRequest request)
    {
        DecisionRows rows = DecisionTables.Build(study);
        DecisionScene scene = Scene(study, scenario, stem, rows);
        IReadOnlyList<CsvTable> tables = DecisionTableFiles.Of(rows);
        var facts = new RunFacts(name, $"Decision analysis of {stem}", 0, 0, 0, study.Trials, 0, "given", study.Replicates, RunPipeline.Version, "");
        using ResultFolder folder = ResultFolder.OpenFor(request.Output, name, "scenario.resolved.json", hasOwn: false);
        using RunFigures? figures = request.Plots ? RunFigures.Start(folder, scene, request.Figures, study.Cancellation) : null;
        foreach (CsvTable table in tables)
        {
            folder.Add(table, request.Dialect, study.Cancellation);
        }

        folder.Describe(name, scene.Facts.Title, tables, request.Dialect, ResultFacts.Of(scene) with { Command = command });
        folder.Add("report.html", ReportPage.Write(new ReportContent(scene.In(request.Figures.Language), () => figures?.Wait() ?? [], command, "")));
        folder.Complete(new Manifest(
            RunPipeline.Version, "", 0, facts.Design, facts.Replicates, facts.Trials, "moments", null, RunPipeline.DialectName(request.Dialect), "",
            new ManifestRequest(RunPipeline.Engine, facts.Trials, "none", null, request.Plots, 0, FigureOptions.Name(request.Figures)), []));
        if (request.Quiet)
        {
            return;
        }

        System.Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Input.JsonValue.Printable(facts.Title)}: {study.Trials:N0} trials, {study.Options.Count} options, {study.Inputs?.Names.Count ?? 0} inputs"));
        foreach (VerdictRow row in rows.Verdicts)
        {
            string error = double.IsNaN(row.Value.StandardError) ? row.Value.Value.ToString("0.##", CultureInfo.InvariantCulture) : Rounding.WithError(row.Value.Value, row.Value.StandardError);
            System.Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {row.Measure} at {row.Threshold:0.###}: {row.Criterion} prefers {row.Option} ({error}){(row.Agrees ? "" : ", unlike the mean")}"));
        }

        if (study.Trials < Words.Likelihoods.LeastTrials)
        {
            System.Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{(study.Trials == 1 ? "One trial is" : $"{study.Trials} trials are")} too few to say how sure any of this is; it takes {Words.Likelihoods.LeastTrials}."));
        }

        if (study.Measures.Any(measure => measure.CountsLuck))
        {
            System.Console.WriteLine("No value of information: these outcomes include luck, which would be counted as something that could be known. Use expected outcomes.");
        }

        System.Console.WriteLine($"Results: {folder.Path}");
    }

    private static DecisionScene Scene(DecisionStudy study, Scenarios.Scenario? scenario, string stem, DecisionRows rows) => new(
        [.. study.Options.Select(id => new OptionName(id, scenario?.Options[id].Name ?? id))],
        rows,
        new RunFacts(stem, $"Decision analysis of {stem}", 0, 0, scenario?.Horizon.PriceBase ?? 0, study.Trials, 0, "given", study.Replicates, RunPipeline.Version, ""),
        scenario is null ? "" : "MEUR")
    {
        Labels = scenario is null ? new Dictionary<string, string>() : TableBuilder.Labels(scenario),
    };

    private static IReadOnlyList<string> Split(string[]? values) => [.. (values ?? []).SelectMany(value => value.Split(','))];

    private static string Beside(string path, string name) => System.IO.Path.Combine(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path)) ?? ".", name);

    private static string Slug(string text)
    {
        var slug = new StringBuilder();
        foreach (char c in text.ToLowerInvariant())
        {
            slug.Append(char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) ? c : '-');
        }

        string trimmed = slug.ToString().Trim('-');
        return trimmed.Length == 0 ? "samples" : trimmed[..Math.Min(50, trimmed.Length)];
    }
}
