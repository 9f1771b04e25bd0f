using System.Globalization;
using CostSim.Simulation;
using CostSim.Tables;
using ScottPlot;
using SkiaSharp;

namespace CostSim.Plots;

/// <summary>
/// When each option has its first and its last unit operational. Dates beyond the horizon are not drawn but said in words; an interval that
/// reaches beyond the horizon runs into the right edge.
/// </summary>
public static class DeliveryFigure
{
    /// <summary>Draws the figure.</summary>
    /// <param name="tables">What the run says.</param>
    /// <param name="settings">How to draw it.</param>
    /// <returns>The figure.</returns>
    public static Figure Draw(RunTables tables, FigureSettings settings)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(settings);
        List<Row> rows = [];
        for (int o = 0; o < tables.Options.Count; o++)
        {
            if (Rows.NothingBought(tables, o))
            {
                rows.Add(new Row(o, "", null));
                continue;
            }

            rows.Add(new Row(o, "first", Rows.Summary(tables, o, Outcome.IocYear)));
            rows.Add(new Row(o, "full", Rows.Summary(tables, o, Outcome.FocYear)));
        }

        string horizon = Say.Year(tables.Facts.StartYear + tables.Facts.Years);
        (string, double, double)[] medians = [.. rows.Where(r => r.Label == "full" && r.Dates is { } d && double.IsFinite(d.P50))
            .Select(r => (tables.Options[r.Option].Name, r.Dates!.P50, r.Dates.StandardError))];
        string title = medians.Length == 0
            ? $"No option has a median date of full capability before {horizon}"
            : Rows.Span("Median date of full capability", medians, Say.Year);
        int late = rows.Count(r => r.Label == "full" && !double.IsFinite(r.Dates?.P50 ?? double.NaN));
        title += medians.Length > 0 && late > 0 ? string.Create(CultureInfo.InvariantCulture, $"; {late} not before {horizon}") : "";
        using Sheet sheet = new(
            settings, tables.Options.Count, title, "Year of first and of full capability. Mark: median; box: half of the trials; line: nine in ten", Say.Foot(tables.Facts));
        Lay(sheet, tables, rows, horizon);
        string alt = string.Join("; ", rows.Select(r => r.Label.Length == 0
            ? tables.Options[r.Option].Name + ": nothing bought"
            : $"{tables.Options[r.Option].Name}, {r.Label}: {(r.Dates is { } d && double.IsFinite(d.P50) ? Say.Year(d.P50) : "not before " + horizon)}"));
        return sheet.Finish("delivery", $"Median year of first and of full capability by option. {alt}.");
    }

    private static void Lay(Sheet sheet, RunTables tables, List<Row> rows, string horizon)
    {
        int options = tables.Options.Count;
        float label = Sheet.Measure("first", Theme.SmallText, TextWeight.Regular) + 16;
        float names = MathF.Min(sheet.Width * 0.25f, tables.Options.Max(o => Sheet.Measure(o.Name, Theme.LabelText, TextWeight.SemiBold)) + 2);
        string longest = rows.Select(r => Words(r, horizon)).MaxBy(w => w.Length) ?? "";
        bool narrow = sheet.Width < 800;
        float words = longest.Length == 0 ? 16 : Sheet.Measure(longest, Theme.SmallText, TextWeight.Regular) + 24;
        words = narrow ? MathF.Min(words, 150) : words;
        float left = Sheet.Margin + names + 12 + label;
        SKRect area = new(left, sheet.Top, sheet.Width - Sheet.Margin - words, sheet.Bottom - 20);
        int start = tables.Facts.StartYear;
        int end = start + Math.Max(1, tables.Facts.Years);
        float slot = area.Height / Math.Max(1, rows.Count);
        float line = MathF.Min(slot, 34);
        using Panel panel = new(area, start, end, area.Height, 0);
        foreach (double tick in Say.Ticks(start, end, narrow ? 3 : 6).Where(t => t == Math.Floor(t)))
        {
            sheet.Line(panel.X(tick), area.Top, panel.X(tick), area.Bottom, Theme.Grid);
            _ = sheet.Text(Say.Year(tick), panel.X(tick), area.Bottom + 4, Theme.SmallText, TextWeight.Regular, Theme.SoftInk, 0.5f);
        }

        float top = area.Top;
        float between = (area.Height - (line * rows.Count)) / options;
        foreach (IGrouping<int, Row> group in rows.GroupBy(r => r.Option))
        {
            float height = line * group.Count();
            string name = tables.Options[group.Key].Name;
            int nameLines = Sheet.Wrap(name, names, Theme.LabelText, TextWeight.SemiBold).Count;
            float size = nameLines * Sheet.LineHeight(Theme.LabelText) <= height + between + 1 ? Theme.LabelText : Theme.SmallText;
            float middle = top + ((height + between) / 2);
            _ = sheet.Paragraph(name, Sheet.Margin, middle - (nameLines * Sheet.LineHeight(size) / 2f), names, size, TextWeight.SemiBold, Theme.Ink);
            float y = top + (between / 2) + (line / 2);
            foreach (Row row in group)
            {
                One(sheet, panel, row, y, line, horizon, end);
                y += line;
            }

            top += height + between;
            sheet.Line(Sheet.Margin, top, sheet.Width - Sheet.Margin, top, Theme.Grid);
        }

        panel.Render(sheet);
    }

    private static void One(Sheet sheet, Panel panel, Row row, float y, float line, string horizon, int end)
    {
        float text = y - (Sheet.LineHeight(Theme.SmallText) / 2f);
        if (row.Label.Length == 0)
        {
            _ = sheet.Text("nothing bought", panel.Area.Left + 6, text, Theme.SmallText, TextWeight.Regular, Theme.SoftInk);
            return;
        }

        _ = sheet.Text(row.Label, panel.Area.Left - 10, text, Theme.SmallText, TextWeight.Regular, Theme.SoftInk, 1);
        string words = Words(row, horizon);
        if (words.Length > 0)
        {
            _ = sheet.Text(words, panel.Area.Right + 14, text, Theme.SmallText, TextWeight.Regular, Theme.Ink);
        }

        if (row.Dates is not { } dates || !double.IsFinite(dates.P05))
        {
            return;
        }

        double at = y - panel.Area.Top;
        double half = Math.Min(7, line * 0.32);
        Color colour = Theme.PlotColour(row.Option);
        panel.Line(dates.P05, at, Or(dates.P95, end), at, colour, 2.5f);
        if (double.IsFinite(dates.P25))
        {
            panel.Box(dates.P25, Or(dates.P75, end), at - half, at + half, colour.WithAlpha(row.Label == "first" ? 0.35 : 0.7));
        }

        if (double.IsFinite(dates.P50))
        {
            MarkerShape shape = row.Label == "first" ? MarkerShape.FilledCircle : MarkerShape.FilledDiamond;
            panel.Mark(dates.P50, at, shape, (float)Math.Min(12, line * 0.8), Color.FromHex(Theme.Ink));
        }
    }

    private static string Words(Row row, string horizon) => row switch
    {
        { Label: "" } => "",
        { Dates: null } => "no figures",
        { Dates.ShareCensored: > 0 and var share } => $"{Say.Percent(share)} not before {horizon}",
        _ => "",
    };

    private static double Or(double value, double otherwise) => double.IsFinite(value) ? Math.Min(value, otherwise) : otherwise;

    private sealed record Row(int Option, string Label, SummaryRow? Dates);
}
