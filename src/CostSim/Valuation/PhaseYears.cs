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
    private readonly StockLevels[] left;
    private readonly int[] salvos;
    private readonly bool countsYears;
    private int lane;

    /// <param name="model">Model.</param>
    /// <param name="phase">The phase.</param>
    /// <param name="countsYears">Whether missiles are fired in its years alone: then no more of a stock is of use than they can ask for.</param>
    public PhaseYears(Model model, PhaseEffects phase, bool countsYears)
    {
        this.countsYears = countsYears;
        this.phase = phase;
        cache = new YearCache(model.Missiles.Length, model.Years);
        shortage = new Shortage(model);
        sites = new SiteYears(model, phase);
        none = new double[model.Missiles.Length];
        salvos = [.. model.Missiles.Select((_, m) => Salvo(model, m))];
        left = [.. model.Missiles.Select(_ => new StockLevels())];
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
    /// <param name="conflictYears">Length of a conflict in the trial: the same whatever options there are.</param>
    public void Complete(ReadOnlySpan<double> restockLimits, int conflictYears)
    {
        sites.Flush();
        foreach (YearCase one in cache.Found)
        {
            Settle(one, restockLimits, conflictYears);
        }

        sites.Flush();
    }

    /// <summary>Missiles that are fired together if all who fire a kind fire whole salvos of one size: the rest of a stock is of no use.</summary>
    private static int Salvo(Model model, int missile)
    {
        ShotPlan[] shots = [.. model.Systems.SelectMany(system => system.Shots).Where(shot => shot.Missile == missile)];
        bool isOne = shots.Length > 0 && shots.All(shot => shot.Salvo == shots[0].Salvo && shot.Doctrine == Scenarios.FireDoctrine.WholeSalvos);
        return isOne ? Math.Max(1, shots[0].Salvo) : 1;
    }

    /// <summary>Whether missiles last: in peace the stock is full; in a conflict what was fired is replaced up to the limit.</summary>
    private void Settle(YearCase one, ReadOnlySpan<double> restockLimits, int conflictYears)
    {
        PhaseTotals demand = one.Totals;
        for (int m = 0; m < left.Length; m++)
        {
            one.Limit(m, restockLimits[m], salvos[m], countsYears ? Math.Max(1, conflictYears) : double.MaxValue);
            left[m].Fill(one.Usable[m]);
        }

        for (int year = Math.Min(1, one.ConflictYears); ; year++)
        {
            one.IsShort[year] = shortage.Fill(demand, left);
            if (one.IsShort[year])
            {
                sites.Mix(one.Sites, shortage, left, one.Limited[year]);
            }

            if (year >= one.ConflictYears)
            {
                return;
            }

            for (int m = 0; m < left.Length; m++)
            {
                if (one.IsLimited[m])
                {
                    left[m].Fire(one.Taken(m));
                    left[m].Restock(restockLimits[m]);
                }
            }
        }
    }
}
