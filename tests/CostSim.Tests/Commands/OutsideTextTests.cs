using CostSim.Cli.Output;
using CostSim.Tests.Simulation;

namespace CostSim.Tests.Commands;

/// <summary>Text that comes from outside reaches no terminal, log, page or script as anything but text.</summary>
public sealed class OutsideTextTests : IDisposable
{
    private const string Samples = "trial,option,cost,effect\n0,A,1,2\n0,B,2,3\n1,A,2,2\n1,B,3,4\n";
    private readonly string folder = Directory.CreateTempSubdirectory("costsim-test-").FullName;

    public OutsideTextTests() => File.WriteAllText(At("a.json"), TestScenarios.Constant);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("--output", "out\ntouch injected #", "U+000A, a control character")]
    [InlineData("--output", "out\"x", "it has a \"")]
    [InlineData("--sbatch=--comment=x\ntouch injected", "", "U+000A, a control character")]
    public void A_script_for_a_cluster_has_no_line_that_nobody_meant(string option, string value, string message)
    {
        string[] arguments = ["submit", "a.json", "--engine", "script", "--parts", "1", "--trials", "1024", option, .. value.Length > 0 ? (string[])[value] : []];
        foreach (string[] dry in (string[][])[[], ["--dry-run"]])
        {
            (int code, string output, string error) = CostSimProcess.Run(folder, [.. arguments, .. dry]);
            Assert.Equal((2, ""), (code, output));
            Assert.Contains(message, error, StringComparison.Ordinal);
            Assert.Contains("cannot stand in a script", error, StringComparison.Ordinal);
        }

        Assert.Single(Directory.GetFileSystemEntries(folder));
    }

    [Theory]
    [InlineData("run", "b\u001B[31m.json")]
    [InlineData("verify", "b\u001B[31m")]
    [InlineData("analyze", "b\u001B[31m.csv")]
    [InlineData("compare", "b\u001B[31m")]
    [InlineData("status", "b\u001B[31m")]
    [InlineData("merge", "b\u202E.part")]
    [InlineData("explain", "CS\u001B[31m")]
    [InlineData("replay", "b\u001B]0;title\u0007.json")]
    public void A_name_that_a_terminal_would_obey_is_shown_without_that(string command, string name)
    {
        string[] more = command == "compare" ? [name] : command == "replay" ? ["--trial", "1"] : [];
        (int code, string output, string error) = CostSimProcess.Run(folder, [command, name, .. more]);
        Assert.NotEqual(1, code);
        Assert.DoesNotContain((output + error).ReplaceLineEndings(""), letter => char.IsControl(letter) || letter == '\u202E');
        Assert.NotEqual("", error);
    }

    [Fact]
    public void A_log_has_a_line_for_each_thing_that_was_done()
    {
        File.WriteAllText(At("b\n2026-01-01T00:00:00Z end\u001B[31m.json"), "{");
        (int code, _, string error) = CostSimProcess.Run(folder, "run", ".", "--no-plots", "--trials", "16");
        Assert.True(code == 3, error);
        string[] lines = File.ReadAllLines(At("output/run.log"));
        Assert.All(lines, line => Assert.Matches("^(20|    )", line));
        Assert.Single(lines, line => line.StartsWith('2') && line.Contains(" end", StringComparison.Ordinal));
        Assert.DoesNotContain('\u001B', string.Concat(lines));
    }

    [Theory]
    [InlineData("0,A", "0,A\u202E")]
    [InlineData("effect", "eff\u001Bect")]
    public void Names_of_samples_that_cannot_be_shown_are_refused(string was, string now)
    {
        File.WriteAllText(At("s.csv"), Samples.Replace(was, now, StringComparison.Ordinal).Replace("1,A", was == "0,A" ? "1,A\u202E" : "1,A", StringComparison.Ordinal));
        (int code, _, string error) = CostSimProcess.Run(folder, "analyze", "s.csv", "--cost", "cost", "--effect", was == "effect" ? now : "effect", "--threshold", "0:10:3", "--no-plots");
        Assert.Equal(6, code);
        Assert.Contains("has U+", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(At("output")));
    }

    [Fact]
    public void Results_of_another_kind_are_not_replaced()
    {
        File.WriteAllText(At("s.json"), TestScenarios.Constant.Replace("\"constant\"", "\"a-sweep\"", StringComparison.Ordinal));
        File.WriteAllText(At("s.csv"), Samples);
        File.WriteAllText(At("a.json"), TestScenarios.Constant.Replace("\"constant\"", "\"a\"", StringComparison.Ordinal));
        string[] sweep = ["sweep", "a.json", "--trials", "16", "-q", "--vary", "economy.discountRate=0,0.1"], run = ["run", "s.json", "--trials", "16", "-q", "--no-plots"];
        Ends(0, run);
        string manifest = Convert.ToHexString(File.ReadAllBytes(At("output/a-sweep/manifest.json")));
        Ends(9, sweep);
        Ends(9, ["analyze", "s.csv", "--cost", "cost", "--effect", "effect", "--threshold", "0:10:3", "--name", "a-sweep", "-q", "--no-plots"]);
        Assert.Equal(manifest, Convert.ToHexString(File.ReadAllBytes(At("output/a-sweep/manifest.json"))));
        Directory.Delete(At("output"), recursive: true);
        Ends(0, sweep);
        Ends(0, sweep);
        Ends(9, run);
        Assert.NotNull(Manifest.Read(At("output/a-sweep")));

        void Ends(int expected, string[] arguments)
        {
            (int code, _, string error) = CostSimProcess.Run(folder, arguments);
            Assert.True(code == expected, $"{string.Join(' ', arguments)}: {code} {error}");
        }
    }

    [Fact]
    public void Values_of_a_sweep_that_look_alike_when_shortened_are_two()
    {
        string one = new('a', 70);
        (int code, string output, string error) = CostSimProcess.Run(folder, "sweep", "a.json", "--trials", "16", "--vary", $"title={one}b,{one}c");
        Assert.True(code == 0, error);
        Assert.Contains("2 points", output, StringComparison.Ordinal);
    }

    private string At(string name) => Path.Combine(folder, name);
}
