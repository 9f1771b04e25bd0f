using SkiaSharp;

namespace CostSim.Plots;

/// <summary>A finished drawing, played back as PNG, SVG and PDF; the same bytes every time.</summary>
/// <param name="Drawing">What was drawn, in logical pixels.</param>
/// <param name="Width">Width, logical pixels.</param>
/// <param name="Height">Height, logical pixels.</param>
/// <param name="Scale">Pixels of the PNG for a logical pixel.</param>
internal sealed record Picture(SKPicture Drawing, int Width, int Height, int Scale)
{
    /// <summary>Points of a page for a logical pixel: 96 of these, or 72 of those, are an inch.</summary>
    private const float Points = 0.75f;

    /// <summary>The pixels.</summary>
    public byte[] Png()
    {
        using SKSurface surface = SKSurface.Create(new SKImageInfo(Width * Scale, Height * Scale, SKColorType.Rgba8888, SKAlphaType.Opaque));
        surface.Canvas.Scale(Scale);
        surface.Canvas.DrawPicture(Drawing);
        using SKPixmap pixels = surface.PeekPixels();

        // Flat colours: without row filters files are a quarter smaller, and the search for the best filter is saved.
        using SKData data = pixels.Encode(new SKPngEncoderOptions(SKPngEncoderFilterFlags.None, 6))
            ?? throw new InvalidOperationException("The picture could not be encoded.");
        return data.ToArray();
    }

    /// <summary>The vectors, with title and description.</summary>
    public byte[] Svg(string title, string description, string language)
    {
        using SKDynamicMemoryWStream stream = new();
        using (SKCanvas svg = SKSvgCanvas.Create(new SKRect(0, 0, Width, Height), stream))
        {
            svg.DrawPicture(Drawing);
        }

        using SKData data = stream.DetachAsData();
        return SvgFile.Finish(data.AsSpan(), Width, Height, title, description, language);
    }

    /// <summary>A page of the figure's size. It carries no date, so that the same figure is the same file.</summary>
    public byte[] Pdf(string title, string description)
    {
        using MemoryStream stream = new();
        using (var document = SKDocument.CreatePdf(stream, new SKDocumentPdfMetadata { Title = title, Subject = description, Creator = "CostSim", Producer = "Skia", RasterDpi = 300, EncodingQuality = 101 }))
        {
            SKCanvas page = document.BeginPage(Width * Points, Height * Points);
            page.Scale(Points);
            page.DrawPicture(Drawing);
            document.EndPage();
            document.Close();
        }

        return stream.ToArray();
    }
}
