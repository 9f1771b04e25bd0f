using CostSim.Simulation;
using CostSim.Tables;

namespace CostSim.Tests.Simulation;

/// <summary>Attackers counted by class, against the accounts of single trials and against what is expected.</summary>
public sealed class InterceptionTests
{
    private static readonly (string, string)[] TwoClasses =
    [
        ("conflict.onsetProbability", "0.5"), ("threatClasses.drone", """{ "name": "Drone", "hitProbability": 0.6, "damageShare": 0.1 }"""),
        ("raids.strike.archetypes.ten.attackers", """{ "cruise": 6, "drone": 4 }"""),
    ];

    [Fact]
    public void Counts_are_the_sums_of_the_accounts_of_single_trials()
    {
        InterceptionRow[] rows = Counted(TwoClasses);
        Assert.Equal(4, rows.Length);

        // Nothing stops nothing, and the shield does not fire at drones.
        Assert.Equal(0, rows.Single(row => row is { Option: "nothing", ThreatClass: "cruise" }).Stopped);
        Assert.Equal(0, rows.Single(row => row is { Option: "shield", ThreatClass: "drone" }).Stopped);
        Assert.True(rows.Single(row => row is { Option: "shield", ThreatClass: "cruise" }).Stopped > 0);
    }

    [Fact]
    public void Raids_that_cost_no_missile_are_counted_for_each_option_with_the_forces_it_has()
    {
        const string Gun = """
            { "name": "Gun", "cost": { "unitPriceMEur": 1 }, "schedule": { "leadYears": 0.1 },
              "engagement": { "classes": { "drone": { "killProbability": 0.5 } } }, "ground": { "channels": 2, "availability": 0.75 } }
            """;
        static string Purchase(string name, int units) => $$"""{ "name": "{{name}}", "purchases": { "gun": { "system": "gun", "units": {{units}}, "siting": ["port"] } } }""";
        InterceptionRow[] rows = Counted(
            [
                .. TwoClasses, ("systems.gun", Gun), ("options.gun", Purchase("Gun", 1)), ("options.guns", Purchase("Guns", 3)), ("options.same", Purchase("Same", 1)),
                ("raids.swarm", """{ "name": "Swarm", "phase": "always", "ratePerYear": 2, "targets": { "port": 1 }, "archetypes": { "six": { "weight": 1, "attackers": { "drone": 6 } } } }"""),
            ]);
        double Stopped(string option) => rows.Single(row => row.Option == option && row.ThreatClass == "drone").Stopped;
        Assert.Equal(Stopped("gun"), Stopped("same"));
        Assert.True(Stopped("nothing") == 0 && Stopped("gun") > 0 && Stopped("guns") > 1.5 * Stopped("gun"));
    }

    [Fact]
    public void On_average_as_many_are_stopped_as_is_expected()
    {
        Sample sample = TestScenarios.Run(2048, ("conflict.onsetProbability", "0.5"));
        InterceptionRow row = TableBuilder.Build(sample, "test").Interceptions.Single(one => one.Option == "shield");
        int shield = ((IReadOnlyList<string>)sample.Model.OptionIds).ToList().IndexOf("shield");
        double stopped = sample.Column(shield, Outcome.ShotDown).ToArray().Average(), through = sample.Column(shield, Outcome.Leakers).ToArray().Average();
        Assert.InRange(row.Share.Value, (stopped / (stopped + through)) - (5 * row.Share.StandardError), (stopped / (stopped + through)) + (5 * row.Share.StandardError));
        Assert.True(row.Share.StandardError is > 0 and < 0.02, $"{row.Share.StandardError}");
    }

    [Fact]
    public void Where_none_comes_there_is_no_share()
    {
        Sample sample = TestScenarios.Run(64, ("conflict.onsetProbability", "0"));
        Assert.All(TableBuilder.Build(sample, "test").Interceptions, row => Assert.True(double.IsNaN(row.Share.Value) && row.Attackers == 0));
    }

    /// <summary>The rows of a scenario, compared with the accounts of its trials, one by one.</summary>
    private static InterceptionRow[] Counted((string, string)[] changes)
    {
        const int Trials = 160;
        Sample sample = TestScenarios.Run(TestScenarios.Read(TestScenarios.Constant, changes), Trials, threads: 3);
        InterceptionRow[] rows = [.. TableBuilder.Build(sample, "test").Interceptions];
        TrialAccount[] accounts = [.. Enumerable.Range(0, Trials).Select(t => TrialReplay.Run(sample.Model, sample.Settings, t))];
        foreach (InterceptionRow row in rows)
        {
            RaidAccount[] raids = [.. accounts.SelectMany(account => account.Options.Single(option => option.Option == row.Option).Raids)];
            double came = raids.Sum(raid => raid.Attackers.GetValueOrDefault(row.ThreatClass));
            double through = raids.Sum(raid => raid.Leakers.GetValueOrDefault(row.ThreatClass));
            Assert.Equal(came / Trials, row.Attackers, 12);
            Assert.Equal((came - through) / Trials, row.Stopped, 12);
            Assert.Equal((came - through) / came, row.Share.Value, 12);
        }

        return rows;
    }
}
