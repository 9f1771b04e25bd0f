using CostSim.Simulation;
using CostSim.Tables;
using CostSim.Words;
using ScottPlot;
using SkiaSharp;

namespace CostSim.Plots;

/// <summary>
/// When each option has its first and its last unit operational. Dates beyond the horizon are not drawn but said in words; an interval that
/// reaches beyond the horizon runs into the right edge.
/// </summary>
public static class DeliveryFigure
{
    private const int None = 0;
    private const int First = 1;
    private const int Full = 2;

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
                rows.Add(new Row(o, None, null));
                continue;
            }

            rows.Add(new Row(o, First, Rows.Summary(tables, o, Outcome.IocYear)));
            rows.Add(new Row(o, Full, Rows.Summary(tables, o, Outcome.FocYear)));
        }

        Language language = settings.Language;
        string horizon = Language.Year(tables.Facts.StartYear + tables.Facts.Years);
        (string, double, double)[] medians = [.. rows.Where(r => r.Milestone == Full && r.Dates is { } d && double.IsFinite(d.P50))
            .Select(r => (tables.Options[r.Option].Name, r.Dates!.P50, r.Dates.StandardError))];
        string title = medians.Length == 0
            ? language.Text("figures.delivery.none", ("horizon", horizon))
            : Rows.Span(language, language.Text("figures.delivery.what"), medians, Language.Year);
        int late = rows.Count(r => r.Milestone == Full && !double.IsFinite(r.Dates?.P50 ?? double.NaN));
        title = medians.Length > 0 && late > 0 ? language.Text("figures.delivery.late", ("title", title), ("count", language.Number(late, 0)), ("horizon", horizon)) : title;
        using Sheet sheet = new(settings, tables.Options.Count, title, language.Text("figures.delivery.caption"), FootLine.Of(language, tables.Facts));
        Lay(sheet, tables, rows, horizon);
        string list = Rows.List(rows.Select(r => language.Pair(
            r.Milestone == None ? tables.Options[r.Option].Name : language.Text("figures.delivery.alt-item", ("name", tables.Options[r.Option].Name), ("milestone", Label(language, r))),
            r.Milestone == None ? language.Text("figures.delivery.nothing")
                : r.Dates is { } d && double.IsFinite(d.P50) ? Language.Year(d.P50) : language.Text("figures.delivery.not-before", ("horizon", horizon)))));
        return sheet.Finish("delivery", language.Text("figures.delivery.alt", ("list", list)));
    }

    private static string Label(Language language, Row row) => language.Text(row.Milestone == First ? "figures.delivery.first" : "figures.delivery.full");

    private static void Lay(Sheet sheet, RunTables tables, List<Row> rows, string horizon)
    {
        int options = tables.Options.Count;
        float label = new[] { First, Full }.Max(milestone => Sheet.Measure(Label(sheet.Language, new Row(0, milestone, null)), Theme.SmallText, TextWeight.Regular)) + 16;
        bool narrow = sheet.Width < 800;
        float names = MathF.Min(sheet.Width * (narrow && options > 8 ? 0.37f : 0.25f), tables.Options.Max(o => Sheet.Measure(o.Name, Theme.LabelText, TextWeight.SemiBold)) + 2);
        float words = rows.Max(r => Sheet.Measure(Words(sheet.Language, r, horizon), Theme.SmallText, TextWeight.Regular));
        words += 16;
        float left = Sheet.Margin + names + 12 + label;
        SKRect area = new(left, sheet.Top, sheet.Width - Sheet.Margin - words, sheet.Bottom - 20);
        int start = tables.Facts.StartYear;
        int end = start + Math.Max(1, tables.Facts.Years);
        float slot = area.Height / Math.Max(1, rows.Count);
        float line = MathF.Min(slot, 34);
        using Panel panel = new(area, start, end, area.Height, 0);
        foreach (double tick in Ticks.Of(start, end, narrow ? 3 : 6).Where(t => t == Math.Floor(t)))
        {
            sheet.Line(panel.X(tick), area.Top, panel.X(tick), area.Bottom, Theme.Grid);
            _ = sheet.Text(Language.Year(tick), panel.X(tick), area.Bottom + 4, Theme.SmallText, TextWeight.Regular, Theme.SoftInk, 0.5f);
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
        if (row.Milestone == None)
        {
            _ = sheet.Text(sheet.Language.Text("figures.delivery.nothing"), panel.Area.Left + 6, text, Theme.SmallText, TextWeight.Regular, Theme.SoftInk);
            return;
        }

        _ = sheet.Text(Label(sheet.Language, row), panel.Area.Left - 10, text, Theme.SmallText, TextWeight.Regular, Theme.SoftInk, 1);
        string words = Words(sheet.Language, row, horizon);
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
            panel.Box(dates.P25, Or(dates.P75, end), at - half, at + half, colour.WithAlpha(row.Milestone == First ? 0.35 : 0.7));
        }

        if (double.IsFinite(dates.P50))
        {
            MarkerShape shape = row.Milestone == First ? MarkerShape.FilledCircle : MarkerShape.FilledDiamond;
            panel.Mark(dates.P50, at, shape, (float)Math.Min(12, line * 0.8), Color.FromHex(Theme.Ink));
        }
    }

    private static string Words(Language language, Row row, string horizon) => row switch
    {
        { Milestone: None } => "",
        { Dates: null } => language.Text("figures.no-figures"),
        { Dates.ShareCensored: > 0 and var share } => language.Text("figures.delivery.share", ("share", Rows.ShortShare(language, share)), ("horizon", horizon)),
        _ => "",
    };

    private static double Or(double value, double otherwise) => double.IsFinite(value) ? Math.Min(value, otherwise) : otherwise;

    private sealed record Row(int Option, int Milestone, SummaryRow? Dates);
}
