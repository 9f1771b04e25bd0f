using SkiaSharp;

namespace CostSim.Plots;

/// <summary>The same figure in two languages: beside each other, on a page one below the other.</summary>
internal static class SideBySide
{
    /// <summary>Draws a figure as the settings say.</summary>
    /// <param name="draw">Draws it in one language.</param>
    /// <param name="settings">How.</param>
    public static Figure Draw(Func<FigureSettings, Figure> draw, FigureSettings settings)
    {
        if (settings.Second is not { } second)
        {
            return draw(settings);
        }

        FigureSettings half = settings with { Second = null, IsHalf = true };
        return Join(draw(half), draw(half with { Language = second }), settings.Size == FigureSize.A4);
    }

    private static Figure Join(Figure first, Figure second, bool isBelow)
    {
        (int x, int y) = isBelow ? (0, first.Picture.Height) : (first.Picture.Width, 0);
        (int width, int height) = (x + second.Picture.Width, Math.Max(first.Picture.Height, y + second.Picture.Height));
        using SKPictureRecorder recorder = new();
        SKCanvas canvas = recorder.BeginRecording(new SKRect(0, 0, width, height));
        canvas.Clear(SKColors.White);
        Put(canvas, first.Picture, 0, 0);
        Put(canvas, second.Picture, x, y);
        using SKPaint line = new() { Color = SKColor.Parse(Theme.Grid), StrokeWidth = 1, IsAntialias = true, IsStroke = true };
        canvas.DrawLine(x, y, isBelow ? width : x, isBelow ? y : height, line);
        return new Figure(
            new Picture(recorder.EndRecording(), width, height, first.Picture.Scale), first.Name, $"{first.Title} / {second.Title}", $"{first.Caption} / {second.Caption}",
            $"{first.AltText} / {second.AltText}", first.Language)
        {
            Texts = [.. first.Texts, .. second.Texts.Select(text => text with { Box = Moved(text.Box, x, y) })],
            Marks = [.. first.Marks, .. second.Marks],
        };
    }

    /// <summary>Plays a picture back in its own half: each begins by clearing what it may draw on.</summary>
    private static void Put(SKCanvas canvas, Picture picture, int x, int y)
    {
        _ = canvas.Save();
        canvas.ClipRect(SKRect.Create(x, y, picture.Width, picture.Height));
        canvas.DrawPicture(picture.Drawing, x, y);
        canvas.Restore();
    }

    private static SKRect Moved(SKRect box, float x, float y)
    {
        box.Offset(x, y);
        return box;
    }
}
