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
    public void A_year_leaves_what_demand_does_not_take(double mean, double variance, double stock)
    {
        double[] demand = Demand(mean, variance);
        double served = demand.Average(d => Math.Min(stock, d));
        double lasting = demand.Count(d => d <= stock) / (double)demand.Length;
        double left = demand.Where(d => d <= stock).Average(d => stock - d);
        MissileStock full = MissileStock.Full(stock);
        Assert.Equal(served / mean, full.Meet(mean, variance).Served, 5e-4);
        MissileStock later = full.Later(full.Meet(mean, variance), mean, stock, 12);
        Assert.Equal(1 - lasting, later.RanOut, 5e-4);
        Assert.Equal(12, later.Low);
        Assert.Equal(left + Math.Min(12, stock - left), later.High, stock * 2e-3);
    }

    [Fact]
    public void The_third_year_of_a_conflict_meets_what_two_years_left()
    {
        // Followed demand by demand; the two levels that are kept stand for the whole distribution, six hundredths too kindly at worst.
        const double mean = 60;
        const double variance = 2500;
        const double owned = 150;
        const double restock = 20;
        double[] demand = Demand(mean, variance, 400);
        double served = 0;
        foreach (double first in demand)
        {
            double second = Next(owned, first);
            foreach (double d in demand)
            {
                double third = Next(second, d);
                served += GammaDemand.Meet(third, mean, variance).Served / demand.Length / demand.Length;
            }
        }

        MissileStock stock = Later(Later(MissileStock.Full(owned)));
        Assert.Equal(served, stock.Meet(mean, variance).Served, 0.06);

        static MissileStock Later(MissileStock one) => one.Later(one.Meet(mean, variance), mean, owned, restock);

        static double Next(double stock, double fired)
        {
            double left = Math.Max(0, stock - fired);
            return left + Math.Min(restock, owned - left);
        }
    }

    [Fact]
    public void What_is_certain_is_followed_exactly()
    {
        Assert.Equal((1, 0), GammaDemand.Meet(0, 0, 0));
        Assert.Equal((0.25, 1), GammaDemand.Meet(10, 40, 0));
        Assert.Equal((1, 0), GammaDemand.Meet(40, 40, 0));
        Assert.Equal((0, 1), GammaDemand.Meet(0, 40, 100));
        MissileStock full = MissileStock.Full(100);
        MissileStock later = full.Later(full.Meet(30, 0), 30, 100, 10);
        Assert.Equal(new MissileStock(0, 10, 80), later);
    }

    [Theory]
    [InlineData(30, 60, 2500, 0.2, 1.5)]
    [InlineData(200, 60, 2500, 0.2, 1.5)]
    [InlineData(1e6, 60, 2500, 0.2, 1.5)]
    [InlineData(0, 60, 2500, 0.2, 1.5)]
    public void What_is_left_of_a_value_is_that_of_integration_over_the_demand(double stock, double mean, double variance, double served, double unserved)
    {
        (double a, double b) = (served / mean, unserved / mean);
        double left = Demand(mean, variance).Average(d => Math.Exp((-a * Math.Min(d, stock)) - (b * Math.Max(0, d - stock))));
        Assert.Equal(left, MissileStock.Full(stock).ValueLeft(mean, variance, a, b), 1e-4);
    }

    private static double[] Demand(double mean, double variance, int points = 20_000)
    {
        var gamma = GammaDistribution.Of(mean * mean / variance, variance / mean);
        return [.. Enumerable.Range(0, points).Select(i => gamma.LowerTail((i + 0.5) / points))];
    }
}
