using CostSim.Simulation;
using CostSim.Tables;
using CostSim.Words;
using ScottPlot;
using SkiaSharp;

namespace CostSim.Plots;

/// <summary>Life-cycle cost as a curve that rises from 0 to all trials, the S-curve of cost estimators (GAO 2020), with median and 80 % quantile marked.</summary>
public static class CostCurveFigure
{
    /// <summary>Draws the figure.</summary>
    /// <param name="tables">What the run says.</param>
    /// <param name="settings">How to draw it.</param>
    /// <returns>The figure.</returns>
    public static Figure Draw(RunTables tables, FigureSettings settings)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(settings);
        Language language = settings.Language;
        DistributionRow[][] curves = [.. Enumerable.Range(0, tables.Options.Count).Select(o => Rows.Quantiles(tables, o, Outcome.Cost))];
        (string, double, double)[] eighty =
        [
            .. Enumerable.Range(0, curves.Length).Where(o => double.IsFinite(Rows.At(curves[o], 0.8)))
                .Select(o => (tables.Options[o].Name, Rows.At(curves[o], 0.8), Rows.Summary(tables, o, Outcome.Cost)?.StandardError ?? double.NaN)),
        ];
        string title = eighty.Length == 0
            ? language.Text("figures.cost.none")
            : Rows.Without(
                language, Rows.Span(language, language.Text("figures.cost-curve.what"), eighty, v => language.Money(v)), tables.Options.Select(option => option.Name), eighty.Select(one => one.Item1));
        using Sheet sheet = new(settings, tables.Options.Count, title, language.Text("figures.cost-curve.caption"), FootLine.Of(language, tables.Facts));
        Lay(sheet, tables, curves);
        string list = Rows.List(eighty.Select(one => language.Pair(one.Item1, language.Money(one.Item2))));
        return sheet.Finish("cost-curve", language.Text("figures.cost.alt", ("list", list)));
    }

    private static void Lay(Sheet sheet, RunTables tables, DistributionRow[][] curves)
    {
        SKRect area = Axes.Area(sheet, 12);
        double[] values = [.. curves.SelectMany(curve => curve.Select(row => row.Value / 1000)).DefaultIfEmpty(0)];
        double low = values.Min() > 0 && values.Min() <= values.Max() * 0.6 ? 0 : values.Min();
        double high = Math.Max(values.Max(), low + 1e-6);
        using Panel panel = new(area, low, high + ((high - low) * 0.02), 0, 1);
        Axes.Draw(
            sheet, panel, sheet.Language.Text("figures.cost-curve.x"), sheet.Language.Text("figures.cost-curve.y"),
            Axes.Round(sheet.Language, low, high, sheet.Width > 800 ? 8 : 5), Axes.Shares(sheet.Language));
        List<LabelSpot> spots = [];
        for (int o = 0; o < curves.Length; o++)
        {
            if (!double.IsFinite(Rows.At(curves[o], 0.5)))
            {
                continue;
            }

            panel.Path([.. curves[o].Select(row => row.Value / 1000)], [.. curves[o].Select(row => row.Probability)], Theme.PlotColour(o), 3, Theme.Dashes(o));
            (double median, double p80) = (Rows.At(curves[o], 0.5) / 1000, Rows.At(curves[o], 0.8) / 1000);
            panel.Mark(median, 0.5, MarkerShape.FilledCircle, 11, Theme.PlotColour(o));
            panel.Mark(p80, 0.8, MarkerShape.FilledDiamond, 12, Theme.PlotColour(o));
            spots.Add(new LabelSpot(tables.Options[o].Name, panel.X(median), panel.Y(0.5)));
        }

        panel.Render(sheet);
        LabelPlacer.Place(sheet, area, spots);
    }
}
