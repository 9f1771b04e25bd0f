using CostSim.Cli.Input;

namespace CostSim.Cli.Output;

/// <summary>
/// What is made from the files of results alone. Their checksums vouch for their bytes, not for what these say: rows that are missing or contradict one
/// another are told as what they are, files that nobody can use.
/// </summary>
internal static class ReadBack
{
    /// <summary>Makes something from files of results.</summary>
    /// <typeparam name="T">What is made.</typeparam>
    /// <param name="folder">The folder.</param>
    /// <param name="make">Reads the files and makes it; writes nothing.</param>
    /// <exception cref="SampleFileException">The files are missing, not as they were written, or do not fit together.</exception>
    public static T Of<T>(string folder, Func<T> make)
    {
        try
        {
            return Fitting(folder, make);
        }
        catch (IOException fault)
        {
            throw new SampleFileException(fault.Message);
        }
    }

    /// <summary>Does something with files of results that may also write: that a file cannot be read or written is told as such.</summary>
    /// <typeparam name="T">What comes of it.</typeparam>
    /// <param name="folder">The folder.</param>
    /// <param name="make">Does it.</param>
    /// <exception cref="SampleFileException">The files do not fit together.</exception>
    public static T Fitting<T>(string folder, Func<T> make)
    {
        try
        {
            return make();
        }
        catch (AggregateException fault) when (fault.Flatten().InnerExceptions is [var first, ..] && IsOfContent(first))
        {
            throw Contradiction(folder, first);
        }
        catch (Exception fault) when (IsOfContent(fault))
        {
            throw Contradiction(folder, fault);
        }
    }

    /// <summary>What looking up rows, names and places that are not there ends in.</summary>
    private static bool IsOfContent(Exception fault) =>
        fault is InvalidOperationException or KeyNotFoundException or ArgumentException or FormatException or IndexOutOfRangeException or ArithmeticException or NullReferenceException;

    private static SampleFileException Contradiction(string folder, Exception fault) =>
        new($"{folder}: the files do not fit together, so they are not all as they were written ({JsonValue.Clean(fault.Message)}). Run or analyze again.");
}
