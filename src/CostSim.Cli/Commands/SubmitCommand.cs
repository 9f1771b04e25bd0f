using System.CommandLine;

namespace CostSim.Cli.Commands;

/// <summary><c>costsim submit</c>: hands the parts of runs to an engine.</summary>
internal static class SubmitCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var paths = new Argument<string[]>("PATH") { Description = "Scenario files, folders of them, or patterns", Arity = ArgumentArity.OneOrMore };
        var engine = new Option<string>("--engine") { Description = "slurm; or script, to write the scripts for another scheduler and hand nothing over", HelpName = "NAME", Required = true };
        var parts = NumberOption.Of("--parts", NumberRanges.Parts, "N", "Parts of each run (default: as many as take --minutes each, by the rate measured here)");
        var minutes = NumberOption.Of("--minutes", new NumberRange<double>(0.1, 10_000), "M", "How long a part should take", 15);
        var most = NumberOption.Of("--most-parts", NumberRanges.Parts, "N", "Most parts of a run; Slurm's default limit is 1,000", 1000);
        var processors = NumberOption.Of("--cpus", new NumberRange<int>(1, 1024), "N", "Processors of a part", 4);
        var memory = NumberOption.Of("--memory", new NumberRange<int>(100, 10_000_000), "MB", "Memory of a part, and of merging, MB", 2000);
        var others = new Option<string[]>("--sbatch") { Description = "Another option of sbatch, as often as needed: --sbatch=--partition=main", HelpName = "OPTION", AllowMultipleArgumentsPerToken = false };
        var dry = new Option<bool>("--dry-run") { Description = "Print the scripts and commands; write and hand over nothing" };
        var options = new CommonOptions();
        var command = new Command(
            "submit",
            """
            Divide each run into parts and hand them to Slurm: an array of `shard` and, after it, `merge`. Run again, it hands over only the parts that are
            neither there nor in the queue. The folder of the results and the program have to be seen by all machines.

            Examples:
              costsim submit scenarios/belgium --engine slurm --output /shared/results --trials 10000000 --samples 1000
              costsim submit scenarios/belgium --engine slurm --output /shared/results --sbatch=--partition=batch --cpus 8 --dry-run
              costsim status /shared/results
            """)
        {
            paths, engine, parts, minutes, most, processors, memory, others, dry, options.Output, options.Trials, options.Seed, options.Design, options.Replicates, options.Samples,
            options.Keep, options.CsvDialect, options.Draws, options.TotalOrder, options.Language, options.Format, options.NoPlots, options.Quiet, options.Exact, options.Set,
        };
        command.SetAction((parsed, cancellation) => Task.FromResult((int)ScenarioCommands.Guarded(() =>
        {
            RunRequest request = RunRequest.From(options.Over(Settings.Load("."), parsed), parsed.GetValue(options.Exact)) with { Set = parsed.GetValue(options.Set) ?? [] };
            var how = new SubmitRequest(
                Engine(parsed.GetValue(engine)!), parsed.GetValue(parts), parsed.GetValue(minutes), parsed.GetValue(most), parsed.GetValue(processors), parsed.GetValue(memory),
                parsed.GetValue(others) ?? [], parsed.GetValue(dry));
            IReadOnlyList<string> files = ScenarioFiles.Find(parsed.GetValue(paths)!, ScenarioCommands.Names(command), out IReadOnlyList<string> missing);
            return new SubmitRun(request, how, cancellation).Run(files, missing);
        })));
        return command;
    }

    private static string Engine(string name) => name is "slurm" or "script"
        ? name
        : throw new SettingsException($"--engine takes slurm or script, found \"{Input.JsonValue.Clean(name)}\". {Scenarios.Spelling.Suggestion(name, ["slurm", "script"])}".TrimEnd());
}

/// <summary>How runs are handed over.</summary>
/// <param name="Engine"><c>slurm</c> or <c>script</c>.</param>
/// <param name="Parts">Parts of a run; null to plan them.</param>
/// <param name="Minutes">Minutes that a part should take.</param>
/// <param name="Most">Most parts that are planned.</param>
/// <param name="Processors">Processors of a part.</param>
/// <param name="Megabytes">Memory of a part.</param>
/// <param name="Others">Other options of <c>sbatch</c>.</param>
/// <param name="IsDry">Whether it is only shown.</param>
internal sealed record SubmitRequest(
    string Engine, int? Parts, double Minutes, int Most, int Processors, int Megabytes, IReadOnlyList<string> Others, bool IsDry);
