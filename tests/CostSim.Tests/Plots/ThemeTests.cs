using CostSim.Plots;
using SkiaSharp;

namespace CostSim.Tests.Plots;

public class ThemeTests
{
    [Fact]
    public void Every_option_colour_has_a_contrast_of_three_to_one_on_white() =>
        Assert.All(Theme.OptionColours, c => Assert.True(Theme.Contrast(c, Theme.Paper) >= 3, $"{c}: {Theme.Contrast(c, Theme.Paper):0.00}"));

    [Fact]
    public void Text_has_a_contrast_of_four_and_a_half_to_one_on_white() =>
        Assert.All(new[] { Theme.Ink, Theme.SoftInk }, c => Assert.True(Theme.Contrast(c, Theme.Paper) >= 4.5, $"{c}: {Theme.Contrast(c, Theme.Paper):0.00}"));

    [Fact]
    public void The_first_two_colours_are_told_apart_in_grey() =>
        Assert.True(Theme.Contrast(Theme.OptionColour(0), Theme.OptionColour(1)) >= 3);

    [Fact]
    public void Faces_come_from_the_bundled_font_and_from_nowhere_else()
    {
        Assert.Equal(["Inter", "Inter"], new[] { Theme.Regular.FamilyName, Theme.Bold.FamilyName });
        Assert.StartsWith("Inter", Theme.SemiBold.FamilyName, StringComparison.Ordinal);
        Assert.Equal([400, 600, 700], new[] { Theme.Regular.FontWeight, Theme.SemiBold.FontWeight, Theme.Bold.FontWeight });
        Assert.True(Theme.Regular.ContainsGlyphs("ÀéüŒß€−–±→∞“”„«»’1,234 %\u00A0\u202F"));
    }

    [Fact]
    public void Contrasts_are_those_of_the_guidelines()
    {
        Assert.Equal(21, Theme.Contrast("#000000", "#FFFFFF"), 6);
        Assert.Equal(4.54, Theme.Contrast("#FFFFFF", "#767676"), 2);
        Assert.Equal(1, Theme.Contrast("#12436D", "#12436D"), 6);
    }

    [Fact]
    public void Text_on_any_shade_of_a_cell_can_be_read() => Assert.All(Enumerable.Range(0, 101), i =>
        Assert.True(Theme.Contrast(Theme.TextOn(Theme.Shade(i / 100.0)), Theme.Shade(i / 100.0)) >= 4.5, $"{i} %"));

    /// <summary>
    /// Colours as people see them who lack one kind of cone (Machado, Oliveira and Fernandes 2009), and in grey print. Two options whose colours come
    /// close there have other marks and, on curves, other dashes; those of the first six stay apart for each kind of eyes.
    /// </summary>
    [Fact]
    public void Options_are_told_apart_with_any_eyes_and_in_grey_by_colour_or_by_mark_and_dashes()
    {
        double[][] normal = [[1, 0, 0], [0, 1, 0], [0, 0, 1]];
        double[][] protan = [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]];
        double[][] deutan = [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]];
        double[][] tritan = [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]];
        double[] luminance = [0.2126, 0.7152, 0.0722];
        for (int a = 0; a < Theme.OptionColours.Count; a++)
        {
            for (int b = 0; b < a; b++)
            {
                foreach (double[][] eyes in new[] { normal, protan, deutan, tritan })
                {
                    Assert.True(Difference(a, b, eyes) >= (a < 6 ? 10 : 5), $"{a} and {b}");
                }

                bool isOtherwise = Theme.Marker(a) != Theme.Marker(b);
                Assert.True(isOtherwise, $"{a} and {b} have the same mark");
                Assert.True(Theme.Dashes(a) != Theme.Dashes(b) || Difference(a, b, [luminance, luminance, luminance]) >= 5, $"{a} and {b} have the same dashes and the same grey");
            }
        }
    }

    /// <summary>Distance of two option colours in CIE L*a*b*, as seen.</summary>
    private static double Difference(int one, int other, double[][] eyes)
    {
        double[] a = Lab(Theme.OptionColour(one), eyes), b = Lab(Theme.OptionColour(other), eyes);
        return Math.Sqrt(a.Zip(b, (x, y) => (x - y) * (x - y)).Sum());
    }

    private static double[] Lab(string colour, double[][] eyes)
    {
        var c = SKColor.Parse(colour);
        double[] linear = [.. new[] { c.Red, c.Green, c.Blue }.Select(channel => channel / 255.0 is var v && v <= 0.04045 ? v / 12.92 : Math.Pow(((channel / 255.0) + 0.055) / 1.055, 2.4))];
        double[] seen = [.. eyes.Select(row => Math.Clamp(row.Zip(linear, (x, y) => x * y).Sum(), 0, 1))];
        double X = ((0.4124 * seen[0]) + (0.3576 * seen[1]) + (0.1805 * seen[2])) / 0.95047;
        double Y = (0.2126 * seen[0]) + (0.7152 * seen[1]) + (0.0722 * seen[2]);
        double Z = ((0.0193 * seen[0]) + (0.1192 * seen[1]) + (0.9505 * seen[2])) / 1.08883;
        static double F(double t) => t > 216.0 / 24389 ? Math.Cbrt(t) : ((24389.0 / 27 * t) + 16) / 116;
        return [(116 * F(Y)) - 16, 500 * (F(X) - F(Y)), 200 * (F(Y) - F(Z))];
    }
}
