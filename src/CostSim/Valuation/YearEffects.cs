using CostSim.Compilation;
using CostSim.Engagement;
using CostSim.Numerics;

namespace CostSim.Valuation;

/// <summary>
/// What a year brings with given forces: expected loss, leakers, deaths and shots in peace and in conflict, and protection against the
/// reference raid. Losses of a site in a year: V·(1 − Π_k E[(1−D)^raids]), Poisson or negative binomial.
/// </summary>
internal sealed class YearEffects(Model model, SiteTable sites, LayerDraw[] layers)
{
    private readonly int reference = Array.FindIndex(model.Evaluations, e => e.IsReference);
    private readonly int[] inPeace = Of(model, false);
    private readonly int[] inWar = Of(model, true);
    private readonly SystemPlan[] valueProgrammes = [.. model.Systems.Where(s => s.Programme is { } p && p.ValueFactor != Scalar.Of(1))];
    private readonly double[] rates = new double[model.Raids.Length];
    private readonly double[] dispersions = new double[model.Raids.Length];
    private readonly double[] undefended = new double[model.Sites.Length];
    private readonly double[] raidShots = new double[model.Raids.Length * Math.Max(1, model.Missiles.Length)];
    private readonly double[] raidSquares = new double[model.Raids.Length * Math.Max(1, model.Missiles.Length)];

    /// <summary>Systems that make a difference in a phase, packed as the states are: others need not be told apart.</summary>
    public ulong Relevant(bool inConflict)
    {
        ulong mask = 0;
        foreach (SystemPlan system in model.Systems)
        {
            bool engages = system.Shots.Any(shot => Array.Exists(
                inConflict ? inWar : inPeace, e => model.Raids[model.Evaluations[e].Raid].Archetypes.Any(a => model.Archetypes[a].Attackers[shot.Class] > 0)));
            mask |= engages || system.Programme is not null ? system.ForceMask << system.ForceShift : 0;
        }

        return mask;
    }

    /// <summary>Starts a trial.</summary>
    public void Begin(ReadOnlySpan<double> draws)
    {
        foreach (LayerDraw layer in layers)
        {
            layer.Run(draws);
        }

        sites.Begin(draws);
        for (int k = 0; k < model.Raids.Length; k++)
        {
            rates[k] = model.Raids[k].Rate.In(draws);
            dispersions[k] = model.Raids[k].Dispersion.In(draws);
        }

        for (int s = 0; s < undefended.Length; s++)
        {
            undefended[s] = sites.Get(s, 0, draws).Damage(reference);
        }
    }

    /// <summary>P_t: one minus the share of the undefended loss from a reference raid, averaged over sites.</summary>
    public double Protection(ReadOnlySpan<ulong> states, ReadOnlySpan<double> draws)
    {
        double protection = 0;
        for (int s = 0; s < model.Sites.Length; s++)
        {
            if (undefended[s] > 0)
            {
                double damage = sites.Get(s, states[s], draws).Damage(reference) * ValueFactor(s, states[s], draws);
                protection += model.Sites[s].Weight * (1 - (damage / undefended[s]));
            }
        }

        return protection;
    }

    /// <summary>Expectations over a year of the given phase.</summary>
    /// <param name="states">State of each site.</param>
    /// <param name="inConflict">Phase.</param>
    /// <param name="shortage">Who has missiles.</param>
    /// <param name="draws">The trial's draws.</param>
    /// <param name="totals">Receives the expectations.</param>
    public void Phase(ReadOnlySpan<ulong> states, bool inConflict, Shortage shortage, ReadOnlySpan<double> draws, PhaseTotals totals)
    {
        totals.Clear();
        Array.Clear(raidShots);
        Array.Clear(raidSquares);
        int[] relevant = inConflict ? inWar : inPeace;
        Span<double> damage = stackalloc double[relevant.Length];
        for (int s = 0; s < model.Sites.Length; s++)
        {
            damage.Clear();
            for (int one = 0; one < shortage.Cases; one++)
            {
                SiteResults results = sites.Get(s, states[s] & ~shortage.Removed(one), draws);
                for (int i = 0; i < relevant.Length; i++)
                {
                    damage[i] += shortage.Weight(one) * Add(results, relevant[i], s, shortage.Weight(one), totals);
                }
            }

            double exponent = 0;
            for (int i = 0; i < relevant.Length; i++)
            {
                int raid = model.Evaluations[relevant[i]].Raid;
                double expected = rates[raid] * model.Raids[raid].SiteShare[s] * damage[i];
                exponent += model.Raids[raid].HasDispersion && expected > 0
                    ? dispersions[raid] * Elementary.Log(1 + (expected / dispersions[raid]))
                    : expected;
            }

            totals.Loss += model.Sites[s].Value.In(draws) * ValueFactor(s, states[s], draws) * (1 - Elementary.Exp(-exponent));
        }

        if (model.Economy.HasLifeValue)
        {
            totals.Loss += totals.Deaths * model.Economy.LifeValue.In(draws);
        }

        Demand(totals);
    }

    /// <summary>Adds what the raids of a kind bring at a site, and returns the damage of one.</summary>
    private double Add(in SiteResults results, int evaluation, int site, double weight, PhaseTotals totals)
    {
        int raid = model.Evaluations[evaluation].Raid;
        double share = weight * model.Raids[raid].SiteShare[site];
        if (share == 0)
        {
            return 0;
        }

        totals.Leakers += rates[raid] * share * results.Leakers(evaluation);
        totals.Deaths += rates[raid] * share * results.Deaths(evaluation);
        for (int m = 0; m < model.Missiles.Length; m++)
        {
            raidShots[(raid * model.Missiles.Length) + m] += share * results.Shots(evaluation, m);
            raidSquares[(raid * model.Missiles.Length) + m] += share * results.SquaredShots(evaluation, m);
        }

        return results.Damage(evaluation);
    }

    private static int[] Of(Model model, bool inConflict) =>
        [.. Enumerable.Range(0, model.Evaluations.Length).Where(e => model.Evaluations[e].InConflict == inConflict && !model.Evaluations[e].IsReference)];

    /// <summary>Mean and variance of the year's shots as a compound sum over raids.</summary>
    private void Demand(PhaseTotals totals)
    {
        for (int k = 0; k < model.Raids.Length; k++)
        {
            double extra = model.Raids[k].HasDispersion ? rates[k] * rates[k] / dispersions[k] : 0;
            for (int m = 0; m < model.Missiles.Length; m++)
            {
                double shots = raidShots[(k * model.Missiles.Length) + m];
                totals.Shots[m] += rates[k] * shots;
                totals.ShotVariance[m] += (rates[k] * raidSquares[(k * model.Missiles.Length) + m]) + (extra * shots * shots);
            }
        }
    }

    private double ValueFactor(int site, ulong state, ReadOnlySpan<double> draws)
    {
        double factor = 1;
        foreach (SystemPlan system in valueProgrammes)
        {
            if ((model.Sites[site].ProgrammesCovering >> system.Programme!.Index & 1) != 0 && ((state >> system.ForceShift) & system.ForceMask) != 0)
            {
                factor *= system.Programme.ValueFactor.In(draws);
            }
        }

        return factor;
    }
}
