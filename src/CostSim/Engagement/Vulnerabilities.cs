using CostSim.Compilation;

namespace CostSim.Engagement;

/// <summary>
/// How much of a site one leaker of each class destroys, and whom it kills. Sites with the same inputs share a kind; a kind with the
/// programmes that protect it in a year is a slot, made when it is first asked for in a trial.
/// </summary>
internal sealed class Vulnerabilities
{
    private readonly Model model;
    private readonly int[] kinds;
    private readonly List<int> example = [];
    private readonly List<(int Kind, ulong Programmes)> slots = [];
    private readonly ulong[] effective;
    private double[] survival = [];
    private double[] deaths = [];

    public Vulnerabilities(Model model)
    {
        this.model = model;
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

    /// <summary>Kind of a site.</summary>
    public int KindOf(int site) => kinds[site];

    /// <summary>Forgets the slots of the last trial.</summary>
    public void Clear() => slots.Clear();

    /// <summary>Slot of a kind in a state, for raids of a kind: programmes that make no difference to the raid do not count.</summary>
    public int Slot(int kind, int raid, ulong state, ReadOnlySpan<double> draws)
    {
        ulong programmes = 0;
        foreach (SystemPlan system in model.Systems)
        {
            if (system.Programme is { } programme && ((state >> system.ForceShift) & system.ForceMask) != 0)
            {
                programmes |= 1UL << programme.Index;
            }
        }

        programmes &= model.Sites[example[kind]].ProgrammesCovering & effective[raid];
        int slot = slots.IndexOf((kind, programmes));
        if (slot < 0)
        {
            slot = slots.Count;
            slots.Add((kind, programmes));
            Fill(slot, model.Sites[example[kind]], programmes, draws);
        }

        return slot;
    }

    /// <summary>Share of the site's value that survives one leaker, by class.</summary>
    public ReadOnlySpan<double> Survival(int slot) => survival.AsSpan(slot * model.ThreatClasses, model.ThreatClasses);

    /// <summary>Deaths per leaker, by class.</summary>
    public ReadOnlySpan<double> DeathsPerLeaker(int slot) => deaths.AsSpan(slot * model.ThreatClasses, model.ThreatClasses);

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

    private void Fill(int slot, SitePlan site, ulong programmes, ReadOnlySpan<double> draws)
    {
        int classes = model.ThreatClasses;
        if (survival.Length < (slot + 1) * classes)
        {
            Array.Resize(ref survival, 2 * (slot + 1) * classes);
            Array.Resize(ref deaths, 2 * (slot + 1) * classes);
        }

        for (int c = 0; c < classes; c++)
        {
            double hit = site.Hit[c].In(draws);
            double damage = site.Damage[c].In(draws);
            foreach (SystemPlan system in model.Systems)
            {
                if (system.Programme is { } programme && (programmes >> programme.Index & 1) != 0)
                {
                    hit *= programme.HitFactor[c].In(draws);
                    damage *= programme.DamageFactor[c].In(draws);
                }
            }

            survival[(slot * classes) + c] = 1 - (hit * Math.Min(1, damage));
            deaths[(slot * classes) + c] = hit * site.Deaths[c].In(draws);
        }
    }
}
