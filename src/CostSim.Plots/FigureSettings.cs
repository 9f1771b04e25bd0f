using CostSim.Words;

namespace CostSim.Plots;

/// <summary>Where a figure will be seen.</summary>
public enum FigureSize
{
    /// <summary>Projected, 16:9: PNG of 1920 by 1080.</summary>
    Slide,

    /// <summary>Printed on a page: 160 mm wide, 110 mm high, 200 mm with more than six options.</summary>
    A4,

    /// <summary>Square: PNG of 1080 by 1080.</summary>
    Square,
}

/// <summary>Kinds of files of a figure.</summary>
[Flags]
public enum FigureFormats
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Pixels.</summary>
    Png = 1,

    /// <summary>Vectors, for pages and print.</summary>
    Svg = 2,

    /// <summary>A page with its own fonts.</summary>
    Pdf = 4,
}

/// <summary>How figures are drawn.</summary>
/// <param name="Size">Where they will be seen.</param>
public sealed record FigureSettings(FigureSize Size = FigureSize.Slide)
{
    /// <summary>Language of all words and numbers.</summary>
    public Language Language { get; init; } = Language.English;

    /// <summary>A second language, in which the same figure stands beside the first, or on a page below it; null for none.</summary>
    public Language? Second { get; init; }

    /// <summary>The files that will be asked for: made while the figures are drawn, on all processors.</summary>
    public FigureFormats Formats { get; init; } = FigureFormats.Png | FigureFormats.Svg;

    /// <summary>Whether it is one of two halves.</summary>
    internal bool IsHalf { get; init; }

    /// <summary>What stands between a figure's name and the ending in the names of its files: <c>.fr.a4</c>; empty for an English slide.</summary>
    public string Suffix =>
        (Second is not null ? $".{Language.Code}-{Second.Code}" : Language == Language.English ? "" : "." + Language.Code)
        + Size switch { FigureSize.A4 => ".a4", FigureSize.Square => ".square", _ => "" };

    internal (int Width, int Height, int Scale) Pixels(int options) => Size switch
    {
        FigureSize.A4 => (605, options > 6 ? 756 : 416, 3),
        FigureSize.Square => (540, 540, 2),
        _ when IsHalf => (540, 608, 2),
        _ => (960, 540, 2),
    };
}
