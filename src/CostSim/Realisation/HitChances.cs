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
    private readonly int[][] present;
    private readonly RaidLuck luck;
    private ulong[] harmful = new ulong[512];

    public HitChances(Model model, RaidLuck luck)
    {
        (this.model, this.luck) = (model, luck);
        int classes = model.ThreatClasses;
        streams = [.. model.RaidIds.SelectMany(raid => model.ThreatIds.Select(threat => StreamKey.Of(EventStreams.Hit(raid, threat))))];
        hit = new double[model.Sites.Length * classes];
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

    /// <summary>Leaves those raids in which somebody could hit, at some site and with some size of the kind: the others need no second look.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="raid">Raid kind.</param>
    /// <param name="numbers">Addresses of the raids, filled up to a whole number of <see cref="Event.Together"/>; those that are left come first.</param>
    /// <param name="count">How many raids there are.</param>
    /// <returns>How many are left.</returns>
    public int Keep(TrialAddress trial, int raid, Span<ulong> numbers, int count)
    {
        if (harmful.Length < numbers.Length)
        {
            harmful = new ulong[2 * numbers.Length];
        }

        Span<ulong> could = harmful.AsSpan(0, numbers.Length);
        could.Clear();
        foreach (int c in present[raid])
        {
            int at = (raid * model.ThreatClasses) + c;
            trial.Mark(streams[at], numbers, sure[at], could);
        }

        int left = 0;
        for (int i = 0; i < count; i++)
        {
            numbers[left] = numbers[i];
            left += (int)(could[i] & 1);
        }

        return left;
    }

    /// <summary>Whether anybody would hit if nobody were stopped.</summary>
    /// <param name="kind">Raid kind.</param>
    /// <param name="row">Row of the raid in its luck.</param>
    /// <param name="site">Site.</param>
    /// <param name="archetype">Size.</param>
    public bool CanHit(int kind, int row, int site, int archetype)
    {
        int[] attackers = model.Archetypes[archetype].Attackers;
        foreach (int c in present[kind])
        {
            if (Chance.Any(attackers[c], hit[(site * model.ThreatClasses) + c], luck.Hit(kind, row, c)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Number of hits among leakers of a class.</summary>
    /// <param name="raid">The raid.</param>
    /// <param name="threat">Class.</param>
    /// <param name="leakers">Leakers of the class.</param>
    /// <param name="factor">What programmes leave of the hit probability.</param>
    public int Hits(in RaidEvent raid, int threat, int leakers, double factor) =>
        leakers == 0 ? 0 : Chance.Binomial(leakers, factor * hit[(raid.Site * model.ThreatClasses) + threat], luck.Hit(raid.Kind, raid.Row, threat));

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
