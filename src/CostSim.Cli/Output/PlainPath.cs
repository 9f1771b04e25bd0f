namespace CostSim.Cli.Output;

/// <summary>
/// Paths below a folder of the program that lead through no link: what is written, removed or listed there lies in the folder, and nowhere else.
/// The folder itself may be reached through links: that is whoever named it.
/// </summary>
internal static class PlainPath
{
    /// <summary>Everything below a folder, without what links lead to.</summary>
    public static EnumerationOptions Below { get; } = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
        IgnoreInaccessible = false,
    };

    /// <summary>The path of a name in a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="name">The name, parts joined by slashes.</param>
    /// <exception cref="IOException">A part of it is a link.</exception>
    public static string In(string folder, string name)
    {
        string path = folder;
        foreach (string part in name.Split('/'))
        {
            path = Path.Combine(path, part);
            if (IsLink(path))
            {
                throw new IOException($"{path} is a link; results are not written through links. Remove it, or choose another output folder.");
            }
        }

        return path;
    }

    /// <summary>The path of a name that somebody else wrote down; null where it leads out of the folder, through a link, or is no plain name.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="name">The name.</param>
    public static string? Find(string folder, string name)
    {
        string path = Path.GetFullPath(folder);
        foreach (string part in name.Split('/'))
        {
            path = Path.Combine(path, part);
            if (part is "" or "." or ".." || part.Contains('\\', StringComparison.Ordinal) || part.Any(char.IsControl) || Path.IsPathRooted(part) || IsLink(path))
            {
                return null;
            }
        }

        return path;
    }

    /// <summary>Whether there is a link at a path, wherever it leads.</summary>
    public static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null;
}
