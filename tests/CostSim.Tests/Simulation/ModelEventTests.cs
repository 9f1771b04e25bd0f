using CostSim.Compilation;
using CostSim.Decisions;
using CostSim.Procurement;
using CostSim.Scenarios;
using CostSim.Simulation;
using CostSim.Tables;

namespace CostSim.Tests.Simulation;

/// <summary>What is told of events is what happened in the trial, and nobody could have learnt it before.</summary>
public sealed class ModelEventTests
{
    private const int Trials = 4000;

    private static readonly (string, string)[] Cancelled =
    [
        ("procurement.decision.cancellationProbability", """{ "type": "uniform", "min": 0.02, "max": 0.12, "source": "test" }"""),
        ("systems.shield.schedule.leadYears", """{ "type": "uniform", "min": 0.3, "max": 0.7, "source": "test" }"""),
        ("decision.protectedYears", """{ "from": 0, "to": 200, "steps": 5, "headline": 60 }"""),
    ];

    [Fact]
    public void A_cancellation_is_told_where_the_order_is_cancelled()
    {
        Sample sample = TestScenarios.Run(Trials, Cancelled);
        (DecisionStudy study, double[] happens) = Told(sample, "event:systems:shield:cancellation");
        Assert.Equal(sample.Column(1, Outcome.Cancelled).ToArray(), happens);
        Assert.InRange(happens.Average(), 0.055, 0.085);

        // Means on both sides are the plain means of the trials, and the share is that of the variance between both.
        SensitivityRow row = Row(study, "event:systems:shield:cancellation", "cost_meur", "shield");
        double[] cost = sample.Column(1, Outcome.Cost).ToArray();
        double Mean(int side) => cost.Where((_, t) => happens[t] == side).Average();
        Assert.Equal(happens.Average(), row.Happened, 1e-12);
        Assert.Equal(Mean(0), row.Low.Value, 1e-9 * Mean(0));
        Assert.Equal(Mean(1), row.High.Value, 1e-9 * Mean(0));
        double middle = cost.Average();
        double share = cost.Select((_, t) => Math.Pow(Mean((int)happens[t]) - middle, 2)).Average() / cost.Select(one => Math.Pow(one - middle, 2)).Average();
        Assert.InRange(row.FirstOrder.Value, share - 0.001, share + 0.001);
        Assert.True(row.IsEvent && row.IsDistinguishable);
        Assert.True(row.High.Value < row.Low.Value);
    }

    [Fact]
    public void Competing_hazards_cancel_where_it_is_told()
    {
        Sample sample = TestScenarios.Run(
            Trials, Cancelled[1], ("procurement.decision", """{ "approvalPerYear": { "type": "uniform", "min": 0.6, "max": 2, "source": "test" }, "cancellationPerYear": 0.2 }"""));
        (DecisionStudy study, double[] happens) = Told(sample, "event:systems:shield:cancellation");
        Assert.Equal(sample.Column(1, Outcome.Cancelled).ToArray(), happens);
        Assert.InRange(happens.Average(), 0.1, 0.2);
        Assert.Equal(["chance:systems:shield:decisionTime"], study.Luck!.Names);
    }

    [Fact]
    public void Each_regime_has_its_own_event_where_they_differ()
    {
        string order = """{ "shield": { "system": "shield", "units": 2, "missiles": { "dart": 1000 }, "siting": ["port"] } }""";
        Sample sample = TestScenarios.Run(
            Trials, [
                .. Cancelled, ("procurement.regimes.emergency", """{ "cancellationFactor": 4, "legalChallengeProbability": 0.25, "legalChallengeYears": 2 }"""),
                ("options.urgent", $$"""{ "name": "Urgent", "regime": "emergency", "purchases": {{order}} }"""),
            ]);
        (_, double[] normal) = Told(sample, "event:systems:shield:cancellation:normal");
        (_, double[] emergency) = Told(sample, "event:systems:shield:cancellation:emergency");
        Assert.Equal(sample.Column(1, Outcome.Cancelled).ToArray(), normal);
        Assert.Equal(sample.Column(2, Outcome.Cancelled).ToArray(), emergency);
        Assert.True(emergency.Sum() > 3 * normal.Sum());

        // One regime only has legal challenges: its event needs no regime in its name. It delays the order, where that is not cancelled, by two years.
        (_, double[] challenged) = Told(sample, "event:systems:shield:legalChallenge");
        double[] there = sample.Column(2, Outcome.IocYear).ToArray(), alone = sample.Column(1, Outcome.IocYear).ToArray();
        int compared = 0;
        for (int t = 0; t < Trials; t++)
        {
            // The test scenario ends four years after it begins: what is there later is not there.
            if (emergency[t] == 0 && alone[t] < 2031.8)
            {
                compared++;
                Assert.Equal(alone[t] + (2 * challenged[t]), there[t], 1e-9);
            }
        }

        Assert.True(compared > 1000);
        Assert.InRange(challenged.Average(), 0.22, 0.28);
    }

    [Fact]
    public void Queues_and_shocks_are_told_where_they_delay()
    {
        Sample sample = TestScenarios.Run(
            Trials, [
                Cancelled[1], ("suppliers.abroad", """{ "name": "Abroad", "queueProbability": 0.2, "queueYears": 0.5 }"""), ("systems.shield.supplier", "\"abroad\""),
                ("procurement.decision.shockProbability", "0.3"), ("procurement.decision.shockYears", "0.75"), ("procurement.decision.delayYears", "0.25"),
            ]);
        (_, double[] queues) = Told(sample, "event:suppliers:abroad:queue");
        (DecisionStudy study, double[] shocks) = Told(sample, "event:systems:shield:politicalShock");
        double[] lead = study.Inputs!.Read([0])[0], there = sample.Column(1, Outcome.IocYear).ToArray();
        for (int t = 0; t < Trials; t++)
        {
            Assert.Equal(2030.6 + (1.2 * lead[t]) + (0.5 * queues[t]) + (0.75 * shocks[t]), there[t], 1e-9);
        }
    }

    [Fact]
    public void Nothing_is_to_be_learnt_of_chance()
    {
        Scenario scenario = TestScenarios.Read(TestScenarios.Constant, [.. Cancelled, ("economy.usdPerEurVolatility", "0.2")]);
        Sample sample = TestScenarios.Run(scenario, Trials);
        DecisionStudy study = RunStudy.Of(sample);
        Assert.Equal(["procurement:decision:cancellationProbability", "systems:shield:schedule:leadYears"], study.Inputs!.Names.Order());
        Assert.Equal(["event:systems:shield:cancellation"], study.Events!.Names);
        Assert.All(study.Luck!.Names, name => Assert.StartsWith("chance:economy:usdPerEur:", name, StringComparison.Ordinal));
        DecisionRows rows = DecisionTables.Build(study);
        string[] told = [.. rows.Sensitivity.Select(row => row.Input).Distinct()];
        Assert.Equal([.. study.Inputs.Names, .. study.Events.Names, .. study.Luck.Names], told);
        Assert.DoesNotContain(rows.Sensitivity, row => row.IsEvent != row.Input.StartsWith(ModelEvent.Prefix, StringComparison.Ordinal));
        string[] learnt = [.. rows.Information.Select(row => row.Input).Concat(rows.BreakEven.Select(row => row.Input)).Concat(rows.Discovery.Select(row => row.Input))];
        Assert.Contains("systems:shield:schedule:leadYears", learnt);
        Assert.DoesNotContain(learnt, name => name.Contains("chance:", StringComparison.Ordinal) || name.Contains(ModelEvent.Prefix, StringComparison.Ordinal));
    }

    [Fact]
    public void Replay_tells_the_events_of_its_trial()
    {
        Scenario scenario = TestScenarios.Read(TestScenarios.Constant, Cancelled);
        Model model = ScenarioCompiler.Compile(scenario);
        var settings = new SimulationSettings { Trials = Trials, Seed = 5, Threads = 1 };
        double[] cancelled = Simulator.Run(model, settings, new ModelDraws(model, settings)).Column(1, Outcome.Cancelled).ToArray();
        foreach (int trial in (int[])[Array.IndexOf(cancelled, 0), Array.IndexOf(cancelled, 1), Array.LastIndexOf(cancelled, 1)])
        {
            TrialAccount account = TrialReplay.Run(model, settings, trial);
            EventAccount one = Assert.Single(account.Events);
            Assert.Equal(("event:systems:shield:cancellation", cancelled[trial] == 1), (one.Event, one.Happens));
            Assert.Equal(one.Happens, account.Options[1].Orders.Single().Cancelled);
            Assert.Contains(account.Inputs, input => input.Input == one.Draw);
        }
    }

    [Fact]
    public void To_learn_a_throw_of_the_dice_is_warned_of()
    {
        Scenario scenario = TestScenarios.Read(
            TestScenarios.Constant, [
                .. Cancelled, ("decision.groups.luck", """{ "inputs": ["chance:systems:shield:cancellation", "systems:shield:schedule:leadYears"] }"""),
                ("decision.studies.toss", """{ "input": "chance:systems:shield:cancellation", "observes": "binomial", "sizes": [10] }"""),
            ]);
        IReadOnlyList<Problem> problems = ScenarioCompiler.Check(scenario);
        Assert.Equal(["decision:groups:luck:inputs:0", "decision:studies:toss:input"], problems.Select(one => one.Path));
        Assert.All(problems, one => Assert.Equal(("CS237", Severity.Warning), (one.Code, one.Severity)));
        DecisionStudy study = RunStudy.Of(TestScenarios.Run(scenario, Trials));
        Assert.Equal("systems:shield:schedule:leadYears", study.Inputs!.Names[Assert.Single(Assert.Single(study.Groups).Inputs)]);
        Assert.Empty(study.Experiments);
    }

    [Fact]
    public void A_draw_that_no_option_meets_is_told_nowhere()
    {
        Sample sample = TestScenarios.Run(
            1000, [.. Cancelled, ("procurement.regimes.emergency", """{ "cancellationFactor": 4, "legalChallengeProbability": 0.25, "legalChallengeYears": 2 }""")]);
        Assert.Contains(sample.Model.Inputs, input => input.Path == "chance:systems:shield:legalChallenge");
        DecisionStudy study = RunStudy.Of(sample);
        Assert.Equal(["event:systems:shield:cancellation"], study.Events!.Names);
        Assert.Empty(study.Luck!.Names);
    }

    private static (DecisionStudy Study, double[] Happens) Told(Sample sample, string name)
    {
        DecisionStudy study = RunStudy.Of(sample);
        int place = study.Events!.Names.ToList().IndexOf(name);
        Assert.True(place >= 0, $"no {name} among {string.Join(", ", study.Events.Names)}");
        return (study, study.Events.Read([place])[0]);
    }

    private static SensitivityRow Row(DecisionStudy study, string input, string outcome, string option) =>
        DecisionTables.Build(study).Sensitivity.Single(row => row.Input == input && row.Outcome == outcome && row.Option == option);
}
