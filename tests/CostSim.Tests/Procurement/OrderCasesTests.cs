using CostSim.Simulation;
using CostSim.Tests.Simulation;

namespace CostSim.Tests.Procurement;

/// <summary>
/// What delays an order and what adds to its price, one at a time, with pencil and paper. Without any of it: contract at 0.5, 40 % of
/// 2 × 100 MEUR; deliveries at 1.1 and 2.3; a tenth of a year of training.
/// </summary>
public sealed class OrderCasesTests
{
    private const string Fast = "procurement.regimes.fast";

    [Fact]
    public void A_fast_track_shortens_decision_and_negotiation_costs_a_premium_and_may_be_challenged()
    {
        // 0.4 × 0.25 + 0.6 × 0.25 + 0.9 in court.
        Sample run = TestScenarios.Run(
            2, ("options.shield.regime", "\"fast\""),
            (Fast, """{ "decisionFactor": 0.4, "negotiationFactor": 0.6, "pricePremium": 0.1, "legalChallengeProbability": 1, "legalChallengeYears": 0.9 }"""));
        Dates(run, 1.15 + 0.6 + 0.1, 1.15 + 1.8 + 0.1);
        Flow(run, YearlyOutcome.Acquisition, 0, 88 + 66, 66, 0);
    }

    [Fact]
    public void A_fast_track_divides_the_time_to_a_decision_by_hazard()
    {
        Sample run = TestScenarios.Run(
            500, ("horizon.years", "40"), ("procurement.decision", """{ "approvalPerYear": 0.5, "cancellationPerYear": 0.1 }"""),
            (Fast, """{ "decisionFactor": 0.5 }"""),
            ("options.quick", """{ "name": "Quick", "regime": "fast", "purchases": { "shield": { "system": "shield", "units": 2, "siting": ["port"] } } }"""));
        double[] normal = run.Column(1, Outcome.IocYear).ToArray();
        double[] quick = run.Column(2, Outcome.IocYear).ToArray();
        int both = 0;
        for (int t = 0; t < normal.Length; t++)
        {
            if (!double.IsNaN(normal[t]))
            {
                both++;
                Assert.Equal((normal[t] - 2030.95) / 2, quick[t] - 2030.95, 1e-9);
            }
        }

        Assert.InRange(both, 300, 499);
    }

    [Fact]
    public void A_political_shock_delays_the_decision() =>
        Dates(TestScenarios.Run(2, ("procurement.decision", """{ "delayYears": 0.25, "shockProbability": 1, "shockYears": 0.6 }""")), 1.8, 3);

    [Fact]
    public void A_joint_purchase_takes_coordination_and_saves_on_units_and_fixed_cost()
    {
        Sample run = TestScenarios.Run(
            2, ("procurement.jointPurchases", """{ "eu": { "discount": 0.2, "coordinationYears": 0.4, "fixedCostShare": 0.5 } }"""),
            ("options.shield.purchases.shield.jointPurchase", "\"eu\""));
        Dates(run, 1.6, 2.8);
        Flow(run, YearlyOutcome.Acquisition, 64, 48, 48, 0);
        Flow(run, YearlyOutcome.Infrastructure, 15, 5, 5, 0);
    }

    [Fact]
    public void A_supplier_who_serves_others_first_delays_what_is_due_after_that_decision() => Dates(
        TestScenarios.Run(
            2, ("horizon.years", "8"), ("suppliers", """{ "maker": { "name": "Maker", "queueProbability": 1, "queueYears": 2, "queueYear": 2032 } }"""),
            ("systems.shield.supplier", "\"maker\"")),
        1.2,
        4.4);

    [Fact]
    public void A_ceiling_that_stretches_payments_makes_them_dearer()
    {
        // 50 a year. Of 80 at contract 30 wait for year 1 and cost 33; 17 of the first 60 are left, the other 43 cost 47.3 in year 2; 2.7 of the last 60,
        // of 57.3 in year 3 for 63.03 the 50 that there are; the rest in year 4, two years late.
        Sample run = TestScenarios.Run(
            2, ("horizon.years", "6"), ("economy.acquisitionCeilingMEur", "50"), ("economy.acquisitionCeiling.covers", "[\"units\"]"),
            ("economy.stretchPenalty", "0.1"));
        double last = 72 * (0.955 - (50.0 / 66));
        Dates(run, 2 + (47.3 / 50) + 0.1, 4 + (last / 50) + 0.1);
        Flow(run, YearlyOutcome.Acquisition, 50, 50, 50, 50, last, 0);
    }

    [Theory]
    [InlineData("contract", 1.2, 0)]
    [InlineData("firstDelivery", 2.2, 1)]
    public void An_order_abandoned_for_its_delivery_leaves_what_was_paid_and_a_fee(string trigger, double ioc, double used)
    {
        // Deadline 1.0: the contract was signed at 0.5, the first unit is due at 1.1. A quarter of what is not paid yet: 120, 1,000 darts
        // for 2,000, and 10 for training.
        Sample run = TestScenarios.Run(
            2,
            ("options.shield.fallback", $$"""
                { "primary": "shield", "deadlineYear": 2031, "trigger": "{{trigger}}", "terminationFeeShare": 0.25,
                  "purchases": { "again": { "system": "shield", "units": 1, "siting": ["port"] } } }
                """));
        Assert.Equal(used, run.Column(1, Outcome.FallbackUsed).Span[0]);
        Assert.Equal(2030 + ioc, run.Column(1, Outcome.IocYear).Span[0], 1e-9);
        if (used > 0)
        {
            Flow(run, YearlyOutcome.Acquisition, 80, 40, 60, 0);
            Flow(run, YearlyOutcome.Infrastructure, 30, 30 + 532.5, 5, 0);
        }
    }

    [Fact]
    public void An_upgrade_is_paid_at_the_prices_of_its_year() => Flow(
        TestScenarios.Run(
            2, ("economy.equipmentEscalation", "0.1"), ("systems.shield.cost.midLifeShare", "0.2"), ("systems.shield.cost.midLifeAgeYears", "1")),
        YearlyOutcome.Renewal,
        0,
        0,
        0.2 * 121,
        0.2 * 133.1);

    [Fact]
    public void What_outlives_the_horizon_is_worth_the_share_of_its_life_that_is_left() => Flow(
        TestScenarios.Run(2, ("economy.residualValue", "true"), ("systems.shield.schedule.serviceLifeYears", "10")), YearlyOutcome.Renewal, 0, 0, 0, -71 - 83);

    [Fact]
    public void All_cost_of_a_system_counts_by_its_share_and_ends_with_its_life()
    {
        // In service from 1.2 and 2.4; the first until 3.3. A unit costs 6 + 20 × 0.1 a year, and 7 to dispose of.
        Sample run = TestScenarios.Run(
            2, ("systems.shield.cost.airDefenceShare", "0.5"), ("systems.shield.cost.disposalMEur", "7"), ("systems.shield.schedule.serviceLifeYears", "2.2"));
        Flow(run, YearlyOutcome.Acquisition, 40, 30, 30, 0);
        Flow(run, YearlyOutcome.Missiles, 0, 500, 500, 0);
        Flow(run, YearlyOutcome.Infrastructure, 15, 2.5, 2.5, 0);
        Flow(run, YearlyOutcome.Operation, 0, 4 * 0.8, 4 * 1.6, 4 * 1.3);
        Flow(run, YearlyOutcome.Renewal, 0, 0, 0, 3.5);
    }

    private static void Dates(Sample run, double ioc, double foc)
    {
        Assert.Equal(2030 + ioc, run.Column(1, Outcome.IocYear).Span[0], 1e-9);
        Assert.Equal(2030 + foc, run.Column(1, Outcome.FocYear).Span[0], 1e-9);
    }

    private static void Flow(Sample run, YearlyOutcome kind, params double[] expected)
    {
        for (int y = 0; y < expected.Length; y++)
        {
            Assert.Equal(expected[y], run.YearlyMean(1, y, kind), 1e-9);
        }
    }
}
