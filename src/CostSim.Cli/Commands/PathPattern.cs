using System.IO.Enumeration;

namespace CostSim.Cli.Commands;

/// <summary>Paths with wildcards, for shells that do not expand them and for arguments in quotes.</summary>
internal static class PathPattern
{
    /// <summary>What is there and fits, in ordinal order.</summary>
    /// <param name="pattern">A path in which * and ? stand for part of a name, and ** for any number of folders.</param>
    public static IEnumerable<string> Expand(string pattern)
    {
        string start = Path.IsPathRooted(pattern) ? Path.GetPathRoot(pattern)! : "";
        string[] parts = pattern[start.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries);
        return Fitting(start, parts).Distinct().Order(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Fitting(string folder, ReadOnlyMemory<string> parts)
    {
        if (parts.IsEmpty)
        {
            return [folder];
        }

        string part = parts.Span[0];
        if (part == "**")
        {
            return Fitting(folder, parts[1..]).Concat(Entries(folder).Where(IsFolder).SelectMany(one => Fitting(one, parts)));
        }

        if (!part.AsSpan().ContainsAny('*', '?'))
        {
            string next = Path.Combine(folder, part);
            return Path.Exists(next) ? Fitting(next, parts[1..]) : [];
        }

        return Entries(folder).Where(one => FileSystemName.MatchesSimpleExpression(part, Path.GetFileName(one), ignoreCase: false)).SelectMany(one => Fitting(one, parts[1..]));
    }

    /// <summary>A link to a folder is not followed, so that ** ends.</summary>
    private static bool IsFolder(string path) => Directory.Exists(path) && new FileInfo(path).LinkTarget is null;

    private static IEnumerable<string> Entries(string folder) => !Directory.Exists(folder.Length > 0 ? folder : ".")
        ? []
        : Directory.EnumerateFileSystemEntries(folder.Length > 0 ? folder : ".").Select(one => Path.Combine(folder, Path.GetFileName(one)));
}
