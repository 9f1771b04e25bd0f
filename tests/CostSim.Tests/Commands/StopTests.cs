using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using CostSim.Cli;
using CostSim.Cli.Commands;
using CostSim.Tests.Simulation;

namespace CostSim.Tests.Commands;

/// <summary>Time limits and signals as a user meets them: honoured wherever the program is. The bounds are far shorter than the work and far longer than stopping takes.</summary>
[Trait("Suite", "Long")]
public sealed class StopTests : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);
    private readonly string folder = Directory.CreateTempSubdirectory("costsim-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_time_limit_ends_a_scenario_of_which_a_thousand_trials_take_minutes()
    {
        File.WriteAllText(Path.Combine(folder, "heavy.json"), Heavy());
        var clock = Stopwatch.StartNew();
        (int code, _, string error) = CostSimProcess.Run(folder, "run", "heavy.json", "--no-plots", "--quiet", "--timeout-per-scenario", "1");
        Assert.Equal(3, code);
        Assert.Contains("constant was given up after 1 s (--timeout-per-scenario).", error, StringComparison.Ordinal);
        Assert.True(clock.Elapsed < Soon, $"{clock.Elapsed}");
        Assert.False(File.Exists(Path.Combine(folder, "output", "constant", "manifest.json")));
    }

    [Theory]
    [InlineData("TERM", 143)]
    [InlineData("INT", 130)]
    public void A_signal_ends_a_run_while_its_trials_are_studied(string signal, int wanted)
    {
        File.WriteAllText(Path.Combine(folder, "wide.json"), Wide());
        string results = Path.Combine(folder, "output", "constant");

        // The trials are written while they are studied.
        (int code, string error) = Stopped(signal, () => Directory.Exists(results) && Directory.EnumerateFiles(results, "trials.csv*").Any(), "run", "wide.json", "--quiet", "--threads", "1");
        Assert.Equal(wanted, code);
        Assert.Contains("Stopping.", error, StringComparison.Ordinal);
        Assert.Contains("Stopped. Unfinished results", error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(results, "manifest.json")));
    }

    [Fact]
    public void A_time_limit_ends_a_run_while_its_trials_are_studied_and_the_others_go_on()
    {
        Directory.CreateDirectory(Path.Combine(folder, "scenarios"));
        File.WriteAllText(Path.Combine(folder, "scenarios", "a-wide.json"), Wide());
        File.WriteAllText(Path.Combine(folder, "scenarios", "other.json"), TestScenarios.Constant.Replace("\"name\": \"constant\"", "\"name\": \"other\", \"run\": { \"trials\": 64 }", StringComparison.Ordinal));
        (int code, _, string error) = CostSimProcess.Run(folder, "run", "scenarios", "--no-plots", "--quiet", "--threads", "1", "--timeout-per-scenario", "8");
        Assert.Equal(3, code);
        Assert.Contains("constant was given up after 8 s", error, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder, "output", "other", "manifest.json")));
        Assert.False(File.Exists(Path.Combine(folder, "output", "constant", "manifest.json")));
    }

    [Fact]
    public void A_signal_ends_an_analysis()
    {
        File.WriteAllText(Path.Combine(folder, "samples.csv"), Samples(200_000));
        string results = Path.Combine(folder, "output", "samples-analysis");
        (int code, string error) = Stopped(
            "TERM", () => true, "analyze", "samples.csv", "--wide", "--cost", "cost", "--effect", "effect", "--threshold", "0:100:10000", "--quiet", "--threads", "1");
        Assert.Equal(143, code);
        Assert.Contains("Stopped. Unfinished results", error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(results, "manifest.json")));
    }

    [Fact]
    public void A_signal_ends_a_program_that_nobody_listens_to()
    {
        // A trial of thousands of raids, told on a pipe that nobody reads: the program waits for ever to tell it, and could not even say that it stops.
        JsonNode root = JsonNode.Parse(TestScenarios.Constant)!;
        root["raids"]!["strike"]!["ratePerYear"] = 2000;
        root["raids"]!["strike"]!["phase"] = "always";
        File.WriteAllText(Path.Combine(folder, "raids.json"), root.ToJsonString());
        using Process process = Start("replay", "raids.json", "--trial", "3", "--json");
        Thread.Sleep(3000);
        Assert.False(process.HasExited, "the account fits into the pipe");
        Send("TERM", process);
        Assert.True(process.WaitForExit(Soon));
        Assert.Equal(143, process.ExitCode);
    }

    [Fact]
    public void What_fails_in_threads_of_their_own_has_the_code_of_what_it_is()
    {
        (Exception Fault, ExitCode Code)[] cases =
        [
            (new InsufficientMemoryException(), ExitCode.SomeFailed),
            (new AggregateException(new OperationCanceledException(), new InsufficientMemoryException()), ExitCode.SomeFailed),
            (new AggregateException(new IOException("full")), ExitCode.Output),
            (new AggregateException(new CostSim.Cli.Input.UnreadableFileException("gone")), ExitCode.Unreadable),
        ];
        foreach ((Exception fault, ExitCode code) in cases)
        {
            Assert.Equal(code, ScenarioCommands.Guarded(() => throw fault));
        }

        Assert.Throws<InvalidOperationException>(() => ScenarioCommands.Guarded(() => throw new AggregateException(new InvalidOperationException("a bug"))));
    }

    [Fact]
    public void A_file_that_cannot_be_written_beside_the_trials_is_told_as_that()
    {
        // Where the rows of trials that are not kept are to go there is a folder.
        File.WriteAllText(Path.Combine(folder, "constant.json"), TestScenarios.Constant);
        Directory.CreateDirectory(Path.Combine(folder, "output", "constant", "trials.csv.costsim-tmp"));
        (int code, _, string error) = CostSimProcess.Run(folder, "run", "constant.json", "--trials", "200000", "--keep", "1024", "--no-plots", "--quiet");
        Assert.True(code == 7, error);
        Assert.Contains("cannot be written", error, StringComparison.Ordinal);
    }

    /// <summary>A scenario of which a block of 1,024 trials takes minutes.</summary>
    private static string Heavy()
    {
        JsonNode root = JsonNode.Parse(TestScenarios.Constant)!;
        root["raids"]!["strike"]!["archetypes"]!["ten"]!["attackers"]!["cruise"] = 15;
        JsonNode shield = root["systems"]!["shield"]!;
        shield["engagement"]!["classes"]!["cruise"] = JsonNode.Parse("""{ "killProbability": 0.7, "salvo": 4, "missile": "dart", "doctrine": "optimal", "looks": 3 }""");
        shield["ground"] = JsonNode.Parse("""{ "channels": 1000, "readyMissiles": { "dart": 10000 }, "cycles": 100 }""");
        JsonNode purchase = root["options"]!["shield"]!["purchases"]!["shield"]!;
        (purchase["units"], purchase["missiles"]!["dart"]) = (100, 100_000);
        return root.ToJsonString();
    }

    /// <summary>A scenario whose trials are soon simulated and long studied: many are kept, of many options and uncertain inputs.</summary>
    private static string Wide()
    {
        JsonNode root = JsonNode.Parse(TestScenarios.Constant)!;
        root["run"] = JsonNode.Parse("""{ "trials": 100000 }""");
        for (int i = 0; i < 400; i++)
        {
            root["sites"]![$"site{i}"] = JsonNode.Parse("""{ "name": "Site", "valueMEurPerYear": { "type": "uniform", "min": 500, "max": 1500 } }""");
        }

        for (int i = 0; i < 20; i++)
        {
            JsonNode option = root["options"]![$"option{i}"] = root["options"]!["shield"]!.DeepClone();
            option["purchases"]!["shield"]!["units"] = 1 + (i % 5);
        }

        return root.ToJsonString();
    }

    /// <summary>Samples of two options.</summary>
    private static string Samples(int trials) => "cost_a,cost_b,effect_a,effect_b\n" + string.Concat(
        Enumerable.Range(0, trials).Select(t => string.Create(CultureInfo.InvariantCulture, $"{t % 97},{t % 89},{t % 83},{t % 79}\n")));

    /// <summary>Starts the program and sends it a signal, after a moment, when something is so.</summary>
    private (int Code, string Error) Stopped(string signal, Func<bool> when, params string[] arguments)
    {
        using Process process = Start(arguments);
        Task<string> error = process.StandardError.ReadToEndAsync();
        Thread.Sleep(1000);
        while (!when() && !process.HasExited)
        {
            Thread.Sleep(5);
        }

        Assert.False(process.HasExited, "the work is too short for this test");
        Send(signal, process);
        Assert.True(process.WaitForExit(Soon));
        return (process.ExitCode, error.Result);
    }

    private Process Start(params string[] arguments)
    {
        string program = Path.Combine(Path.GetDirectoryName(typeof(CostSim.Cli.Input.ScenarioReader).Assembly.Location)!, "costsim.dll");

        // Where the tests run in the background the interrupt is ignored, and a child would inherit that.
        string interruptible = OperatingSystem.IsLinux() ? "env --default-signal=INT " : "";
        var start = new ProcessStartInfo("bash", ["-c", $"exec {interruptible}dotnet \"$@\" >&2", "costsim", program, .. arguments]) { WorkingDirectory = folder, RedirectStandardError = true };
        return Process.Start(start)!;
    }

    private static void Send(string signal, Process process)
    {
        using var sent = Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        sent.WaitForExit();
    }
}
