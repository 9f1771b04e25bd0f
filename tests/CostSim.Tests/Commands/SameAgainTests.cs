using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;

namespace CostSim.Tests.Commands;

/// <summary>The command that a report prints under "The same again", run as a shell runs it.</summary>
public sealed class SameAgainTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("costsim-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("--csv-dialect", "excel-be", "--language", "nl", "--format", "svg")]
    [InlineData("--name", "other", "--no-plots", "--options", "usual,new", "--design", "lhs")]
    [InlineData("--replicates", "2", "--no-plots", "--input", "p 1", "--realised")]
    [InlineData("--no-plots", "--inputs", "the inputs.csv")]
    public void An_analysis_is_made_again_to_the_last_byte(params string[] more)
    {
        Directory.CreateDirectory(Path.Combine(folder, "my samples"));
        File.WriteAllText(Path.Combine(folder, "the inputs.csv"), "sim,x\n1,0.5\n2,0.25\n3,0.75\n4,0\n");
        File.WriteAllText(
            Path.Combine(folder, "my samples", "it's.csv"),
            "sim,strategy,the c,q,r,p 1\n" + string.Concat(Enumerable.Range(1, 4).Select(t => $"{t},usual,{100 + t},1,2,0.{t}\n{t},new,{120 + (t * t)},1.{t},3,0.{t}\n")));
        string[] how = ["--cost", "the c", "--effect", "q", "--effect", "r", "--threshold", "10,20,40", "--threshold", "0:50:5", "--trial-column", "sim", "--option-column", "strategy"];
        if (more.Contains("--realised"))
        {
            // Luck and inputs do not go together; what was asked is refused as a whole.
            Assert.Equal(2, CostSimProcess.Run(folder, ["analyze", "my samples/it's.csv", .. how, .. more]).Code);
            more = [.. more.Where(word => word is not ("--input" or "p 1"))];
        }

        Expect(["analyze", "my samples/it's.csv", .. how, .. more], "");
        CheckAgain("");
    }

    [Theory]
    [InlineData("--trials", "64", "--design", "sobol", "--replicates", "2", "--no-plots", "--draws", "false", "--seed", "9")]
    [InlineData("--trials", "100", "--samples", "none", "--no-plots", "--set", "decision.protectedYears.to=900", "--exact")]
    public void A_small_run_is_made_again_to_the_last_byte(params string[] more) => RunAgain(more);

    [Theory]
    [Trait("Suite", "Long")]
    [InlineData("--trials", "1024", "--samples", "10", "--draws", "--csv-dialect", "excel-be", "--language", "fr,de", "--format", "pdf")]
    [InlineData("--trials", "3000", "--keep", "1024", "--no-plots")]
    [InlineData("--no-plots", "--set", "run.until={\"outcome\":\"cost_meur\",\"relativeError\":0.5,\"mostTrials\":32768}")]
    public void A_run_is_made_again_to_the_last_byte(params string[] more) => RunAgain(more);

    private void RunAgain(string[] more)
    {
        string model = more.Contains("--exact") || more[^1].StartsWith("run.until", StringComparison.Ordinal) ? Simulation.TestScenarios.Constant : File.ReadAllText(Path.Combine(CostSimProcess.Root, "scenarios", "belgium", "baseline.json"));
        File.WriteAllText(Path.Combine(folder, "s.json"), model);
        Expect(["run", "s.json", .. more], "");

        // Settings of the place in which it is run again change nothing.
        string results = Directory.GetDirectories(Path.Combine(folder, "output")).Single();
        File.WriteAllText(Path.Combine(results, "costsim.json"), """{ "language": "de", "csvDialect": "excel-be", "noPlots": true, "samples": "5", "seed": 3, "design": "lhs", "totalOrder": 2048 }""");
        CheckAgain(results);
    }

    /// <summary>Takes the printed command out of the report, runs it into another folder and compares all files.</summary>
    private void CheckAgain(string place)
    {
        string results = Directory.GetDirectories(Path.Combine(folder, "output")).Single();
        string html = File.ReadAllText(Path.Combine(results, "report.html"));
        string command = new HtmlParser().ParseDocument(html).QuerySelectorAll("code").Select(code => code.TextContent).Single(text => text.StartsWith("costsim ", StringComparison.Ordinal));
        string again = Path.Combine(folder, "again");
        Expect([.. Words(command).Skip(1), "--output", again], place);
        foreach (string file in Directory.GetFiles(results, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != "costsim.json"))
        {
            string other = Path.Combine(again, Path.GetFileName(results), Path.GetRelativePath(results, file));
            Assert.True(File.Exists(other), $"{other}: missing after {command}");
            Assert.True(File.ReadAllBytes(file).AsSpan().SequenceEqual(File.ReadAllBytes(other)), $"{Path.GetFileName(file)} differs after {command}");
        }
    }

    private void Expect(string[] arguments, string place)
    {
        (int code, _, string error) = CostSimProcess.Run(Path.Combine(folder, place), arguments);
        Assert.True(code == 0, error);
    }

    /// <summary>The words of a command as a shell takes it apart: single quotes, and a quote of its own as '\''.</summary>
    private static string[] Words(string command) =>
        [.. Regex.Matches(command, @"(?:'[^']*'|\\'|[^\s'\\])+").Select(word => Regex.Replace(word.Value, @"'([^']*)'|\\(')", "$1$2"))];

    [Fact]
    public void Words_of_a_command_are_taken_apart_as_a_shell_does() =>
        Assert.Equal(["a", "it's b", "", "-x"], Words(Cli.Console.ShellWords.Line(["a", "it's b", "", "-x"])));
}
