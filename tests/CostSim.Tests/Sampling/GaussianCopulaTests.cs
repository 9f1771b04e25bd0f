using CostSim.Sampling;

namespace CostSim.Tests.Sampling;

/// <summary>Values computed independently (NumPy); achieved Spearman within 5 standard errors (Bonett and Wright 2000).</summary>
public class GaussianCopulaTests
{
    private static readonly double[,] Spearman = { { 1, 0.6, 0.3 }, { 0.6, 1, 0.4 }, { 0.3, 0.4, 1 } };

    [Theory]
    [InlineData(0.1, 0.104671912486)]
    [InlineData(0.5, 0.517638090205)]
    [InlineData(0.7, 0.71673590)]
    [InlineData(0.9, 0.907980999479)]
    [InlineData(0.28756422, 0.3)]
    [InlineData(0.48258374, 0.5)]
    [InlineData(0.68291050, 0.7)]
    [InlineData(0.89145613, 0.9)]
    [InlineData(-0.4, -0.415823381636)]
    public void Rank_correlations_become_normal_ones(double spearman, double normal) =>
        Assert.Equal(normal, GaussianCopula.NormalFromSpearman(spearman), 1e-8);

    [Fact]
    public void Uniforms_are_coupled_as_published()
    {
        Assert.True(GaussianCopula.TryCreate(Spearman, CorrelationRepair.Refuse, out GaussianCopula? copula, out _));
        double[] u = [0.1, 0.5, 0.9];
        copula.Apply(u, 1);
        Assert.Equal(0.1, u[0]);
        Assert.Equal(0.2141679694, u[1], 1e-9);
        Assert.Equal(0.7766651124, u[2], 1e-9);
    }

    [Fact]
    public void Achieved_rank_correlations_are_those_asked_for()
    {
        const int Trials = 1 << 16;
        Assert.True(GaussianCopula.TryCreate(Spearman, CorrelationRepair.Refuse, out GaussianCopula? copula, out _));
        double[] block = new double[3 * Trials];
        for (int i = 0; i < 3; i++)
        {
            Uniforms.Fill(99, StreamKey.Of($"copula{i}"), 0, 0, block.AsSpan(i * Trials, Trials));
        }

        double[] independent = [.. block];
        copula.Apply(block, Trials);
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < i; j++)
            {
                Assert.True(Math.Abs(Distance(block, i, j, Trials)) < 5);

                // Tooth: without the copula the test must fail.
                Assert.True(Math.Abs(Distance(independent, i, j, Trials)) > 5);
            }
        }
    }

    [Theory]
    [InlineData(0, 0.4900, 0.83666)]
    [InlineData(0.3, 0.52814, 0.82283)]
    [InlineData(0.6, 0.57275, 0.80058)]
    [InlineData(0.9, 0.63759, 0.75618)]
    public void Joint_confidence_of_two_margins_is_the_published_one(double normal, double joint, double margin)
    {
        // Both within their 70th percentile; and the percentile of each that gives 70 % together (NASA Cost Estimating Handbook, 2015).
        const int Trials = 1 << 20;
        double rank = 6 / Math.PI * Math.Asin(normal / 2);
        Assert.True(GaussianCopula.TryCreate(new[,] { { 1, rank }, { rank, 1 } }, CorrelationRepair.Refuse, out GaussianCopula? copula, out _));
        double[] block = new double[2 * Trials];
        Uniforms.Fill(4, StreamKey.Of("cost"), 0, 0, block.AsSpan(0, Trials));
        Uniforms.Fill(4, StreamKey.Of("time"), 0, 0, block.AsSpan(Trials));
        copula.Apply(block, Trials);
        double Share(double within) => Enumerable.Range(0, Trials).Count(t => block[t] <= within && block[Trials + t] <= within) / (double)Trials;
        Assert.Equal(joint, Share(0.7), 5 * Math.Sqrt(0.25 / Trials));
        Assert.Equal(0.7, Share(margin), 5 * Math.Sqrt(0.21 / Trials));
    }

    [Fact]
    public void Contradicting_correlations_are_refused_or_repaired_if_near()
    {
        double[,] far = { { 1, 0.9, 0.7 }, { 0.9, 1, -0.4 }, { 0.7, -0.4, 1 } }, near = { { 1, 0.9, 0.9 }, { 0.9, 1, 0.6 }, { 0.9, 0.6, 1 } };
        Assert.False(GaussianCopula.TryCreate(far, CorrelationRepair.Refuse, out _, out DistributionFault? fault));
        Assert.Contains("0.6", fault.Fix, StringComparison.Ordinal);
        Assert.False(GaussianCopula.TryCreate(far, CorrelationRepair.Nearest, out _, out _));
        Assert.False(GaussianCopula.TryCreate(near, CorrelationRepair.Refuse, out _, out _));
        Assert.True(GaussianCopula.TryCreate(near, CorrelationRepair.Nearest, out GaussianCopula? repaired, out _));
        Assert.InRange(repaired.LargestChange, 1e-4, 0.1);
        Assert.False(GaussianCopula.TryCreate(new[,] { { 1, 0.5 }, { 0.4, 1 } }, CorrelationRepair.Nearest, out _, out _));
    }

    // Difference of Fisher-transformed correlations in standard errors √((1 + ρ²/2) / (n − 3)).
    private static double Distance(double[] block, int i, int j, int trials)
    {
        double product = 0;
        for (int t = 0; t < trials; t++)
        {
            product += (block[(i * trials) + t] - 0.5) * (block[(j * trials) + t] - 0.5);
        }

        double rho = Spearman[i, j], found = 12 * product / trials;
        return (Math.Atanh(found) - Math.Atanh(rho)) / Math.Sqrt((1 + (rho * rho / 2)) / (trials - 3));
    }
}
