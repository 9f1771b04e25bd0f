using System.Globalization;
using System.Text;
using CostSim.Cli.Cluster;
using CostSim.Cli.Console;
using CostSim.Cli.Input;
using CostSim.Cli.Output;
using CostSim.Compilation;
using CostSim.Simulation;

namespace CostSim.Cli.Commands;

/// <summary>Hands over what is missing of each run, and nothing that is there or in the queue.</summary>
/// <param name="request">How each is run.</param>
/// <param name="how">How it is handed over.</param>
/// <param name="cancellation">Stops between runs.</param>
internal sealed class SubmitRun(RunRequest request, SubmitRequest how, CancellationToken cancellation)
{
    /// <summary>What Slurm had when it was first asked.</summary>
    private SlurmQueue asked = new(new Dictionary<(string, int), bool>());

    /// <summary>Hands the runs over.</summary>
    /// <param name="files">Scenario files.</param>
    /// <param name="missing">Messages about arguments that name nothing.</param>
    public ExitCode Run(IReadOnlyList<string> files, IReadOnlyList<string> missing)
    {
        ExitCode worst = ScenarioCommands.Missing(missing);
        IReadOnlyList<PlannedScenario> plan = BatchPlan.Read(files, false, request.Set);
        string[] twins = [.. BatchPlan.Twins(plan)];
        worst = plan.Aggregate(worst, (code, one) => ScenarioCommands.Worse(code, one.Code));
        if (twins.Length > 0 || worst != ExitCode.Done)
        {
            _ = ScenarioCommands.Missing(twins);
            System.Console.Error.WriteLine("Nothing was handed over.");
            return twins.Length > 0 ? ExitCode.InvalidScenario : worst;
        }

        if (how.Engine == "slurm")
        {
            asked = SlurmQueue.Read(out string why) ?? (how.IsDry ? asked : throw new SlurmException($"Slurm cannot be asked what it has ({why.Trim()}). Nothing was handed over; --engine script writes scripts for another scheduler."));
        }

        // What cannot stand in a script, or cannot be divided, is told before anything of the others is handed over.
        if (ClusterScripts.Fault(Path.GetFullPath(request.Output), isPath: true) is { } path)
        {
            throw new SettingsException($"--output cannot stand in a script: {path}. Choose another folder.");
        }

        if (how.Others.Select(option => ClusterScripts.Fault(option, isPath: false)).OfType<string>().FirstOrDefault() is { } option)
        {
            throw new SettingsException($"--sbatch cannot stand in a script: {option}. Write one option a time, on one line.");
        }

        PartHeader[] runs = [.. plan.Select(one => ShardCommand.Header(one.Read!, request, 1, how.Parts ?? 1))];
        foreach ((PlannedScenario planned, PartHeader run) in plan.Zip(runs))
        {
            cancellation.ThrowIfCancellationRequested();
            worst = ScenarioCommands.Worse(worst, ScenarioCommands.Guarded(() => One(planned.Read!, run)));
            if (worst == ExitCode.Engine)
            {
                break;
            }
        }

        return worst;
    }

    private ExitCode One(ReadResult read, PartHeader run)
    {
        string results = Path.Combine(request.Output, run.Scenario);
        if (Manifest.Read(results) is { } manifest && manifest.Difference(RunPipeline.Wanted(read, request)) is null && !manifest.Damage(results).Any())
        {
            Say($"{run.Scenario}: complete, {results}");
            return ExitCode.Done;
        }

        // Of several who hand the same run over, one does; what it handed over meanwhile is in the queue by now.
        using FolderLock? held = how.IsDry ? null : Held(PartHeader.FolderOf(request.Output, run.Scenario));
        SlurmQueue queue = how.Engine == "slurm" ? SlurmQueue.Read(out _) ?? asked : asked;
        ClusterJob? before = ClusterJob.Read(PartHeader.FolderOf(request.Output, run.Scenario));
        int? parts = before is null ? how.Parts : Same(before, run).Run.Parts;
        Model model = ScenarioCompiler.Compile(read.Scenario!);
        SimulationSettings settings = request.For(read.Scenario!.Run);
        RunLimits.Demand(read, model, settings, double.PositiveInfinity);
        var plan = ShardPlan.Of(model, settings, parts, how.Minutes, how.Processors, how.Most);
        ClusterJob job = before is null ? new ClusterJob(how.Engine, run with { Parts = plan.Parts }, []) : before with { Engine = how.Engine };
        var scripts = new ClusterScripts(request.Output, job.Run, new ClusterLimits(how.Processors, plan.Limit, how.Megabytes, how.Others));
        int[] waits = [.. Enumerable.Range(1, job.Run.Parts).Where(part => queue.Runs(job, part) is not null)];
        int[] lost = [.. Enumerable.Range(1, job.Run.Parts).Except(waits).Where(part => !ShardCommand.IsThere(job.PathOf(request.Output, part), job.Run with { Part = part }, cancellation))];
        Say(string.Create(
            CultureInfo.InvariantCulture,
            $"{run.Scenario}: {job.Run.Trials:N0} trials in {job.Run.Parts:N0} parts of about {plan.Seconds / 60:0.#} min ({plan.Rate:N0} trials/s on a core here); {job.Run.Parts - lost.Length - waits.Length:N0} there, {waits.Length:N0} in the queue, {lost.Length:N0} to hand over"));
        if (how.IsDry)
        {
            System.Console.WriteLine($"--- {scripts.Shard}\n{scripts.ShardText()}\n--- {scripts.Merge}\n{scripts.MergeText(request)}");
            System.Console.WriteLine(how.Engine == "script" ? ByHand(scripts, lost) : $"sbatch --array={ClusterJob.Ranges(lost)} {ShellWords.Line([scripts.Shard])}\nsbatch --dependency=afterany:ARRAY {ShellWords.Line([scripts.Merge])}");
            return ExitCode.Done;
        }

        if (lost.Length == 0 && queue.Merges(job) is not null)
        {
            return ExitCode.Done;
        }

        Directory.CreateDirectory(scripts.Logs);
        foreach ((string path, string text) in (ReadOnlySpan<(string, string)>)[(scripts.Scenario, read.ResolvedJson), (scripts.Shard, scripts.ShardText()), (scripts.Merge, scripts.MergeText(request))])
        {
            DurableFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
        }

        job.Write(request.Output);
        if (how.Engine == "script")
        {
            Say(ByHand(scripts, lost));
            return ExitCode.Done;
        }

        HandOver(job, scripts, lost, queue);
        return ExitCode.Done;
    }

    private static FolderLock Held(string folder)
    {
        Directory.CreateDirectory(folder);
        return FolderLock.Take(folder);
    }

    /// <summary>The job that is there, if it is of the run that is asked for.</summary>
    private ClusterJob Same(ClusterJob before, PartHeader run)
    {
        PartHeader wanted = how.Parts is null ? run with { Parts = before.Run.Parts } : run;
        return wanted.Difference(before.Run) is not { } difference
            ? before
            : throw new OtherResultsException(
                $"{before.FolderIn(request.Output)} holds parts of another run; asked for now: {difference}. Remove the folder once none of them is in the queue, or choose another --output.");
    }

    private void HandOver(ClusterJob job, ClusterScripts scripts, int[] lost, SlurmQueue queue)
    {
        // The merging that waits does so for the old parts only.
        foreach (string waiting in job.Submitted.Select(one => one.Merge).Where(id => queue.Jobs.TryGetValue((id, 0), out bool runs) && !runs))
        {
            SlurmQueue.Cancel(waiting);
        }

        string? array = lost.Length > 0 ? SlurmQueue.Submit([$"--array={ClusterJob.Ranges(lost)}"], scripts.Shard) : null;
        string[] first = [.. job.Submitted.Select(one => one.Array).OfType<string>().Where(id => queue.Jobs.Keys.Any(key => key.Job == id)), .. array is null ? Array.Empty<string>() : [array]];

        // After any end: the merging itself tells what is missing, and a part that was made again elsewhere counts.
        string merge = SlurmQueue.Submit(first.Length > 0 ? [$"--dependency=afterany:{string.Join(':', first)}"] : [], scripts.Merge);
        (job with { Submitted = [.. job.Submitted, new ClusterSubmission(array, lost, merge)] }).Write(request.Output);
        Say($"{job.Run.Scenario}: {(array is null ? "" : $"parts {ClusterJob.Ranges(lost)} are job {array}, ")}merging is job {merge}");
    }

    private static string ByHand(ClusterScripts scripts, int[] lost) =>
        $"for part in {string.Join(' ', lost)}; do bash {ShellWords.Line([scripts.Shard])} $part; done\nbash {ShellWords.Line([scripts.Merge])}";

    private void Say(string line)
    {
        if (!request.Quiet)
        {
            System.Console.WriteLine(line);
        }
    }
}
