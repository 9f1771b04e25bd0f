using CostSim.Compilation;
using CostSim.Numerics;

namespace CostSim.Valuation;

/// <summary>
/// Years of one phase in one trial: what raids do there with missiles, and where those run short without, mixed as the stock allows. What raids
/// do to each site is read once a trial for all years and options with the same forces.
/// </summary>
internal sealed class SiteYears
{
    private readonly PhaseEffects phase;
    private readonly SiteLosses losses;
    private readonly double[] values;
    private readonly double[] mixed;
    private readonly int missiles;
    private readonly List<SiteCase> cases = [];
    private (int Stamp, SiteCase Case)[] byNumber = [];
    private int stamp;
    private int count;
    private int lane;

    public SiteYears(Model model, PhaseEffects phase)
    {
        this.phase = phase;
        losses = new SiteLosses(phase.OnSites, phase.Raids, model.Sites.Length);
        values = new double[losses.Places];
        mixed = new double[phase.Raids * losses.Places];
        missiles = model.Missiles.Length;
    }

    /// <summary>Starts a trial of the group.</summary>
    public void Begin(int trial)
    {
        lane = trial;
        count = 0;
        stamp++;
        losses.Begin(trial, phase.LifeValue(trial));
        phase.Values(trial).CopyTo(values);
    }

    /// <summary>The trial's case with given forces; its losses are not yet worked out.</summary>
    public SiteCase Find(PhaseCase forces)
    {
        if (byNumber.Length <= forces.Number)
        {
            Array.Resize(ref byNumber, 2 * (forces.Number + 1));
        }

        ref (int Stamp, SiteCase Case) known = ref byNumber[forces.Number];
        if (known.Stamp != stamp)
        {
            known = (stamp, Take(forces));
        }

        return known.Case;
    }

    /// <summary>A year in which missiles last; its losses are known after the next <see cref="Flush"/>.</summary>
    public PhaseTotals Lasting(SiteCase year)
    {
        if (!year.HasLosses)
        {
            losses.Add(year, year.Damage, year.Year);
            year.HasLosses = true;
        }

        return year.Year;
    }

    /// <summary>Works out the losses of the years that wait for it.</summary>
    public void Flush() => losses.Flush();

    /// <summary>A year in which missiles run short; its losses are known after the next <see cref="Flush"/>.</summary>
    /// <param name="year">Its forces.</param>
    /// <param name="shortage">Who has missiles.</param>
    /// <param name="result">Receives what the year brings; not what it would fire if it could.</param>
    public void Mix(SiteCase year, Shortage shortage, PhaseTotals result)
    {
        Weigh(year, shortage);
        Array.Clear(mixed);
        result.Clear();
        for (int i = 0; i < shortage.Cases; i++)
        {
            SiteCase one = shortage.Removed(i) == 0 ? year : Without(year, shortage.Removed(i)).Case;
            LaneRows.AddScaled(mixed, one.Damage, shortage.LossWeight(i));
            result.Add(one.Year, shortage.Weight(i));
        }

        // Who comes does not depend on the stock, to the last bit.
        phase.SetAttackers(result, lane);
        losses.Add(year, mixed, result);
    }

    /// <summary>Where a stock is far short: how exposed the sites are with and without it.</summary>
    private void Weigh(SiteCase year, Shortage shortage)
    {
        for (int g = 0; g < shortage.Groups; g++)
        {
            if (!shortage.IsFarShort(g))
            {
                continue;
            }

            ref SiteContrast contrast = ref Without(year, shortage.Without(g));
            if (!contrast.IsWeighed)
            {
                (contrast.Served, contrast.Unserved) = losses.Weigh(year.Damage, contrast.Case.Damage, year.Worth);
                contrast.IsWeighed = true;
            }

            if (contrast.Unserved > contrast.Served * (1 + 1e-9))
            {
                shortage.Weigh(g, contrast.Served, contrast.Unserved);
            }
        }
    }

    /// <summary>The case while some systems are out of missiles.</summary>
    private ref SiteContrast Without(SiteCase year, ulong removed)
    {
        Span<SiteContrast> known = year.Contrasts;
        for (int i = 0; i < known.Length; i++)
        {
            if (known[i].Removed == removed)
            {
                return ref known[i];
            }
        }

        year.Keep(removed, Find(phase.Without(year.Forces, removed)));
        return ref year.Contrasts[^1];
    }

    private SiteCase Take(PhaseCase forces)
    {
        if (cases.Count == count)
        {
            cases.Add(new SiteCase(phase.Raids, losses.Places, missiles));
        }

        SiteCase one = cases[count++];
        one.Begin(forces);
        phase.Damage(forces, lane, one.Damage, losses.Places);
        values.CopyTo(one.Worth, 0);
        for (int s = 0; s < forces.Places.Length && phase.ProgrammesMatter; s++)
        {
            one.Worth[s] *= phase.ValueFactor(forces, s, lane);
        }

        one.Year.Take(forces, lane);
        phase.SetAttackers(one.Year, lane);
        return one;
    }
}
