using System.Globalization;
using CostSim.Compilation;
using CostSim.Sampling;
using CostSim.Scenarios;
using CostSim.Simulation;
using CostSim.Tests.Simulation;

namespace CostSim.Tests.Costing;

/// <summary>Costs and dates computed elsewhere (SciPy; closed forms), put to the whole model.</summary>
public sealed class CostCasesTests
{
    private const int Trials = 40_000;

    [Fact]
    public void A_constant_flow_is_discounted_in_mid_year()
    {
        Sample run = TestScenarios.Run(Streams(20, ("flow", Stream(0, 1, 0, 100, 100))), 2);
        Assert.Equal(1509.8987912115, run.Column(0, Outcome.Cost).Span[0], 1e-8);
    }

    [Fact]
    public void Learning_follows_the_unit_theory()
    {
        // 90 % for every doubling: the tenth unit costs 70.4688049512, all ten 799.4478550439.
        Sample run = TestScenarios.Run(Streams(3, ("flow", Stream(1, 10, 100, 0, 100, "\"learningSlope\": 0.9,", interval: 0))), 2);
        Assert.Equal(799.4478550439, run.YearlyMean(0, 1, YearlyOutcome.Acquisition), 1e-8);
        Sample nine = TestScenarios.Run(Streams(3, ("flow", Stream(1, 9, 100, 0, 100, "\"learningSlope\": 0.9,", interval: 0))), 2);
        Assert.Equal(70.4688049512, run.YearlyMean(0, 1, YearlyOutcome.Acquisition) - nine.YearlyMean(0, 1, YearlyOutcome.Acquisition), 1e-8);
    }

    [Fact]
    public void A_mid_life_upgrade_is_priced_in_its_own_year_even_where_the_ceiling_made_the_unit_late()
    {
        // Two units of 110 due in year 1, of which 60 a year can be paid, at the price of the year, a tenth more every year: they come at 2.92 and 5.26,
        // the upgrades of a tenth four years later.
        Sample run = TestScenarios.Run(
            Streams(
                12, ("flow", Stream(1, 2, 100, 0, 30, "\"midLifeShare\": 0.1, \"midLifeAgeYears\": 4,", interval: 0)),
                ("economy.acquisitionCeilingMEur", "60"), ("economy.equipmentEscalation", "0.1")),
            2);
        Assert.Equal(10 * Math.Pow(1.1, 6), run.YearlyMean(0, 6, YearlyOutcome.Renewal), 1e-9);
        Assert.Equal(10 * Math.Pow(1.1, 9), run.YearlyMean(0, 9, YearlyOutcome.Renewal), 1e-9);
    }

    [Fact]
    public void A_reference_project_costs_what_was_computed_elsewhere()
    {
        // 3,385 undiscounted, 2,606.9425556533 at 3 %; with the dollar ten per cent dearer on 60 % of systems and missiles 2,688.8632551531.
        double Cost(string usdPerEur, double discount) => TestScenarios.Run(Project(usdPerEur, discount), 2).Column(0, Outcome.Cost).Span[0];
        Assert.Equal(3385, Cost("1.16", 0), 1e-8);
        Assert.Equal(2606.9425556533, Cost("1.16", 0.03), 1e-8);
        Assert.Equal(2688.8632551531, Cost((1.16 / 1.1).ToString("R", CultureInfo.InvariantCulture), 0.03), 1e-7);
    }

    [Fact]
    public void A_payment_after_a_random_delay_is_worth_what_was_computed_elsewhere()
    {
        // 1,000 paid after T at 3 %, continuous time; a fast track with 0.6 of the delay and 15 % on the price. The mean over the delay's quantiles.
        double Worth(Distribution delay, double factor) =>
            Enumerable.Range(0, 200_000).Average(i => Math.Pow(1.03, -factor * delay.LowerTail((i + 0.5) / 200_000)));
        Assert.Equal(943.0037682815, 1000 * Worth(GammaDistribution.Of(4, 0.5), 1), 1e-3);
        Assert.Equal(1110.0973633245, 1150 * Worth(GammaDistribution.Of(4, 0.5), 0.6), 1e-3);
        Assert.Equal(0.916020717007, Worth(LognormalDistribution.Of(3, 1.5), 1), 1e-6);
    }

    [Fact]
    public void Real_and_nominal_flows_have_the_same_present_value()
    {
        Scenario scenario = Project("1.16", 0.03, ("economy.inflation", "0.02"));
        Sample run = TestScenarios.Run(scenario, 2);
        double present = Enumerable.Range(0, 26).Sum(y =>
            run.YearlyMean(0, y, YearlyOutcome.CostNominal) / Math.Pow(1.03 * 1.02, y + 0.5));
        Assert.Equal(run.Column(0, Outcome.Cost).Span[0], present, 1e-8);
    }

    [Fact]
    public void The_exchange_rate_is_a_martingale_of_the_published_spread()
    {
        Model model = ScenarioCompiler.Compile(TestScenarios.Read(
            TestScenarios.Constant, ("economy.usdPerEur", "0.92"), ("economy.usdPerEurVolatility", "0.09"), ("horizon.years", "6")));
        double[] draws = new double[model.Inputs.Count * Trials];
        TestScenarios.Draws(model).Fill(0, Trials, draws);
        var group = new TrialGroup(model.Inputs.Count);
        var worlds = new CostSim.World.WorldLanes(model, group);
        double[] rates = new double[Trials];
        for (int t = 0; t < Trials; t++)
        {
            if (t % TrialGroup.Lanes == 0)
            {
                group.Take(draws, Trials, t);
                worlds.BeginGroup();
            }

            rates[t] = worlds.UsdPerEur[5, t % TrialGroup.Lanes];
        }

        var moments = CostSim.Statistics.Moments.Of(rates);
        Assert.True(Math.Abs(moments.Mean - 0.92) < 4.5 * moments.StandardError, $"{moments.Mean}");
        Assert.Equal(0.1870369496, moments.StandardDeviation, 5 * 0.187 / Math.Sqrt(2 * Trials) * 1.3);
        Array.Sort(rates);
        foreach ((double p, double value, double density) in ((double, double, double)[])[(0.05, 0.647489944, 0.79), (0.5, 0.9015573619, 2.2), (0.95, 1.2553178383, 0.41)])
        {
            Assert.Equal(value, rates[(int)(p * Trials)], 4.5 * Math.Sqrt(p * (1 - p) / Trials) / density);
        }
    }

    [Fact]
    public void A_fallback_with_a_deadline_is_used_and_delivers_as_integration_says()
    {
        // Decision lognormal with mean 3 and deviation 1.5; deadline 4; then 4 years to delivery, or 5 from the deadline.
        const string policy = """
            { "name": "Policy", "purchases": { "first": { "system": "shield", "units": 1, "siting": ["port"] } },
              "fallback": { "primary": "first", "deadlineYear": 2034, "purchases": { "second": { "system": "other", "units": 1, "siting": ["port"] } } } }
            """;
        string other = System.Text.Json.Nodes.JsonNode.Parse(TestScenarios.Constant)!["systems"]!["shield"]!.ToJsonString();
        Sample run = TestScenarios.Run(
            Trials, ("horizon.years", "40"), ("systems.other", other), ("options.policy", policy), ("procurement.negotiationYears", "0"),
            ("procurement.decision.delayYears", """{ "type": "lognormal", "mean": 3, "sd": 1.5 }"""), ("systems.shield.schedule.slip", "1"),
            ("systems.shield.schedule.trainingYears", "0"), ("systems.shield.schedule.leadYears", "4"), ("systems.other.schedule.slip", "1"),
            ("systems.other.schedule.trainingYears", "0"), ("systems.other.schedule.leadYears", "5"), ("systems.other.schedule.decision", """{ "delayYears": 0 }"""));
        var used = CostSim.Statistics.Moments.Of(run.Column(2, Outcome.FallbackUsed).Span);
        Assert.True(Math.Abs(used.Mean - 0.19900097525) < 4.5 * used.StandardError, $"{used.Mean}");
        var delivery = CostSim.Statistics.Moments.Of(run.Column(2, Outcome.IocYear).Span);
        Assert.True(Math.Abs(delivery.Mean - 2030 - 6.931074903469) < 4.5 * delivery.StandardError, $"{delivery.Mean} ± {delivery.StandardError}");
        double[] early = [.. run.Column(2, Outcome.IocYear).ToArray().Zip(run.Column(2, Outcome.FallbackUsed).ToArray()).Where(pair => pair.Second == 0).Select(pair => pair.First - 2034)];
        var contract = CostSim.Statistics.Moments.Of(early);
        Assert.True(Math.Abs(contract.Mean - 2.417069144153) < 4.5 * contract.StandardError, $"{contract.Mean}");
    }

    [Fact]
    public void Being_late_and_being_dear_are_jointly_as_likely_as_the_copula_says()
    {
        // Cost lognormal (3000, 600), date lognormal (5, 1), normal scores correlated by 0.6: both at their own 70 % with probability 0.5727483627.
        string rank = (6 / Math.PI * Math.Asin(0.3)).ToString("R", CultureInfo.InvariantCulture);
        Sample run = TestScenarios.Run(
            Streams(
                40, ("flow", Stream(0, 1, 0, 0, 100)),
                ("systems.flow.cost.unitPriceMEur", """{ "type": "lognormal", "mean": 3000, "sd": 600 }"""), ("systems.flow.cost.contractShare", "1"),
                ("systems.flow.schedule.leadYears", """{ "type": "lognormal", "mean": 5, "sd": 1 }"""), ("economy.discountRate", "0"),
                ("correlations", $$"""[{ "first": "systems:flow:cost:unitPriceMEur", "second": "systems:flow:schedule:leadYears", "rank": {{rank}} }]""")),
            Trials);
        double[] cost = run.Column(0, Outcome.Cost).ToArray();
        double[] date = run.Column(0, Outcome.IocYear).ToArray();
        double joint = cost.Zip(date).Count(pair => pair.First <= 3263.67990358 && pair.Second - 2030 <= 5.43946651) / (double)Trials;
        Assert.True(Math.Abs(joint - 0.5727483627) < 4.5 * Math.Sqrt(0.5727 * 0.4273 / Trials), $"{joint}");
    }

    [Fact]
    public void Five_correlated_prices_vary_together()
    {
        // Five normal prices (100, 30), correlated by 0.3: the deviation of the sum is 99.4987437107.
        string rank = (6 / Math.PI * Math.Asin(0.15)).ToString("R", CultureInfo.InvariantCulture);
        var changes = new List<(string, string)>();
        var pairs = new List<string>();
        for (int i = 0; i < 5; i++)
        {
            changes.Add(($"s{i}", Stream(0, 1, 0, 0, 100)));
            for (int j = 0; j < i; j++)
            {
                pairs.Add($$"""{ "first": "systems:s{{i}}:cost:unitPriceMEur", "second": "systems:s{{j}}:cost:unitPriceMEur", "rank": {{rank}} }""");
            }
        }

        changes.AddRange(Enumerable.Range(0, 5).Select(i => ($"systems.s{i}.cost.unitPriceMEur", """{ "type": "truncatedNormal", "mean": 100, "sd": 30, "min": 0, "max": 200 }""")));
        changes.AddRange([("economy.discountRate", "0"), ("correlations", $"[{string.Join(',', pairs)}]")]);
        Scenario scenario = Streams(2, [.. changes]);
        var sum = CostSim.Statistics.Moments.Of(TestScenarios.Run(scenario, Trials).Column(0, Outcome.Cost).Span);

        // Cut at ±3.33 deviations a price has 0.9949 of its deviation.
        Assert.Equal(500, sum.Mean, 4.5 * sum.StandardError);
        Assert.Equal(99.4987437107 * 0.9949, sum.StandardDeviation, 5 * 99.5 / Math.Sqrt(2 * Trials));
    }

    /// <summary>The reference project as purchases of units that do nothing but cost: a price at each delivery, or support while they last.</summary>
    private static Scenario Project(string usdPerEur, double discount, params (string, string)[] more) => Streams(
        26,
        [
            ("acquisition", Stream(1, 4, 300, 0, 100, "\"usdShare\": 0.6,")), ("missiles", Stream(3, 2, 150, 0, 100, "\"usdShare\": 0.6,")),
            ("infrastructure", Stream(2, 1, 80, 0, 100)), ("training", Stream(3, 3, 10, 0, 100)), ("support", Stream(5, 1, 0, 60, 20)),
            ("replenishment", Stream(6, 1, 0, 15, 19)), ("upgrade", Stream(15, 1, 250, 0, 100)), ("disposal", Stream(25, 1, 40, 0, 100)),
            ("economy.discountRate", discount.ToString("R", CultureInfo.InvariantCulture)), ("economy.usdPerEur", usdPerEur), .. more,
        ]);

    private static string Stream(int first, int units, double price, double support, int life, string more = "", int interval = 1) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
          { "name": "Stream", "units": {{units}}, "cost": { {{more}} "unitPriceMEur": {{price}}, "contractShare": 0, "supportMEurPerYear": {{support}} },
            "schedule": { "leadYears": {{first}}, "intervalYears": {{interval}}, "serviceLifeYears": {{life}} },
            "engagement": { "classes": { "cruise": { "killProbability": 0 } } }, "ground": { "channels": 0 } }
          """);

    /// <summary>A scenario whose only option buys the streams at once; other changes have dots in their paths.</summary>
    private static Scenario Streams(int years, params (string Name, string Text)[] streams)
    {
        var changes = new List<(string, string)>
        {
            ("horizon.years", years.ToString(CultureInfo.InvariantCulture)), ("procurement.decision.delayYears", "0"), ("procurement.negotiationYears", "0"),
            ("conflict.onsetProbability", "0"), ("economy.discountRate", "0.03"),
        };
        var purchases = new List<string>();
        foreach ((string name, string text) in streams)
        {
            if (name.Contains('.', StringComparison.Ordinal) || name == "correlations")
            {
                changes.Add((name, text));
                continue;
            }

            System.Text.Json.Nodes.JsonNode stream = System.Text.Json.Nodes.JsonNode.Parse(text)!;
            int units = stream["units"]!.GetValue<int>();
            stream.AsObject().Remove("units");
            changes.Add(($"systems.{name}", stream.ToJsonString()));
            purchases.Add($$"""
                "{{name}}": { "system": "{{name}}", "units": {{units}}, "siting": ["port"] }
                """);
        }

        changes.Insert(0, ("options", $$"""{ "all": { "name": "All", "purchases": { {{string.Join(',', purchases)}} } } }"""));
        return TestScenarios.Read(TestScenarios.Constant, [.. changes]);
    }
}
