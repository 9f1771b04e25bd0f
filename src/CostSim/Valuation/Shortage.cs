using CostSim.Compilation;
using CostSim.Numerics;

namespace CostSim.Valuation;

/// <summary>
/// What a short stock of missiles means for a raid: the systems that fire the same kinds of missile find some together, or none. A raid meets
/// them with the probability that the year's stock serves it, the fill rate.
/// </summary>
internal sealed class Shortage
{
    private const double Plenty = 1 - 1e-5;
    private const double Nearly = 0.9;
    private readonly int[][] kinds;
    private readonly ulong[] masks;
    private readonly ulong[] removed;
    private readonly double[] weights;
    private readonly double[] lossWeights;
    private readonly List<ShortGroup> groups = [];

    public Shortage(Model model)
    {
        var sharing = model.Systems
            .Select(system => (System: system, Kinds: string.Join(',', system.Shots.Select(s => s.Missile).Where(m => m >= 0).Distinct().Order())))
            .Where(one => one.Kinds.Length > 0)
            .GroupBy(one => one.Kinds)
            .ToArray();
        kinds = [.. sharing.Select(group => group.First().System.Shots.Select(shot => shot.Missile).Where(m => m >= 0).Distinct().Order().ToArray())];
        masks = [.. sharing.Select(group => group.Aggregate(0UL, (mask, one) => mask | one.System.Place))];
        removed = new ulong[1 << sharing.Length];
        weights = new double[1 << sharing.Length];
        lossWeights = new double[1 << sharing.Length];
    }

    /// <summary>Number of cases.</summary>
    public int Cases { get; private set; }

    /// <summary>Units that have no missiles in a case, packed.</summary>
    public ulong Removed(int one) => removed[one];

    /// <summary>Probability of a case for a shot.</summary>
    public double Weight(int one) => weights[one];

    /// <summary>Probability of a case for what is left to lose: a stock runs out in the years of many raids, in which less is left.</summary>
    public double LossWeight(int one) => lossWeights[one];

    /// <summary>Lists the cases for a demand and a stock; false when missiles last.</summary>
    /// <param name="demand">The year's demand.</param>
    /// <param name="stock">Missiles at the start of the year, by kind.</param>
    /// <param name="years">What becomes of the demand, by kind.</param>
    public bool Fill(PhaseTotals demand, ReadOnlySpan<MissileStock> stock, ReadOnlySpan<StockYear> years)
    {
        Cases = 1;
        groups.Clear();
        (removed[0], weights[0]) = (0, 1);
        for (int g = 0; g < masks.Length; g++)
        {
            (double rate, double lossRate) = Rates(kinds[g], demand, stock, years);
            if (rate < Plenty)
            {
                groups.Add(Group(g, rate, lossRate, demand, stock, years));
                for (int one = 0; one < Cases; one++)
                {
                    removed[Cases + one] = removed[one] | masks[g];
                    weights[Cases + one] = weights[one] * (1 - rate);
                    weights[one] *= rate;
                }

                Cases *= 2;
            }
        }

        WeighLosses();
        return Cases > 1;
    }

    /// <summary>Systems that share a stock which does not last, packed; one entry per such stock.</summary>
    public int Groups => groups.Count;

    /// <summary>The systems of a short stock, packed.</summary>
    public ulong Without(int group) => groups[group].Mask;

    /// <summary>Whether so much is missing from a stock that how raids add up must be followed more closely than by <see cref="LossWeight"/> as it is.</summary>
    public bool IsFarShort(int group) => groups[group].Rate < Nearly;

    /// <summary>
    /// Sets the share of raids that a stock serves, for losses, so that the year leaves on average what it does when the stock serves raids
    /// until it runs out.
    /// </summary>
    /// <param name="group">Short stock.</param>
    /// <param name="served">Exposure of a year in which it serves all raids.</param>
    /// <param name="unserved">Exposure of a year in which it serves none.</param>
    public void Weigh(int group, double served, double unserved)
    {
        ShortGroup one = groups[group];
        double shape = one.Mean * one.Mean / one.Variance;
        double left = one.Stock.ValueLeft(one.Mean, one.Variance, served / one.Mean, unserved / one.Mean);
        double mixed = shape * (Elementary.Exp(-Elementary.Log(left) / shape) - 1);
        double rate = Math.Clamp((unserved - mixed) / (unserved - served), 0, 1);
        groups[group] = one with { LossRate = rate };
        WeighLosses();
    }

    /// <summary>
    /// Share of the shots that are served, and share weighted by what is left to lose. Where raids add up to an exposure x, the share e^(−x) is
    /// left; with x in step with the shots, weighting by it turns a gamma demand into a gamma demand with a smaller scale.
    /// </summary>
    private static (double Shots, double Loss) Rates(int[] kinds, PhaseTotals demand, ReadOnlySpan<MissileStock> stock, ReadOnlySpan<StockYear> years)
    {
        double wanted = 0;
        double served = 0;
        double lossServed = 0;
        foreach (int kind in kinds)
        {
            double mean = demand.Shots[kind];
            double variance = demand.ShotVariance[kind];
            if (mean > 0)
            {
                double rate = years[kind].Served;
                wanted += mean;
                served += mean * rate;
                if (rate < Plenty)
                {
                    double tilt = 1 / (1 + (demand.Exposure * variance / (mean * mean)));
                    rate = stock[kind].Meet(tilt * mean, tilt * tilt * variance).Served;
                }

                lossServed += mean * rate;
            }
        }

        return wanted > 0 ? (served / wanted, lossServed / wanted) : (1, 1);
    }

    /// <summary>Case c lacks the missiles of every group whose bit it has: groups double the cases one after the other.</summary>
    private void WeighLosses()
    {
        for (int c = 0; c < Cases; c++)
        {
            lossWeights[c] = 1;
            for (int g = 0; g < groups.Count; g++)
            {
                lossWeights[c] *= (c >> g & 1) != 0 ? 1 - groups[g].LossRate : groups[g].LossRate;
            }
        }
    }

    /// <summary>A group, with the kind of missile that it misses most: that one decides.</summary>
    private ShortGroup Group(
        int g, double rate, double lossRate, PhaseTotals demand, ReadOnlySpan<MissileStock> stock, ReadOnlySpan<StockYear> years)
    {
        int most = kinds[g][0];
        foreach (int kind in kinds[g].AsSpan(1))
        {
            most = demand.Shots[kind] * (1 - years[kind].Served) > demand.Shots[most] * (1 - years[most].Served) ? kind : most;
        }

        return new ShortGroup(masks[g], rate, demand.Shots[most], demand.ShotVariance[most], stock[most], lossRate);
    }

    private readonly record struct ShortGroup(ulong Mask, double Rate, double Mean, double Variance, MissileStock Stock, double LossRate);
}
