using CostSim.Sampling;

namespace CostSim.Tests.Sampling;

/// <summary>Events drawn before the probability they share: nothing but the order of drawing may change.</summary>
public sealed class SharedChanceTests
{
    private const int Trials = 1 << 18;
    private static readonly PertDistribution Probability = PertDistribution.Of(0.02, 0.08, 0.2);

    private static readonly (string Name, Distribution Distribution)[] Inputs =
    [
        ("chance:a", UniformDistribution.Of(0, 1)), ("chance:b", UniformDistribution.Of(0, 1)), ("probability", Probability), ("price", PertDistribution.Of(1, 2, 4)),
    ];

    [Fact]
    public void Uniforms_stay_uniform_and_independent()
    {
        double[] block = Uniform(3, Trials);
        new SharedChance(BetaDistribution.Of(2, 3), 2).Apply(block, Trials);
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < i; j++)
            {
                // χ² of 16 × 16 boxes: 255 degrees of freedom, and five of its deviations.
                int[] boxes = new int[256];
                for (int t = 0; t < Trials; t++)
                {
                    boxes[((int)(16 * block[(i * Trials) + t]) * 16) + (int)(16 * block[(j * Trials) + t])]++;
                }

                double expected = Trials / 256.0;
                Assert.InRange(boxes.Sum(found => (found - expected) * (found - expected) / expected), 0, 255 + (5 * Math.Sqrt(2 * 255)));
            }
        }
    }

    [Fact]
    public void Each_event_is_a_side_of_a_box()
    {
        double[] before = Uniform(3, Trials), after = [.. before];
        new SharedChance(Probability, 2).Apply(after, Trials);

        // E[p] and, from E[p²] and E[p(1 − p)], the thresholds of the second event.
        double mean = Probability.Mean, square = (Probability.StandardDeviation * Probability.StandardDeviation) + (mean * mean);
        int off = 0;
        double both = 0;
        for (int t = 0; t < Trials; t++)
        {
            double p = Probability.Quantile(after[(2 * Trials) + t]);
            bool first = after[t] < p, second = after[Trials + t] < p;
            bool boxed = before[t] < mean;
            off += first != boxed || second != (before[Trials + t] < (boxed ? square / mean : (mean - square) / (1 - mean))) ? 1 : 0;
            both += first && second ? 1.0 / Trials : 0;
        }

        Assert.InRange(off, 0, 1e-4 * Trials);
        Assert.Equal(square, both, 5 * Math.Sqrt(square / Trials));
    }

    [Fact]
    public void Certain_and_impossible_events_stay_what_they_are()
    {
        double[] block = Uniform(3, 4096);
        double[] same = [.. block];
        new SharedChance(UniformDistribution.Of(0, 1), 2).Apply(block, 4096);
        Assert.All(block, u => Assert.InRange(u, double.Epsilon, 1 - 1e-17));
        foreach (double p in (double[])[0, 1])
        {
            double[] certain = [.. same];
            new SharedChance(ConstantDistribution.Of(p), 2).Apply(certain, 4096);
            for (int t = 0; t < same.Length; t++)
            {
                Assert.Equal(same[t], certain[t], 1e-12);
            }
        }
    }

    [Fact]
    public void Only_nets_of_points_are_drawn_so()
    {
        foreach (TrialDesign design in (TrialDesign[])[new MonteCarloDesign(7), new LatinHypercubeDesign(7, 4, 256)])
        {
            Assert.Equal(All(new InputSampler(design, Inputs)), All(new InputSampler(design, Inputs, events: [Events])));
        }

        var net = new SobolDesign(7, 4, 256);
        var sampler = new InputSampler(net, Inputs, events: [Events]);
        double[] all = All(sampler), plain = All(new InputSampler(net, Inputs)), column = new double[100];
        Assert.Equal(plain.AsSpan(3 * 1024).ToArray(), all.AsSpan(3 * 1024).ToArray());
        for (int input = 0; input < 4; input++)
        {
            sampler.Fill(300, 100, input, column);
            Assert.Equal(all.AsSpan((input * 1024) + 300, 100).ToArray(), column);
        }
    }

    [Fact]
    public void Inputs_that_are_correlated_are_drawn_as_they_stand()
    {
        Assert.True(GaussianCopula.TryCreate(new double[,] { { 1, 0.5 }, { 0.5, 1 } }, CorrelationRepair.Refuse, out GaussianCopula? copula, out _));
        CorrelationGroup[] groups = [new(["price", "probability"], copula)];
        var net = new SobolDesign(7, 1, 1024);
        Assert.Equal(All(new InputSampler(net, Inputs, groups)), All(new InputSampler(net, Inputs, groups, events: [Events])));
    }

    [Fact]
    public void An_event_falls_as_often_as_it_should_in_every_replicate()
    {
        const int replicates = 64, each = 1024;
        var net = new SobolDesign(3, replicates, each);
        double Spread(IReadOnlyList<EventGroup> events)
        {
            var sampler = new InputSampler(net, Inputs, events: events);
            double[] chance = new double[each], p = new double[each];
            double squares = 0;
            for (int r = 0; r < replicates; r++)
            {
                sampler.Fill((long)r * each, each, 0, chance);
                sampler.Fill((long)r * each, each, 2, p);
                double share = chance.Zip(p, (u, q) => u < q ? 1.0 : 0).Average();
                squares += (share - Probability.Mean) * (share - Probability.Mean) / replicates;
            }

            return squares;
        }

        // The share of a stratified event is off by less than one trial; a curved edge leaves ten times the variance.
        double boxed = Spread([Events]);
        Assert.InRange(boxed, 0, 1.0 / (each * each));
        Assert.InRange(Spread([]), 10 * boxed, 1);
    }

    private static EventGroup Events => new("probability", ["chance:a", "chance:b"]);

    private static double[] All(InputSampler sampler)
    {
        double[] all = new double[4 * 1024];
        sampler.FillAll(0, 1024, all);
        return all;
    }

    private static double[] Uniform(int columns, int trials)
    {
        double[] block = new double[columns * trials];
        for (int c = 0; c < columns; c++)
        {
            Uniforms.Fill(11, StreamKey.Of($"u{c}"), 0, 0, block.AsSpan(c * trials, trials));
        }

        return block;
    }
}
