using CostSim.Simulation;

namespace CostSim.Tests.Simulation;

/// <summary>What a sceptic would try.</summary>
public sealed class SanityTests
{
    private const string Uncertain = """{ "type": "pert", "min": 0.1, "mode": 0.5, "max": 3 }""";

    [Fact]
    public void Perfect_defence_leaves_no_loss_once_it_is_there()
    {
        Sample run = TestScenarios.Run(
            2, ("systems.shield.engagement.classes.cruise.killProbability", "1"), ("systems.shield.ground.channels", "100"), ("systems.shield.schedule.leadYears", "0"),
            ("systems.shield.schedule.intervalYears", "0"), ("systems.shield.schedule.trainingYears", "0"), ("procurement.decision.delayYears", "0"),
            ("procurement.negotiationYears", "0"));
        Assert.Equal(0, run.Column(1, Outcome.Loss).Span[0], 1e-12);
        Assert.Equal(4, run.Column(1, Outcome.ProtectedYears).Span[0], 1e-12);
        Sample often = TestScenarios.Run(
            200, ("conflict.onsetProbability", "0.9"), ("systems.shield.engagement.classes.cruise.killProbability", "1"), ("systems.shield.ground.channels", "100"),
            ("systems.shield.schedule.leadYears", "0"), ("systems.shield.schedule.intervalYears", "0"), ("systems.shield.schedule.trainingYears", "0"),
            ("procurement.decision.delayYears", "0"), ("procurement.negotiationYears", "0"));
        Assert.All(often.Column(1, Outcome.RealisedLoss).ToArray(), loss => Assert.Equal(0, loss));
        Assert.Contains(often.Column(0, Outcome.RealisedLoss).ToArray(), loss => loss > 0);
    }

    [Fact]
    public void A_kill_probability_of_zero_is_the_status_quo_at_a_price()
    {
        Sample run = TestScenarios.Run(2, ("systems.shield.engagement.classes.cruise.killProbability", "0"));
        Assert.Equal(0, run.Column(1, Outcome.LossAverted).Span[0]);
        Assert.Equal(0, run.Column(1, Outcome.ProtectedYears).Span[0]);
        Assert.True(run.Column(1, Outcome.Cost).Span[0] > 1000);
        Sample happened = TestScenarios.Run(200, ("systems.shield.engagement.classes.cruise.killProbability", "0"), ("conflict.onsetProbability", "0.9"));
        Assert.Equal(happened.Column(0, Outcome.RealisedLoss).ToArray(), happened.Column(1, Outcome.RealisedLoss).ToArray());
        Assert.Contains(happened.Column(0, Outcome.RealisedLoss).ToArray(), loss => loss > 0);
    }

    [Fact]
    public void Without_conflict_nothing_is_lost_to_raids_of_conflict()
    {
        Sample run = TestScenarios.Run(2, ("conflict.onsetProbability", "0"));
        Assert.Equal(0, run.Column(0, Outcome.Loss).Span[0]);
        Assert.Equal(0, run.Column(1, Outcome.Leakers).Span[0]);
        Assert.Equal(0, run.Column(0, Outcome.RealisedLoss).Span[0]);
    }

    [Fact]
    public void Doubling_the_price_doubles_acquisition()
    {
        Sample once = TestScenarios.Run(2);
        Sample twice = TestScenarios.Run(2, ("systems.shield.cost.unitPriceMEur", "200"), ("missiles.dart.priceMUsd", "5"));
        for (int y = 0; y < 4; y++)
        {
            Assert.Equal(2 * once.YearlyMean(1, y, YearlyOutcome.Acquisition), twice.YearlyMean(1, y, YearlyOutcome.Acquisition), 1e-9);
            Assert.Equal(2 * once.YearlyMean(1, y, YearlyOutcome.Missiles), twice.YearlyMean(1, y, YearlyOutcome.Missiles), 1e-9);
            Assert.Equal(2 * once.YearlyMean(1, y, YearlyOutcome.Replenishment), twice.YearlyMean(1, y, YearlyOutcome.Replenishment), 1e-9);
        }
    }

    [Fact]
    public void Missiles_that_nobody_fires_make_no_difference()
    {
        Sample plain = TestScenarios.Run(8, ("options.nothing.purchases", "{}"));
        Sample stored = TestScenarios.Run(
            8, ("missiles.spare", """{ "name": "Spare", "priceMEur": 3 }"""), ("missiles.unused", """{ "name": "Unused", "priceMEur": 3 }"""),
            ("assets.depot", """{ "system": "gun", "units": 1, "siting": ["port"], "missiles": { "spare": 9 } }"""),
            ("systems.gun", """{ "name": "Gun", "cost": { "unitPriceMEur": 1 }, "schedule": { "leadYears": 1 }, "ground": { "channels": 1 }, "engagement": { "classes": {} } }"""));
        Assert.Equal(["dart", "spare"], stored.Model.MissileIds);
        Assert.Equal(plain.Column(1, Outcome.Cost).ToArray(), stored.Column(1, Outcome.Cost).ToArray());
        Assert.Equal(plain.Column(1, Outcome.Loss).ToArray(), stored.Column(1, Outcome.Loss).ToArray());
    }

    [Fact]
    public void More_units_never_protect_less()
    {
        double before = -1;
        foreach (int units in (int[])[1, 2, 3, 5])
        {
            Sample run = TestScenarios.Run(
                64, ("options.shield.purchases.shield.units", units.ToString(System.Globalization.CultureInfo.InvariantCulture)),
                ("systems.shield.schedule.intervalYears", "0"), ("systems.shield.ground.availability", "0.8"),
                ("systems.shield.engagement.commonModeSuccess", "0.9"));
            double protection = run.Column(1, Outcome.ProtectedYears).Span[0];
            Assert.True(protection > before, $"{units} units: {protection} after {before}");
            before = protection;
        }
    }

    [Fact]
    public void A_deadline_of_zero_makes_the_fallback_the_other_option_in_every_trial()
    {
        const string second = """{ "name": "Second", "purchases": { "shield": { "system": "other", "units": 3, "siting": ["port"] } } }""";
        const string policy = """
            { "name": "Policy", "purchases": { "first": { "system": "shield", "units": 2, "siting": ["port"] } },
              "fallback": { "primary": "first", "deadlineYear": 2030, "purchases": { "second": { "system": "other", "units": 3, "siting": ["port"] } } } }
            """;
        string other = System.Text.Json.Nodes.JsonNode.Parse(TestScenarios.Constant)!["systems"]!["shield"]!.ToJsonString();
        Sample run = TestScenarios.Run(
            500, ("systems.other", other), ("options.second", second), ("options.policy", policy), ("systems.other.schedule.leadYears", Uncertain),
            ("procurement.decision.cancellationProbability", "0.3"), ("procurement.decision.delayYears", Uncertain));
        foreach (Outcome outcome in (Outcome[])[Outcome.Cost, Outcome.Loss, Outcome.ProtectedYears, Outcome.IocYear, Outcome.FocYear, Outcome.Leakers, Outcome.RealisedLoss, Outcome.RealisedCost])
        {
            Assert.Equal(run.Column(2, outcome).ToArray(), run.Column(3, outcome).ToArray());
        }

        Assert.All(run.Column(3, Outcome.FallbackUsed).ToArray(), used => Assert.Equal(1, used));
        Assert.Contains(run.Column(2, Outcome.IocYear).ToArray(), double.IsNaN);
    }

    [Fact]
    public void A_fallback_is_used_exactly_when_the_contract_misses_the_deadline()
    {
        const string policy = """
            { "name": "Policy", "purchases": { "first": { "system": "shield", "units": 2, "siting": ["port"] } },
              "fallback": { "primary": "first", "deadlineYear": 2031, "purchases": { "second": { "system": "shield", "units": 1, "siting": ["port"] } } } }
            """;
        Sample run = TestScenarios.Run(2000, ("options.policy", policy), ("procurement.decision.delayYears", """{ "type": "uniform", "min": 0, "max": 2 }"""));
        double used = run.Column(2, Outcome.FallbackUsed).ToArray().Average();

        // Contract at U(0, 2) + 0.25 after 1 with probability 0.625.
        Assert.True(Math.Abs(used - 0.625) < 5 * Math.Sqrt(0.625 * 0.375 / 2000), $"{used}");
    }

    [Fact]
    public void Competing_hazards_give_contract_and_cancellation_their_shares()
    {
        Sample run = TestScenarios.Run(
            40_000, ("procurement.decision", """{ "approvalPerYear": 0.5, "cancellationPerYear": 0.1 }"""), ("procurement.negotiationYears", "0"),
            ("systems.shield.schedule.leadYears", "0"), ("systems.shield.schedule.trainingYears", "0"), ("horizon.years", "6"));
        double[] ioc = run.Column(1, Outcome.IocYear).ToArray();
        double contracted = ioc.Count(time => !double.IsNaN(time)) / 40_000.0;

        // h_a/(h_a+h_c)·(1 − e^(−6(h_a+h_c))), competing exponential risks.
        Assert.True(Math.Abs(contracted - 0.810563564627) < 5 * Math.Sqrt(0.81 * 0.19 / 40_000), $"{contracted}");
    }

    [Fact]
    public void Changing_one_input_leaves_the_draws_of_the_others_as_they_were()
    {
        (string, string)[] both = [("systems.shield.schedule.leadYears", Uncertain), ("economy.usdPerEur", """{ "type": "uniform", "min": 1, "max": 1.3 }""")];
        Sample one = TestScenarios.Run(100, both);
        Sample other = TestScenarios.Run(100, [.. both, ("sites.port.valueMEurPerYear", """{ "type": "normal", "mean": 900, "sd": 10 }""")]);
        Assert.Equal(one.Column(1, Outcome.Cost).ToArray(), other.Column(1, Outcome.Cost).ToArray());
        Assert.Equal(one.Column(1, Outcome.IocYear).ToArray(), other.Column(1, Outcome.IocYear).ToArray());
        Assert.NotEqual(one.Column(1, Outcome.Loss).ToArray(), other.Column(1, Outcome.Loss).ToArray());
    }

    [Fact]
    public void Correlated_price_and_delay_have_the_rank_correlation_that_is_asked_for()
    {
        const int n = 20_000;
        Sample run = TestScenarios.Run(
            n, ("systems.shield.cost.costGrowth", Uncertain), ("systems.shield.schedule.slip", """{ "type": "lognormal", "median": 1.2, "sigma": 0.2 }"""),
            ("correlations", """[{ "first": "systems:shield:cost:costGrowth", "second": "systems:shield:schedule:slip", "rank": 0.4 }]"""));
        var draws = TestScenarios.Draws(run.Model);
        double[] columns = new double[2 * n];
        draws.Fill(0, n, columns);
        int[] Ranks(double[] values) => [.. values.Select((value, i) => (value, i)).OrderBy(pair => pair.value).Select((pair, rank) => (pair.i, rank)).OrderBy(pair => pair.i).Select(pair => pair.rank)];
        int[] first = Ranks(columns[..n]);
        int[] second = Ranks(columns[n..]);
        double spearman = 1 - (6 * first.Zip(second).Sum(pair => Math.Pow(pair.First - pair.Second, 2)) / (n * (Math.Pow(n, 2) - 1)));

        // Bonett and Wright (2000): standard error of Fisher's z is √((1 + ρ²/2)/(n − 3)).
        Assert.True(Math.Abs(Math.Atanh(spearman) - Math.Atanh(0.4)) < 5 * Math.Sqrt(1.08 / (n - 3)), $"{spearman}");
    }

    [Fact]
    public void Results_do_not_depend_on_the_number_of_threads()
    {
        CostSim.Scenarios.Scenario scenario = TestScenarios.Read(TestScenarios.Constant, ("systems.shield.schedule.leadYears", Uncertain));
        Sample one = TestScenarios.Run(scenario, 5000);
        Sample seven = TestScenarios.Run(scenario, 5000, threads: 7);
        foreach (OutcomeInfo info in Outcomes.All)
        {
            Assert.Equal(one.Column(1, info.Outcome).ToArray(), seven.Column(1, info.Outcome).ToArray());
        }

        Assert.Equal(one.YearlyMean(1, 2, YearlyOutcome.Cost), seven.YearlyMean(1, 2, YearlyOutcome.Cost));
        Assert.Equal(one.YearlyQuantile(1, 2, YearlyOutcome.Cost, 0.3), seven.YearlyQuantile(1, 2, YearlyOutcome.Cost, 0.3));
    }
}
