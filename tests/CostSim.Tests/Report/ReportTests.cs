using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using CostSim.Cli.Report;
using CostSim.Plots;
using CostSim.Tables;
using CostSim.Tests.Plots;
using CostSim.Words;

namespace CostSim.Tests.Report;

/// <summary>The report as a browser reads it.</summary>
public sealed class ReportTests
{
    private const string Attack = "</script><img src=x onerror=alert(1)>\u0001 & “quoted”";
    private static readonly RunTables Tables = Hostile(SyntheticTables.Make(6));

    [Fact]
    public void Scenario_text_stays_text()
    {
        IDocument page = Parse(Content(Tables));
        string clean = Attack.Replace("\u0001", "", StringComparison.Ordinal);
        Assert.Equal(clean, page.Title);
        Assert.Equal(clean, page.QuerySelector("h1")!.TextContent);
        Assert.Contains(page.QuerySelectorAll("dt"), cell => cell.TextContent == clean);
        Assert.All(page.Images, image => Assert.StartsWith("data:image/", image.GetAttribute("src"), StringComparison.Ordinal));
        Assert.Equal(Content(Tables).Figures().Count, page.QuerySelectorAll("figure > img, figure > svg[role=img] > title").Length);
        string[] names = [.. page.QuerySelectorAll("[id]").Select(element => element.Id!)];
        Assert.Equal(names.Distinct(), names);
        Assert.All(page.QuerySelectorAll("svg [clip-path]"), element => Assert.Contains(element.GetAttribute("clip-path")![5..^1], names));
        Assert.All(page.All, element => Assert.DoesNotContain(element.Attributes, attribute => attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase) || attribute.Name == "style"));
    }

    [Fact]
    public void The_policy_allows_nothing_but_what_the_page_ships()
    {
        IDocument page = Parse(Content(Tables));
        string policy = page.QuerySelector("meta[http-equiv]")!.GetAttribute("content")!;
        Assert.StartsWith("default-src 'none'; img-src data:;", policy, StringComparison.Ordinal);
        IElement[] scripts = [.. page.QuerySelectorAll("script:not([type])"), page.QuerySelector("style")!];
        Assert.Equal(2, scripts.Length);
        Assert.All(scripts, script => Assert.Contains($"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script.TextContent)))}'", policy, StringComparison.Ordinal));
        Assert.All(page.QuerySelectorAll("[src],[href]"), element =>
        {
            string target = element.GetAttribute("src") ?? element.GetAttribute("href")!;
            Assert.True(target.StartsWith("data:", StringComparison.Ordinal) || target.EndsWith(".csv", StringComparison.Ordinal), target);
        });
    }

    [Fact]
    public void Sliders_say_what_the_rows_say_at_every_worth()
    {
        IDocument page = Parse(Content(Tables));
        IElement[] sliders = [.. page.QuerySelectorAll(".slider")];
        Assert.Equal(2, sliders.Length);
        foreach ((IElement slider, string measure) in sliders.Zip((string[])["protected_years", "loss_averted_meur"]))
        {
            using var data = JsonDocument.Parse(slider.QuerySelector("script")!.TextContent);
            JsonElement[] points = [.. data.RootElement.GetProperty("points")[0].EnumerateArray()];
            double[] thresholds = [.. Tables.Decisions.Acceptability.Where(row => row.Measure == measure).Select(row => row.Threshold).Distinct().Order()];
            Assert.Equal(thresholds.Length, points.Length);
            Assert.Equal((points.Length - 1).ToString(System.Globalization.CultureInfo.InvariantCulture), slider.QuerySelector("input")!.GetAttribute("max"));
            for (int i = 0; i < points.Length; i++)
            {
                AcceptabilityRow[] rows = [.. Tables.Decisions.Acceptability.Where(row => row.Measure == measure && row.Threshold == thresholds[i])];
                Assert.Equal(rows.Select(row => row.ProbabilityBest.Value), points[i].GetProperty("shares").EnumerateArray().Select(share => share.GetDouble()));
                string best = Tables.Options.First(option => option.Id == rows.First(row => row.OnFrontier).Option).Name.Replace("\u0001", "", StringComparison.Ordinal);
                Assert.Contains(Language.English.QuotedName(best), points[i].GetProperty("sentence").GetString()!.Replace("\u0001", "", StringComparison.Ordinal), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Where_no_chance_can_be_chosen_the_page_says_why()
    {
        Assert.Contains("this scenario fixes it", Said(Tables), StringComparison.Ordinal);
        Assert.Contains(
            "too few simulations near any one value", Said(Tables with { Inputs = [new InputRow(RunStudy.Belief, "share", "uniform(0, 0.1)", 0.05, 0.03, 0.005, 0.05, 0.095, "test")] }), StringComparison.Ordinal);
        Assert.Equal(0, Parse(Content(Tables)).QuerySelectorAll("[id^=chance-]").Length);

        static string Said(RunTables tables) => Parse(Content(tables)).Body!.TextContent;
    }

    [Fact]
    public void A_changed_row_changes_the_sentence()
    {
        RunTables changed = Tables with
        {
            Decisions = Tables.Decisions with
            {
                Verdicts = [.. Tables.Decisions.Verdicts.Select(row => row with { Option = "option-1", Value = new(1234.4, 5, 100) })],
                BreakEven = [],
            },
        };
        string before = Answer(Tables), after = Answer(changed);
        Assert.Contains("Its mean net benefit is the highest: €1,234.4 ± 5.0 million (±: standard error, from the number of simulations).", after, StringComparison.Ordinal);
        Assert.DoesNotContain("1,234.4", before, StringComparison.Ordinal);
        Assert.Contains("The answer changes along", before, StringComparison.Ordinal);
        Assert.DoesNotContain("The answer changes along", after, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_language_says_the_same_and_writes_numbers_its_own_way()
    {
        string[] texts = [.. Language.All.Select(language => Parse(Content(Tables, language)).Body!.TextContent)];
        Assert.All(Language.All.Skip(1).Zip(texts.Skip(1)), one => Assert.Contains(one.First.DraftMark, one.Second, StringComparison.Ordinal));
        Assert.DoesNotContain("draft", texts[0], StringComparison.Ordinal);

        // Every sentence and head of the English page that the glossary has in other words is gone.
        foreach ((Language language, string text) in Language.All.Skip(1).Zip(texts.Skip(1)))
        {
            string[] english = [.. Glossary.Entries.Values.Where(entry => entry.Key.StartsWith("report.", StringComparison.Ordinal) && entry.Texts["en"].Length > 12 && entry.Texts["en"] != entry.Texts[language.Code]
                && Glossary.Placeholders(entry.Texts["en"]).Count == 0).Select(entry => entry.Texts["en"])];
            Assert.True(english.Count(one => texts[0].Contains(one, StringComparison.Ordinal)) > 20);
            Assert.DoesNotContain(english, one => text.Contains(one, StringComparison.Ordinal));
        }

        int[] cells = [.. Language.All.Select(language => Parse(Content(Tables, language)).QuerySelectorAll("td,th,meter,input,img").Length)];
        Assert.Single(cells.Distinct());
    }

    [Fact]
    public void Tables_have_heads_and_every_image_says_what_it_shows()
    {
        IDocument page = Parse(Content(Tables, Language.German));
        Assert.Equal("de", page.DocumentElement.GetAttribute("lang"));
        Assert.All(page.QuerySelectorAll("table"), table =>
        {
            Assert.NotNull(table.QuerySelector("caption"));
            int columns = table.QuerySelectorAll("thead th[scope=col]").Length;
            Assert.All(table.QuerySelectorAll("tbody tr"), row => Assert.Equal(columns, row.Children.Length));
        });
        Assert.All(page.Images, image => Assert.True(image.AlternativeText!.Length > 30));
        Assert.All(page.QuerySelectorAll("input"), input => Assert.NotNull(page.QuerySelector($"label[for='{input.Id}']")));
    }

    [Fact]
    public void Foreign_samples_get_a_report_without_what_only_a_run_knows()
    {
        ReportContent foreign = Content(Tables) with
        {
            Run = null,
            Hash = "",
            Scene = DecisionScene.Of(Tables) with { Unit = "", Labels = new Dictionary<string, string>(), Facts = Tables.Facts with { Design = "given", Scenario = "samples" } },
        };
        IDocument page = Parse(foreign);
        Assert.Equal("Decision analysis of samples", page.Title);
        Assert.DoesNotContain("Inputs and their sources", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("The same again", page.Body!.TextContent, StringComparison.Ordinal);
    }

    private static string Answer(RunTables tables) => string.Join("\n", Parse(Content(tables)).QuerySelectorAll(".answer p").Select(p => p.TextContent));

    private static IDocument Parse(ReportContent content) => new HtmlParser().ParseDocument(Encoding.UTF8.GetString(ReportPage.Write(content)));

    private static ReportContent Content(RunTables tables, Language? language = null) => new(
        DecisionScene.Of(tables).In(language ?? Language.English), () => FigureSet.Draw(SyntheticTables.Make(2), new FigureSettings { Language = language ?? Language.English }), "costsim run x.json", "abc")
    { Run = tables };

    private static RunTables Hostile(RunTables tables) => tables with
    {
        Facts = tables.Facts with { Title = Attack },
        Options = [.. tables.Options.Select((option, o) => o == 0 ? option with { Name = Attack } : option)],
    };
}
