using System.Globalization;
using CostSim.Cli.Commands;
using CostSim.Tests.Simulation;

namespace CostSim.Tests.Commands;

/// <summary><c>costsim sweep</c>.</summary>
public sealed class SweepTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("costsim-test-").FullName;

    public SweepTests() => File.WriteAllText(Path.Combine(folder, "constant.json"), TestScenarios.Constant);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_point_says_what_a_run_with_the_same_values_set_says_and_the_choice_changes_where_cost_meets_worth()
    {
        (int code, string output, string error) = Run("--vary", "systems.shield.cost.unitPriceMEur=1:1001:5", "--vary", "sites.port.weight=1,2", "--threads", "2");
        Assert.True(code == 0, error);
        string results = Path.Combine(folder, "output", "constant-sweep");
        string[][] rows = Rows(Path.Combine(results, "sweep.csv"));
        Assert.Equal(10 * 2 * 2, rows.Length);
        Assert.Equal(["1", "1"], rows[0][1..3]);
        Assert.Equal(["1", "2"], rows[4][1..3]);
        Assert.Equal(["251", "1"], rows[8][1..3]);

        Assert.Equal(0, CostSimProcess.Run(folder, "run", "constant.json", "--trials", "64", "--no-plots", "--set", "systems.shield.cost.unitPriceMEur=501").Code);
        string[][] summary = Rows(Path.Combine(folder, "output", "constant", "summary.csv"));
        string[] point = rows.Single(row => row[1] == "501" && row[2] == "1" && row[3] == "protected_years" && row[5] == "shield");
        Assert.Equal(summary.Single(row => row[0] == "shield" && row[1] == "cost_meur")[3..5], point[6..8]);
        Assert.Equal(summary.Single(row => row[0] == "shield" && row[1] == "protected_years")[3..5], point[8..10]);

        // Everything but the conflict is certain: cost is linear in the price, and the shield is preferred while it is worth more than it costs.
        string[][] shield = [.. rows.Where(row => row[2] == "1" && row[3] == "protected_years" && row[5] == "shield")];
        double[] price = [.. shield.Select(row => Number(row[1]))], cost = [.. shield.Select(row => Number(row[6]))];
        double each = (cost[^1] - cost[0]) / (price[^1] - price[0]), worth = Number(shield[0][4]) * Number(shield[0][8]);
        Assert.All(Enumerable.Range(0, 5), i => Assert.Equal(cost[0] + (each * (price[i] - price[0])), cost[i], 1e-6));
        Assert.Equal(price.Select(p => cost[0] + (each * (p - price[0])) < worth ? "true" : "false"), shield.Select(row => row[13]));
        Assert.Contains(shield, row => row[13] == "true");
        Assert.Contains(shield, row => row[13] == "false");
        int last = Array.FindLastIndex(shield, row => row[13] == "true");
        Assert.Contains($"systems.shield.cost.unitPriceMEur from {price[last]} to {price[last + 1]}: shield → nothing", output, StringComparison.Ordinal);

        // The map is the preferred rows of the sweep.
        Assert.Equal(rows.Where(row => row[13] == "true").Select(row => (row[0], row[3], row[5])), Rows(Path.Combine(results, "map.csv")).Select(row => (row[0], row[3], row[5])));
        Assert.Equal(0, CostSimProcess.Run(folder, "verify", "output/constant-sweep").Code);
        byte[] manifest = File.ReadAllBytes(Path.Combine(results, "manifest.json"));
        Assert.Equal(0, Run("--vary", "systems.shield.cost.unitPriceMEur=1:1001:5", "--vary", "sites.port.weight=1,2", "--threads", "1").Code);
        Assert.Equal(manifest, File.ReadAllBytes(Path.Combine(results, "manifest.json")));
    }

    [Fact]
    public void One_at_a_time_leaves_the_others_as_they_are()
    {
        SweepAxis[] axes = [SweepAxis.Parse("a.b=1,2"), SweepAxis.Parse("c:d={ \"type\": \"uniform\", \"min\": 1, \"max\": 2 }, \"x,y\"")];
        Assert.Equal(["{ \"type\": \"uniform\", \"min\": 1, \"max\": 2 }", "\"x,y\""], axes[1].Values);
        Assert.Equal("c.d", axes[1].Path);
        string?[][] alone = [.. SweepAxis.Points(axes, true)];
        Assert.Equal([[null, null], ["1", null], ["2", null], [null, axes[1].Values[0]], [null, axes[1].Values[1]]], alone);
        Assert.Equal([["1", axes[1].Values[0]], ["1", axes[1].Values[1]], ["2", axes[1].Values[0]], ["2", axes[1].Values[1]]], SweepAxis.Points(axes, false));
        Assert.Equal(["0", "0.1", "0.2", "0.3"], SweepAxis.Parse("x=0:0.3:4").Values);
        (int code, string output, _) = Run("--one-at-a-time", "--vary", "economy.discountRate=-0.1,0.05", "--set", "missiles.dart.priceMUsd=0");
        Assert.Equal(0, code);
        string[][] costs = [.. Rows(Path.Combine(folder, "output", "constant-sweep", "sweep.csv")).Where(row => row[4] == "shield")];
        Assert.All(costs, row => Assert.True(Number(row[5]) < 600, "what is set holds at every point"));
        Assert.Contains("(as it is)", output, StringComparison.Ordinal);
        Assert.Equal(["", "-0.1", "0.05"], Rows(Path.Combine(folder, "output", "constant-sweep", "map.csv")).Where(row => row[2] == "protected_years").Select(row => row[1]));
    }

    [Theory]
    [InlineData(2, "varies nothing", "economy.discountRate")]
    [InlineData(2, "varies nothing", "economy.discountRate=1,,2")]
    [InlineData(2, "varied twice", "economy.discountRate=0,0.1", "--vary", "economy:discountRate=0.2")]
    [InlineData(2, "same worlds", "run.seed=1,2")]
    [InlineData(2, "1,500 points", "economy.discountRate=0:0.1:1000", "--one-at-a-time", "--vary", "economy.usdPerEur=1:2:499")]
    [InlineData(4, "did you mean \"discountRate\"?", "economy.discuontRate=0,0.1")]
    [InlineData(4, "between -0.5 and 1, found 3", "economy.discountRate=0,3")]
    public void What_cannot_be_varied_is_refused_before_anything_is_run(int expected, string said, params string[] vary)
    {
        (int code, _, string error) = Run(["--vary", .. vary]);
        Assert.Equal(expected, code);
        Assert.Contains(said, error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(folder, "output")));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string[][] Rows(string file) => [.. File.ReadLines(file).Skip(1).Select(line => line.Split(','))];

    private (int Code, string Output, string Error) Run(params string[] arguments) => CostSimProcess.Run(folder, ["sweep", "constant.json", "--trials", "64", .. arguments]);
}
