using CostSim.Sampling;

namespace CostSim.Tests.Sampling;

public class InputSamplerTests
{
    private static readonly (string Name, Distribution Distribution)[] Inputs =
    [
        ("price", LognormalDistribution.Of(1000, 300)), ("delay", GammaDistribution.Of(4, 0.5)), ("raids", PoissonDistribution.Of(3.7)),
        ("growth", PertDistribution.Of(1, 1.2, 2)), ("share", BetaDistribution.OfMeanAndSampleSize(0.7, 20)),
    ];

    [Theory]
    [InlineData("mc")]
    [InlineData("lhs")]
    [InlineData("sobol")]
    public void Blocks_windows_and_single_inputs_agree(string kind)
    {
        TrialDesign design = Design(kind);
        InputSampler sampler = new(design, Inputs, [Group("price", "delay", "growth")], ["growth"]);
        double[] all = new double[5 * 512], block = new double[5 * 100], column = new double[100];
        sampler.FillAll(0, 512, all);
        sampler.FillAll(200, 100, block);
        for (int input = 0; input < 5; input++)
        {
            sampler.Fill(200, 100, input, column);
            Assert.Equal(column, block.AsSpan(input * 100, 100).ToArray());
            Assert.Equal(column, all.AsSpan((input * 512) + 200, 100).ToArray());
        }
    }

    [Theory]
    [InlineData("mc")]
    [InlineData("lhs")]
    public void Other_inputs_change_nothing(string kind)
    {
        TrialDesign design = Design(kind);
        InputSampler few = new(design, Inputs), more = new(design, [("unused", NormalDistribution.Of(0, 1)), .. Inputs.Reverse()]);
        double[] a = new double[300], b = new double[300];
        for (int input = 0; input < 5; input++)
        {
            few.Fill(17, 300, input, a);
            more.Fill(17, 300, 5 - input, b);
            Assert.Equal(a, b);
        }
    }

    [Fact]
    public void Dimensions_follow_priority_then_name()
    {
        InputSampler sampler = new(Design("sobol"), Inputs, priority: ["share", "unknown", "price", "share"]);
        Assert.Equal([1, 2, 4, 3, 0], Enumerable.Range(0, 5).Select(sampler.Dimension));
    }

    [Fact]
    public void A_scrambled_net_beats_plain_monte_carlo()
    {
        // Mean of the price at n = 4096: error over standard deviation, against 1/√n = 0.0156.
        double[] x = new double[4096];
        new InputSampler(new SobolDesign(1, 1, 4096), Inputs).Fill(0, 4096, 0, x);
        Assert.True(Math.Abs(x.Average() - 1000) / 300 < 1e-3);
        new InputSampler(new MonteCarloDesign(1), Inputs).Fill(0, 4096, 0, x);
        Assert.True(Math.Abs(x.Average() - 1000) / 300 > 1e-3);
    }

    [Theory]
    [InlineData("mc")]
    [InlineData("lhs")]
    [InlineData("sobol")]
    public void Some_inputs_are_the_same_as_all(string design)
    {
        var sampler = new InputSampler(Design(design), Inputs, [Group("price", "delay", "growth")]);
        int[] wanted = [.. Enumerable.Range(0, Inputs.Length).Reverse().Where(i => i != 1)];
        double[] all = new double[Inputs.Length * 100];
        double[] some = new double[wanted.Length * 100];
        sampler.FillAll(30, 100, all);
        sampler.FillSome(30, 100, wanted, some);
        Assert.All(wanted.Index(), one => Assert.Equal(all[(one.Item * 100)..((one.Item + 1) * 100)], some[(one.Index * 100)..((one.Index + 1) * 100)]));
    }

    [Fact]
    public void Impossible_groups_and_repeated_names_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new InputSampler(Design("mc"), [.. Inputs, Inputs[0]]));
        Assert.Throws<ArgumentException>(() => new InputSampler(Design("mc"), Inputs, [Group("price", "delay", "unknown")]));
        Assert.Throws<ArgumentException>(() => new InputSampler(Design("mc"), Inputs, [Group("price", "delay", "growth"), Group("price", "raids", "share")]));
    }

    private static TrialDesign Design(string kind) => kind switch
    {
        "mc" => new MonteCarloDesign(42),
        "lhs" => new LatinHypercubeDesign(42, 4, 250),
        _ => new SobolDesign(42, 4, 256),
    };

    private static CorrelationGroup Group(params string[] names)
    {
        Assert.True(GaussianCopula.TryCreate(
            new double[,] { { 1, 0.6, 0.3 }, { 0.6, 1, 0.4 }, { 0.3, 0.4, 1 } }, CorrelationRepair.Refuse, out GaussianCopula? copula, out _));
        return new CorrelationGroup(names, copula);
    }
}
