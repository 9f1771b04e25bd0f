using System.Text;
using CostSim.Plots;
using CostSim.Tables;
using CostSim.Words;
using SkiaSharp;

namespace CostSim.Tests.Plots;

public class FigureTests
{
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
        Assert.Equal(10, delivery.Texts.Count(t => t.Text == "100% not before 2046"));
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
            LayoutTests.Check(figure);
            Assert.DoesNotContain("NaN", Encoding.UTF8.GetString(figure.Svg.Span), StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public void Options_whose_medians_cannot_be_told_apart_are_not_named()
    {
        Assert.Equal("X: from 1 to 3 (c)", Rows.Span(Language.English, "X", [("a", 1, 0.5), ("b", 1.1, 0.5), ("c", 3, 0.01)], v => Language.English.Number(v, 0)));
    }

    [Theory]
    [InlineData(0.98, "is almost certainly the best")]
    [InlineData(0.96, "is likely the best")]
    [InlineData(0.7, "is more likely the best than not")]
    [InlineData(0.5, "Too close to call")]
    [InlineData(0.36, "in only 36% of simulations")]
    public void A_title_is_as_sure_as_the_end_of_the_interval_of_the_share(double share, string words)
    {
        RunTables tables = SyntheticTables.Make(3);
        AcceptabilityRow Row(string option, double probability) => new("protected_years", 1000, option, new(probability, 0.008, 3000), new(1, 1, 3000), new(1, 1, 3000), option == "option-2");
        Figure figure = FigureSet.Draw(
            tables with { Decisions = tables.Decisions with { Acceptability = [Row("option-0", (1 - share) / 2), Row("option-1", (1 - share) / 2), Row("option-2", share)] } }, new FigureSettings())
            .Single(one => one.Name == "acceptability-protected-years");
        Assert.Contains(words, figure.Title, StringComparison.Ordinal);
    }

    [Fact]
    public void A_title_speaks_of_all_that_its_figure_shows_or_says_what_it_leaves_out()
    {
        RunTables tables = SyntheticTables.Make(3);
        string[] classes = [.. tables.Interceptions.Select(row => tables.Labels.GetValueOrDefault("threatClasses:" + row.ThreatClass, row.ThreatClass)).Distinct()];
        string title = InterceptionFigure.Draw(tables, new FigureSettings { Formats = FigureFormats.None }).Title;
        Assert.All(classes, name => Assert.Contains(Language.English.Name(name), title, StringComparison.Ordinal));
        Assert.Equal("X; without a\u00A0b", Rows.Without(Language.English, "X", ["a b", "c"], ["c"]));
        Assert.Equal("X; without 3 options", Rows.Without(Language.English, "X", ["a", "b", "c", "d"], ["c"]));
        Assert.Equal("X", Rows.Without(Language.English, "X", ["c"], ["c"]));
    }

    [Theory]
    [InlineData(1, "in the one simulation there is: too few to say how sure")]
    [InlineData(29, "is best on average in 29 simulations: too few to say how sure")]
    [InlineData(30, "is almost certainly the best")]
    public void Few_trials_are_refused_words(int trials, string words)
    {
        RunTables tables = SyntheticTables.Make(2);
        AcceptabilityRow Row(string option, double probability) => new("protected_years", 1000, option, new(probability, 0, 1000), new(1, 1, 9), new(1, 1, 9), option == "option-1");
        tables = tables with
        {
            Facts = tables.Facts with { Trials = trials },
            Decisions = tables.Decisions with { Acceptability = [Row("option-0", 0), Row("option-1", 1)] },
        };
        Assert.EndsWith(words, WorthFigure.Finding(DecisionScene.Of(tables), "protected_years")!.Split(": in 100%")[0], StringComparison.Ordinal);
        Assert.Equal(trials >= 30, new CostSim.Cli.Report.AnswerSentences(DecisionScene.Of(tables)).Noise(0.001) is not null);
    }

    [Fact]
    public void A_pdf_is_the_same_every_time_and_has_the_size_of_the_page()
    {
        static Figure Draw() => FigureSet.Draw(SyntheticTables.Make(6), new FigureSettings(FigureSize.A4) { Formats = FigureFormats.None })[0];
        Figure figure = Draw();
        string text = Encoding.Latin1.GetString(figure.Pdf.Span);
        Assert.True(Draw().Pdf.Span.SequenceEqual(figure.Pdf.Span));
        Assert.StartsWith("%PDF-", text, StringComparison.Ordinal);
        Assert.Contains("/MediaBox [0 0 453.", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(FigureSize.Slide)]
    [InlineData(FigureSize.A4)]
    [InlineData(FigureSize.Square)]
    public void Two_languages_side_by_side_are_the_two_figures_pixel_by_pixel(FigureSize size)
    {
        FigureSettings settings = new(size) { Language = Language.Dutch, Formats = FigureFormats.None, IsHalf = true };
        RunTables tables = SyntheticTables.Make(6);
        using SKBitmap both = Pixels(settings with { Second = Language.French });
        using SKBitmap dutch = Pixels(settings), french = Pixels(settings with { Language = Language.French });
        (int x, int y) = size == FigureSize.A4 ? (0, dutch.Height) : (dutch.Width, 0);
        Assert.Equal((x + french.Width, y + french.Height), (both.Width, both.Height));

        // A moved edge may be rounded otherwise here and there.
        int others = 0;
        for (int row = 6; row < dutch.Height - 6; row += 3)
        {
            for (int column = 6; column < dutch.Width - 6; column += 3)
            {
                others += dutch.GetPixel(column, row) == both.GetPixel(column, row) ? 0 : 1;
                others += french.GetPixel(column, row) == both.GetPixel(x + column, y + row) ? 0 : 1;
            }
        }

        Assert.True(others < 20, $"{others} pixels differ");

        SKBitmap Pixels(FigureSettings how) => SKBitmap.Decode(FigureSet.Draw(tables, how)[0].Png.Span);
    }

    [Fact]
    public void Draft_translations_are_marked_on_every_figure_and_english_is_none()
    {
        foreach (Language language in Language.All)
        {
            Assert.All(FigureSet.Draw(SyntheticTables.Make(2), new FigureSettings { Language = language, Formats = FigureFormats.None }), figure =>
                Assert.Equal(language != Language.English, figure.Texts.Any(text => text.Text.Contains(Language.Dutch == language ? "ontwerpvertaling" : language == Language.French ? "traduction provisoire" : "Entwurf der Übersetzung", StringComparison.Ordinal))));
        }
    }

    [Theory]
    [InlineData("systems:nasams:cost:unitPriceMEur", "NASAMS fire unit: unit price")]
    [InlineData("systems:f35:engagement:classes:cruise:killProbability", "f35: Cruise missile, kill probability")]
    [InlineData("chance:systems:nasams:cancellation", "NASAMS fire unit: cancellation (chance)")]
    [InlineData("economy:usdPerEur", "US dollars per euro")]
    [InlineData("(group nasams-cost)", "NASAMS costs together")]
    [InlineData("systems:nasams:schedule:slip + conflict:durationYears", "NASAMS fire unit: slip with Conflict: duration")]
    [InlineData("(group my-own)", "group my own")]
    [InlineData("conflict:durationYears", "Conflict: duration")]
    [InlineData("p1", "p1")]
    public void Inputs_have_names_for_people(string path, string name)
    {
        var labels = new Dictionary<string, string> { ["systems:nasams"] = "NASAMS fire unit", ["threatClasses:cruise"] = "Cruise missile" };
        Assert.Equal(name, InputName.Of(Language.English, path, labels));
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
        Assert.Equal("At €1\u00A0billion per protected year, “Patriot,\u00A0three\u00A0batteries” is best on average, but “No\u00A0new\u00A0purchase” in more simulations: 62% against 30%", Title(0.62, 0.3));
        Assert.Equal("Too close to call: at €1\u00A0billion per protected year, “Patriot,\u00A0three\u00A0batteries” is best on average, but what is not known leaves it best in 50% of simulations", Title(0.505, 0.495));
    }
}
