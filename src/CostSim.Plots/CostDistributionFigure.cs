using CostSim.Simulation;
using CostSim.Tables;
using CostSim.Words;
using ScottPlot;
using SkiaSharp;

namespace CostSim.Plots;

/// <summary>
/// Life-cycle cost of each option as a hill over a common axis, lowest median on top, with median and 80 % quantile marked and written out.
/// The hill is the quantiles of <c>distributions.csv</c> smoothed by a normal kernel of Silverman's width (1986), and ends where they end: a drawing, not an estimate.
/// </summary>
public static class CostDistributionFigure
{
    /// <summary>Draws the figure.</summary>
    /// <param name="tables">What the run says.</param>
    /// <param name="settings">How to draw it.</param>
    /// <returns>The figure.</returns>
    public static Figure Draw(RunTables tables, FigureSettings settings)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(settings);
        Row[] rows = [.. Enumerable.Range(0, tables.Options.Count)
            .Select(o => new Row(o, tables.Options[o].Name, Rows.Quantiles(tables, o, Outcome.Cost)))
            .OrderBy(r => double.IsNaN(r.Median) ? double.MaxValue : r.Median).ThenBy(r => r.Option)];
        Row[] known = [.. rows.Where(r => double.IsFinite(r.Median))];
        (string, double, double)[] medians =
            [.. known.Select(r => (r.Name, r.Median, Rows.Summary(tables, r.Option, Outcome.Cost)?.StandardError ?? double.NaN))];
        Language language = settings.Language;
        string title = known.Length == 0
            ? language.Text("figures.cost.none")
            : Rows.Without(
                language, Rows.Span(language, language.Text("figures.cost.what"), medians, v => language.Money(v)), tables.Options.Select(option => option.Name), medians.Select(one => one.Item1));
        using Sheet sheet = new(settings, rows.Length, title, language.Text("figures.cost.caption"), FootLine.Of(language, tables.Facts));
        Lay(sheet, rows, known);
        string list = Rows.List(known.Select(r =>
            language.Text("figures.cost.alt-item", ("name", r.Name), ("median", language.Money(r.Median)), ("p80", language.Money(r.P80)))));
        return sheet.Finish("cost-distribution", language.Text("figures.cost.alt", ("list", list)));
    }

    private static void Lay(Sheet sheet, Row[] rows, Row[] known)
    {
        const float column = 66;
        bool crowded = (sheet.Bottom - sheet.Top) / rows.Length < 45;
        float longest = rows.Max(r => Sheet.Measure(r.Name, crowded ? Theme.SmallText : Theme.LabelText, TextWeight.SemiBold)) + 4;
        float names = MathF.Min(sheet.Width * (crowded ? 0.4f : 0.27f), longest);
        float left = Sheet.Margin + names + 14;
        float right = sheet.Width - Sheet.Margin - (2 * column);
        float head = Sheet.LineHeight(Theme.LabelText) + 4;
        SKRect area = new(left, sheet.Top + head, right, sheet.Bottom - 22);
        double low = known.Length == 0 ? 0 : known.Min(r => r.Low) / 1000;
        double high = known.Length == 0 ? 1 : known.Max(r => r.High) / 1000;
        low = low > 0 && low <= high * 0.6 ? 0 : low;
        double pad = Math.Max(high - low, Math.Abs(high) * 0.02 + 0.01) * 0.03;
        using Panel panel = new(area, low - pad, high + pad, rows.Length, 0);
        IReadOnlyList<double> ticks = Ticks.Of(low, high, sheet.Width > 800 ? 7 : 4);
        int decimals = Ticks.Decimals(ticks);
        foreach (double tick in ticks)
        {
            sheet.Line(panel.X(tick), area.Top, panel.X(tick), area.Bottom, Theme.Grid);
            _ = sheet.Text(sheet.Language.Number(tick, decimals), panel.X(tick), area.Bottom + 4, Theme.SmallText, TextWeight.Regular, Theme.SoftInk, 0.5f);
        }

        float p50 = right + column;
        float p80 = right + (2 * column);
        SKRect median = sheet.Text(sheet.Language.Text("figures.cost.median"), p50, sheet.Top, Theme.LabelText, TextWeight.SemiBold, Theme.Ink, 1);
        SKRect eighty = sheet.Text("P80", p80, sheet.Top, Theme.LabelText, TextWeight.SemiBold, Theme.Ink, 1);
        using Panel key = new(new SKRect(0, 0, sheet.Width, sheet.Height), 0, sheet.Width, 0, sheet.Height);
        key.Mark(median.Left - 9, sheet.Height - median.MidY, MarkerShape.FilledCircle, 9, Color.FromHex(Theme.Ink));
        key.Line(eighty.Left - 9, sheet.Height - eighty.Top - 1, eighty.Left - 9, sheet.Height - eighty.Bottom + 1, Color.FromHex(Theme.Ink), 3);
        for (int r = 0; r < rows.Length; r++)
        {
            Hill(panel, rows[r], r, low - pad, high + pad);
            float foot = panel.Y(r + 0.82);
            float line = Sheet.LineHeight(Theme.LabelText);
            float size = crowded ? Theme.SmallText : Theme.LabelText;
            IReadOnlyList<string> name = Sheet.Wrap(rows[r].Name, names, size, TextWeight.SemiBold);
            float room = area.Height / rows.Length;
            float top = Math.Clamp(foot - (name.Count * line * 0.6f) - (room * 0.1f), panel.Y(r), MathF.Max(panel.Y(r), panel.Y(r + 1) - (name.Count * line)));
            _ = sheet.Paragraph(rows[r].Name, left - 14, top, names, size, TextWeight.SemiBold, Theme.Ink, 1);
            float numbers = Math.Min(foot - (line * 0.7f), panel.Y(r + 1) - line);
            _ = sheet.Text(sheet.Language.Billions(rows[r].Median), p50, numbers, 15, TextWeight.Bold, Theme.Ink, 1);
            _ = sheet.Text(sheet.Language.Billions(rows[r].P80), p80, numbers, 15, TextWeight.Regular, Theme.Ink, 1);
        }

        panel.Render(sheet);
        key.Render(sheet);
    }

    private static void Hill(Panel panel, Row row, int place, double low, double high)
    {
        double foot = place + 0.82;
        panel.Rule(low, foot, high, foot, Color.FromHex(Theme.Grid), 1);
        if (!double.IsFinite(row.Median))
        {
            return;
        }

        double[] values = [.. row.Quantiles.Select(q => q.Value / 1000)];
        double mean = values.Average();
        double spread = Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));

        // The interquartile range keeps a second hump, such as cancelled orders, from widening the kernel.
        double quartiles = (values[values.Length * 3 / 4] - values[values.Length / 4]) / 1.34;
        double width = 0.9 * (quartiles > 0 ? Math.Min(spread, quartiles) : spread) * Math.Pow(values.Length, -0.2);
        Color colour = Theme.PlotColour(row.Option);
        if (width > (high - low) * 1e-4)
        {
            const int points = 240;
            double from = Math.Max(low, values[0]);
            double to = Math.Min(high, values[^1]);
            double[] xs = [.. Enumerable.Range(0, points).Select(i => from + ((to - from) * i / (points - 1)))];
            double[] heights = [.. xs.Select(x => values.Sum(v => Math.Exp(-0.5 * (x - v) * (x - v) / (width * width))))];
            double peak = heights.Max();
            double[] ys = [.. heights.Select(h => foot - (0.72 * h / peak))];
            panel.Band(xs, [.. xs.Select(_ => foot)], ys, colour.WithAlpha(0.35));
            panel.Path(xs, ys, colour, 1.5f);
        }

        panel.Line(row.Low05 / 1000, foot, row.High95 / 1000, foot, colour, 4);
        double tall = 0.16;
        panel.Line(row.P80 / 1000, foot - tall, row.P80 / 1000, foot + tall, Color.FromHex(Theme.Ink), 3);
        panel.Mark(row.Median / 1000, foot, MarkerShape.FilledCircle, MathF.Min(10, (panel.Y(1) - panel.Y(0)) * 0.28f), Color.FromHex(Theme.Ink));
    }

    private sealed record Row(int Option, string Name, DistributionRow[] Quantiles)
    {
        public double Median { get; } = Rows.At(Quantiles, 0.5);

        public double P80 { get; } = Rows.At(Quantiles, 0.8);

        public double Low => Quantiles[0].Value;

        public double High => Quantiles[^1].Value;

        public double Low05 => Or(Rows.At(Quantiles, 0.05), Low);

        public double High95 => Or(Rows.At(Quantiles, 0.95), High);

        private static double Or(double value, double otherwise) => double.IsNaN(value) ? otherwise : value;
    }
}
