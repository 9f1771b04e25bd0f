namespace CostSim.Plots;

/// <summary>A drawn figure, as bytes that are the same whenever the same tables are drawn.</summary>
public sealed class Figure
{
    private readonly Picture picture;
    private readonly Lazy<ReadOnlyMemory<byte>> png;
    private readonly Lazy<ReadOnlyMemory<byte>> svg;
    private readonly Lazy<ReadOnlyMemory<byte>> pdf;

    internal Figure(Picture picture, string name, string title, string caption, string altText, string language)
    {
        this.picture = picture;
        (Name, Title, Caption, AltText, Language) = (name, title, caption, altText, language);
        png = new(() => picture.Png());
        svg = new(() => picture.Svg(title, altText, language));
        pdf = new(() => picture.Pdf(title, altText));
    }

    /// <summary>Name for files, in lower case with hyphens.</summary>
    public string Name { get; }

    /// <summary>Title: what the figure shows, in words.</summary>
    public string Title { get; }

    /// <summary>Measure, unit and how to read the marks.</summary>
    public string Caption { get; }

    /// <summary>Text for those who cannot see the figure.</summary>
    public string AltText { get; }

    /// <summary>Code of the language of its words; of the first where there are two.</summary>
    public string Language { get; }

    /// <summary>Width of the PNG, pixels.</summary>
    public int Width => picture.Width * picture.Scale;

    /// <summary>Height of the PNG, pixels.</summary>
    public int Height => picture.Height * picture.Scale;

    /// <summary>The figure as PNG.</summary>
    public ReadOnlyMemory<byte> Png => png.Value;

    /// <summary>The figure as SVG, UTF-8.</summary>
    public ReadOnlyMemory<byte> Svg => svg.Value;

    /// <summary>The figure as a PDF page with the fonts in it.</summary>
    public ReadOnlyMemory<byte> Pdf => pdf.Value;

    /// <summary>Its files, with their endings, in a fixed order.</summary>
    /// <param name="formats">Which.</param>
    public IEnumerable<(string Ending, ReadOnlyMemory<byte> Bytes)> Files(FigureFormats formats)
    {
        if (formats.HasFlag(FigureFormats.Png))
        {
            yield return ("png", Png);
        }

        if (formats.HasFlag(FigureFormats.Svg))
        {
            yield return ("svg", Svg);
        }

        if (formats.HasFlag(FigureFormats.Pdf))
        {
            yield return ("pdf", Pdf);
        }
    }

    /// <summary>Every text on the figure with its box, for checks of the layout.</summary>
    internal IReadOnlyList<PlacedText> Texts { get; init; } = [];

    /// <summary>Colours of everything on it that data depend on, for checks of contrast.</summary>
    internal IReadOnlyList<DrawnMark> Marks { get; init; } = [];

    /// <summary>The drawing.</summary>
    internal Picture Picture => picture;
}
