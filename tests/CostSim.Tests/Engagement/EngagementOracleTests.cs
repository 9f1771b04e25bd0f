using System.Globalization;
using CostSim.Compilation;
using CostSim.Engagement;
using CostSim.Tests.Simulation;

namespace CostSim.Tests.Engagement;

/// <summary>Closed forms and exact enumerations computed independently (SciPy), for both evaluators.</summary>
public sealed class EngagementOracleTests
{
    [Theory]
    [InlineData(10, 100, 0.7, 2, 1.0, 0.9, 20)]
    [InlineData(10, 100, 0.7, 2, 0.95, 1.355, 19)]
    [InlineData(20, 9, 0.7, 2, 1.0, 11.81, 18)]
    [InlineData(8, 12, 0.7, 2, 1.0, 0.72, 16)]
    public void One_layer_leaks_what_the_closed_form_says(int attackers, int channels, double kill, int salvo, double detection, double leakers, double shots)
    {
        foreach (bool exact in (bool[])[false, true])
        {
            EngagementTable table = Table(exact, attackers, (channels, kill, salvo, detection, 1));
            int entry = table.Entry(0, Forces(table, 1));
            Assert.Equal(leakers, Leaking(table, entry), 1e-11);
            Assert.Equal(shots, table.Shots(entry)[0], 1e-11);
        }
    }

    [Theory]
    [InlineData(5, 0.15, 0.1455)]
    [InlineData(10, 0.7805824, 0.68570039681)]
    [InlineData(15, 2.30022344323, 1.811511347813)]
    [InlineData(20, 5.029797962138, 3.713933926444)]
    [InlineData(30, 14.6, 5.14)]
    public void Three_layers_leak_what_enumeration_says(int attackers, double leakers, double variance)
    {
        (int, double, int, double, int)[] layers = [(6, 0.8, 1, 1, 1), (8, 0.7, 1, 1, 1), (10, 0.5, 1, 1, 1)];
        EngagementTable exact = Table(true, attackers, layers);
        int entry = exact.Entry(0, Forces(exact, 3));
        Assert.Equal(leakers, Leaking(exact, entry), 1e-11);
        Assert.Equal(variance, exact.Leakers(entry, 0, 0).Variance, 1e-9);

        // The moments: within a hundredth of a leaker where the capacity of a later layer bites, exact where it does not.
        EngagementTable moments = Table(false, attackers, layers);
        Assert.Equal(leakers, Leaking(moments, moments.Entry(0, Forces(moments, 3))), 0.01);
    }

    [Theory]
    [InlineData(8, 100, 1000, 2, 0.7, 1, 0.72, 10.4)]
    [InlineData(8, 10, 1000, 2, 0.7, 1, 1.219062438, 9.68705366)]
    [InlineData(8, 10, 1000, 3, 0.7, 1, 1.1775558708, 9.746348756)]
    [InlineData(8, 100, 1000, 2, 0.7, 2, 0.0648, 17.44)]
    [InlineData(12, 100, 6, 2, 0.7, 1, 3.6, 12)]
    [InlineData(12, 16, 6, 3, 0.6, 1, 2.59832905728, 15.6694515712)]
    public void Shoot_look_shoot_leaks_what_dynamic_programming_says(
        int attackers, int missiles, int channels, int looks, double kill, int salvo, double leakers, double shots)
    {
        EngagementTable exact = Table(true, attackers, missiles, (channels, kill, salvo, 1, looks));
        int entry = exact.Entry(0, Forces(exact, 1));
        Assert.Equal(leakers, Leaking(exact, entry), 1e-10);
        Assert.Equal(shots, exact.Shots(entry)[0], 1e-9);
        EngagementTable moments = Table(false, attackers, missiles, (channels, kill, salvo, 1, looks));
        Assert.Equal(leakers, Leaking(moments, moments.Entry(0, Forces(moments, 1))), 0.1);
    }

    [Fact]
    public void The_share_that_survives_is_exact_for_one_layer_and_close_for_three()
    {
        const double Survival = 1 - (0.6 * 0.25);
        EngagementTable one = Table(false, 20, (9, 0.7, 2, 1, 1));
        Assert.Equal(1 - 0.851924915498, Surviving(one, Forces(one, 1), Survival), 1e-11);
        Assert.Equal(1 - 0.961240468915, Surviving(one, 0, Survival), 1e-11);
        (int, double, int, double, int)[] layers = [(6, 0.8, 1, 1, 1), (8, 0.7, 1, 1, 1), (10, 0.5, 1, 1, 1)];
        EngagementTable exact = Table(true, 20, layers);
        Assert.Equal(1 - 0.537075770854, Surviving(exact, Forces(exact, 3), Survival), 1e-11);
        EngagementTable moments = Table(false, 20, layers);
        Assert.Equal(1 - 0.537075770854, Surviving(moments, Forces(moments, 3), Survival), 0.003);
    }

    [Fact]
    public void Classes_share_channels_and_missiles_in_order_of_priority()
    {
        // Four ballistic missiles first, two shots each, K = 0.8; then ten cruise missiles, one shot, K = 0.7; 14 missiles, 9 channels.
        string second = string.Create(CultureInfo.InvariantCulture, $$"""
            { "first": { "killProbability": {{1 - Math.Sqrt(0.2):R}}, "salvo": 2, "missile": "dart" }, "cruise": { "killProbability": 0.7, "missile": "dart" } }
            """);
        Model model = ScenarioCompiler.Compile(TestScenarios.Read(
            TestScenarios.Constant,
            ("threatClasses.first", """{ "name": "First", "hitProbability": 1, "damageShare": 0.1 }"""),
            ("raids.strike.archetypes.ten.attackers", """{ "first": 4, "cruise": 10 }"""),
            ("systems.shield.engagement.classes", second),
            ("systems.shield.ground.readyMissiles.dart", "14")));
        foreach (bool exact in (bool[])[false, true])
        {
            EngagementTable table = Table(model, exact);
            int entry = table.Entry(0, 1);
            Assert.Equal(0.8 + 6.5, Leaking(table, entry), 1e-9);
            Assert.Equal(13, table.Shots(entry)[0], 1e-9);
        }
    }

    [Fact]
    public void Ready_units_are_binomial_and_never_a_fraction()
    {
        // Four units, each ready with 0.8, three targets each, eight attackers: E[min(8, 3R)] = 7.552, not min(8, 9.6).
        Model model = ScenarioCompiler.Compile(TestScenarios.Read(TestScenarios.Constant, ("systems.shield.ground.availability", "0.8")));
        var layer = new LayerDraw(model.Systems[0]);
        layer.Run([]);
        double[] weights = new double[Readiness.Most];
        int count = Readiness.Fill(model.Systems[0], layer, 4, true, weights);
        Assert.Equal(7.552, Enumerable.Range(0, count).Sum(r => weights[r] * Math.Min(8, 3 * r)), 1e-12);
    }

    private static double Leaking(EngagementTable table, int entry)
    {
        double sum = 0;
        for (int at = 0; at < table.Leakers(entry).Length; at += TrialGroup.Lanes)
        {
            sum += table.Leakers(entry)[at];
        }

        return sum;
    }

    /// <summary>Share of a site's value that survives, for a raid of one class.</summary>
    private static double Surviving(EngagementTable table, ulong forces, double survival)
    {
        double[] lanes = [.. Enumerable.Range(0, TrialGroup.Lanes).Select(lane => lane == 3 ? survival : 1)];
        ReadOnlySpan<double> result = table.Surviving(table.Entry(0, forces), 0, 0, lanes);
        Assert.All(result.ToArray().Where((_, lane) => lane != 3), untouched => Assert.Equal(1, untouched, 1e-12));
        return result[3];
    }

    private static EngagementTable Table(bool exact, int attackers, params (int Channels, double Kill, int Salvo, double Detection, int Looks)[] layers) =>
        Table(exact, attackers, 1000, layers);

    private static EngagementTable Table(
        bool exact, int attackers, int missiles, params (int Channels, double Kill, int Salvo, double Detection, int Looks)[] layers)
    {
        var changes = new List<(string, string)> { ("raids.strike.archetypes.ten.attackers.cruise", attackers.ToString(CultureInfo.InvariantCulture)) };
        string shield = System.Text.Json.Nodes.JsonNode.Parse(TestScenarios.Constant)!["systems"]!["shield"]!.ToJsonString();
        for (int i = 0; i < layers.Length; i++)
        {
            string name = i == 0 ? "shield" : $"layer{i}";
            changes.Add(($"systems.{name}", shield));
            changes.Add(($"systems.{name}.ground.channels", layers[i].Channels.ToString(CultureInfo.InvariantCulture)));
            changes.Add(($"systems.{name}.ground.readyMissiles.dart", missiles.ToString(CultureInfo.InvariantCulture)));
            changes.Add(($"systems.{name}.engagement.classes.cruise", string.Create(CultureInfo.InvariantCulture, $$"""
                { "killProbability": {{layers[i].Kill}}, "salvo": {{layers[i].Salvo}}, "detectionProbability": {{layers[i].Detection}}, "looks": {{layers[i].Looks}}, "missile": "dart" }
                """)));
            if (i > 0)
            {
                changes.Add(($"options.shield.purchases.{name}", $$"""{ "system": "{{name}}", "units": 1, "siting": ["port"] }"""));
            }
        }

        return Table(ScenarioCompiler.Compile(TestScenarios.Read(TestScenarios.Constant, [.. changes])), exact);
    }

    private static EngagementTable Table(Model model, bool exact)
    {
        var group = new TrialGroup(0);
        group.Take([]);
        LayerGroup[] layers = [.. model.Systems.Select(system => new LayerGroup(system))];
        foreach (LayerGroup layer in layers)
        {
            layer.Begin(group);
        }

        var sites = new Vulnerabilities(model, group);
        var table = new EngagementTable(model, layers, new Coverage(model, sites), sites.Kinds, exact);
        table.Begin(TrialGroup.Lanes);
        return table;
    }

    /// <summary>One ready unit of each of the first systems: the shield has two bits, the others one.</summary>
    private static ulong Forces(EngagementTable table, int systems)
    {
        _ = table;
        ulong forces = 0;
        for (int i = 0; i < systems; i++)
        {
            forces |= 1UL << (i == 0 ? 0 : 1 + i);
        }

        return forces;
    }
}
