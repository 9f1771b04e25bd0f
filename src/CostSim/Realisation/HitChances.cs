using System.Runtime.Intrinsics;
using CostSim.Compilation;
using CostSim.Numerics;
using CostSim.Sampling;

namespace CostSim.Realisation;

/// <summary>
/// Which of the attackers that get through hit: one uniform per raid and class, the same for every option, turned into a number of hits by
/// inversion. So fewer leakers never hit more often, and a raid of which nobody would hit even unopposed is known beforehand.
/// </summary>
internal sealed class HitChances
{
    private readonly Model model;
    private readonly StreamKey[] streams;
    private readonly double[] hit;
    private readonly double[] sure;
    private readonly double[] uniforms;
    private readonly int[][] present;
    private int kind;

    public HitChances(Model model)
    {
        this.model = model;
        int classes = model.ThreatClasses;
        streams = [.. model.RaidIds.SelectMany(raid => model.ThreatIds.Select(threat => StreamKey.Of(EventStreams.Hit(raid, threat))))];
        hit = new double[model.Sites.Length * classes];
        uniforms = new double[classes];
        present =
        [
            .. model.Raids.Select(raid =>
                Enumerable.Range(0, classes).Where(c => raid.Archetypes.Any(a => model.Archetypes[a].Attackers[c] > 0)).ToArray()),
        ];
        sure = new double[model.RaidIds.Count * classes];
    }

    /// <summary>Starts a trial.</summary>
    public void Begin(ReadOnlySpan<double> draws)
    {
        int classes = model.ThreatClasses;
        for (int s = 0; s < model.Sites.Length; s++)
        {
            for (int c = 0; c < classes; c++)
            {
                hit[(s * classes) + c] = model.Sites[s].Hit[c].In(draws);
            }
        }

        for (int k = 0; k < model.RaidIds.Count; k++)
        {
            foreach (int c in present[k])
            {
                sure[(k * classes) + c] = NobodyHits(k, c);
            }
        }
    }

    /// <summary>Draws the uniforms of a raid.</summary>
    public void Draw(TrialAddress trial, int raid, uint address)
    {
        kind = raid;
        foreach (int c in present[raid])
        {
            uniforms[c] = trial.Words(streams[(raid * model.ThreatClasses) + c], address).FirstPair;
        }
    }

    /// <summary>Which of four raids somebody could hit in, at some site and with some size of the kind: the others need no second look.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="raid">Raid kind.</param>
    /// <param name="address">Address of the first; the others follow it.</param>
    /// <returns>A bit per raid.</returns>
    public uint CouldHit(TrialAddress trial, int raid, uint address)
    {
        uint found = 0;
        foreach (int c in present[raid])
        {
            int at = (raid * model.ThreatClasses) + c;
            found |= Vector256.GreaterThan(trial.FirstPairs(streams[at], address), Vector256.Create(sure[at])).ExtractMostSignificantBits();
        }

        return found;
    }

    /// <summary>Whether anybody would hit a site if nobody were stopped, with the uniforms drawn last.</summary>
    public bool CanHit(int site, int archetype)
    {
        foreach (int c in present[kind])
        {
            if (Hits(site, c, model.Archetypes[archetype].Attackers[c], 1) > 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Number of hits among leakers of a class.</summary>
    /// <param name="site">Site.</param>
    /// <param name="threat">Class.</param>
    /// <param name="leakers">Leakers of the class.</param>
    /// <param name="factor">What programmes leave of the hit probability.</param>
    public int Hits(int site, int threat, int leakers, double factor) =>
        leakers == 0 ? 0 : Chance.Binomial(leakers, factor * hit[(site * model.ThreatClasses) + threat], uniforms[threat]);

    /// <summary>A uniform below which nobody of a class hits, at the site and with the size at which most would.</summary>
    private double NobodyHits(int raid, int threat)
    {
        RaidPlan plan = model.Raids[raid];
        double most = 0;
        for (int s = 0; s < plan.SiteShare.Length; s++)
        {
            most = plan.SiteShare[s] > 0 ? Math.Max(most, hit[(s * model.ThreatClasses) + threat]) : most;
        }

        int attackers = 0;
        foreach (int archetype in plan.Archetypes)
        {
            attackers = Math.Max(attackers, model.Archetypes[archetype].Attackers[threat]);
        }

        // Below the exact bound by more than rounding can be wrong.
        return Elementary.PowInteger(1 - most, attackers) * (1 - 1e-9);
    }
}
