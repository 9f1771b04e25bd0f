using System.Text.Json;
using System.Text.Json.Nodes;
using CostSim.Cli;
using CostSim.Tests.Commands;
using CostSim.Words;
using Microsoft.Playwright;

namespace CostSim.Tests.Browser;

/// <summary>A run of the baseline, with its briefs in all languages; and of twelve options whose every text is long and one an attack.</summary>
public sealed class WrittenBriefs : IDisposable
{
    /// <summary>A title that would run if it were not text, and fill the page if it were not shortened.</summary>
    public static string Attack { get; } = "</script><img src=x onerror=alert(1)> " + string.Join(' ', Enumerable.Repeat("Luchtverdedigingsaangelegenheden", 30));

    private readonly string folder = Directory.CreateTempSubdirectory("costsim-briefs-").FullName;

    /// <summary>Runs and writes.</summary>
    public WrittenBriefs()
    {
        string scenarios = Path.Combine(CostSimProcess.Root, "scenarios", "belgium");
        JsonNode all = JsonNode.Parse(File.ReadAllText(Path.Combine(scenarios, "all-options.json")), null, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true })!;
        all["name"] = "long";
        all["title"] = Attack;
        File.Copy(Path.Combine(scenarios, "baseline.json"), Path.Combine(folder, "baseline.json"));
        foreach ((string id, JsonNode? option) in all["options"]!.AsObject())
        {
            if (option is JsonObject told)
            {
                told["name"] = $"{id} with a name that goes on and on, <b>bold</b> and {new string('m', 80)}";
            }
        }

        File.WriteAllText(Path.Combine(folder, "long.json"), all.ToJsonString());
        foreach (string scenario in (string[])[Path.Combine(scenarios, "baseline.json"), "long.json"])
        {
            (int code, string output, string error) = CostSimProcess.Run(folder, "run", scenario, "--trials", "1024", "--samples", "none", "--no-plots", "--quiet");
            Assert.True(code == 0, error + output);
        }

        foreach (string results in (string[])["belgium-baseline", "long"])
        {
            (int code, string output, string error) = Brief(results);
            Assert.True(code == 0, error + output);
        }
    }

    /// <summary>Path of a brief.</summary>
    public string Page(string results, string language) => Path.Combine(folder, "output", results, $"brief.{language}.html");

    /// <summary>Path of a file of the results.</summary>
    public string Table(string results, string name) => Path.Combine(folder, "output", results, name + ".csv");

    /// <summary>Writes the briefs of results again.</summary>
    public (int Code, string Output, string Error) Brief(string results, string target = "", params string[] more) => CostSimProcess.Run(
        folder, ["brief", Path.Combine("output", results), "--language", "en,nl,fr,de", .. target.Length > 0 ? (string[])["--output", target] : [], .. more]);

    /// <summary>The same with a browser named in the environment.</summary>
    public (int Code, string Output, string Error) BriefWith(string browser, params string[] more) =>
        CostSimProcess.Run(folder, $"CHROMIUM_PATH={browser}", ["brief", Path.Combine("output", "belgium-baseline"), .. more]);

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(folder, true);
}

/// <summary>The brief in a real browser: two pages in every language, whatever the scenario says; every number from a file.</summary>
[Collection(UsesBrowser.Name)]
public sealed class BriefPageTests(Chromium chromium, WrittenBriefs written) : IClassFixture<WrittenBriefs>
{
    [SkippableTheory]
    [InlineData("belgium-baseline", "en")]
    [InlineData("long", "de")]
    public Task It_prints_to_two_pages_with_nothing_cut_and_breaks_no_accessibility_rule(string results, string language) => Prints(results, language);

    [SkippableTheory]
    [Trait("Suite", "Long")]
    [InlineData("belgium-baseline", "nl")]
    [InlineData("belgium-baseline", "fr")]
    [InlineData("belgium-baseline", "de")]
    [InlineData("long", "en")]
    [InlineData("long", "nl")]
    [InlineData("long", "fr")]
    public Task In_every_language_it_prints_to_two_pages_with_nothing_cut_and_breaks_no_accessibility_rule(string results, string language) => Prints(results, language);

    private async Task Prints(string results, string language)
    {
        await using OpenPage open = await chromium.Open(written.Page(results, language));
        Assert.Equal(language, await open.Page.Locator("html").GetAttributeAsync("lang"));
        Assert.Empty(await open.Violations());
        Assert.Equal(2, await open.Printed());

        // As printed: all of both pages is on the paper, and the figure can be read.
        await open.Page.SetViewportSizeAsync(794, 1123);
        await open.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        Assert.Empty(await open.Page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('.page')].flatMap(page => {
              const box = page.getBoundingClientRect();
              return [...page.querySelectorAll('*')].filter(one => { const own = one.getBoundingClientRect(); return own.bottom > box.bottom + 1 || own.right > box.right + 1; })
                .map(one => one.outerHTML.slice(0, 200));
            })
            """));
        Assert.InRange((await open.Page.Locator(".figure").BoundingBoxAsync())!.Height, 180, 800);
        Assert.Empty(open.Told);
        Assert.Equal(1, await open.Page.Locator("img").CountAsync());
        Assert.Equal(0, await open.Page.Locator("b").CountAsync());
        if (results == "long")
        {
            Assert.StartsWith("</script><img src=x onerror=alert(1)> Lucht", await open.Page.TitleAsync(), StringComparison.Ordinal);
        }
    }

    [SkippableFact]
    public async Task Without_script_and_on_a_small_screen_it_reads_the_same()
    {
        await using OpenPage open = await chromium.Open(written.Page("belgium-baseline", "nl"), script: false, width: 360);
        Assert.Contains("Het antwoord", await open.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Empty(open.Told);
    }

    [SkippableFact]
    [Trait("Suite", "Long")]
    public void As_pdf_it_is_printed_by_the_browser_on_two_pages()
    {
        Skip.If(!chromium.IsThere, "There is no Chromium to print with.");
        string target = Directory.CreateTempSubdirectory("costsim-briefs-pdf-").FullName;
        try
        {
            (int code, string output, string error) = written.Brief("long", target, "--format", "html,pdf");
            Assert.True(code == 0, error + output);
            Assert.Equal(
                Language.All.SelectMany(language => (string[])[$"brief.{language.Code}.html", $"brief.{language.Code}.pdf"]).Order(),
                Directory.GetFiles(target).Select(file => Path.GetFileName(file)!).Order());
            foreach (string file in Directory.GetFiles(target, "*.pdf"))
            {
                string pdf = System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(file));
                Assert.StartsWith("%PDF-", pdf, StringComparison.Ordinal);
                Assert.Equal(2, OpenPage.PagesOf(pdf));
            }
        }
        finally
        {
            Directory.Delete(target, true);
        }
    }

    [Theory]
    [InlineData("/nowhere/chromium", "CHROMIUM_PATH names /nowhere/chromium, which does not exist.")]
    [InlineData("/bin/false", "/bin/false did not print")]
    public void Where_no_browser_prints_that_is_said_with_what_to_do_and_nothing_is_half_written(string browser, string message)
    {
        string target = Path.Combine(Path.GetTempPath(), "costsim-brief-" + Guid.NewGuid());
        (int code, _, string error) = written.BriefWith(browser, "--format", "pdf", "--output", target);
        Assert.Equal((int)ExitCode.Output, code);
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.True(browser == "/bin/false" || error.Contains("print brief.*.html from any browser", StringComparison.Ordinal));
        Assert.True(!Directory.Exists(target) || Directory.GetFiles(target).Length == 0);
        if (Directory.Exists(target))
        {
            Directory.Delete(target, true);
        }
    }

    [Fact]
    public void A_changed_file_changes_the_sentence_and_an_unchanged_one_no_byte()
    {
        string again = Directory.CreateTempSubdirectory("costsim-briefs-again-").FullName;
        string acceptability = written.Table("belgium-baseline", "acceptability"), before = File.ReadAllText(acceptability);
        try
        {
            Assert.Equal(0, written.Brief("belgium-baseline", again).Code);
            string page = File.ReadAllText(written.Page("belgium-baseline", "en"));
            Assert.Equal(page, File.ReadAllText(Path.Combine(again, "brief.en.html")));
            Assert.DoesNotContain("almost certainly the best: in 99%", page, StringComparison.Ordinal);
            File.WriteAllLines(acceptability, File.ReadAllLines(acceptability).Select(line => line.StartsWith("protected_years,1000,nasams-skyranger,", StringComparison.Ordinal)
                ? string.Join(',', [.. line.Split(',')[..3], "0.987", .. line.Split(',')[4..^3], "0.987", "0.98", "0.99"]) : line));
            Assert.Equal(0, written.Brief("belgium-baseline", again).Code);
            Assert.Contains("is almost certainly the best: in 99% of simulations.", File.ReadAllText(Path.Combine(again, "brief.en.html")), StringComparison.Ordinal);
        }
        finally
        {
            File.WriteAllText(acceptability, before);
            Directory.Delete(again, true);
        }
    }

    [Fact]
    public void What_no_brief_can_be_written_of_is_named()
    {
        (int code, _, string error) = written.Brief("nowhere");
        Assert.Equal((int)ExitCode.Unreadable, code);
        Assert.Contains("no complete results", error, StringComparison.Ordinal);
    }
}
