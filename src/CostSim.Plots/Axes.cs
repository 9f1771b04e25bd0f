using CostSim.Words;
using SkiaSharp;

namespace CostSim.Plots;

/// <summary>Grid, numbers and names of a pair of axes.</summary>
internal static class Axes
{
    /// <summary>Room for numbers left of the axes.</summary>
    public const float Left = 46;

    /// <summary>The area that is left for data between the names and numbers of the axes.</summary>
    public static SKRect Area(Sheet sheet, float right) => new(
        Sheet.Margin + Left, sheet.Top + Sheet.LineHeight(Theme.LabelText) + 6, sheet.Width - Sheet.Margin - right, sheet.Bottom - (2 * Sheet.LineHeight(Theme.SmallText)) - 10);

    /// <summary>Draws them.</summary>
    public static void Draw(
        Sheet sheet, Panel panel, string xName, string yName, IReadOnlyList<(double At, string Text)> xs, IReadOnlyList<(double At, string Text)> ys)
    {
        SKRect area = panel.Area;
        float line = Sheet.LineHeight(Theme.SmallText);
        _ = sheet.Text(yName, Sheet.Margin, sheet.Top, Theme.LabelText, TextWeight.SemiBold, Theme.Ink);
        Name(sheet, area, xName);
        foreach ((double at, string text) in xs)
        {
            sheet.Line(panel.X(at), area.Top, panel.X(at), area.Bottom, Theme.Grid);
            _ = sheet.Text(text, panel.X(at), area.Bottom + 7, Theme.SmallText, TextWeight.Regular, Theme.SoftInk, 0.5f);
        }

        foreach ((double at, string text) in ys)
        {
            sheet.Line(area.Left, panel.Y(at), area.Right, panel.Y(at), at == 0 ? Theme.SoftInk : Theme.Grid);
            _ = sheet.Text(text, area.Left - 6, panel.Y(at) - (line / 2), Theme.SmallText, TextWeight.Regular, Theme.SoftInk, 1);
        }
    }

    /// <summary>Writes the name of a horizontal axis below it, to its right end or, where it is longer, to the end of the sheet.</summary>
    public static void Name(Sheet sheet, SKRect area, string name)
    {
        float right = Sheet.Measure(name, Theme.LabelText, TextWeight.SemiBold) <= area.Right - Sheet.Margin ? area.Right : sheet.Width - Sheet.Margin;
        _ = sheet.Text(name, right, sheet.Bottom - Sheet.LineHeight(Theme.SmallText), Theme.LabelText, TextWeight.SemiBold, Theme.Ink, 1);
    }

    /// <summary>Round values with their texts.</summary>
    public static IReadOnlyList<(double At, string Text)> Round(Language language, double low, double high, int count)
    {
        IReadOnlyList<double> ticks = Ticks.Of(low, high, count);
        return [.. ticks.Select(tick => (tick, language.Number(tick, Ticks.Decimals(ticks))))];
    }

    /// <summary>Shares from 0 to 1 in percent.</summary>
    public static IReadOnlyList<(double At, string Text)> Shares(Language language) => [.. Enumerable.Range(0, 6).Select(i => (i / 5.0, language.Number(i * 20, 0)))];
}
