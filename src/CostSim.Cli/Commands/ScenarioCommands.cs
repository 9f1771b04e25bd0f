using System.CommandLine;
using System.Globalization;
using System.Runtime.ExceptionServices;
using CostSim.Cli.Console;
using CostSim.Cli.Input;
using CostSim.Cli.Output;
using CostSim.Numerics;
using Spectre.Console;

namespace CostSim.Cli.Commands;

/// <summary><c>costsim run</c> and <c>costsim validate</c>.</summary>
internal static class ScenarioCommands
{
    /// <summary>Seconds after which a scenario may be given up: to a month, which is longer than any run.</summary>
    private static readonly NumberRange<double> Timeouts = new(0.001, 2_592_000);

    /// <summary>The command that simulates.</summary>
    public static Command Run()
    {
        var paths = new Argument<string[]>("PATH") { Description = "Scenario files, folders of them, or patterns: scenarios/*/s0*.json", Arity = ArgumentArity.OneOrMore };
        var json = new Option<bool>("--json") { Description = "Print problems as JSON, one object a line" };
        var resume = new Option<bool>("--resume") { Description = "Only go on: keep complete results, and refuse to replace those of other inputs (exit code 9)" };
        var force = new Option<bool>("--force") { Description = "Run everything again, complete or not" };
        var timeout = NumberOption.Of("--timeout-per-scenario", Timeouts, "SECONDS", "Give up a scenario that takes longer, and go on with the next");
        var options = new CommonOptions();
        var command = new Command(
            "run",
            """
            Simulate each scenario and write its results folder. Of several scenarios, those whose results are complete and would come out the same
            are kept: after any stop the same command goes on where it was. What changed since the last complete batch is told at the end.

            Examples:
              costsim run scenarios/belgium/baseline.json
              costsim run scenarios/belgium/baseline.json --trials 100000 --seed 7
              costsim run scenarios/belgium --output results --no-plots
              costsim run scenarios/belgium/s0*.json my-scenarios
              costsim run scenarios/belgium/baseline.json --language nl,fr --format png,pdf
              costsim run scenarios/belgium/baseline.json --set systems.nasams.cost.unitPriceMEur=300
            """)
        { paths, json, resume, force, timeout };
        options.AddTo(command);
        command.SetAction((parsed, cancellation) => Task.FromResult((int)Guarded(() =>
        {
            RunRequest request = options.Request(parsed);
            IReadOnlyList<string> files = ScenarioFiles.Find(parsed.GetValue(paths)!, Names(command), out IReadOnlyList<string> missing);
            return new BatchRun(request, parsed.GetValue(json), cancellation)
            {
                KeepsComplete = !parsed.GetValue(force) && (parsed.GetValue(resume) || files.Count + missing.Count > 1),
                RefusesOthers = parsed.GetValue(resume),
                Timeout = parsed.GetValue(timeout) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            }.Run(files, missing);
        })));
        return command;
    }

    /// <summary>The command that only checks.</summary>
    public static Command Validate()
    {
        Option<string[]> set = CommonOptions.NewSet();
        var paths = new Argument<string[]>("PATH") { Description = "Scenario files, folders of them, or patterns: scenarios/*/s0*.json", Arity = ArgumentArity.OneOrMore };
        var json = new Option<bool>("--json") { Description = "Print problems as JSON, one object a line" };
        var command = new Command(
            "validate",
            """
            Check scenarios without running them; all problems of a file at once. Warnings name what is valid and surely not meant; those that
            are meant are accepted in the scenario ("accept": [{ "code": "CS307", "reason": "…" }]), and listed here.

            Examples:
              costsim validate scenarios/belgium/baseline.json
              costsim validate scenarios --json
            """)
        { paths, json, set };
        command.SetAction((parsed, cancellation) => Task.FromResult((int)Guarded(() =>
        {
            IReadOnlyList<string> files = ScenarioFiles.Find(parsed.GetValue(paths)!, Names(command), out IReadOnlyList<string> missing);
            ExitCode worst = Missing(missing);
            foreach (string file in files)
            {
                cancellation.ThrowIfCancellationRequested();
                (ReadResult? read, ExitCode code) = Read(file, parsed.GetValue(json), parsed.GetValue(set) ?? []);
                worst = Worse(worst, code);
                if (read is { IsValid: true })
                {
                    worst = Worse(worst, Foresee(file, read, parsed.GetValue(json)));
                }
            }

            return worst;
        })));
        return command;
    }

    /// <summary>Says of a valid scenario what it accepts and what a run takes, and whether that is too much.</summary>
    private static ExitCode Foresee(string file, ReadResult read, bool json)
    {
        (IReadOnlyList<LocatedProblem> problems, IReadOnlyList<AcceptedWarning> accepted) = RunLimits.Foreseen(read);
        accepted = [.. read.Accepted, .. accepted];
        if (json)
        {
            ProblemPrinter.PrintJson(problems, System.Console.Out);
            ProblemPrinter.PrintJson(accepted, System.Console.Out);
        }
        else
        {
            ProblemPrinter.Print(problems, System.Console.Error);
        }

        if (problems.Any(one => one.Problem.Severity == Scenarios.Severity.Error))
        {
            return ExitCode.InvalidScenario;
        }

        if (!json)
        {
            ProblemPrinter.PrintAccepted(file, RunLimits.Announcement(read), accepted, System.Console.Out);
        }

        return ExitCode.Done;
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

    internal static IEnumerable<string> Names(Command command) => command.Options.Select(option => option.Name);

    /// <summary>Reads a scenario and prints what is wrong with it.</summary>
    internal static (ReadResult? Read, ExitCode Code) Read(string file, bool json, IReadOnlyList<string> settings, bool showWarnings = true)
    {
        ReadResult read;
        try
        {
            read = ScenarioReader.Read(file, SourceFile.ReadAtMost(file, ScenarioReader.LargestFile), ScenarioFiles.Access, Path.GetFullPath(file), settings);
        }
        catch (UnreadableFileException fault)
        {
            System.Console.Error.WriteLine(fault.Message);
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

    internal static ExitCode Missing(IReadOnlyList<string> missing)
    {
        foreach (string message in missing)
        {
            System.Console.Error.WriteLine(message);
        }

        return missing.Count > 0 ? ExitCode.Unreadable : ExitCode.Done;
    }

    /// <summary>The code that is reported when several apply: a signal, a bug, the disk, then the inputs; of two alike the first.</summary>
    internal static ExitCode Worse(ExitCode one, ExitCode other)
    {
        static int Rank(ExitCode code) => code switch
        {
            ExitCode.Interrupted or ExitCode.Terminated or ExitCode.HungUp => 9,
            ExitCode.Bug => 8,
            ExitCode.Output or ExitCode.Engine => 7,
            ExitCode.InUse or ExitCode.OtherResults or ExitCode.Damaged or ExitCode.Parts => 6,
            ExitCode.CommandLine or ExitCode.InvalidScenario or ExitCode.Unreadable => 5,
            ExitCode.SomeFailed => 3,
            ExitCode.Imprecise => 2,
            _ => 0,
        };
        return Rank(other) > Rank(one) ? other : one;
    }

    /// <summary>Turns what the environment and the user's settings do wrong into messages and codes.</summary>
    /// <param name="action">What is done.</param>
    /// <param name="told">Also told the message; may be null.</param>
    /// <param name="about">What a lack of memory is told of; null where that goes without saying.</param>
    internal static ExitCode Guarded(Func<ExitCode> action, Action<string>? told = null, string? about = null)
    {
        // Judged once everything has let go of what it held: where memory was short, there is some again to say so.
        try
        {
            return action();
        }
        catch (Exception fault)
        {
            Exception cause = Workers.Cause(fault);
            (ExitCode Code, string Says)? verdict = Judge(cause);
            if (verdict is null)
            {
                ExceptionDispatchInfo.Throw(cause);
            }

            if (verdict!.Value.Says.Length > 0)
            {
                System.Console.Error.WriteLine(cause is OutOfMemoryException && about is not null ? $"{about}: {verdict.Value.Says}." : verdict.Value.Says);
                told?.Invoke(verdict.Value.Says);
            }

            return verdict.Value.Code;
        }
    }

    /// <summary>What a fault of the environment or of the user's settings is told as; null for a bug.</summary>
    private static (ExitCode Code, string Says)? Judge(Exception cause) => cause switch
    {
        SettingsException => (ExitCode.CommandLine, cause.Message),
        OperationCanceledException => (ExitCode.Interrupted, ""),
        OtherResultsException => (ExitCode.OtherResults, cause.Message),
        PartException => (ExitCode.Parts, cause.Message),
        Cluster.SlurmException => (ExitCode.Engine, cause.Message),
        GivenUpException => (ExitCode.SomeFailed, cause.Message),
        OutOfMemoryException => (ExitCode.SomeFailed, string.Create(
            CultureInfo.InvariantCulture, $"more memory is needed than there is ({GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1_000_000:N0} MB): fewer trials or options need less")),
        SampleFileException or UnreadableFileException => (ExitCode.Unreadable, cause.Message),
        TooLargeException => (ExitCode.InvalidScenario, cause.Message),
        FolderInUseException or ResultsMovedException => (ExitCode.InUse, cause.Message),
        IOException or UnauthorizedAccessException => (ExitCode.Output, $"The results cannot be written: {cause.Message}"),
        _ => null,
    };
}
