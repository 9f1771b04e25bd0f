using CostSim.Compilation;

namespace CostSim.Engagement;

/// <summary>
/// How much of a site one leaker of each class destroys, and whom it kills. Sites with the same inputs share a kind. The programmes that
/// change it in a year make a set; the numbers of a set are worked out, for all kinds and trials at once, when it is first asked for in a group.
/// </summary>
internal sealed class Vulnerabilities
{
    private readonly Model model;
    private readonly int[] kinds;
    private readonly List<int> example = [];
    private readonly List<ulong> sets = [];
    private readonly SystemPlan[] programmes;
    private readonly ulong[] effective;
    private readonly TrialGroup group;
    private double[] survival = [];
    private double[] deaths = [];

    public Vulnerabilities(Model model, TrialGroup group)
    {
        (this.model, this.group) = (model, group);
        programmes = [.. model.Systems.Where(system => system.Programme is not null)];
        effective = [.. model.Raids.Select(raid => Effective(model, raid))];
        kinds = new int[model.Sites.Length];
        for (int s = 0; s < kinds.Length; s++)
        {
            int same = example.FindIndex(other => Same(model.Sites[other], model.Sites[s]));
            kinds[s] = same >= 0 ? same : example.Count;
            if (same < 0)
            {
                example.Add(s);
            }
        }
    }

    /// <summary>Number of kinds.</summary>
    public int Kinds => example.Count;

    private int Length => example.Count * model.ThreatClasses * TrialGroup.Lanes;

    /// <summary>Kind of a site.</summary>
    public int KindOf(int site) => kinds[site];

    /// <summary>Starts a group of trials.</summary>
    public void Clear() => sets.Clear();

    /// <summary>Number of the set of a site's state, for raids of a kind: programmes that make no difference to the raid do not count.</summary>
    public int Set(int raid, ulong state)
    {
        ulong atWork = 0;
        foreach (SystemPlan system in programmes)
        {
            if (((state >> system.ForceShift) & system.ForceMask) != 0)
            {
                atWork |= 1UL << system.Programme!.Index;
            }
        }

        atWork &= effective[raid];
        int set = sets.IndexOf(atWork);
        if (set < 0)
        {
            set = sets.Count;
            sets.Add(atWork);
            Fill(set, atWork);
        }

        return set;
    }

    /// <summary>Share of a site's value that survives one leaker: class after class, kind after kind, a lane per trial.</summary>
    public ReadOnlySpan<double> Survival(int set) => survival.AsSpan(set * Length, Length);

    /// <summary>Deaths per leaker: class after class, kind after kind, a lane per trial.</summary>
    public ReadOnlySpan<double> DeathsPerLeaker(int set) => deaths.AsSpan(set * Length, Length);

    /// <summary>Programmes that change hit or damage of a class in the raid.</summary>
    private static ulong Effective(Model model, RaidPlan raid)
    {
        ulong mask = 0;
        for (int c = 0; c < model.ThreatClasses; c++)
        {
            if (raid.Archetypes.Any(a => model.Archetypes[a].Attackers[c] > 0))
            {
                foreach (ProgrammePlan programme in model.Systems.Select(system => system.Programme).OfType<ProgrammePlan>())
                {
                    bool changes = programme.HitFactor[c] != Scalar.Of(1) || programme.DamageFactor[c] != Scalar.Of(1);
                    mask |= changes ? 1UL << programme.Index : 0;
                }
            }
        }

        return mask;
    }

    private static bool Same(SitePlan a, SitePlan b) =>
        a.Hit.AsSpan().SequenceEqual(b.Hit) && a.Damage.AsSpan().SequenceEqual(b.Damage) && a.Deaths.AsSpan().SequenceEqual(b.Deaths)
        && a.ProgrammesCovering == b.ProgrammesCovering;

    private void Fill(int set, ulong atWork)
    {
        if (survival.Length < (set + 1) * Length)
        {
            Array.Resize(ref survival, 2 * (set + 1) * Length);
            Array.Resize(ref deaths, 2 * (set + 1) * Length);
        }

        for (int lane = 0; lane < TrialGroup.Lanes; lane++)
        {
            for (int kind = 0; kind < example.Count; kind++)
            {
                Fill(set, atWork, lane, kind);
            }
        }
    }

    private void Fill(int set, ulong atWork, int lane, int kind)
    {
        ReadOnlySpan<double> draws = group.Row(lane);
        SitePlan site = model.Sites[example[kind]];
        for (int c = 0; c < model.ThreatClasses; c++)
        {
            double hit = site.Hit[c].In(draws);
            double damage = site.Damage[c].In(draws);
            foreach (SystemPlan system in programmes)
            {
                ProgrammePlan programme = system.Programme!;
                if (((atWork & site.ProgrammesCovering) >> programme.Index & 1) != 0)
                {
                    hit *= programme.HitFactor[c].In(draws);
                    damage *= programme.DamageFactor[c].In(draws);
                }
            }

            int at = (set * Length) + (((c * example.Count) + kind) * TrialGroup.Lanes) + lane;
            survival[at] = 1 - (hit * Math.Min(1, damage));
            deaths[at] = hit * site.Deaths[c].In(draws);
        }
    }
}
