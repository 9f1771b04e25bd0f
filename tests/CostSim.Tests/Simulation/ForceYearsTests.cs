using CostSim.Simulation;

namespace CostSim.Tests.Simulation;

/// <summary>Which forces count in which year, and which raids they meet.</summary>
public sealed class ForceYearsTests
{
    [Fact]
    public void A_unit_counts_from_the_end_of_its_training_to_the_end_of_its_life()
    {
        // Contract at 0.5, delivery at 0.5 + 0.5 × 1.2 = 1.1, training to 2.1, out of service at 1.1 + 2.2 = 3.3. Mid-years 0.5 … 5.5.
        Sample sample = TestScenarios.Run(
            2,
            ("horizon.years", "6"),
            ("options.shield.purchases.shield.units", "1"),
            ("systems.shield.schedule.trainingYears", "1"),
            ("systems.shield.schedule.serviceLifeYears", "2.2"));
        Assert.Equal([0, 0, 1, 0, 0, 0], Years(sample, YearlyOutcome.Units));
        double[] protection = Years(sample, YearlyOutcome.Protection);
        Assert.True(protection[2] > 0.01);
        Assert.Equal([0, 0, protection[2], 0, 0, 0], protection);
    }

    [Fact]
    public void An_asset_protects_from_its_first_year_until_its_last()
    {
        Sample sample = TestScenarios.Run(
            2,
            ("horizon.years", "6"),
            ("options.shield.purchases", ""),
            ("assets.shield", """{ "system": "shield", "units": 1, "siting": ["port"], "fromYear": 2031, "untilYear": 2034, "missiles": { "dart": 1000 } }"""));
        double[] protection = Years(sample, YearlyOutcome.Protection);
        Assert.True(protection[1] > 0.01);
        Assert.Equal([0, protection[1], protection[1], protection[1], 0, 0], protection);
    }

    [Fact]
    public void Each_raid_kind_meets_its_own_systems()
    {
        // Cruise missiles meet the shield, drones meet the gun: together they leak what they leak alone.
        const string Swarm = """{ "name": "Swarm", "phase": "conflict", "ratePerYear": 3, "targets": { "port": 1 }, "archetypes": { "six": { "weight": 1, "attackers": { "drone": 6 } } } }""";
        (string, string)[] common =
        [
            ("threatClasses.drone", """{ "name": "Drone", "hitProbability": 0.3, "damageShare": 0.1 }"""),
            ("systems.gun", """
                { "name": "Gun", "cost": { "unitPriceMEur": 1 }, "schedule": { "leadYears": 0.1 },
                  "engagement": { "classes": { "drone": { "killProbability": 0.5 } } }, "ground": { "channels": 4, "availability": 0.75 } }
                """),
            ("systems.shield.ground.availability", "0.8"),
            ("options.shield.purchases.gun", """{ "system": "gun", "units": 2, "siting": ["port"] }"""),
        ];
        double strike = Leakers(TestScenarios.Run(2, common));
        double swarm = Leakers(TestScenarios.Run(2, [.. common, ("raids.swarm", Swarm), ("raids.strike", "")]));
        double both = Leakers(TestScenarios.Run(2, [.. common, ("raids.swarm", Swarm)]));
        Assert.True(strike > 0.1 && swarm > 0.1);
        Assert.Equal(strike + swarm, both, 1e-9);
    }

    [Fact]
    public void Without_missiles_in_stock_a_raid_meets_nobody()
    {
        Sample armed = TestScenarios.Run(2);
        Sample empty = TestScenarios.Run(2, ("options.shield.purchases.shield.missiles.dart", "0"));
        Assert.True(Leakers(armed) < 0.9 * Leakers(armed, 0));
        Assert.Equal(Leakers(empty, 0), Leakers(empty), 1e-9);
        Assert.Equal(empty.Column(0, Outcome.Loss).Span[0], empty.Column(1, Outcome.Loss).Span[0], 1e-9);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("12")]
    [InlineData("1000")]
    public void Each_leaker_kills_as_many_whatever_the_stock(string missiles)
    {
        Sample sample = TestScenarios.Run(
            2,
            ("sites.port.deathsPerHit", """{ "cruise": 3 }"""),
            ("options.shield.purchases.shield.missiles.dart", missiles));
        double averted = sample.Column(1, Outcome.DeathsAverted).Span[0];
        Assert.Equal(0.6 * 3 * (Leakers(sample, 0) - Leakers(sample)), averted, 1e-9);
        Assert.Equal(missiles == "0", averted < 1e-9);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("12")]
    [InlineData("1000")]
    public void As_many_come_whatever_the_stock(string missiles)
    {
        Sample sample = TestScenarios.Run(2, ("options.shield.purchases.shield.missiles.dart", missiles));
        double everybody = Leakers(sample, 0);
        Assert.True(everybody > 1);
        Assert.Equal(everybody, Leakers(sample) + sample.Column(1, Outcome.ShotDown).Span[0], 1e-9);
    }

    [Fact]
    public void A_layer_behind_another_takes_nothing_from_what_that_one_fires()
    {
        // The gun fires no missile that is counted: all that are fired are the shield's, with the gun behind it or not.
        (string, string) gun = ("systems.gun", """
            { "name": "Gun", "cost": { "unitPriceMEur": 1 }, "schedule": { "leadYears": 0.1 },
              "engagement": { "classes": { "cruise": { "killProbability": 0.5 } } }, "ground": { "channels": 2 } }
            """);
        Sample alone = TestScenarios.Run(2, gun);
        Sample behind = TestScenarios.Run(2, gun, ("options.shield.purchases.gun", """{ "system": "gun", "units": 2, "siting": ["port"] }"""));
        double fired = alone.Column(1, Outcome.InterceptorsFired).Span[0];
        Assert.True(fired > 1);
        Assert.Equal(fired, behind.Column(1, Outcome.InterceptorsFired).Span[0], 1e-9);
        Assert.True(Leakers(behind) < 0.9 * Leakers(alone));
    }

    [Fact]
    public void A_conflict_fires_no_more_missiles_than_there_are()
    {
        // Conflicts of two years, thirty-odd missiles wanted in each, four there and none replaced: the second year finds what the first has left.
        Sample run = TestScenarios.Run(2, ("options.shield.purchases.shield.missiles.dart", "4"), ("missiles.dart.restockPerYear", "0"));
        double years = Enumerable.Range(0, run.Model.Years).Sum(y => Math.Pow(0.9, y) * 0.1);
        double fired = run.Column(1, Outcome.InterceptorsFired).Span[0];
        Assert.InRange(fired, double.Epsilon, 4 * years);
    }

    [Fact]
    public void Missiles_that_run_short_side_by_side_leak_what_they_leak_apart()
    {
        const string Swarm = """{ "name": "Swarm", "phase": "conflict", "ratePerYear": 3, "targets": { "port": 1 }, "archetypes": { "six": { "weight": 1, "attackers": { "drone": 6 } } } }""";
        (string, string)[] common =
        [
            ("threatClasses.drone", """{ "name": "Drone", "hitProbability": 0.3, "damageShare": 0.1 }"""),
            ("missiles.bolt", """{ "name": "Bolt", "priceMUsd": 1 }"""),
            ("systems.gun", """
                { "name": "Gun", "cost": { "unitPriceMEur": 1 }, "schedule": { "leadYears": 0.1 },
                  "engagement": { "classes": { "drone": { "killProbability": 0.9, "missile": "bolt" } } }, "ground": { "channels": 6, "readyMissiles": { "bolt": 24 } } }
                """),
            ("options.shield.purchases.shield.missiles.dart", "12"),
            ("options.shield.purchases.gun", """{ "system": "gun", "units": 2, "missiles": { "bolt": 9 }, "siting": ["port"] }"""),
        ];
        double Leak(params (string, string)[] more) => Leakers(TestScenarios.Run(2, [.. common, .. more]));
        double strike = Leak();
        double swarm = Leak(("raids.swarm", Swarm), ("raids.strike", ""));
        Assert.True(strike > 1.1 * Leak(("options.shield.purchases.shield.missiles.dart", "1000")));
        Assert.True(swarm > 1.1 * Leak(("raids.swarm", Swarm), ("raids.strike", ""), ("options.shield.purchases.gun.missiles.bolt", "1000")));
        // Raids of both kinds are counted together, and how many come of each is not followed.
        Assert.Equal(strike + swarm, Leak(("raids.swarm", Swarm)), 0.01 * (strike + swarm));
    }

    [Fact]
    public void Raids_spread_over_equal_sites_leak_what_they_leak_at_one()
    {
        Sample one = TestScenarios.Run(2);
        Sample three = TestScenarios.Run(
            2,
            ("sites.town", """{ "name": "Town", "valueMEurPerYear": 500 }"""),
            ("sites.dock", """{ "name": "Dock", "valueMEurPerYear": 200 }"""),
            ("raids.strike.targets", """{ "port": 1, "town": 2, "dock": 1 }"""));
        Assert.Equal(Leakers(one, 0), Leakers(three, 0), 1e-9);
    }

    [Fact]
    public void Programmes_work_together_whatever_other_options_have()
    {
        string[][] combinations = [["a"], ["b"], ["c"], ["a", "b"], ["b", "c"], ["a", "b", "c"]];
        double[] factors = [0.9, 0.7, 0.5];
        (string, string)[] systems = [.. ((string[])["a", "b", "c"]).Select((name, i) => ($"systems.{name}", FormattableString.Invariant($$"""
            { "name": "{{name}}", "cost": { "unitPriceMEur": 1 }, "schedule": { "leadYears": 0.1 }, "programme": { "hitFactor": { "cruise": {{factors[i]}} } } }
            """)))];
        (string, string) Option(string[] names) => ($"options.{string.Join("-", names)}",
            $$"""{ "name": "{{string.Join("+", names)}}", "purchases": { {{string.Join(", ", names.Select(n => $"\"{n}\": {{ \"system\": \"{n}\", \"units\": 1 }}"))}} } }""");
        Sample together = TestScenarios.Run(2, [.. systems, .. combinations.Select(Option)]);
        for (int i = 0; i < combinations.Length; i++)
        {
            Sample alone = TestScenarios.Run(2, [.. systems.Where(one => combinations[i].Contains(one.Item1[8..])), Option(combinations[i])]);
            Assert.Equal(alone.Column(2, Outcome.Loss).Span[0], together.Column(2 + i, Outcome.Loss).Span[0], 1e-9);
            Assert.True(together.Column(2 + i, Outcome.Loss).Span[0] < together.Column(0, Outcome.Loss).Span[0]);
        }
    }

    private static double Leakers(Sample sample, int option) => sample.Column(option, Outcome.Leakers).Span[0];

    private static double Leakers(Sample sample) => sample.Column(1, Outcome.Leakers).Span[0];

    private static double[] Years(Sample sample, YearlyOutcome outcome) =>
        [.. Enumerable.Range(0, sample.Model.Years).Select(y => sample.YearlyMean(1, y, outcome))];
}
