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

/// <summary>How figures are drawn.</summary>
/// <param name="Size">Where they will be seen.</param>
public sealed record FigureSettings(FigureSize Size = FigureSize.Slide)
{
    internal (int Width, int Height, int Scale) Pixels(int options) => Size switch
    {
        FigureSize.A4 => (605, options > 6 ? 756 : 416, 3),
        FigureSize.Square => (540, 540, 2),
        _ => (960, 540, 2),
    };
}
