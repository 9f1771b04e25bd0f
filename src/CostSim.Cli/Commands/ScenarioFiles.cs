using CostSim.Cli.Input;

namespace CostSim.Cli.Commands;

/// <summary>Finds the scenario files that the arguments name.</summary>
internal static class ScenarioFiles
{
    /// <summary>Files named, those of folders named, and those that fit a pattern, in ordinal order within each; each file once.</summary>
    /// <param name="paths">Arguments; in a pattern * and ? stand for part of a name, ** for any folders.</param>
    /// <param name="options">Options of the command, to tell a misspelt one from a path.</param>
    /// <param name="missing">Arguments that name nothing, with the nearest name that exists.</param>
    /// <exception cref="SettingsException">An argument looks like an option that does not exist.</exception>
    public static IReadOnlyList<string> Find(IReadOnlyList<string> paths, IEnumerable<string> options, out IReadOnlyList<string> missing)
    {
        var found = new List<string>();
        var problems = new List<string>();
        foreach (string path in paths)
        {
            if (path.StartsWith('-') && !File.Exists(path))
            {
                throw new SettingsException($"Unknown option {path}. {Scenarios.Spelling.Suggestion(path, options)}".TrimEnd());
            }

            if (File.Exists(path))
            {
                found.Add(path);
            }
            else if (Directory.Exists(path))
            {
                string[] inside = [.. Inside(path)];
                found.AddRange(inside);
                if (inside.Length == 0)
                {
                    problems.Add($"{path}: the folder holds no scenario (*.json).");
                }
            }
            else if (path.AsSpan().ContainsAny('*', '?'))
            {
                string[] fitting = [.. PathPattern.Expand(path).SelectMany(one => Directory.Exists(one) ? Inside(one) : [one]).Where(IsScenario)];
                found.AddRange(fitting);
                if (fitting.Length == 0)
                {
                    problems.Add($"{path}: no scenario (*.json) fits the pattern.");
                }
            }
            else
            {
                string folder = Path.GetDirectoryName(path) is { Length: > 0 } parent ? parent : ".";
                string? nearest = Directory.Exists(folder)
                    ? Scenarios.Spelling.Nearest(Path.GetFileName(path), Directory.EnumerateFileSystemEntries(folder).Select(entry => Path.GetFileName(entry)!))
                    : null;
                string suggestion = nearest is null ? "" : $" Did you mean {Path.Combine(Path.GetDirectoryName(path) ?? "", nearest)}?";
                problems.Add($"{path}: there is no such file or folder.{suggestion}");
            }
        }

        missing = problems;
        return [.. found.DistinctBy(Path.GetFullPath)];
    }

    private static IEnumerable<string> Inside(string folder) => Directory.EnumerateFiles(folder, "*.json").Where(IsScenario).Order(StringComparer.Ordinal);

    private static bool IsScenario(string file) => file.EndsWith(".json", StringComparison.Ordinal) && !file.EndsWith(".schema.json", StringComparison.Ordinal);

    /// <summary>The files that scenarios may name.</summary>
    public static ScenarioFileAccess Access { get; } = new(Beside, Base);

    /// <summary>
    /// A scenario that another extends: beside it, or elsewhere in the outermost folder called scenarios, else in the current folder. Null when
    /// it is not there or lies outside.
    /// </summary>
    private static BaseFile? Base(string from, string name)
    {
        string folder = Path.GetDirectoryName(from) ?? "";
        string full = Path.GetFullPath(Path.Combine(folder, name));
        if (!full.StartsWith(Root(Path.GetFullPath(folder.Length > 0 ? folder : ".")) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            return File.Exists(full) && new FileInfo(full).LinkTarget is null ? new BaseFile(Path.Combine(folder, name), full, SourceFile.ReadAtMost(full, ScenarioReader.LargestFile)) : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The folder that bases of a scenario may not leave.</summary>
    private static string Root(string own)
    {
        string? outermost = null;
        for (DirectoryInfo? folder = new(own); folder is not null; folder = folder.Parent)
        {
            outermost = folder.Name == "scenarios" ? folder.FullName : outermost;
        }

        string current = Directory.GetCurrentDirectory();
        bool isInside = (own + Path.DirectorySeparatorChar).StartsWith(current + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        return outermost ?? (isInside ? current : own);
    }

    /// <summary>Content of a file in the scenario's folder or below it; null when it is not there, is a link, is too large or cannot be read.</summary>
    /// <param name="scenario">Path of the scenario.</param>
    /// <param name="name">Relative name with forward slashes and no dots for folders.</param>
    private static byte[]? Beside(string scenario, string name)
    {
        string path = Path.GetDirectoryName(Path.GetFullPath(scenario))!;
        try
        {
            foreach (string part in name.Split('/'))
            {
                path = Path.Combine(path, part);
                if (new FileInfo(path).LinkTarget is not null)
                {
                    return null;
                }
            }

            return File.Exists(path) && SourceFile.ReadAtMost(path, ScenarioReader.LargestFile) is { Length: <= ScenarioReader.LargestFile } content ? content : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
