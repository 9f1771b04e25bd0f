using CostSim.Cli.Output;

namespace CostSim.Cli.Commands;

/// <summary>Writes the large files, with a row per trial, while the trials are being analysed.</summary>
internal sealed class SampleFiles : IDisposable
{
    private readonly Task writing;
    private readonly CancellationTokenSource stop;

    private SampleFiles(Task writing, CancellationTokenSource stop) => (this.writing, this.stop) = (writing, stop);

    /// <summary>Starts to write.</summary>
    public static SampleFiles Start(ResultFolder folder, IReadOnlyList<CsvTable> tables, CsvDialect dialect, CancellationToken cancellation)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        CancellationToken token = stop.Token;
        return new SampleFiles(
            OwnThread.Start(
                () =>
                {
                    foreach (CsvTable table in tables)
                    {
                        folder.Add(table, dialect, token);
                    }
                },
                token),
            stop);
    }

    /// <summary>Waits until the files are there.</summary>
    /// <exception cref="IOException">They cannot be written.</exception>
    public void Wait() => writing.GetAwaiter().GetResult();

    /// <summary>Waits, so that nothing is written once the folder is given up.</summary>
    public void Dispose()
    {
        stop.Cancel();
        ((IAsyncResult)writing).AsyncWaitHandle.WaitOne();
        stop.Dispose();
    }
}
