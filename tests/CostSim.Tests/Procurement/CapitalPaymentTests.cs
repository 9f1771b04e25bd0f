using System.Globalization;
using CostSim.Compilation;
using CostSim.Simulation;
using CostSim.Tests.Simulation;

namespace CostSim.Tests.Procurement;

/// <summary>
/// When capital payments are made and at which price, with pencil and paper. Contract at 0.75, 3 units of 100 MEUR that are due at 1.75, all of it
/// paid at delivery, unless a test says otherwise.
/// </summary>
public sealed class CapitalPaymentTests
{
    private static readonly (string, string)[] Plain =
    [
        ("horizon.years", "10"), ("economy.discountRate", "0"), ("procurement.decision.delayYears", "0.5"), ("systems.shield.schedule", """{ "leadYears": 1 }"""),
        ("systems.shield.cost", """{ "unitPriceMEur": 100, "contractShare": 0 }"""),
        ("options.shield.purchases.shield", """{ "system": "shield", "units": 3, "siting": ["port"] }"""),
    ];

    [Fact]
    public void A_payment_that_the_ceiling_delays_is_made_at_the_prices_of_the_year_in_which_it_is_made()
    {
        // 110, 121, 133.1, 146.41 a unit in years 1 to 4, and 100 a year: in year 1 a unit is paid but for 1/11, which costs 11 in year 2; and so on.
        (Sample run, OptionAccount told) = Run(("economy.acquisitionCeilingMEur", "100"), ("economy.equipmentEscalation", "0.1"));
        double second = 1 - (89 / 121.0);
        double third = 1 - ((100 - (second * 133.1)) / 133.1);
        Flow(run, YearlyOutcome.Acquisition, 0, 100, 100, 100, third * 146.41, 0);
        Dates(told, 2.11, 3 + (second * 1.331), 4 + (third * 1.4641));
    }

    [Theory]
    [InlineData("""{ "unitPriceMEur": 100, "usdShare": 1, "contractShare": 0 }""", YearlyOutcome.Acquisition)]
    [InlineData("""{ "unitPriceMEur": 0, "infrastructureMEur": 300 }""", YearlyOutcome.Infrastructure)]
    [InlineData("""{ "unitPriceMEur": 0, "initialTrainingMEur": 100 }""", YearlyOutcome.Infrastructure)]
    [InlineData("""{ "unitPriceMEur": 0 }""", YearlyOutcome.Missiles)]
    public void Every_kind_of_payment_follows_the_prices_and_the_currency_of_its_year(string cost, YearlyOutcome kind)
    {
        // What has cost 300 at the prices of the first year costs more a year later; shares of it that are paid add up to all of it.
        (Sample run, OptionAccount _) = Run(
            ("economy.acquisitionCeilingMEur", "100"), ("economy.equipmentEscalation", "0.1"), ("economy.usdPerEurVolatility", "0.2"), ("economy.usdPerEur", "1.16"),
            ("systems.shield.cost", cost), ("missiles.dart", """{ "name": "Dart", "priceMUsd": 1.16 }"""),
            ("options.shield.purchases.shield.missiles", kind == YearlyOutcome.Missiles ? """{ "dart": 300 }""" : "{}"));
        TrialAccount account = Replay(
            ("economy.acquisitionCeilingMEur", "100"), ("economy.equipmentEscalation", "0.1"), ("economy.usdPerEurVolatility", "0.2"), ("economy.usdPerEur", "1.16"),
            ("systems.shield.cost", cost), ("missiles.dart", """{ "name": "Dart", "priceMUsd": 1.16 }"""),
            ("options.shield.purchases.shield.missiles", kind == YearlyOutcome.Missiles ? """{ "dart": 300 }""" : "{}"));
        bool inDollar = kind != YearlyOutcome.Infrastructure;
        double bought = 0;
        foreach ((OptionYear year, WorldYear world) in account.Options[1].Years.Zip(account.Years))
        {
            double paid = year.Acquisition + year.Missiles + year.Infrastructure;
            Assert.True(paid <= 100 * (1 + 1e-12));
            Assert.Equal(paid, year.UnderCeiling!.Value, 1e-9);
            bought += paid / (300 * Math.Pow(1.1, year.Year - 2030) * (inDollar ? 1.16 / world.UsdPerEur : 1));
        }

        Assert.Equal(1, bought, 1e-9);
        Assert.True(account.Options[1].Years.Count(year => year.UnderCeiling > 0) > 3);
        Assert.True(run.YearlyMean(1, 2, kind) > 0);
    }

    [Fact]
    public void Being_late_makes_a_payment_dearer_within_the_ceiling()
    {
        // A unit costs 100 in year 1, 110 a year late, 120 two, 130 three.
        (Sample run, OptionAccount told) = Run(("economy.acquisitionCeilingMEur", "100"), ("economy.stretchPenalty", "0.1"));
        double second = 1 - (100 / 110.0);
        double third = 1 - ((100 - (second * 120)) / 120);
        Flow(run, YearlyOutcome.Acquisition, 0, 100, 100, 100, third * 130, 0);
        Dates(told, 2, 3 + (second * 1.2), 4 + (third * 1.3));
    }

    [Theory]
    [InlineData(300)]
    [InlineData(150)]
    [InlineData(100)]
    [InlineData(600)]
    public void A_trifle_less_money_is_a_trifle_later(double ceiling)
    {
        OptionAccount Under(double money) => Run(
            ("economy.acquisitionCeilingMEur", money.ToString("R", CultureInfo.InvariantCulture)), ("systems.shield.schedule.leadYears", "1.35")).Told;
        (OptionAccount enough, OptionAccount less) = (Under(ceiling), Under(ceiling - 0.001));
        Dates(enough, 2 + Math.Max(0.1, 100 / ceiling), 2 + (200 / ceiling), 2 + (300 / ceiling));
        for (int i = 0; i < 3; i++)
        {
            double later = less.Orders[0].Delivered[i]!.Value - enough.Orders[0].Delivered[i]!.Value;
            Assert.InRange(later, 0, 1e-4);
        }
    }

    [Fact]
    public void An_abandoned_order_pays_no_further_instalment_after_that()
    {
        // 270 at contract under 50 a year, given up at 2.3: 50 + 50 + 0.3 × 50; of the 300 that it would have cost half of the other 185 as a fee.
        (Sample run, OptionAccount told) = Run(
            ("economy.acquisitionCeilingMEur", "50"), ("systems.shield.cost.contractShare", "0.9"), ("systems.shield.schedule.leadYears", "5"),
            ("options.shield.fallback", Fallback(2032.3, 0.5, "2090")));
        Flow(run, YearlyOutcome.Acquisition, 50, 50, 15, 0, 0, 0, 0, 0);
        Flow(run, YearlyOutcome.Infrastructure, 0, 0, 92.5, 0, 0, 0);
        Flow(run, YearlyOutcome.UnderCeiling, 50, 50, 15, 0, 0, 0, 0, 0);
        Assert.Equal(2032.3, told.Orders[0].Abandoned!.Value, 1e-9);
        Assert.All(told.Orders[0].Delivered, date => Assert.Null(date));
        Assert.Equal(207.5, run.Column(1, Outcome.Cost).Span[0], 1e-9);
        Assert.Equal(207.5, run.Column(1, Outcome.RealisedCost).Span[0], 1e-9);
    }

    [Fact]
    public void What_an_abandoned_order_leaves_of_the_years_money_goes_to_the_next_in_line()
    {
        // The other order's 60 fall due at 0.8 and have waited; from 2.3 on they get the 35 that are left of year 2, then 25.
        (Sample run, OptionAccount told) = Run(
            ("economy.acquisitionCeilingMEur", "50"), ("systems.shield.cost.contractShare", "0.9"), ("systems.shield.schedule.leadYears", "5"),
            ("systems.gun", """
                { "name": "Gun", "cost": { "unitPriceMEur": 60, "contractShare": 0 }, "schedule": { "leadYears": 0.05 },
                  "engagement": { "classes": { "cruise": { "killProbability": 0.3 } } }, "ground": { "channels": 2 } }
                """),
            ("options.shield.purchases.gun", """{ "system": "gun", "units": 1, "siting": ["port"] }"""), ("options.shield.fallback", Fallback(2032.3, 0, "2090")));
        Flow(run, YearlyOutcome.Acquisition, 50, 50, 50, 25, 0, 0);
        Assert.Equal(2033.5, told.Orders[1].Delivered[0]!.Value, 1e-9);
    }

    [Theory]
    [InlineData("\"contractShare\": 0.3", 210 + 300)]
    [InlineData("\"contractShare\": 0.3, \"initialTrainingMEur\": 4", 210 + 300 + 12)]
    [InlineData("\"contractShare\": 1", 300)]
    [InlineData("\"contractShare\": 0.3, \"airDefenceShare\": 0.5", 105 + 150)]
    public void The_fee_is_on_all_that_was_ordered_and_not_paid_at_the_prices_of_the_year_in_which_it_is_due(string cost, double base0)
    {
        (string, string)[] changes =
        [
            ("economy.usdPerEur", "1.16"), ("economy.usdPerEurVolatility", "0.1"), ("economy.equipmentEscalation", "0.05"), ("systems.shield.schedule.leadYears", "5"),
            ("systems.shield.cost", $$"""{ "unitPriceMEur": 100, "usdShare": 1, {{cost}} }"""), ("missiles.dart", """{ "name": "Dart", "priceMUsd": 1.16 }"""),
            ("options.shield.purchases.shield.missiles", """{ "dart": 300 }"""), ("options.shield.fallback", Fallback(2031, 0.4, "2090")),
        ];
        TrialAccount account = Replay(changes);
        double training = cost.Contains("Training", StringComparison.Ordinal) ? 12 : 0;
        double dollar = 1.16 / account.Years[1].UsdPerEur;
        Assert.True(Math.Abs(dollar - 1) > 0.01);
        Assert.Equal(0.4 * 1.05 * (((base0 - training) * dollar) + training), account.Options[1].Years[1].Infrastructure, 1e-9);
        Assert.Equal(0, account.Options[1].Years.Skip(2).Sum(year => year.Acquisition + year.Missiles + year.Infrastructure));
    }

    [Fact]
    public void All_capital_payments_compete_for_the_money_and_a_unit_waits_for_what_comes_with_it()
    {
        // 20 of infrastructure at 0.75; then two units of 30, each with 20 of missiles and 10 of training, at 1.75: 60 a unit under 50 a year.
        (Sample run, OptionAccount told) = Run(Mixed);
        Dates(told, 2 + (10 / 50.0), 3 + (20 / 50.0));
        Flow(run, YearlyOutcome.UnderCeiling, 20, 50, 50, 20, 0);
        Flow(run, YearlyOutcome.Acquisition, 0, 25, 25, 10, 0);
        Flow(run, YearlyOutcome.Missiles, 0, 50 / 3.0, 50 / 3.0, 20 / 3.0, 0);
        Flow(run, YearlyOutcome.Infrastructure, 20, 25 / 3.0, 25 / 3.0, 10 / 3.0, 0);
    }

    [Theory]
    [InlineData("[\"units\"]", 1.75, 2.2, new[] { 0.0, 50, 10, 0 })]
    [InlineData("[\"missiles\"]", 1.75, 1.8, new[] { 0.0, 40, 0, 0 })]
    [InlineData("[\"missiles\", \"initialTraining\"]", 1.75, 2.2, new[] { 0.0, 50, 10, 0 })]
    [InlineData("[\"infrastructure\"]", 1.75, 1.75, new[] { 20.0, 0, 0, 0 })]
    [InlineData("[\"infrastructure\", \"units\", \"missiles\"]", 2, 3, new[] { 20.0, 50, 50, 0 })]
    public void The_scenario_says_what_the_ceiling_covers_and_the_rest_is_paid_when_it_falls_due(string covers, double first, double second, double[] covered)
    {
        (Sample run, OptionAccount told) = Run([.. Mixed, ("economy.acquisitionCeiling.covers", covers)]);
        Dates(told, first, second);
        Flow(run, YearlyOutcome.UnderCeiling, covered);
        Assert.Equal(140, told.Years.Sum(year => year.Acquisition + year.Missiles + year.Infrastructure), 1e-9);
    }

    [Fact]
    public void Programmes_alone_bring_nothing_into_operation()
    {
        Sample run = TestScenarios.Run(
            4, ("systems.harden", """{ "name": "Hardening", "cost": { "unitPriceMEur": 5 }, "schedule": { "leadYears": 0.5 }, "programme": { "valueFactor": 0.5 } }"""),
            ("options.harden", """{ "name": "Hardening", "purchases": { "harden": { "system": "harden", "units": 1 } } }"""));
        Assert.All(run.Column(2, Outcome.IocYear).ToArray().Concat(run.Column(2, Outcome.FocYear).ToArray()), date => Assert.True(double.IsNaN(date)));
        Assert.Equal(5, Enumerable.Range(0, 4).Sum(y => run.YearlyMean(2, y, YearlyOutcome.Acquisition)), 1e-9);
    }

    private static (string, string)[] Mixed =>
    [
        ("economy.acquisitionCeilingMEur", "50"), ("missiles.dart", """{ "name": "Dart", "priceMEur": 1 }"""),
        ("systems.shield.cost", """{ "unitPriceMEur": 30, "contractShare": 0, "infrastructureMEur": 20, "initialTrainingMEur": 10 }"""),
        ("options.shield.purchases.shield", """{ "system": "shield", "units": 2, "missiles": { "dart": 40 }, "siting": ["port"] }"""),
    ];

    private static string Fallback(double deadline, double fee, string order) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
          { "primary": "shield", "deadlineYear": {{deadline}}, "trigger": "firstDelivery", "terminationFeeShare": {{fee}},
            "purchases": { "again": { "system": "shield", "units": 1, "siting": ["port"], "orderYear": {{order}} } } }
          """);

    private static TrialAccount Replay(params (string, string)[] changes) => TrialReplay.Run(
        ScenarioCompiler.Compile(TestScenarios.Read(TestScenarios.Constant, [.. Plain, .. changes])), new SimulationSettings { Trials = 4, Seed = 5 }, 0);

    private static (Sample Run, OptionAccount Told) Run(params (string, string)[] changes) =>
        (TestScenarios.Run(2, [.. Plain, .. changes]), Replay(changes).Options[1]);

    private static void Dates(OptionAccount told, params double[] dates) =>
        Assert.Equal(dates.Select(date => 2030 + date), told.Orders[0].Delivered.Select(date => date ?? double.NaN), (a, b) => Math.Abs(a - b) < 1e-9);

    private static void Flow(Sample run, YearlyOutcome kind, params double[] expected)
    {
        for (int y = 0; y < expected.Length; y++)
        {
            Assert.Equal(expected[y], run.YearlyMean(1, y, kind), 1e-9);
        }
    }
}
