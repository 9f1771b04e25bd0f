using CostSim.Numerics;

namespace CostSim.Valuation;

/// <summary>What a year asks of a stock: nothing if no raid comes in which missiles are fired, otherwise as much as a gamma number.</summary>
/// <param name="Some">Probability that any are fired.</param>
/// <param name="Mean">Mean demand then.</param>
/// <param name="Variance">Its variance then.</param>
internal readonly record struct YearDemand(double Some, double Mean, double Variance)
{
    /// <summary>The demand of a year for a kind of missile of which some are fired.</summary>
    public static YearDemand Of(PhaseTotals year, int missile)
    {
        (double raids, double clusters) = (year.FiringRaids[missile], year.FiringClusters[missile]);
        double shape = raids * raids / clusters;
        double none = clusters > 0 ? Elementary.Exp(-shape * Elementary.Log(1 + (raids / shape))) : Elementary.Exp(-raids);
        return Of(year.Shots[missile], year.ShotVariance[missile], Math.Max(1 - none, Least(year, missile)));
    }

    /// <summary>A demand with the given mean and variance that is nothing at times.</summary>
    /// <param name="mean">Mean, positive.</param>
    /// <param name="variance">Variance.</param>
    /// <param name="some">Probability that it is more than nothing.</param>
    public static YearDemand Of(double mean, double variance, double some)
    {
        double then = mean / some;
        return new YearDemand(some, then, Math.Max(0, ((variance + (mean * mean)) / some) - (then * then)));
    }

    /// <summary>E[min(D, S)].</summary>
    public double Taken(double stock) => Some * Mean * GammaDemand.Meet(stock, Mean, Variance).Served;

    /// <summary>The least probability of some that goes with mean and variance: all demands alike then.</summary>
    private static double Least(PhaseTotals year, int missile)
    {
        double square = year.Shots[missile] * year.Shots[missile];
        return square / (square + year.ShotVariance[missile]);
    }
}
