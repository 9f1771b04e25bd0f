using CostSim.Sampling;

namespace CostSim.Tests.Sampling;

/// <summary>Measured bounds of the published table design; vector against scalar, exact.</summary>
public class QuantileTableTests
{
    [Theory]
    [InlineData("Normal(100,15)", 2e-9)]
    [InlineData("Lognormal(mean 1000, sd 300)", 2e-9)]
    [InlineData("Gamma(k=4.0,theta=0.5)", 2e-9)]
    [InlineData("Gamma(k=0.5,theta=2.0)", 2.5e-9)]
    [InlineData("Weibull(shape 1.8, scale 3)", 2e-9)]
    [InlineData("PERT(10,12,20,lambda=4)", 2e-9)]
    [InlineData("Mixture", 1e-7)]
    [InlineData("Metalog above 0", 5e-9)]
    public void The_error_measured_is_the_one_expected(string name, double bound)
    {
        QuantileTable table = QuantileTable.Of(BookValues.Make(name));
        Assert.True(table.IsTabulated);
        Assert.InRange(table.ErrorBound, 1e-12, bound);
    }

    [Fact]
    public void The_bound_holds_between_the_points_measured()
    {
        foreach (string name in new[] { "Gamma(k=4.0,theta=0.5)", "Lognormal(mean 1000, sd 300)", "Beta mean .7 ESS 20" })
        {
            Distribution distribution = BookValues.Make(name);
            QuantileTable table = QuantileTable.Of(distribution);
            double[] u = new double[20_000];
            Uniforms.Fill(3, StreamKey.Of(name), 0, 0, u);
            for (int t = 0; t < u.Length; t++)
            {
                // Squeezed towards both tails: p = u₁ 2^(−30 u₂) / 2.
                double p = 0.5 * u[t] * Math.Pow(2, -30 * u[(t + 1) % u.Length]);
                double found = (t & 1) == 0 ? distribution.Cdf(table.Evaluate(p)) : distribution.Survival(table.Evaluate(1 - p));
                double asked = (t & 1) == 0 ? p : 1 - (1 - p);
                Assert.True(Math.Abs(found - asked) <= ((1.1 * table.ErrorBound) + 1e-12) * asked + (asked < 1e-6 ? 1e-6 * asked : 0), $"{name} at {asked}: {found / asked - 1}");
            }
        }
    }

    [Theory]
    [InlineData("Beta(0.3,4)")]
    [InlineData("Normal(100,15)")]
    [InlineData("Metalog above 0")]
    public void Vectors_have_the_bits_of_scalars(string name)
    {
        QuantileTable table = QuantileTable.Of(BookValues.Make(name));
        double[] u = new double[40_000], vector = new double[u.Length], scalar = new double[u.Length];
        Uniforms.Fill(3, StreamKey.Of(name), 0, 0, u);
        (u[0], u[1], u[2], u[3], u[4]) = (0.5, 1.1e-16, 1 - 1.2e-16, 1e-300, 0.49999999999999994);
        table.Evaluate(u, vector);
        table.EvaluateScalar(u, scalar);
        Assert.Equal(scalar, vector);
        Assert.All(vector, x => Assert.InRange(x, table.Distribution.Minimum, table.Distribution.Maximum));
    }

    [Fact]
    public void Kinks_and_jumps_are_evaluated_exactly()
    {
        foreach (Distribution distribution in new Distribution[]
        {
            TriangularDistribution.Of(0, 1, 3), PoissonDistribution.Of(3), EmpiricalDistribution.Of([1, 2, 5]),
            MixtureDistribution.Of((1, UniformDistribution.Of(0, 1)), (2, UniformDistribution.Of(5, 6))),
        })
        {
            QuantileTable table = QuantileTable.Of(distribution);
            Assert.False(table.IsTabulated);
            Assert.Equal(distribution.Quantile(0.3), table.Evaluate(0.3));
        }
    }

    [Fact]
    public void Series_in_the_tails_agree_with_plain_quantiles()
    {
        foreach (string name in new[] { "Gamma(k=4.0,theta=0.5)", "Gamma(k=0.5,theta=2.0)", "Beta(8,2)", "Beta(0.3,4)", "PERT(10,12,20,lambda=4)" })
        {
            Distribution distribution = BookValues.Make(name);
            foreach (Tail tail in new[] { Tail.Lower, Tail.Upper })
            {
                double[] p = [.. Enumerable.Range(0, 4000).Select(i => 0.5 * Math.Pow(2, -i / 80.0))], x = new double[p.Length];
                distribution.FillTail(p, x, tail);
                for (int i = 0; i < p.Length; i++)
                {
                    double plain = tail == Tail.Lower ? distribution.LowerTail(p[i]) : distribution.UpperTail(p[i]);
                    Assert.InRange(x[i] / plain, 1 - 2e-12, 1 + 2e-12);
                }
            }
        }
    }

    [Fact]
    public void Equal_distributions_share_a_table_and_those_of_the_last_scenario_are_kept()
    {
        var tables = new QuantileTables();
        QuantileTable[] first = tables.Of([PertDistribution.Of(1, 2, 4), BetaDistribution.Of(2, 3), PertDistribution.Of(1, 2, 4), PertDistribution.Of(1, 2, 5)]);
        Assert.Same(first[0], first[2]);
        Assert.Equal(3, first.Distinct().Count());
        QuantileTable[] second = tables.Of([PertDistribution.Of(1, 3, 4), BetaDistribution.Of(2, 3)]);
        Assert.Same(first[1], second[1]);
        Assert.NotSame(first[0], second[0]);
        Assert.NotSame(first[0], tables.Of([PertDistribution.Of(1, 2, 4)])[0]);
    }

    [Fact]
    public void Distributions_are_equal_when_all_that_makes_them_is()
    {
        Distribution[][] alike =
        [
            [PertDistribution.Of(1, 2, 4), PertDistribution.Of(1, 2, 4)],
            [PertDistribution.Of(1, 2.5, 4)], [PertDistribution.Of(1, 2, 4, 3)], [PertDistribution.Of(0, 2, 4)], [PertDistribution.Of(1, 2, 5)],
            [BetaDistribution.Of(2, 3), BetaDistribution.OfMeanAndSampleSize(0.4, 5)], [BetaDistribution.Of(2, 3, 0, 2)], [BetaDistribution.Of(3, 2)],
            [LognormalDistribution.OfMedian(2, 0.5), LognormalDistribution.OfMedian(2, 0.5)], [LognormalDistribution.OfMedian(2, 0.6)],
            [LognormalDistribution.OfPercentiles(1, 2, 5)], [LognormalDistribution.OfPercentiles(-5, -2, -1)],
            [GammaDistribution.Of(2, 3), GammaDistribution.Of(2, 3)], [GammaDistribution.Of(3, 2)],
            [NormalDistribution.Of(2, 3), NormalDistribution.Of(2, 3)], [NormalDistribution.Of(3, 2)],
            [EmpiricalDistribution.Of([1, 2, 3])], [EmpiricalDistribution.Of([1, 2, 3])],
        ];
        Assert.Equal(alike.Length, alike.SelectMany(one => one).Distinct().Count());
        Assert.All(alike, same => Assert.All(same, one => Assert.True(one.Equals(same[0]) && one.GetHashCode() == same[0].GetHashCode())));
    }
}
