namespace CostSim.Valuation;

/// <summary>
/// What is known of a stock of one kind of missile at the start of a year: it may have run out before, or not. Demand is taken as gamma with
/// the mean and variance of the year's shots, a compound sum over raids that cluster: never negative, and skewed as such sums are.
/// </summary>
/// <param name="RanOut">Probability that it ran out in an earlier year of the conflict.</param>
/// <param name="Low">Missiles then: what has been replaced.</param>
/// <param name="High">Missiles otherwise, on average.</param>
internal readonly record struct MissileStock(double RanOut, double Low, double High)
{
    /// <summary>A stock of which nothing has been fired.</summary>
    public static MissileStock Full(double missiles) => new(0, 0, missiles);

    /// <summary>Share of a year's demand that is served.</summary>
    public double FillRate(double mean, double variance)
    {
        double high = GammaDemand.Meet(High, mean, variance).Served;
        return RanOut > 0 ? (RanOut * GammaDemand.Meet(Low, mean, variance).Served) + ((1 - RanOut) * high) : high;
    }

    /// <summary>What is left of a value after a year, see <see cref="GammaDemand.Left"/>.</summary>
    public double ValueLeft(double mean, double variance, double served, double unserved)
    {
        double high = One(High);
        return RanOut > 0 ? (RanOut * One(Low)) + ((1 - RanOut) * high) : high;

        double One(double stock)
        {
            double shape = mean * mean / variance;
            return stock > 0
                ? GammaDemand.Left(stock, mean, variance, served, unserved)
                : Numerics.Elementary.Exp(-shape * Numerics.Elementary.Log(1 + (unserved * variance / mean)));
        }
    }

    /// <summary>The stock a year later.</summary>
    /// <param name="mean">Mean demand of the year.</param>
    /// <param name="variance">Its variance.</param>
    /// <param name="owned">Missiles if none had been fired.</param>
    /// <param name="restock">Most that can be replaced in a year.</param>
    public MissileStock Later(double mean, double variance, double owned, double restock)
    {
        (double ranOut, double left) = Left(High, mean, variance);
        if (RanOut > 0)
        {
            (double again, double rest) = Left(Low, mean, variance);
            double lasting = ((1 - RanOut) * (1 - ranOut)) + (RanOut * (1 - again));
            left = lasting > 0 ? (((1 - RanOut) * (1 - ranOut) * left) + (RanOut * (1 - again) * rest)) / lasting : 0;
            ranOut = 1 - lasting;
        }

        return new MissileStock(ranOut, Math.Min(owned, restock), left + Math.Min(restock, Math.Max(0, owned - left)));
    }

    /// <summary>Probability that a stock runs out in a year, and what is left of it on average if it does not.</summary>
    private static (double RanOut, double Left) Left(double stock, double mean, double variance)
    {
        (double served, double exceeded) = GammaDemand.Meet(stock, mean, variance);
        double fired = exceeded < 1 ? ((served * mean) - (stock * exceeded)) / (1 - exceeded) : stock;
        return (exceeded, Math.Max(0, stock - fired));
    }
}
