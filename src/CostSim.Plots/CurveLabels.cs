using SkiaSharp;

namespace CostSim.Plots;

/// <summary>A curve's name and where the curve ends.</summary>
/// <param name="Name">Name.</param>
/// <param name="Y">Height of its last point, logical pixels.</param>
/// <param name="Colour">Colour of the curve.</param>
/// <param name="Order">Decides between curves that end at the same height: the lowest is named first.</param>
internal readonly record struct CurveEnd(string Name, float Y, string Colour, double Order = 0);

/// <summary>Names at the right end of curves, in the order of the curves, pushed apart where they would cover each other, with a line to the curve.</summary>
internal static class CurveLabels
{
    private const float Lead = 22;

    /// <summary>Room right of the axes for the longest name.</summary>
    public static float Room(Sheet sheet, IEnumerable<string> names)
    {
        float[] widths = [.. names.Select(name => Sheet.Measure(name, Theme.LabelText, TextWeight.SemiBold))];

        // Many names on a narrow sheet leave no height for second lines.
        float most = sheet.Width * (widths.Length > 8 && sheet.Width < 800 ? 0.45f : 0.3f);
        return Math.Min(most, widths.Max() + 2) + Lead;
    }

    /// <summary>Sets the names.</summary>
    /// <param name="sheet">The sheet.</param>
    /// <param name="area">The area of the curves.</param>
    /// <param name="ends">The curves.</param>
    public static void Place(Sheet sheet, SKRect area, IReadOnlyList<CurveEnd> ends)
    {
        float width = sheet.Width - Sheet.Margin - area.Right - Lead;
        float line = Sheet.LineHeight(Theme.LabelText);
        CurveEnd[] sorted = [.. ends.OrderBy(end => MathF.Round(end.Y)).ThenBy(end => end.Order)];
        float[] heights = [.. sorted.Select(end => (Sheet.Wrap(end.Name, width, Theme.LabelText, TextWeight.SemiBold).Count * line) + 2)];
        float[] tops = [.. sorted.Select((end, i) => end.Y - (heights[i] / 2))];
        float from = sheet.Top + line, to = area.Bottom + 4;
        for (int i = 0; i < tops.Length; i++)
        {
            tops[i] = Math.Max(tops[i], i == 0 ? from : tops[i - 1] + heights[i - 1]);
        }

        for (int i = tops.Length - 1; i >= 0; i--)
        {
            tops[i] = Math.Min(tops[i], (i == tops.Length - 1 ? to : tops[i + 1]) - heights[i]);
        }

        for (int i = 0; i < sorted.Length; i++)
        {
            float middle = tops[i] + (heights[i] / 2);
            sheet.Line(area.Right + 2, sorted[i].Y, area.Right + Lead - 5, middle, sorted[i].Colour, 1.5f);
            _ = sheet.Paragraph(sorted[i].Name, area.Right + Lead, tops[i], width, Theme.LabelText, TextWeight.SemiBold, Theme.Ink);
        }
    }
}
