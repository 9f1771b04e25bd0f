using CostSim.Cli.Output;
using CostSim.Plots;
using CostSim.Tables;

namespace CostSim.Cli.Commands;

/// <summary>Draws the figures of a run and writes them under <c>plots/</c>.</summary>
internal static class RunFigures
{
    /// <summary>Draws and writes.</summary>
    public static void Write(RunTables tables, ResultFolder folder, CancellationToken cancellation)
    {
        foreach (Figure figure in FigureSet.Draw(tables, new FigureSettings()))
        {
            cancellation.ThrowIfCancellationRequested();
            folder.Add($"plots/{figure.Name}.png", figure.Png);
            folder.Add($"plots/{figure.Name}.svg", figure.Svg);
        }
    }
}
