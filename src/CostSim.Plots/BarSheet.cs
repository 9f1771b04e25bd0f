using ScottPlot;
using SkiaSharp;

namespace CostSim.Plots;

/// <summary>A row of a bar figure.</summary>
/// <param name="Name">Name, left.</param>
/// <param name="From">Where the bar begins: in a figure with a middle line the result at low input.</param>
/// <param name="To">Where it ends: with a middle line the result at high input.</param>
/// <param name="Low">Lower end of the interval drawn over it; not a number for none.</param>
/// <param name="High">Upper end.</param>
/// <param name="Value">Text on the right.</param>
internal sealed record Bar(string Name, double From, double To, double Low, double High, string Value)
{
    /// <summary>Whether the bar is a mark at <see cref="To"/> instead.</summary>
    public bool IsMark { get; init; }

    /// <summary>Where a diamond stands on the bar; not a number for none.</summary>
    public double Point { get; init; } = double.NaN;

    /// <summary>Colour of the bar; with a middle line that of low input.</summary>
    public string Colour { get; init; } = Theme.OptionColours[0];
}

/// <summary>Horizontal bars, one below the other, with their names left and their values right.</summary>
internal static class BarSheet
{
    /// <summary>Bars shown at most, the first ones: more cannot be read in a room.</summary>
    public const int Most = 10;

    /// <summary>Colour of high input in figures with a middle line, orange; that of low input is the bar's own, blue.</summary>
    public static string HighInput => Theme.OptionColours[1];

    /// <summary>Least space between the texts of two bars.</summary>
    private const float Gap = 3;

    /// <summary>Lays the bars out, as many as there is room for.</summary>
    /// <param name="sheet">The sheet.</param>
    /// <param name="bars">The bars, the longest first.</param>
    /// <param name="axis">Name of the axis.</param>
    /// <param name="values">Heading of the values on the right.</param>
    /// <param name="range">Ends of the axis.</param>
    /// <param name="ticks">Numbers on the axis.</param>
    /// <param name="middle">Value at which a line is drawn; not a number for none.</param>
    public static void Lay(
        Sheet sheet, IReadOnlyList<Bar> bars, string axis, string values, (double Low, double High) range, IReadOnlyList<(double At, string Text)> ticks, double middle)
    {
        float line = Sheet.LineHeight(Theme.LabelText);
        float Longest(Func<string, IEnumerable<string>> parts) => bars.SelectMany(bar => parts(bar.Name)).Select(part => Sheet.Measure(part, Theme.LabelText, TextWeight.SemiBold) + 2).DefaultIfEmpty().Max();

        // A word has no place to break: it may take more than its third.
        float names = Math.Max(Math.Min(sheet.Width * 0.34f, Longest(name => [name])), Math.Min(sheet.Width * 0.45f, Longest(name => name.Split(' '))));
        float column = Math.Min(sheet.Width * 0.3f, bars.Select(bar => Sheet.Measure(bar.Value, Theme.LabelText, TextWeight.Regular)).Append(Sheet.Measure(values, Theme.LabelText, TextWeight.SemiBold)).Max() + 14);
        SKRect area = new(Sheet.Margin + names + 12, sheet.Top + line + 4, sheet.Width - Sheet.Margin - column, sheet.Bottom - (2 * Sheet.LineHeight(Theme.SmallText)) - 8);
        _ = sheet.Text(values, sheet.Width - Sheet.Margin, sheet.Top, Theme.LabelText, TextWeight.SemiBold, Theme.Ink, 1);
        Axes.Name(sheet, area, axis);
        if (bars.Count == 0)
        {
            _ = sheet.Text(sheet.Language.Text("figures.nothing"), area.MidX, area.MidY, Theme.LabelText, TextWeight.Regular, Theme.SoftInk, 0.5f);
            return;
        }

        int Lines(Bar bar) => Math.Max(
            Sheet.Wrap(bar.Name, names, Theme.LabelText, TextWeight.SemiBold).Count, Sheet.Wrap(bar.Value, column - 8, Theme.LabelText, TextWeight.Regular).Count);

        // As many as there is room for, the first ones.
        while (bars.Count > 1 && (bars.Max(Lines) * line) + Gap > area.Height / bars.Count)
        {
            bars = [.. bars.Take(bars.Count - 1)];
        }

        using Panel panel = new(area, range.Low, range.High, bars.Count, 0);
        foreach ((double at, string text) in ticks)
        {
            sheet.Line(panel.X(at), area.Top, panel.X(at), area.Bottom, Theme.Grid);
            _ = sheet.Text(text, panel.X(at), area.Bottom + 4, Theme.SmallText, TextWeight.Regular, Theme.SoftInk, 0.5f);
        }

        for (int r = 0; r < bars.Count; r++)
        {
            Draw(panel, bars[r], r, middle);
            float centre = panel.Y(r + 0.5);
            int lines = Sheet.Wrap(bars[r].Name, names, Theme.LabelText, TextWeight.SemiBold).Count;
            _ = sheet.Paragraph(bars[r].Name, area.Left - 12, centre - (lines * line / 2), names, Theme.LabelText, TextWeight.SemiBold, Theme.Ink, 1);
            int more = Sheet.Wrap(bars[r].Value, column - 8, Theme.LabelText, TextWeight.Regular).Count;
            _ = sheet.Paragraph(bars[r].Value, sheet.Width - Sheet.Margin, centre - (more * line / 2), column - 8, Theme.LabelText, TextWeight.Regular, Theme.Ink, 1);
        }

        panel.Render(sheet);
        if (double.IsFinite(middle))
        {
            sheet.Line(panel.X(middle), area.Top, panel.X(middle), area.Bottom, Theme.Ink, 1.5f);
        }
    }

    private static void Draw(Panel panel, Bar bar, int row, double middle)
    {
        Color colour = Color.FromHex(bar.Colour);
        double centre = row + 0.5;
        if (bar.IsMark)
        {
            panel.Rule(panel.Plot.Axes.GetLimits().Left, centre, panel.Plot.Axes.GetLimits().Right, centre, Color.FromHex(Theme.Grid), 6);
        }
        else if (double.IsFinite(middle))
        {
            // From the line to the result at low input, and to that at high input: one above the other where both lie on one side.
            bool isOneSided = (bar.From - middle) * (bar.To - middle) > 0;
            (double lowEnd, double highStart) = isOneSided ? (row + 0.5, row + 0.5) : (row + 0.78, row + 0.22);
            panel.Box(Math.Min(bar.From, middle), Math.Max(bar.From, middle), row + 0.22, lowEnd, colour);
            panel.Box(Math.Min(bar.To, middle), Math.Max(bar.To, middle), highStart, row + 0.78, Color.FromHex(HighInput));
        }
        else
        {
            panel.Box(Math.Min(bar.From, bar.To), Math.Max(bar.From, bar.To), row + 0.22, row + 0.78, colour);
        }

        if (double.IsFinite(bar.Low) && double.IsFinite(bar.High))
        {
            panel.Line(bar.Low, centre, bar.High, centre, Color.FromHex(Theme.Ink), 2);
        }

        if (double.IsFinite(bar.Point))
        {
            panel.Halo(bar.Point, centre, MarkerShape.FilledDiamond, 17, Colors.White);
            panel.Mark(bar.Point, centre, MarkerShape.FilledDiamond, 12, Color.FromHex(Theme.Ink));
        }

        if (bar.IsMark)
        {
            panel.Mark(bar.To, centre, MarkerShape.FilledDiamond, 13, colour);
        }
    }
}
