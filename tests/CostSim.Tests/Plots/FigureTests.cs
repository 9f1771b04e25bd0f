using System.Text;
using CostSim.Plots;
using CostSim.Tables;
using SkiaSharp;

namespace CostSim.Tests.Plots;

public class FigureTests
{
    public static TheoryData<int, FigureSize> Cases()
    {
        TheoryData<int, FigureSize> cases = [];
        foreach (int options in new[] { 1, 2, 6, 9, 12 })
        {
            foreach (FigureSize size in Enum.GetValues<FigureSize>())
            {
                cases.Add(options, size);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void No_text_is_cut_or_covers_another_or_is_too_small(int options, FigureSize size)
    {
        foreach (Figure figure in FigureSet.Draw(SyntheticTables.Make(options), new FigureSettings(size)))
        {
            CheckTexts(figure, size);
        }
    }

    [Fact]
    public void Figures_have_the_same_bytes_however_often_and_on_however_many_threads()
    {
        RunTables tables = SyntheticTables.Make(6);
        IReadOnlyList<Figure> first = FigureSet.Draw(tables, new FigureSettings());
        _ = Parallel.For(0, 4, _ =>
        {
            IReadOnlyList<Figure> again = FigureSet.Draw(tables, new FigureSettings());
            for (int f = 0; f < first.Count; f++)
            {
                Assert.True(first[f].Png.Span.SequenceEqual(again[f].Png.Span), first[f].Name + ".png differs");
                Assert.True(first[f].Svg.Span.SequenceEqual(again[f].Svg.Span), first[f].Name + ".svg differs");
            }
        });
    }

    [Fact]
    public void Svg_has_title_description_and_role_and_names_the_bundled_font_first()
    {
        foreach (Figure figure in FigureSet.Draw(SyntheticTables.Make(6), new FigureSettings()))
        {
            string svg = Encoding.UTF8.GetString(figure.Svg.Span);
            System.Xml.Linq.XDocument document = System.Xml.Linq.XDocument.Parse(svg);
            Assert.Equal(figure.Title, document.Root!.Elements().First(e => e.Name.LocalName == "title").Value);
            Assert.Equal("img", document.Root!.Attribute("role")!.Value);
            Assert.NotNull(document.Root!.Attribute("viewBox"));
            Assert.All(document.Descendants().Where(e => e.Name.LocalName == "text"), e => Assert.StartsWith("Inter,", e.Attribute("font-family")!.Value, StringComparison.Ordinal));
            Assert.DoesNotContain("cl_", svg, StringComparison.Ordinal);
            Assert.NotEmpty(figure.AltText);
            Assert.Equal((1920, 1080), (figure.Width, figure.Height));
            using SKBitmap bitmap = SKBitmap.Decode(figure.Png.Span);
            Assert.Equal((1920, 1080), (bitmap.Width, bitmap.Height));
        }
    }

    [Fact]
    public void Everything_beyond_the_horizon_is_said_in_words()
    {
        Figure delivery = FigureSet.Draw(SyntheticTables.Make(6, allCensored: true), new FigureSettings()).Single(f => f.Name == "delivery");
        Assert.Equal("No option has a median date of full capability before 2046", delivery.Title);
        Assert.Equal(10, delivery.Texts.Count(t => t.Text == "100 % not before 2046"));
        Assert.Single(delivery.Texts, t => t.Text == "nothing bought");
    }

    [Fact]
    public void Values_that_are_not_numbers_leave_no_trace_and_do_no_harm()
    {
        RunTables whole = SyntheticTables.Make(3);
        RunTables broken = whole with
        {
            Distributions = [.. whole.Distributions.Select(r => r with { Value = double.NaN })],
            Timeline = [.. whole.Timeline.Select(r => r with { P50 = double.PositiveInfinity })],
            Summary = [.. whole.Summary.Select(r => r with { Mean = double.NaN, P05 = double.NaN, P50 = double.NaN })],
            Plane = [.. whole.Plane.Select(r => r with { CostMEur = double.NaN })],
        };
        foreach (Figure figure in FigureSet.Draw(broken, new FigureSettings()))
        {
            CheckTexts(figure, FigureSize.Slide);
            Assert.DoesNotContain("NaN", Encoding.UTF8.GetString(figure.Svg.Span), StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public void Options_whose_medians_cannot_be_told_apart_are_not_named()
    {
        Assert.Equal("X: from 1 to 3 (c)", Rows.Span("X", [("a", 1, 0.5), ("b", 1.1, 0.5), ("c", 3, 0.01)], v => Say.Number(v, 0)));
    }

    [Fact]
    public void Years_have_no_thousands_separator_and_counts_have()
    {
        Assert.Equal("2031", Say.Year(2031.9));
        Assert.Equal("12,000", Say.Number(12_000, 0));
        Assert.Equal("more than 99 %", Say.Percent(0.9999));
    }

    [Theory]
    [InlineData("systems:nasams:cost:unitPriceMEur", "NASAMS fire unit: unit price")]
    [InlineData("systems:f35:engagement:classes:cruise:killProbability", "f35: Cruise missile, kill probability")]
    [InlineData("chance:systems:nasams:cancellation", "NASAMS fire unit: cancellation (chance)")]
    [InlineData("economy:usdPerEur", "usd per eur")]
    [InlineData("(group nasams-cost)", "group nasams cost")]
    [InlineData("systems:nasams:schedule:slip + conflict:durationYears", "NASAMS fire unit: slip with conflict: duration")]
    [InlineData("p1", "p1")]
    public void Inputs_have_names_for_people(string path, string name)
    {
        var labels = new Dictionary<string, string> { ["systems:nasams"] = "NASAMS fire unit", ["threatClasses:cruise"] = "Cruise missile" };
        Assert.Equal(name, InputName.Of(path, labels));
    }

    [Fact]
    public void A_title_says_when_the_option_that_is_best_on_average_is_not_best_most_often()
    {
        RunTables tables = SyntheticTables.Make(3);
        AcceptabilityRow Row(string option, double probability, bool best) =>
            new("protected_years", 1000, option, new(probability, 0.004, 10_000), new(1, 1, 10_000), new(1, 1, 10_000), best);
        string Title(double first, double last) => FigureSet.Draw(
            tables with { Decisions = tables.Decisions with { Acceptability = [Row("option-0", first, false), Row("option-2", last, true)] } }, new FigureSettings())
            .Single(figure => figure.Name == "acceptability-protected-years").Title;
        Assert.Equal("At 1,000\u00A0MEUR per protected year “Patriot, three batteries” is best on average, “No new purchase” in more trials: 62 % against 30 %", Title(0.62, 0.3));
        Assert.Equal("“Patriot, three batteries” is best on average at 1,000\u00A0MEUR per protected year, and in 50 % of trials", Title(0.505, 0.495));
    }

    private static void CheckTexts(Figure figure, FigureSize size)
    {
        int scale = size == FigureSize.A4 ? 3 : 2;
        SKRect canvas = new(4, 4, (figure.Width / (float)scale) - 4, (figure.Height / (float)scale) - 4);
        Assert.Contains(figure.Texts, t => figure.Title.StartsWith(t.Text, StringComparison.Ordinal));
        List<string> faults = [];
        for (int i = 0; i < figure.Texts.Count; i++)
        {
            PlacedText text = figure.Texts[i];
            if (!canvas.Contains(text.Box))
            {
                faults.Add($"'{text.Text}' is cut: {text.Box}");
            }

            if (text.Size < Theme.SmallText)
            {
                faults.Add($"'{text.Text}' is too small");
            }

            for (int j = i + 1; j < figure.Texts.Count; j++)
            {
                SKRect overlap = SKRect.Intersect(text.Box, figure.Texts[j].Box);
                if (overlap.Width > 0.5 && overlap.Height > 2)
                {
                    faults.Add($"'{text.Text}' covers '{figure.Texts[j].Text}' by {overlap.Width:0} x {overlap.Height:0}");
                }
            }
        }

        Assert.True(faults.Count == 0, figure.Name + " " + size + ": " + string.Join("; ", faults));
    }
}
