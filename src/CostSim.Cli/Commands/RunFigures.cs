using CostSim.Cli.Output;
using CostSim.Plots;
using CostSim.Tables;

namespace CostSim.Cli.Commands;

/// <summary>Draws the figures of a run, while its tables are written, and puts them under <c>plots/</c>.</summary>
internal sealed class RunFigures
{
    private readonly Task<List<Figure>> drawing;

    private RunFigures(Task<List<Figure>> drawing) => this.drawing = drawing;

    /// <summary>Starts to draw.</summary>
    public static RunFigures Start(RunTables tables, CancellationToken cancellation) => new(Task.Run(
        () =>
        {
            var figures = new List<Figure>();
            foreach (Figure figure in FigureSet.Draw(tables, new FigureSettings()))
            {
                cancellation.ThrowIfCancellationRequested();
                figures.Add(figure);
            }

            return figures;
        },
        cancellation));

    /// <summary>Writes the figures once they are drawn.</summary>
    public void Write(ResultFolder folder)
    {
        foreach (Figure figure in drawing.GetAwaiter().GetResult())
        {
            folder.Add($"plots/{figure.Name}.png", figure.Png);
            folder.Add($"plots/{figure.Name}.svg", figure.Svg);
        }
    }
}
