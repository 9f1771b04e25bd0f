using System.Globalization;
using System.Text.RegularExpressions;
using CostSim.Words;
using Microsoft.Playwright;

namespace CostSim.Tests.Browser;

/// <summary>A run's report and a batch's page in a real browser, opened from disk; the scenario's title is an attack.</summary>
[Collection(UsesBrowser.Name)]
public sealed class ReportPageTests(Chromium chromium, WrittenReport written) : IClassFixture<WrittenReport>
{
    /// <summary>Every language on a screen and on a telephone, but for English on a telephone, which no one has to wait for.</summary>
    public static TheoryData<string, int> Pages()
    {
        var all = new TheoryData<string, int>();
        foreach (Language language in Language.All)
        {
            all.Add(language.Code, 1280);
            if (language != Language.English)
            {
                all.Add(language.Code, 360);
            }
        }

        return all;
    }

    [SkippableFact]
    public Task On_a_telephone_it_opens_without_a_request_or_a_word_and_breaks_no_accessibility_rule() => Opens("en", 360);

    [SkippableTheory]
    [Trait("Suite", "Long")]
    [MemberData(nameof(Pages))]
    public Task It_opens_without_a_request_or_a_word_and_breaks_no_accessibility_rule(string language, int width) => Opens(language, width);

    private async Task Opens(string language, int width)
    {
        await using OpenPage open = await chromium.Open(written.ReportIn(language), width: width);
        Assert.Equal(language, await open.Page.Locator("html").GetAttributeAsync("lang"));
        Assert.Equal(WrittenReport.Attack, await open.Page.TitleAsync());
        Assert.Equal(0, await open.Page.Locator("img:not([src^='data:'])").CountAsync());
        Assert.Equal(0, await open.Page.Locator("h1 img").CountAsync());
        Assert.Empty(await open.Violations());

        // What opens on demand is looked at too.
        await open.Page.EvaluateAsync("document.querySelectorAll('details').forEach(one => one.open = true)");
        Assert.Empty(await open.Violations());
        Assert.Empty(await open.Page.EvaluateAsync<string[]>(
            "() => [...document.querySelectorAll('body *:not(.scroll *)')].filter(one => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1).map(one => one.outerHTML.slice(0, 200))"));
        Assert.Empty(open.Told);
    }

    [SkippableFact]
    public async Task Without_script_it_reads_the_same_but_for_the_sliders()
    {
        await using OpenPage with = await chromium.Open(written.Report);
        await using OpenPage without = await chromium.Open(written.Report, script: false);
        Assert.Equal(await with.Page.Locator("h2").AllInnerTextsAsync(), await without.Page.Locator("h2").AllInnerTextsAsync());
        Assert.Equal(await with.Page.Locator(".answer").AllInnerTextsAsync(), await without.Page.Locator(".answer").AllInnerTextsAsync());
        Assert.True(await with.Page.Locator(".slider").First.IsVisibleAsync());
        Assert.False(await without.Page.Locator(".slider").First.IsVisibleAsync());
        Assert.True(await without.Page.Locator("details summary", new() { HasText = "Probability best by worth" }).First.IsVisibleAsync());
        Assert.Empty(without.Told);
    }

    [SkippableFact]
    public async Task The_keyboard_moves_a_slider_through_the_rows_of_acceptability()
    {
        await using OpenPage open = await chromium.Open(written.Report);
        foreach (string measure in (string[])["protected_years", "loss_averted_meur"])
        {
            Row[] rows = [.. written.Rows("acceptability").Where(row => row.Measure == measure)];
            double[] worths = [.. rows.Select(row => row.Threshold).Distinct().Order()];
            ILocator slider = open.Page.Locator($"#worth-{measure}");
            await slider.FocusAsync();
            await slider.PressAsync("Home");
            for (int i = 0; i < worths.Length; i++)
            {
                await Shows(open.Page, measure, [.. rows.Where(row => row.Threshold == worths[i])]);
                await slider.PressAsync("ArrowRight");
            }

            await slider.PressAsync("Home");
            await Shows(open.Page, measure, [.. rows.Where(row => row.Threshold == worths[0])]);
        }

        Assert.Empty(open.Told);
    }

    [SkippableFact]
    public async Task The_mouse_moves_a_slider_to_the_row_it_says()
    {
        const string Measure = "loss_averted_meur";
        await using OpenPage open = await chromium.Open(written.Report);
        Row[] rows = [.. written.Rows("acceptability").Where(row => row.Measure == Measure)];
        double[] worths = [.. rows.Select(row => row.Threshold).Distinct().Order()];
        foreach (double at in (double[])[0.2, 0.7, 0.95, 0.5])
        {
            int worth = await Click(open.Page.Locator($"#worth-{Measure}"), at);
            await Shows(open.Page, Measure, [.. rows.Where(row => row.Threshold == worths[worth])]);
        }

        Assert.Empty(open.Told);
    }

    [SkippableFact]
    public async Task The_chance_of_a_conflict_is_walked_through_the_rows_of_conditional_by_keyboard_and_mouse()
    {
        const string Measure = "loss_averted_meur";
        await using OpenPage open = await chromium.Open(written.Report);
        Row[] held = [.. written.Rows("conditional")];
        double[] chances = [.. held.Select(row => row.Chance).Distinct().Order()];
        Assert.Equal(32, chances.Length);
        double[] worths = [.. held.Select(row => row.Threshold).Distinct().Order()];
        ILocator chance = open.Page.Locator($"#chance-{Measure}"), worth = open.Page.Locator($"#worth-{Measure}");
        Assert.Equal(0, await open.Page.Locator("#chance-protected_years").CountAsync());
        await worth.FocusAsync();
        await worth.PressAsync("End");
        await chance.FocusAsync();
        await chance.PressAsync("Home");
        await Shows(open.Page, Measure, [.. written.Rows("acceptability").Where(row => row.Measure == Measure && row.Threshold == worths[^1])]);
        foreach (double value in chances)
        {
            await chance.PressAsync("ArrowRight");
            await Shows(open.Page, Measure, [.. held.Where(row => row.Chance == value && row.Threshold == worths[^1])]);
            string said = (await chance.GetAttributeAsync("aria-valuetext"))!;
            Assert.Equal(100 * value, double.Parse(said.TrimEnd('%'), CultureInfo.InvariantCulture), 0.006 * 100 * value);
            Assert.Contains($"a yearly conflict chance of {said}", await open.Page.Locator(".slider", new() { Has = chance }).Locator("output").InnerTextAsync(), StringComparison.Ordinal);
        }

        foreach ((double across, double along) in ((double, double)[])[(0.3, 0.6), (0.8, 0.9), (0.5, 0.1)])
        {
            int at = await Click(worth, across), of = await Click(chance, along);
            await Shows(open.Page, Measure, [.. held.Where(row => row.Chance == chances[of - 1] && row.Threshold == worths[at])]);
        }

        Assert.Empty(open.Told);
    }

    [SkippableFact]
    public Task On_a_telephone_the_page_of_the_batch_leads_to_the_reports() => Leads("en", 360);

    [SkippableTheory]
    [Trait("Suite", "Long")]
    [MemberData(nameof(Pages))]
    public Task The_page_of_the_batch_leads_to_the_reports(string language, int width) => Leads(language, width);

    private async Task Leads(string language, int width)
    {
        await using OpenPage open = await chromium.Open(written.IndexIn(language), width: width);
        Assert.Equal(language, await open.Page.Locator("html").GetAttributeAsync("lang"));
        Assert.Empty(await open.Violations());
        Assert.Empty(open.Told);
        Assert.Contains(WrittenReport.Attack, await open.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await open.Page.Locator($"a[href='attack/report{(language == "en" ? "" : "." + language)}.html']").First.ClickAsync();
        Assert.Equal(WrittenReport.Attack, await open.Page.TitleAsync());
        Assert.Equal(language, await open.Page.Locator("html").GetAttributeAsync("lang"));
    }

    [SkippableFact]
    public async Task It_prints_on_paper_without_losing_a_section()
    {
        await using OpenPage open = await chromium.Open(written.Report);
        Assert.InRange(await open.Printed(), 4, 40);
    }

    private static async Task<int> Click(ILocator slider, double at)
    {
        await slider.ScrollIntoViewIfNeededAsync();
        LocatorBoundingBoxResult box = (await slider.BoundingBoxAsync())!;
        await slider.Page.Mouse.ClickAsync(box.X + (float)(at * box.Width), box.Y + (box.Height / 2));
        return int.Parse(await slider.InputValueAsync(), CultureInfo.InvariantCulture);
    }

    /// <summary>The page shows the rows: the best in the sentence, every option's share beside its bar.</summary>
    private async Task Shows(IPage page, string measure, Row[] rows)
    {
        ILocator box = page.Locator(".slider", new() { Has = page.Locator($"#worth-{measure}") });
        Row best = rows.Single(row => row.OnFrontier);
        Assert.Matches($"{Regex.Escape(Language.English.QuotedName(written.Names[best.Option]))} is (almost certainly the best|likely the best|more likely the best than not|best on average)", await box.Locator("output").InnerTextAsync());
        string[] names = [.. await box.Locator("dt").AllInnerTextsAsync()];
        string[] texts = [.. await box.Locator("dd.share").AllInnerTextsAsync()];
        double[] bars = await box.EvaluateAsync<double[]>("box => [...box.querySelectorAll('meter')].map(meter => meter.value)");
        Assert.Equal(rows.Length, names.Length);
        foreach (Row row in rows)
        {
            int at = Array.IndexOf(names, written.Names[row.Option]);
            Assert.Equal(row.ProbabilityBest, bars[at], 12);

            // In brackets follows, where options are tied, in how many it is the best alone or with others.
            Assert.Equal(row.ProbabilityBest, int.Parse(Regex.Match(texts[at], "[0-9]+").Value, CultureInfo.InvariantCulture) / 100.0, 0.0101);
        }
    }
}
