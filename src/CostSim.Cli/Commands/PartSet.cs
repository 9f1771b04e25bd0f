using System.Globalization;
using CostSim.Cli.Input;
using CostSim.Cli.Output;

namespace CostSim.Cli.Commands;

/// <summary>All parts of one run, each once and as it was written; whatever is not so is named.</summary>
internal static class PartSet
{
    /// <summary>Most parts that are named one by one as missing.</summary>
    private const int MostNamed = 20;

    /// <summary>Opens and checks the parts of a run.</summary>
    /// <param name="paths">Files, or folders of them.</param>
    /// <param name="threads">Threads that read.</param>
    /// <param name="problems">What is wrong, one line each; empty when nothing is.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The parts in order.</returns>
    /// <exception cref="UnreadableFileException">A path names nothing, or a part cannot be read.</exception>
    public static IReadOnlyList<PartFile> Read(IReadOnlyList<string> paths, int threads, out IReadOnlyList<string> problems, CancellationToken cancellation)
    {
        var found = new List<string>();
        var parts = new List<PartFile>();
        foreach (string path in paths.SelectMany(Files).DistinctBy(Path.GetFullPath))
        {
            Guarded(() => parts.Add(PartFile.Open(path)), found);
        }

        if (parts.Count > 0)
        {
            // Of parts of several runs, those of the run with the most are the ones that were meant.
            PartHeader meant = parts.GroupBy(part => part.Header with { Part = 1 }).MaxBy(group => group.Count())!.Key;
            foreach (PartFile part in parts.ToArray())
            {
                if (part.Header.Difference(meant) is { } difference)
                {
                    found.Add($"{part.Path}: foreign: {difference}.");
                    parts.Remove(part);
                }
            }

            Missing(meant, parts, found);
        }

        // What cannot be merged anyway is not read to its end.
        if (found.Count == 0)
        {
            Parallel.ForEach(parts, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, part => Guarded(() => part.Check(cancellation), found));
        }

        found.Sort(StringComparer.Ordinal);
        problems = found;
        return [.. parts.OrderBy(part => part.Header.Part)];
    }

    private static IEnumerable<string> Files(string path)
    {
        if (Directory.Exists(path))
        {
            string[] inside = [.. Directory.EnumerateFiles(path, "*" + PartFile.Ending).Order(StringComparer.Ordinal)];
            return inside.Length > 0 ? inside : throw new UnreadableFileException($"{path}: the folder holds no part (*{PartFile.Ending}).");
        }

        return File.Exists(path) ? [path] : throw new UnreadableFileException($"{path}: there is no such file or folder.");
    }

    private static void Guarded(Action action, List<string> found)
    {
        try
        {
            action();
        }
        catch (PartException fault)
        {
            lock (found)
            {
                found.Add(fault.Message);
            }
        }
    }

    private static void Missing(PartHeader meant, List<PartFile> parts, List<string> found)
    {
        foreach (IGrouping<int, PartFile> same in parts.GroupBy(part => part.Header.Part).Where(group => group.Count() > 1))
        {
            found.Add($"{string.Join(" and ", same.Select(part => part.Path))}: duplicate: each is part {same.Key} of {meant.Parts}.");
        }

        int[] missing = [.. Enumerable.Range(1, meant.Parts).Except(parts.Select(part => part.Header.Part))];
        if (missing.Length > MostNamed)
        {
            found.Add(string.Create(CultureInfo.InvariantCulture, $"{missing.Length:N0} parts of {meant.Parts:N0} are missing: {string.Join(", ", missing.Take(MostNamed))} …"));
            return;
        }

        found.AddRange(missing.Select(part => $"{PartHeader.NameOf(part, meant.Parts)}: missing: part {part} of {meant.Parts} of \"{meant.Scenario}\"."));
    }
}
