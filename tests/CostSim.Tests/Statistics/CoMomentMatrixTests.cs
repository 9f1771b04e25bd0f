using CostSim.Statistics;

namespace CostSim.Tests.Statistics;

public sealed class CoMomentMatrixTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(1000)]
    public void Weighted_sums_have_the_moments_of_their_values(int trials)
    {
        (double[] x, double[] y, double[] z) = (Values(trials, 1, 1e4), Values(trials, 2, 3), Values(trials, 3, 100));
        double[] a = [.. x.Zip(y, (p, q) => p - (2 * q))], b = [.. z.Zip(y, (p, q) => p + q)];
        CoMoments expected = CoMoments.Of(a, b);
        var matrix = CoMomentMatrix.Of([x, y, z], 0, Math.Min(3, trials));
        for (int from = 3; from < trials; from += 100)
        {
            matrix.Merge(CoMomentMatrix.Of([x, y, z], from, Math.Min(from + 100, trials)));
        }

        matrix.Merge(new CoMomentMatrix(3));
        CoMoments found = matrix.Of([1, -2, 0], [0, 1, 1]);
        Assert.Equal(trials, found.Count);
        Assert.Equal(expected.MeanA, found.MeanA, 1e-11 * Math.Abs(expected.MeanA));
        Assert.Equal(expected.MeanB, found.MeanB, 1e-11 * Math.Abs(expected.MeanB));
        Assert.Equal(expected.VarianceA, found.VarianceA, 1e-9 * expected.VarianceA);
        Assert.Equal(expected.VarianceB, found.VarianceB, 1e-9 * expected.VarianceB);
        Assert.Equal(expected.Covariance, found.Covariance, 1e-9 * Math.Sqrt(expected.VarianceA * expected.VarianceB));
    }

    [Fact]
    public void The_difference_of_equal_outcomes_has_no_variance()
    {
        double[] x = Values(500, 4, 1e6);
        var matrix = CoMomentMatrix.Of([x, Values(500, 5, 1), x], 0, 500);
        matrix.Merge(CoMomentMatrix.Of([x, Values(500, 6, 1), x], 0, 500));
        CoMoments found = matrix.Of([1, 0, -1], [0, 1, 0]);
        Assert.Equal((0, 0, 0), (found.MeanA, found.VarianceA, found.Covariance));
    }

    private static double[] Values(int trials, int seed, double scale)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, trials).Select(_ => scale * (1 + random.NextDouble()))];
    }
}
