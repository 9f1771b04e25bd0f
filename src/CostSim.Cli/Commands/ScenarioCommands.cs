using System.CommandLine;
using System.Globalization;
using CostSim.Cli.Console;
using CostSim.Cli.Input;
using CostSim.Cli.Output;
using CostSim.Tables;
using Spectre.Console;

namespace CostSim.Cli.Commands;

/// <summary><c>costsim run</c> and <c>costsim validate</c>.</summary>
internal static class ScenarioCommands
{
    /// <summary>The command that simulates.</summary>
    public static Command Run()
    {
        var paths = new Argument<string[]>("PATH") { Description = "Scenario files or folders", Arity = ArgumentArity.OneOrMore };
        var json = new Option<bool>("--json") { Description = "Print problems as JSON, one object a line" };
        var options = new CommonOptions();
        var command = new Command(
            "run",
            """
            Simulate each scenario and write its results folder.

            Examples:
              costsim run scenarios/belgium/baseline.json
              costsim run scenarios/belgium/baseline.json --trials 100000 --seed 7
              costsim run scenarios/belgium --output results --no-plots
              costsim run scenarios/belgium/baseline.json --set systems.nasams.cost.unitPriceMEur=300
            """)
        { paths, json };
        options.AddTo(command);
        command.SetAction((parsed, cancellation) => Task.FromResult((int)Guarded(() =>
        {
            RunRequest request = RunRequest.From(options.Over(Settings.Load("."), parsed), parsed.GetValue(options.Exact)) with { Set = parsed.GetValue(options.Set) ?? [] };
            return RunAll(ScenarioFiles.Find(parsed.GetValue(paths)!, Names(command), out IReadOnlyList<string> missing), missing, parsed.GetValue(json), request, cancellation);
        })));
        return command;
    }

    /// <summary>The command that only checks.</summary>
    public static Command Validate()
    {
        Option<string[]> set = CommonOptions.NewSet();
        var paths = new Argument<string[]>("PATH") { Description = "Scenario files or folders", Arity = ArgumentArity.OneOrMore };
        var json = new Option<bool>("--json") { Description = "Print problems as JSON, one object a line" };
        var command = new Command(
            "validate",
            """
            Check scenarios without running them; all problems of a file at once.

            Examples:
              costsim validate scenarios/belgium/baseline.json
              costsim validate scenarios --json
            """)
        { paths, json, set };
        command.SetAction(parsed => (int)Guarded(() =>
        {
            IReadOnlyList<string> files = ScenarioFiles.Find(parsed.GetValue(paths)!, Names(command), out IReadOnlyList<string> missing);
            ExitCode worst = Missing(missing);
            foreach (string file in files)
            {
                (ReadResult? read, ExitCode code) = Read(file, parsed.GetValue(json), parsed.GetValue(set) ?? []);
                worst = Worse(worst, code);
                if (read is { IsValid: true } && !parsed.GetValue(json))
                {
                    System.Console.WriteLine($"{file}: valid");
                }
            }

            return worst;
        }));
        return command;
    }

    /// <summary>The command that prints the schema of scenario files.</summary>
    public static Command Schema()
    {
        var command = new Command(
            "schema",
            """
            Print the JSON Schema of scenario files; editors complete and explain by it.

            Example:
              costsim schema > scenarios/costsim.schema.json
            """);
        command.SetAction(_ => System.Console.Write(ScenarioSchema.Text()));
        return command;
    }

    private static IEnumerable<string> Names(Command command) => command.Options.Select(option => option.Name);

    private static ExitCode RunAll(
        IReadOnlyList<string> files, IReadOnlyList<string> missing, bool json, RunRequest request, CancellationToken cancellation)
    {
        ExitCode worst = Missing(missing);
        int failed = missing.Count;
        var done = new List<(string Scenario, IReadOnlyList<AcceptabilityRow> Rows)>();
        foreach (string file in files)
        {
            ExitCode code = RunOne(file, json, request, done, cancellation);
            if (code is ExitCode.Interrupted or ExitCode.Output or ExitCode.InUse)
            {
                return code;
            }

            failed += code == ExitCode.Done ? 0 : 1;
            worst = Worse(worst, code);
        }

        if (done.Count > 1)
        {
            IReadOnlyList<RegretRow> regret = RegretFile.Write(request.Output, done, request.Dialect);
            if (!request.Quiet && regret.Count > 0)
            {
                System.Console.WriteLine($"Regret across {done.Count} scenarios: {Path.Combine(request.Output, "regret.csv")}");
            }
        }

        return failed > 0 && files.Count + missing.Count > 1 ? ExitCode.SomeFailed : worst;
    }

    private static ExitCode RunOne(
        string file, bool json, RunRequest request, List<(string Scenario, IReadOnlyList<AcceptabilityRow> Rows)> done, CancellationToken cancellation)
    {
        (ReadResult? read, ExitCode code) = Read(file, json, request.Set);
        if (read is not { IsValid: true })
        {
            return code;
        }

        try
        {
            var clock = System.Diagnostics.Stopwatch.StartNew();
            (RunTables tables, string folder) = RunPipeline.Run(read, request, cancellation);
            done.Add((tables.Facts.Scenario, tables.Decisions.Acceptability));
            if (!request.Quiet)
            {
                System.Console.WriteLine($"{tables.Facts.Title}: {tables.Facts.Trials:N0} trials, seed {tables.Facts.Seed}, {clock.Elapsed.TotalSeconds:0.0} s");
                ClosingTable.Print(tables, AnsiConsole.Console);
                PrintPrecision(tables.Facts);
                System.Console.WriteLine($"Mean ± standard error; money in million euro of {tables.Facts.PriceBase}, present value. Results: {folder}");
                if (request.Samples != 0 && !File.Exists(Path.Combine(folder, "draws.csv")) && request.Draws is null)
                {
                    System.Console.WriteLine("draws.csv was left out for its size; --draws writes it.");
                }
            }

            return request.Strict && tables.Facts.Precision is { IsReached: false } ? ExitCode.Imprecise : ExitCode.Done;
        }
        catch (OperationCanceledException)
        {
            System.Console.Error.WriteLine("Stopped. Unfinished results are marked as such by the missing manifest; run again to redo them.");
            return ExitCode.Interrupted;
        }
    }

    private static void PrintPrecision(RunFacts facts)
    {
        if (facts.Precision is not { } precision)
        {
            return;
        }

        string end = precision.IsReached
            ? ""
            : double.IsFinite(precision.PredictedTrials)
                ? string.Create(CultureInfo.InvariantCulture, $" Not confirmed; about {precision.PredictedTrials:N0} trials would reach it.")
                : " Not confirmed; the two cannot be told apart.";
        System.Console.WriteLine(precision.Preferred is { } preferred
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"Choice by {precision.Outcome["decision:".Length..]}: {preferred}; wrong by noise with probability at most {Math.Max(precision.Reached, 1e-5):0.#####}, wanted {precision.Wanted:0.#####}; hardest to tell from it: {precision.Limiting}.{end}")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"Precision of {precision.Outcome}: ±{100 * precision.Reached:0.###} % (95 %), wanted ±{100 * precision.Wanted:0.###} %; farthest from it: {precision.Limiting}.{end}"));
    }

    /// <summary>Reads a scenario and prints what is wrong with it.</summary>
    internal static (ReadResult? Read, ExitCode Code) Read(string file, bool json, IReadOnlyList<string> settings, bool showWarnings = true)
    {
        ReadResult read;
        try
        {
            if (new FileInfo(file).Length > ScenarioReader.LargestFile)
            {
                System.Console.Error.WriteLine($"{file}: larger than {ScenarioReader.LargestFile:N0} bytes, the most that is read.");
                return (null, ExitCode.InvalidScenario);
            }

            read = ScenarioReader.Read(file, File.ReadAllBytes(file), ScenarioFiles.Access, Path.GetFullPath(file), settings);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            System.Console.Error.WriteLine($"{file}: cannot be read: {fault.Message}");
            return (null, ExitCode.Unreadable);
        }

        if (read.IsValid && !showWarnings)
        {
            return (read, ExitCode.Done);
        }

        if (json)
        {
            ProblemPrinter.PrintJson(read.Problems, System.Console.Out);
        }
        else
        {
            ProblemPrinter.Print(read.Problems, System.Console.Error);
        }

        return (read, read.IsValid ? ExitCode.Done : ExitCode.InvalidScenario);
    }

    private static ExitCode Missing(IReadOnlyList<string> missing)
    {
        foreach (string message in missing)
        {
            System.Console.Error.WriteLine(message);
        }

        return missing.Count > 0 ? ExitCode.Unreadable : ExitCode.Done;
    }

    /// <summary>The code that is reported when several apply: unreadable and invalid before done.</summary>
    private static ExitCode Worse(ExitCode one, ExitCode other) => one == ExitCode.Done ? other : one;

    /// <summary>Turns what the environment and the user's settings do wrong into messages and codes.</summary>
    internal static ExitCode Guarded(Func<ExitCode> action)
    {
        try
        {
            return action();
        }
        catch (SettingsException fault)
        {
            System.Console.Error.WriteLine(fault.Message);
            return ExitCode.CommandLine;
        }
        catch (FolderInUseException fault)
        {
            System.Console.Error.WriteLine(fault.Message);
            return ExitCode.InUse;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            System.Console.Error.WriteLine($"The results cannot be written: {fault.Message}");
            return ExitCode.Output;
        }
    }
}
