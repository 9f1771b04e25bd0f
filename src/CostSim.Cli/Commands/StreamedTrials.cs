using CostSim.Cli.Output;
using CostSim.Compilation;
using CostSim.Numerics;
using CostSim.Simulation;

namespace CostSim.Cli.Commands;

/// <summary><c>trials.csv</c> of a run too large to keep, written while it simulates; it is there only once the run says that it is what it wanted.</summary>
internal sealed class StreamedTrials : IDisposable
{
    private readonly TrialHandover rows;
    private readonly Task writing;

    private StreamedTrials(CsvTable table, TrialHandover rows, Task writing) => (Table, this.rows, this.writing) = (table, rows, writing);

    /// <summary>The table.</summary>
    public CsvTable Table { get; }

    /// <summary>Starts to write.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="model">The model.</param>
    /// <param name="trials">How many trials, from the first.</param>
    /// <param name="request">Dialect and threads.</param>
    /// <param name="cancellation">Stops it.</param>
    public static StreamedTrials Start(ResultFolder folder, Model model, long trials, RunRequest request, CancellationToken cancellation)
    {
        var rows = new TrialHandover(model, 0, trials, request.Threads);
        CsvTable table = RunTableFiles.Trials(model.OptionIds, trials, rows.Read(cancellation));
        return new StreamedTrials(table, rows, OwnThread.Start(
            () =>
            {
                try
                {
                    folder.Add(table, request.Dialect, cancellation);
                }
                catch (Exception fault)
                {
                    rows.Abort(fault);
                    throw;
                }
            },
            CancellationToken.None));
    }

    /// <summary>Simulates what is written.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public Sample Simulate(Func<TrialHandover, Sample> simulate)
    {
        try
        {
            return simulate(rows);
        }
        catch (OperationCanceledException given)
        {
            // Where the file cannot be written, the trials are given up for it, and that is what is told.
            rows.Abort(given);
            ((IAsyncResult)writing).AsyncWaitHandle.WaitOne();
            if (writing.Exception is { } all && Workers.Cause(all) is not OperationCanceledException)
            {
                writing.GetAwaiter().GetResult();
            }

            throw;
        }
    }

    /// <summary>The run is what was wanted: waits until the file is there.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Complete()
    {
        rows.Complete();
        writing.GetAwaiter().GetResult();
    }

    /// <summary>Gives up what is not complete, so that nothing is written once the folder is given up.</summary>
    public void Dispose()
    {
        rows.Abort(new OperationCanceledException());
        ((IAsyncResult)writing).AsyncWaitHandle.WaitOne();
    }
}
