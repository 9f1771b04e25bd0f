using CostSim.Sampling;
using CostSim.Valuation;
using Fn = MathNet.Numerics.SpecialFunctions;

namespace CostSim.Tests.Valuation;

/// <summary>A stock against an uncertain demand: closed forms, and the same by integration over the quantiles of the demand.</summary>
public sealed class MissileStockTests
{
    [Theory]
    [InlineData(0.2)]
    [InlineData(1)]
    [InlineData(7.5)]
    public void An_exponential_demand_is_served_as_the_closed_form_says(double stocks)
    {
        // Variance = mean²: E[min(S, D)]/μ = 1 − e^(−S/μ), P(D > S) = e^(−S/μ).
        (double served, double exceeded) = GammaDemand.Meet(stocks * 40, 40, 1600);
        Assert.Equal(1 - Math.Exp(-stocks), served, 1.5e-5);
        Assert.Equal(Math.Exp(-stocks), exceeded, 2e-4);
    }

    [Fact]
    public void The_table_agrees_with_integration_over_the_demand()
    {
        foreach (double variation in (double[])[0.08, 0.31, 0.83, 1.4, 2.9, 3.5])
        {
            double[] demand = Demand(100, 1e4 * variation * variation);
            foreach (double stock in (double[])[5, 37, 90, 118, 260, 700])
            {
                (double served, double exceeded) = GammaDemand.Meet(stock, 100, 1e4 * variation * variation);
                Assert.Equal(demand.Average(d => Math.Min(stock, d)) / 100, served, 1e-3);
                Assert.Equal(demand.Count(d => d > stock) / (double)demand.Length, exceeded, 2e-4);
            }
        }
    }

    [Fact]
    public void The_table_agrees_with_the_incomplete_gamma_function()
    {
        // E[min(S, D)] = S·Q(a, x) + μ·P(a + 1, x), P(D > S) = Q(a, x), x = a·S/μ.
        foreach (double variation in Enumerable.Range(0, 434).Select(i => 0.004 * Math.Pow(1.017, i)).Append(1.4999))
        {
            double shape = 1 / (variation * variation);
            for (double level = Math.Max(-9, -0.9999 / variation); level < 16; level += 0.0371)
            {
                double stock = 1 + (variation * level);
                double above = Fn.GammaUpperRegularized(shape, shape * stock);
                double share = (stock * above) + Fn.GammaLowerRegularized(shape + 1, shape * stock);
                (double served, double exceeded) = GammaDemand.Meet(40 * stock, 40, 1600 * variation * variation);
                Assert.Equal(share, served, 1.5e-5);
                Assert.Equal(above, exceeded, 2e-4);
            }
        }
    }

    [Fact]
    public void The_table_reaches_to_its_last_corner()
    {
        // The highest variation and level that are listed; one digit more of either is worked out without the table.
        double variance = Math.BitDecrement(1.5 * 1.5);
        double stock = 1 + (15 * Math.Sqrt(variance));
        for (int digits = 0; digits < 20; digits++)
        {
            (double served, double exceeded) = GammaDemand.Meet(stock, 1, variance);
            Assert.Equal(1, served, 1.5e-5);
            Assert.Equal(0, exceeded, 1.5e-5);
            stock = Math.BitDecrement(stock);
        }
    }

    [Fact]
    public void A_demand_of_many_small_parts_is_served_as_a_normal_one()
    {
        // Published for a normal demand with deviation 25 and a stock 0.8 deviations above the mean: 3.005180847369 are missing, and it is exceeded
        // with probability 0.211855398583. A gamma demand becomes normal as its deviation gets small beside its mean.
        const double mean = 25e4;
        (double served, double exceeded) = GammaDemand.Meet(mean + 20, mean, 625);
        Assert.Equal(3.005180847369, (1 - served) * mean, 2e-4);
        Assert.Equal(0.211855398583, exceeded, 1e-5);

        // With the mean of 60 that goes with it a normal demand would be negative once in a hundred years, and its fill rate 0.949913652544.
        Assert.Equal(0.938900465327, GammaDemand.Meet(80, 60, 625).Served, 1.5e-5);
    }

    [Theory]
    [InlineData(60, 625, 80)]
    [InlineData(60, 5000, 80)]
    [InlineData(90, 3000, 30)]
    public void A_year_leaves_what_demand_does_not_take(double mean, double variance, double owned)
    {
        double[] demand = Demand(mean, variance);
        var stock = new StockLevels();
        stock.Fill(owned);
        Assert.Equal(demand.Average(d => Math.Min(owned, d)) / mean, stock.Served(mean, variance), 5e-4);
        Assert.Equal(demand.Average(d => Math.Min(owned, d)), stock.Fire(Taken(owned, mean, variance)), owned * 1e-3);
        Assert.Equal(demand.Average(d => Math.Max(0, owned - d)), Mean(stock), owned * 1e-3);
        Assert.Equal(demand.Average(d => Math.Min(12, Math.Min(owned, d))), stock.Missing(0, 12), owned * 4e-3);
        Assert.Equal(demand.Average(d => Math.Min(12, Math.Max(0, Math.Min(owned, d) - 12))), stock.Missing(12, 12), owned * 4e-3);
        double before = Mean(stock);
        Assert.Equal(stock.Restock(12), Mean(stock) - before, 1e-9);
    }

    [Theory]
    [InlineData(60, 2500, 150, 20)]
    [InlineData(60, 900, 100, 30)]
    [InlineData(60, 3600, 60, 5)]
    [InlineData(10, 100, 60, 3)]
    public void The_third_year_of_a_conflict_meets_what_two_years_left(double mean, double variance, double owned, double restock)
    {
        // Followed demand by demand.
        double[] demand = Demand(mean, variance, 400);
        double served = 0;
        double replaced = 0;
        foreach (double first in demand)
        {
            double second = Next(owned, first);
            foreach (double d in demand)
            {
                double left = Math.Max(0, second - d);
                replaced += Math.Min(restock, owned - left) / demand.Length / demand.Length;
                served += GammaDemand.Meet(Next(second, d), mean, variance).Served / demand.Length / demand.Length;
            }
        }

        double[] taken = Taken(owned, mean, variance);
        var stock = new StockLevels();
        stock.Fill(owned);
        stock.Fire(taken);
        stock.Restock(restock);
        stock.Fire(taken);
        Assert.Equal(replaced, stock.Restock(restock), restock * 0.02);
        Assert.Equal(served, stock.Served(mean, variance), 0.004);

        double Next(double before, double fired)
        {
            double left = Math.Max(0, before - fired);
            return left + Math.Min(restock, owned - left);
        }
    }

    [Fact]
    public void What_is_missing_stays_missing_when_more_is_owned()
    {
        var stock = new StockLevels();
        stock.Fill(100);
        stock.Fire(Taken(100, 30, 0));
        Assert.Equal(70, Mean(stock), 1e-9);
        stock.Own(160);
        Assert.Equal(130, Mean(stock), 1e-9);
        Assert.Equal(10, stock.Restock(10), 1e-9);
        Assert.Equal(20, stock.Missing(0, 1000), 1e-9);
        Assert.Equal(20, stock.Restock(1000), 1e-9);
    }

    [Fact]
    public void What_is_certain_is_followed_exactly()
    {
        Assert.Equal((1, 0), GammaDemand.Meet(0, 0, 0));
        Assert.Equal((0.25, 1), GammaDemand.Meet(10, 40, 0));
        Assert.Equal((1, 0), GammaDemand.Meet(40, 40, 0));
        Assert.Equal((0, 1), GammaDemand.Meet(0, 40, 100));
    }

    [Theory]
    [InlineData(0.3, double.PositiveInfinity)]
    [InlineData(9, 1.5)]
    [InlineData(40, 0.6)]
    [InlineData(900, double.PositiveInfinity)]
    [InlineData(30_000, 2)]
    public void Numbers_of_raids_are_Poisson_or_negative_binomial(double mean, double dispersion)
    {
        var numbers = new RaidNumbers();
        numbers.Take(mean, dispersion);
        double together = numbers.Together;
        Assert.Equal(mean, numbers.Mean * together, 1e-9 * mean);
        double[] p = [.. numbers.Probability];
        double found = p.Select((one, n) => n * one).Sum();
        Assert.Equal(1, p.Sum(), 1e-12);
        Assert.Equal(numbers.Mean, found, 2e-3 * numbers.Mean);
        Assert.Equal(numbers.Mean * (1 + (numbers.Mean / dispersion)), p.Select((one, n) => (n - found) * (n - found) * one).Sum(), 2e-2 * numbers.Mean * (1 + (numbers.Mean / dispersion)));
        Assert.Equal(p.Skip(p.Length / 3).Sum(), numbers.Reach(p.Length / 3), 1e-12);
        if (together == 1 && mean < 100)
        {
            double none = double.IsInfinity(dispersion) ? Math.Exp(-mean) : Math.Pow(1 + (mean / dispersion), -dispersion);
            Assert.Equal(none, p[0], 1e-4 * none);
        }
    }

    private static double[] Taken(double owned, double mean, double variance)
    {
        double[] taken = new double[StockLevels.Steps];
        StockLevels.Take(owned, YearDemand.Of(mean, variance, 1), taken);
        return taken;
    }

    private static double Mean(StockLevels stock) => Enumerable.Range(0, StockLevels.Steps + 1).Sum(b => stock[b] * stock.At(b));

    private static double[] Demand(double mean, double variance, int points = 20_000)
    {
        var gamma = GammaDistribution.Of(mean * mean / variance, variance / mean);
        return [.. Enumerable.Range(0, points).Select(i => gamma.LowerTail((i + 0.5) / points))];
    }
}
