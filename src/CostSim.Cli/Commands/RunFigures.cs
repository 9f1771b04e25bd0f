using CostSim.Cli.Output;
using CostSim.Plots;
using CostSim.Tables;

namespace CostSim.Cli.Commands;

/// <summary>Draws the figures of a run, while its tables are written, and puts them under <c>plots/</c>.</summary>
internal sealed class RunFigures
{
    private readonly Task<IReadOnlyList<Figure>> drawing;
    private readonly FigureSettings settings;

    private RunFigures(Task<IReadOnlyList<Figure>> drawing, FigureSettings settings) => (this.drawing, this.settings) = (drawing, settings);

    /// <summary>Starts to draw the figures of a run.</summary>
    public static RunFigures Start(RunTables tables, FigureSettings settings, CancellationToken cancellation) =>
        new(Task.Run(() => FigureSet.Draw(tables, settings), cancellation), settings);

    /// <summary>Starts to draw the figures of a decision study.</summary>
    public static RunFigures Start(DecisionScene scene, FigureSettings settings) => new(Task.Run(() => FigureSet.Draw(scene, settings)), settings);

    /// <summary>Writes the figures once they are drawn.</summary>
    /// <returns>The figures.</returns>
    public IReadOnlyList<Figure> Write(ResultFolder folder)
    {
        IReadOnlyList<Figure> figures = drawing.GetAwaiter().GetResult();
        foreach ((string name, ReadOnlyMemory<byte> bytes) in PlotCommand.Files(figures, settings))
        {
            folder.Add("plots/" + name, bytes);
        }

        return figures;
    }
}
