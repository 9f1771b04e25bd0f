using CostSim.Simulation;
using CostSim.Tests.Simulation;

namespace CostSim.Tests.Costing;

/// <summary>Missiles that were fired are replaced at the share at which all cost of the system counts that fires them.</summary>
public sealed class ReplacementTests
{
    private static readonly (string, string)[] War =
        [("conflict.onsetProbability", "1"), ("conflict.durationYears", "3"), ("systems.shield.schedule", """{ "leadYears": 0 }""")];

    [Theory]
    [InlineData("0", 0)]
    [InlineData("0.25", 0.25)]
    public void All_cost_of_a_system_counts_by_its_share_that_of_replacing_what_it_fired_too(string share, double counts)
    {
        Sample whole = TestScenarios.Run(40, War);
        Sample part = TestScenarios.Run(40, [.. War, ("systems.shield.cost.airDefenceShare", share)]);
        Assert.True(whole.YearlyMean(1, 2, YearlyOutcome.Replenishment) > 10);
        foreach (Outcome outcome in (ReadOnlySpan<Outcome>)[Outcome.Cost, Outcome.RealisedCost])
        {
            double[] all = whole.Column(1, outcome).ToArray();
            double[] counted = part.Column(1, outcome).ToArray();
            Assert.All(all.Zip(counted), pair => Assert.Equal(counts * pair.First, pair.Second, 1e-9 * pair.First));
        }

        // What firing costs is not attributed: it says who spends more on the exchange.
        Assert.Equal(whole.Column(1, Outcome.InterceptorSpend).ToArray(), part.Column(1, Outcome.InterceptorSpend).ToArray());
    }

    [Fact]
    public void A_missile_of_several_systems_counts_by_the_mean_of_their_shares_weighed_by_what_comes_with_each()
    {
        // 1,000 darts with the shield at a share of 0.2, 3,000 with a second system at 1: 0.8. The store does not fire, so that all else stays.
        (string, string)[] Stored(string first, string second) =>
        [
            .. War, ("systems.shield.cost.airDefenceShare", first),
            ("systems.store", $$"""
                { "name": "Store", "cost": { "unitPriceMEur": 0, "airDefenceShare": {{second}} }, "schedule": { "leadYears": 0 },
                  "engagement": { "classes": { "cruise": { "killProbability": 0 } } }, "ground": { "channels": 0 } }
                """),
            ("options.shield.purchases.store", """{ "system": "store", "units": 1, "missiles": { "dart": 3000 }, "siting": ["port"] }"""),
        ];
        Sample mixed = TestScenarios.Run(40, Stored("0.2", "1"));
        Sample whole = TestScenarios.Run(40, Stored("1", "1"));
        for (int y = 1; y < 4; y++)
        {
            Assert.Equal(0.8 * whole.YearlyMean(1, y, YearlyOutcome.Replenishment), mixed.YearlyMean(1, y, YearlyOutcome.Replenishment), 1e-9);
        }

        double replaced = Replaced(whole) - Replaced(mixed);
        Assert.True(Replaced(whole) > 0);
        Assert.Equal(0.2 * Replaced(whole), replaced, 1e-6 * Replaced(whole));
    }

    [Fact]
    public void Options_that_fight_alike_replace_at_shares_of_their_own()
    {
        // The second option has its darts with a store that costs nothing by attribution; the same raids go the same way.
        Sample run = TestScenarios.Run(40, [.. War,
            ("systems.store", """
                { "name": "Store", "cost": { "unitPriceMEur": 0, "airDefenceShare": 0 }, "schedule": { "leadYears": 0 },
                  "engagement": { "classes": { "drone": { "killProbability": 0 } } }, "ground": { "channels": 0 } }
                """),
            ("threatClasses.drone", """{ "name": "Drone", "hitProbability": 0, "damageShare": 0 }"""),
            ("options.stored", """
                { "name": "Stored", "purchases": { "shield": { "system": "shield", "units": 2, "siting": ["port"] },
                  "store": { "system": "store", "units": 1, "missiles": { "dart": 1000 }, "siting": ["port"] } } }
                """)]);
        Assert.Equal(run.Column(1, Outcome.RealisedLoss).ToArray(), run.Column(2, Outcome.RealisedLoss).ToArray());
        double[] darts = [.. run.Column(1, Outcome.RealisedCost).ToArray().Zip(run.Column(2, Outcome.RealisedCost).ToArray(), (own, stored) => own - stored)];
        Assert.True(darts.Max() > darts.Min() + 10, "Replacing costs only the first option.");
    }

    private static double Replaced(Sample run) => run.Column(1, Outcome.RealisedCost).ToArray().Average()
        - Enumerable.Range(0, 4).Sum(y => Math.Pow(1.03, -y - 0.5) * (run.YearlyMean(1, y, YearlyOutcome.Cost) - run.YearlyMean(1, y, YearlyOutcome.Replenishment)));
}
