using CostSim.Sampling;
using CostSim.Statistics;

namespace CostSim.Tests.Statistics;

/// <summary>Merge values of Pébay's formulas computed in Python, 1e-12; vector against scalar, exact.</summary>
public class MomentsTests
{
    [Fact]
    public void Merged_moments_are_the_book_values()
    {
        Moments merged = Moments.Of([1, 2, 4]).Merge(Moments.Of([8, 16]));
        Moments direct = Moments.Of([1, 2, 4, 8, 16]);
        foreach (Moments moments in new[] { merged, direct })
        {
            Assert.Equal(5, moments.Count);
            Assert.Equal(6.2, moments.Mean, 1e-14);
            Assert.Equal(148.8, moments.M2, 1e-12);
            Assert.Equal(721.68, moments.M3, 1e-11);
            Assert.Equal(10299.936, moments.M4, 1e-10);
            Assert.Equal(37.2, moments.Variance, 1e-12);
            Assert.Equal(0.889048134817, moments.Skewness, 1e-12);
            Assert.Equal(-0.674059139785, moments.Kurtosis - 3, 1e-12);
            Assert.Equal(1, moments.Minimum);
            Assert.Equal(16, moments.Maximum);
        }
    }

    [Fact]
    public void A_large_mean_does_not_cancel()
    {
        Assert.Equal(30, Moments.Of([1e9 + 4, 1e9 + 7]).Merge(Moments.Of([1e9 + 13, 1e9 + 16])).Variance);

        // Tooth: the sum of squares formula fails here.
        double[] x = [1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16];
        Assert.NotEqual(30, (x.Sum(v => v * v) - (x.Sum() * x.Sum() / 4)) / 3);
    }

    [Fact]
    public void Nothing_merges_to_nothing_and_changes_nothing()
    {
        Moments some = Moments.Of([3, 4]);
        Assert.Equal(some, Moments.Empty.Merge(some));
        Assert.Equal(some, some.Merge(Moments.Empty));
        Assert.Equal(Moments.Empty, Moments.Of([]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(1023)]
    [InlineData(1024)]
    public void Vectors_have_the_bits_of_scalars(int count)
    {
        double[] x = new double[count];
        Uniforms.Fill(1, StreamKey.Of("moments"), 0, 0, x);
        Assert.Equal(Moments.OfScalar(x), Moments.OfVector(x));
    }
}
