using System.CommandLine;

namespace CostSim.Cli.Commands;

/// <summary>Options shared by the commands that simulate.</summary>
internal sealed class CommonOptions
{
    public Option<string?> Output { get; } = new("--output", "-o") { Description = "Folder for the results folders (default: output)", HelpName = "DIR" };

    public Option<long?> Trials { get; } = new("--trials") { Description = "Number of trials (default: the scenario's)", HelpName = "N" };

    public Option<long?> Seed { get; } = new("--seed") { Description = "Seed of all draws (default: the scenario's)", HelpName = "S" };

    public Option<int?> Threads { get; } = new("--threads") { Description = "Threads; results do not depend on it (default: all processors)", HelpName = "N" };

    public Option<string?> Samples { get; } = new("--samples") { Description = "Trials written to trials.csv: all, none or a number (default: all)", HelpName = "N" };

    public Option<string?> CsvDialect { get; } = new("--csv-dialect") { Description = "rfc4180 or excel-be (default: rfc4180)", HelpName = "NAME" };

    public Option<bool?> NoPlots { get; } = new("--no-plots") { Description = "Draw no figures", Arity = ArgumentArity.ZeroOrOne };

    public Option<bool?> Quiet { get; } = new("--quiet", "-q") { Description = "Print nothing but problems", Arity = ArgumentArity.ZeroOrOne };

    public Option<bool> Exact { get; } = new("--exact") { Description = "Enumerate every engagement exactly instead of by moments (slow; small raids)" };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[Output, Trials, Seed, Threads, Samples, CsvDialect, NoPlots, Quiet, Exact])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The settings with what the command line says on top.</summary>
    public Settings Over(Settings settings, ParseResult parsed) => settings with
    {
        Output = parsed.GetValue(Output) ?? settings.Output,
        Trials = parsed.GetValue(Trials) ?? settings.Trials,
        Seed = parsed.GetValue(Seed) ?? settings.Seed,
        Threads = parsed.GetValue(Threads) ?? settings.Threads,
        Samples = parsed.GetValue(Samples) ?? settings.Samples,
        CsvDialect = parsed.GetValue(CsvDialect) ?? settings.CsvDialect,
        NoPlots = parsed.GetValue(NoPlots) ?? (parsed.GetResult(NoPlots) is { Implicit: false } ? true : settings.NoPlots),
        Quiet = parsed.GetValue(Quiet) ?? (parsed.GetResult(Quiet) is { Implicit: false } ? true : settings.Quiet),
    };
}
