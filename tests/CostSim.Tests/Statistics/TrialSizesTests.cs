using CostSim.Statistics;

namespace CostSim.Tests.Statistics;

/// <summary>Published tables (Wilks; Dakota's cantilever case; monaco's order statistics), exact.</summary>
public class TrialSizesTests
{
    [Fact]
    public void Wilks_sizes_are_the_published_ones()
    {
        int[] orders = [1, 2, 3, 4, 5];
        Assert.Equal([59, 93, 124, 153, 181], orders.Select(order => TrialSizes.OneSided(0.95, 0.95, order)));
        Assert.Equal([93, 153, 208, 260, 311], orders.Select(order => TrialSizes.TwoSided(0.95, 0.95, order)));
        double[] coverages = [0.70, 0.75, 0.80, 0.85, 0.90, 0.95, 0.99];
        Assert.Equal([14, 18, 22, 30, 46, 93, 473], coverages.Select(coverage => TrialSizes.TwoSided(coverage, 0.95)));
        Assert.Equal(299, TrialSizes.OneSided(0.99, 0.95));
        Assert.Equal(667, TrialSizes.TwoSided(0.99, 0.90, 2));
        Assert.Equal(0.9004787, TrialSizes.Confidence(667, 0.99, 4), 1e-7);
        Assert.Equal(0.90, TrialSizes.Confidence(667, 0.9900114, 4), 1e-5);
    }

    [Fact]
    public void Ranks_around_a_percentile_have_the_published_confidence()
    {
        // Between the 3rd rank below and above the place of the percentile; at most the 11th above it.
        Assert.Equal(0.7366882, Between(1000, 0.01, 3), 1e-7);
        Assert.Equal(0.9566518, AtMost(1000, 0.95, 11), 1e-7);

        // Ten and five ranks from the place of the median and of the 90th percentile are the first to give 95 %.
        Assert.Equal((40, 61), Quantiles.Ranks(100, 0.5));
        Assert.Equal(91 + 5, Quantiles.Ranks(100, 0.9, 0.90).High);
        Assert.True(Between(100, 0.5, 10) >= 0.95 && Between(100, 0.5, 9) < 0.95);
        Assert.True(AtMost(100, 0.9, 5) >= 0.95 && AtMost(100, 0.9, 4) < 0.95);

        // As many trials can be had with so many ranks, and one more cannot.
        Assert.True(Between(108, 0.5, 10) >= 0.95 && Between(109, 0.5, 10) < 0.95);
        Assert.True(AtMost(1018, 0.95, 11) >= 0.9566 && AtMost(1019, 0.95, 11) < 0.9566);

        static double Between(long n, double p, int ranks) =>
            Quantiles.BinomialTails(n, p, (long)Math.Ceiling(p * (n + 1)) + ranks - 1).Lower - Quantiles.BinomialTails(n, p, (long)Math.Floor(p * (n + 1)) - ranks - 1).Lower;

        static double AtMost(long n, double p, int ranks) => Quantiles.BinomialTails(n, p, (long)Math.Ceiling(p * (n + 1)) + ranks - 1).Lower;
    }

    [Fact]
    public void Means_and_deviations_need_the_published_sizes()
    {
        Assert.Equal(38415, TrialSizes.ForMean(1, 0.01));

        // @RISK, tested every 100 trials: 2,200 for a standard deviation to 3 %.
        Assert.Equal(2200, 100 * (long)Math.Ceiling(TrialSizes.ForDeviation(0.03) / 100.0));
        Assert.Equal(2135, TrialSizes.ForDeviation(0.03));
        Assert.Equal(TrialSizes.ForDeviation(0.03), TrialSizes.ForDeviation(0.06, kurtosis: 9));
    }
}
