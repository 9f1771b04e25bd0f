using CostSim.Scenarios;
using CostSim.Simulation;
using CostSim.Tests.Simulation;

namespace CostSim.Tests.Engagement;

/// <summary>
/// Who is engaged, how often and with how many missiles: results worked out by hand, for one raid a year of attackers that all hit, by
/// enumeration and, where that is exact, by moments.
/// </summary>
public sealed class EngagementOrderTests
{
    /// <summary>A gun that kills what it sees: D ~ Bin(n, q) are detected, and as many are stopped as there are engagements.</summary>
    [Theory]
    [InlineData(2, "1", "1", 2, 0.5, 1.0)]
    [InlineData(3, "1", "1", 2, 0.5, 3 - 1.375)]
    [InlineData(4, "3", "1", 1, 0.5, 4 - 1.9375)]
    [InlineData(4, "1", "3", 1, 0.5, 4 - 1.9375)]
    [InlineData(4, "1", "1", 4, 1.0, 0.0)]
    [InlineData(10, "2", "3", 2, 1.0, 4.0)]
    [InlineData(10, "2.8", "1.6", 1, 1.0, 10 - 4.48)]
    [InlineData(5, "2.8", "1.6", 1, 1.0, 5 - 4.48)]
    [InlineData(4, "2.8", "1.6", 1, 1.0, 0.0)]
    [InlineData(10, "2.8", "1.6", 2, 1.0, 10 - 5.6)]
    [InlineData(2, "1.5", "1", 1, 0.5, 2 - (0.5 + 0.25 + (0.25 * 0.5)))]
    public void Engagements_are_a_total_for_those_that_are_detected(
        int attackers, string channels, string cycles, int looks, double detection, double leakers)
    {
        Scenario scenario = OneYear(attackers, channels, cycles, Class(1, detection, looks, 1, ""));
        Assert.Equal(leakers, Leakers(scenario, true), 1e-12);
        if (looks == 1)
        {
            Assert.Equal(leakers, Leakers(scenario, false), 1e-9);
        }
    }

    /// <summary>What is killed for certain is killed as what is killed almost for certain: 0.999 of four targets, one a look.</summary>
    [Theory]
    [InlineData(0.999, 0.004)]
    [InlineData(1, 0)]
    public void A_certain_kill_is_the_limit_of_a_nearly_certain_one(double kill, double leakers) =>
        Assert.Equal(leakers, Leakers(OneYear(4, "1", "1", Class(kill, 1, 4, 1, "")), true), 1e-12);

    /// <summary>A salvo of two at each of the attackers that are detected, and at those only; again at survivors in a second look.</summary>
    [Theory]
    [InlineData(4, 0.5, 1.0, 1, 4.0)]
    [InlineData(10, 0.3, 0.0, 1, 0.0)]
    [InlineData(10, 0.3, 0.5, 1, 6.0)]
    [InlineData(10, 0.3, 0.5, 2, 6.0 * 1.25)]
    public void What_is_not_detected_costs_no_missile(int attackers, double detection, double kill, int looks, double shots)
    {
        Scenario scenario = OneYear(attackers, "100", "1", Class(kill, detection, looks, 2, "dart"));
        foreach (bool exact in (bool[])[false, true])
        {
            Assert.Equal(shots, TestScenarios.Run(scenario, 2, exact: exact).Column(1, Outcome.InterceptorsFired).Span[0], 1e-10);
        }
    }

    /// <summary>
    /// Three of the first class are looked at twice, each stopped with a half; four channels leave one engagement for the second class only if
    /// no survivor took it: with a probability of an eighth.
    /// </summary>
    [Fact]
    public void Later_looks_at_one_class_leave_less_for_the_next()
    {
        Scenario scenario = TestScenarios.Read(TestScenarios.Constant, [
            .. Changes("4", "1", $$"""{ "first": {{Shot(0.5, 1, 2, 1, "")}}, "cruise": {{Shot(1, 1, 1, 1, "")}} }"""),
            ("threatClasses.first", """{ "name": "First", "hitProbability": 0, "damageShare": 0 }"""),
            ("raids.strike.archetypes.ten.attackers", """{ "first": 3, "cruise": 5 }"""),
            ("referenceRaid.archetypes.ten.attackers", """{ "cruise": 5 }"""),
        ]);
        Assert.Equal((3 * 0.25) + 5 - 0.125, Leakers(scenario, true), 1e-12);
    }

    private static double Leakers(Scenario scenario, bool exact) => TestScenarios.Run(scenario, 2, exact: exact).Column(1, Outcome.Leakers).Span[0];

    private static string Class(double kill, double detection, int looks, int salvo, string missile) =>
        $$"""{ "cruise": {{Shot(kill, detection, looks, salvo, missile)}} }""";

    private static string Shot(double kill, double detection, int looks, int salvo, string missile) => FormattableString.Invariant(
        $$"""{ "killProbability": {{kill}}, "detectionProbability": {{detection}}, "looks": {{looks}}, "salvo": {{salvo}}, "missile": "{{missile}}" }""");

    private static Scenario OneYear(int attackers, string channels, string cycles, string classes) => TestScenarios.Read(TestScenarios.Constant, [
        .. Changes(channels, cycles, classes),
        ("raids.strike.archetypes.ten.attackers.cruise", FormattableString.Invariant($"{attackers}")),
    ]);

    private static IEnumerable<(string, string)> Changes(string channels, string cycles, string classes) =>
    [
        ("horizon.years", "1"), ("conflict.onsetProbability", "1"), ("raids.strike.ratePerYear", "1"), ("procurement.decision.delayYears", "0"),
        ("procurement.negotiationYears", "0"), ("systems.shield.schedule", """{ "leadYears": 0 }"""),
        ("systems.shield.ground", $$"""{ "channels": {{channels}}, "cycles": {{cycles}}, "readyMissiles": { "dart": 1000 } }"""),
        ("systems.shield.engagement.classes", classes),
        ("options.shield.purchases.shield.units", "1"), ("options.shield.purchases.shield.missiles.dart", "100000"),
    ];
}
