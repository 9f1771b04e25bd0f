namespace CostSim.Plots;

/// <summary>A drawn figure, as bytes that are the same whenever the same tables are drawn.</summary>
public sealed record Figure
{
    /// <summary>Name for files, in lower case with hyphens.</summary>
    public required string Name { get; init; }

    /// <summary>Title: what the figure shows, in words.</summary>
    public required string Title { get; init; }

    /// <summary>Measure, unit and how to read the marks.</summary>
    public required string Caption { get; init; }

    /// <summary>Text for those who cannot see the figure.</summary>
    public required string AltText { get; init; }

    /// <summary>Width of the PNG, pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Height of the PNG, pixels.</summary>
    public required int Height { get; init; }

    /// <summary>The figure as PNG.</summary>
    public required ReadOnlyMemory<byte> Png { get; init; }

    /// <summary>The figure as SVG, UTF-8.</summary>
    public required ReadOnlyMemory<byte> Svg { get; init; }

    /// <summary>Every text on the figure with its box, for checks of the layout.</summary>
    internal IReadOnlyList<PlacedText> Texts { get; init; } = [];
}
