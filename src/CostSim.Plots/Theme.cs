using ScottPlot;
using SkiaSharp;

namespace CostSim.Plots;

/// <summary>
/// The one style of all figures. Sizes are in logical pixels; a slide is 960 by 540 of them, drawn at twice that. Known to be right: the
/// contrast of every colour is computed in <c>ThemeTests</c>.
/// </summary>
public static class Theme
{
    /// <summary>Smallest text, logical pixels: 24 px on a slide.</summary>
    public const float SmallText = 12;

    /// <summary>Text of labels and panel titles, logical pixels.</summary>
    public const float LabelText = 13;

    /// <summary>Font family of all text.</summary>
    public const string FontFamily = "Inter";

    /// <summary>Colour of the ground.</summary>
    public const string Paper = "#FFFFFF";

    private const string Black = "#000000";

    /// <summary>Colour of text.</summary>
    public const string Ink = "#1A1A1A";

    /// <summary>Colour of notes and of numbers on axes; at least 4.5:1 on white.</summary>
    public const string SoftInk = "#50585E";

    /// <summary>Colour of grid lines, which may be faint because nothing depends on them.</summary>
    public const string Grid = "#DDE1E4";

    /// <summary>Colours of the options in the order of the scenario; each at least 3:1 on white.</summary>
    public static IReadOnlyList<string> OptionColours { get; } =
    [
        "#12436D", "#F46A25", "#28A197", "#801650", "#2073BC", "#A285D1", "#3D3D3D", "#8A6D3B", "#D0006F", "#0B7A4B", "#7A7A7A", "#CC3311",
    ];

    /// <summary>Shapes of the options' marks, so that no option is told apart by colour alone.</summary>
    internal static IReadOnlyList<MarkerShape> OptionMarkers { get; } =
    [
        MarkerShape.FilledCircle, MarkerShape.FilledSquare, MarkerShape.FilledTriangleUp, MarkerShape.FilledDiamond, MarkerShape.FilledTriangleDown,
        MarkerShape.OpenCircle, MarkerShape.OpenSquare, MarkerShape.OpenTriangleUp, MarkerShape.OpenDiamond, MarkerShape.OpenTriangleDown,
        MarkerShape.Eks, MarkerShape.Cross,
    ];

    /// <summary>Dashes of the options' curves, for the same reason: lengths drawn and left out in turn, logical pixels; null for a whole line.</summary>
    internal static IReadOnlyList<IReadOnlyList<float>?> OptionDashes { get; } = [null, [14, 5], [3, 4], [14, 4, 3, 4], [7, 4], [20, 4, 3, 4, 3, 4]];

    /// <summary>Dashes of lines that join what is known elsewhere.</summary>
    internal static IReadOnlyList<float> Joining { get; } = [7, 4];

    internal static SKTypeface Regular { get; } = Load("Inter_400Regular.ttf");

    internal static SKTypeface SemiBold { get; } = Load("Inter_600SemiBold.ttf");

    internal static SKTypeface Bold { get; } = Load("Inter_700Bold.ttf");

    /// <summary>Colour of the option with the given place in the scenario.</summary>
    /// <param name="option">Place, from zero.</param>
    /// <returns>Colour as <c>#RRGGBB</c>.</returns>
    public static string OptionColour(int option) => OptionColours[option % OptionColours.Count];

    /// <summary>Colour of a cell by a share: the paper at 0, the first option's colour at 1, lightness falling evenly for the eye.</summary>
    /// <param name="share">The share, 0 to 1.</param>
    public static string Shade(double share)
    {
        SKColor dark = SKColor.Parse(OptionColours[0]);
        double part = Math.Clamp(share, 0, 1);
        byte Mix(byte channel) => (byte)Math.Round(255 + ((channel - 255) * part));
        return new SKColor(Mix(dark.Red), Mix(dark.Green), Mix(dark.Blue)).ToString().Replace("#ff", "#", StringComparison.OrdinalIgnoreCase).ToUpperInvariant();
    }

    /// <summary>Colour of text on a ground: black or paper, whichever is told from it better, which is by 4.5:1 on any ground.</summary>
    /// <param name="ground">Colour of the ground.</param>
    public static string TextOn(string ground) => Contrast(Black, ground) >= Contrast(Paper, ground) ? Black : Paper;

    /// <summary>Contrast of two colours, 1 to 21 (Web Content Accessibility Guidelines 2.2).</summary>
    /// <param name="one">A colour as <c>#RRGGBB</c>.</param>
    /// <param name="other">Another.</param>
    public static double Contrast(string one, string other)
    {
        (double a, double b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string colour)
    {
        var c = SKColor.Parse(colour);
        static double Linear(byte channel) => channel / 255.0 is var c && c <= 0.04045 ? c / 12.92 : Math.Pow(((channel / 255.0) + 0.055) / 1.055, 2.4);
        return (0.2126 * Linear(c.Red)) + (0.7152 * Linear(c.Green)) + (0.0722 * Linear(c.Blue));
    }

    internal static Color PlotColour(int option, double opacity = 1) => Color.FromHex(OptionColour(option)).WithAlpha(opacity);

    internal static IReadOnlyList<float>? Dashes(int option) => OptionDashes[(option + (4 * (option / OptionDashes.Count))) % OptionDashes.Count];

    internal static MarkerShape Marker(int option) => OptionMarkers[option % OptionMarkers.Count];

    internal static SKTypeface Face(TextWeight weight) => weight switch
    {
        TextWeight.Bold => Bold,
        TextWeight.SemiBold => SemiBold,
        _ => Regular,
    };

    private static SKTypeface Load(string file)
    {
        using Stream stream = typeof(Theme).Assembly.GetManifestResourceStream("CostSim.Plots.Fonts." + file)
            ?? throw new InvalidOperationException("The bundled font " + file + " is missing from the program.");
        using SKData data = SKData.Create(stream);
        return SKTypeface.FromData(data) ?? throw new InvalidOperationException("The bundled font " + file + " cannot be read.");
    }
}

/// <summary>Weight of a text.</summary>
internal enum TextWeight
{
    /// <summary>400.</summary>
    Regular,

    /// <summary>600.</summary>
    SemiBold,

    /// <summary>700.</summary>
    Bold,
}
