using SkiaSharp;

namespace CostSim.Plots;

/// <summary>A text on a sheet and the box it fills, logical pixels.</summary>
/// <param name="Text">The text.</param>
/// <param name="Box">Its box.</param>
/// <param name="Size">Its size.</param>
internal readonly record struct PlacedText(string Text, SKRect Box, float Size);

/// <summary>
/// The paper of one figure. All words are set here, with their boxes measured, so that a test can prove that none overlap and none are cut;
/// ScottPlot draws the data. Drawn once as a picture and played back as PNG and as SVG.
/// </summary>
internal sealed class Sheet : IDisposable
{
    public const float Margin = 28;
    private readonly SKPictureRecorder recorder = new();
    private readonly List<PlacedText> texts = [];
    private readonly int scale;
    private readonly string title;
    private readonly string caption;

    public Sheet(FigureSettings settings, int options, string title, string caption, string foot)
    {
        (Width, Height, scale) = settings.Pixels(options);
        this.title = title;
        this.caption = caption;
        Canvas = recorder.BeginRecording(new SKRect(0, 0, Width, Height));
        Canvas.Clear(SKColors.White);
        float inner = Width - (2 * Margin);
        float titleSize = Width > 800 ? 24 : 19;
        float y = 20;
        y = Paragraph(title, Margin, y, Balanced(title, inner, titleSize), titleSize, TextWeight.Bold, Theme.Ink) + 4;
        Top = Paragraph(caption, Margin, y, inner, Width > 800 ? 14 : 12.5f, TextWeight.Regular, Theme.SoftInk) + 10;
        int lines = Wrap(foot, inner, Theme.SmallText, TextWeight.Regular).Count;
        float footTop = Height - 12 - (lines * LineHeight(Theme.SmallText));
        _ = Paragraph(foot, Margin, footTop, inner, Theme.SmallText, TextWeight.Regular, Theme.SoftInk);
        Bottom = footTop - 8;
    }

    public SKCanvas Canvas { get; }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Upper edge of what is left for the data.</summary>
    public float Top { get; }

    /// <summary>Lower edge of what is left for the data.</summary>
    public float Bottom { get; }

    public IReadOnlyList<PlacedText> Texts => texts;

    public static float LineHeight(float size) => MathF.Ceiling(size * 1.22f);

    public static float Measure(string text, float size, TextWeight weight)
    {
        using SKFont font = Font(size, weight);
        return font.MeasureText(text);
    }

    /// <summary>Breaks a text into lines that fit.</summary>
    public static IReadOnlyList<string> Wrap(string text, float width, float size, TextWeight weight)
    {
        List<string> lines = [];
        string line = "";
        foreach (string word in text.Split(' '))
        {
            string longer = line.Length == 0 ? word : line + " " + word;
            if (line.Length > 0 && Measure(longer, size, weight) > width)
            {
                lines.Add(line);
                longer = word;
            }

            line = longer;
        }

        lines.Add(line);
        return lines;
    }

    /// <summary>Sets one line; <paramref name="align"/> is 0 for a text that begins at x, 0.5 centred, 1 that ends there; y is the upper edge.</summary>
    public SKRect Text(string text, float x, float y, float size, TextWeight weight, string colour, float align = 0)
    {
        SKRect box = Box(text, x, y, size, weight, align);
        using SKFont font = Font(size, weight);
        using SKPaint paint = new() { Color = SKColor.Parse(colour), IsAntialias = true };
        Canvas.DrawText(text, box.Left, y + (size * 0.97f), SKTextAlign.Left, font, paint);
        texts.Add(new PlacedText(text, box, size));
        return box;
    }

    public static SKRect Box(string text, float x, float y, float size, TextWeight weight, float align)
    {
        float width = Measure(text, size, weight);
        return SKRect.Create(x - (align * width), y, width, LineHeight(size));
    }

    /// <summary>Sets a text on as many lines as it needs and returns the lower edge.</summary>
    public float Paragraph(string text, float x, float y, float width, float size, TextWeight weight, string colour, float align = 0)
    {
        foreach (string line in Wrap(text, width, size, weight))
        {
            _ = Text(line, x, y, size, weight, colour, align);
            y += LineHeight(size);
        }

        return y;
    }

    public void Line(float x1, float y1, float x2, float y2, string colour, float width = 1)
    {
        using SKPaint paint = new() { Color = SKColor.Parse(colour), StrokeWidth = width, IsAntialias = true, IsStroke = true };
        Canvas.DrawLine(x1, y1, x2, y2, paint);
    }

    public void Plate(SKRect box)
    {
        using SKPaint paint = new() { Color = SKColors.White.WithAlpha(215) };
        box.Inflate(2, 0);
        Canvas.DrawRect(box, paint);
    }

    /// <summary>Ends the drawing.</summary>
    public Figure Finish(string name, string altText)
    {
        using SKPicture picture = recorder.EndRecording();
        return new Figure
        {
            Name = name,
            Title = title,
            Caption = caption,
            AltText = altText,
            Width = Width * scale,
            Height = Height * scale,
            Png = Png(picture),
            Svg = Svg(picture, altText),
            Texts = texts,
        };
    }

    public void Dispose() => recorder.Dispose();

    /// <summary>The least width, in steps, that needs no more lines: no title ends on a lonely word.</summary>
    private static float Balanced(string text, float width, float size)
    {
        int lines = Wrap(text, width, size, TextWeight.Bold).Count;
        float least = width;
        while (lines > 1 && least > width * 0.55f && Wrap(text, least - 20, size, TextWeight.Bold) is { } w
            && w.Count == lines && w.All(l => Measure(l, size, TextWeight.Bold) <= least - 20))
        {
            least -= 20;
        }

        return least;
    }

    private static SKFont Font(float size, TextWeight weight) =>
        new(Theme.Face(weight), size) { Subpixel = true, Hinting = SKFontHinting.None, Edging = SKFontEdging.Antialias, LinearMetrics = true };

    private byte[] Png(SKPicture picture)
    {
        using SKSurface surface = SKSurface.Create(new SKImageInfo(Width * scale, Height * scale, SKColorType.Rgba8888, SKAlphaType.Premul));
        surface.Canvas.Scale(scale);
        surface.Canvas.DrawPicture(picture);
        using SKPixmap pixels = surface.PeekPixels();

        // Flat colours: without row filters files are a quarter smaller, and the search for the best filter is saved.
        using SKData data = pixels.Encode(new SKPngEncoderOptions(SKPngEncoderFilterFlags.None, 6))
            ?? throw new InvalidOperationException("The picture could not be encoded.");
        return data.ToArray();
    }

    private byte[] Svg(SKPicture picture, string altText)
    {
        using MemoryStream stream = new();
        using (SKCanvas svg = SKSvgCanvas.Create(new SKRect(0, 0, Width, Height), stream))
        {
            svg.DrawPicture(picture);
        }

        return SvgFile.Finish(stream.ToArray(), Width, Height, title, altText);
    }
}
