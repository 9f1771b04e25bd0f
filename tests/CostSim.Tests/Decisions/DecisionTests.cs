using CostSim.Compilation;
using CostSim.Decisions;
using CostSim.Numerics;
using CostSim.Sampling;
using CostSim.Scenarios;
using CostSim.Simulation;
using CostSim.Tables;
using CostSim.Tests.Simulation;

namespace CostSim.Tests.Decisions;

/// <summary>Decisions from samples, against published examples and closed forms for normal net benefits.</summary>
public sealed class DecisionTests
{
    private const int Trials = 200_000;

    [Fact]
    public void Frontier_options_are_exactly_those_that_are_best_at_some_threshold()
    {
        for (ulong seed = 0; seed < 40; seed++)
        {
            double[] cost = [.. Normals(seed, "cost", 9).Select(z => 100 + (30 * z))];
            double[] effect = [.. Normals(seed, "effect", 9).Select(z => 10 + (4 * z))];
            var best = new HashSet<int>();
            foreach (double threshold in Enumerable.Range(0, 40_000).Select(i => Math.Exp((i - 20_000) / 2500.0)).Prepend(0))
            {
                best.Add(Enumerable.Range(0, 9).MaxBy(d => (threshold * effect[d]) - cost[d]));
            }

            Assert.Equal(best.Order(), Frontier.Of(cost, effect).Where(p => p.Status == FrontierStatus.Frontier).Select(p => p.Option).Order());
        }
    }

    [Theory]
    [InlineData(20, 0.022750131948, 5.9434918318)]
    [InlineData(50, 0.343506672117, 284.7240325046)]
    [InlineData(100, 0.668139885177, 502.953020940)]
    [InlineData(150, 0.769113658403, 456.5144046133)]
    public void Two_normal_options_are_best_as_often_and_know_as_little_as_the_closed_form_says(double threshold, double secondBest, double information)
    {
        // A: effect N(40, 10), cost N(1000, 200); B: effect N(70, 20), cost N(3000, 500).
        var sample = new DecisionSample(
            ["A", "B"],
            [Scaled("costA", 1000, 200), Scaled("costB", 3000, 500)],
            [Scaled("effectA", 40, 10), Scaled("effectB", 70, 20)]);
        ThresholdResult result = NetBenefit.At(sample, threshold);
        Near(secondBest, result.Options[1].ProbabilityBest);
        Near(information, result.PerfectInformation);
        Near((threshold * 70) - 3000, result.Options[1].ExpectedNetBenefit);
        Assert.Equal(1, result.Options.Sum(option => option.ProbabilityBest.Value), 1e-12);
        Assert.Equal(result.PerfectInformation.Value, result.Options.Single(option => option.IsBestOnAverage).ExpectedRegret.Value);
        Assert.True(result.Options.Min(option => option.ExpectedRegret.Value) >= result.PerfectInformation.Value - 1e-9);
    }

    [Fact]
    public void Three_normal_options_have_the_published_value_of_information()
    {
        // Net benefits N(0, 200), N(50, 200), N(80, 200), independent: 135.9741626722; best with .2466, .34195, .41145.
        var sample = new DecisionSample(
            ["a", "b", "c"],
            [Scaled("a", 0, 200), Scaled("b", -50, 200), Scaled("c", -80, 200)],
            [new double[Trials], new double[Trials], new double[Trials]]);
        ThresholdResult result = NetBenefit.At(sample, 1);
        Near(135.9741626722, result.PerfectInformation);
        Near(0.2466002957, result.Options[0].ProbabilityBest);
        Near(0.3419533555, result.Options[1].ProbabilityBest);
        Near(0.4114463488, result.Options[2].ProbabilityBest);
        Assert.Equal(135.9741626722, result.SplitPerfectInformation, 5 * Math.Sqrt(2) * result.PerfectInformation.StandardError);
    }

    [Fact]
    public void The_two_biases_of_perfect_information_bracket_the_truth_when_options_tie()
    {
        // Two options of the same mean: σ_Δ = 500, truth 199.471140200716; over 300 samples of 200 trials.
        double low = 0;
        double high = 0;
        for (ulong seed = 0; seed < 300; seed++)
        {
            double[] difference = [.. Normals(seed, "delta", 200).Select(z => 500 * z)];
            ThresholdResult result = NetBenefit.At(new DecisionSample(["a", "b"], [new double[200], difference.Select(x => -x).ToArray()], [new double[200], new double[200]]), 1);
            low += result.PerfectInformation.Value / 300;
            high += result.SplitPerfectInformation / 300;
        }

        // Expected bias −σ_Δ/√(2πN) = −14.10.
        // one sample's value has a deviation of about 500·0.58/√200, its mean over 300 samples a standard error of 1.2.
        Assert.Equal(199.471 - 14.10, low, 4 * 1.2);
        Assert.True(low < 199.471 && high > 199.471, $"{low} {high}");
    }

    [Fact]
    public void Ties_are_shared_and_replicates_give_the_error()
    {
        double[] cost = [1, 1, 1, 1];
        ThresholdResult result = NetBenefit.At(new DecisionSample(["a", "b"], [cost, cost], [cost, cost], 2), 3);
        Assert.All(result.Options, option => Assert.Equal((0.5, 1.0), (option.ProbabilityBest.Value, option.ProbabilityAmongBest)));
        Assert.True(result.Options[0].IsBestOnAverage);
        Assert.Equal(0, result.PerfectInformation.Value);
        var spread = new DecisionSample(["a", "b"], [new double[] { 1, 1, 5, 5 }, new double[] { 2, 2, 2, 2 }], [cost, cost], 2);
        Assert.Equal(0.5, NetBenefit.At(spread, 0).Options[0].ProbabilityBest.StandardError, 1e-12);
        Assert.Equal(2, NetBenefit.At(spread, 0).Options[0].ExpectedNetBenefit.StandardError, 1e-12);
    }

    [Theory]
    [InlineData(TrialSpread.Mc, 1)]
    [InlineData(TrialSpread.Lhs, 4)]
    public void The_tables_of_a_run_say_what_its_trials_say(TrialSpread design, int replicates)
    {
        const string policy = """
            { "name": "Policy", "purchases": { "first": { "system": "shield", "units": 2, "siting": ["port"] } },
              "fallback": { "primary": "first", "deadlineYear": 2031, "purchases": { "second": { "system": "shield", "units": 1, "siting": ["port"] } } } }
            """;
        Model model = ScenarioCompiler.Compile(TestScenarios.Read(
            TestScenarios.Constant, ("options.policy", policy), ("procurement.decision.delayYears", """{ "type": "uniform", "min": 0, "max": 2 }"""),
            ("systems.shield.cost.unitPriceMEur", """{ "type": "uniform", "min": 10, "max": 400 }"""),
            ("decision", """{ "protectedYears": { "from": 100, "to": 2100, "steps": 5 } }""")));
        var settings = new SimulationSettings { Trials = 1000, Seed = 2, Design = design, Replicates = replicates, Threads = 2 };
        Sample run = Simulator.Run(model, settings, new ModelDraws(model, settings));
        RunTables tables = TableBuilder.Build(run, "test");
        double[][] cost = [.. Enumerable.Range(0, 3).Select(o => run.Column(o, Outcome.Cost).ToArray())];
        double[][] effect = [.. Enumerable.Range(0, 3).Select(o => run.Column(o, Outcome.ProtectedYears).ToArray())];
        Assert.Equal([100, 600, 1100, 1600, 2100], tables.Decisions.Acceptability.Where(row => row.Measure == "protected_years").Select(row => row.Threshold).Distinct());
        foreach (IGrouping<double, AcceptabilityRow> rows in tables.Decisions.Acceptability.Where(row => row.Measure == "protected_years").GroupBy(row => row.Threshold))
        {
            double[][] benefits = [.. Enumerable.Range(0, 1000).Select(t => Enumerable.Range(0, 3).Select(o => (rows.Key * effect[o][t]) - cost[o][t]).ToArray())];
            bool[][] best = [.. benefits.Select(all => all.Select(one => all.Max() - one < 1e-9).ToArray())];
            foreach ((AcceptabilityRow row, int o) in rows.Select((row, o) => (row, o)))
            {
                Assert.Equal(best.Sum(all => all[o] ? 1.0 / all.Count(one => one) : 0) / 1000, row.ProbabilityBest.Value, 1e-12);
                Assert.Equal(best.Count(all => all[o]) / 1000.0, row.AmongBest, 1e-12);
                Assert.Equal((rows.Key * effect[o].Average()) - cost[o].Average(), row.NetBenefit.Value, 1e-8);
            }

            Assert.Equal(rows.Max(row => row.NetBenefit.Value), rows.Single(row => row.OnFrontier).NetBenefit.Value, 1e-9);
            FlexibilityRow flexibility = tables.Decisions.Flexibility.Single(row => row.Measure == "protected_years" && row.Threshold == rows.Key);
            Assert.Equal("policy", flexibility.With);
            AcceptabilityRow[] others = [.. rows.Where(row => row.Option != "policy")];
            Assert.Equal(rows.Single(row => row.Option == "policy").NetBenefit.Value - others.Max(row => row.NetBenefit.Value), flexibility.Value.Value, 1e-8);
            int without = model.OptionIds.ToList().IndexOf(flexibility.Without);
            double[] difference = [.. Enumerable.Range(0, 1000).Select(t => (rows.Key * (effect[2][t] - effect[without][t])) - (cost[2][t] - cost[without][t]))];
            double[] parts = replicates == 1 ? difference : [.. Enumerable.Range(0, replicates).Select(r => difference[(r * 250)..((r + 1) * 250)].Average())];
            Assert.Equal(CostSim.Statistics.Moments.Of(parts).StandardError, flexibility.Value.StandardError, 1e-8);
        }
    }

    private static void Near(double expected, CostSim.Statistics.Estimate found) =>
        Assert.True(Math.Abs(found.Value - expected) < 5 * found.StandardError, $"{found.Value} ± {found.StandardError}, expected {expected}");

    private static double[] Scaled(string name, double mean, double deviation) => [.. Normals(3, name, Trials).Select(z => mean + (deviation * z))];

    private static double[] Normals(ulong seed, string name, int count)
    {
        double[] u = new double[count];
        Uniforms.Fill(seed, StreamKey.Of(name), 0, 0, u);
        return [.. u.Select(Elementary.NormalQuantile)];
    }
}
