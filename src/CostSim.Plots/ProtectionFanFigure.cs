using CostSim.Simulation;
using CostSim.Tables;
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
        string title = last.Length == 0
            ? "No protection was computed"
            : Rows.Span("Median protection in " + Say.Year(rows.First(r => r.Length > 0)[^1].Year), last, Say.Percent);
        using Sheet sheet = new(
            settings, rows.Length, title, "Share of a reference raid's loss avoided, %. Line: median; dark band: half of the trials; light: nine in ten", Say.Foot(tables.Facts));
        Lay(sheet, tables, rows);
        string alt = string.Join("; ", last.Select(l => $"{l.Item1}: {Say.Percent(l.Item2)}"));
        return sheet.Finish("protection-fan", $"Protection by year, one panel per option. Median in the last year: {alt}.");
    }

    private static void Lay(Sheet sheet, RunTables tables, TimelineRow[][] rows)
    {
        bool wide = sheet.Width > 800;
        int columns = rows.Length switch
        {
            1 => 1,
            2 or 4 => 2,
            <= 9 => 3,
            _ => wide ? 4 : 3,
        };
        columns = !wide && rows.Length is 5 or 6 ? 2 + (sheet.Width > 560 ? 1 : 0) : columns;
        int lines = (rows.Length + columns - 1) / columns;
        const float gap = 22;
        const float axis = 40;
        float width = (sheet.Width - (2 * Sheet.Margin) - axis - 12 - (gap * (columns - 1))) / columns;
        float line = Sheet.LineHeight(Theme.LabelText);
        float titles = tables.Options.Max(o => Sheet.Wrap(o.Name, width, Theme.LabelText, TextWeight.SemiBold).Count) * line + 3;
        float foot = Sheet.LineHeight(Theme.SmallText) + 6;
        float cell = (sheet.Bottom - sheet.Top - foot) / lines;
        int start = tables.Facts.StartYear;
        int end = start + Math.Max(1, tables.Facts.Years) - 1;
        double step = Math.Max(1, Math.Ceiling((end - start) / Math.Max(1, width / 62) / 5) * 5);
        for (int o = 0; o < rows.Length; o++)
        {
            (int row, int column) = (o / columns, o % columns);
            float left = Sheet.Margin + axis + (column * (width + gap));
            float top = sheet.Top + (row * cell);
            SKRect area = new(left, top + titles, left + width, top + cell - 12);
            float titleTop = area.Top - 3 - (line * Sheet.Wrap(tables.Options[o].Name, width, Theme.LabelText, TextWeight.SemiBold).Count);
            _ = sheet.Paragraph(tables.Options[o].Name, left, titleTop, width, Theme.LabelText, TextWeight.SemiBold, Theme.Ink);
            using Panel panel = new(area, start, Math.Max(end, start + 1), 0, 1);
            foreach (double tick in area.Height > 60 ? new[] { 0, 0.5, 1 } : [0, 1])
            {
                sheet.Line(area.Left, panel.Y(tick), area.Right, panel.Y(tick), Theme.Grid);
                if (column == 0)
                {
                    _ = sheet.Text(Say.Number(tick * 100, 0), left - 6, panel.Y(tick) - 7, Theme.SmallText, TextWeight.Regular, Theme.SoftInk, 1);
                }
            }

            for (double year = Math.Ceiling(start / step) * step; year <= end; year += step)
            {
                sheet.Line(panel.X(year), area.Bottom, panel.X(year), area.Bottom + 4, Theme.SoftInk);
                if (o + columns >= rows.Length)
                {
                    _ = sheet.Text(Say.Year(year), panel.X(year), area.Bottom + 5, Theme.SmallText, TextWeight.Regular, Theme.SoftInk, 0.5f);
                }
            }

            Fan(panel, rows[o], o);
            panel.Render(sheet);
            if (rows[o].Length == 0)
            {
                _ = sheet.Text("no figures", area.MidX, area.MidY - 8, Theme.LabelText, TextWeight.Regular, Theme.SoftInk, 0.5f);
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
