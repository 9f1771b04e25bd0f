using CostSim.Simulation;
using CostSim.Tables;
using CostSim.Words;
using SkiaSharp;

namespace CostSim.Plots;

/// <summary>Protection over the years, one panel per option on shared axes: median, half of the trials, nine trials in ten.</summary>
public static class ProtectionFanFigure
{
    /// <summary>Draws the figure.</summary>
    /// <param name="tables">What the run says.</param>
    /// <param name="settings">How to draw it.</param>
    /// <returns>The figure.</returns>
    public static Figure Draw(RunTables tables, FigureSettings settings)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(settings);
        TimelineRow[][] rows = [.. Enumerable.Range(0, tables.Options.Count).Select(o => Rows.Timeline(tables, o, YearlyOutcome.Protection))];
        double trials = Math.Max(1, tables.Facts.Trials);
        (string, double, double)[] last =
            [.. Enumerable.Range(0, rows.Length).Where(o => rows[o].Length > 0)
                .Select(o => (tables.Options[o].Name, rows[o][^1].P50, (rows[o][^1].P95 - rows[o][^1].P05) / 3.29 / Math.Sqrt(trials)))];
        Language language = settings.Language;
        string year = last.Length == 0 ? "" : Language.Year(rows.First(r => r.Length > 0)[^1].Year);
        string title = last.Length == 0
            ? language.Text("figures.fan.none")
            : Rows.Without(
                language, Rows.Span(language, language.Text("figures.fan.what", ("year", year)), last, language.Percent), tables.Options.Select(option => option.Name), last.Select(one => one.Item1));
        using Sheet sheet = new(settings, rows.Length, title, language.Text("figures.fan.caption"), FootLine.Of(language, tables.Facts));
        Lay(sheet, tables, rows);
        string list = Rows.List(last.Select(l => language.Pair(l.Item1, language.Percent(l.Item2))));
        return sheet.Finish("protection-fan", language.Text("figures.fan.alt", ("list", list)));
    }

    private static void Lay(Sheet sheet, RunTables tables, TimelineRow[][] rows)
    {
        Grid grid = Grid.Of(sheet, rows.Length, tables.Options.Select(option => option.Name));
        double[] years = [.. Enumerable.Range(0, Math.Max(1, tables.Facts.Years)).Select(y => (double)(tables.Facts.StartYear + y))];
        for (int o = 0; o < rows.Length; o++)
        {
            SKRect area = grid.Cell(sheet, o, tables.Options[o].Name);
            using Panel panel = new(area, years[0], Math.Max(years[^1], years[0] + 1), 0, 1);
            grid.Axes(sheet, panel, o, years, [.. (area.Height > 60 ? (double[])[0, 0.5, 1] : [0, 1]).Select(tick => (tick, sheet.Language.Number(tick * 100, 0)))]);
            Fan(panel, rows[o], o);
            panel.Render(sheet);
            if (rows[o].Length == 0)
            {
                _ = sheet.Text(sheet.Language.Text("figures.no-figures"), area.MidX, area.MidY - 8, Theme.LabelText, TextWeight.Regular, Theme.SoftInk, 0.5f);
            }
        }
    }

    private static void Fan(Panel panel, TimelineRow[] rows, int option)
    {
        if (rows.Length == 0)
        {
            return;
        }

        double[] years = [.. rows.Select(r => (double)r.Year)];
        panel.Band(years, [.. rows.Select(r => r.P05)], [.. rows.Select(r => r.P95)], Theme.PlotColour(option, 0.18));
        panel.Band(years, [.. rows.Select(r => r.P25)], [.. rows.Select(r => r.P75)], Theme.PlotColour(option, 0.3));
        panel.Path(years, [.. rows.Select(r => r.P50)], Theme.PlotColour(option), 3);
    }
}
