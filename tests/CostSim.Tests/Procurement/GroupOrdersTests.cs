using CostSim.Compilation;
using CostSim.Realisation;
using CostSim.Simulation;
using CostSim.Tests.Simulation;

namespace CostSim.Tests.Procurement;

/// <summary>Orders and their money, worked out for the trials of a group at once.</summary>
public sealed class GroupOrdersTests
{
    /// <summary>Everything that can differ from trial to trial does: who signs, who is late, who is in arrears, who falls back, who learns, who retires.</summary>
    private static readonly (string, string)[] Varied =
    [
        ("horizon.years", "11"),
        ("economy.usdPerEurVolatility", "0.1"),
        ("economy.equipmentEscalation", """{ "type": "uniform", "min": 0, "max": 0.05 }"""),
        ("economy.acquisitionCeilingMEur", """{ "type": "discrete", "values": [25, 60, 100000], "weights": [1, 1, 1] }"""),
        ("economy.stretchPenalty", "0.05"),
        ("economy.residualValue", "true"),
        ("conflict.durationYears", """{ "type": "uniform", "min": 0.5, "max": 4 }"""),
        ("procurement.decision", """{ "delayYears": { "type": "uniform", "min": 0, "max": 4 }, "cancellationProbability": 0.25, "shockProbability": 0.3, "shockYears": 2 }"""),
        ("suppliers", """{ "maker": { "name": "Maker", "queueProbability": 0.5, "queueYears": 1.5, "queueYear": 2033 } }"""),
        ("systems.shield.supplier", "\"maker\""),
        ("systems.shield.cost.usdShare", "0.5"),
        ("systems.shield.cost.learningSlope", """{ "type": "uniform", "min": 0.8, "max": 1 }"""),
        ("systems.shield.cost.midLifeShare", "0.2"),
        ("systems.shield.cost.midLifeAgeYears", """{ "type": "uniform", "min": 1, "max": 5 }"""),
        ("systems.shield.cost.disposalMEur", "3"),
        ("systems.shield.schedule.serviceLifeYears", """{ "type": "discrete", "values": [0.05, 3, 30], "weights": [1, 2, 2] }"""),
        ("systems.gun", """
            { "name": "Gun", "cost": { "unitPriceMEur": 20, "midLifeShare": 0.1, "midLifeAgeYears": 2 }, "schedule": { "leadYears": { "type": "uniform", "min": 0, "max": 3 }, "intervalYears": 0.5 },
              "engagement": { "classes": { "cruise": { "killProbability": 0.3 } } }, "ground": { "channels": 2 } }
            """),
        ("options.shield.purchases.gun", """{ "system": "gun", "units": 4, "siting": ["port"] }"""),
        ("options.shield.purchases.more", """{ "system": "gun", "units": 2, "siting": ["port"] }"""),
        ("options.shield.purchases.most", """{ "system": "gun", "units": 7, "siting": ["port"] }"""),
        ("options.shield.fallback", """
            { "primary": "shield", "deadlineYear": { "type": "uniform", "min": 2029, "max": 2036 }, "trigger": "firstDelivery", "terminationFeeShare": 0.25,
              "purchases": { "again": { "system": "gun", "units": 5, "siting": ["port"] } } }
            """),
    ];

    [Fact]
    public void An_order_and_its_money_are_the_same_whatever_the_company_of_a_trial()
    {
        Model model = ScenarioCompiler.Compile(TestScenarios.Read(TestScenarios.Constant, Varied));
        const int Trials = 203;
        double[] draws = new double[model.Inputs.Count * Trials];
        TestScenarios.Draws(model).Fill(0, Trials, draws);
        var together = new TrialRunner(model, false);
        var alone = new TrialRunner(model, false);
        var seen = new HashSet<(bool Late, bool Fallback, bool Signed)>();
        for (int t = 0; t < Trials; t++)
        {
            int lane = t % TrialGroup.Lanes;
            if (lane == 0)
            {
                together.Group.Take(draws, Trials, t);
                together.BeginGroup();
            }

            together.Run(new TrialAddress(5, t), lane);
            alone.Run(new TrialAddress(5, t), [.. Enumerable.Range(0, model.Inputs.Count).Select(i => draws[(i * Trials) + t])]);
            for (int o = 0; o < model.OptionIds.Count; o++)
            {
                foreach (YearlyOutcome outcome in Enum.GetValues<YearlyOutcome>())
                {
                    Assert.Equal(alone.Yearly(o, outcome).ToArray(), together.Yearly(o, outcome).ToArray());
                }

                double[][] outcomes = [new double[Outcomes.Count], new double[Outcomes.Count]];
                alone.Outcomes(o, outcomes[0]);
                together.Outcomes(o, outcomes[1]);
                Assert.Equal(outcomes[0], outcomes[1]);
                Assert.Equal(alone.Procurement.Orders(o).Delivered, together.Procurement.Orders(o).Delivered);
            }

            CostSim.Procurement.OptionOrders orders = together.Procurement.Orders(1);
            seen.Add((together.Yearly(1, YearlyOutcome.UnderCeiling).ToArray().Any(paid => paid > 0.999 * together.World.Ceiling[0]), orders.FallbackUsed, !orders.Cancelled[0]));
        }

        // Who cancels falls back; all else comes to pass.
        Assert.True(seen.Count == 6, string.Join(' ', seen));
    }
}
