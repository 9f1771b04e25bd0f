using System.Globalization;
using CostSim.Cli.Input;
using CostSim.Cli.Output;
using CostSim.Compilation;
using CostSim.Decisions;
using CostSim.Plots;
using CostSim.Simulation;
using CostSim.Tables;

namespace CostSim.Cli.Commands;

/// <summary>What <c>analyze</c> was asked.</summary>
/// <param name="Path">File of samples, or results folder.</param>
/// <param name="Inputs">File of the uncertain inputs; null for none, or the run's own.</param>
/// <param name="Cost">Column of the cost; null for a run's.</param>
/// <param name="Effects">Columns of the effects.</param>
/// <param name="Thresholds">Worths of a unit of an effect: once, or once for each effect.</param>
/// <param name="Trial">Column that numbers the trials.</param>
/// <param name="Option">Column that names the option.</param>
/// <param name="Wide">Whether there is a row per trial and a column per option.</param>
/// <param name="Order">The options looked at, in the order of the tables; all when empty.</param>
/// <param name="InputColumns">Columns that are inputs.</param>
/// <param name="Replicates">Replicates of a designed sample.</param>
/// <param name="Realised">Whether luck is in the outcomes.</param>
/// <param name="Name">Name of the results; null for the file's.</param>
internal sealed record AnalyzeRequest(
    string Path, string? Inputs, string? Cost, IReadOnlyList<string> Effects, IReadOnlyList<string> Thresholds, string Trial, string Option, bool Wide,
    IReadOnlyList<string> Order, IReadOnlyList<string> InputColumns, int Replicates, bool Realised, string? Name)
{
    /// <summary>How the samples were spread, as stated; null where nothing is stated.</summary>
    public string? Design { get; init; }
}

/// <summary>From files of samples to what is decided on.</summary>
internal static class AnalyzedSamples
{
    /// <summary>Columns of a run in which luck is drawn: nothing could be learnt of it beforehand.</summary>
    private static readonly string[] Lucky = ["realised_loss_meur", "realised_cost_meur", "worst_year_meur", "stock_outs"];

    /// <summary>The scenario that a run's folder holds.</summary>
    /// <exception cref="SampleFileException">It does not, or an invalid one.</exception>
    public static Scenarios.Scenario Resolved(string folder)
    {
        string resolved = Path.Combine(folder, "scenario.resolved.json");
        if (!File.Exists(resolved) || !File.Exists(Path.Combine(folder, "manifest.json")))
        {
            throw new SampleFileException($"{folder}: no complete results: scenario.resolved.json or manifest.json is missing. For other samples give --cost and --effect.");
        }

        ReadResult read = ScenarioReader.Read(resolved, SourceFile.ReadAtMost(resolved, ScenarioReader.LargestFile));
        return read.IsValid ? read.Scenario! : throw new SampleFileException($"{resolved}: not a valid scenario; see costsim validate.");
    }

    /// <summary>What a run's folder says of it.</summary>
    private static Manifest Facts(string folder) =>
        Manifest.Read(folder) ?? throw new SampleFileException($"{folder}: {Manifest.FileName} is damaged. Run it again.");

    /// <summary>The study of a run's own files: columns, worths, groups, studies and replicates are the run's.</summary>
    public static DecisionStudy OfRun(Scenarios.Scenario scenario, string folder, string samples, AnalyzeRequest asked, RunRequest request)
    {
        Model model = ScenarioCompiler.Compile(scenario);
        int replicates = Facts(folder).Replicates;
        string[] wanted = [.. ((Outcome[])[Outcome.Cost, Outcome.ProtectedYears, Outcome.LossAverted]).Select(outcome => Outcomes.All[(int)outcome].Column)];
        SampleColumns trials = SampleFile.Read(samples, new SampleRequest("trial", "option", wanted) { Order = model.OptionIds });
        string draws = asked.Inputs ?? Path.Combine(folder, "draws.csv");
        IInputColumns? inputs = File.Exists(draws) ? Inputs(draws, "trial", [.. model.Inputs.Select(input => input.Path)], trials) : null;
        double[][] Column(int c) => [.. trials.Columns.Select(option => option[c])];
        return RunStudy.Of(model, replicates, request.Threads, Column(0), Column(1), Column(2), inputs);
    }

    /// <summary>What differs from the run's own files where it did not keep all of its trials one by one; null where it did.</summary>
    public static string? KeptInPart(string folder, DecisionStudy study)
    {
        Manifest facts = Facts(folder);
        return facts.KeptTrials is { } kept
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{folder}: the run kept {kept:N0} of its {facts.Trials:N0} trials one by one, ")
                + string.Create(CultureInfo.InvariantCulture, $"and here all {study.Trials:N0} of trials.csv are: what rests on single trials ")
                + "(learning an input, sensitivity, switch points, corners, most verdicts) differs within its errors, and sums in their last digits."
            : null;
    }

    /// <summary>The study of any other samples.</summary>
    public static DecisionStudy OfOthers(AnalyzeRequest asked, RunRequest request)
    {
        if (asked.Cost is null || asked.Effects.Count == 0 || asked.Thresholds.Count == 0)
        {
            throw new SettingsException("Samples that are not a run's need --cost, --effect and --threshold.");
        }

        if (asked.Thresholds.Count != 1 && asked.Thresholds.Count != asked.Effects.Count)
        {
            throw new SettingsException($"--threshold is needed once, or once for each --effect: found {asked.Thresholds.Count} for {asked.Effects.Count}.");
        }

        if (asked.Effects.GroupBy(FileNames.Of).FirstOrDefault(same => same.Count() > 1) is { } same)
        {
            string names = string.Join(" and ", same.Select(effect => $"\"{JsonValue.Clean(effect)}\""));
            throw new SettingsException($"Figures of {names} would have the same file name, …-{same.Key}: rename one of the columns, or analyze them apart.");
        }

        string[] columns = [asked.Cost, .. asked.Effects];
        bool luck = asked.Realised || columns.Any(Lucky.Contains);
        if (luck && (asked.Inputs is not null || asked.InputColumns.Count > 0))
        {
            throw new SettingsException(
                "Value of information and sensitivity need expected outcomes: in realised ones luck would be counted as something that could be known. Choose expected columns, or leave the inputs out.");
        }

        double[][] worths = [.. asked.Thresholds.Select(Worths.Of)];
        IReadOnlyList<string> headers = SampleFile.Headers(asked.Path, heading => !asked.Wide || columns.Any(column => heading.StartsWith(column + "_", StringComparison.Ordinal)));
        IReadOnlyList<string>? order = asked.Order.Count > 0 ? asked.Order : null;
        string? trial = asked.Wide ? SampleFile.TrialColumn(headers, asked.Trial) : asked.Trial;
        string? option = asked.Wide ? null : asked.Option;
        SampleColumns samples = asked.Wide
            ? WideSamples.Read(asked.Path, headers, trial, columns, asked.InputColumns, order)
            : SampleFile.Read(asked.Path, new SampleRequest(trial, option, columns) { Order = order });
        if (asked.Replicates < 1 || samples.Trials.Length % asked.Replicates != 0)
        {
            throw new SettingsException($"--replicates must divide the {samples.Trials.Length} trials, found {asked.Replicates}.");
        }

        IInputColumns? inputs = asked.Inputs is not null ? Inputs(asked.Inputs, asked.Trial, null, samples)
            : asked.InputColumns.Count == 0 ? null
            : Held(asked.Path, new SampleRequest(trial, option, asked.InputColumns) { Order = option is null ? null : order, IsShared = option is not null }, samples.Trials.Length);
        EffectMeasure[] measures =
        [
            .. asked.Effects.Select((effect, e) =>
            {
                double[] thresholds = worths[worths.Length == 1 ? 0 : e];
                return new EffectMeasure(effect, [.. samples.Columns.Select(option => option[e + 1])], thresholds, thresholds[thresholds.Length / 2], CountsLuck: luck);
            }),
        ];
        return new DecisionStudy
        {
            Options = samples.Options,
            Cost = [.. samples.Columns.Select(option => option[0])],
            CostName = asked.Cost,
            Measures = measures,
            Replicates = asked.Replicates,
            Inputs = Chosen(inputs, isChance: false),
            Luck = Chosen(inputs, isChance: true),
            Threads = request.Threads,
        };
    }

    /// <summary>Of inputs, those of which something could be learnt, or the draws of chance of a run.</summary>
    private static ChosenColumns? Chosen(IInputColumns? inputs, bool isChance) =>
        inputs is null ? null : new ChosenColumns(inputs, [.. Enumerable.Range(0, inputs.Names.Count).Where(i => InputInfo.IsChance(inputs.Names[i]) == isChance)]);

    /// <summary>Inputs of a file of their own, a row per trial.</summary>
    private static IInputColumns Inputs(string path, string asked, IReadOnlyList<string>? wanted, SampleColumns samples)
    {
        IReadOnlyList<string> headers = SampleFile.Headers(path, _ => false);
        string trial = SampleFile.TrialColumn(headers, asked) ?? asked;
        var request = new SampleRequest(trial, null, [.. wanted ?? headers.Where(header => header.Length > 0 && header != trial)]);
        SampleColumns trials = SampleFile.Read(path, request with { Columns = [] });
        return samples.Unmatched(trials) is not { } unmatched
            ? Held(path, request, samples.Trials.Length)
            : throw new SampleFileException(
                $"{path}, column \"{JsonValue.Clean(trial)}\": trial {JsonValue.Clean(unmatched.Trial)} of the {(unmatched.IsHere ? "samples" : "inputs")} has no row in the other file.");
    }

    /// <summary>Inputs in memory, or in their file where they are too many.</summary>
    private static IInputColumns Held(string path, SampleRequest request, int trials) => (long)request.Columns.Count * trials > FiledInputs.MostHeld
        ? new FiledInputs(path, request)
        : new HeldInputs(request.Columns, SampleFile.Read(path, request).Columns[0]);
}
