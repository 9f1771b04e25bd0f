using CostSim.Compilation;

namespace CostSim.Valuation;

/// <summary>
/// What a short stock of missiles means for a raid: the systems that fire the same kinds of missile find some together, or none. A raid meets
/// them with the probability that the year's stock serves it, the fill rate.
/// </summary>
internal sealed class Shortage
{
    private const double Plenty = 1 - 1e-6;
    private readonly int[][] kinds;
    private readonly ulong[] masks;
    private readonly ulong[] removed;
    private readonly double[] weights;

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
    }

    /// <summary>Number of cases.</summary>
    public int Cases { get; private set; }

    /// <summary>Units that have no missiles in a case, packed.</summary>
    public ulong Removed(int one) => removed[one];

    /// <summary>Probability of a case.</summary>
    public double Weight(int one) => weights[one];

    /// <summary>One case: everybody has missiles.</summary>
    public void None()
    {
        Cases = 1;
        removed[0] = 0;
        weights[0] = 1;
    }

    /// <summary>Lists the cases for a demand and a stock; false when missiles last.</summary>
    /// <param name="demand">The year's demand.</param>
    /// <param name="stock">Missiles at the start of the year, by kind.</param>
    public bool Fill(PhaseTotals demand, ReadOnlySpan<MissileStock> stock)
    {
        None();
        for (int g = 0; g < masks.Length; g++)
        {
            double wanted = 0;
            double served = 0;
            foreach (int kind in kinds[g])
            {
                wanted += demand.Shots[kind];
                served += demand.Shots[kind] * stock[kind].FillRate(demand.Shots[kind], demand.ShotVariance[kind]);
            }

            double rate = wanted > 0 ? served / wanted : 1;
            if (rate < Plenty)
            {
                for (int one = 0; one < Cases; one++)
                {
                    removed[Cases + one] = removed[one] | masks[g];
                    weights[Cases + one] = weights[one] * (1 - rate);
                    weights[one] *= rate;
                }

                Cases *= 2;
            }
        }

        return Cases > 1;
    }
}
