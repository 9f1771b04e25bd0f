using CostSim.Compilation;
using CostSim.Engagement;
using CostSim.Simulation;
using CostSim.Tests.Simulation;

namespace CostSim.Tests.Engagement;

/// <summary>What trials of a group share.</summary>
public sealed class TrialGroupTablesTests
{
    /// <summary>Two sites that differ, one with units of its own from the start, and an order for each; readiness differs from trial to trial and by phase.</summary>
    private static readonly (string, string)[] TwoSites =
    [
        ("sites.plant", """{ "name": "Plant", "valueMEurPerYear": 500, "damageShare": { "cruise": 0.5 } }"""),
        ("raids.strike.targets", """{ "port": 1, "plant": 1 }"""),
        ("assets.old", """{ "system": "shield", "units": 2, "siting": ["plant"] }"""),
        ("systems.shield.ground.availability", """{ "type": "uniform", "min": 0.3, "max": 0.9 }"""),
        ("systems.shield.ground.alertShare", """{ "peace": 0.2, "conflict": 1 }"""),
    ];

    [Fact]
    public void Forces_are_worked_out_for_every_site_that_can_have_them_and_no_other()
    {
        Model model = ScenarioCompiler.Compile(TestScenarios.Read(TestScenarios.Constant, TwoSites));
        TrialRunner runner = Runner(model);
        var sites = new Vulnerabilities(model, runner.Group);
        Assert.Equal(2, sites.Kinds);
        var coverage = new Coverage(model, sites);
        int[] found = new int[sites.Kinds];
        Assert.Equal(2, coverage.Kinds(0, found));
        Assert.Equal(2, coverage.Kinds(2, found));
        var most = new ulong[model.Sites.Length];
        for (int lane = 0; lane < runner.Group.Count; lane++)
        {
            runner.Prepare(lane);
            foreach (ForceYears years in runner.Forces.Placed)
            {
                for (int s = 0; s < most.Length * model.Years; s++)
                {
                    ulong here = years.Sites(s / most.Length)[s % most.Length];
                    most[s % most.Length] = Math.Max(most[s % most.Length], here);
                    Assert.Contains(sites.KindOf(s % most.Length), found[..coverage.Kinds(here, found)]);
                }
            }
        }

        // Both units of the order, and both of the asset: neither bound is wider than what comes to pass.
        Assert.Equal([2UL, 2UL], most);
        Assert.Equal(0, coverage.Kinds(3, found));
    }

    [Fact]
    public void Ready_units_are_those_of_each_trial_and_phase()
    {
        Model model = ScenarioCompiler.Compile(TestScenarios.Read(TestScenarios.Constant, TwoSites));
        TrialRunner runner = Runner(model);
        runner.Forces.BeginGroup();
        var ready = new ReadyUnits(runner.Forces.Groups);
        ready.Begin();
        double[] weights = new double[Readiness.Most];
        for (int round = 0; round < 2; round++)
        {
            foreach ((int number, bool inConflict) in new[] { (2, true), (2, false), (1, false), (1, true) })
            {
                (int first, int count) = ready.Find(0, number, inConflict);
                Assert.Equal(number + 1, count);
                for (int lane = 0; lane < TrialGroup.Lanes; lane++)
                {
                    _ = Readiness.Fill(model.Systems[0], runner.Forces.Groups[0].Of(lane), number, inConflict, weights);
                    for (int r = 0; r < count; r++)
                    {
                        Assert.Equal((ulong)r << model.Systems[0].ForceShift, ready.Units(first + r));
                        Assert.Equal(weights[r], ready.Weights(first + r)[lane]);
                    }
                }
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(40)]
    public void Ready_ground_units_are_binomial_unless_all_fail_together(int units)
    {
        double[] ready = [0, 1e-9, 0.1, 0.5, 0.9, 0.99, 1, 0.3];
        double[] works = [1, 0.9, 1, 0.8, 0.95, 0, 0.7, 0.99];
        double[] weights = new double[(units + 1) * TrialGroup.Lanes];
        Readiness.Ground(units, ready, works, weights);
        for (int lane = 0; lane < TrialGroup.Lanes; lane++)
        {
            double ways = 1;
            for (int r = 0; r <= units; r++)
            {
                double binomial = ways * Math.Pow(ready[lane], r) * Math.Pow(1 - ready[lane], units - r);
                Assert.Equal((works[lane] * binomial) + (r == 0 ? 1 - works[lane] : 0), weights[(r * TrialGroup.Lanes) + lane], 1e-13);
                ways *= (double)(units - r) / (r + 1);
            }
        }
    }

    private static TrialRunner Runner(Model model)
    {
        double[] draws = new double[model.Inputs.Count * TrialGroup.Lanes];
        TestScenarios.Draws(model).Fill(0, TrialGroup.Lanes, draws);
        var runner = new TrialRunner(model, false);
        runner.Group.Take(draws, TrialGroup.Lanes, 0);
        runner.BeginGroup();
        return runner;
    }
}
