using CostSim.Compilation;
using CostSim.Realisation;
using CostSim.Scenarios;
using CostSim.Simulation;
using CostSim.Tests.Simulation;

namespace CostSim.Tests.Realisation;

/// <summary>What happens by chance: on average what is expected, the same luck for every option, missiles that run out.</summary>
public sealed class RealisedTests
{
    private const string Patchy = """{ "type": "pert", "min": 0.5, "mode": 0.7, "max": 0.9 }""";

    /// <summary>Several layers, classes that share missiles and channels, later looks, common mode, readiness.</summary>
    private static readonly (string, string)[] Layered =
    [
        ("conflict.onsetProbability", Patchy),
        ("threatClasses.drone", """{ "name": "Drone", "hitProbability": 0.4, "damageShare": 0.05, "deathsPerHit": 0.5 }"""),
        ("raids.strike.archetypes.mixed", """{ "weight": 2, "attackers": { "drone": 5, "cruise": 3 } }"""),
        ("raids.strike.ratePerYear", "1.3"),
        ("systems.shield.ground", """{ "channels": 2.3, "cycles": 1.6, "readyMissiles": { "dart": 9 }, "availability": 0.8 }"""),
        ("systems.shield.engagement", """
            { "commonModeSuccess": 0.9, "classes": { "cruise": { "killProbability": 0.6, "detectionProbability": 0.9, "salvo": 2, "missile": "dart", "looks": 2 },
              "drone": { "killProbability": 0.7, "detectionProbability": 0.8, "missile": "dart" } } }
            """),
        ("systems.gun", """
            { "name": "Gun", "cost": { "unitPriceMEur": 3 }, "schedule": { "leadYears": 0.1 }, "ground": { "channels": 2, "availability": 0.7 },
              "engagement": { "classes": { "drone": { "killProbability": 0.5, "looks": 3 }, "cruise": { "killProbability": 0.1 } } } }
            """),
        ("options.guns", """{ "name": "Guns", "purchases": { "gun": { "system": "gun", "units": 2, "siting": ["port"] } } }"""),
        ("options.both", """
            { "name": "Both", "purchases": { "gun": { "system": "gun", "units": 1, "siting": ["port"] },
              "shield": { "system": "shield", "units": 2, "missiles": { "dart": 100000 }, "siting": ["port"] } } }
            """),
        ("options.shield.purchases.shield.missiles", """{ "dart": 100000 }"""),
    ];

    /// <summary>Two sites, raids that cluster, some in every year; programmes; a price of lives.</summary>
    private static readonly (string, string)[] Clustered =
    [
        .. Layered,
        ("sites.town", """{ "name": "Town", "valueMEurPerYear": 400, "hitProbability": { "drone": 0.8 }, "deathsPerHit": { "cruise": 3 } }"""),
        ("raids.strike.targets", """{ "port": 2, "town": 1 }"""),
        ("raids.strike.dispersion", "0.8"),
        ("raids.nuisance", """
            { "name": "Nuisance", "phase": "always", "ratePerYear": 3, "targets": { "town": 1 }, "archetypes": { "one": { "weight": 1, "attackers": { "drone": 2 } } } }
            """),
        ("economy.statisticalLifeMEur", "4"),
        ("systems.bunker", """
            { "name": "Bunker", "cost": { "unitPriceMEur": 3 }, "schedule": { "leadYears": 0.1 },
              "programme": { "valueFactor": 0.9, "hitFactor": { "cruise": 0.5 }, "damageFactor": { "drone": 0.4 }, "sites": ["town"] } }
            """),
        ("options.guns.purchases.bunker", """{ "system": "bunker", "units": 1 }"""),
    ];

    /// <summary>Aircraft on patrol and on alert above a ground layer.</summary>
    private static readonly (string, string)[] Flown =
    [
        .. Layered,
        ("missiles.arrow", """{ "name": "Arrow", "priceMEur": 1 }"""),
        ("systems.jet", """
            { "name": "Jet", "cost": { "unitPriceMEur": 90 }, "schedule": { "leadYears": 0.3 },
              "fighter": { "homeDefenceShare": 0.8, "missionCapableRate": 0.6, "patrolSorties": { "peace": 0.1, "conflict": 1.5 }, "hoursOnStation": 2,
                "patrolCoverage": 0.9, "alertPairs": 1, "onTimeProbability": { "peace": 0.3, "conflict": 0.6 }, "missilesPerAircraft": 4, "usableShare": 0.5 },
              "engagement": { "commonModeSuccess": 0.95, "classes": { "cruise": { "killProbability": 0.6, "missile": "arrow" }, "drone": { "killProbability": 0.5, "missile": "arrow" } } } }
            """),
        ("options.both.purchases.jet", """{ "system": "jet", "units": 11, "missiles": { "arrow": 100000 } }"""),
        ("options.jets", """{ "name": "Jets", "purchases": { "jet": { "system": "jet", "units": 20, "missiles": { "arrow": 100000 } } } }"""),
    ];

    /// <summary>Missiles too few for the raid on the launchers, shared out in every way.</summary>
    private static readonly (string, string)[] Shared =
    [
        .. Layered,
        ("systems.shield.ground.readyMissiles", """{ "dart": 5 }"""),
        ("systems.shield.engagement.classes", """
            { "cruise": { "killProbability": 0.6, "salvo": 3, "looks": 2, "missile": "dart", "doctrine": "optimal" },
              "drone": { "killProbability": 0.7, "detectionProbability": 0.8, "salvo": 2, "missile": "dart", "doctrine": "spread" } }
            """),
        ("systems.gun.engagement.classes.drone", """{ "killProbability": 0.5, "salvo": 2, "looks": 2, "missile": "dart", "doctrine": "partialSalvo" }"""),
        ("systems.gun.ground.readyMissiles", """{ "dart": 3 }"""),
        ("options.guns.purchases.gun.missiles", """{ "dart": 100000 }"""),
    ];

    [Fact]
    public void On_average_happens_what_is_expected_in_few_trials() => Agrees("shared", 5_000);

    [Theory]
    [Trait("Suite", "Long")]
    [InlineData("layered", 20_000)]
    [InlineData("clustered", 10_000)]
    [InlineData("flown", 5_000)]
    [InlineData("shared", 20_000)]
    public void On_average_happens_what_is_expected(string name, int trials) => Agrees(name, trials);

    private static void Agrees(string name, int trials)
    {
        Model model = ScenarioCompiler.Compile(TestScenarios.Read(TestScenarios.Constant, Named(name)));
        int options = model.OptionIds.Count;
        var differences = new CostSim.Statistics.Moments[options, 5];
        double[,] expected = new double[options, 5];
        Each(model, trials, exact: true, witness: true, (runner, outcomes) =>
        {
            for (int o = 0; o < options; o++)
            {
                runner.Outcomes(o, outcomes);
                CostSim.Valuation.OptionEffects mean = runner.Effects.Effects(o);
                RealisedEffects happened = runner.Realised.Effects(o);
                double[] pair =
                [
                    outcomes[(int)Outcome.RealisedLoss] - outcomes[(int)Outcome.Loss], outcomes[(int)Outcome.RealisedCost] - outcomes[(int)Outcome.Cost],
                    happened.Fired.Sum() - mean.Fired, happened.Leakers - mean.Leakers, happened.Deaths - mean.Deaths,
                ];
                for (int i = 0; i < pair.Length; i++)
                {
                    differences[o, i] = differences[o, i].Merge(CostSim.Statistics.Moments.Of([pair[i]]));
                }

                expected[o, 0] += outcomes[(int)Outcome.Loss] / trials;
                expected[o, 3] += mean.Leakers / trials;
            }
        });
        for (int o = 0; o < options; o++)
        {
            Assert.True(expected[o, 0] > 10, "nothing is at stake");
            for (int i = 0; i < 5; i++)
            {
                CostSim.Statistics.Moments one = differences[o, i];
                Assert.True(
                    Math.Abs(one.Mean) <= (4 * one.StandardError) + 1e-9,
                    $"{name}, {model.OptionIds[o]}, {i}: {one.Mean} ± {one.StandardError} of {expected[o, i]}");
            }
        }
    }

    /// <summary>Stocks run short here, and layers follow each other: by what the expectation approximates the means differ, by chance more.</summary>
    [Fact]
    [Trait("Suite", "Long")]
    public void On_average_happens_what_is_expected_on_the_baseline()
    {
        string file = Path.Combine(CostSim.Tests.Commands.CostSimProcess.Root, "scenarios", "belgium", "baseline.json");
        Model model = ScenarioCompiler.Compile(CostSim.Cli.Input.ScenarioReader.Read(file, File.ReadAllBytes(file)).Scenario!);
        var settings = new SimulationSettings { Trials = 16_384, Seed = 1, Threads = 2 };
        Sample sample = Simulator.Run(model, settings, new ModelDraws(model, settings));
        foreach ((Outcome expected, Outcome realised) in ((Outcome, Outcome)[])[(Outcome.Loss, Outcome.RealisedLoss), (Outcome.Cost, Outcome.RealisedCost)])
        {
            for (int o = 0; o < model.OptionIds.Count; o++)
            {
                double[] gaps = sample.Column(o, realised).ToArray();
                ReadOnlySpan<double> mean = sample.Column(o, expected).Span;
                for (int t = 0; t < gaps.Length; t++)
                {
                    gaps[t] -= mean[t];
                }

                var gap = CostSim.Statistics.Moments.Of(gaps);
                Assert.True(Math.Abs(gap.Mean) <= 4 * gap.StandardError, $"{model.OptionIds[o]}, {expected}: {gap.Mean} ± {gap.StandardError}");
            }
        }
    }

    [Fact]
    public void A_conflict_begins_and_lasts_as_often_as_is_expected()
    {
        Model model = ScenarioCompiler.Compile(TestScenarios.Read(TestScenarios.Constant, ("conflict.onsetProbability", "0.2"), ("horizon.years", "6")));
        const int trials = 20_000;
        int[] at = new int[6];
        double[] pi = new double[6];
        Each(model, trials, exact: false, witness: false, (runner, _) =>
        {
            for (int y = 0; y < 6; y++)
            {
                at[y] += runner.Realised.Events.InConflict(y) ? 1 : 0;
                pi[y] = runner.World.ConflictProbability[y];
            }
        });
        for (int y = 0; y < 6; y++)
        {
            Assert.True(Math.Abs((at[y] / (double)trials) - pi[y]) < 4.5 * Math.Sqrt(pi[y] * (1 - pi[y]) / trials), $"year {y}: {at[y]} of {trials}, {pi[y]}");
        }
    }

    [Fact]
    public void Raids_that_can_do_nothing_are_passed_over_without_a_trace()
    {
        Scenario scenario = TestScenarios.Read(
            TestScenarios.Constant, [.. Clustered, ("threatClasses.drone.hitProbability", "0.05"), ("sites.town.hitProbability", "{}"),
                ("systems.shield.engagement.classes.drone", "")]);
        Model model = ScenarioCompiler.Compile(scenario);
        var full = new List<double>();
        var short_ = new List<double>();
        int told = 0;
        Each(model, 400, false, true, (runner, outcomes) =>
        {
            told += runner.Realised.Events.Raids.Length;
            Note(runner, outcomes, full);
        });
        int passed = 0;
        Each(model, 400, false, false, (runner, outcomes) =>
        {
            passed += runner.Realised.Events.Raids.Length;
            Note(runner, outcomes, short_);
        });
        Assert.Equal(full.Count, short_.Count);
        Assert.All(full.Zip(short_), pair => Assert.Equal(pair.First, pair.Second, 1e-9));
        Assert.True(passed < told / 2, $"{passed} of {told} raids were looked at");

        static void Note(TrialRunner runner, double[] outcomes, List<double> into)
        {
            for (int o = 0; o < 4; o++)
            {
                runner.Outcomes(o, outcomes);
                into.AddRange([outcomes[(int)Outcome.RealisedLoss], outcomes[(int)Outcome.RealisedCost], runner.Realised.Effects(o).Deaths]);
            }
        }
    }

    [Fact]
    public void A_worker_keeps_nothing_of_what_it_ran_before()
    {
        Model model = ScenarioCompiler.Compile(TestScenarios.Read(TestScenarios.Constant, [.. Layered, ("conflict.onsetProbability", "0.9")]));
        double[] draws = Draws(model, 1);
        var used = new TrialRunner(model, false);
        double[] first = new double[Outcomes.Count];
        double[] second = new double[Outcomes.Count];
        for (int t = 0; t < 20; t++)
        {
            used.Run(new TrialAddress(7, t), draws);
            used.Run(new TrialAddress(8, t), draws);
            used.Run(new TrialAddress(8, t), draws, (_, _) => { });
            var fresh = new TrialRunner(model, false);
            fresh.Run(new TrialAddress(8, t), draws);
            for (int o = 0; o < model.OptionIds.Count; o++)
            {
                used.Outcomes(o, first);
                fresh.Outcomes(o, second);
                Assert.Equal(second, first);
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_trial_comes_out_the_same_whatever_its_company(bool exact)
    {
        // Some layers never hit, some have no channel, in some trials: what the others of the group need must not rub off.
        (string, string)[] changes =
        [
            .. Layered,
            ("conflict.onsetProbability", "0.9"),
            ("systems.shield.engagement.classes.cruise.killProbability", """{ "type": "discrete", "values": [0, 0.4, 0.8], "weights": [1, 1, 1] }"""),
            ("systems.shield.ground.availability", """{ "type": "uniform", "min": 0.3, "max": 1 }"""),
        ];
        Model model = ScenarioCompiler.Compile(TestScenarios.Read(TestScenarios.Constant, changes));
        const int Trials = 21;
        double[] draws = Draws(model, Trials);
        var together = new TrialRunner(model, exact);
        double[] first = new double[Outcomes.Count];
        double[] second = new double[Outcomes.Count];
        for (int t = 0; t < Trials; t++)
        {
            if (t % TrialGroup.Lanes == 0)
            {
                together.Group.Take(draws, Trials, t);
                together.BeginGroup();
            }

            together.Run(new TrialAddress(5, t), t % TrialGroup.Lanes);
            var alone = new TrialRunner(model, exact);
            alone.Run(new TrialAddress(5, t), [.. Enumerable.Range(0, model.Inputs.Count).Select(i => draws[(i * Trials) + t])]);
            for (int o = 0; o < model.OptionIds.Count; o++)
            {
                together.Outcomes(o, first);
                alone.Outcomes(o, second);
                Assert.Equal(second, first);
            }
        }
    }

    [Fact]
    public void More_units_never_lose_more_in_any_trial()
    {
        Scenario scenario = TestScenarios.Read(
            TestScenarios.Constant,
            [("conflict.onsetProbability", "0.5"), ("systems.shield.ground.channels", "3"), ("systems.shield.ground.availability", "0.8"),
                ("systems.shield.engagement.commonModeSuccess", "0.9"), .. Enumerable.Range(1, 4).Select(n => ($"options.n{n}", $$"""{ "name": "{{n}}", "purchases": { "shield": { "system": "shield", "units": {{n}}, "missiles": { "dart": 100000 }, "siting": ["port"] } } }"""))]);
        Sample run = TestScenarios.Run(scenario, 3000);
        int first = run.Model.OptionIds.ToList().IndexOf("n1");
        bool less = false;
        for (int t = 0; t < 3000; t++)
        {
            for (int n = 0; n < 4; n++)
            {
                double fewer = run.Column(n == 0 ? 0 : first + n - 1, Outcome.RealisedLoss).Span[t];
                double more = run.Column(first + n, Outcome.RealisedLoss).Span[t];
                Assert.True(more <= fewer + 1e-9, $"trial {t}: {n + 1} units lose {more}, one unit less {fewer}");
                less |= more < fewer;
            }
        }

        Assert.True(less);
    }

    [Fact]
    public void Missiles_that_are_fired_are_gone_until_they_are_replaced()
    {
        // Every attacker is stopped by one missile while there are any; fifteen, of which five can be replaced a year.
        Model model = ScenarioCompiler.Compile(TestScenarios.Read(
            TestScenarios.Constant,
            ("conflict.onsetProbability", "1"), ("conflict.durationYears", "4"), ("raids.strike.ratePerYear", "1.5"),
            ("systems.shield.engagement.classes.cruise", """{ "killProbability": 1, "missile": "dart" }"""), ("systems.shield.ground.channels", "50"),
            ("systems.shield.schedule.leadYears", "0"), ("systems.shield.schedule.intervalYears", "0"), ("systems.shield.schedule.trainingYears", "0"),
            ("procurement.decision.delayYears", "0"), ("procurement.negotiationYears", "0"),
            ("options.shield.purchases.shield.missiles", """{ "dart": 15 }"""), ("missiles.dart", """{ "name": "Dart", "priceMEur": 2, "restockPerYear": 5 }""")));
        bool ran = false;
        var raids = new List<RaidRecord>();
        double[] draws = Draws(model, 1);
        var runner = new TrialRunner(model, false);
        double[] outcomes = new double[Outcomes.Count];
        for (int t = 0; t < 300; t++)
        {
            raids.Clear();
            runner.Run(new TrialAddress(5, t), draws, (option, raid) =>
            {
                if (option == 1)
                {
                    raids.Add(raid);
                }
            });
            double missing = 0;
            int stockOuts = 0;
            double[] bought = new double[4];
            for (int y = 0; y < 4; y++)
            {
                double replaced = Math.Min(5, missing);
                missing -= replaced;
                bought[y] = 2 * replaced;
                foreach (RaidRecord raid in raids.Where(one => one.Raid.Year == y))
                {
                    int fired = (int)Math.Min(10, 15 - missing);
                    missing += fired;
                    stockOuts += fired < 10 ? 1 : 0;
                    Assert.Equal(fired, raid.Fired[0]);
                    Assert.Equal(10 - fired, raid.Leakers[0]);
                    Assert.Equal(fired < 10, raid.OutOfStock);
                    ran |= fired < 10;
                }
            }

            Assert.Equal(bought, runner.Realised.Effects(1).Replenishment);
            runner.Outcomes(1, outcomes);
            Assert.Equal(stockOuts, outcomes[(int)Outcome.StockOuts]);
            Assert.Equal(runner.Realised.Effects(1).Loss.Max(), outcomes[(int)Outcome.WorstYear]);
        }

        Assert.True(ran);
    }

    [Theory]
    [InlineData("0.15", 40, 0.01)]
    [InlineData("0.9", 40, 0.01)]
    [InlineData("0.5", 150, 0.01)]
    public void A_short_stock_costs_in_expectation_what_it_costs_when_it_runs_out(string kill, int darts, double tolerance)
    {
        // Raids cluster, so that the stock runs out in the years in which there is little left to lose: taken alike, loss averted would be 70 % off in the first case.
        Model model = ScenarioCompiler.Compile(TestScenarios.Read(
            TestScenarios.Constant,
            ("conflict.onsetProbability", "0.9"), ("conflict.durationYears", "1"), ("raids.strike.ratePerYear", "6"), ("raids.strike.dispersion", "1"),
            ("threatClasses.cruise.hitProbability", "0.5"), ("threatClasses.cruise.damageShare", "0.05"),
            ("systems.shield.engagement.classes.cruise", $$"""{ "killProbability": {{kill}}, "missile": "dart" }"""), ("systems.shield.ground.channels", "50"),
            ("systems.shield.schedule.leadYears", "0"), ("systems.shield.schedule.intervalYears", "0"), ("systems.shield.schedule.trainingYears", "0"),
            ("procurement.decision.delayYears", "0"), ("procurement.negotiationYears", "0"), ("options.shield.purchases.shield.missiles", $$"""{ "dart": {{darts}} }""")));
        const int trials = 40_000;
        double[] gaps = new double[trials];
        double averted = 0;
        int n = 0;
        double[] reference = new double[Outcomes.Count];
        Each(model, trials, exact: false, witness: false, (runner, outcomes) =>
        {
            runner.Outcomes(0, reference);
            runner.Outcomes(1, outcomes);
            double expected = reference[(int)Outcome.Loss] - outcomes[(int)Outcome.Loss];
            gaps[n++] = reference[(int)Outcome.RealisedLoss] - outcomes[(int)Outcome.RealisedLoss] - expected;
            averted += expected / trials;
        });
        var gap = CostSim.Statistics.Moments.Of(gaps);
        Assert.True(Math.Abs(gap.Mean) < (tolerance * averted) + (3 * gap.StandardError), $"{gap.Mean} ± {gap.StandardError} of {averted}");
        Assert.True(gap.StandardError < 0.01 * averted);
    }

    /// <summary>Two systems behind each other, each with a short stock of its own: who runs out leaves more to the other.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("1")]
    public void Two_short_stocks_avert_together_what_they_do_when_they_run_out(string dispersion)
    {
        Model model = ScenarioCompiler.Compile(TestScenarios.Read(
            TestScenarios.Constant,
            ("conflict.onsetProbability", "1"), ("conflict.durationYears", "1"), ("horizon.years", "2"), ("raids.strike.ratePerYear", "6"),
            ("raids.strike.dispersion", dispersion), ("raids.strike.archetypes.ten.attackers.cruise", "4"), ("threatClasses.cruise.damageShare", "0.08"),
            ("systems.shield.engagement.classes.cruise", """{ "killProbability": 0.7, "missile": "dart" }"""), ("systems.shield.ground.channels", "50"),
            ("systems.shield.schedule", """{ "leadYears": 0, "intervalYears": 0 }"""), ("procurement.decision.delayYears", "0"), ("procurement.negotiationYears", "0"),
            ("missiles.bolt", """{ "name": "Bolt", "priceMEur": 1 }"""),
            ("systems.inner", """
                { "name": "Inner", "cost": { "unitPriceMEur": 1 }, "schedule": { "leadYears": 0 }, "ground": { "channels": 50, "readyMissiles": { "bolt": 24 } },
                  "engagement": { "classes": { "cruise": { "killProbability": 0.5, "missile": "bolt" } } } }
                """),
            ("options.shield.purchases.inner", """{ "system": "inner", "units": 1, "missiles": { "bolt": 10 }, "siting": ["port"] }"""),
            ("options.shield.purchases.shield.units", "1"), ("options.shield.purchases.shield.missiles", """{ "dart": 20 }""")));
        const int trials = 30_000;
        double[] gaps = new double[trials];
        double averted = 0;
        int n = 0;
        double[] reference = new double[Outcomes.Count];
        Each(model, trials, exact: true, witness: false, (runner, outcomes) =>
        {
            runner.Outcomes(0, reference);
            runner.Outcomes(1, outcomes);
            averted = reference[(int)Outcome.Loss] - outcomes[(int)Outcome.Loss];
            gaps[n++] = reference[(int)Outcome.RealisedLoss] - outcomes[(int)Outcome.RealisedLoss] - averted;
        });
        var gap = CostSim.Statistics.Moments.Of(gaps);
        Assert.True(Math.Abs(gap.Mean) < (0.015 * averted) + (3 * gap.StandardError), $"{gap.Mean} ± {gap.StandardError} of {averted}");
        Assert.True(gap.StandardError < 0.01 * averted, $"{gap.StandardError} of {averted}");
    }

    [Fact]
    public void An_option_more_changes_nothing_that_happens_to_the_others()
    {
        Sample few = TestScenarios.Run(TestScenarios.Read(TestScenarios.Constant, Layered), 500);
        Sample more = TestScenarios.Run(TestScenarios.Read(TestScenarios.Constant, Flown), 500);
        int guns = few.Model.OptionIds.ToList().IndexOf("guns");
        Assert.Equal(few.Column(guns, Outcome.RealisedLoss).ToArray(), more.Column(guns, Outcome.RealisedLoss).ToArray());
        Assert.Equal(few.Column(1, Outcome.RealisedCost).ToArray(), more.Column(1, Outcome.RealisedCost).ToArray());
    }

    [Theory]
    [InlineData(TrialSpread.Mc, 1)]
    [InlineData(TrialSpread.Lhs, 4)]
    [InlineData(TrialSpread.Sobol, 4)]
    public void A_trial_told_again_is_the_trial_of_the_run(TrialSpread design, int replicates)
    {
        Model model = ScenarioCompiler.Compile(TestScenarios.Read(TestScenarios.Constant, Clustered));
        var settings = new SimulationSettings { Trials = 2048, Seed = 9, Design = design, Replicates = replicates, Threads = 2 };
        Sample run = Simulator.Run(model, settings, new ModelDraws(model, settings));
        foreach (long trial in (long[])[0, 511, 512, 1500, 2047])
        {
            TrialAccount account = TrialReplay.Run(model, settings, trial);
            for (int o = 0; o < model.OptionIds.Count; o++)
            {
                foreach (OutcomeInfo info in Outcomes.All)
                {
                    double recorded = run.Column(o, info.Outcome).Span[(int)trial];
                    Assert.Equal(double.IsFinite(recorded) ? recorded : null, account.Options[o].Outcomes[(int)info.Outcome].Value);
                }

                Assert.Equal(
                    account.Years.Sum(year => year.Discount * account.Options[o].Years.Single(one => one.Year == year.Year).Loss),
                    run.Column(o, Outcome.RealisedLoss).Span[(int)trial], 1e-9);
            }
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => TrialReplay.Run(model, settings, 2048));
    }

    [Fact]
    public void Exceedance_counts_the_trials_that_lost_more()
    {
        Sample run = TestScenarios.Run(TestScenarios.Read(TestScenarios.Constant, Layered), 2000);
        CostSim.Tables.ExceedanceRow[] rows = [.. CostSim.Tables.TableBuilder.Build(run, "test").Exceedance];
        foreach (CostSim.Tables.ExceedanceRow row in rows)
        {
            int option = run.Model.OptionIds.ToList().IndexOf(row.Option);
            double[] losses = run.Column(option, Outcome.RealisedLoss).ToArray();
            double share = losses.Count(loss => loss > row.LossMEur) / 2000.0;
            Assert.Equal(share, row.Probability, 1e-12);
            Assert.Equal(Math.Sqrt(share * (1 - share) / 2000), row.StandardError, 1e-12);
            Assert.Equal(run.Column(option, Outcome.WorstYear).ToArray().Count(loss => loss > row.LossMEur) / 2000.0, row.WorstYear, 1e-12);
        }

        Assert.Contains(rows, row => row.LossMEur == 0 && row.Probability > 0.5);
        Assert.Contains(rows, row => row.LossMEur == 315 && row.Probability is > 0 and < 1);
        Assert.Equal(0, rows[^1].Probability);
    }

    private static (string, string)[] Named(string name) => name switch { "layered" => Layered, "clustered" => Clustered, "shared" => Shared, _ => Flown };

    private static double[] Draws(Model model, int count)
    {
        double[] draws = new double[model.Inputs.Count * count];
        TestScenarios.Draws(model).Fill(0, count, draws);
        return draws;
    }

    private static void Each(Model model, int trials, bool exact, bool witness, Action<TrialRunner, double[]> look)
    {
        double[] draws = Draws(model, trials);
        double[] row = new double[model.Inputs.Count];
        var runner = new TrialRunner(model, exact);
        double[] outcomes = new double[Outcomes.Count];
        for (int t = 0; t < trials; t++)
        {
            for (int i = 0; i < row.Length; i++)
            {
                row[i] = draws[(i * trials) + t];
            }

            runner.Run(new TrialAddress(5, t), row, witness ? (_, _) => { } : null);
            look(runner, outcomes);
        }
    }
}
