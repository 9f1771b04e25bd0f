using CostSim.Words;
using SkiaSharp;

namespace CostSim.Plots;

/// <summary>A text on a sheet and the box it fills, logical pixels.</summary>
/// <param name="Text">The text.</param>
/// <param name="Box">Its box.</param>
/// <param name="Size">Its size.</param>
/// <param name="Colour">Its colour.</param>
/// <param name="Ground">Colour of what is behind it.</param>
internal readonly record struct PlacedText(string Text, SKRect Box, float Size, string Colour, string Ground);

/// <summary>Colour of something that data depend on.</summary>
/// <param name="Colour">Colour as <c>#RRGGBB</c>.</param>
/// <param name="Opacity">Opacity, 0 to 1, on white.</param>
/// <param name="IsEdged">Whether it has an edge in its full colour.</param>
internal readonly record struct DrawnMark(string Colour, double Opacity, bool IsEdged);

/// <summary>
/// The paper of one figure. All words are set here, with their boxes measured, so that a test can prove that none overlap and none are cut;
/// ScottPlot draws the data. Drawn once as a picture and played back as PNG and as SVG.
/// </summary>
internal sealed class Sheet : IDisposable
{
    public const float Margin = 28;
    private readonly SKPictureRecorder recorder = new();
    private readonly List<PlacedText> texts = [];
    private readonly List<DrawnMark> marks = [];
    private readonly int scale;
    private readonly string title;
    private readonly string caption;

    public Sheet(FigureSettings settings, int options, string title, string caption, string foot)
    {
        (Width, Height, scale) = settings.Pixels(options);
        Language = settings.Language;
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

    /// <summary>Language of its words.</summary>
    public Language Language { get; }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Upper edge of what is left for the data.</summary>
    public float Top { get; }

    /// <summary>Lower edge of what is left for the data.</summary>
    public float Bottom { get; }

    /// <summary>Takes note of what was drawn.</summary>
    public void Note(IEnumerable<DrawnMark> drawn) => marks.AddRange(drawn);

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
    public SKRect Text(string text, float x, float y, float size, TextWeight weight, string colour, float align = 0, string ground = Theme.Paper)
    {
        SKRect box = Box(text, x, y, size, weight, align);
        using SKFont font = Font(size, weight);
        using SKPaint paint = new() { Color = SKColor.Parse(colour), IsAntialias = true };
        Canvas.DrawText(text, box.Left, y + (size * 0.97f), SKTextAlign.Left, font, paint);
        texts.Add(new PlacedText(text, box, size, colour, ground));
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

    /// <summary>Fills a box and draws its edge.</summary>
    public void Fill(SKRect box, string colour, string edge, float width)
    {
        using SKPaint fill = new() { Color = SKColor.Parse(colour), IsAntialias = true };
        using SKPaint line = new() { Color = SKColor.Parse(edge), StrokeWidth = width, IsAntialias = true, IsStroke = true };
        Canvas.DrawRect(box, fill);
        Canvas.DrawRect(box, line);
        marks.Add(new DrawnMark(edge, 1, false));
    }

    /// <summary>Clears a box.</summary>
    public void Plate(SKRect box)
    {
        using SKPaint paint = new() { Color = SKColor.Parse(Theme.Paper) };
        box.Inflate(2, 0);
        Canvas.DrawRect(box, paint);
    }

    /// <summary>Ends the drawing.</summary>
    public Figure Finish(string name, string altText)
    {
        Picture picture = new(recorder.EndRecording(), Width, Height, scale);
        return new Figure(picture, name, title, caption, altText, Language.Code) { Texts = texts, Marks = marks };
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
}
