using System.Runtime.Intrinsics;
using CostSim.Compilation;
using CostSim.Numerics;

namespace CostSim.Engagement;

/// <summary>
/// Who gets through, for a raid of given size that meets given ready forces: memoised within a group of trials, because trials, sites, years
/// and options meet the same few forces again and again. A lane per trial.
/// </summary>
/// <remarks>Forces are the ready units of each ground system and the fighter pairs present, packed as the site states are.</remarks>
internal sealed class EngagementTable
{
    private const int Lanes = TrialGroup.Lanes;
    private const int SetsKept = 4;
    private readonly Model model;
    private readonly int classes;
    private readonly int missiles;
    private readonly int kinds;
    private readonly Coverage coverage;
    private readonly RaidGroups raids;
    private readonly LayerPass pass;
    private readonly GeneratingFunctions functions;
    private readonly ForceIndex index = new(1024);
    private readonly ExactRaid[] exact = [];
    private readonly CancellationToken cancellation;
    private double[] means = [];
    private double[] variances = [];
    private double[] certain = [];
    private double[] shots = [];
    private double[] surviving = [];
    private int[] known = [];
    private double[][] joint = [];
    private int[] reached = [];
    private int enumerated;

    /// <param name="model">Model.</param>
    /// <param name="layers">The layers.</param>
    /// <param name="coverage">Which kinds of site can have which forces.</param>
    /// <param name="siteKinds">Number of kinds of site.</param>
    /// <param name="exactEnumeration">Whether raids are enumerated.</param>
    /// <param name="cancellation">Stops before a raid is worked out.</param>
    public EngagementTable(Model model, LayerGroup[] layers, Coverage coverage, int siteKinds, bool exactEnumeration, CancellationToken cancellation = default)
    {
        (this.model, this.coverage, kinds, this.cancellation) = (model, coverage, siteKinds, cancellation);
        classes = model.ThreatClasses;
        missiles = model.Missiles.Length;
        raids = new RaidGroups(model);
        functions = new GeneratingFunctions(classes);
        pass = new LayerPass(model, layers, raids);
        if (exactEnumeration)
        {
            exact = [.. Enumerable.Range(0, Lanes).Select(lane => new ExactRaid(model, [.. layers.Select(layer => layer.Of(lane))], cancellation))];
        }
    }

    /// <summary>Starts a group.</summary>
    /// <param name="trials">Trials in it.</param>
    public void Begin(int trials)
    {
        index.Clear();
        enumerated = trials;
    }

    /// <summary>Entry for a raid of one size against the forces; computed when it is asked for the first time.</summary>
    /// <param name="archetype">Number of the raid size.</param>
    /// <param name="forces">Ready units and pairs, packed.</param>
    public int Entry(int archetype, ulong forces)
    {
        int group = raids.Group(archetype);
        return First(group, forces & raids.Relevant[group]) + raids.Place(archetype);
    }

    /// <summary>Moments of the leakers of a class in one trial.</summary>
    public Moment Leakers(int entry, int threat, int lane)
    {
        int at = (((entry * classes) + threat) * Lanes) + lane;
        return new Moment(means[at], variances[at]);
    }

    /// <summary>Mean leakers: class after class, a lane per trial.</summary>
    public ReadOnlySpan<double> Leakers(int entry) => means.AsSpan(entry * classes * Lanes, classes * Lanes);

    /// <summary>Expected shots: kind of missile after kind, a lane per trial.</summary>
    public ReadOnlySpan<double> Shots(int entry) => shots.AsSpan(entry * missiles * Lanes, missiles * Lanes);

    /// <summary>The kinds of site that can have the forces of an entry around them.</summary>
    public ReadOnlySpan<int> Reached(int entry)
    {
        ReadOnlySpan<int> list = reached.AsSpan(entry / raids.Width * (kinds + 1), kinds + 1);
        return list.Slice(1, list[0]);
    }

    /// <summary>E[Π z_c^L_c]: the share of a site's value that survives the raid.</summary>
    /// <param name="entry">Entry.</param>
    /// <param name="archetype">Number of its raid size.</param>
    /// <param name="set">Names <paramref name="survival"/> within the group; from 0, results of the first few are kept.</param>
    /// <param name="survival">Share that survives one leaker: class after class, for each kind of site after kind, a lane per trial.</param>
    /// <returns>Kind of site after kind, a lane per trial; only those in <see cref="Reached"/> mean anything.</returns>
    public ReadOnlySpan<double> Surviving(int entry, int archetype, int set, ReadOnlySpan<double> survival)
    {
        int length = kinds * Lanes;
        if (surviving.Length < known.Length * SetsKept * length)
        {
            Array.Resize(ref surviving, known.Length * SetsKept * length);
        }

        int place = Math.Min(set, SetsKept - 1);
        Span<double> result = surviving.AsSpan(((entry * SetsKept) + place) * length, length);
        if ((known[entry] >> place & 1) == 0)
        {
            if (exact.Length > 0)
            {
                Enumerate(entry, archetype, survival, result);
            }
            else if (Vector512.IsHardwareAccelerated)
            {
                Survive<Eight>(entry, survival, result);
            }
            else
            {
                Survive<Four>(entry, survival, result);
            }

            known[entry] |= set < SetsKept - 1 ? 1 << place : 0;
        }

        return result;
    }

    private void Survive<T>(int entry, ReadOnlySpan<double> survival, Span<double> result)
        where T : struct, IVector<T>
    {
        for (int from = 0; from < Lanes; from += T.Count)
        {
            functions.Clear();
            for (int c = 0; c < classes; c++)
            {
                int at = (((entry * classes) + c) * Lanes) + from;
                var leakers = new MomentLanes<T> { Mean = T.Load(ref means[0], at), Variance = T.Load(ref variances[0], at) };
                functions.Add(c, leakers, T.Load(ref certain[0], at));
            }

            functions.Run<T>(Reached(entry), survival, from, result);
        }
    }

    private void Enumerate(int entry, int archetype, ReadOnlySpan<double> survival, Span<double> result)
    {
        double[] one = new double[classes];
        foreach (int kind in Reached(entry))
        {
            for (int lane = 0; lane < enumerated; lane++)
            {
                cancellation.ThrowIfCancellationRequested();
                for (int c = 0; c < classes; c++)
                {
                    one[c] = survival[(c * result.Length) + (kind * Lanes) + lane];
                }

                result[(kind * Lanes) + lane] = ExactRaid.Surviving(model.Archetypes[archetype].Attackers, joint[(entry * Lanes) + lane], one);
            }
        }
    }

    /// <summary>First of the entries for the raid sizes of a group.</summary>
    private int First(int group, ulong forces)
    {
        int entry = index.Find(forces, group, out bool isNew);
        int first = raids.Width * entry;
        if (isNew)
        {
            cancellation.ThrowIfCancellationRequested();
            Grow();
            Array.Clear(known, first, raids.Width);
            Span<int> list = reached.AsSpan(entry * (kinds + 1), kinds + 1);
            list[0] = coverage.Kinds(forces, list[1..]);
            if (exact.Length > 0)
            {
                FillExact(first, group, forces);
            }
            else
            {
                Fill(first, group, forces);
            }
        }

        return first;
    }

    /// <summary>Goes on from what the layers before the innermost let through: other forces share it.</summary>
    private void Fill(int first, int group, ulong forces)
    {
        ulong before = pass.Before(forces, out int layer);
        if (layer < 0)
        {
            pass.Start(group, Result(first, group));
            return;
        }

        PassResult from = Result(First(group, before), group);
        PassResult result = Result(first, group);
        from.Means.CopyTo(result.Means);
        from.Variances.CopyTo(result.Variances);
        from.Certain.CopyTo(result.Certain);
        from.Fired.CopyTo(result.Fired);
        pass.Run(group, layer, forces, result);
    }

    private PassResult Result(int first, int group)
    {
        int sizes = raids.Sizes(group).Length;
        (int at, int length) = (first * classes * Lanes, sizes * classes * Lanes);
        return new PassResult(
            means.AsSpan(at, length), variances.AsSpan(at, length), certain.AsSpan(at, length), shots.AsSpan(first * missiles * Lanes, sizes * missiles * Lanes));
    }

    private void FillExact(int first, int group, ulong forces)
    {
        double[] fired = new double[missiles];
        Span<Moment> leakers = stackalloc Moment[classes];
        ReadOnlySpan<int> sizes = raids.Sizes(group);
        for (int entry = first; entry < first + sizes.Length; entry++)
        {
            int[] attackers = model.Archetypes[sizes[entry - first]].Attackers;
            for (int lane = 0; lane < enumerated; lane++)
            {
                double[] outcomes = joint[(entry * Lanes) + lane] = exact[lane].Run(attackers, forces, fired);
                ExactRaid.Leakers(attackers, outcomes, leakers);
                for (int c = 0; c < classes; c++)
                {
                    int at = (((entry * classes) + c) * Lanes) + lane;
                    (means[at], variances[at]) = (leakers[c].Mean, leakers[c].Variance);
                }

                for (int m = 0; m < missiles; m++)
                {
                    shots[(((entry * missiles) + m) * Lanes) + lane] = fired[m];
                }
            }
        }
    }

    private void Grow()
    {
        int entries = index.Capacity * raids.Width;
        if (known.Length < entries)
        {
            Array.Resize(ref means, entries * classes * Lanes);
            Array.Resize(ref variances, entries * classes * Lanes);
            Array.Resize(ref certain, entries * classes * Lanes);
            Array.Resize(ref shots, entries * missiles * Lanes);
            Array.Resize(ref known, entries);
            Array.Resize(ref reached, index.Capacity * (kinds + 1));
            Array.Resize(ref joint, exact.Length > 0 ? entries * Lanes : 0);
        }
    }
}
