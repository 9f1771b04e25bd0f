using System.CommandLine;
using System.Globalization;
using CostSim.Cli.Cluster;
using CostSim.Cli.Output;

namespace CostSim.Cli.Commands;

/// <summary><c>costsim status</c>: how far runs are that were handed over.</summary>
internal static class StatusCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var folder = new Argument<string>("FOLDER") { Description = "Folder of the results, as given to submit --output" };
        var command = new Command(
            "status",
            """
            How far the runs are that `submit` handed over: parts that are there, run, wait or were lost, from the files and, where there is one, Slurm's
            queue. Exit code 3 when a part or a merging was lost: the same `submit` hands over what is missing.

            Example:
              costsim status /shared/results
            """)
        { folder };
        command.SetAction(parsed => (int)ScenarioCommands.Guarded(() => Status(parsed.GetValue(folder)!)));
        return command;
    }

    private static ExitCode Status(string output)
    {
        if (!Directory.Exists(output) || ClusterJob.All(output) is not { Count: > 0 } jobs)
        {
            System.Console.Error.WriteLine($"{output}: nothing was handed over with results for this folder.");
            return ExitCode.Unreadable;
        }

        SlurmQueue? queue = null;
        if (jobs.Any(job => job.Engine == "slurm"))
        {
            queue = SlurmQueue.Read(out string why);
            if (queue is null)
            {
                System.Console.Error.WriteLine($"Slurm does not say what it has ({why.Trim()}): what is not there may run, wait or be lost.");
            }
        }

        ExitCode worst = ExitCode.Done;
        foreach (ClusterJob job in jobs)
        {
            (string line, bool isLost) = Line(output, job, job.Engine == "slurm" ? queue : null);
            System.Console.WriteLine(line);
            worst = isLost ? ExitCode.SomeFailed : worst;
        }

        return worst;
    }

    private static (string Line, bool IsLost) Line(string output, ClusterJob job, SlurmQueue? queue)
    {
        string name = job.Run.Scenario, results = Path.Combine(output, name);
        if (Manifest.Read(results) is { } manifest && manifest.ScenarioSha256 == job.Run.ScenarioSha256 && manifest.Request.Engine == job.Run.Engine && manifest.Trials == job.Run.Trials && manifest.Seed == job.Run.Seed)
        {
            return ($"{name}: merged, {results}", false);
        }

        int[] all = [.. Enumerable.Range(1, job.Run.Parts)], open = [.. all.Where(part => !IsThere(job.PathOf(output, part)))];
        string line = string.Create(CultureInfo.InvariantCulture, $"{name}: {all.Length - open.Length:N0} of {all.Length:N0} parts done");
        if (queue is null)
        {
            return (open.Length == 0 ? $"{line}, not merged" : $"{line}, not there: {ClusterJob.Ranges(open)}", false);
        }

        int running = open.Count(part => queue.Runs(job, part) == true), waiting = open.Count(part => queue.Runs(job, part) == false);
        int[] lost = [.. open.Where(part => queue.Runs(job, part) is null)];
        bool? merges = queue.Merges(job);
        line = string.Create(CultureInfo.InvariantCulture, $"{line}, {running:N0} running, {waiting:N0} waiting, {lost.Length:N0} failed; merging {(merges is null ? "failed or was not handed over" : merges.Value ? "runs" : "waits")}");
        string logs = Path.Combine(job.FolderIn(output), "log");
        return lost.Length > 0 ? ($"{line}. Failed: {ClusterJob.Ranges(lost)}, see {logs}", true) : merges is null ? ($"{line}, see {logs}", true) : (line, false);
    }

    /// <summary>Whether a part is there by its header and end; what is in between is read when it is merged.</summary>
    private static bool IsThere(string path)
    {
        try
        {
            return File.Exists(path) && PartFile.Open(path) is not null;
        }
        catch (PartException)
        {
            return false;
        }
    }
}
