using System.CommandLine;
using System.Text.Json;
using CostSim.Cli.Console;
using CostSim.Cli.Input;
using CostSim.Cli.Output;
using CostSim.Compilation;
using CostSim.Scenarios;
using CostSim.Simulation;

namespace CostSim.Cli.Commands;

/// <summary><c>costsim replay</c>: any point of any figure can be asked why.</summary>
internal static class ReplayCommand
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, NewLine = "\n", PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Converters = { new FiniteNumbers() } };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var path = new Argument<string>("SCENARIO") { Description = "Scenario file, or the scenario.resolved.json of a results folder" };
        var trial = NumberOption.Of("--trial", new NumberRange<long>(0, NumberRanges.Trials.Most - 1), "N", "Number of the trial, as in trials.csv", otherwise: null);
        var option = new Option<string?>("--option") { Description = "Only this option (default: all)", HelpName = "ID" };
        var json = new Option<bool>("--json") { Description = "Print the account, or problems, as JSON" };
        var options = new CommonOptions();
        var command = new Command(
            "replay",
            """
            Run one trial again, alone and exactly, and tell all of it: draws, conflict, contracts, deliveries, money, raids.
            Give the seed, design and number of trials of the run, if they were not the scenario's.

            Examples:
              costsim replay scenarios/belgium/baseline.json --trial 4711
              costsim replay output/belgium-baseline/scenario.resolved.json --trial 4711 --option patriot
            """)
        { path, trial, option, json, options.Trials, options.Seed, options.Design, options.Replicates, options.Exact, options.Set };
        command.SetAction((parsed, cancellation) => Task.FromResult((int)ScenarioCommands.Guarded(() =>
        {
            RunRequest request = options.Request(parsed);
            return Replay(parsed.GetValue(path)!, parsed.GetValue(trial), parsed.GetValue(option), parsed.GetValue(json), request, cancellation);
        })));
        return command;
    }

    private static ExitCode Replay(string path, long trial, string? option, bool json, RunRequest request, CancellationToken cancellation)
    {
        if (!File.Exists(path))
        {
            System.Console.Error.WriteLine($"{path}: there is no such file.");
            return ExitCode.Unreadable;
        }

        (ReadResult? read, ExitCode code) = ScenarioCommands.Read(path, json, request.Set, showWarnings: !json);
        if (read is not { IsValid: true })
        {
            return code;
        }

        Scenario scenario = read.Scenario!;
        SimulationSettings settings = request.For(scenario.Run);
        if (trial < 0 || trial >= settings.Trials)
        {
            throw new SettingsException($"--trial must lie between 0 and {settings.Trials - 1:N0}, found {trial}.");
        }

        if (option is not null && !scenario.Options.ContainsKey(option))
        {
            throw new SettingsException($"The scenario has no option \"{option}\". {Spelling.Suggestion(option, scenario.Options.Keys)}".TrimEnd());
        }

        TrialAccount account = TrialReplay.Run(ScenarioCompiler.Compile(scenario), settings, trial, cancellation);
        account = account with { Options = [.. account.Options.Where(one => option is null || one.Option == option)] };
        if (json)
        {
            System.Console.WriteLine(JsonSerializer.Serialize(account, Json));
        }
        else
        {
            AccountPrinter.Print(account, scenario, System.Console.Out);
        }

        return ExitCode.Done;
    }
}
