using CostSim.Compilation;
using CostSim.Numerics;

namespace CostSim.Realisation;

/// <summary>What hits destroy of a site, with the programmes that are at work there.</summary>
internal sealed class SiteDamage(Model model)
{
    private readonly SystemPlan[] programmes = [.. model.Systems.Where(system => system.Programme is not null)];

    /// <summary>Lets leakers hit a site; returns the deaths.</summary>
    /// <param name="raid">The raid.</param>
    /// <param name="state">Units around it and programmes at work, packed.</param>
    /// <param name="leakers">Attackers that got through, by class.</param>
    /// <param name="chances">Who of them hits.</param>
    /// <param name="draws">The trial's draws.</param>
    /// <param name="left">Share of the site's value that is left this year; each hit takes its share of it.</param>
    /// <param name="hits">Receives the hits by class.</param>
    public double Hit(
        in RaidEvent raid, ulong state, ReadOnlySpan<int> leakers, HitChances chances, ReadOnlySpan<double> draws, ref double left, Span<int> hits)
    {
        SitePlan plan = model.Sites[raid.Site];
        double deaths = 0;
        for (int c = 0; c < leakers.Length; c++)
        {
            if (leakers[c] == 0)
            {
                continue;
            }

            double hitFactor = 1;
            double share = plan.Damage[c].In(draws);
            foreach (SystemPlan system in programmes)
            {
                ProgrammePlan programme = system.Programme!;
                bool atWork = ((state >> system.ForceShift) & system.ForceMask) != 0;
                if (atWork && (plan.ProgrammesCovering >> programme.Index & 1) != 0)
                {
                    hitFactor *= programme.HitFactor[c].In(draws);
                    share *= programme.DamageFactor[c].In(draws);
                }
            }

            hits[c] = chances.Hits(raid, c, leakers[c], hitFactor);
            if (hits[c] > 0)
            {
                left *= Elementary.PowInteger(1 - Math.Min(1, share), hits[c]);
                deaths += hits[c] * plan.Deaths[c].In(draws);
            }
        }

        return deaths;
    }
}
