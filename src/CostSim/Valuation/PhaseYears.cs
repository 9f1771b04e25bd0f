using CostSim.Compilation;
using CostSim.Engagement;

namespace CostSim.Valuation;

/// <summary>The years of one phase in one trial: their cases, whether missiles last in them, and what they bring.</summary>
internal sealed class PhaseYears
{
    private readonly PhaseEffects phase;
    private readonly YearCache cache;
    private readonly Shortage shortage;
    private readonly SiteYears sites;
    private readonly double[] none;
    private readonly MissileStock[] left;
    private readonly StockYear[] met;
    private int lane;

    public PhaseYears(Model model, PhaseEffects phase)
    {
        this.phase = phase;
        cache = new YearCache(model.Missiles.Length, model.Years);
        shortage = new Shortage(model);
        sites = new SiteYears(model, phase);
        none = new double[model.Missiles.Length];
        left = new MissileStock[model.Missiles.Length];
        met = new StockYear[model.Missiles.Length];
    }

    /// <summary>Starts a trial of the group.</summary>
    public void Begin(int trial)
    {
        lane = trial;
        cache.Clear();
        sites.Begin(trial);
    }

    /// <summary>The case of years with the given forces and stocks; whether missiles last in them is known after <see cref="Complete"/>.</summary>
    /// <param name="forces">Forces and stocks.</param>
    /// <param name="conflictYears">Conflict years that are asked for; 0 in peace.</param>
    public YearCase Find(Placement forces, int conflictYears)
    {
        YearCase found = cache.Find(forces, phase, sites, phase.FiresMissiles ? forces.Stock : none, lane);
        found.ConflictYears = Math.Max(found.ConflictYears, conflictYears);
        return found;
    }

    /// <summary>Once every case is asked for: works out the years in which missiles run short.</summary>
    /// <param name="restockLimits">By kind of missile, most that can be replaced in a year.</param>
    public void Complete(ReadOnlySpan<double> restockLimits)
    {
        sites.Flush();
        foreach (YearCase one in cache.Found)
        {
            Settle(one, restockLimits);
        }

        sites.Flush();
    }

    /// <summary>Whether missiles last: in peace the stock is full; in a conflict what was fired is replaced up to the limit.</summary>
    private void Settle(YearCase one, ReadOnlySpan<double> restockLimits)
    {
        for (int m = 0; m < left.Length; m++)
        {
            left[m] = MissileStock.Full(one.Stock[m]);
        }

        PhaseTotals demand = one.Totals;
        for (int year = Math.Min(1, one.ConflictYears); ; year++)
        {
            for (int m = 0; m < left.Length; m++)
            {
                // What nobody fires stays as it is.
                met[m] = demand.Shots[m] > 0 ? left[m].Meet(demand.Shots[m], demand.ShotVariance[m]) : default;
            }

            one.IsShort[year] = shortage.Fill(demand, left, met);
            if (one.IsShort[year])
            {
                sites.Mix(one.Sites, shortage, one.Limited[year]);
            }

            if (year >= one.ConflictYears)
            {
                return;
            }

            for (int m = 0; m < left.Length; m++)
            {
                left[m] = demand.Shots[m] > 0 ? left[m].Later(met[m], demand.Shots[m], one.Stock[m], restockLimits[m]) : left[m];
            }
        }
    }
}
