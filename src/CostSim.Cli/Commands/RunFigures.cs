using CostSim.Cli.Output;
using CostSim.Plots;
using CostSim.Tables;

namespace CostSim.Cli.Commands;

/// <summary>Draws the figures of a run, while its tables are written, and puts each under <c>plots/</c> as soon as it is drawn.</summary>
internal sealed class RunFigures : IDisposable
{
    private readonly Task<IReadOnlyList<Figure>> drawing;
    private readonly CancellationTokenSource stop;

    private RunFigures(Task<IReadOnlyList<Figure>> drawing, CancellationTokenSource stop) => (this.drawing, this.stop) = (drawing, stop);

    /// <summary>Starts to draw the figures of a run.</summary>
    public static RunFigures Start(ResultFolder folder, RunTables tables, FigureSettings settings, CancellationToken cancellation) =>
        Start(folder, settings, (drawn, stop) => FigureSet.Draw(tables, settings, drawn, stop), cancellation);

    /// <summary>Starts to draw the figures of a decision study.</summary>
    public static RunFigures Start(ResultFolder folder, DecisionScene scene, FigureSettings settings, CancellationToken cancellation) =>
        Start(folder, settings, (drawn, stop) => FigureSet.Draw(scene, settings, drawn, stop), cancellation);

    /// <summary>Waits until all figures are drawn and written.</summary>
    /// <returns>The figures.</returns>
    /// <exception cref="IOException">One cannot be written.</exception>
    public IReadOnlyList<Figure> Wait() => drawing.GetAwaiter().GetResult();

    /// <summary>Waits, so that nothing is written once the folder is given up.</summary>
    public void Dispose()
    {
        stop.Cancel();
        ((IAsyncResult)drawing).AsyncWaitHandle.WaitOne();
        stop.Dispose();
    }

    private static RunFigures Start(
        ResultFolder folder, FigureSettings settings, Func<Action<Figure>, CancellationToken, IReadOnlyList<Figure>> draw, CancellationToken cancellation)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        CancellationToken token = stop.Token;
        return new RunFigures(OwnThread.Start(() => draw(Put, token), token), stop);

        void Put(Figure figure)
        {
            foreach ((string name, ReadOnlyMemory<byte> bytes) in PlotCommand.Files([figure], settings))
            {
                token.ThrowIfCancellationRequested();
                folder.Add("plots/" + name, bytes);
            }
        }
    }
}
