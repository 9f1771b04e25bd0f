using CostSim.Realisation;
using CostSim.Sampling;

namespace CostSim.Tests.Realisation;

/// <summary>Counts by inversion against the library's distributions, which are tested against R and mpmath.</summary>
public sealed class ChanceTests
{
    private static readonly double[] Uniforms = [1e-9, 0.001, 0.03, 0.2, 0.41, 0.5, 0.63, 0.8, 0.97, 0.9999, 1 - 1e-9];

    [Theory]
    [InlineData(1, 0.3)]
    [InlineData(10, 0.07)]
    [InlineData(24, 0.91)]
    [InlineData(1000, 0.5)]
    [InlineData(1000, 0.998)]
    public void Successes_are_the_quantiles_of_the_binomial(int n, double p)
    {
        var book = BinomialDistribution.Of(n, p);
        foreach (double u in Uniforms)
        {
            Assert.Equal(book.LowerTail(u), Chance.Binomial(n, p, u));
        }
    }

    [Theory]
    [InlineData(0.02)]
    [InlineData(3)]
    [InlineData(250)]
    public void Events_are_the_quantiles_of_Poisson_and_negative_binomial(double mean)
    {
        var poisson = PoissonDistribution.Of(mean);
        Assert.Equal(Uniforms.Select(u => poisson.LowerTail(u)), Events(mean, double.PositiveInfinity));
        foreach (double k in (double[])[0.3, 1.5, 40])
        {
            var book = NegativeBinomialDistribution.Of(mean, k);
            Assert.Equal(Uniforms.Select(u => book.LowerTail(u)), Events(mean, k));
        }
    }

    [Fact]
    public void More_tries_or_better_odds_never_give_fewer_successes()
    {
        foreach (double u in Uniforms)
        {
            for (int n = 1; n < 40; n++)
            {
                Assert.True(Chance.Binomial(n, 0.4, u) >= Chance.Binomial(n - 1, 0.4, u));
                Assert.True(n - Chance.Binomial(n, 0.4, u) >= n - 1 - Chance.Binomial(n - 1, 0.4, u));
                Assert.True(Chance.Binomial(20, n / 40.0, u) >= Chance.Binomial(20, (n - 1) / 40.0, u));
            }
        }
    }

    [Fact]
    public void Nothing_and_everything_are_certain()
    {
        Assert.All(Uniforms, u => Assert.Equal(0, Chance.Binomial(9, 0, u)));
        Assert.All(Uniforms, u => Assert.Equal(9, Chance.Binomial(9, 1, u)));
        Assert.All(Events(0, 2), count => Assert.Equal(0, count));
    }

    [Fact]
    public void Somebody_hits_when_the_number_of_hits_is_not_zero()
    {
        foreach ((int n, double p) in ((int, double)[])[(0, 0.3), (1, 0), (1, 0.3), (4, 0.02), (9, 0.5), (3, 0.8), (2, 1)])
        {
            Assert.All(Uniforms, u => Assert.Equal(Chance.Binomial(n, p, u) > 0, Chance.Any(n, p, u)));
        }
    }

    /// <summary>Counts of the uniforms; they are looked at together, so in the order given and reversed.</summary>
    private static double[] Events(double mean, double dispersion)
    {
        var counts = new EventCounts();
        double[] uniforms = [.. Uniforms, .. Uniforms.Reverse(), 0.5, 0.5];
        double[] drawn = new double[uniforms.Length];
        counts.Begin(mean, dispersion);
        counts.Fill(uniforms, drawn);
        Assert.Equal(drawn[..Uniforms.Length], drawn[Uniforms.Length..(2 * Uniforms.Length)].Reverse());
        return drawn[..Uniforms.Length];
    }
}
