using CostSim.Tables;
using CostSim.Words;
using SkiaSharp;

namespace CostSim.Plots;

/// <summary>
/// How likely each option is fully capable by the end of a year, at any cost and within its own cost quantiles: joint confidence of cost and
/// schedule (NASA Cost Estimating Handbook, 2015), one panel per option on shared axes.
/// </summary>
public static class JointConfidenceFigure
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
        ScheduleRow[][] rows = [.. tables.Options.Select(option => tables.Schedule.Where(row => row.Option == option.Id && row.Milestone == "full").OrderBy(row => row.Year).ToArray())];
        int year = Telling([.. rows.Where((_, o) => tables.Options.Count == 1 || tables.Options[o].Id != tables.Facts.ReferenceOption)]);
        double trials = Math.Max(1, tables.Facts.Trials);
        (string, double, double)[] at =
        [
            .. Enumerable.Range(0, rows.Length).Where(o => tables.Options.Count == 1 || tables.Options[o].Id != tables.Facts.ReferenceOption).Select(o => (tables.Options[o].Name, Row: rows[o].FirstOrDefault(row => row.Year == year))).Where(one => one.Row is not null)
                .Select(one => (one.Name, one.Row!.WithinP80Cost, Math.Sqrt(one.Row.WithinP80Cost * (1 - one.Row.WithinP80Cost) / trials))),
        ];
        string said = Language.Year(year);
        string title = at.Length == 0
            ? language.Text("figures.joint.none")
            : Rows.Without(
                language, Rows.Span(language, language.Text("figures.joint.what", ("year", said)), at, language.Percent), tables.Options.Select(option => option.Name), at.Select(one => one.Item1));
        using Sheet sheet = new(settings, tables.Options.Count, title, language.Text("figures.joint.caption"), FootLine.Of(language, tables.Facts));
        Grid grid = Grid.Of(sheet, rows.Length, tables.Options.Select(option => option.Name));
        double[] years = [.. Enumerable.Range(0, Math.Max(1, tables.Facts.Years)).Select(y => (double)(tables.Facts.StartYear + y))];
        for (int o = 0; o < rows.Length; o++)
        {
            SKRect area = grid.Cell(sheet, o, tables.Options[o].Name);
            using Panel panel = new(area, years[0], Math.Max(years[^1], years[0] + 1), 0, 1.02);
            grid.Axes(sheet, panel, o, years, [.. (area.Height > 60 ? (double[])[0, 0.5, 1] : [0, 1]).Select(tick => (tick, language.Number(tick * 100, 0)))]);
            Curves(panel, rows[o], o);
            panel.Render(sheet);
        }

        string list = Rows.List(at.Select(one => language.Pair(one.Item1, language.Percent(one.Item2))));
        return sheet.Finish("joint-confidence", language.Text("figures.joint.alt", ("year", said), ("list", list)));
    }

    /// <summary>The year in which the options other than the reference, which is there from the start, differ most.</summary>
    private static int Telling(ScheduleRow[][] rows) => rows.SelectMany(row => row).GroupBy(row => row.Year)
        .OrderByDescending(group => group.Max(row => row.WithinP80Cost) - group.Min(row => row.WithinP80Cost)).ThenBy(group => group.Key).Select(group => group.Key).FirstOrDefault();

    private static void Curves(Panel panel, ScheduleRow[] rows, int option)
    {
        if (rows.Length == 0)
        {
            return;
        }

        double[] years = [.. rows.Select(row => (double)row.Year)];
        panel.Band(years, [.. rows.Select(_ => 0.0)], [.. rows.Select(row => row.WithinP80Cost)], Theme.PlotColour(option, 0.3));
        panel.Path(years, [.. rows.Select(row => row.WithinP80Cost)], Theme.PlotColour(option), 3);
        panel.Path(years, [.. rows.Select(row => row.WithinP50Cost)], Theme.PlotColour(option), 2, Theme.Joining);
        panel.Path(years, [.. rows.Select(row => row.Probability)], ScottPlot.Color.FromHex(Theme.Ink), 1.2f);
    }
}
