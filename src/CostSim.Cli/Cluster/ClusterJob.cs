using System.Text.Json;
using CostSim.Cli.Input;
using CostSim.Cli.Output;

namespace CostSim.Cli.Cluster;

/// <summary>What was handed to an engine at one time.</summary>
/// <param name="Array">Number of the array of parts; null where only the merging was.</param>
/// <param name="Parts">The parts.</param>
/// <param name="Merge">Number of the job that merges.</param>
internal sealed record ClusterSubmission(string? Array, IReadOnlyList<int> Parts, string Merge);

/// <summary>A run that is made in parts elsewhere: which, by whom, and what was handed over so far. Beside its parts, in <c>job.json</c>.</summary>
/// <param name="Engine"><c>slurm</c> or <c>script</c>.</param>
/// <param name="Run">Header of the first part.</param>
/// <param name="Submitted">What was handed over, oldest first.</param>
internal sealed record ClusterJob(string Engine, PartHeader Run, IReadOnlyList<ClusterSubmission> Submitted)
{
    private const string FileName = "job.json";

    /// <summary>Folder of its parts.</summary>
    /// <param name="output">Folder that holds the results folders.</param>
    public string FolderIn(string output) => PartHeader.FolderOf(output, Run.Scenario);

    /// <summary>Path of a part.</summary>
    public string PathOf(string output, int part) => Path.Combine(FolderIn(output), PartHeader.NameOf(part, Run.Parts));

    /// <summary>Reads the job of a folder of parts; null where there is none.</summary>
    /// <exception cref="PartException">The file is damaged, or says what no job can be.</exception>
    public static ClusterJob? Read(string folder)
    {
        string path = Path.Combine(folder, FileName);
        ClusterJob? job;
        try
        {
            job = File.Exists(path) ? JsonSerializer.Deserialize<ClusterJob>(SourceFile.Read(path), Manifest.Json) : null;
            if (job is null && !File.Exists(path))
            {
                return null;
            }
        }
        catch (JsonException fault)
        {
            throw new PartException($"{path}: not as it was written: {JsonValue.Clean(fault.Message)}");
        }

        return job?.Fault(folder) is null && job is not null ? job : throw new PartException($"{path}: not as it was written: {job?.Fault(folder) ?? "it is empty"}.");
    }

    /// <summary>Why it is no job of a folder: something is missing, or cannot be; null when it is one.</summary>
    private string? Fault(string folder) =>
        Engine is not ("slurm" or "script") ? "it names no engine"
        : Run is null || Run.Format != PartHeader.CurrentFormat ? "its run is of another version of the program"
        : Run.Fault() is { } fault ? $"of its run, {fault}"
        : Path.GetFileName(Path.GetFullPath(folder)) != Path.GetFileName(PartHeader.FolderOf("", Run.Scenario)) ? "its run is of another folder"
        : Submitted is null || !Submitted.All(IsJob) ? "it does not say what was handed over"
        : null;

    /// <summary>Whether something can have been handed over: numbers of jobs are words without anything in them that a command could take otherwise.</summary>
    private bool IsJob(ClusterSubmission one)
    {
        static bool IsNumber(string? id) => id is { Length: > 0 and < 64 } && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_') && char.IsAsciiLetterOrDigit(id[0]);
        return one is { Parts: not null } && IsNumber(one.Merge) && (one.Array is null || IsNumber(one.Array)) && one.Parts.All(part => part >= 1 && part <= Run.Parts);
    }

    /// <summary>All jobs whose results go to a folder, by name.</summary>
    public static IReadOnlyList<ClusterJob> All(string output) =>
        [.. Directory.EnumerateDirectories(output, "*.parts").Order(StringComparer.Ordinal).Select(Read).OfType<ClusterJob>()];

    /// <summary>Writes it.</summary>
    public void Write(string output) =>
        DurableFile.Write(Path.Combine(FolderIn(output), FileName), stream => JsonSerializer.Serialize(stream, this, Manifest.Json));

    /// <summary>Parts as Slurm and people write them: <c>1-3,7</c>.</summary>
    public static string Ranges(IReadOnlyList<int> parts)
    {
        var ranges = new List<(int First, int Last)>();
        foreach (int part in parts)
        {
            if (ranges.Count > 0 && ranges[^1].Last == part - 1)
            {
                ranges[^1] = (ranges[^1].First, part);
            }
            else
            {
                ranges.Add((part, part));
            }
        }

        return string.Join(',', ranges.Select(range => range.First == range.Last ? $"{range.First}" : $"{range.First}-{range.Last}"));
    }
}
