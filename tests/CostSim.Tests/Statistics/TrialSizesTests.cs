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
    }

    [Fact]
    public void Means_need_the_published_sizes() => Assert.Equal(38415, TrialSizes.ForMean(1, 0.01));
}
