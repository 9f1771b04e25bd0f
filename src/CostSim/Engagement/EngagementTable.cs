using System.Runtime.Intrinsics;
using CostSim.Compilation;
using CostSim.Numerics;

namespace CostSim.Engagement;

/// <summary>
/// Who gets through, for a raid of given size that meets given ready forces: memoised within a trial, because sites, years and options meet
/// the same few forces again and again.
/// </summary>
/// <remarks>
/// Forces are the ready units of each ground system and the fighter pairs present, packed as the site states are. Within a call everything
/// is given, so that the only randomness left is kills.
/// </remarks>
internal sealed class EngagementTable
{
    private const int SetsKept = 4;
    private readonly Model model;
    private readonly LayerDraw[] layers;
    private readonly int classes;
    private readonly int missiles;
    private readonly ForceIndex index = new(1024);
    private readonly Moment[] missileLeft;
    private readonly ulong[] relevant;
    private readonly ExactRaid? exact;
    private Moment[] leakers;
    private double[][] joint = [];
    private int[] certain;
    private double[] shots;
    private double[] surviving = [];
    private int[] known;
    private double[] total;

    public EngagementTable(Model model, LayerDraw[] layers, bool exactEnumeration)
    {
        this.model = model;
        this.layers = layers;
        classes = model.ThreatClasses;
        missiles = model.Missiles.Length;
        missileLeft = new Moment[missiles];
        relevant = [.. model.Archetypes.Select(archetype => Relevant(model, archetype))];
        leakers = new Moment[index.Capacity * classes];
        certain = new int[index.Capacity * classes];
        shots = new double[index.Capacity * Math.Max(1, missiles)];
        total = new double[index.Capacity];
        known = new int[index.Capacity];
        if (exactEnumeration)
        {
            exact = new ExactRaid(model, layers);
            joint = new double[index.Capacity][];
        }
    }

    /// <summary>Forgets the last trial.</summary>
    public void Clear() => index.Clear();

    /// <summary>Entry for a raid of one archetype against the forces; computed when it is asked for the first time.</summary>
    /// <param name="archetype">Number of the archetype.</param>
    /// <param name="forces">Ready units and pairs, packed.</param>
    public int Entry(int archetype, ulong forces)
    {
        int entry = index.Find(forces & relevant[archetype], archetype, out bool isNew);
        if (isNew)
        {
            Grow();
            known[entry] = 0;
            if (exact is null)
            {
                Compute(entry, model.Archetypes[archetype].Attackers, forces);
            }
            else
            {
                joint[entry] = exact.Run(model.Archetypes[archetype].Attackers, forces, Shots(entry));
                total[entry] = ExactRaid.ExpectedLeakers(model.Archetypes[archetype].Attackers, joint[entry], Leakers(entry));
            }
        }

        return entry;
    }

    /// <summary>Expected number of attackers that get through, all classes.</summary>
    public double ExpectedLeakers(int entry) => total[entry];

    /// <summary>Moments of the leakers by class.</summary>
    public Span<Moment> Leakers(int entry) => leakers.AsSpan(entry * classes, classes);

    /// <summary>Expected shots by kind of missile.</summary>
    public Span<double> Shots(int entry) => shots.AsSpan(entry * missiles, missiles);

    /// <summary>E[Π z_c^L_c]: the share of a site's value that survives the raid, for sites of several kinds at once.</summary>
    /// <param name="entry">Entry.</param>
    /// <param name="archetype">Number of its archetype.</param>
    /// <param name="set">Names <paramref name="survival"/> within the trial; from 0, results of the first few are kept.</param>
    /// <param name="survival">Share that survives one leaker: class after class, for each a value per kind of site.</param>
    /// <returns>A value per kind.</returns>
    public ReadOnlySpan<double> Surviving(int entry, int archetype, int set, ReadOnlySpan<double> survival)
    {
        int width = survival.Length / classes;
        if (surviving.Length < index.Capacity * SetsKept * width)
        {
            Array.Resize(ref surviving, index.Capacity * SetsKept * width);
        }

        int place = Math.Min(set, SetsKept - 1);
        Span<double> result = surviving.AsSpan(((entry * SetsKept) + place) * width, width);
        if ((known[entry] >> place & 1) == 0)
        {
            Survive(entry, archetype, survival, result);
            known[entry] |= set < SetsKept - 1 ? 1 << place : 0;
        }

        return result;
    }

    private void Survive(int entry, int archetype, ReadOnlySpan<double> survival, Span<double> result)
    {
        if (exact is not null)
        {
            Enumerate(entry, archetype, survival, result);
            return;
        }

        for (int i = 0; i < result.Length; i += Vector256<double>.Count)
        {
            Vector256<double> product = Vector256.Create(1.0);
            Vector256<double> exponent = Vector256<double>.Zero;
            for (int c = 0; c < classes; c++)
            {
                Moment moment = leakers[(entry * classes) + c];
                if (moment.Mean > 0)
                {
                    Vector256<double> z = Lanes.Load(survival, (c * result.Length) + i);
                    exponent += LeakerMoments.LogGeneratingFunction(moment, certain[(entry * classes) + c], z, ref product);
                }
            }

            (product * Elementary.Exp(exponent)).CopyTo(result[i..]);
        }
    }

    /// <summary>Systems that can engage anything in a raid: the others make no difference to it.</summary>
    private static ulong Relevant(Model model, ArchetypePlan archetype)
    {
        ulong mask = 0;
        foreach (SystemPlan system in model.Systems)
        {
            mask |= system.Shots.Any(shot => archetype.Attackers[shot.Class] > 0) ? system.ForceMask << system.ForceShift : 0;
        }

        return mask;
    }

    private void Enumerate(int entry, int archetype, ReadOnlySpan<double> survival, Span<double> result)
    {
        double[] one = new double[classes];
        for (int kind = 0; kind < result.Length; kind++)
        {
            for (int c = 0; c < classes; c++)
            {
                one[c] = survival[(c * result.Length) + kind];
            }

            result[kind] = ExactRaid.Surviving(model.Archetypes[archetype].Attackers, joint[entry], one);
        }
    }

    private void Compute(int entry, int[] attackers, ulong forces)
    {
        Span<Moment> through = Leakers(entry);
        Span<int> sure = certain.AsSpan(entry * classes, classes);
        Span<double> fired = Shots(entry);
        fired.Clear();
        for (int c = 0; c < classes; c++)
        {
            through[c] = new Moment { Mean = attackers[c] };
            sure[c] = attackers[c];
        }

        for (int l = 0; l < layers.Length; l++)
        {
            SystemPlan plan = model.Systems[l];
            int units = (int)((forces >> plan.ForceShift) & plan.ForceMask);
            if (units > 0 && layers[l].Shots.Length > 0)
            {
                PassLayer(plan, layers[l], units, through, sure, fired);
            }
        }

        double sum = 0;
        foreach (Moment moment in through)
        {
            sum += moment.Mean;
        }

        total[entry] = sum;
    }

    /// <summary>Classes are served in priority order; channels and missiles that one class uses are gone for the next.</summary>
    private void PassLayer(SystemPlan plan, LayerDraw layer, int units, Span<Moment> through, Span<int> sure, Span<double> fired)
    {
        var channels = new Moment { Mean = LayerLimits.Channels(plan, layer, units) };
        for (int m = 0; m < missiles; m++)
        {
            missileLeft[m] = new Moment { Mean = LayerLimits.Missiles(plan, layer, units, m) };
        }

        foreach (ShotDraw shot in layer.Shots)
        {
            ref Moment attackers = ref through[shot.Class];
            if (attackers.Mean <= 0 || shot.FirstLook <= 0)
            {
                continue;
            }

            Moment channelsBefore = channels;
            for (int look = 0; look < shot.Looks; look++)
            {
                Moment perLook = look == 0 ? channels : channelsBefore;
                bool missileLimited = shot.Missile >= 0 && LayerLimits.Targets(missileLeft[shot.Missile], shot.Salvo) < perLook.Mean;
                Moment capacity = missileLimited ? InTargets(missileLeft[shot.Missile], shot.Salvo) : perLook;
                double most = capacity.Variance > 0 ? LayerLimits.Channels(plan, layer, units) : Math.Ceiling(capacity.Mean - 1e-9);
                sure[shot.Class] = (int)Math.Max(0, sure[shot.Class] - most);
                double engaged = LeakerMoments.Pass(ref attackers, ref capacity, shot.KillProbability(look));
                Spend(ref channels, shot, engaged, capacity, missileLimited, look == 0);
                if (shot.Missile >= 0)
                {
                    fired[shot.Missile] += engaged * shot.Salvo;
                }
            }
        }
    }

    private static Moment InTargets(Moment missile, int salvo) =>
        new() { Mean = LayerLimits.Targets(missile, salvo), Variance = missile.Variance / (salvo * salvo) };

    private void Spend(
        ref Moment channels, in ShotDraw shot, double engaged, Moment capacityLeft, bool missileLimited, bool firstLook)
    {
        if (firstLook)
        {
            channels = missileLimited ? new Moment { Mean = Math.Max(0, channels.Mean - engaged), Variance = channels.Variance } : capacityLeft;
        }

        if (shot.Missile < 0)
        {
            return;
        }

        ref Moment left = ref missileLeft[shot.Missile];
        left.Mean = Math.Max(0, left.Mean - (engaged * shot.Salvo));
        left.Variance = missileLimited ? capacityLeft.Variance * shot.Salvo * shot.Salvo : left.Variance;
    }

    private void Grow()
    {
        if (total.Length < index.Capacity)
        {
            Array.Resize(ref leakers, index.Capacity * classes);
            Array.Resize(ref certain, index.Capacity * classes);
            Array.Resize(ref shots, index.Capacity * Math.Max(1, missiles));
            Array.Resize(ref total, index.Capacity);
            Array.Resize(ref known, index.Capacity);
            Array.Resize(ref joint, exact is null ? 0 : index.Capacity);
        }
    }
}
