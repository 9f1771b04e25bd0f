using System.ComponentModel;
using System.Diagnostics;

namespace CostSim.Cli.Cluster;

/// <summary>What Slurm says of a user's jobs: by job and index in its array (0 for a job that is none) whether it runs, else it waits.</summary>
/// <param name="Jobs">The jobs.</param>
internal sealed record SlurmQueue(IReadOnlyDictionary<(string Job, int Index), bool> Jobs)
{
    /// <summary>Asks <c>squeue</c>; null where there is none or it does not answer.</summary>
    /// <param name="why">What it said then.</param>
    public static SlurmQueue? Read(out string why)
    {
        (int code, string output, why) = Run("squeue", ["--noheader", "--array", $"--user={Environment.UserName}", "--format=%F|%K|%T"]);
        if (code != 0)
        {
            return null;
        }

        var jobs = new Dictionary<(string, int), bool>();
        foreach (string[] fields in output.Split('\n').Select(line => line.Trim().Split('|')).Where(fields => fields.Length == 3))
        {
            jobs[(fields[0], int.TryParse(fields[1], out int index) ? index : 0)] = fields[2] is "RUNNING" or "COMPLETING" or "CONFIGURING" or "SUSPENDED";
        }

        return new SlurmQueue(jobs);
    }

    /// <summary>Whether a part of a job runs, or waits; null when Slurm has it no more.</summary>
    public bool? Runs(ClusterJob job, int part)
    {
        bool[] states = [.. job.Submitted.Where(one => one.Array is not null && Jobs.ContainsKey((one.Array, part))).Select(one => Jobs[(one.Array!, part)])];
        return states.Length > 0 ? states.Contains(true) : null;
    }

    /// <summary>Whether a job's merging runs, or waits; null when Slurm has it no more.</summary>
    public bool? Merges(ClusterJob job)
    {
        bool[] states = [.. job.Submitted.Where(one => Jobs.ContainsKey((one.Merge, 0))).Select(one => Jobs[(one.Merge, 0)])];
        return states.Length > 0 ? states.Contains(true) : null;
    }

    /// <summary>Hands a script over.</summary>
    /// <param name="options">Options of <c>sbatch</c>.</param>
    /// <param name="script">The script.</param>
    /// <returns>Number of the job.</returns>
    /// <exception cref="SlurmException">Slurm does not take it.</exception>
    public static string Submit(IReadOnlyList<string> options, string script)
    {
        (int code, string output, string error) = Run("sbatch", ["--parsable", .. options, script]);
        return code == 0 && output.Trim().Split(';')[0] is { Length: > 0 } id ? id : throw new SlurmException($"Slurm does not take {script}: {error.Trim()}");
    }

    /// <summary>Takes back a job that waits; one that has just ended needs no taking back.</summary>
    public static void Cancel(string job) => _ = Run("scancel", [job]);

    private static (int Code, string Output, string Error) Run(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> error = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output, error.Result);
        }
        catch (Win32Exception fault)
        {
            return (-1, "", $"{program} cannot be started: {fault.Message}");
        }
    }
}

/// <summary>Slurm cannot be reached or refuses.</summary>
internal sealed class SlurmException(string message) : Exception(message)
{
}
