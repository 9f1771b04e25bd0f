using CostSim.Sampling;

namespace CostSim.Tests.Sampling;

/// <summary>Coefficients, limits of feasibility and moments from the closed forms (Keelin 2016), recomputed with mpmath.</summary>
public class MetalogDistributionTests
{
    [Fact]
    public void Coefficients_are_the_closed_form()
    {
        Near([1000.0, 186.792799542, 188.679595497], MetalogDistribution.Of(700, 1000, 1800).Coefficients);
        Near([6.90775527898, 0.160380570887, 0.0872121320521], MetalogDistribution.Of(700, 1000, 1800, 0).Coefficients);
        Near([-1.38629436112, 0.428331128763, 0.154824587203], MetalogDistribution.Of(700, 1000, 1800, 500, 3000).Coefficients);
    }

    [Theory]
    [InlineData(0.124899, false)]
    [InlineData(0.124900, true)]
    [InlineData(0.875100, true)]
    [InlineData(0.875101, false)]
    public void Feasibility_ends_where_the_closed_form_says(double r, bool isFeasible)
    {
        bool created = MetalogDistribution.TryCreate([0.05, 0.5, 0.95], [0, r, 1], double.NegativeInfinity, double.PositiveInfinity, out _, out DistributionFault? fault);
        Assert.Equal(isFeasible, created);
        Assert.Equal(isFeasible, fault is null);
    }

    [Fact]
    public void More_percentiles_are_all_met()
    {
        double[] p = [0.01, 0.1, 0.3, 0.5, 0.8, 0.97], q = [2, 4, 5.5, 7, 11, 19];
        MetalogDistribution distribution = MetalogDistribution.OfPairs(p, q, 0);
        for (int i = 0; i < p.Length; i++)
        {
            Assert.Equal(q[i], distribution.Quantile(p[i]), 1e-9);
        }
    }

    [Fact]
    public void A_mirrored_upper_bound_mirrors_the_distribution()
    {
        MetalogDistribution up = MetalogDistribution.Of(700, 1000, 1800, lower: 0), down = MetalogDistribution.Of(-1800, -1000, -700, upper: 0);
        Assert.Equal(-up.Quantile(0.999), down.Quantile(0.001), 1e-7);
        Assert.Equal(-up.Mean, down.Mean, 1e-8);
    }

    [Fact]
    public void A_tail_without_a_mean_is_refused()
    {
        Assert.False(MetalogDistribution.TryCreate([0.05, 0.5, 0.95], [1, 60, 3000], 0, double.PositiveInfinity, out _, out DistributionFault? fault));
        Assert.Contains("mean", fault!.Message, StringComparison.Ordinal);
    }

    private static void Near(double[] expected, IReadOnlyList<double> actual)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.InRange(actual[i] / expected[i], 1 - 1e-11, 1 + 1e-11);
        }
    }
}
