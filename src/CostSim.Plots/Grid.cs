using CostSim.Words;
using SkiaSharp;

namespace CostSim.Plots;

/// <summary>Small panels on shared axes, one per option, with its name above.</summary>
internal sealed class Grid
{
    private const float Gap = 22;
    private const float Axis = 40;
    private readonly int count;
    private readonly int columns;
    private readonly float width;
    private readonly float titles;
    private readonly float cell;

    private Grid(int count, int columns, float width, float titles, float cell) =>
        (this.count, this.columns, this.width, this.titles, this.cell) = (count, columns, width, titles, cell);

    private static float Line => Sheet.LineHeight(Theme.LabelText);

    public static Grid Of(Sheet sheet, int count, IEnumerable<string> names)
    {
        bool wide = sheet.Width > 800;
        int columns = count switch
        {
            1 => 1,
            2 or 4 => 2,
            <= 9 => 3,
            _ => wide ? 4 : 3,
        };
        columns = !wide && count is 5 or 6 ? 2 + (sheet.Width > 560 ? 1 : 0) : columns;
        int lines = (count + columns - 1) / columns;
        float width = (sheet.Width - (2 * Sheet.Margin) - Axis - 12 - (Gap * (columns - 1))) / columns;
        float titles = (names.Max(name => Sheet.Wrap(name, width, Theme.LabelText, TextWeight.SemiBold).Count) * Line) + 3;
        float foot = Sheet.LineHeight(Theme.SmallText) + 6;
        return new Grid(count, columns, width, titles, (sheet.Bottom - sheet.Top - foot) / lines);
    }

    /// <summary>Writes the name of a panel and says where its data go.</summary>
    public SKRect Cell(Sheet sheet, int place, string name)
    {
        (int row, int column) = (place / columns, place % columns);
        float left = Sheet.Margin + Axis + (column * (width + Gap));
        float top = sheet.Top + (row * cell);
        SKRect area = new(left, top + titles, left + width, top + cell - 12);
        float titleTop = area.Top - 3 - (Line * Sheet.Wrap(name, width, Theme.LabelText, TextWeight.SemiBold).Count);
        _ = sheet.Paragraph(name, left, titleTop, width, Theme.LabelText, TextWeight.SemiBold, Theme.Ink);
        return area;
    }

    /// <summary>Numbers at the left of the first panels and years below the last ones.</summary>
    public void Axes(Sheet sheet, Panel panel, int place, IReadOnlyList<double> years, IReadOnlyList<(double At, string Text)> ticks)
    {
        SKRect area = panel.Area;
        foreach ((double at, string text) in ticks)
        {
            sheet.Line(area.Left, panel.Y(at), area.Right, panel.Y(at), Theme.Grid);
            if (place % columns == 0)
            {
                _ = sheet.Text(text, area.Left - 6, panel.Y(at) - 7, Theme.SmallText, TextWeight.Regular, Theme.SoftInk, 1);
            }
        }

        (double start, double end) = (years[0], years[^1]);
        double step = Math.Max(1, Math.Ceiling((end - start) / Math.Max(1, width / 62) / 5) * 5);
        for (double year = Math.Ceiling(start / step) * step; year <= end; year += step)
        {
            sheet.Line(panel.X(year), area.Bottom, panel.X(year), area.Bottom + 4, Theme.SoftInk);
            if (place + columns >= count)
            {
                _ = sheet.Text(Language.Year(year), panel.X(year), area.Bottom + 5, Theme.SmallText, TextWeight.Regular, Theme.SoftInk, 0.5f);
            }
        }
    }
}
