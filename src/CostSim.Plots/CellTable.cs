using SkiaSharp;

namespace CostSim.Plots;

/// <summary>A row of cells.</summary>
/// <param name="Title">What stands left of it.</param>
/// <param name="Shares">A share per column; not a number for an empty cell.</param>
/// <param name="IsFramed">Whether the cell of a column is framed.</param>
internal sealed record CellRow(string Title, IReadOnlyList<double> Shares, Func<int, bool> IsFramed);

/// <summary>A heat map: shares written in cells, darker where they are larger.</summary>
internal static class CellTable
{
    /// <summary>How many columns there is room for.</summary>
    public static int Room(Sheet sheet, IEnumerable<string> heads, int most) =>
        Math.Clamp((int)(((Inner(sheet) * (1 - Part(sheet))) - 10) / (Word(heads) + 4)), 1, most);

    /// <summary>Draws it.</summary>
    /// <param name="sheet">The sheet.</param>
    /// <param name="heads">Names of the columns.</param>
    /// <param name="rows">The rows.</param>
    public static void Lay(Sheet sheet, IReadOnlyList<string> heads, IReadOnlyList<CellRow> rows)
    {
        float names = Math.Min(
            rows.Select(row => Sheet.Measure(row.Title, Theme.LabelText, TextWeight.SemiBold)).DefaultIfEmpty(0).Max() + 2,
            Math.Max(Inner(sheet) * Part(sheet), Inner(sheet) - (heads.Count * (Word(heads) + 4)) - 10));
        float left = Sheet.Margin + names + 10;
        float width = (sheet.Width - Sheet.Margin - left) / heads.Count;
        float top = Heads(sheet, heads, left, width);
        float height = (sheet.Bottom - top) / Math.Max(1, rows.Count);
        for (int r = 0; r < rows.Count; r++)
        {
            float middle = top + ((r + 0.5f) * height);
            float size = Sheet.Wrap(rows[r].Title, names, Theme.LabelText, TextWeight.SemiBold).Count * Sheet.LineHeight(Theme.LabelText) <= height ? Theme.LabelText : Theme.SmallText;
            int lines = Sheet.Wrap(rows[r].Title, names, size, TextWeight.SemiBold).Count;
            _ = sheet.Paragraph(rows[r].Title, Sheet.Margin + names, middle - (lines * Sheet.LineHeight(size) / 2f), names, size, TextWeight.SemiBold, Theme.Ink, 1);
            for (int h = 0; h < heads.Count; h++)
            {
                Cell(sheet, SKRect.Create(left + (h * width) + 2, top + (r * height) + 2, width - 4, height - 4), rows[r].Shares[h], rows[r].IsFramed(h));
            }
        }
    }

    /// <summary>Names of the columns, in two heights where a word is wider than a column; returns their lower edge.</summary>
    private static float Heads(Sheet sheet, IReadOnlyList<string> heads, float left, float width)
    {
        float line = Sheet.LineHeight(Theme.SmallText);
        bool isStaggered = Word(heads) > width;
        float room = isStaggered ? (2 * width) - 8 : width - 4;
        int[] lines = [.. heads.Select(head => Sheet.Wrap(head, room, Theme.SmallText, TextWeight.SemiBold).Count)];
        int low = lines.Where((_, h) => !isStaggered || h % 2 == 1).DefaultIfEmpty(0).Max();
        int high = isStaggered ? lines.Where((_, h) => h % 2 == 0).Max() : 0;
        float bottom = sheet.Top + ((low + high) * line) + 4;
        for (int h = 0; h < heads.Count; h++)
        {
            float edge = bottom - 4 - (isStaggered && h % 2 == 0 ? low * line : 0);
            _ = sheet.Paragraph(heads[h], left + ((h + 0.5f) * width), edge - (lines[h] * line), room, Theme.SmallText, TextWeight.SemiBold, Theme.Ink, 0.5f);
        }

        return bottom;
    }

    private static float Inner(Sheet sheet) => sheet.Width - (2 * Sheet.Margin);

    /// <summary>Share of the sheet that names get at least where they need it.</summary>
    private static float Part(Sheet sheet) => sheet.Width > 800 ? 0.25f : 0.42f;

    private static float Word(IEnumerable<string> heads) => heads.SelectMany(head => head.Split(' ')).Max(part => Sheet.Measure(part, Theme.SmallText, TextWeight.SemiBold)) + 4;

    private static void Cell(Sheet sheet, SKRect cell, double share, bool isFramed)
    {
        string ground = Theme.Shade(double.IsNaN(share) ? 0 : share);
        sheet.Fill(cell, ground, isFramed ? Theme.Ink : Theme.SoftInk, isFramed ? 3 : 0.6f);
        float line = Sheet.LineHeight(Theme.LabelText);
        string text = double.IsNaN(share) ? Words.Language.Unknown : Rows.ShortShare(sheet.Language, share);
        _ = sheet.Text(text, cell.MidX, cell.MidY - (line / 2), Theme.LabelText, isFramed ? TextWeight.Bold : TextWeight.Regular, Theme.TextOn(ground), 0.5f, ground);
    }
}
