using System.Security.Cryptography;
using CostSim.Tests.Simulation;

namespace CostSim.Tests.Commands;

/// <summary>Batches as a user meets them: nothing finished is lost, nothing is done twice, one failure costs no other.</summary>
public sealed class BatchTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("costsim-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_same_command_keeps_what_is_complete_and_redoes_what_changed_or_was_damaged()
    {
        string[] names = ["alpha", "beta", "gamma", "delta"];
        foreach (string name in names)
        {
            Scenario(name);
        }

        (int code, string output, string error) = Run();
        Assert.True(code == 0, error);
        Assert.DoesNotContain("kept", output, StringComparison.Ordinal);
        Dictionary<string, string> whole = Tree();
        Assert.Contains("batch.csv", whole.Keys);
        Assert.Contains("index.html", whole.Keys);
        Assert.Contains("regret.csv", whole.Keys);

        // The lock of a run that was killed just after its manifest was written goes too.
        File.WriteAllText(Path.Combine(folder, "output", "alpha", ".costsim-lock"), "");
        (code, output, _) = Run();
        Assert.Equal(0, code);
        Assert.Equal(4, output.Split("kept, complete and the same").Length - 1);
        Assert.Equal(whole, Tree());

        // A byte altered, a file deleted, a manifest gone, an unfinished file left by a killed run.
        string summary = Path.Combine(folder, "output", "alpha", "summary.csv");
        byte[] bytes = File.ReadAllBytes(summary);
        bytes[^5] ^= 1;
        File.WriteAllBytes(summary, bytes);
        File.Delete(Path.Combine(folder, "output", "beta", "trials.csv"));
        File.Delete(Path.Combine(folder, "output", "gamma", "manifest.json"));
        File.WriteAllText(Path.Combine(folder, "output", "gamma", "old.csv.costsim-tmp"), "half");
        (code, _, error) = CostSimProcess.Run(folder, "verify", "output");
        Assert.Equal(10, code);
        Assert.Contains("alpha/summary.csv: SHA-256 ", error, StringComparison.Ordinal);
        Assert.Contains("beta/trials.csv: missing", error, StringComparison.Ordinal);
        Assert.Contains("gamma/manifest.json: missing", error, StringComparison.Ordinal);
        (code, output, _) = Run();
        Assert.Equal(0, code);
        Assert.Single(output.Split('\n'), line => line.Contains("kept", StringComparison.Ordinal));
        Assert.Equal(whole, Tree());
        Assert.Equal(0, CostSimProcess.Run(folder, "verify", "output").Code);

        // A changed scenario alone is done again, and so is everything under another seed or another number of threads is not.
        Scenario("beta", trials: 128);
        (code, output, _) = Run();
        Assert.Equal(0, code);
        Assert.Contains("beta: again: the scenario changed", output, StringComparison.Ordinal);
        Assert.Equal(3, output.Split("kept").Length - 1);
        Assert.DoesNotContain("kept", Run("--seed", "9").Output, StringComparison.Ordinal);
        Assert.Equal(4, Run("--seed", "9", "--threads", "1").Output.Split("kept").Length - 1);
        Assert.DoesNotContain("kept", Run("--seed", "9", "--force").Output, StringComparison.Ordinal);
        string log = File.ReadAllText(Path.Combine(folder, "output", "run.log"));
        Assert.Contains("end: 4 of 4 done", log, StringComparison.Ordinal);
    }

    [Fact]
    public void One_failure_costs_no_other_scenario_its_results()
    {
        Scenario("alpha");
        Scenario("beta");
        File.WriteAllText(Path.Combine(folder, "scenarios", "broken.json"), "{\n");
        Scenario("alpha", file: "copy");
        Scenario("taken");
        Directory.CreateDirectory(Path.Combine(folder, "output"));
        File.WriteAllText(Path.Combine(folder, "output", "taken"), "a file where the folder should be");
        (int code, _, string error) = Run();
        Assert.Equal(7, code);
        Assert.Contains("The file ends before everything that was opened is closed.", error, StringComparison.Ordinal);
        Assert.Contains("its name, alpha, is that of", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at CostSim", error, StringComparison.Ordinal);
        string[] rows = [.. File.ReadLines(Path.Combine(folder, "output", "batch.csv")).Skip(1).Select(row => string.Join(',', row.Split(',').Take(3)))];
        Assert.Equal(["alpha.json,alpha,done", "alpha.json,alpha,done", "beta.json,beta,done", "beta.json,beta,done", "broken.json,,failed", "copy.json,alpha,failed", "taken.json,taken,failed"], rows);
        Assert.Equal(0, CostSimProcess.Run(folder, "verify", "output/alpha", "output/beta/").Code);
        File.Delete(Path.Combine(folder, "output", "taken"));
        File.Delete(Path.Combine(folder, "scenarios", "taken.json"));
        Assert.Equal(3, Run().Code);
    }

    [Fact]
    public void One_scenario_is_run_again_unless_asked_to_resume()
    {
        Scenario("alpha");
        string[] run = ["run", "scenarios/alpha.json", "--no-plots"];
        Assert.Equal(0, CostSimProcess.Run(folder, run).Code);
        Assert.DoesNotContain("kept", CostSimProcess.Run(folder, run).Output, StringComparison.Ordinal);
        Assert.Contains("kept", CostSimProcess.Run(folder, [.. run, "--resume"]).Output, StringComparison.Ordinal);
        Assert.Equal(6, CostSimProcess.Run(folder, "verify", "scenarios").Code);
    }

    [Theory]
    [InlineData("excel-be")]
    [InlineData("rfc4180")]
    public void What_a_batch_says_together_is_the_same_in_every_dialect(string dialect)
    {
        Scenario("alpha");
        Scenario("beta", trials: 128);
        Assert.Equal(0, Run("--csv-dialect", dialect).Code);
        string[] rows = [.. File.ReadLines(Path.Combine(folder, "output", "batch.csv"))];
        Assert.Equal(5, rows.Length);
        Assert.Contains("shield", rows[1], StringComparison.Ordinal);
        string page = File.ReadAllText(Path.Combine(folder, "output", "index.html"));
        Assert.Contains("href=\"alpha/report.html\"", page, StringComparison.Ordinal);
        Assert.Contains("Regret across scenarios", page, StringComparison.Ordinal);
    }

    private void Scenario(string name, int trials = 64, string? file = null)
    {
        Directory.CreateDirectory(Path.Combine(folder, "scenarios"));
        string json = TestScenarios.Constant
            .Replace("\"name\": \"constant\"", $"\"name\": \"{name}\"", StringComparison.Ordinal)
            .Replace("\"unitPriceMEur\": 100", "\"unitPriceMEur\": { \"type\": \"uniform\", \"min\": 50, \"max\": 150 }", StringComparison.Ordinal)
            .Replace("\"schemaVersion\": 1,", $"\"schemaVersion\": 1, \"run\": {{ \"trials\": {trials} }},", StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(folder, "scenarios", (file ?? name) + ".json"), json);
    }

    private (int Code, string Output, string Error) Run(params string[] more) => CostSimProcess.Run(folder, ["run", "scenarios", "--no-plots", .. more]);

    /// <summary>Every file of the output but the log, with its hash.</summary>
    private Dictionary<string, string> Tree()
    {
        string output = Path.Combine(folder, "output");
        return Directory.EnumerateFiles(output, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != "run.log").Order(StringComparer.Ordinal)
            .ToDictionary(file => Path.GetRelativePath(output, file), file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))));
    }
}
