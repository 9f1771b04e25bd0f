using CostSim.Scenarios;
using CostSim.Simulation;
using CostSim.Tests.Simulation;

namespace CostSim.Tests.Engagement;

/// <summary>
/// Protection is measured against the missiles that are there: ten attackers a raid, of which each that gets through leaves 0.85 of the value;
/// units with more launchers than any raid asks for; results worked out by hand.
/// </summary>
public sealed class ReferenceCampaignTests
{
    private const double Left = 0.85;

    [Theory]
    [InlineData(0, 1)]
    [InlineData(4, 1)]
    [InlineData(10, 1)]
    [InlineData(25, 3)]
    [InlineData(30, 3)]
    [InlineData(400, 3)]
    [InlineData(9, 2)]
    public void Missiles_that_always_hit_stop_as_many_as_there_are(int stock, int raids)
    {
        double protection = 1 - ((1 - Math.Pow(Left, Math.Max(0, (10 * raids) - stock))) / (1 - Math.Pow(Left, 10 * raids)));
        foreach (bool exact in (bool[])[false, true])
        {
            Assert.Equal(protection, Protection(exact, Changes(stock, raids, """{ "killProbability": 1, "missile": "dart" }""")), 1e-9);
        }
    }

    [Theory]
    [InlineData(7, 0.7, 1)]
    [InlineData(9, 0.5, 2)]
    public void One_raid_fires_what_is_in_stock(int stock, double kill, int salvo)
    {
        int engaged = stock / salvo;
        double through = Math.Pow(1 - kill, salvo);
        double left = Math.Pow(Left, 10 - engaged) * Math.Pow((1 - through) + (through * Left), engaged);
        string shot = FormattableString.Invariant($$"""{ "killProbability": {{kill}}, "salvo": {{salvo}}, "missile": "dart" }""");
        foreach (bool exact in (bool[])[false, true])
        {
            Assert.Equal(1 - ((1 - left) / (1 - Math.Pow(Left, 10))), Protection(exact, Changes(stock, 1, shot)), 1e-9);
        }
    }

    /// <summary>Half of the units ready, and once a raid's missiles are gone they are gone: 0, 1 or 2 of two raids are met, the second with what is left.</summary>
    [Fact]
    public void Raids_in_a_row_draw_on_one_stock()
    {
        (string, string)[] changes =
            [.. Changes(12, 2, """{ "killProbability": 1, "missile": "dart" }"""), ("systems.shield.ground.availability", "0.5")];
        double all = Math.Pow(Left, 20);
        double one = Math.Pow(Left, 10);
        double both = Math.Pow(Left, 8);
        double left = (0.25 * all) + (0.5 * one) + (0.25 * both);
        Assert.Equal(1 - ((1 - left) / (1 - all)), Protection(true, changes), 1e-9);
    }

    /// <summary>Moments of what is left in stock against enumeration: two layers that share it, second looks, detection, three raids.</summary>
    [Theory]
    [InlineData(10)]
    [InlineData(20)]
    [InlineData(30)]
    [InlineData(40)]
    public void Moments_follow_enumeration(int stock)
    {
        (string, string)[] changes =
        [
            .. Changes(stock, 3, """{ "killProbability": 0.6, "detectionProbability": 0.9, "looks": 2, "missile": "dart" }"""),
            ("systems.inner", TestScenarios.Part("systems.shield")), ("systems.inner.schedule", """{ "leadYears": 0 }"""),
            ("systems.inner.ground", """{ "channels": 4, "readyMissiles": { "dart": 8 }, "availability": 0.8 }"""),
            ("options.shield.purchases.inner", """{ "system": "inner", "units": 1, "siting": ["port"] }"""),
        ];
        Assert.Equal(Protection(true, changes), Protection(false, changes), 0.01);
    }

    /// <summary>More missiles never protect less, nor do more raids more.</summary>
    [Fact]
    public void Protection_grows_with_the_stock_and_falls_with_the_raids()
    {
        double before = -1;
        foreach (int stock in (int[])[0, 3, 8, 15, 22, 40])
        {
            (string, string)[] few = Changes(stock, 2, """{ "killProbability": 0.7, "salvo": 2, "missile": "dart" }""");
            double now = Protection(false, few);
            Assert.True(now >= before - 1e-12, $"{stock}: {now} after {before}");
            before = now;
            double more = Protection(false, [.. few, ("referenceRaid.raids", "4")]);
            Assert.True(more <= now + 1e-9, $"{stock}: {more} against four raids, {now} against two");
        }
    }

    private static double Protection(bool exact, params (string, string)[] changes)
    {
        Scenario scenario = TestScenarios.Read(TestScenarios.Constant, changes);
        return TestScenarios.Run(scenario, 2, exact: exact).Column(1, Outcome.ProtectedYears).Span[0];
    }

    private static (string, string)[] Changes(int stock, int raids, string shot) =>
    [
        ("horizon.years", "1"), ("conflict.onsetProbability", "0.01"), ("procurement.decision.delayYears", "0"), ("procurement.negotiationYears", "0"),
        ("systems.shield.schedule", """{ "leadYears": 0 }"""), ("systems.shield.engagement.classes.cruise", shot),
        ("systems.shield.ground", """{ "channels": 100, "readyMissiles": { "dart": 1000 } }"""),
        ("referenceRaid.raids", FormattableString.Invariant($"{raids}")), ("options.shield.purchases.shield.units", "1"),
        ("options.shield.purchases.shield.missiles.dart", FormattableString.Invariant($"{stock}")),
    ];
}
