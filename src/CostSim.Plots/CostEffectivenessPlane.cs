using CostSim.Simulation;
using CostSim.Tables;
using CostSim.Words;
using ScottPlot;
using SkiaSharp;

namespace CostSim.Plots;

/// <summary>
/// What each option costs and protects more than the reference option: its mean, and outlines of where half and nine in ten of the trials lie,
/// from a smoothed density (<see cref="Density"/>). Differences are taken within a trial; means are those of <c>summary.csv</c>, over all trials.
/// The efficiency frontier joins the means that <c>frontier.csv</c> puts on it. With one option only, its own values are shown.
/// </summary>
public static class CostEffectivenessPlane
{
    /// <summary>Draws the figure.</summary>
    /// <param name="tables">What the run says.</param>
    /// <param name="settings">How to draw it.</param>
    /// <returns>The figure.</returns>
    public static Figure Draw(RunTables tables, FigureSettings settings)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(settings);
        int found = tables.Options.ToList().FindIndex(o => o.Id == tables.Facts.ReferenceOption);
        int reference = tables.Options.Count > 1 ? found : -1;
        Cloud[] clouds = [.. Enumerable.Range(0, tables.Options.Count).Where(o => o != reference)
            .Select(o => Read(tables, o, reference)).Where(c => double.IsFinite(c.MeanX) && double.IsFinite(c.MeanY))];
        string against = reference < 0 ? "" : tables.Options[reference].Name;
        Language language = settings.Language;
        bool hasTrials = clouds.Any(c => c.Points.Length > 0);
        string reference0 = language.QuotedName(against);
        string caption = (reference < 0, hasTrials) switch
        {
            (true, true) => language.Text("figures.plane.caption-alone"),
            (true, false) => language.Text("figures.plane.caption-alone-means"),
            (false, true) => language.Text("figures.plane.caption", ("reference", reference0)),
            (false, false) => language.Text("figures.plane.caption-means", ("reference", reference0)),
        };
        using Sheet sheet = new(settings, tables.Options.Count, Title(language, clouds, against), caption, FootLine.Of(language, tables.Facts));
        Lay(sheet, tables, clouds, reference);
        string list = Rows.List(clouds.Select(c =>
            language.Text("figures.plane.alt-item", ("name", c.Name), ("cost", language.Money(c.MeanY * 1000)), ("years", language.Number(c.MeanX, 1)))));
        return sheet.Finish(
            "cost-effectiveness-plane",
            reference < 0 ? language.Text("figures.plane.alt", ("list", list)) : language.Text("figures.plane.alt-more", ("reference", reference0), ("list", list)));
    }

    private static string Title(Language language, Cloud[] clouds, string against)
    {
        if (clouds.Length == 0)
        {
            return language.Text("figures.plane.none");
        }

        if (against.Length == 0)
        {
            return language.Text("figures.plane.alone");
        }

        string reference = language.QuotedName(against);
        int more = clouds.Count(c => c.ClearlyMore);
        string count = language.Number(clouds.Length, 0);
        return more == 0 ? language.Text("figures.plane.no-more", ("reference", reference))
            : clouds.Length == 1 ? language.Text("figures.plane.only", ("name", language.QuotedName(clouds[0].Name)), ("reference", reference))
            : more == clouds.Length ? language.Text("figures.plane.all", ("count", count), ("reference", reference))
            : language.Text("figures.plane.some", ("some", language.Number(more, 0)), ("count", count), ("reference", reference));
    }

    private static Cloud Read(RunTables tables, int option, int reference)
    {
        PlanePoint[] own = Points(tables, option);
        PlanePoint[] other = reference < 0 ? [] : Points(tables, reference);
        SummaryRow? cost = Rows.Summary(tables, option, Outcome.Cost);
        SummaryRow? years = Rows.Summary(tables, option, Outcome.ProtectedYears);
        SummaryRow? cost0 = reference < 0 ? null : Rows.Summary(tables, reference, Outcome.Cost);
        SummaryRow? years0 = reference < 0 ? null : Rows.Summary(tables, reference, Outcome.ProtectedYears);
        int pairs = reference < 0 ? own.Length : Math.Min(own.Length, other.Length);
        Coordinates[] points = [.. Enumerable.Range(0, pairs)
            .Select(t => reference < 0
                ? new Coordinates(own[t].ProtectedYears, own[t].CostMEur / 1000)
                : new Coordinates(own[t].ProtectedYears - other[t].ProtectedYears, (own[t].CostMEur - other[t].CostMEur) / 1000))
            .Where(p => double.IsFinite(p.X) && double.IsFinite(p.Y))];
        double x = (years?.Mean ?? double.NaN) - (reference < 0 ? 0 : years0?.Mean ?? double.NaN);
        double y = ((cost?.Mean ?? double.NaN) - (reference < 0 ? 0 : cost0?.Mean ?? double.NaN)) / 1000;
        bool more = x > 0 && y > 0 && Rows.Differ(x, years?.StandardError ?? 0, years0?.StandardError ?? 0)
            && Rows.Differ(y * 1000, cost?.StandardError ?? 0, cost0?.StandardError ?? 0);
        return new Cloud(option, tables.Options[option].Name, points, x, y, more);
    }

    private static PlanePoint[] Points(RunTables tables, int option) => [.. tables.Plane.Where(p => p.Option == tables.Options[option].Id)];

    private static void Lay(Sheet sheet, RunTables tables, Cloud[] clouds, int reference)
    {
        float line = Sheet.LineHeight(Theme.SmallText);
        string yName = sheet.Language.Text(reference < 0 ? "figures.plane.y" : "figures.plane.y-more");
        string xName = sheet.Language.Text(reference < 0 ? "figures.plane.x" : "figures.plane.x-more");
        _ = sheet.Text(yName, Sheet.Margin, sheet.Top, Theme.LabelText, TextWeight.SemiBold, Theme.Ink);
        SKRect area = new(Sheet.Margin + 42, sheet.Top + line + 10, sheet.Width - Sheet.Margin - 10, sheet.Bottom - (2 * line) - 8);
        Axes.Name(sheet, area, xName);
        (double left, double right) = Range(clouds.SelectMany(c => c.Points.Select(p => p.X).Append(c.MeanX)));
        (double bottom, double top) = Range(clouds.SelectMany(c => c.Points.Select(p => p.Y).Append(c.MeanY)));
        using Panel panel = new(area, left, right, bottom, top);
        IReadOnlyList<double> xs = Ticks.Of(left, right, sheet.Width > 800 ? 8 : 5);
        IReadOnlyList<double> ys = Ticks.Of(bottom, top, 6);
        foreach (double x in xs)
        {
            sheet.Line(panel.X(x), area.Top, panel.X(x), area.Bottom, x == 0 ? Theme.SoftInk : Theme.Grid, x == 0 ? 1.5f : 1);
            _ = sheet.Text(sheet.Language.Number(x, Ticks.Decimals(xs)), panel.X(x), area.Bottom + 4, Theme.SmallText, TextWeight.Regular, Theme.SoftInk, 0.5f);
        }

        foreach (double y in ys)
        {
            sheet.Line(area.Left, panel.Y(y), area.Right, panel.Y(y), y == 0 ? Theme.SoftInk : Theme.Grid, y == 0 ? 1.5f : 1);
            _ = sheet.Text(sheet.Language.Number(y, Ticks.Decimals(ys)), area.Left - 6, panel.Y(y) - (line / 2), Theme.SmallText, TextWeight.Regular, Theme.SoftInk, 1);
        }

        List<LabelSpot> spots = [];
        foreach (Cloud cloud in clouds)
        {
            DrawCloud(panel, cloud);
            spots.Add(new LabelSpot(cloud.Name, panel.X(cloud.MeanX), panel.Y(cloud.MeanY)));
        }

        if (reference >= 0)
        {
            panel.Mark(0, 0, MarkerShape.Cross, 14, Color.FromHex(Theme.Ink));
            spots.Add(new LabelSpot(tables.Options[reference].Name, panel.X(0), panel.Y(0)));
        }

        Frontier(panel, tables, clouds, reference);
        panel.Render(sheet);
        using Panel marks = new(area, left, right, bottom, top);
        LabelPlacer.Place(sheet, area, spots);
        foreach (Cloud cloud in clouds)
        {
            marks.Halo(cloud.MeanX, cloud.MeanY, MarkerShape.FilledCircle, 18, Colors.White);
            marks.Mark(cloud.MeanX, cloud.MeanY, Theme.Marker(cloud.Option), 14, Theme.PlotColour(cloud.Option));
        }

        marks.Render(sheet);
    }

    private static void DrawCloud(Panel panel, Cloud cloud)
    {
        if (cloud.Points.Length >= 20 && Density.Of(cloud.Points) is { } density)
        {
            panel.Contour(density.Grid, density.Level(0.9), Theme.PlotColour(cloud.Option), 1.2f);
            panel.Contour(density.Grid, density.Level(0.5), Theme.PlotColour(cloud.Option), 2.4f);
        }
    }

    /// <summary>The means on the efficiency frontier, joined from the least effective on.</summary>
    private static void Frontier(Panel panel, RunTables tables, Cloud[] clouds, int reference)
    {
        string[] on = [.. tables.Decisions.Frontier.Where(row => row.Measure == "protected_years" && row.Status == Decisions.FrontierStatus.Frontier).Select(row => row.Option)];
        List<(int Option, double X, double Y)> means = [.. clouds.Select(c => (c.Option, c.MeanX, c.MeanY))];
        if (reference >= 0)
        {
            means.Add((reference, 0, 0));
        }

        (int Option, double X, double Y)[] ends = [.. means.Where(one => on.Contains(tables.Options[one.Option].Id)).OrderBy(one => one.X)];
        if (ends.Length > 1)
        {
            panel.Path([.. ends.Select(one => one.X)], [.. ends.Select(one => one.Y)], Color.FromHex(Theme.Ink), 1.5f, Theme.Joining);
        }
    }

    private static (double Low, double High) Range(IEnumerable<double> values)
    {
        double[] all = [.. values, 0];
        double pad = Math.Max(all.Max() - all.Min(), 1e-3) * 0.07;
        return (all.Min() - pad, all.Max() + pad);
    }

    private sealed record Cloud(int Option, string Name, Coordinates[] Points, double MeanX, double MeanY, bool ClearlyMore);
}
