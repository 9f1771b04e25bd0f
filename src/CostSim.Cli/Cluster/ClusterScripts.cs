using System.Globalization;
using CostSim.Cli.Commands;
using CostSim.Cli.Console;
using CostSim.Cli.Output;

namespace CostSim.Cli.Cluster;

/// <summary>What one part may use.</summary>
/// <param name="Processors">Processors.</param>
/// <param name="Minutes">Minutes after which it is ended.</param>
/// <param name="Megabytes">Memory.</param>
/// <param name="Others">Other options of <c>sbatch</c>, as they are.</param>
internal sealed record ClusterLimits(int Processors, int Minutes, int Megabytes, IReadOnlyList<string> Others);

/// <summary>
/// The two scripts of a run: one makes the part whose number it is given, or that of its place in an array; the other merges. What another scheduler
/// needs is a loop over the first.
/// </summary>
/// <param name="output">Folder that holds the results folders.</param>
/// <param name="run">Header of the first part.</param>
/// <param name="limits">What a part may use.</param>
internal sealed class ClusterScripts(string output, PartHeader run, ClusterLimits limits)
{
    private readonly string root = Path.GetFullPath(output);

    /// <summary>Why a text cannot stand in a directive of a script, which has no way to quote it; null when it can.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isPath">Whether it stands between double quotes.</param>
    public static string? Fault(string text, bool isPath) =>
        Input.Characters.FirstRefused(text, isProse: false) is { } refused ? $"it has {Input.Characters.Describe(refused)}"
        : isPath && text.AsSpan().IndexOfAny('"', '\\') is >= 0 and int at ? $"it has a {text[at]}"
        : null;

    /// <summary>The scenario as it was handed over; what is saved later changes nothing.</summary>
    public string Scenario => Path.Combine(Folder, "scenario.json");

    /// <summary>Path of the script for a part.</summary>
    public string Shard => Path.Combine(Folder, "shard.sh");

    /// <summary>Path of the script that merges.</summary>
    public string Merge => Path.Combine(Folder, "merge.sh");

    /// <summary>Folder of what the scripts print.</summary>
    public string Logs => Path.Combine(Folder, "log");

    private string Folder => PartHeader.FolderOf(root, run.Scenario);

    /// <summary>Text of the script for a part.</summary>
    public string ShardText()
    {
        string[] arguments =
        [
            .. Program(), "shard", Scenario, "--output", root, "--trials", Number(run.Trials), "--seed", Number(run.Seed), "--design", run.Design,
            .. run.Replicates > 1 ? (string[])["--replicates", Number(run.Replicates)] : [],
            "--keep", Number(run.Keep), "--samples", run.Samples,
            .. run.Engagement == "exact" ? (string[])["--exact"] : [],
        ];
        return Text(
            "%a.log",
            $"# Makes one of {run.Parts} parts: the one whose number is given, or that of its place in the array.",
            $"exec {ShellWords.Line(arguments)} --threads \"${{SLURM_CPUS_PER_TASK:-{limits.Processors}}}\" --part \"${{1:-${{SLURM_ARRAY_TASK_ID:?number of the part}}}}/{run.Parts}\"");
    }

    /// <summary>Text of the script that merges.</summary>
    public string MergeText(RunRequest request)
    {
        string[] figures = FigureOptions.Name(request.Figures).Split(' ');
        string[] arguments =
        [
            .. Program(), "merge", Folder, "--output", root, "--csv-dialect", RunPipeline.DialectName(request.Dialect), "--total-order", Number(request.TotalOrder),
            "--language", figures[0], "--format", figures[1],
            .. request.Draws is { } draws ? (string[])["--draws", draws ? "true" : "false"] : [],
            "--no-plots", request.Plots ? "false" : "true",
        ];
        return Text("merge.log", "# Merges the parts; refuses, by name, if one is missing.", $"exec {ShellWords.Line(arguments)} --threads \"${{SLURM_CPUS_PER_TASK:-{limits.Processors}}}\"");
    }

    private string Text(string log, params ReadOnlySpan<string> lines) => string.Join('\n', (string[])
    [
        "#!/bin/bash",
        $"#SBATCH --job-name=costsim-{run.Scenario}",
        $"#SBATCH --cpus-per-task={limits.Processors}",
        $"#SBATCH --time={limits.Minutes}",
        $"#SBATCH --mem={limits.Megabytes}",
        "#SBATCH --requeue",
        "#SBATCH --open-mode=append",
        $"#SBATCH --output=\"{Path.Combine(Logs.Replace("%", "%%", StringComparison.Ordinal), log)}\"",
        .. limits.Others.Select(option => $"#SBATCH {option}"),
        .. lines,
        "",
    ]);

    /// <summary>How this program was started.</summary>
    private static string[] Program() => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
        ? [Environment.ProcessPath!, Path.Combine(AppContext.BaseDirectory, "costsim.dll")]
        : [Environment.ProcessPath!];

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
