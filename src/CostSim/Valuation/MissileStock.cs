using CostSim.Numerics;

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

    /// <summary>What becomes of a year's demand.</summary>
    /// <param name="mean">Mean demand of the year.</param>
    /// <param name="variance">Its variance.</param>
    public StockYear Meet(double mean, double variance)
    {
        (double served, double exceeded) = GammaDemand.Meet(High, mean, variance);
        (double servedLow, double exceededLow) = RanOut > 0 ? GammaDemand.Meet(Low, mean, variance) : (served, exceeded);
        return new StockYear(RanOut > 0 ? (RanOut * servedLow) + ((1 - RanOut) * served) : served, served, exceeded, servedLow, exceededLow);
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
                : Elementary.Exp(-shape * Elementary.Log(1 + (unserved * variance / mean)));
        }
    }

    /// <summary>The stock a year later.</summary>
    /// <param name="year">What became of the year's demand.</param>
    /// <param name="mean">Mean demand of the year.</param>
    /// <param name="owned">Missiles if none had been fired.</param>
    /// <param name="restock">Most that can be replaced in a year.</param>
    public MissileStock Later(in StockYear year, double mean, double owned, double restock)
    {
        double ranOut = year.Exceeded;
        double left = Left(High, mean, year.ServedHigh, year.Exceeded);
        if (RanOut > 0)
        {
            double again = year.ExceededLow;
            double rest = Left(Low, mean, year.ServedLow, again);
            double lasting = ((1 - RanOut) * (1 - ranOut)) + (RanOut * (1 - again));
            left = lasting > 0 ? (((1 - RanOut) * (1 - ranOut) * left) + (RanOut * (1 - again) * rest)) / lasting : 0;
            ranOut = 1 - lasting;
        }

        return new MissileStock(ranOut, Math.Min(owned, restock), left + Math.Min(restock, Math.Max(0, owned - left)));
    }

    /// <summary>What is left of a stock on average if it does not run out.</summary>
    private static double Left(double stock, double mean, double served, double exceeded)
    {
        double fired = exceeded < 1 ? ((served * mean) - (stock * exceeded)) / (1 - exceeded) : stock;
        return Math.Max(0, stock - fired);
    }
}

/// <summary>What becomes of a year's demand for a kind of missile.</summary>
/// <param name="Served">Share of it that is served.</param>
/// <param name="ServedHigh">The same if the stock had not run out before.</param>
/// <param name="Exceeded">Probability that it exceeds the stock if that had not run out before.</param>
/// <param name="ServedLow">Share that is served if the stock had run out before.</param>
/// <param name="ExceededLow">Probability that the demand exceeds the stock if that had run out before.</param>
internal readonly record struct StockYear(double Served, double ServedHigh, double Exceeded, double ServedLow, double ExceededLow);
