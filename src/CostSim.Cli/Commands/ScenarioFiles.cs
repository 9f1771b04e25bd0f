namespace CostSim.Cli.Commands;

/// <summary>Finds the scenario files that the arguments name.</summary>
internal static class ScenarioFiles
{
    /// <summary>Files named, and those of folders named, in ordinal order within a folder.</summary>
    /// <param name="paths">Arguments.</param>
    /// <param name="missing">Arguments that name nothing, with the nearest name that exists.</param>
    public static IReadOnlyList<string> Find(IReadOnlyList<string> paths, out IReadOnlyList<string> missing)
    {
        var found = new List<string>();
        var problems = new List<string>();
        foreach (string path in paths)
        {
            if (File.Exists(path))
            {
                found.Add(path);
            }
            else if (Directory.Exists(path))
            {
                string[] inside = [.. Directory.EnumerateFiles(path, "*.json").Where(file => !file.EndsWith(".schema.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
                found.AddRange(inside);
                if (inside.Length == 0)
                {
                    problems.Add($"{path}: the folder holds no scenario (*.json).");
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
        return found;
    }
}
