using CostSim.Compilation;

namespace CostSim.Valuation;

/// <summary>
/// Years of one trial, worked out eight at a time, a lane each: what raids do there with missiles, and where those run short without, mixed as
/// the stock allows.
/// </summary>
internal sealed class YearBatch
{
    private const int Lanes = TrialGroup.Lanes;
    private readonly PhaseEffects phase;
    private readonly SiteRaids raids;
    private readonly RaidSums mixed;
    private readonly double[] worth;
    private readonly LaneTotals totals;
    private readonly PhaseTotals[] results = new PhaseTotals[Lanes];
    private int lane;
    private int count;

    public YearBatch(PhaseEffects phase, int sites)
    {
        this.phase = phase;
        raids = phase.NewRaids();
        mixed = new RaidSums(phase.Raids, sites, phase.Layout);
        worth = new double[sites * Lanes];
        totals = new LaneTotals(phase.Layout.Missiles);
    }

    /// <summary>Starts a trial of the group.</summary>
    public void Begin(int trial)
    {
        lane = trial;
        raids.Spread(phase.OnSites, trial);
        for (int i = 0; i < worth.Length; i++)
        {
            worth[i] = phase.Value(i / Lanes, trial);
        }
    }

    /// <summary>Adds a year in which missiles last; it is worked out by the next <see cref="Flush"/> at the latest.</summary>
    /// <param name="year">Its forces.</param>
    /// <param name="result">Receives its expectations.</param>
    public void Add(PhaseCase year, PhaseTotals result)
    {
        Begin();
        Mix(year, 1, 1);
        Keep(year, result);
    }

    /// <summary>Adds a year in which missiles run short.</summary>
    /// <param name="year">Its forces.</param>
    /// <param name="shortage">Who has missiles.</param>
    /// <param name="result">Receives its expectations.</param>
    public void Add(PhaseCase year, Shortage shortage, PhaseTotals result)
    {
        Weigh(year, shortage);
        Begin();
        for (int one = 0; one < shortage.Cases; one++)
        {
            Mix(phase.Without(year, shortage.Removed(one)), shortage.LossWeight(one), shortage.Weight(one));
        }

        Keep(year, result);
    }

    /// <summary>Works out the years that wait.</summary>
    public void Flush()
    {
        if (count == 0)
        {
            return;
        }

        raids.AddUp(mixed, worth, totals);
        phase.Finish(totals, lane);
        for (int i = 0; i < count; i++)
        {
            results[i].Take(totals, i);
        }

        count = 0;
    }

    /// <summary>Empties the next lane.</summary>
    private void Begin()
    {
        Clear(mixed.Damage);
        Clear(mixed.Tails);
        mixed.Deaths[count] = 0;

        void Clear(double[] rows)
        {
            for (int i = count; i < rows.Length; i += Lanes)
            {
                rows[i] = 0;
            }
        }
    }

    /// <summary>Adds forces to the next lane.</summary>
    /// <param name="forces">Forces.</param>
    /// <param name="loss">Their probability for what is left to lose.</param>
    /// <param name="weight">Their probability for a shot.</param>
    private void Mix(PhaseCase forces, double loss, double weight)
    {
        for (int e = 0, at = count; e < phase.Raids; e++)
        {
            for (int s = 0; s < forces.Places.Length; s++, at += Lanes)
            {
                mixed.Damage[at] += loss * phase.Damage(forces, e, s, lane);
            }
        }

        for (int i = 0; i < mixed.Tails.Length; i += Lanes)
        {
            mixed.Tails[i + count] += weight * forces.Tails[i + lane];
        }

        mixed.Deaths[count] += weight * forces.Deaths[lane];
    }

    private void Keep(PhaseCase year, PhaseTotals result)
    {
        for (int s = 0, at = count; at < worth.Length && phase.ProgrammesMatter; s++, at += Lanes)
        {
            worth[at] = phase.Worth(year, s, lane);
        }

        results[count++] = result;
        if (count == Lanes)
        {
            Flush();
        }
    }

    /// <summary>Where a stock is far short: how exposed the sites are with and without it, each weighed by what it makes of a difference there.</summary>
    private void Weigh(PhaseCase year, Shortage shortage)
    {
        for (int g = 0; g < shortage.Groups; g++)
        {
            if (!shortage.IsFarShort(g))
            {
                continue;
            }

            PhaseCase without = phase.Without(year, shortage.Without(g));
            (double served, double unserved, double weight) = (0, 0, 0);
            for (int s = 0; s < worth.Length / Lanes; s++)
            {
                (double low, double high) = (phase.Exposure(year, s, lane), phase.Exposure(without, s, lane));
                double matters = phase.Worth(year, s, lane) * Math.Max(0, high - low);
                (served, unserved, weight) = (served + (matters * low), unserved + (matters * high), weight + matters);
            }

            if (unserved > served * (1 + 1e-9))
            {
                shortage.Weigh(g, served / weight, unserved / weight);
            }
        }
    }
}
