using System.Globalization;
using System.Text;
using CostSim.Cli.Input;

namespace CostSim.Cli.Output;

/// <summary>
/// <c>run.log</c> of a batch: what was done when, and how long it took. The only file with a clock in it, appended to by every run, and trusted by none.
/// </summary>
internal sealed class RunLog : IDisposable
{
    private readonly FileStream stream;

    private RunLog(FileStream stream) => this.stream = stream;

    /// <summary>Opens the log of an output folder; null where another program holds it.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static RunLog? Open(string output)
    {
        Directory.CreateDirectory(output);
        string path = PlainPath.In(output, "run.log");
        if (File.Exists(path) && !SourceFile.IsRegular(path))
        {
            throw new IOException($"{path} is no regular file; remove it, or choose another output folder.");
        }

        try
        {
            return new RunLog(new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite, 0));
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }

    /// <summary>Adds a line with the time, after what other runs added meanwhile.</summary>
    public void Write(string line)
    {
        string time = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        stream.Seek(0, SeekOrigin.End);

        // A line that goes on is indented: only what begins with a time is one of its own.
        string shown = string.Join("\n    ", line.Split('\n').Select(Input.JsonValue.Printable));
        stream.Write(Encoding.UTF8.GetBytes($"{time} {shown}\n"));
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();
}
