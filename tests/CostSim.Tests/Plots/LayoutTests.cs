using CostSim.Plots;
using CostSim.Words;
using SkiaSharp;

namespace CostSim.Tests.Plots;

/// <summary>Every figure, in every language and size: no text cut or covered, none too small or too faint, no mark too faint.</summary>
public class LayoutTests
{
    private static readonly int[] Numbers = [1, 6, 9, 12];

    /// <summary>Where it is tightest first: the most options in the language with the longest words and in two at once.</summary>
    public static TheoryData<int, FigureSize, string> Tightest() => Cases(IsTightest);

    /// <summary>All others.</summary>
    public static TheoryData<int, FigureSize, string> Others() => Cases((options, language) => !IsTightest(options, language));

    [Theory]
    [MemberData(nameof(Tightest))]
    public void Where_it_is_tightest_no_text_is_cut_or_covers_another(int options, FigureSize size, string language) => Check(options, size, language);

    [Theory]
    [Trait("Suite", "Long")]
    [MemberData(nameof(Others))]
    public void No_text_is_cut_or_covers_another_or_is_too_small_and_nothing_is_too_faint(int options, FigureSize size, string language) => Check(options, size, language);

    private static bool IsTightest(int options, string language) => options == 12 && language is ("de" or "nl,fr");

    private static TheoryData<int, FigureSize, string> Cases(Func<int, string, bool> wanted)
    {
        TheoryData<int, FigureSize, string> cases = [];
        foreach (int options in Numbers)
        {
            foreach (FigureSize size in Enum.GetValues<FigureSize>())
            {
                foreach (string language in (string[])[.. Language.All.Select(one => one.Code), "nl,fr"])
                {
                    if (wanted(options, language))
                    {
                        cases.Add(options, size, language);
                    }
                }
            }
        }

        return cases;
    }

    private static void Check(int options, FigureSize size, string language)
    {
        FigureSettings settings = Settings(size, language);
        foreach (Figure figure in FigureSet.Draw(SyntheticTables.Make(options), settings).Concat(SyntheticTables.Batch(options).Draw(settings)))
        {
            Check(figure, language);
        }
    }

    /// <summary>What is wrong with a figure.</summary>
    internal static void Check(Figure figure, string language = "en")
    {
        SKRect canvas = new(4, 4, figure.Picture.Width - 4, figure.Picture.Height - 4);
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

            if (Theme.Contrast(text.Colour, text.Ground) < 4.5)
            {
                faults.Add($"'{text.Text}' is too faint: {text.Colour} on {text.Ground}");
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

        faults.AddRange(figure.Marks.Where(mark => !mark.IsEdged && Theme.Contrast(OnPaper(mark), Theme.Paper) < 3).Select(mark => $"a mark is too faint: {mark}"));
        faults.AddRange(figure.Marks.Where(mark => mark.IsEdged && Theme.Contrast(mark.Colour, Theme.Paper) < 3).Select(mark => $"an edge is too faint: {mark}"));
        Assert.True(faults.Count == 0, $"{figure.Name} {language} {figure.Width} x {figure.Height}: {string.Join("; ", faults)}");
    }

    internal static FigureSettings Settings(FigureSize size, string language)
    {
        Language[] languages = [.. language.Split(',').Select(Language.Of)];
        return new FigureSettings(size) { Language = languages[0], Second = languages.ElementAtOrDefault(1), Formats = FigureFormats.None };
    }

    private static string OnPaper(DrawnMark mark)
    {
        var colour = SKColor.Parse(mark.Colour);
        byte Mix(byte channel) => (byte)Math.Round(255 + ((channel - 255) * mark.Opacity));
        return new SKColor(Mix(colour.Red), Mix(colour.Green), Mix(colour.Blue)).ToString();
    }
}
