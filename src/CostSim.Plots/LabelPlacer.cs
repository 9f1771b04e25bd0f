using SkiaSharp;

namespace CostSim.Plots;

/// <summary>A mark and what to write beside it, logical pixels.</summary>
/// <param name="Text">The words.</param>
/// <param name="X">Centre of the mark.</param>
/// <param name="Y">Centre of the mark.</param>
internal readonly record struct LabelSpot(string Text, float X, float Y);

/// <summary>
/// Sets labels beside their marks so that none covers another label or a mark: rings of candidate places around the mark, the nearest free one
/// taken, with a line from label to mark where they are apart.
/// </summary>
internal static class LabelPlacer
{
    private const float MarkRadius = 10;

    public static void Place(Sheet sheet, SKRect area, IReadOnlyList<LabelSpot> spots)
    {
        List<SKRect> taken = [.. spots.Select(s => new SKRect(s.X - MarkRadius, s.Y - MarkRadius, s.X + MarkRadius, s.Y + MarkRadius))];
        List<(LabelSpot Spot, SKRect Box)> placed = [];
        foreach (LabelSpot spot in spots.OrderBy(s => s.Y).ThenBy(s => s.X))
        {
            SKRect box = Find(area, spot, taken, placed) ?? Find(area, spot, taken, []) ?? Corner(area, spot);
            taken.Add(box);
            placed.Add((spot, box));
        }

        foreach ((LabelSpot spot, SKRect box) in placed)
        {
            float x = Math.Clamp(spot.X, box.Left, box.Right);
            float y = Math.Clamp(spot.Y, box.Top, box.Bottom);
            if (MathF.Abs(x - spot.X) + MathF.Abs(y - spot.Y) > MarkRadius + 6)
            {
                sheet.Line(spot.X, spot.Y, x, y, Theme.SoftInk);
            }
        }

        foreach ((LabelSpot spot, SKRect box) in placed)
        {
            sheet.Plate(box);
            _ = sheet.Text(spot.Text, box.Left, box.Top, Theme.LabelText, TextWeight.SemiBold, Theme.Ink);
        }
    }

    private static SKRect? Find(SKRect area, LabelSpot spot, List<SKRect> taken, List<(LabelSpot Spot, SKRect Box)> placed)
    {
        SKRect size = Sheet.Box(spot.Text, 0, 0, Theme.LabelText, TextWeight.SemiBold, 0);
        for (float ring = MarkRadius + 3; ring < 1200; ring += 9)
        {
            for (int turn = 0; turn < 16; turn++)
            {
                // Right first, then left, then up and down in turn.
                int place = turn switch { 0 => 0, 1 => 8, 2 => 12, 3 => 4, _ => turn % 2 == 0 ? turn : 16 - turn };
                float angle = place * MathF.Tau / 16;
                float x = spot.X + (ring * MathF.Cos(angle)) + (size.Width / 2 * (MathF.Cos(angle) - 1));
                float y = spot.Y + (ring * MathF.Sin(angle)) + (size.Height / 2 * (MathF.Sin(angle) - 1));
                SKRect box = SKRect.Create(x, y, size.Width, size.Height);
                SKRect room = box;
                room.Inflate(3, 1);
                if (area.Contains(box) && !taken.Any(t => t.IntersectsWith(room))
                    && !placed.Any(p => Crosses(spot, box, p.Box) || Crosses(p.Spot, p.Box, box)))
                {
                    return box;
                }
            }
        }

        return null;
    }

    /// <summary>The last resort, where no place is free.</summary>
    private static SKRect Corner(SKRect area, LabelSpot spot)
    {
        SKRect size = Sheet.Box(spot.Text, 0, 0, Theme.LabelText, TextWeight.SemiBold, 0);
        return SKRect.Create(Math.Max(area.Left, area.Right - size.Width), area.Top, size.Width, size.Height);
    }

    /// <summary>Whether the line from a mark to its label runs through another label.</summary>
    private static bool Crosses(LabelSpot spot, SKRect box, SKRect other)
    {
        float x = Math.Clamp(spot.X, box.Left, box.Right);
        float y = Math.Clamp(spot.Y, box.Top, box.Bottom);
        return Enumerable.Range(0, 41).Any(i => other.Contains(spot.X + ((x - spot.X) * i / 40), spot.Y + ((y - spot.Y) * i / 40)));
    }
}
