using CostSim.Plots;
using SkiaSharp;

namespace CostSim.Tests.Plots;

public class ThemeTests
{
    [Fact]
    public void Every_option_colour_has_a_contrast_of_three_to_one_on_white() =>
        Assert.All(Theme.OptionColours, c => Assert.True(Contrast(c) >= 3, $"{c}: {Contrast(c):0.00}"));

    [Fact]
    public void Text_has_a_contrast_of_four_and_a_half_to_one_on_white() =>
        Assert.All(new[] { Theme.Ink, Theme.SoftInk }, c => Assert.True(Contrast(c) >= 4.5, $"{c}: {Contrast(c):0.00}"));

    [Fact]
    public void The_first_two_colours_are_told_apart_in_grey() =>
        Assert.True(Contrast(Theme.OptionColour(0)) / Contrast(Theme.OptionColour(1)) >= 3);

    [Fact]
    public void Faces_come_from_the_bundled_font_and_from_nowhere_else()
    {
        Assert.Equal(["Inter", "Inter"], new[] { Theme.Regular.FamilyName, Theme.Bold.FamilyName });
        Assert.StartsWith("Inter", Theme.SemiBold.FamilyName, StringComparison.Ordinal);
        Assert.Equal([400, 600, 700], new[] { Theme.Regular.FontWeight, Theme.SemiBold.FontWeight, Theme.Bold.FontWeight });
        Assert.True(Theme.Regular.ContainsGlyphs("ÀéüŒ€−–1,234 %"));
    }

    private static double Contrast(string colour)
    {
        SKColor c = SKColor.Parse(colour);
        double luminance = (0.2126 * Linear(c.Red)) + (0.7152 * Linear(c.Green)) + (0.0722 * Linear(c.Blue));
        return 1.05 / (luminance + 0.05);
    }

    private static double Linear(byte channel)
    {
        double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
    }
}
