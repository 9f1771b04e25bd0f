using System.CommandLine;

namespace CostSim.Cli.Commands;

/// <summary>Options shared by the commands that simulate.</summary>
internal sealed class CommonOptions
{
    public Option<string?> Output { get; } = new("--output", "-o") { Description = "Folder for the results folders (default: output)", HelpName = "DIR" };

    public Option<long?> Trials { get; } = NumberOption.Of("--trials", NumberRanges.Trials, "N", "Number of trials (default: the scenario's)");

    public Option<long?> Seed { get; } = NumberOption.Of("--seed", NumberRanges.Seed, "S", "Seed of all draws (default: the scenario's)");

    public Option<string?> Design { get; } = new("--design") { Description = "mc, lhs or sobol: how trials are spread (default: the scenario's)", HelpName = "NAME" };

    public Option<int?> Replicates { get; } = NumberOption.Of(
        "--replicates", NumberRanges.Replicates, "R", "Replicates of an lhs or sobol design (default: the scenario's)");

    public Option<bool?> StrictPrecision { get; } = new("--strict-precision") { Description = "Exit with 5 when the scenario's precision is not reached", Arity = ArgumentArity.ZeroOrOne };

    public Option<int?> Threads { get; } = NumberOption.Of(
        "--threads", NumberRanges.Threads, "N", "Threads; results do not depend on it (default: all processors)");

    public Option<string?> Samples { get; } = new Option<string?>("--samples")
    {
        Description = "Trials written to trials.csv: all, none or a number (default: all)",
        HelpName = "N",
    }.Checked(text => RunRequest.SampleCount(text));

    public Option<string?> CsvDialect { get; } = new("--csv-dialect") { Description = "rfc4180 or excel-be (default: rfc4180)", HelpName = "NAME" };

    public Option<bool?> Draws { get; } = new("--draws") { Description = "Write draws.csv, or not (default: up to five million numbers)", Arity = ArgumentArity.ZeroOrOne };

    public Option<int?> TotalOrder { get; } = NumberOption.Of(
        "--total-order", NumberRanges.TotalOrder, "N", "Also compute total-order indices from N base trials, a multiple of 1,024, per input (default: none)");

    public Option<string?> Language { get; } = new("--language") { Description = "Language of figures and report: " + FigureOptions.Languages, HelpName = "CODE" };

    public Option<string?> Format { get; } = new("--format") { Description = "Files of figures: " + FigureOptions.Formats, HelpName = "LIST" };

    public Option<long?> Keep { get; } = NumberOption.Of(
        "--keep", NumberRanges.Keep, "N", "Most trials kept one by one; of a larger run all are counted, and what needs single trials uses so many (default: the scenario's, else 131,072)");

    public Option<bool?> NoPlots { get; } = new("--no-plots") { Description = "Draw no figures", Arity = ArgumentArity.ZeroOrOne };

    public Option<bool?> Quiet { get; } = new("--quiet", "-q") { Description = "Print nothing but problems", Arity = ArgumentArity.ZeroOrOne };

    public Option<bool> Exact { get; } = new("--exact") { Description = "Enumerate every engagement exactly instead of by moments (slow; small raids)" };

    public Option<string[]> Set { get; } = NewSet();

    /// <summary>The option that sets values of a scenario.</summary>
    public static Option<string[]> NewSet() => new("--set")
    {
        Description = "Set a value of the scenario, as often as needed: systems.nasams.cost.unitPriceMEur=300",
        HelpName = "PATH=VALUE",
        Arity = ArgumentArity.ZeroOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[Output, Trials, Seed, Design, Replicates, StrictPrecision, Threads, Samples, Keep, CsvDialect, Draws, TotalOrder, Language, Format, NoPlots, Quiet, Exact, Set])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>What is asked of a run, by the settings of the folder with what the command line says on top.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="usual">Fills in what the command does unless told otherwise.</param>
    /// <exception cref="SettingsException">A value that cannot be used.</exception>
    public RunRequest Request(ParseResult parsed, Func<Settings, Settings>? usual = null)
    {
        Settings settings = Over(Settings.Load("."), parsed);
        return RunRequest.From(usual?.Invoke(settings) ?? settings, parsed.GetValue(Exact)) with { Set = parsed.GetValue(Set) ?? [] };
    }

    /// <summary>The settings with what the command line says on top.</summary>
    public Settings Over(Settings settings, ParseResult parsed) => settings with
    {
        Output = parsed.GetValue(Output) ?? settings.Output,
        Trials = parsed.GetValue(Trials) ?? settings.Trials,
        Seed = parsed.GetValue(Seed) ?? settings.Seed,
        Design = parsed.GetValue(Design) ?? settings.Design,
        Replicates = parsed.GetValue(Replicates) ?? settings.Replicates,
        StrictPrecision = Flag(parsed, StrictPrecision) ?? settings.StrictPrecision,
        Threads = parsed.GetValue(Threads) ?? settings.Threads,
        Samples = parsed.GetValue(Samples) ?? settings.Samples,
        Keep = parsed.GetValue(Keep) ?? settings.Keep,
        CsvDialect = parsed.GetValue(CsvDialect) ?? settings.CsvDialect,
        Draws = Flag(parsed, Draws) ?? settings.Draws,
        TotalOrder = parsed.GetValue(TotalOrder) ?? settings.TotalOrder,
        Language = parsed.GetValue(Language) ?? settings.Language,
        Format = parsed.GetValue(Format) ?? settings.Format,
        NoPlots = Flag(parsed, NoPlots) ?? settings.NoPlots,
        Quiet = Flag(parsed, Quiet) ?? settings.Quiet,
    };

    /// <summary>What the command line says of a flag; the bare flag means yes.</summary>
    private static bool? Flag(ParseResult parsed, Option<bool?> option) =>
        parsed.GetValue(option) ?? (parsed.GetResult(option) is { Implicit: false } ? true : null);
}
