using System.Runtime.Intrinsics;
using CostSim.Compilation;
using CostSim.Numerics;

namespace CostSim.Engagement;

/// <summary>
/// Who gets through, for a raid of given size that meets given ready forces: memoised within a trial, because sites, years and options meet
/// the same few forces again and again.
/// </summary>
/// <remarks>Forces are the ready units of each ground system and the fighter pairs present, packed as the site states are.</remarks>
internal sealed class EngagementTable
{
    private const int SetsKept = 4;
    private readonly Model model;
    private readonly int classes;
    private readonly int missiles;
    private readonly RaidGroups raids;
    private readonly LayerPass pass;
    private readonly ForceIndex index = new(1024);
    private readonly ExactRaid? exact;
    private Moment[] leakers = [];
    private int[] certain = [];
    private double[] shots = [];
    private double[] surviving = [];
    private double[] factors = [];
    private int[] known = [];
    private double[][] joint = [];
    private int lastGroup;
    private ulong lastForces;
    private int lastEntry;

    public EngagementTable(Model model, LayerDraw[] layers, bool exactEnumeration)
    {
        this.model = model;
        classes = model.ThreatClasses;
        missiles = model.Missiles.Length;
        raids = new RaidGroups(model);
        pass = new LayerPass(model, layers);
        exact = exactEnumeration ? new ExactRaid(model, layers) : null;
        Clear();
    }

    /// <summary>Forgets the last trial.</summary>
    public void Clear()
    {
        index.Clear();
        lastGroup = -1;
    }

    /// <summary>Entry for a raid of one size against the forces; computed when it is asked for the first time.</summary>
    /// <param name="archetype">Number of the raid size.</param>
    /// <param name="forces">Ready units and pairs, packed.</param>
    public int Entry(int archetype, ulong forces)
    {
        int place = raids.Place(archetype);
        int group = place / RaidGroups.Width;
        ulong met = forces & raids.Relevant[group];
        if (group != lastGroup || met != lastForces)
        {
            (lastGroup, lastForces) = (group, met);
            lastEntry = RaidGroups.Width * index.Find(met, group, out bool isNew);
            if (isNew)
            {
                Grow();
                Fill(lastEntry, group, met);
            }
        }

        return lastEntry + (place % RaidGroups.Width);
    }

    /// <summary>Moments of the leakers by class.</summary>
    public ReadOnlySpan<Moment> Leakers(int entry) => leakers.AsSpan(entry * classes, classes);

    /// <summary>Expected shots by kind of missile.</summary>
    public ReadOnlySpan<double> Shots(int entry) => shots.AsSpan(entry * missiles, missiles);

    /// <summary>E[Π z_c^L_c]: the share of a site's value that survives the raid, for sites of several kinds at once.</summary>
    /// <param name="entry">Entry.</param>
    /// <param name="archetype">Number of its raid size.</param>
    /// <param name="set">Names <paramref name="survival"/> within the trial; from 0, results of the first few are kept.</param>
    /// <param name="survival">Share that survives one leaker: class after class, for each a value per kind of site.</param>
    /// <returns>A value per kind.</returns>
    public ReadOnlySpan<double> Surviving(int entry, int archetype, int set, ReadOnlySpan<double> survival)
    {
        int width = survival.Length / classes;
        if (surviving.Length < known.Length * SetsKept * width)
        {
            Array.Resize(ref surviving, known.Length * SetsKept * width);
        }

        int place = Math.Min(set, SetsKept - 1);
        Span<double> result = surviving.AsSpan(((entry * SetsKept) + place) * width, width);
        if ((known[entry] >> place & 1) == 0)
        {
            if (exact is null)
            {
                Survive(entry, survival, result);
            }
            else
            {
                Enumerate(entry, archetype, survival, result);
            }

            known[entry] |= set < SetsKept - 1 ? 1 << place : 0;
        }

        return result;
    }

    private void Survive(int entry, ReadOnlySpan<double> survival, Span<double> result)
    {
        if (factors.Length < result.Length)
        {
            factors = new double[result.Length];
        }

        result.Clear();
        Span<double> factor = factors.AsSpan(0, result.Length);
        factor.Fill(1);
        for (int c = 0; c < classes; c++)
        {
            int at = (entry * classes) + c;
            if (leakers[at].Mean > 0)
            {
                LeakerMoments.MultiplyGeneratingFunction(leakers[at], certain[at], survival.Slice(c * result.Length, result.Length), result, factor);
            }
        }

        for (int i = 0; i < result.Length; i += Vector256<double>.Count)
        {
            Lanes.Store(result, i, Lanes.Load(factor, i) * Elementary.Exp(Lanes.Load(result, i)));
        }
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

    private void Fill(int first, int group, ulong forces)
    {
        Array.Clear(known, first, RaidGroups.Width);
        if (exact is not null)
        {
            FillExact(first, group, forces);
            return;
        }

        pass.Run(raids, group, forces);
        for (int lane = 0; lane < RaidGroups.Width; lane++)
        {
            for (int c = 0; c < classes; c++)
            {
                int at = ((first + lane) * classes) + c;
                leakers[at] = new Moment(pass.Through[c].Mean[lane], pass.Through[c].Variance[lane]);
                certain[at] = (int)pass.Certain[c][lane];
            }

            for (int m = 0; m < missiles; m++)
            {
                shots[((first + lane) * missiles) + m] = pass.Fired[m][lane];
            }
        }
    }

    private void FillExact(int first, int group, ulong forces)
    {
        for (int lane = 0; lane < RaidGroups.Width; lane++)
        {
            int archetype = raids.At((group * RaidGroups.Width) + lane);
            if (archetype >= 0)
            {
                int[] attackers = model.Archetypes[archetype].Attackers;
                joint[first + lane] = exact!.Run(attackers, forces, shots.AsSpan((first + lane) * missiles, missiles));
                ExactRaid.Leakers(attackers, joint[first + lane], leakers.AsSpan((first + lane) * classes, classes));
            }
        }
    }

    private void Grow()
    {
        int entries = index.Capacity * RaidGroups.Width;
        if (known.Length < entries)
        {
            Array.Resize(ref leakers, entries * classes);
            Array.Resize(ref certain, entries * classes);
            Array.Resize(ref shots, entries * missiles);
            Array.Resize(ref known, entries);
            Array.Resize(ref joint, exact is null ? 0 : entries);
        }
    }
}
