using CostSim.Compilation;

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
    private SiteCase[] mixed = [];
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
    /// <param name="shortage">The stocks that run short.</param>
    /// <param name="stock">Missiles at the start of the year, by kind.</param>
    /// <param name="result">Receives what the year brings; not what it would fire if it could.</param>
    public void Mix(SiteCase year, Shortage shortage, ReadOnlySpan<StockLevels> stock, PhaseTotals result)
    {
        for (int g = 0; g < shortage.Groups; g++)
        {
            ref SiteContrast contrast = ref Without(year, shortage.Without(g));
            if (!contrast.IsWeighed)
            {
                contrast.Bend = losses.Bend(year, contrast.Case.Damage, year.Year.FiringShare[shortage.Kind(year.Year, g)]);
                contrast.IsWeighed = true;
            }

            shortage.Contrast(g, contrast.Case.Year, contrast.Bend);
        }

        shortage.Follow(year.Year, stock);
        if (mixed.Length < shortage.Cases)
        {
            mixed = new SiteCase[shortage.Cases];
        }

        result.Clear();
        for (int i = 0; i < shortage.Cases; i++)
        {
            mixed[i] = shortage.Removed(i) == 0 ? year : Without(year, shortage.Removed(i)).Case;
            result.Add(mixed[i].Year, shortage.Weight(i));
        }

        // Who comes does not depend on the stock, to the last bit.
        phase.SetAttackers(result, lane);
        if (shortage.LastServed > 0)
        {
            losses.Add(year, mixed.AsSpan(0, shortage.Cases), shortage, result);
        }
        else
        {
            losses.Add(year, mixed[shortage.Cases - 1].Damage, result);
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
