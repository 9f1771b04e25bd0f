using CostSim.Cli.Output;
using CostSim.Plots;
using CostSim.Tables;

namespace CostSim.Cli.Commands;

/// <summary>Draws the figures of a run, while its tables are written, and puts them under <c>plots/</c>.</summary>
internal sealed class RunFigures
{
    private readonly Task<IReadOnlyList<Figure>> drawing;

    private RunFigures(Task<IReadOnlyList<Figure>> drawing) => this.drawing = drawing;

    /// <summary>Starts to draw the figures of a run.</summary>
    public static RunFigures Start(RunTables tables, CancellationToken cancellation) =>
        new(Task.Run(() => FigureSet.Draw(tables, new FigureSettings()), cancellation));

    /// <summary>Starts to draw the figures of a decision study.</summary>
    public static RunFigures Start(DecisionScene scene) => new(Task.Run(() => FigureSet.Draw(scene, new FigureSettings())));

    /// <summary>Writes the figures once they are drawn.</summary>
    /// <returns>The figures.</returns>
    public IReadOnlyList<Figure> Write(ResultFolder folder)
    {
        IReadOnlyList<Figure> figures = drawing.GetAwaiter().GetResult();
        foreach (Figure figure in figures)
        {
            folder.Add($"plots/{figure.Name}.png", figure.Png);
            folder.Add($"plots/{figure.Name}.svg", figure.Svg);
        }

        return figures;
    }
}
