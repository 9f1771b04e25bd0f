using System.Globalization;
using CostSim.Compilation;
using CostSim.Realisation;
using CostSim.Scenarios;
using CostSim.Simulation;
using CostSim.Tables;
using CostSim.Tests.Simulation;

namespace CostSim.Tests.Engagement;

/// <summary>
/// Engagements whose results were computed elsewhere (SciPy; closed forms and dynamic programming), put to the whole model: one year of
/// conflict, one raid a year in expectation, one site that a single hit destroys, so that protection is the probability that nobody gets through.
/// </summary>
public sealed class EngagementCasesTests
{
    [Theory]
    [InlineData(10, 100, 0.7, 2, 1.0, 1.0, 0.9, 0.389416118118, 20)]
    [InlineData(10, 100, 0.7, 2, 0.95, 1.0, 1.355, 0.233157814652, 19)]
    [InlineData(10, 100, 0.7, 2, 0.95, 0.9, 2.2195, 0.209842033187, 17.1)]
    [InlineData(8, 12, 0.7, 2, 1.0, 1.0, 0.72, 0.470252527615, 16)]
    [InlineData(20, 9, 0.7, 2, 1.0, 1.0, 11.81, 0, 18)]
    public void One_layer_with_detection_and_common_mode(
        int attackers, int channels, double kill, int salvo, double detection, double works, double leakers, double nobody, double shots)
    {
        Scenario scenario = OneYear(attackers, ("systems.shield.ground.channels", Text(channels)),
            ("systems.shield.engagement.commonModeSuccess", Text(works)), Shot(kill, salvo, detection, 1));
        Both(scenario, 1e-9, leakers, nobody, shots);
    }

    [Theory]
    [InlineData(8, 10, 2, 0.7, 1, 100, 1.219062438, 0.3412762192, 9.68705366)]
    [InlineData(8, 10, 3, 0.7, 1, 100, 1.1775558708, 0.3827827864, 9.746348756)]
    [InlineData(12, 16, 3, 0.6, 1, 6, 2.59832905728, 0.09384544007, 15.6694515712)]
    public void Shoot_look_shoot_with_few_missiles(
        int attackers, int missiles, int looks, double kill, int salvo, int channels, double leakers, double nobody, double shots)
    {
        Scenario scenario = OneYear(attackers, ("systems.shield.ground.channels", Text(channels)), ("systems.shield.ground.readyMissiles.dart", Text(missiles)),
            Shot(kill, salvo, 1, looks));
        Sample exact = TestScenarios.Run(scenario, 2, exact: true);
        Assert.Equal(leakers, exact.Column(1, Outcome.Leakers).Span[0], 1e-8);
        Assert.Equal(nobody, exact.Column(1, Outcome.ProtectedYears).Span[0], 1e-8);
        Assert.Equal(shots, exact.Column(1, Outcome.InterceptorsFired).Span[0], 1e-7);
    }

    [Theory]
    [InlineData("spread", 10, 15, 1, 0.6, 2, 100, 2.8, 0.032520160641, 15)]
    [InlineData("spread", 10, 7, 1, 0.6, 2, 100, 5.8, 0, 7)]
    [InlineData("partialSalvo", 8, 100, 2, 0.7, 1, 100, 0.72, 0.470252527615, 10.4)]
    [InlineData("partialSalvo", 8, 10, 2, 0.7, 1, 100, 1.219062438, 0.3412762192, 9.68705366)]
    [InlineData("partialSalvo", 8, 10, 3, 0.7, 1, 100, 1.1775558708, 0.3827827864, 9.746348756)]
    [InlineData("partialSalvo", 8, 100, 2, 0.7, 2, 100, 0.0648, 0.937007618686, 17.44)]
    [InlineData("partialSalvo", 12, 100, 2, 0.7, 1, 6, 3.6, 0.013841287201, 12)]
    [InlineData("partialSalvo", 12, 16, 3, 0.6, 1, 6, 2.59832905728, 0.09384544007, 15.6694515712)]
    [InlineData("partialSalvo", 6, 11, 2, 0.65, 2, 4, 0.9625, 0.338180827382, 11)]
    public void Missiles_that_are_short_are_shared_out(
        string doctrine, int attackers, int missiles, int looks, double kill, int salvo, int channels, double leakers, double nobody, double shots)
    {
        // Whether or not enumeration is asked for: a doctrine asks for it.
        Sample run = TestScenarios.Run(Sharing(doctrine, attackers, missiles, looks, kill, salvo, channels), 2);
        Assert.Equal(leakers, run.Column(1, Outcome.Leakers).Span[0], 1e-11);
        Assert.Equal(nobody, run.Column(1, Outcome.ProtectedYears).Span[0], 1e-11);
        Assert.Equal(shots, run.Column(1, Outcome.InterceptorsFired).Span[0], 1e-10);
    }

    [Theory]
    [InlineData(4, 1, 1.6)]
    [InlineData(4, 2, 1.6)]
    [InlineData(4, 3, 1.6)]
    [InlineData(6, 1, 1.12)]
    [InlineData(6, 2, 0.679936)]
    [InlineData(6, 3, 0.679936)]
    [InlineData(8, 1, 0.64)]
    [InlineData(8, 2, 0.30785536)]
    [InlineData(8, 3, 0.2326528)]
    [InlineData(10, 1, 0.448)]
    [InlineData(10, 2, 0.1480523776)]
    [InlineData(10, 3, 0.0815792128)]
    public void The_optimal_doctrine_lets_the_fewest_through(int missiles, int looks, double leakers) => Assert.Equal(
        leakers, TestScenarios.Run(Sharing("optimal", 4, missiles, looks, 0.6, 16, 100), 2).Column(1, Outcome.Leakers).Span[0], 1e-11);

    [Theory]
    [InlineData("optimal", "spread")]
    [InlineData("spread", "wholeSalvos")]
    public void A_better_doctrine_never_lets_more_through(string better, string worse)
    {
        foreach (int missiles in (int[])[3, 5, 9, 14])
        {
            double few = TestScenarios.Run(Sharing(better, 7, missiles, 2, 0.6, 2, 5), 2).Column(1, Outcome.Leakers).Span[0];
            double many = TestScenarios.Run(Sharing(worse, 7, missiles, 2, 0.6, 2, 5), 2, exact: true).Column(1, Outcome.Leakers).Span[0];
            Assert.True(few <= many + 1e-12, $"{missiles}: {few}, {many}");
        }
    }

    [Theory]
    [InlineData(1, 0.2)]
    [InlineData(2, 0.054545454545)]
    [InlineData(3, 0.018181818182)]
    [InlineData(4, 0.006993006993)]
    public void An_uncertain_kill_probability_misses_more_often_than_its_mean_says(int salvo, double missed)
    {
        Scenario scenario = OneYear(1, ("systems.shield.engagement.classes.cruise",
            $$"""{ "killProbability": { "type": "beta", "alpha": 8, "beta": 2 }, "salvo": {{salvo}}, "missile": "dart" }"""));
        Near(missed, TestScenarios.Run(scenario, 40_000).Column(1, Outcome.Leakers).ToArray());
    }

    [Fact]
    public void Ten_targets_share_the_ignorance_of_the_kill_probability()
    {
        Scenario scenario = OneYear(10, ("systems.shield.engagement.classes.cruise",
            """{ "killProbability": { "type": "beta", "alpha": 8, "beta": 2 }, "salvo": 2, "missile": "dart" }"""));
        Near(0.656558507643, TestScenarios.Run(scenario, 40_000).Column(1, Outcome.ProtectedYears).ToArray());
    }

    [Theory]
    [InlineData(0.3, 6, "", 0.834701111778)]
    [InlineData(0.3, 6, "1.5", 0.693545517062)]
    [InlineData(0.3, 4, "", 0.698805788088)]
    [InlineData(0.3, 4, "1.5", 0.5859133375)]
    public void Raids_of_a_year_add_up_to_a_loss(double damage, double rate, string dispersion, double lost)
    {
        // One attacker nobody stops: a raid destroys the site with the probability of a hit; P(no such raid in the year) is published.
        Scenario scenario = OneYear(1, ("raids.strike.ratePerYear", Text(rate)), ("threatClasses.cruise.hitProbability", Text(damage)),
            ("raids.strike.dispersion", dispersion.Length > 0 ? dispersion : "1e9"));
        Assert.Equal(lost, TestScenarios.Run(scenario, 2).Column(0, Outcome.Loss).Span[0], 1e-7);
    }

    [Fact]
    public void Pairs_on_patrol_are_whole()
    {
        // 34 aircraft, half for home defence, 55 % fit, 1.5 sorties of 2 hours: 0.584375 pairs on station.
        Scenario scenario = OneYear(
            1,
            ("systems.jet", """
                { "name": "Jet", "cost": { "unitPriceMEur": 1 }, "schedule": { "leadYears": 0, "intervalYears": 0, "trainingYears": 0 },
                  "fighter": { "homeDefenceShare": 0.5, "missionCapableRate": 0.55, "patrolSorties": { "peace": 0, "conflict": 1.5 }, "hoursOnStation": 2,
                    "patrolCoverage": 1, "alertPairs": 0, "onTimeProbability": { "peace": 0, "conflict": 0 }, "missilesPerAircraft": 4, "usableShare": 1 },
                  "engagement": { "classes": { "cruise": { "killProbability": 1, "missile": "dart" } } } }
                """),
            ("options.shield.purchases", """{ "jet": { "system": "jet", "units": 34, "missiles": { "dart": 100000 } } }"""));
        Assert.Equal(0.584375, TestScenarios.Run(scenario, 2).Column(1, Outcome.ProtectedYears).Span[0], 1e-9);
    }

    [Fact]
    public void Pairs_on_alert_join_a_patrol_that_covers_a_part()
    {
        // As above, over four fifths of the country; a pair on alert that is in time once in four raids.
        Scenario scenario = OneYear(
            1,
            ("systems.jet", """
                { "name": "Jet", "cost": { "unitPriceMEur": 1 }, "schedule": { "leadYears": 0, "intervalYears": 0, "trainingYears": 0 },
                  "fighter": { "homeDefenceShare": 0.5, "missionCapableRate": 0.55, "patrolSorties": { "peace": 0, "conflict": 1.5 }, "hoursOnStation": 2,
                    "patrolCoverage": 0.8, "alertPairs": 1, "onTimeProbability": { "peace": 0, "conflict": 0.25 }, "missilesPerAircraft": 4, "usableShare": 1 },
                  "engagement": { "classes": { "cruise": { "killProbability": 1, "missile": "dart" } } } }
                """),
            ("options.shield.purchases", """{ "jet": { "system": "jet", "units": 34, "missiles": { "dart": 100000 } } }"""));
        Assert.Equal(1 - (0.75 * (1 - (0.8 * 0.584375))), TestScenarios.Run(scenario, 2).Column(1, Outcome.ProtectedYears).Span[0], 1e-9);
    }

    [Fact]
    public void A_unit_without_a_crew_is_not_ready_however_alert() => Assert.Equal(
        0.5 * 0.6,
        TestScenarios.Run(
            OneYear(
                1, ("systems.shield.ground.availability", "0.5"), ("systems.shield.ground.alertShare", """{ "peace": 0.2, "conflict": 0.9 }"""),
                ("systems.shield.ground.crewedShare", "0.6"), Shot(1, 1, 1, 1)),
            2).Column(1, Outcome.ProtectedYears).Span[0],
        1e-9);

    [Fact]
    public void A_target_that_is_not_detected_is_not_detected_by_later_looks_either() => Assert.Equal(
        0.8 * (1 - (0.5 * 0.5)), TestScenarios.Run(OneYear(1, Shot(0.5, 1, 0.8, 2)), 2).Column(1, Outcome.ProtectedYears).Span[0], 1e-9);

    [Fact]
    public void A_programme_that_leaves_less_to_lose_protects_and_saves_that_share()
    {
        Sample run = TestScenarios.Run(
            OneYear(
                1, ("systems.spare", """{ "name": "Spare", "cost": { "unitPriceMEur": 1 }, "schedule": { "leadYears": 0 }, "programme": { "valueFactor": 0.7 } }"""),
                ("options.shield.purchases", """{ "spare": { "system": "spare", "units": 1 } }""")),
            200);
        Assert.Equal(0.3, run.Column(1, Outcome.ProtectedYears).Span[0], 1e-9);
        Assert.True(run.Column(0, Outcome.Loss).Span[0] > 0);
        Assert.Equal(0.7 * run.Column(0, Outcome.Loss).Span[0], run.Column(1, Outcome.Loss).Span[0], 1e-9);
        Assert.Contains(run.Column(0, Outcome.RealisedLoss).ToArray(), loss => loss > 0);
        Assert.All(
            run.Column(0, Outcome.RealisedLoss).ToArray().Zip(run.Column(1, Outcome.RealisedLoss).ToArray()), pair => Assert.Equal(0.7 * pair.First, pair.Second, 1e-9));
    }

    [Fact]
    public void Missiles_are_replaced_as_fast_as_the_limit_allows()
    {
        // A conflict of two years begins in the first year with 0.1 (missiles are there from the second), in the second with 0.09, in the third with
        // 0.081; a year brings a raid at least with 1 − e^(−2), each of which costs more than the 5 that are replaced a year at 2 MEUR.
        double oneYear = 1 - Math.Exp(-2);
        double twoYears = 1 - Math.Exp(-4);
        Sample run = TestScenarios.Run(2, ("missiles.dart.restockPerYear", "5"));
        Assert.Equal(0.19 * 10 * oneYear, run.YearlyMean(1, 2, YearlyOutcome.Replenishment), 0.02);
        Assert.Equal(10 * ((0.181 * oneYear) + (0.09 * twoYears)), run.YearlyMean(1, 3, YearlyOutcome.Replenishment), 0.08);
    }

    [Fact]
    public void Raid_sizes_are_summed_exactly_over_three_layers()
    {
        // Three layers (6, 0.8), (8, 0.7), (10, 0.5). From 24 attackers on every layer is busy, so each one more is a leaker more.
        double[] through = new double[32];
        double[] nobody = new double[32];
        nobody[0] = 1;
        for (int n = 1; n < through.Length; n++)
        {
            Sample run = TestScenarios.Run(ThreeLayers(n), 2, exact: true);
            through[n] = run.Column(1, Outcome.Leakers).Span[0];
            nobody[n] = run.Column(1, Outcome.ProtectedYears).Span[0];
        }

        Assert.Equal(14.6, through[30], 1e-9);
        Assert.Equal(1, through[31] - through[30], 1e-9);

        // Sizes Poisson(12), and negative binomial with mean 12 and k = 2.
        (double leakers, double none) = Expect(Math.Exp(-12), (mass, n) => mass * 12 / n);
        Assert.Equal(1.47587408116, leakers, 1e-9);
        Assert.Equal(0.32216001242, none, 1e-9);
        (leakers, none) = Expect(Math.Pow(1.0 / 7, 2), (mass, n) => mass * (n + 1) / n * 6 / 7);
        Assert.Equal(2.948047019168, leakers, 1e-9);
        Assert.Equal(0.454152033422, none, 1e-9);

        (double Leakers, double None) Expect(double mass, Func<double, int, double> next)
        {
            (double sum, double still) = (0, mass);
            for (int n = 1; n < 600; n++)
            {
                mass = next(mass, n);
                sum += mass * (n < through.Length ? through[n] : through[^1] + n - through.Length + 1);
                still += mass * (n < nobody.Length ? nobody[n] : 0);
            }

            return (sum, still);
        }
    }

    [Fact]
    public void Defence_and_attack_cost_each_other()
    {
        // 20 darts of 2.5 MUSD at 1.25 USD per EUR against 10 attackers of 0.5 MEUR, of which 0.9 get through.
        Sample run = TestScenarios.Run(OneYear(10, ("threatClasses.cruise.unitCostMEur", "0.5"), Shot(0.7, 2, 1, 1)), 2, exact: true);
        Assert.Equal(9.1, run.Column(1, Outcome.ShotDown).Span[0], 1e-9);
        Assert.Equal(40, run.Column(1, Outcome.InterceptorSpend).Span[0], 1e-9);
        Assert.Equal(5, run.Column(1, Outcome.AttackSpend).Span[0], 1e-9);
        ExchangeRow[] rows = [.. TableBuilder.Build(run, "test").Exchange];
        Assert.Equal([0, 8], rows.Select(row => Math.Round(row.Ratio.Value, 12)));
        Assert.Empty(TableBuilder.Build(TestScenarios.Run(OneYear(10), 2), "test").Exchange);
    }

    [Fact]
    public void Exchange_of_costs_is_a_ratio_of_means()
    {
        Sample run = TestScenarios.Run(
            OneYear(10, ("threatClasses.cruise.unitCostMEur", """{ "type": "uniform", "min": 0.1, "max": 2 }"""), Shot(0.7, 2, 1, 1)), 20_000);
        ExchangeRow row = TableBuilder.Build(run, "test").Exchange[1];
        double mean = CostSim.Statistics.Moments.Of(run.Column(1, Outcome.AttackSpend).Span).Mean;
        Assert.Equal(40 / mean, row.Ratio.Value, 1e-9);
        Assert.True(Math.Abs(row.Ratio.Value - (40 / 10.5)) < 4.5 * row.Ratio.StandardError, $"{row.Ratio}");
    }

    [Theory]
    [InlineData(6, 37.5)]
    [InlineData(1.5, 91.5)]
    public void Shots_of_a_year_vary_as_a_compound_sum(double parameter, double variance)
    {
        // Shots of a raid with mean 1.5 and mean square 6.25; six raids a year, Poisson or negative binomial with k = 1.5.
        (string, string) spread = ("raids.strike.dispersion", parameter == 6 ? "1e12" : Text(parameter));
        Scenario scenario = OneYear(
            5, ("raids.strike.ratePerYear", "6"), spread, Shot(0.5, 1, 1, 1),
            ("raids.strike.archetypes", """
                { "five": { "weight": 0.15, "attackers": { "cruise": 5 } }, "four": { "weight": 0.14583333333333333, "attackers": { "cruise": 4 } },
                  "one": { "weight": 0.16666666666666667, "attackers": { "cruise": 1 } }, "none": { "weight": 0.5375, "attackers": { "cruise": 0 } } }
                """));
        Model model = ScenarioCompiler.Compile(scenario);
        var runner = new TrialRunner(model, false);
        double[] fired = new double[20_000];
        for (int t = 0; t < fired.Length; t++)
        {
            runner.Run(new TrialAddress(5, t), []);
            fired[t] = runner.Realised.Effects(1).Fired.Sum();
        }

        var moments = CostSim.Statistics.Moments.Of(fired);
        Assert.True(Math.Abs(moments.Mean - 9) < 4.5 * moments.StandardError, $"{moments.Mean}");
        double error = Math.Sqrt((moments.M4 / fired.Length) - Math.Pow(moments.M2 / fired.Length, 2)) / Math.Sqrt(fired.Length);
        Assert.True(Math.Abs((moments.M2 / (fired.Length - 1)) - variance) < 4.5 * error, $"{moments.M2 / (fired.Length - 1)} ± {error}");
    }

    private static Scenario ThreeLayers(int attackers)
    {
        string shield = System.Text.Json.Nodes.JsonNode.Parse(TestScenarios.Constant)!["systems"]!["shield"]!.ToJsonString();
        var changes = new List<(string, string)>();
        (int Channels, double Kill)[] layers = [(6, 0.8), (8, 0.7), (10, 0.5)];
        for (int i = 0; i < layers.Length; i++)
        {
            string name = i == 0 ? "shield" : $"layer{i}";
            if (i > 0)
            {
                changes.Add(($"systems.{name}", shield));
                changes.AddRange(Immediate(name));
                changes.Add(($"options.shield.purchases.{name}", $$"""{ "system": "{{name}}", "units": 1, "missiles": { "dart": 100000 }, "siting": ["port"] }"""));
            }

            changes.Add(($"systems.{name}.ground.channels", Text(layers[i].Channels)));
            changes.Add(($"systems.{name}.ground.readyMissiles.dart", "1000"));
            changes.Add(($"systems.{name}.engagement.classes.cruise", $$"""{ "killProbability": {{Text(layers[i].Kill)}}, "missile": "dart" }"""));
        }

        return OneYear(attackers, [.. changes]);
    }

    private static (string, string)[] Immediate(string system) =>
        [($"systems.{system}.schedule.leadYears", "0"), ($"systems.{system}.schedule.intervalYears", "0"), ($"systems.{system}.schedule.trainingYears", "0")];

    private static Scenario OneYear(int attackers, params (string, string)[] changes) => TestScenarios.Read(
        TestScenarios.Constant,
        [
            ("horizon.years", "1"), ("economy.discountRate", "0"), ("conflict.onsetProbability", "1"), ("raids.strike.ratePerYear", "1"),
            ("raids.strike.archetypes.ten.attackers.cruise", Text(attackers)), ("referenceRaid.archetypes.ten.attackers.cruise", Text(attackers)),
            ("threatClasses.cruise.hitProbability", "1"), ("threatClasses.cruise.damageShare", "1"), ("sites.port.valueMEurPerYear", "1"),
            ("procurement.decision.delayYears", "0"), ("procurement.negotiationYears", "0"), .. Immediate("shield"),
            ("systems.shield.ground.channels", "100"), ("systems.shield.ground.readyMissiles.dart", "1000"),
            ("options.shield.purchases.shield.units", "1"), ("options.shield.purchases.shield.missiles.dart", "100000"), .. changes,
        ]);

    private static Scenario Sharing(string doctrine, int attackers, int missiles, int looks, double kill, int salvo, int channels) => OneYear(
        attackers,
        ("systems.shield.ground.channels", Text(channels)),
        ("systems.shield.ground.readyMissiles.dart", Text(missiles)),
        ("systems.shield.engagement.classes.cruise",
            $$"""{ "killProbability": {{Text(kill)}}, "salvo": {{salvo}}, "looks": {{looks}}, "missile": "dart", "doctrine": "{{doctrine}}" }"""));

    private static (string, string) Shot(double kill, int salvo, double detection, int looks) => (
        "systems.shield.engagement.classes.cruise",
        $$"""{ "killProbability": {{Text(kill)}}, "salvo": {{salvo}}, "detectionProbability": {{Text(detection)}}, "looks": {{looks}}, "missile": "dart" }""");

    private static void Both(Scenario scenario, double tolerance, double leakers, double nobody, double shots)
    {
        foreach (bool exact in (bool[])[false, true])
        {
            Sample run = TestScenarios.Run(scenario, 2, exact: exact);
            Assert.Equal(leakers, run.Column(1, Outcome.Leakers).Span[0], tolerance);
            Assert.Equal(nobody, run.Column(1, Outcome.ProtectedYears).Span[0], tolerance);
            Assert.Equal(shots, run.Column(1, Outcome.InterceptorsFired).Span[0], tolerance * 10);
        }
    }

    private static void Near(double expected, double[] values)
    {
        var moments = CostSim.Statistics.Moments.Of(values);
        Assert.True(Math.Abs(moments.Mean - expected) < 4.5 * moments.StandardError, $"{moments.Mean} ± {moments.StandardError}, expected {expected}");
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
