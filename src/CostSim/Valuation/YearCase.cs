using System.Runtime.InteropServices;
using CostSim.Engagement;

namespace CostSim.Valuation;

/// <summary>What years of one phase with given forces and stocks bring in one trial; options and years that have the same share it.</summary>
internal sealed class YearCase(int missiles, int years)
{
    private const double Plenty = 1 - 1e-6;
    private const double Far = 8;
    private readonly YearDemand[] demands = new YearDemand[missiles];
    private readonly bool[] isTaken = new bool[missiles];
    private readonly double[] taken = new double[missiles * StockLevels.Steps];
    private readonly double[] replaced = new double[missiles * years];
    private readonly int[] keptYears = new int[missiles];

    /// <summary>Its forces.</summary>
    public SiteCase Sites { get; private set; } = null!;

    /// <summary>Missiles in stock by kind.</summary>
    public double[] Stock { get; } = new double[missiles];

    /// <summary>Of these, the whole missiles that make whole salvos.</summary>
    public double[] Usable { get; } = new double[missiles];

    /// <summary>Protection against the reference campaign.</summary>
    public double Protection { get; private set; }

    /// <summary>Expectations if missiles last.</summary>
    public PhaseTotals Totals { get; private set; } = null!;

    /// <summary>Expectations with a short stock: in peace, in the first year of a conflict, in the second, and so on.</summary>
    public PhaseTotals[] Limited { get; } = [.. Enumerable.Range(0, years + 1).Select(_ => new PhaseTotals(missiles))];

    /// <summary>Whether missiles run short in each of these years.</summary>
    public bool[] IsShort { get; } = new bool[years + 1];

    /// <summary>Number of conflict years that are asked for.</summary>
    public int ConflictYears { get; set; }

    /// <summary>Takes other forces and stocks.</summary>
    public void Begin(SiteCase sites, PhaseTotals totals, ReadOnlySpan<double> stock, double protection)
    {
        (Sites, Totals) = (sites, totals);
        stock.CopyTo(Stock);
        Protection = protection;
        ConflictYears = 0;
    }

    /// <summary>By kind, whether more can be fired in a year than is replaced in the next.</summary>
    public bool[] IsLimited { get; } = new bool[missiles];

    /// <summary>Works out what of the stock is of use, and whether the limit of replacements can matter.</summary>
    /// <param name="missile">Kind of missile.</param>
    /// <param name="limit">Most that can be replaced in a year.</param>
    /// <param name="salvo">Missiles of a salvo.</param>
    /// <param name="ofUse">Years whose demand the stock may have to meet; more than they can ask for is left aside.</param>
    public void Limit(int missile, double limit, int salvo, double ofUse)
    {
        Usable[missile] = Math.Floor((Stock[missile] + 1e-9) / salvo) * salvo;
        (isTaken[missile], keptYears[missile], IsLimited[missile]) = (false, 0, false);
        (double mean, double variance) = (Totals.Shots[missile], Totals.ShotVariance[missile]);
        if (mean > 0)
        {
            double most = (ofUse * mean) + (Far * Math.Sqrt(ofUse * variance)) + (Far * variance / mean);
            Usable[missile] = Math.Min(Usable[missile], Math.Ceiling(most));
            demands[missile] = YearDemand.Of(Totals, missile);
            IsLimited[missile] = limit < Usable[missile] && demands[missile].Taken(limit) < Plenty * mean;
        }
    }

    /// <summary>Missiles of a kind expected to be fired in a year from a stock that so many are in, or replaced if so many can be.</summary>
    public double Taken(int missile, double stock) => demands[missile].Taken(stock);

    /// <summary>Probabilities of the steps of the stock that the demand of a year with these forces takes, see <see cref="StockLevels.Take"/>.</summary>
    public ReadOnlySpan<double> Taken(int missile)
    {
        Span<double> steps = taken.AsSpan(missile * StockLevels.Steps, StockLevels.Steps);
        if (!isTaken[missile])
        {
            StockLevels.Take(Usable[missile], demands[missile], steps);
            isTaken[missile] = true;
        }

        return steps;
    }

    /// <summary>Missiles of a kind replaced in the years after a conflict with these forces began, see <see cref="Replacements"/>; empty if not kept.</summary>
    public ReadOnlySpan<double> Replaced(int missile) => replaced.AsSpan(missile * years, keptYears[missile]);

    /// <summary>Keeps them.</summary>
    public void Keep(int missile, ReadOnlySpan<double> values)
    {
        keptYears[missile] = values.Length;
        values.CopyTo(replaced.AsSpan(missile * years));
    }

    /// <summary>What such a year brings: 0 in peace, otherwise the year of the conflict, from 1.</summary>
    public PhaseTotals Year(int conflictYear) => IsShort[conflictYear] ? Limited[conflictYear] : Totals;
}

/// <summary>The year cases of one phase in one trial, found by their forces and stocks.</summary>
/// <param name="missiles">Kinds of missile.</param>
/// <param name="years">Number of years.</param>
internal sealed class YearCache(int missiles, int years)
{
    private readonly ForceIndex index = new(256);
    private readonly List<YearCase> cases = [];
    private (int Stamp, YearCase Case)[] byPlacement = [];
    private int stamp;
    private int count;

    /// <summary>The cases of the trial, in the order in which they were first asked for.</summary>
    public ReadOnlySpan<YearCase> Found => CollectionsMarshal.AsSpan(cases)[..count];

    /// <summary>Forgets the last trial.</summary>
    public void Clear()
    {
        stamp++;
        count = 0;
        index.Clear();
    }

    /// <summary>The case of a placement in a lane's trial.</summary>
    /// <param name="placement">Units and stocks.</param>
    /// <param name="phase">The phase.</param>
    /// <param name="sites">Its years in the trial.</param>
    /// <param name="stock">The part of the stocks that makes a difference.</param>
    /// <param name="lane">Lane.</param>
    public YearCase Find(Placement placement, PhaseEffects phase, SiteYears sites, ReadOnlySpan<double> stock, int lane)
    {
        if (byPlacement.Length <= placement.Number)
        {
            Array.Resize(ref byPlacement, 2 * (placement.Number + 1));
        }

        ref (int Stamp, YearCase Case) known = ref byPlacement[placement.Number];
        if (known.Stamp != stamp)
        {
            known = (stamp, Find(phase, phase.Find(placement), sites, stock, lane));
        }

        return known.Case;
    }

    private YearCase Find(PhaseEffects phase, PhaseCase forces, SiteYears sites, ReadOnlySpan<double> stock, int lane)
    {
        for (int attempt = 0; ; attempt++)
        {
            int entry = index.Find((ulong)forces.Number, attempt, out bool isNew);
            while (cases.Count <= entry)
            {
                cases.Add(new YearCase(missiles, years));
            }

            YearCase found = cases[entry];
            if (isNew)
            {
                count++;
                SiteCase one = sites.Find(forces);
                found.Begin(one, sites.Lasting(one), stock, phase.Protection(forces, stock, lane));
            }

            if (isNew || stock.SequenceEqual(found.Stock))
            {
                return found;
            }
        }
    }
}
