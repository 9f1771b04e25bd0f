using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CostSim.Cli.Input;
using CostSim.Compilation;
using CostSim.Numerics;
using CostSim.Scenarios;
using CostSim.Simulation;
using CostSim.Statistics;
using CostSim.Tables;
using CostSim.Tests.Commands;

namespace CostSim.Tests.Simulation;

/// <summary>The designs as a scenario uses them: errors by design, and draws that stay when a scenario grows.</summary>
public sealed class DesignTests
{
    private static readonly string Baseline = File.ReadAllText(Path.Combine(CostSimProcess.Root, "scenarios", "belgium", "baseline.json"));

    [Theory]
    [InlineData(TrialSpread.Mc)]
    [InlineData(TrialSpread.Lhs)]
    public void An_option_or_input_more_and_another_order_leave_all_other_columns_as_they_were(TrialSpread design)
    {
        JsonNode grown = JsonNode.Parse(Baseline, documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true })!;
        JsonObject systems = grown["systems"]!.AsObject();
        JsonNode copy = systems["skyranger"]!.DeepClone();
        copy["cost"]!["unitPriceMEur"] = JsonNode.Parse("""{ "type": "uniform", "min": 1, "max": 2 }""");
        systems.Insert(0, "another", copy);
        JsonObject options = grown["options"]!.AsObject();
        options.Insert(0, "another", JsonNode.Parse("""{ "name": "Another", "purchases": { "another": { "system": "another", "units": 3, "siting": ["doel"] } } }"""));
        JsonNode moved = options["patriot"]!.DeepClone();
        options.Remove("patriot");
        options.Insert(0, "patriot", moved);

        Sample before = Simulate(Read(Baseline), design);
        Sample after = Simulate(Read(grown.ToJsonString()), design);
        Assert.True(after.Model.Inputs.Count > before.Model.Inputs.Count);
        for (int o = 0; o < before.Model.OptionIds.Count; o++)
        {
            int there = after.Model.OptionIds.ToList().IndexOf(before.Model.OptionIds[o]);
            foreach (OutcomeInfo info in Outcomes.All)
            {
                Assert.Equal(before.Column(o, info.Outcome).ToArray(), after.Column(there, info.Outcome).ToArray());
            }
        }
    }

    [Theory]
    [InlineData(TrialSpread.Lhs)]
    [InlineData(TrialSpread.Sobol)]
    public void The_error_of_a_mean_is_that_of_the_replicates(TrialSpread design)
    {
        Sample sample = Simulate(Read(Baseline), design, 1024);
        RunTables tables = TableBuilder.Build(sample, "test");
        Assert.Equal(16, tables.Facts.Replicates);
        double[] costs = sample.Column(1, Outcome.Cost).ToArray();
        double[] means = [.. Enumerable.Range(0, 16).Select(r => costs.Skip(64 * r).Take(64).Average())];
        double average = means.Average();
        double expected = Math.Sqrt(means.Sum(m => (m - average) * (m - average)) / 15 / 16);
        SummaryRow row = tables.Summary.First(one => one.Option == sample.Model.OptionIds[1] && one.Outcome == "cost_meur");
        Assert.Equal(1, row.StandardError / expected, 1e-9);
        Assert.Equal(average, row.Mean, 1e-8 * average);
    }

    [Fact]
    public void Priority_moves_an_input_to_another_dimension_and_leaves_independent_trials_alone()
    {
        Model model = ScenarioCompiler.Compile(TestScenarios.Read(
            TestScenarios.Constant,
            ("systems.shield.cost.unitPriceMEur", """{ "type": "uniform", "min": 50, "max": 150 }"""),
            ("threatClasses.cruise.hitProbability", """{ "type": "uniform", "min": 0, "max": 1 }""")));
        int input = model.Inputs.ToList().FindIndex(one => one.Path == "threatClasses:cruise:hitProbability");
        double[] Column(TrialSpread design, params string[] priority)
        {
            var settings = new SimulationSettings { Trials = 1024, Seed = 4, Design = design, Replicates = design == TrialSpread.Mc ? 1 : 2, Priority = priority };
            double[] draws = new double[model.Inputs.Count * 1024];
            new ModelDraws(model, settings).Fill(0, 1024, draws);
            return draws[(input * 1024)..((input + 1) * 1024)];
        }

        Assert.NotEqual(Column(TrialSpread.Sobol), Column(TrialSpread.Sobol, model.Inputs[input].Path));
        Assert.Equal(Column(TrialSpread.Mc), Column(TrialSpread.Mc, model.Inputs[input].Path));
    }

    [Fact]
    [Trait("Suite", "Long")]
    public void The_error_under_a_design_is_honest()
    {
        // Means of 24 seeds spread as the stated error says: chi-squared with 23 degrees of freedom, far quantiles of 1 in 10,000.
        Model model = ScenarioCompiler.Compile(Read(Baseline));
        double[] means = new double[24];
        double stated = 0;
        for (int seed = 0; seed < means.Length; seed++)
        {
            Sample sample = Simulate(model, TrialSpread.Sobol, 512, seed + 1);
            SummaryRow row = TableBuilder.Build(sample, "test").Summary.First(one => one.Option == "patriot" && one.Outcome == "protected_years");
            means[seed] = row.Mean;
            stated += row.StandardError * row.StandardError / means.Length;
        }

        double ratio = Moments.Of(means).Variance / stated;
        Assert.InRange(ratio, 0.25, 2.6);
    }

    [Fact]
    public void A_precision_stops_where_two_checkpoints_pass_and_not_before()
    {
        Scenario scenario = TestScenarios.Read(TestScenarios.Constant, ("systems.shield.cost.unitPriceMEur", """{ "type": "uniform", "min": 50, "max": 150 }"""));
        Model model = ScenarioCompiler.Compile(scenario);
        var asked = new List<long>();
        Sample Run(SimulationSettings how)
        {
            asked.Add(how.Trials);
            return Simulator.Run(model, how, new ModelDraws(model, how));
        }

        var settings = new SimulationSettings { Trials = 0, Seed = 3, Threads = 2 };
        (Sample sample, Precision precision) = PrecisionRun.Run(model, settings, new PrecisionGoal { Outcome = "cost_meur", RelativeError = 0.0025 }, Run);
        Assert.True(precision.IsReached);
        Assert.Equal("shield", precision.Limiting);
        Assert.Equal(asked[^1], sample.Trials);
        Assert.Equal([.. Enumerable.Range(0, asked.Count).Select(k => 16_384L << k)], asked);
        Assert.True(asked.Count >= 2);
        Moments cost = Moments.Of(sample.Column(1, Outcome.Cost).Span);
        Assert.Equal(1.959963984540054 * cost.StandardError / cost.Mean, precision.Reached, 1e-9);
        Assert.True(precision.Reached <= 0.0025);
    }

    [Fact]
    public void A_choice_is_settled_when_the_better_option_is_ahead_of_noise_twice()
    {
        // Two options of the same effect, the second dearer by a fiftieth of its price's deviation.
        Scenario scenario = TestScenarios.Read(
            TestScenarios.Constant, ("systems.shield.cost.unitPriceMEur", """{ "type": "uniform", "min": 50, "max": 150 }"""),
            ("systems.twin", TestScenarios.Part("systems.shield").Replace("\"unitPriceMEur\": 100", "\"unitPriceMEur\": { \"type\": \"uniform\", \"min\": 50.6, \"max\": 150.6 }", StringComparison.Ordinal)),
            ("options.twin", """{ "name": "Twin", "purchases": { "twin": { "system": "twin", "units": 2, "missiles": { "dart": 1000 }, "siting": ["port"] } } }"""),
            ("decision", """{ "protectedYears": { "to": 10000 } }"""));
        Model model = ScenarioCompiler.Compile(scenario);
        Sample Run(SimulationSettings how) => Simulator.Run(model, how, new ModelDraws(model, how));
        var goal = new DecisionGoal { Measure = "protected_years", WrongByNoise = 0.01 };
        var settings = new SimulationSettings { Trials = 0, Seed = 3, Threads = 2 };
        (Sample sample, Precision precision) = PrecisionRun.Run(model, settings, new PrecisionGoal { Decision = goal, MostTrials = 262_144 }, Run);
        Assert.True(precision.IsReached);
        Assert.Equal(("shield", "twin"), (precision.Preferred, precision.Limiting));
        Assert.True(sample.Trials > 32_768, $"{sample.Trials} trials");
        Assert.InRange(precision.Reached, 0, 0.01);

        // Five looks share the probability: their tail at the end is a fifth of the bound.
        double[] difference = [.. sample.Column(1, Outcome.Cost).ToArray().Zip(sample.Column(2, Outcome.Cost).ToArray(), (a, b) => b - a)];
        Moments moments = Moments.Of(difference);
        Assert.Equal(5 * Elementary.NormalCdf(-moments.Mean / moments.StandardError), precision.Reached, 1e-4);

        // A difference that does not matter is settled at once; without trials enough nothing is.
        (sample, precision) = PrecisionRun.Run(model, settings, new PrecisionGoal { Decision = goal with { IndifferenceMEur = 20 }, MostTrials = 262_144 }, Run);
        Assert.True(precision.IsReached);
        Assert.Equal(32_768, sample.Trials);
        (sample, precision) = PrecisionRun.Run(model, settings, new PrecisionGoal { Decision = goal, MostTrials = 32_768 }, Run);
        Assert.False(precision.IsReached);
        Assert.True(precision.PredictedTrials > 32_768);
    }

    [Fact]
    public void An_input_made_certain_is_passed_over_where_it_is_named()
    {
        (string, string)[] named =
        [
            ("run.priority", """["systems:shield:cost:unitPriceMEur", "systems:shield:schedule:slip"]"""),
            ("correlations", """[{ "first": "systems:shield:cost:unitPriceMEur", "second": "systems:shield:schedule:slip", "rank": 0.5 }]"""),
            ("decision", """{ "protectedYears": { "to": 100 }, "groups": { "price": { "inputs": ["systems:shield:cost:*"] } }, "studies": { "offer": { "input": "systems:shield:cost:unitPriceMEur", "observes": "normal", "deviation": 5, "sizes": [1] } } }"""),
            ("systems.shield.schedule.slip", """{ "type": "uniform", "min": 1, "max": 2 }"""),
        ];
        Scenario scenario = TestScenarios.Read(TestScenarios.Constant, named);
        Model model = ScenarioCompiler.Compile(scenario);
        IReadOnlyList<Problem> warnings = ScenarioCompiler.Check(scenario);
        Assert.Equal(["correlations:0", "decision:studies:offer:input"], warnings.Select(problem => problem.Path));
        Assert.All(warnings, problem => Assert.Equal((Severity.Warning, "CS237"), (problem.Severity, problem.Code)));
        Assert.Single(model.Inputs);
        Assert.Empty(model.Dependence);
        Sample sample = Simulate(scenario, TrialSpread.Sobol);
        RunTables tables = TableBuilder.Build(sample, "test");
        Assert.Empty(tables.Decisions.Studies);
        Assert.DoesNotContain(tables.Decisions.Information, row => row.Input.StartsWith("(group", StringComparison.Ordinal));

        // What is no quantity at all is still an error.
        Assert.NotEmpty(ScenarioCompiler.Check(TestScenarios.Read(TestScenarios.Constant, ("options.other", """{ "name": "Other" }""")) with { Run = new RunSettings { Priority = ["systems:shield:cost:unitPrice"] } }));
    }

    private static Scenario Read(string json)
    {
        ReadResult read = ScenarioReader.Read("test.json", Encoding.UTF8.GetBytes(json));
        Assert.True(read.IsValid, string.Join("\n", read.Problems.Select(p => p.Problem.Message)));
        return read.Scenario!;
    }

    private static Sample Simulate(Scenario scenario, TrialSpread design, long trials = 1024) =>
        Simulate(ScenarioCompiler.Compile(scenario), design, trials, 11);

    private static Sample Simulate(Model model, TrialSpread design, long trials, long seed)
    {
        var settings = new SimulationSettings
        {
            Trials = trials,
            Seed = seed,
            Design = design,
            Replicates = design == TrialSpread.Mc ? 1 : 16,
            Priority = model.Scenario.Run.Priority,
            Threads = 2,
        };
        return Simulator.Run(model, settings, new ModelDraws(model, settings));
    }
}
