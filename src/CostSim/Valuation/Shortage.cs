using CostSim.Compilation;

namespace CostSim.Valuation;

/// <summary>
/// What a short stock of missiles means for a raid: the systems that fire the same kinds of missile find some together, or none. A raid meets
/// them with the probability that the year's stock serves it, the fill rate.
/// </summary>
internal sealed class Shortage
{
    private const double Plenty = 1 - 1e-5;
    private readonly int[][] kinds;
    private readonly ulong[] masks;
    private readonly ulong[] removed;
    private readonly double[] weights;
    private readonly double[] lossWeights;

    public Shortage(Model model)
    {
        var groups = model.Systems
            .Select(system => (System: system, Kinds: string.Join(',', system.Shots.Select(s => s.Missile).Where(m => m >= 0).Distinct().Order())))
            .Where(one => one.Kinds.Length > 0)
            .GroupBy(one => one.Kinds)
            .ToArray();
        kinds = [.. groups.Select(group => group.First().System.Shots.Select(shot => shot.Missile).Where(m => m >= 0).Distinct().Order().ToArray())];
        masks = [.. groups.Select(group => group.Aggregate(0UL, (mask, one) => mask | one.System.Place))];
        removed = new ulong[1 << groups.Length];
        weights = new double[1 << groups.Length];
        lossWeights = new double[1 << groups.Length];
    }

    /// <summary>Number of cases.</summary>
    public int Cases { get; private set; }

    /// <summary>Units that have no missiles in a case, packed.</summary>
    public ulong Removed(int one) => removed[one];

    /// <summary>Probability of a case for a shot.</summary>
    public double Weight(int one) => weights[one];

    /// <summary>Probability of a case for what is left to lose: a stock runs out in the years of many raids, in which less is left.</summary>
    public double LossWeight(int one) => lossWeights[one];

    /// <summary>One case: everybody has missiles.</summary>
    public void None()
    {
        Cases = 1;
        removed[0] = 0;
        weights[0] = 1;
        lossWeights[0] = 1;
    }

    /// <summary>Lists the cases for a demand and a stock; false when missiles last.</summary>
    /// <param name="demand">The year's demand.</param>
    /// <param name="stock">Missiles at the start of the year, by kind.</param>
    public bool Fill(PhaseTotals demand, ReadOnlySpan<MissileStock> stock)
    {
        None();
        for (int g = 0; g < masks.Length; g++)
        {
            (double rate, double lossRate) = Rates(kinds[g], demand, stock);
            if (rate < Plenty)
            {
                for (int one = 0; one < Cases; one++)
                {
                    removed[Cases + one] = removed[one] | masks[g];
                    weights[Cases + one] = weights[one] * (1 - rate);
                    weights[one] *= rate;
                    lossWeights[Cases + one] = lossWeights[one] * (1 - lossRate);
                    lossWeights[one] *= lossRate;
                }

                Cases *= 2;
            }
        }

        return Cases > 1;
    }

    /// <summary>
    /// Share of the shots that are served, and share weighted by what is left to lose. Where raids add up to an exposure x, the share e^(−x) is
    /// left; with x in step with the shots, weighting by it turns a gamma demand into a gamma demand with a smaller scale.
    /// </summary>
    private static (double Shots, double Loss) Rates(int[] kinds, PhaseTotals demand, ReadOnlySpan<MissileStock> stock)
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
                double tilt = 1 / (1 + (demand.Exposure * variance / (mean * mean)));
                double rate = stock[kind].FillRate(mean, variance);
                wanted += mean;
                served += mean * rate;
                lossServed += mean * (rate < Plenty ? stock[kind].FillRate(tilt * mean, tilt * tilt * variance) : rate);
            }
        }

        return wanted > 0 ? (served / wanted, lossServed / wanted) : (1, 1);
    }
}
