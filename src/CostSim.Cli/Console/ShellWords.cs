namespace CostSim.Cli.Console;

/// <summary>Commands as a POSIX shell reads them.</summary>
internal static class ShellWords
{
    /// <summary>A word, quoted where it needs to be.</summary>
    public static string Of(string word) =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || "-_./,=:+".Contains(c, StringComparison.Ordinal)) ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>A command of several words.</summary>
    public static string Line(IEnumerable<string> words) => string.Join(' ', words.Select(Of));
}
