using System.Diagnostics;
using System.Globalization;
using CostSim.Cli.Console;
using CostSim.Cli.Input;
using CostSim.Cli.Output;
using CostSim.Tables;
using Spectre.Console;

namespace CostSim.Cli.Commands;

/// <summary>One scenario after another; what one of them does wrong costs no other its results.</summary>
/// <param name="request">How each is run.</param>
/// <param name="json">Whether problems are printed as JSON.</param>
/// <param name="cancellation">Stops the batch.</param>
internal sealed class BatchRun(RunRequest request, bool json, CancellationToken cancellation)
{
    private readonly Dictionary<string, string> names = [];
    private RunLog? log;

    /// <summary>Whether results that are complete and would come out the same are kept.</summary>
    public bool KeepsComplete { get; init; }

    /// <summary>Runs the scenarios and, of several, writes what they say together.</summary>
    /// <param name="files">Scenario files.</param>
    /// <param name="missing">Messages about arguments that name nothing.</param>
    public ExitCode Run(IReadOnlyList<string> files, IReadOnlyList<string> missing)
    {
        bool isBatch = files.Count + missing.Count > 1;
        ExitCode worst = ScenarioCommands.Missing(missing);
        using RunLog? open = isBatch ? RunLog.Open(request.Output) : null;
        log = open;
        log?.Write($"start: {files.Count} scenarios, CostSim {RunPipeline.Version}, engine {RunPipeline.Engine}");
        var done = new List<BatchEntry>();
        for (int i = 0; i < files.Count; i++)
        {
            string place = isBatch ? $"[{i + 1}/{files.Count}] " : "";
            var clock = Stopwatch.StartNew();
            (ExitCode code, BatchEntry entry) = One(files[i], place);
            log?.Write(string.Create(CultureInfo.InvariantCulture, $"{place}{files[i]}: {(entry.State == BatchState.Done ? "done" : entry.State == BatchState.Failed ? "failed" : "stopped")}, {clock.Elapsed.TotalSeconds:0.0} s{(entry.Error.Length > 0 ? $": {entry.Error}" : "")}"));
            if (code == ExitCode.Interrupted)
            {
                log?.Write("stopped");
                return code;
            }

            done.Add(entry);
            worst = code is ExitCode.Output or ExitCode.InUse ? code : ScenarioCommands.Worse(worst, code);
        }

        if (isBatch)
        {
            Together(done);
        }

        bool failed = missing.Count > 0 || done.Exists(entry => entry.State != BatchState.Done);
        log?.Write($"end: {done.Count(entry => entry.State == BatchState.Done)} of {files.Count + missing.Count} done");
        return failed && isBatch && worst is not (ExitCode.Output or ExitCode.InUse) ? ExitCode.SomeFailed : worst;
    }

    private void Together(List<BatchEntry> done)
    {
        BatchFiles.Write(request.Output, done, request.Dialect);
        if (!request.Quiet)
        {
            System.Console.WriteLine($"Together: {Path.Combine(request.Output, "index.html")}, batch.csv{(File.Exists(Path.Combine(request.Output, "regret.csv")) ? ", regret.csv" : "")}");
        }
    }

    private (ExitCode Code, BatchEntry Entry) One(string file, string place)
    {
        ReadResult? read = null;
        string error = "";
        ExitCode code = Fenced(file, () =>
        {
            (read, ExitCode result) = ScenarioCommands.Read(file, json, request.Set);
            if (read is not { IsValid: true })
            {
                error = result == ExitCode.Unreadable ? "the file cannot be read" : read?.Problems.Count == 1 ? "one problem" : $"{read?.Problems.Count ?? 1} problems";
                return result;
            }

            if (!names.TryAdd(read.Scenario!.Name, file))
            {
                error = $"its name, {read.Scenario.Name}, is that of {names[read.Scenario.Name]}, whose results it would replace";
                System.Console.Error.WriteLine($"{file}: {error}. Give it a name of its own.");
                return ExitCode.InvalidScenario;
            }

            return Simulate(read, place, out error);
        }, message => error = message);
        BatchState state = code is ExitCode.Done or ExitCode.Imprecise ? BatchState.Done : code == ExitCode.Interrupted ? BatchState.Stopped : BatchState.Failed;
        return (code, new BatchEntry(Path.GetFileName(file), read?.Scenario?.Name ?? "", read?.Scenario?.Title ?? "", state, code == ExitCode.Imprecise ? "precision not reached" : error));
    }

    /// <summary>Lets nothing through: even a bug that one scenario meets must not cost the others their results.</summary>
    private static ExitCode Fenced(string file, Func<ExitCode> action, Action<string> told)
    {
        try
        {
            return ScenarioCommands.Guarded(action, told);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            string message = $"a bug in the program: {fault.GetType().Name}: {fault.Message}";
            told(message);
            System.Console.Error.WriteLine($"{file}: {message}\n{fault.StackTrace}");
            return ExitCode.Bug;
        }
    }

    private ExitCode Simulate(ReadResult read, string place, out string error)
    {
        error = "";
        string folder = Path.Combine(request.Output, read.Scenario!.Name);
        if (KeepsComplete && Manifest.Read(folder) is { } manifest)
        {
            string? why = manifest.Difference(RunPipeline.Wanted(read, request)) ?? manifest.Damage(folder).FirstOrDefault();
            if (why is null)
            {
                ResultFolder.Release(folder);
                Say($"{place}{read.Scenario.Name}: kept, complete and the same.");
                return request.Strict && manifest.Precision is { IsReached: false } ? ExitCode.Imprecise : ExitCode.Done;
            }

            log?.Write($"{place}{read.Scenario.Name}: again, {why}");
            Say($"{place}{read.Scenario.Name}: again: {why}.");
        }

        try
        {
            var clock = Stopwatch.StartNew();
            (RunTables tables, string written, _) = RunPipeline.Run(read, request, place, cancellation);
            if (!request.Quiet)
            {
                System.Console.WriteLine($"{place}{tables.Facts.Title}: {tables.Facts.Trials:N0} trials, seed {tables.Facts.Seed}, {clock.Elapsed.TotalSeconds:0.0} s");
                ClosingTable.Print(tables, AnsiConsole.Console);
                PrintPrecision(tables.Facts);
                System.Console.WriteLine($"Mean ± standard error; money in million euro of {tables.Facts.PriceBase}, present value. Results: {written}");
                if (request.Samples != 0 && !File.Exists(Path.Combine(written, "draws.csv")) && request.Draws is null)
                {
                    System.Console.WriteLine("draws.csv was left out for its size; --draws writes it.");
                }
            }

            return request.Strict && tables.Facts.Precision is { IsReached: false } ? ExitCode.Imprecise : ExitCode.Done;
        }
        catch (OperationCanceledException)
        {
            error = "stopped";
            System.Console.Error.WriteLine("Stopped. Unfinished results are marked as such by the missing manifest; the same command goes on from here.");
            return ExitCode.Interrupted;
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
