using System.Security.Cryptography;
using CostSim.Cli;
using CostSim.Cli.Commands;
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
        Scenario("taken");
        Directory.CreateDirectory(Path.Combine(folder, "output"));
        File.WriteAllText(Path.Combine(folder, "output", "taken"), "a file where the folder should be");
        (int code, _, string error) = Run();
        Assert.Equal(7, code);
        Assert.Contains("The file ends before everything that was opened is closed.", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at CostSim", error, StringComparison.Ordinal);
        string[] rows = [.. File.ReadLines(Path.Combine(folder, "output", "batch.csv")).Skip(1).Select(row => string.Join(',', row.Split(',').Take(3)))];
        Assert.Equal(["alpha.json,alpha,done", "alpha.json,alpha,done", "beta.json,beta,done", "beta.json,beta,done", "broken.json,,failed", "taken.json,taken,failed"], rows);
        Assert.Equal(0, CostSimProcess.Run(folder, "verify", "output/alpha", "output/beta/").Code);
        File.Delete(Path.Combine(folder, "output", "taken"));
        File.Delete(Path.Combine(folder, "scenarios", "taken.json"));
        Assert.Equal(3, Run().Code);
    }

    [Fact]
    public void Two_scenarios_of_one_name_are_refused_before_anything_is_run()
    {
        Scenario("alpha");
        Scenario("beta");
        Scenario("alpha", file: "copy");
        (int code, _, string error) = Run();
        Assert.Equal(4, code);
        Assert.Contains("scenarios/alpha.json and scenarios/copy.json are both called \"alpha\"", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(folder, "output")));
    }

    [Fact]
    public void Folders_and_patterns_name_scenarios_and_each_file_counts_once()
    {
        Scenario("alpha");
        Scenario("beta");
        Directory.CreateDirectory(Path.Combine(folder, "more", "deep"));
        foreach (string name in (string[])["gamma", "delta"])
        {
            Scenario(name);
            File.Move(Path.Combine(folder, "scenarios", name + ".json"), Path.Combine(folder, "more", "deep", name + ".json"));
        }

        string[] Named(params string[] paths) => [.. CostSimProcess.Run(folder, ["validate", .. paths]).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(';')[0])];
        Assert.Equal(["scenarios/alpha.json: valid", "scenarios/beta.json: valid", "more/deep/delta.json: valid"], Named("scenarios", "scenarios/al*", "more/*/d*.json"));
        Assert.Equal(["more/deep/delta.json: valid", "more/deep/gamma.json: valid", "scenarios/alpha.json: valid", "scenarios/beta.json: valid"], Named("**/*.json"));
        Assert.Equal(["scenarios/beta.json: valid"], Named("scenarios/?e*.json"));
        Assert.Equal(6, CostSimProcess.Run(folder, "validate", "scenarios/z*.json").Code);
    }

    [Fact]
    public void What_changed_since_the_last_complete_batch_is_told_and_stays_told_until_the_next()
    {
        Scenario("alpha");
        Scenario("beta");
        Assert.DoesNotContain("Since the last", Run().Output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder, "output", "digest.csv")));

        // A batch that does not end completely moves nothing on: alpha is still compared with what the first batch said.
        Scenario("alpha", price: 120);
        Scenario("gamma");
        File.WriteAllText(Path.Combine(folder, "scenarios", "broken.json"), "{\n");
        Assert.Equal(3, Run().Code);
        File.Delete(Path.Combine(folder, "scenarios", "broken.json"));
        Scenario("alpha", price: 150);
        (int code, string output, string error) = Run();
        Assert.True(code == 0, error);
        Assert.Contains("Since the last complete batch 1 of 3 scenarios changed.", output, StringComparison.Ordinal);
        Assert.Contains("alpha: input systems:shield:cost:unitPriceMEur: uniform(50, 150) → uniform(100, 200)", output, StringComparison.Ordinal);
        Assert.Contains("gamma: new", output, StringComparison.Ordinal);
        string[] digest = File.ReadAllLines(Path.Combine(folder, "output", "digest.csv"));
        string[] cost = digest.Single(row => row.StartsWith("alpha,outcome,,,,shield,cost_meur,", StringComparison.Ordinal)).Split(',');
        double difference = double.Parse(cost[9], System.Globalization.CultureInfo.InvariantCulture), error1 = double.Parse(cost[10], System.Globalization.CultureInfo.InvariantCulture);

        // Two units 50 dearer, paid over the years: nearly the same in every world, so the error is small.
        Assert.InRange(difference, 60, 100);
        Assert.InRange(Math.Abs(error1), 0, 0.2 * difference);
        Assert.EndsWith(",true", string.Join(',', cost), StringComparison.Ordinal);
        Assert.Contains(digest, row => row.StartsWith("beta,unchanged", StringComparison.Ordinal));
        Assert.Contains("Since the last complete batch", File.ReadAllText(Path.Combine(folder, "output", "index.html")), StringComparison.Ordinal);

        // The same batch over again tells the same, and is not compared with itself.
        Dictionary<string, string> whole = Tree();
        Assert.Equal(0, Run().Code);
        Assert.Equal(whole, Tree());

        // The next one is compared with this one, and what the one before said is let go.
        Scenario("beta", price: 90);
        Assert.Equal(0, Run().Code);
        digest = File.ReadAllLines(Path.Combine(folder, "output", "digest.csv"));
        Assert.Contains(digest, row => row.StartsWith("alpha,unchanged", StringComparison.Ordinal));
        Assert.Contains(digest, row => row.StartsWith("beta,outcome", StringComparison.Ordinal));
        Assert.Equal(["beta"], Directory.EnumerateDirectories(Path.Combine(folder, "output", ".before")).Select(Path.GetFileName));
        Assert.Equal(0, CostSimProcess.Run(folder, "verify", "output").Code);
    }

    [Fact]
    public void A_bug_a_timeout_and_too_little_memory_cost_only_the_scenario_that_meets_them()
    {
        foreach (string name in (string[])["alpha", "beta", "gamma", "delta"])
        {
            Scenario(name);
        }

        string output = Path.Combine(folder, "output");
        RunRequest request = RunRequest.From(new Settings { Output = output, NoPlots = true, Quiet = true, Threads = 1 }, false);
        string[] files = [.. Directory.EnumerateFiles(Path.Combine(folder, "scenarios")).Order(StringComparer.Ordinal)];
        var batch = new BatchRun(request, false, default)
        {
            Timeout = TimeSpan.FromSeconds(5),
            Pipeline = (read, how, place, stop) =>
            {
                switch (read.Scenario!.Name)
                {
                    case "alpha":
                        throw new InvalidOperationException("unexpected");
                    case "beta":
                        stop.WaitHandle.WaitOne();
                        stop.ThrowIfCancellationRequested();
                        break;
                    case "delta":
                        GC.KeepAlive(Array.CreateInstance(typeof(decimal), Array.MaxLength, 1_000));
                        break;
                }

                (CostSim.Tables.RunTables tables, string written, CostSim.Simulation.Sample sample) = RunPipeline.Run(read, how, place, stop);
                return (tables, written, sample.Kept);
            },
        };
        Assert.Equal(ExitCode.SomeFailed, batch.Run(files, []));
        string[] states = [.. File.ReadLines(Path.Combine(output, "batch.csv")).Skip(1).Select(row => string.Join(',', row.Split(',')[1..3])).Distinct()];
        Assert.Equal(["alpha,failed", "beta,failed", "delta,failed", "gamma,done"], states);
        string log = File.ReadAllText(Path.Combine(output, "run.log"));
        Assert.Contains("InvalidOperationException: unexpected\n       at ", log, StringComparison.Ordinal);
        Assert.Contains("beta was given up after 5 s", log, StringComparison.Ordinal);
        Assert.Contains("more memory is needed", log, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, new BatchRun(request, false, default) { KeepsComplete = true }.Run(files, []));
    }

    [Fact]
    public void What_another_run_finished_first_is_kept_and_what_it_takes_away_is_noticed()
    {
        Scenario("alpha");
        Scenario("beta");
        RunRequest request = RunRequest.From(new Settings { Output = Path.Combine(folder, "output"), NoPlots = true, Quiet = true, Threads = 1 }, false);
        string[] files = [.. Directory.EnumerateFiles(Path.Combine(folder, "scenarios")).Order(StringComparer.Ordinal)];
        Dictionary<string, string>? first = null;
        var late = new BatchRun(request, false, default)
        {
            KeepsComplete = true,
            Pipeline = (read, how, place, stop) =>
            {
                if (first is null)
                {
                    Assert.Equal(ExitCode.Done, new BatchRun(request, false, default) { KeepsComplete = true }.Run(files, []));
                    first = Tree();
                }

                (CostSim.Tables.RunTables tables, string written, CostSim.Simulation.Sample sample) = RunPipeline.Run(read, how, place, stop);
                return (tables, written, sample.Kept);
            },
        };
        Assert.Equal(ExitCode.Done, late.Run(files, []));
        Assert.Equal(first, Tree());
        string[] log = [.. File.ReadLines(Path.Combine(folder, "output", "run.log"))];
        Assert.Equal(2, log.Count(line => line.Contains(": done, ", StringComparison.Ordinal)));
        Assert.Equal(2, log.Count(line => line.Contains(": kept, ", StringComparison.Ordinal)));

        var robbed = new BatchRun(request, false, default)
        {
            Pipeline = (read, how, place, stop) =>
            {
                (CostSim.Tables.RunTables tables, string written, CostSim.Simulation.Sample sample) = RunPipeline.Run(read, how, place, stop);
                File.Delete(Path.Combine(folder, "output", "alpha", "manifest.json"));
                return (tables, written, sample.Kept);
            },
        };
        Assert.Equal(ExitCode.InUse, robbed.Run(files, []));
        Assert.Equal(ExitCode.Done, new BatchRun(request, false, default) { KeepsComplete = true }.Run(files, []));
        Assert.Equal(first, Tree());
    }

    [Fact]
    public void Going_on_refuses_to_replace_results_of_other_inputs()
    {
        Scenario("alpha");
        string[] run = ["run", "scenarios/alpha.json", "--no-plots", "--resume"];
        Assert.Equal(0, CostSimProcess.Run(folder, run).Code);
        Dictionary<string, string> whole = Tree();
        (string What, string[] More)[] others =
        [
            ("another seed", ["--seed", "9"]), ("another number of trials", ["--trials", "128"]), ("another design", ["--design", "lhs"]),
            ("the scenario changed", ["--set", "title=Other"]), ("other options", ["--csv-dialect", "excel-be"]), ("other options", ["--samples", "10"]),
        ];
        Assert.All(others, other =>
        {
            (int code, _, string error) = CostSimProcess.Run(folder, [.. run, .. other.More]);
            Assert.Equal(9, code);
            Assert.Contains("holds complete results, but " + other.What, error, StringComparison.Ordinal);
            Assert.Equal(whole, Tree());
        });
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
        Assert.Contains("Regret across the scenarios", page, StringComparison.Ordinal);
    }

    private void Scenario(string name, int trials = 64, string? file = null, int price = 100)
    {
        Directory.CreateDirectory(Path.Combine(folder, "scenarios"));
        string json = TestScenarios.Constant
            .Replace("\"name\": \"constant\"", $"\"name\": \"{name}\"", StringComparison.Ordinal)
            .Replace("\"unitPriceMEur\": 100", $"\"unitPriceMEur\": {{ \"type\": \"uniform\", \"min\": {price - 50}, \"max\": {price + 50} }}", StringComparison.Ordinal)
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
