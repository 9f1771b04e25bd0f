using System.Globalization;

namespace CostSim.Cli.Output;

/// <summary>
/// <c>run.log</c> of a batch: what was done when, and how long it took. The only file with a clock in it, appended to by every run, and trusted by none.
/// </summary>
internal sealed class RunLog : IDisposable
{
    private readonly StreamWriter writer;

    private RunLog(StreamWriter writer) => this.writer = writer;

    /// <summary>Opens the log of an output folder; null where another batch holds it.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static RunLog? Open(string output)
    {
        Directory.CreateDirectory(output);
        string path = Path.Combine(output, "run.log");
        try
        {
            return new RunLog(new StreamWriter(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read)) { AutoFlush = true, NewLine = "\n" });
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }

    /// <summary>Adds a line with the time.</summary>
    public void Write(string line) => writer.WriteLine($"{TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)} {line}");

    /// <inheritdoc/>
    public void Dispose() => writer.Dispose();
}
