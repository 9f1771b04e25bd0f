using CostSim.Tables;

namespace CostSim.Plots;

/// <summary>All figures of a run.</summary>
public static class FigureSet
{
    /// <summary>Draws every figure, in parallel; the bytes do not depend on the number of threads.</summary>
    /// <param name="tables">What the run says.</param>
    /// <param name="settings">How to draw it.</param>
    /// <returns>The figures in a fixed order.</returns>
    public static IReadOnlyList<Figure> Draw(RunTables tables, FigureSettings settings)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(settings);
        Func<RunTables, FigureSettings, Figure>[] drawers =
            [CostEffectivenessPlane.Draw, CostDistributionFigure.Draw, ProtectionFanFigure.Draw, DeliveryFigure.Draw];
        var figures = new Figure[drawers.Length];
        Parallel.For(0, drawers.Length, f => figures[f] = drawers[f](tables, settings));
        return figures;
    }
}
