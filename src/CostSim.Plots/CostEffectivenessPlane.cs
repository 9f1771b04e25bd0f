using CostSim.Simulation;
using CostSim.Tables;
using ScottPlot;
using SkiaSharp;

namespace CostSim.Plots;

/// <summary>
/// What each option costs and protects more than the reference option: a cloud of trials and their mean. Differences are
/// taken within a trial; means are those of <c>summary.csv</c>, over all trials. With one option only, its own values are shown.
/// </summary>
public static class CostEffectivenessPlane
{
    private const int MarksPerOption = 400;

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
        string title = Title(clouds, against);
        string caption = reference < 0
            ? "Life-cycle cost (billion EUR, present value) against protected years. Dots: trials; large mark: mean"
            : $"Difference from “{against}” within each trial, present value. Dots: trials; large mark: mean";
        using Sheet sheet = new(settings, tables.Options.Count, title, caption, Say.Foot(tables.Facts));
        Lay(sheet, tables, clouds, reference);
        string alt = string.Join("; ", clouds.Select(c => $"{c.Name}: {Say.Billions(c.MeanY * 1000)} billion EUR, {Say.Number(c.MeanX, 1)} protected years"));
        return sheet.Finish("cost-effectiveness-plane", $"Mean {(reference < 0 ? "values" : "differences from " + against)}. {alt}.");
    }

    private static string Title(Cloud[] clouds, string against)
    {
        if (clouds.Length == 0)
        {
            return "No costs and effects to compare";
        }

        if (against.Length == 0)
        {
            return "Life-cycle cost and protected years of each option";
        }

        int both = clouds.Count(c => c.ClearlyMore);
        if (both == 0)
        {
            return $"On average, no option clearly costs more and protects more than “{against}”";
        }

        string which = both == clouds.Length ? (both == 1 ? $"“{clouds[0].Name}”" : $"all {both} other options") : $"{both} of {clouds.Length} options";
        string verb = both == 1 ? "costs more and protects more" : "cost more and protect more";
        return $"On average, {which} {verb} than “{against}”";
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
        string yName = reference < 0 ? "Life-cycle cost, bn EUR" : "Extra life-cycle cost, bn EUR";
        string xName = reference < 0 ? "Protected years" : "Extra protected years";
        _ = sheet.Text(yName, Sheet.Margin, sheet.Top, Theme.LabelText, TextWeight.SemiBold, Theme.Ink);
        SKRect area = new(Sheet.Margin + 42, sheet.Top + line + 10, sheet.Width - Sheet.Margin - 10, sheet.Bottom - (2 * line) - 8);
        _ = sheet.Text(xName, area.Right, sheet.Bottom - line, Theme.LabelText, TextWeight.SemiBold, Theme.Ink, 1);
        (double left, double right) = Range(clouds.SelectMany(c => c.Points.Select(p => p.X).Append(c.MeanX)));
        (double bottom, double top) = Range(clouds.SelectMany(c => c.Points.Select(p => p.Y).Append(c.MeanY)));
        using Panel panel = new(area, left, right, bottom, top);
        IReadOnlyList<double> xs = Say.Ticks(left, right, sheet.Width > 800 ? 8 : 5);
        IReadOnlyList<double> ys = Say.Ticks(bottom, top, 6);
        foreach (double x in xs)
        {
            sheet.Line(panel.X(x), area.Top, panel.X(x), area.Bottom, x == 0 ? Theme.SoftInk : Theme.Grid, x == 0 ? 1.5f : 1);
            _ = sheet.Text(Say.Number(x, Say.Decimals(xs)), panel.X(x), area.Bottom + 4, Theme.SmallText, TextWeight.Regular, Theme.SoftInk, 0.5f);
        }

        foreach (double y in ys)
        {
            sheet.Line(area.Left, panel.Y(y), area.Right, panel.Y(y), y == 0 ? Theme.SoftInk : Theme.Grid, y == 0 ? 1.5f : 1);
            _ = sheet.Text(Say.Number(y, Say.Decimals(ys)), area.Left - 6, panel.Y(y) - (line / 2), Theme.SmallText, TextWeight.Regular, Theme.SoftInk, 1);
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

        panel.Render(sheet);
        using Panel marks = new(area, left, right, bottom, top);
        LabelPlacer.Place(sheet, area, spots);
        foreach (Cloud cloud in clouds)
        {
            marks.Mark(cloud.MeanX, cloud.MeanY, MarkerShape.FilledCircle, 18, Colors.White);
            marks.Mark(cloud.MeanX, cloud.MeanY, Theme.Marker(cloud.Option), 14, Theme.PlotColour(cloud.Option));
        }

        marks.Render(sheet);
    }

    private static void DrawCloud(Panel panel, Cloud cloud)
    {
        int step = Math.Max(1, (cloud.Points.Length + MarksPerOption - 1) / MarksPerOption);
        Coordinates[] shown = [.. cloud.Points.Where((_, t) => t % step == 0)];
        if (shown.Length == 0)
        {
            return;
        }

        _ = panel.Plot.Add.Markers(shown, MarkerShape.FilledCircle, 4.5f, Theme.PlotColour(cloud.Option, 0.45));
    }

    private static (double Low, double High) Range(IEnumerable<double> values)
    {
        double[] all = [.. values, 0];
        double pad = Math.Max(all.Max() - all.Min(), 1e-3) * 0.07;
        return (all.Min() - pad, all.Max() + pad);
    }

    private sealed record Cloud(int Option, string Name, Coordinates[] Points, double MeanX, double MeanY, bool ClearlyMore);
}
