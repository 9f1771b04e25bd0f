using CostSim.Cli;

namespace CostSim.Tests.Commands;

/// <summary>The program as a process: figures drawn again from the files of results, and from nothing else.</summary>
public sealed class PlotTests : IDisposable
{
    private const int Trials = 256;
    private readonly string output = Directory.CreateTempSubdirectory("costsim-plot-").FullName;

    private string Results => Path.Combine(output, "belgium-baseline");

    public void Dispose() => Directory.Delete(output, recursive: true);

    [Fact]
    public void Figures_drawn_again_from_the_files_are_those_of_the_run_to_the_last_byte_and_a_changed_file_changes_the_sentence()
    {
        Assert.Equal(0, CostSimProcess.Run(output, "run", Scenario("baseline"), "--trials", $"{Trials}", "--output", output, "--quiet").Code);
        string again = Path.Combine(output, "again");
        Assert.Equal(0, CostSimProcess.Run(output, "plot", Results, "--output", again, "--quiet").Code);
        string[] names = [.. Directory.GetFiles(Path.Combine(Results, "plots")).Select(file => Path.GetFileName(file)!).Order()];
        Assert.Equal(names.Append("report.en.html").Order(), Directory.GetFiles(again).Select(file => Path.GetFileName(file)!).Order());
        Assert.All(names, name => Assert.Equal(File.ReadAllBytes(Path.Combine(Results, "plots", name)), File.ReadAllBytes(Path.Combine(again, name))));

        // So is the report, which leads to the files wherever it is put; and it leaves the run's own alone.
        string report = File.ReadAllText(Path.Combine(Results, "report.html"));
        Assert.Equal(report.Replace("href=\"", "href=\"../belgium-baseline/", StringComparison.Ordinal), File.ReadAllText(Path.Combine(again, "report.en.html")));
        Assert.Equal(0, CostSimProcess.Run(output, "plot", Results, "--quiet").Code);
        Assert.Equal(report, File.ReadAllText(Path.Combine(Results, "report.en.html")));
        Assert.Equal(0, CostSimProcess.Run(output, "verify", Results).Code);

        // The median that one file holds is the median that the title says.
        string summary = Path.Combine(Results, "summary.csv"), distributions = Path.Combine(Results, "distributions.csv");
        File.WriteAllLines(distributions, File.ReadAllLines(distributions).Select(line => line.StartsWith("layered,cost_meur,0.5,", StringComparison.Ordinal) ? "layered,cost_meur,0.5,98765" : line));
        string[] told = Told("fr");
        Assert.Contains(told, line => line.StartsWith("cost-distribution: ", StringComparison.Ordinal) && line.Contains("98,8\u00A0milliards\u00A0d’euros (NASAMS\u00A0+\u00A0Patriot)", StringComparison.Ordinal));
        string acceptability = Path.Combine(Results, "acceptability.csv");
        File.WriteAllLines(acceptability, File.ReadAllLines(acceptability).Select(line => line.StartsWith("protected_years,1000,nasams-skyranger,", StringComparison.Ordinal)
            ? string.Join(',', [.. line.Split(',')[..3], "0.987", .. line.Split(',')[4..^3], "0.987", "0.98", "0.99"]) : line));
        Assert.Contains(Told("en"), line => line.EndsWith("“NASAMS\u00A0+\u00A0Skyranger” is almost certainly the best: in 99% of simulations", StringComparison.Ordinal));
        Assert.Contains("is almost certainly the best: in 99% of simulations.", File.ReadAllText(Path.Combine(output, "en", "report.en.html")), StringComparison.Ordinal);
        Assert.True(File.Exists(summary));

        // Files that are missing, and results of an older kind.
        File.Delete(summary.Replace("summary", "timeline", StringComparison.Ordinal));
        (int code, _, string error) = CostSimProcess.Run(output, "plot", Results);
        Assert.Equal((int)ExitCode.Unreadable, code);
        Assert.Contains("timeline.csv", error, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(Results, "datapackage.json"), "{}");
        (code, _, error) = CostSimProcess.Run(output, "plot", Results);
        Assert.Equal((int)ExitCode.Unreadable, code);
        Assert.Contains("datapackage.json: does not say what the results are of", error, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Suite", "Long")]
    public void Runs_draw_in_a_language_or_two_and_batches_show_what_is_preferred_where()
    {
        Assert.Equal(0, CostSimProcess.Run(output, "run", Scenario("s01-grey-zone"), Scenario("s07-us-squeeze"), "--trials", $"{Trials}", "--samples", "none", "--output", output, "--language", "nl,fr", "--format", "svg", "--csv-dialect", "excel-be", "--quiet").Code);
        string figure = File.ReadAllText(Path.Combine(output, "belgium-s01-grey-zone", "plots", "cost-distribution.nl-fr.svg"));
        Assert.Contains("Mediane levenscycluskosten", figure, StringComparison.Ordinal);
        Assert.Contains("Coût médian du cycle de vie", figure, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(output, "plots", "preferred-protected-years.nl-fr.svg")));
        Assert.True(File.Exists(Path.Combine(output, "plots", "regret-loss-averted.nl-fr.svg")));
        Assert.Contains("<html lang=\"nl\">", File.ReadAllText(Path.Combine(output, "belgium-s01-grey-zone", "report.html")), StringComparison.Ordinal);
        string index = File.ReadAllText(Path.Combine(output, "index.html"));
        Assert.Contains("<html lang=\"nl\">", index, StringComparison.Ordinal);
        Assert.Equal(4, index.Split("<figcaption>").Length - 1);
        Assert.Equal(0, CostSimProcess.Run(output, "plot", output, "--language", "nl,fr", "--quiet").Code);
        Assert.Equal(index, File.ReadAllText(Path.Combine(output, "index.nl-fr.html")));
        (int code, string told, _) = CostSimProcess.Run(output, "plot", output, "--language", "de", "--format", "pdf", "--output", Path.Combine(output, "de"));
        Assert.Equal(0, code);
        Assert.Contains("von 2 Szenarien bevorzugt", told, StringComparison.Ordinal);
        Assert.Contains("Entwurf der Übersetzung", told, StringComparison.Ordinal);
        Assert.Equal(4, Directory.GetFiles(Path.Combine(output, "de"), "*.de.pdf").Length);
    }

    [Theory]
    [InlineData("--language", "nk", "--language takes en, nl, fr or de, found \"nk\".")]
    [InlineData("--language", "nl,fr,de", "two different ones")]
    [InlineData("--format", "jpg", "--format takes png, svg or pdf, found \"jpg\".")]
    [InlineData("--size", "a3", "--size takes slide, a4 or square, found \"a3\".")]
    public void What_cannot_be_drawn_is_refused_with_what_can(string option, string value, string message)
    {
        (int code, _, string error) = CostSimProcess.Run(output, "plot", output, option, value);
        Assert.Equal((int)ExitCode.CommandLine, code);
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_results_is_named()
    {
        (int code, _, string error) = CostSimProcess.Run(output, "plot", output);
        Assert.Equal((int)ExitCode.Unreadable, code);
        Assert.Contains("no complete results", error, StringComparison.Ordinal);
    }

    private string[] Told(string language)
    {
        (int code, string told, _) = CostSimProcess.Run(output, "plot", Results, "--language", language, "--output", Path.Combine(output, language), "--format", "svg");
        Assert.Equal(0, code);
        return told.Split('\n');
    }

    private static string Scenario(string name) => Path.Combine(CostSimProcess.Root, "scenarios", "belgium", name + ".json");
}
