using CostSim.Compilation;
using CostSim.Scenarios;
using CostSim.Simulation;
using CostSim.Statistics;
using CostSim.Tables;
using CostSim.Tests.Regression;
using CostSim.Tests.Simulation;

namespace CostSim.Tests.Statistics;

/// <summary>Total-order indices against closed forms (Ishigami and Homma 1990; Sobol's G-function) and through the model.</summary>
public sealed class TotalOrderTests
{
    /// <summary>Runs for all sets together.</summary>
    private const int Budget = 16_384;

    [Fact]
    public void Ishigami_function()
    {
        TotalOrderIndex[] indices = Indices(3, Budget / 5, "", Ishigami);
        Check(indices, [0.557588855209959, 0.44241114479004, 0.243683664062148], [0.313905191147811, 0.44241114479004, 0]);
    }

    [Fact]
    public void Inputs_of_the_Ishigami_function_in_groups()
    {
        // {x1, x3} and {x2} do not interact: both indices of a group are its share, 0.5576 and 0.4424.
        TotalOrderIndex[] indices = Indices(3, Budget / 4, "group", Ishigami, [[0, 2], [1]]);
        Check(indices, [0.557588855209959, 0.44241114479004], [0.557588855209959, 0.44241114479004]);
    }

    [Fact]
    public void G_function()
    {
        double[] a = [0, 1, 4.5, 9, 99, 99, 99, 99];
        TotalOrderIndex[] indices = Indices(8, Budget / 10, "g", x => a.Select((c, i) => (Math.Abs((4 * x[i]) - 2) + c) / (1 + c)).Aggregate(1.0, (p, f) => p * f));
        Check(indices, [0.7871441267, 0.2421981928, 0.0343169102, 0.0104603871, .. Enumerable.Repeat(0.0001049491, 4)],
            [0.7161921689, 0.1790480422, 0.0236757742, 0.0071619217, .. Enumerable.Repeat(0.0000716192, 4)]);
    }

    [Fact]
    public void Intervals_hold_the_truth_as_often_as_they_say()
    {
        const int seeds = 200;
        int[] held = new int[2];
        for (int seed = 0; seed < seeds; seed++)
        {
            TotalOrderIndex index = Indices(2, 512, $"{seed}:", x => x[0] + (2 * x[1]) + (x[0] * x[1]))[0];

            // Variance of x + 2y + xy: parts 1.5²/12, 2.5²/12 and 1/144.
            double total = (2.25 / 12) + (6.25 / 12) + (1.0 / 144);
            held[0] += index.TotalInterval.Contains(((2.25 / 12) + (1.0 / 144)) / total) ? 1 : 0;
            held[1] += index.FirstInterval.Contains(2.25 / 12 / total) ? 1 : 0;
        }

        // 95 % of 200, less four standard errors of a share (1.5 %).
        Assert.All(held, count => Assert.InRange(count / (double)seeds, 0.95 - (4 * 0.0154), 1));
        Assert.All(held, count => Assert.True(count < seeds, "An interval that always holds the truth is too wide."));
    }

    [Fact]
    public void Sets_are_the_runs_own_trials_the_next_ones_and_their_mixtures()
    {
        Model model = ScenarioCompiler.Compile(Uncertain());
        var settings = new SimulationSettings { Trials = 2048, Seed = 5, Threads = 2 };
        Sample plain = Simulator.Run(model, settings, new ModelDraws(model, settings));
        IReadOnlyList<IReadOnlyList<int>> groups = PickFreeze.Groups(model);
        string[] names = [.. groups.Select(group => string.Join("+", group.Select(i => model.Inputs[i].Path)))];
        Assert.Contains("systems:shield:cost:unitPriceMEur+systems:shield:schedule:slip", names);
        Assert.Equal(model.Inputs.Count - 1, names.Length);

        List<int> all = [.. Enumerable.Range(0, model.Inputs.Count)];
        MixedTrials[] sets = [.. PickFreeze.Run(model, settings, 1024, [all, []])];
        Assert.Equal([-2, -1, 0, 1], sets.Select(set => set.Group));
        double[] Cost(int set) => sets[set].Sample.Column(1, Outcome.Cost).Span.Slice(sets[set].First, 1024).ToArray();
        Assert.Equal(plain.Column(1, Outcome.Cost).Span[..1024].ToArray(), Cost(0));
        Assert.Equal(plain.Column(1, Outcome.Cost).Span[1024..].ToArray(), Cost(1));
        Assert.Equal(Cost(1), Cost(2));
        Assert.Equal(Cost(0), Cost(3));
        Assert.Throws<ArgumentException>(() => PickFreeze.Run(model, settings, 1000, groups));
    }

    [Theory]
    [InlineData(TrialSpread.Mc, 1)]
    [InlineData(TrialSpread.Sobol, 16)]
    public void Cost_of_a_model_that_only_adds_has_equal_indices_that_sum_to_one(TrialSpread design, int replicates)
    {
        Model model = ScenarioCompiler.Compile(TestScenarios.Read(
            TestScenarios.Constant, ("systems.shield.cost.unitPriceMEur", """{ "type": "uniform", "min": 50, "max": 150 }"""),
            ("systems.shield.cost.infrastructureMEur", """{ "type": "uniform", "min": 0, "max": 150 }""")));
        var settings = new SimulationSettings { Trials = 4096, Seed = 5, Threads = 2, Design = design, Replicates = replicates };
        Sample sample = Simulator.Run(model, settings, new ModelDraws(model, settings));
        TotalOrderRow[] rows = [.. TotalOrderTable.Build(sample, 4096).Where(row => row.Outcome == "cost_meur" && row.Option == "shield")];
        Assert.Equal(2, rows.Length);
        Assert.Equal(1, rows.Sum(row => row.Index.Total), 0.06);
        Assert.All(rows, row => Assert.True(row.Index.TotalInterval.Contains(row.Index.First), $"{row.Input}: {row.Index}"));
        Assert.Equal(
            TotalOrderTable.Build(sample, 1024),
            TotalOrderTable.Build(Simulator.Run(model, settings with { Threads = 1 }, new ModelDraws(model, settings)), 1024));
    }

    private static Scenario Uncertain() => TestScenarios.Read(
        TestScenarios.Constant, ("systems.shield.cost.unitPriceMEur", """{ "type": "uniform", "min": 50, "max": 150 }"""),
        ("systems.shield.schedule.slip", """{ "type": "uniform", "min": 1, "max": 2 }"""),
        ("conflict.onsetProbability", """{ "type": "uniform", "min": 0, "max": 0.1 }"""),
        ("correlations", """[{ "first": "systems:shield:cost:unitPriceMEur", "second": "systems:shield:schedule:slip", "rank": 0.5 }]"""));

    private static double Ishigami(double[] x) =>
        Math.Sin(Angle(x[0])) + (7 * Math.Pow(Math.Sin(Angle(x[1])), 2)) + (0.1 * Math.Pow(Angle(x[2]), 4) * Math.Sin(Angle(x[0])));

    private static double Angle(double uniform) => Math.PI * ((2 * uniform) - 1);

    private static TotalOrderIndex[] Indices(int inputs, int trials, string name, Func<double[], double> function, int[][]? groups = null)
    {
        double[][] a = [.. Enumerable.Range(0, inputs).Select(i => RegressionTests.Uniform($"{name}a{i}", trials))];
        double[][] b = [.. Enumerable.Range(0, inputs).Select(i => RegressionTests.Uniform($"{name}b{i}", trials))];
        double[] Values(Func<int, double[]> column) => [.. Enumerable.Range(0, trials).Select(t => function([.. Enumerable.Range(0, inputs).Select(i => column(i)[t])]))];
        var indices = new TotalOrder(Values(i => a[i]), Values(i => b[i]), new TotalOrder.Resampling(trials, 1));
        groups ??= [.. Enumerable.Range(0, inputs).Select(i => new[] { i })];
        return [.. groups.Select(group => indices.Of(Values(i => group.Contains(i) ? b[i] : a[i])))];
    }

    private static void Check(TotalOrderIndex[] indices, double[] total, double[] first)
    {
        for (int i = 0; i < indices.Length; i++)
        {
            Assert.Equal(total[i], indices[i].Total, 0.08);
            Assert.Equal(first[i], indices[i].First, 0.1);
            Assert.True(indices[i].TotalInterval.Contains(indices[i].Total));
        }
    }
}
