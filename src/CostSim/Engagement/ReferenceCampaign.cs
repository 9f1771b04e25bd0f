using CostSim.Compilation;

namespace CostSim.Engagement;

/// <summary>
/// The reference campaign against the units around a site, where the missiles in stock can run out in it: reference raids in a row from the
/// stock of a year, nothing replaced and nothing repaired in between. Kept within a group of trials by state and stock; a lane per trial.
/// </summary>
internal sealed class ReferenceCampaign
{
    private readonly Model model;
    private readonly RaidEvaluation reference;
    private readonly SystemPlan[] engaging;
    private readonly ulong relevant;
    private readonly Vulnerabilities vulnerabilities;
    private readonly ICampaignRaid raid;
    private readonly Dictionary<int[], double[]> known = new(WholeNumbers.Same);
    private readonly int[] bounds;

    /// <param name="model">Model.</param>
    /// <param name="reference">The reference raid in its phase.</param>
    /// <param name="vulnerabilities">What leakers do.</param>
    /// <param name="raid">One raid of the campaign, by moments or by enumeration.</param>
    public ReferenceCampaign(Model model, RaidEvaluation reference, Vulnerabilities vulnerabilities, ICampaignRaid raid)
    {
        (this.model, this.reference, this.vulnerabilities, this.raid) = (model, reference, vulnerabilities, raid);
        engaging = [.. model.Systems.Where(system => Archetypes.Any(system.Engages))];
        relevant = engaging.Aggregate(0UL, (mask, system) => mask | system.Place);
        bounds = new int[model.Missiles.Length];
    }

    private IEnumerable<ArchetypePlan> Archetypes => model.Raids[reference.Raid].Archetypes.Select(a => model.Archetypes[a]);

    /// <summary>Starts a group of trials.</summary>
    public void BeginGroup() => known.Clear();

    /// <summary>Most missiles of each kind that the units of a state can fire in the campaign.</summary>
    /// <param name="state">Units around a site, packed.</param>
    /// <param name="most">Receives them by kind.</param>
    public void Most(ulong state, Span<int> most)
    {
        most.Clear();
        foreach (SystemPlan system in engaging)
        {
            int units = (int)((state >> system.ForceShift) & system.ForceMask);
            for (int m = 0; m < most.Length && units > 0; m++)
            {
                int asked = Archetypes.Max(raid => system.Shots.Where(shot => shot.Missile == m).Sum(shot => raid.Attackers[shot.Class] * shot.Looks * shot.Salvo));
                most[m] += model.ReferenceRaids * (system.Kind == SystemKind.Ground ? Math.Min(asked, units * system.Ground!.Ready[m]) : asked);
            }
        }
    }

    /// <summary>
    /// Share of the value that the campaign destroys at a site of each kind: kind after kind, a lane per trial. Empty where the stock lasts
    /// whatever happens.
    /// </summary>
    /// <param name="state">Units around the site and programmes at work, packed.</param>
    /// <param name="stock">Missiles in stock by kind.</param>
    public ReadOnlySpan<double> Destroyed(ulong state, ReadOnlySpan<double> stock)
    {
        Most(state, bounds);
        bool lasts = true;
        int[] key = new int[stock.Length + 3];
        for (int m = 0; m < stock.Length; m++)
        {
            key[m] = Math.Min(bounds[m], (int)Math.Floor(stock[m] + LayerLimits.Rounding));
            lasts &= key[m] == bounds[m];
        }

        if (lasts)
        {
            return [];
        }

        ulong met = state & relevant;
        int set = vulnerabilities.Set(reference.Raid, state);
        (key[^3], key[^2], key[^1]) = (unchecked((int)met), unchecked((int)(met >> 32)), set);
        if (!known.TryGetValue(key, out double[]? destroyed))
        {
            destroyed = raid.Destroyed(met, set, key.AsSpan(0, stock.Length), model.ReferenceRaids);
            known.Add(key, destroyed);
        }

        return destroyed;
    }
}

/// <summary>Reference raids in a row against the same units, from a stock that can run out.</summary>
internal interface ICampaignRaid
{
    /// <summary>Share of the value that they destroy at a site of each kind: kind after kind, a lane per trial.</summary>
    /// <param name="state">Units around the site that make a difference, packed.</param>
    /// <param name="set">Programmes at work, see <see cref="Vulnerabilities"/>.</param>
    /// <param name="stock">Missiles in stock by kind.</param>
    /// <param name="raids">Number of raids.</param>
    double[] Destroyed(ulong state, int set, ReadOnlySpan<int> stock, int raids);
}
