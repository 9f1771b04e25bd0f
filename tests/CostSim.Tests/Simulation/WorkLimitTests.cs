using System.Text;
using System.Text.Json.Nodes;
using CostSim.Cli.Commands;
using CostSim.Cli.Input;
using CostSim.Compilation;
using CostSim.Scenarios;
using CostSim.Simulation;

namespace CostSim.Tests.Simulation;

/// <summary>The work of a run is counted before it begins, and what would take for ever or all memory is refused with what makes it so.</summary>
public sealed class WorkLimitTests
{
    private static readonly SimulationSettings Run = new() { Trials = 1024, Seed = 1 };

    [Fact]
    public void Work_is_counted_by_hand()
    {
        // Two launchers at the port: three numbers of ready ones. A raid of ten: eleven numbers of leakers.
        WorkEstimate work = WorkEstimate.Of(Compiled(_ => { }), Run);
        Assert.Equal((2.0, 3.0, 11.0), (work.RaidsAYear.Value, work.ReadyCombinations.Value, work.RaidOutcomes.Value));
        work = WorkEstimate.Of(
            Compiled(root =>
            {
                root["raids"]!["strike"]!["ratePerYear"] = new JsonObject { ["type"] = "uniform", ["min"] = 1, ["max"] = 7 };
                JsonNode second = root["raids"]!["strike"]!.DeepClone();
                second["ratePerYear"] = 5;
                second["archetypes"]!["ten"]!["attackers"]!["cruise"] = 20;
                root["raids"]!["second"] = second;
                JsonNode other = root["systems"]!["shield"]!.DeepClone();
                root["systems"]!["other"] = other;
                root["options"]!["both"] = root["options"]!["shield"]!.DeepClone();
                root["options"]!["both"]!["purchases"]!["more"] = JsonNode.Parse("""{ "system": "other", "units": 4, "siting": ["port"] }""");
            }),
            Run);
        Assert.Equal((12.0, 15.0, 21.0), (work.RaidsAYear.Value, work.ReadyCombinations.Value, work.RaidOutcomes.Value));
        Assert.Equal(("raids:strike:ratePerYear", "options:both", "raids:second:archetypes:ten"), (work.RaidsAYear.Path, work.ReadyCombinations.Path, work.RaidOutcomes.Path));
    }

    [Theory]
    [InlineData(10_000, 0)]
    [InlineData(10_001, 1)]
    public void More_raids_than_can_be_followed_are_refused(double rate, int problems) =>
        Refused(root => root["raids"]!["strike"]!["ratePerYear"] = rate, Run, "CS250", problems);

    [Theory]
    [InlineData(999, 1)]
    [InlineData(99, 0)]
    public void More_combinations_of_ready_units_than_can_be_weighed_are_refused(int units, int problems) => Refused(
        root =>
        {
            root["systems"]!["other"] = root["systems"]!["shield"]!.DeepClone();
            root["options"]!["shield"]!["purchases"]!["shield"]!["units"] = units;
            root["options"]!["shield"]!["purchases"]!["more"] = JsonNode.Parse("""{ "system": "other", "units": 1000, "siting": ["port"] }""");
        },
        Run, "CS251", problems);

    [Fact]
    public void A_raid_too_large_to_enumerate_is_refused_where_enumerating_was_asked_for()
    {
        static void Many(JsonNode root)
        {
            for (int c = 0; c < 3; c++)
            {
                root["threatClasses"]![$"t{c}"] = JsonNode.Parse("""{ "name": "T", "hitProbability": 0.5, "damageShare": 0.1 }""");
                root["raids"]!["strike"]!["archetypes"]!["ten"]!["attackers"]![$"t{c}"] = 1000;
            }
        }

        Refused(Many, Run, "CS252", 0);
        Refused(Many, Run with { Exact = true }, "CS252", 1);
    }

    [Fact]
    public void Memory_grows_with_options_and_with_trials_that_are_kept()
    {
        Model model = Compiled(_ => { });
        double Bytes(long trials, long keep) => WorkEstimate.Of(model, Run with { Trials = trials, Keep = keep }).Bytes;
        Assert.True(Bytes(1_000_000, 1_000_000) > 5 * Bytes(1_000_000, 100_000) / 2);
        Assert.Equal(Bytes(1_000_000, 100_000), Bytes(100_000, 100_000));
        Assert.Empty(WorkLimits.Check(model, Run with { Trials = 100_000_000, Keep = 100_000 }, 1e9));
        Problem problem = Assert.Single(WorkLimits.Check(model, Run with { Trials = 100_000_000, Keep = 50_000_000 }, 8e9));
        Assert.Equal(("CS253", "run"), (problem.Code, problem.Path));
        Assert.Contains("of 8.0 GB", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_of_days_is_warned_of()
    {
        Problem problem = Assert.Single(WorkLimits.Check(Compiled(_ => { }), Run with { Trials = 4_000_000_000, Keep = 1000 }, 1e12));
        Assert.Equal(("CS255", Severity.Warning), (problem.Code, problem.Severity));
    }

    [Fact]
    public void What_is_refused_is_told_with_its_place()
    {
        string text = TestScenarios.Changed(TestScenarios.Constant, root => root["raids"]!["strike"]!["ratePerYear"] = 20_000).Replace("\r", "", StringComparison.Ordinal);
        ReadResult read = ScenarioReader.Read("test.json", Encoding.UTF8.GetBytes(text));
        string message = Assert.Throws<TooLargeException>(() => RunLimits.Demand(read, ScenarioCompiler.Compile(read.Scenario!), Run, 1e12)).Message;
        int line = text[..text.IndexOf("20000", StringComparison.Ordinal)].Count(c => c == '\n') + 1;
        Assert.Contains($"test.json:{line}:", message, StringComparison.Ordinal);
        Assert.Contains("error CS250", message, StringComparison.Ordinal);
        Assert.Contains("at $.raids.strike.ratePerYear", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Planning_that_takes_for_ever_and_correlations_of_too_many_are_refused()
    {
        string optimal = TestScenarios.Changed(TestScenarios.Constant, root =>
        {
            root["systems"]!["shield"]!["engagement"]!["classes"]!["cruise"] = JsonNode.Parse("""{ "killProbability": 0.7, "missile": "dart", "salvo": 16, "looks": 4, "doctrine": "optimal" }""");
        });
        // 4 looks × 10 targets × 40 engagements × 640 missiles, 160 shots and 10 kills of each state, a quarter of all: 4.1e8.
        Problem planning = Assert.Single(ScenarioReader.Read("test.json", Encoding.UTF8.GetBytes(optimal)).Problems).Problem;
        Assert.Equal("CS239", planning.Code);
        Assert.Contains("4e+8 possibilities", planning.Message, StringComparison.Ordinal);
        string[] groups = [.. new[] { 100, 101 }.Select(n => TestScenarios.Changed(TestScenarios.Constant, root =>
        {
            var pairs = new JsonArray();
            for (int i = 0; i < n; i++)
            {
                root["sites"]![$"s{i}"] = JsonNode.Parse("""{ "name": "S", "valueMEurPerYear": { "type": "uniform", "min": 1, "max": 2 } }""");
                if (i > 0)
                {
                    pairs.Add(JsonNode.Parse($$"""{ "first": "sites:s{{i - 1}}:valueMEurPerYear", "second": "sites:s{{i}}:valueMEurPerYear", "rank": 0.3 }"""));
                }
            }

            root["correlations"] = pairs;
        }))];
        Assert.DoesNotContain(ScenarioReader.Read("test.json", Encoding.UTF8.GetBytes(groups[0])).Problems, one => one.Problem.Severity == Severity.Error);
        Assert.Equal("CS254", ScenarioReader.Read("test.json", Encoding.UTF8.GetBytes(groups[1])).Problems.Single(one => one.Problem.Severity == Severity.Error).Problem.Code);
    }

    private static void Refused(Action<JsonNode> change, SimulationSettings settings, string code, int problems) =>
        Assert.Equal(problems, WorkLimits.Check(Compiled(change), settings, 1e12).Count(problem => problem.Code == code));

    private static Model Compiled(Action<JsonNode> change)
    {
        ReadResult read = ScenarioReader.Read("test.json", Encoding.UTF8.GetBytes(TestScenarios.Changed(TestScenarios.Constant, change)));
        Assert.True(read.IsValid, string.Join("\n", read.Problems.Select(one => one.Problem.Message)));
        return ScenarioCompiler.Compile(read.Scenario!);
    }
}
