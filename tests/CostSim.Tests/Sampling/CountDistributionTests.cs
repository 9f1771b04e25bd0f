using CostSim.Sampling;

namespace CostSim.Tests.Sampling;

/// <summary>Counts at .001, .01, .05, .1, .5, .9, .95, .99, .999 computed in R, exact.</summary>
public class CountDistributionTests
{
    private static readonly double[] Probabilities = [0.001, 0.01, 0.05, 0.1, 0.5, 0.9, 0.95, 0.99, 0.999];

    [Fact]
    public void Poisson_counts_are_the_book_values()
    {
        PoissonDistribution distribution = PoissonDistribution.Of(3.7);
        Assert.Equal([0, 0, 1, 1, 4, 6, 7, 9, 11], Probabilities.Select(distribution.Quantile));
        Assert.Equal(0.0247235264703, distribution.Cdf(0), 1e-13);
    }

    [Fact]
    public void Negative_binomial_counts_are_the_book_values()
    {
        NegativeBinomialDistribution distribution = NegativeBinomialDistribution.Of(6, 1.5);
        Assert.Equal([0, 0, 0, 1, 5, 13, 17, 25, 36], Probabilities.Select(distribution.Quantile));
        Assert.Equal(0.0894427191, distribution.Cdf(0), 1e-10);
        Assert.Equal(30, distribution.StandardDeviation * distribution.StandardDeviation, 1e-12);
    }

    [Fact]
    public void Binomial_counts_are_the_book_values()
    {
        BinomialDistribution distribution = BinomialDistribution.Of(20, 0.3);
        Assert.Equal([1, 2, 3, 3, 6, 9, 9, 11, 13], Probabilities.Select(distribution.Quantile));
        Assert.Equal(0.000797922662976, distribution.Cdf(0), 1e-14);
        Assert.Equal(20, distribution.UpperTail(1e-16));
    }

    [Fact]
    public void Counts_are_the_smallest_that_reach_u()
    {
        foreach (Distribution distribution in new Distribution[] { PoissonDistribution.Of(250.5), NegativeBinomialDistribution.Of(40, 0.2), BinomialDistribution.Of(7, 0.9) })
        {
            double[] u = new double[20_000], x = new double[u.Length];
            Uniforms.Fill(5, StreamKey.Of(distribution.Family), 0, 0, u);
            distribution.Fill(u, x);
            for (int t = 0; t < u.Length; t++)
            {
                Assert.Equal(distribution.Quantile(u[t]), x[t]);
                Assert.True(distribution.Cdf(x[t]) >= u[t] - 1e-15 && distribution.Cdf(x[t] - 1) < u[t] + 1e-15);
            }
        }
    }

    // χ² with expected counts of at least 20; mean + 5 standard deviations of χ².
    [Fact]
    public void Counts_occur_as_often_as_they_should()
    {
        const int Trials = 1 << 20;
        double[] u = new double[Trials];
        foreach (Distribution distribution in new Distribution[] { PoissonDistribution.Of(3.7), NegativeBinomialDistribution.Of(6, 1.5), BinomialDistribution.Of(20, 0.3) })
        {
            Uniforms.Fill(11, StreamKey.Of("chi." + distribution.Family), 0, 0, u);
            QuantileTable.Of(distribution).Evaluate(u, u);
            Dictionary<double, int> seen = u.GroupBy(x => x).ToDictionary(group => group.Key, group => group.Count());
            double chi = 0;
            int cells = 0;
            for (double x = 0; x < 200; x++)
            {
                double expected = Trials * (distribution.Cdf(x) - distribution.Cdf(x - 1));
                if (expected >= 20)
                {
                    double difference = seen.GetValueOrDefault(x) - expected;
                    chi += difference * difference / expected;
                    cells++;
                }
            }

            Assert.True(chi < cells + (5 * Math.Sqrt(2 * cells)), $"{distribution.Describe()}: chi-square {chi} on {cells} cells");
        }
    }

    [Fact]
    public void Discrete_values_are_sorted_joined_and_weighted()
    {
        DiscreteDistribution distribution = DiscreteDistribution.Of([5, 1, 3, 1], [2, 1, 6, 1]);
        Assert.Equal([1, 1, 3, 3, 5, 5], new[] { 0.1, 0.2, 0.21, 0.79, 0.81, 0.999 }.Select(distribution.Quantile));
        Assert.Equal(3, distribution.Mean, 1e-15);
        Assert.Equal(Math.Sqrt(1.6), distribution.StandardDeviation, 1e-15);
    }

    [Fact]
    public void Empirical_values_are_interpolated_by_Hazen()
    {
        EmpiricalDistribution distribution = EmpiricalDistribution.Of([8, 1, 4, 2]);
        Assert.Equal([1, 1.5, 3, 8, 8], new[] { 0.1, 0.25, 0.5, 0.9, 0.99 }.Select(distribution.Quantile));
        Assert.Equal(3.75, distribution.Mean, 1e-15);
        foreach (double p in new[] { 0.2, 0.4, 0.7, 0.85 })
        {
            Assert.Equal(p, distribution.Cdf(distribution.Quantile(p)), 1e-14);
        }

        EmpiricalDistribution steps = EmpiricalDistribution.OfSteps([8, 1, 4, 2]);
        Assert.Equal([1, 1, 2, 4, 8], new[] { 0.1, 0.25, 0.5, 0.75, 0.76 }.Select(steps.Quantile));
    }

    [Fact]
    public void A_mixture_may_hold_certain_values()
    {
        MixtureDistribution distribution = MixtureDistribution.Of((0.3, ConstantDistribution.Of(0)), (0.7, UniformDistribution.Of(1, 2)));
        Assert.Equal(0, distribution.Quantile(0.29));
        Assert.Equal(0, distribution.Quantile(0.3));
        Assert.Equal(1.5, distribution.Quantile(0.65), 1e-14);
        Assert.Equal(1.9, distribution.Quantile(0.93), 1e-14);
        Assert.False(QuantileTable.Of(distribution).IsTabulated);
    }
}
