using System.Diagnostics;
using System.Globalization;
using CostSim.Cli.Console;
using CostSim.Cli.Input;
using CostSim.Cli.Output;
using CostSim.Simulation;
using CostSim.Tables;
using Spectre.Console;

namespace CostSim.Cli.Commands;

/// <summary>One scenario after another; what one of them does wrong costs no other its results.</summary>
/// <param name="request">How each is run.</param>
/// <param name="json">Whether problems are printed as JSON.</param>
/// <param name="cancellation">Stops the batch.</param>
internal sealed class BatchRun(RunRequest request, bool json, CancellationToken cancellation)
{
    private RunLog? log;

    /// <summary>Whether results that are complete and would come out the same are kept.</summary>
    public bool KeepsComplete { get; init; }

    /// <summary>Whether complete results of other inputs are left alone instead of replaced.</summary>
    public bool RefusesOthers { get; init; }

    /// <summary>Time after which a scenario is given up; none when null.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Runs one scenario.</summary>
    public Func<ReadResult, RunRequest, string, CancellationToken, (RunTables Tables, string Folder, KeptTrials Kept)> Pipeline { get; init; } = (read, how, place, stop) =>
    {
        (RunTables tables, string folder, Sample sample) = RunPipeline.Run(read, how, place, stop);
        return (tables, folder, sample.Kept);
    };

    /// <summary>Runs the scenarios and, of several, writes what they say together.</summary>
    /// <param name="files">Scenario files.</param>
    /// <param name="missing">Messages about arguments that name nothing.</param>
    public ExitCode Run(IReadOnlyList<string> files, IReadOnlyList<string> missing)
    {
        bool isBatch = files.Count + missing.Count > 1;
        ExitCode worst = ScenarioCommands.Missing(missing);
        IReadOnlyList<PlannedScenario> plan = BatchPlan.Read(files, json, request.Set);
        string[] twins = [.. BatchPlan.Twins(plan)];
        if (twins.Length > 0)
        {
            _ = ScenarioCommands.Missing(twins);
            return ExitCode.InvalidScenario;
        }

        using RunLog? open = isBatch ? RunLog.Open(request.Output) : null;
        log = open;
        log?.Write($"start: {files.Count} scenarios, CostSim {RunPipeline.Version}, engine {RunPipeline.Engine}");
        BatchWork? work = isBatch ? new BatchWork([.. plan.Select(Work)]) : null;
        RunRequest how = request with { Progress = new RunProgress(request.Quiet) { Batch = work } };
        var done = new List<BatchEntry>();
        for (int i = 0; i < plan.Count; i++)
        {
            string place = isBatch ? $"[{i + 1}/{plan.Count}] " : "";
            var clock = Stopwatch.StartNew();
            (ExitCode code, BatchEntry entry, bool isKept) = cancellation.IsCancellationRequested
                ? (ExitCode.Interrupted, plan[i].Entry(ExitCode.Interrupted, ""), false)
                : One(plan[i], how, place);
            log?.Write(string.Create(CultureInfo.InvariantCulture, $"{place}{plan[i].File}: {(isKept ? "kept" : entry.State == BatchState.Done ? "done" : entry.State == BatchState.Failed ? "failed" : "stopped")}, {clock.Elapsed.TotalSeconds:0.0} s{(entry.Error.Length > 0 ? $": {entry.Error}" : "")}"));
            if (code == ExitCode.Interrupted)
            {
                log?.Write("stopped");
                return code;
            }

            work?.Next(isKept || entry.State == BatchState.Failed);
            done.Add(entry);
            worst = ScenarioCommands.Worse(worst, code);
        }

        bool failed = missing.Count > 0 || done.Exists(entry => entry.State != BatchState.Done);
        if (isBatch)
        {
            worst = ScenarioCommands.Worse(worst, ScenarioCommands.Guarded(() => new BatchTogether(request, cancellation).Write(done, !failed)));
        }

        log?.Write($"end: {done.Count(entry => entry.State == BatchState.Done)} of {files.Count + missing.Count} done");
        return failed && isBatch && worst is not (ExitCode.Output or ExitCode.InUse or ExitCode.OtherResults) ? ExitCode.SomeFailed : worst;
    }

    /// <summary>What a scenario has to do, for the time left.</summary>
    private double Work(PlannedScenario planned) =>
        planned.Read?.Scenario is { } scenario ? (request.Overrides.Trials ?? scenario.Run.Trials) * (double)scenario.Options.Count : 0;

    private (ExitCode Code, BatchEntry Entry, bool IsKept) One(PlannedScenario planned, RunRequest how, string place)
    {
        if (planned.Code != ExitCode.Done)
        {
            return (planned.Code, planned.Entry(planned.Code, planned.Error), false);
        }

        string error = "";
        bool isKept = false;
        ExitCode code = Fenced(planned.File, () => Simulate(planned.Read!, how, place, out isKept), message => error = message);
        return (code, planned.Entry(code, error), isKept);
    }

    /// <summary>Lets nothing through: even a bug that one scenario meets must not cost the others their results.</summary>
    private ExitCode Fenced(string file, Func<ExitCode> action, Action<string> told)
    {
        try
        {
            return ScenarioCommands.Guarded(action, told, file);
        }
        catch (Exception fault)
        {
            string message = $"a bug in the program: {fault.GetType().Name}: {fault.Message}";
            told(message);
            log?.Write($"{file}: {fault}");
            System.Console.Error.WriteLine(log is null ? $"{file}: {message}\n{fault.StackTrace}" : $"{file}: {message} Where it happened is in {Path.Combine(request.Output, "run.log")}.");
            return ExitCode.Bug;
        }
    }

    private ExitCode Simulate(ReadResult read, RunRequest how, string place, out bool isKept)
    {
        isKept = false;
        string name = read.Scenario!.Name, folder = Path.Combine(request.Output, name);
        string found = BatchRecord.Fingerprint(folder) ?? "";
        if (Manifest.Read(folder) is { } manifest && (KeepsComplete || RefusesOthers))
        {
            string? difference = manifest.Difference(RunPipeline.Wanted(read, request)), why = difference ?? manifest.Damage(folder).FirstOrDefault();
            if (why is null)
            {
                isKept = true;
                FolderLock.Release(folder);
                Say($"{place}{name}: kept, complete and the same.");
                return request.Strict && manifest.Precision is { IsReached: false } ? ExitCode.Imprecise : ExitCode.Done;
            }

            if (RefusesOthers && difference is not null)
            {
                throw new OtherResultsException($"{folder} holds complete results, but {difference}. Without --resume they are replaced; --output puts the new ones elsewhere.");
            }

            log?.Write($"{place}{name}: again, {why}");
            Say($"{place}{name}: again: {why}.");
        }

        using var timed = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (Timeout is { } most)
        {
            timed.CancelAfter(most);
        }

        try
        {
            var clock = Stopwatch.StartNew();
            (RunTables tables, string written, KeptTrials kept) = Pipeline(read, KeepsComplete || RefusesOthers ? how with { Found = found } : how, place, timed.Token);
            if (!request.Quiet)
            {
                PrintResults(tables, written, kept, request, place, clock.Elapsed);
            }

            return request.Strict && tables.Facts.Precision is { IsReached: false } ? ExitCode.Imprecise : ExitCode.Done;
        }
        catch (ResultsMovedException)
        {
            return Simulate(read, how, place, out isKept);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
        catch (OperationCanceledException) when (timed.IsCancellationRequested)
        {
            throw new GivenUpException(string.Create(CultureInfo.InvariantCulture, $"{name} was given up after {Timeout!.Value.TotalSeconds:0.#} s (--timeout-per-scenario)."));
        }
        catch (OperationCanceledException fault)
        {
            throw new InvalidOperationException("The work was given up, though nobody asked for that.", fault);
        }
    }

    /// <summary>Says what came out and where it is.</summary>
    internal static void PrintResults(RunTables tables, string written, KeptTrials kept, RunRequest request, string place, TimeSpan took)
    {
        System.Console.WriteLine($"{place}{JsonValue.Printable(tables.Facts.Title)}: {tables.Facts.Trials:N0} trials, seed {tables.Facts.Seed}, {took.TotalSeconds:0.0} s");
        ClosingTable.Print(tables, AnsiConsole.Console);
        PrintPrecision(tables.Facts);
        PrintKept(kept);
        System.Console.WriteLine($"Mean ± standard error; money in million euro of {tables.Facts.PriceBase}, present value. Results: {written}");
        if (request.Samples != 0 && !File.Exists(Path.Combine(written, "draws.csv")) && request.Draws is null)
        {
            System.Console.WriteLine("draws.csv was left out for its size; --draws writes it.");
        }
    }

    private static void PrintKept(KeptTrials kept)
    {
        if (!kept.IsAll)
        {
            System.Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{kept.Count:N0} trials are kept one by one: on them rest the value of learning single inputs, sensitivity, switch points, corners, joint confidence with protection and the verdicts by tail, regret and target; all else on all {kept.Trials:N0}."));
        }
    }

    private void Say(string line)
    {
        if (!request.Quiet)
        {
            System.Console.WriteLine(line);
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
}

/// <summary>Complete results of other inputs that were not to be replaced.</summary>
internal sealed class OtherResultsException(string message) : Exception(message)
{
}

/// <summary>A scenario that took too long.</summary>
internal sealed class GivenUpException(string message) : Exception(message)
{
}
