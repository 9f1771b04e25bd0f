using CostSim.Statistics;
using CostSim.Tables;
using CostSim.Tests.Simulation;

namespace CostSim.Tests.Commands;

/// <summary><c>costsim compare</c> as a user meets it.</summary>
public sealed class CompareTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("costsim-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Errors_of_paired_and_of_independent_results()
    {
        ComparisonRow paired = Comparison.Paired("a", "cost", [1, 2, 3, 4], [3, 4, 5, 8]);
        Assert.Equal((2.5, 5.0, true), (paired.First, paired.Second, paired.IsPaired));
        Assert.Equal(2.5, paired.Difference.Value, 1e-12);
        Assert.Equal(0.5, paired.Difference.StandardError, 1e-12);
        Assert.True(paired.IsDistinguishable);
        Assert.Equal(0.5, Comparison.Paired("a", "cost", [1, 2, 3, 4], [3, 4, 5, 8], 2).Difference.StandardError, 1e-12);
        ComparisonRow apart = Comparison.Apart("a", "cost", new Estimate(1, 3, 10), new Estimate(5, 4, 20));
        Assert.Equal((4.0, 5.0, false), (apart.Difference.Value, apart.Difference.StandardError, apart.IsPaired));
        Assert.False(apart.IsDistinguishable);
        Assert.Throws<ArgumentException>(() => Comparison.Paired("a", "cost", [1], [1, 2]));
    }

    [Fact]
    public void A_changed_price_moves_its_option_and_nothing_else()
    {
        Run("before");
        Run("after", "--set", "systems.shield.cost.unitPriceMEur=130");
        Run("other", "--seed", "11");
        (int code, string output, string error) = CostSimProcess.Run(folder, "compare", "before/constant", "after/constant", "--csv", "change.csv");
        Assert.True(code == 0, error);
        Assert.Contains("Paired by trial", output, StringComparison.Ordinal);
        Assert.Contains("Input systems:shield:cost:unitPriceMEur: uniform(50, 150) → not uncertain", output, StringComparison.Ordinal);
        string[] rows = File.ReadAllLines(Path.Combine(folder, "change.csv"));
        Assert.Equal("option,outcome,mean_a,mean_b,difference,standard_error,paired,distinguishable", rows[0]);
        Assert.Equal(7, rows.Length);
        Assert.All(rows.Skip(1), row => Assert.Equal(row.StartsWith("shield,cost_meur,", StringComparison.Ordinal), row.EndsWith(",true,true", StringComparison.Ordinal)));
        (code, output, _) = CostSimProcess.Run(folder, "compare", "before/constant", "other/constant");
        Assert.Equal(0, code);
        Assert.Contains("Not paired: the seeds differ", output, StringComparison.Ordinal);
        Assert.Contains("within noise", output, StringComparison.Ordinal);
        (code, _, error) = CostSimProcess.Run(folder, "compare", "before/constant", "nowhere");
        Assert.Equal(6, code);
        Assert.Contains("nowhere: no complete results", error, StringComparison.Ordinal);
    }

    private void Run(string output, params string[] more)
    {
        string file = Path.Combine(folder, "constant.json");
        File.WriteAllText(file, TestScenarios.Constant.Replace("\"unitPriceMEur\": 100", "\"unitPriceMEur\": { \"type\": \"uniform\", \"min\": 50, \"max\": 150 }", StringComparison.Ordinal));
        (int code, _, string error) = CostSimProcess.Run(folder, ["run", file, "--trials", "400", "--no-plots", "--output", output, .. more]);
        Assert.True(code == 0, error);
    }
}
