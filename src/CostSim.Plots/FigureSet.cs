using CostSim.Numerics;
using CostSim.Tables;
using CostSim.Words;

namespace CostSim.Plots;

/// <summary>All figures of a run, or of a decision study.</summary>
public static class FigureSet
{
    /// <summary>Draws every figure, in parallel; the bytes do not depend on the number of threads.</summary>
    /// <param name="tables">What the run says.</param>
    /// <param name="settings">How to draw it.</param>
    /// <param name="drawn">Told of each figure once its files are made, from any thread, in any order; may be null.</param>
    /// <param name="cancellation">Stops between figures.</param>
    /// <returns>The figures in a fixed order.</returns>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static IReadOnlyList<Figure> Draw(RunTables tables, FigureSettings settings, Action<Figure>? drawn = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(settings);
        List<Func<FigureSettings, Figure>> drawers = [.. ((Func<RunTables, FigureSettings, Figure>[])
            [
                CostEffectivenessPlane.Draw, CostDistributionFigure.Draw, CostCurveFigure.Draw, ProtectionFanFigure.Draw, DeliveryFigure.Draw, JointConfidenceFigure.Draw,
                SpendingFigure.Draw,
            ]).Select(draw => (Func<FigureSettings, Figure>)(how => draw(In(tables, how.Language), how)))];
        if (tables.Exceedance.Count > 0)
        {
            drawers.Add(how => ExceedanceFigure.Draw(In(tables, how.Language), how));
        }

        if (tables.Interceptions.Any(row => double.IsFinite(row.Share.Value)))
        {
            drawers.Add(how => InterceptionFigure.Draw(In(tables, how.Language), how));
        }

        return Draw([.. drawers, .. Drawers(DecisionScene.Of(tables))], settings, drawn, cancellation);
    }

    /// <summary>Draws the figures of a decision study.</summary>
    /// <param name="scene">What it says.</param>
    /// <param name="settings">How to draw it.</param>
    /// <param name="drawn">Told of each figure once its files are made, from any thread, in any order; may be null.</param>
    /// <param name="cancellation">Stops between figures.</param>
    /// <returns>The figures in a fixed order.</returns>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static IReadOnlyList<Figure> Draw(DecisionScene scene, FigureSettings settings, Action<Figure>? drawn = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(scene);
        ArgumentNullException.ThrowIfNull(settings);
        return Draw([.. Drawers(scene)], settings, drawn, cancellation);
    }

    /// <summary>The tables with the names of options in a language.</summary>
    private static RunTables In(RunTables tables, Language language) => tables with { Options = [.. tables.Options.Select(option => option with { Name = language.Name(option.Name) })] };

    private static IEnumerable<Func<FigureSettings, Figure>> Drawers(DecisionScene scene)
    {
        foreach (string measure in scene.Measures)
        {
            yield return how => WorthFigure.Acceptability(scene.In(how.Language), measure, how);
            if (scene.Facts.Trials > 1)
            {
                yield return how => WorthFigure.ExpectedLoss(scene.In(how.Language), measure, how);
            }

            if (scene.Rows.Sensitivity.Any(row => row.Outcome == $"loses:{measure}"))
            {
                yield return how => DecisionFigures.Choice(scene.In(how.Language), measure, how);
                yield return how => DecisionFigures.Information(scene.In(how.Language), measure, how);
                yield return how => DecisionFigures.BreakEven(scene.In(how.Language), measure, how);
            }
        }

        if (scene.Rows.Sensitivity.Count > 0)
        {
            yield return how => DecisionFigures.Cost(scene.In(how.Language), scene.Measures[0], how);
        }
    }

    /// <summary>Draws figures in parallel.</summary>
    internal static Figure[] Draw(Func<FigureSettings, Figure>[] drawers, FigureSettings settings, Action<Figure>? drawn = null, CancellationToken cancellation = default)
    {
        var figures = new Figure[drawers.Length];
        Workers.For(drawers.Length, Environment.ProcessorCount, f =>
        {
            figures[f] = SideBySide.Draw(drawers[f], settings);

            // Made here, on all processors, what will be asked for.
            foreach ((string _, ReadOnlyMemory<byte> _) in figures[f].Files(settings.Formats))
            {
            }

            drawn?.Invoke(figures[f]);
        }, cancellation);
        return figures;
    }
}
