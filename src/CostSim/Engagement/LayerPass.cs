using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using CostSim.Compilation;
using CostSim.Numerics;

namespace CostSim.Engagement;

/// <summary>
/// The raids of a group against the same ready forces, in every trial of a group of trials, layer after layer: who gets through, and what is
/// fired. Within a call forces are given, so that the only randomness left is kills.
/// </summary>
/// <remarks>A lane per trial. Sizes of raid stand one beside the other in the inmost loop: their passes do not wait for each other.</remarks>
internal sealed class LayerPass
{
    private const int Lanes = TrialGroup.Lanes;
    private readonly Model model;
    private readonly LayerGroup[] layers;
    private readonly RaidGroups raids;
    private readonly double[] channels;
    private readonly double[] before;
    private readonly double[] missiles;
    private readonly double[] most;

    public LayerPass(Model model, LayerGroup[] layers, RaidGroups raids)
    {
        (this.model, this.layers, this.raids) = (model, layers, raids);
        most = new double[Lanes];
        channels = new double[2 * raids.Width * Lanes];
        before = new double[2 * raids.Width * Lanes];
        missiles = new double[2 * raids.Width * Math.Max(1, model.Missiles.Length) * Lanes];
    }

    /// <summary>The raids of a group that meet nobody.</summary>
    /// <param name="group">Group of raid sizes.</param>
    /// <param name="result">Receives all attackers.</param>
    public void Start(int group, in PassResult result)
    {
        ReadOnlySpan<int> sizes = raids.Sizes(group);
        result.Variances.Clear();
        result.Fired.Clear();
        for (int i = 0; i < sizes.Length; i++)
        {
            int[] attackers = model.Archetypes[sizes[i]].Attackers;
            for (int c = 0; c < attackers.Length; c++)
            {
                int at = ((i * attackers.Length) + c) * Lanes;
                result.Means.Slice(at, Lanes).Fill(attackers[c]);
                result.Certain.Slice(at, Lanes).Fill(attackers[c]);
            }
        }
    }

    /// <summary>Splits the innermost layer off some forces.</summary>
    /// <param name="forces">Ready units and pairs, packed.</param>
    /// <param name="layer">Receives the number of the layer; −1 when nobody is there who shoots.</param>
    /// <returns>The forces of the layers before it.</returns>
    public ulong Before(ulong forces, out int layer)
    {
        for (layer = layers.Length - 1; layer >= 0; layer--)
        {
            ulong place = layers[layer].Plan.Place;
            if ((forces & place) != 0 && layers[layer].Shoots)
            {
                return forces & ~place;
            }
        }

        return 0;
    }

    /// <summary>Runs what the layers before it let through against one layer.</summary>
    /// <param name="group">Group of raid sizes.</param>
    /// <param name="layer">Number of the layer.</param>
    /// <param name="forces">Ready units and pairs, packed.</param>
    /// <param name="result">Holds what comes; receives who gets through and what has been fired.</param>
    public void Run(int group, int layer, ulong forces, in PassResult result)
    {
        SystemPlan plan = layers[layer].Plan;
        int units = (int)((forces >> plan.ForceShift) & plan.ForceMask);
        if (Vector512.IsHardwareAccelerated)
        {
            Layer<Eight>(layers[layer], raids.Sizes(group), units, result);
        }
        else
        {
            Layer<Four>(layers[layer], raids.Sizes(group), units, result);
        }
    }

    private static MomentLanes<T> Load<T>(ref double moments, int at)
        where T : struct, IVector<T> => new() { Mean = T.Load(ref moments, 2 * at), Variance = T.Load(ref moments, (2 * at) + Lanes) };

    private static void Store<T>(ref double moments, int at, in MomentLanes<T> value)
        where T : struct, IVector<T>
    {
        value.Mean.Store(ref moments, 2 * at);
        value.Variance.Store(ref moments, (2 * at) + Lanes);
    }

    /// <summary>A quotient; by a power of two a product is as exact, and quicker.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Share<T>(T of, int parts)
        where T : struct, IVector<T> => int.IsPow2(parts) ? of * T.Of(1.0 / parts) : of / T.Of(parts);

    /// <summary>Classes are served in priority order; channels and missiles that one class uses are gone for the next.</summary>
    private void Layer<T>(LayerGroup layer, ReadOnlySpan<int> sizes, int units, in PassResult result)
        where T : struct, IVector<T>
    {
        SystemPlan plan = layer.Plan;
        for (int from = 0; from < Lanes; from += T.Count)
        {
            Begin<T>(layer, sizes.Length, units, from);
            for (int i = 0; i < plan.Shots.Length; i++)
            {
                T engages = T.Above(T.Load(ref MemoryMarshal.GetReference(layer.Kill(i, 0)), from), T.Zero);
                if (!T.Any(engages))
                {
                    continue;
                }

                channels.AsSpan(0, 2 * sizes.Length * Lanes).CopyTo(before);
                for (int look = 0; look < plan.Shots[i].Looks; look++)
                {
                    T kill = T.Load(ref MemoryMarshal.GetReference(layer.Kill(i, look)), from);
                    for (int size = 0; size < sizes.Length; size++)
                    {
                        if (model.Archetypes[sizes[size]].Attackers[plan.Shots[i].Class] > 0)
                        {
                            Look(plan.Shots[i], look, size, from, kill, engages, result);
                        }
                    }
                }
            }
        }
    }

    /// <summary>Channels and missiles of the layer, for every raid size.</summary>
    private void Begin<T>(LayerGroup layer, int sizes, int units, int from)
        where T : struct, IVector<T>
    {
        bool ground = layer.Plan.Kind == SystemKind.Ground;
        T targets = T.Load(ref MemoryMarshal.GetReference(layer.Targets), from);
        T all = ground ? T.Of(units) * targets : T.Of(LayerLimits.Unlimited);
        T aboard = T.Floor((T.Of(2 * units) * T.Load(ref MemoryMarshal.GetReference(layer.Aboard), from)) + T.Of(1e-9));
        all.Store(ref most[0], from);
        for (int size = 0; size < sizes; size++)
        {
            Store(ref channels[from], size * Lanes, new MomentLanes<T> { Mean = all });
            for (int m = 0; m < model.Missiles.Length; m++)
            {
                T ready = ground ? T.Of(units * layer.Plan.Ground!.Ready[m]) : aboard;
                Store(ref missiles[from], ((m * raids.Width) + size) * Lanes, new MomentLanes<T> { Mean = ready });
            }
        }
    }

    /// <summary>A look at the attackers of a class in raids of one size. A method of its own: what the compiler puts into one method has an end.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Look<T>(ShotPlan shot, int look, int size, int from, T kill, T engages, in PassResult result)
        where T : struct, IVector<T>
    {
        int at = (((size * model.ThreatClasses) + shot.Class) * Lanes) + from;
        ref double means = ref MemoryMarshal.GetReference(result.Means);
        ref double variances = ref MemoryMarshal.GetReference(result.Variances);
        ref double sure = ref MemoryMarshal.GetReference(result.Certain);
        var attackers = new MomentLanes<T> { Mean = T.Load(ref means, at), Variance = T.Load(ref variances, at) };
        T here = T.Above(attackers.Mean, T.Zero) & engages;
        if (!T.Any(here))
        {
            return;
        }

        // Lanes in which nobody comes, or nobody is shot at, keep what they have.
        MomentLanes<T> capacity = Load<T>(ref before[from], size * Lanes);
        MomentLanes<T> left = default;
        T limited = T.Zero;
        T salvo = T.Of(shot.Salvo);
        ref double stock = ref missiles[from];
        int kind = ((Math.Max(0, shot.Missile) * raids.Width) + size) * Lanes;
        if (shot.Missile >= 0)
        {
            left = Load<T>(ref stock, kind);
            T targets = Share(left.Mean, shot.Salvo);
            targets = T.Select(T.Above(left.Variance, T.Zero), targets, T.Floor(targets + T.Of(1e-9)));
            limited = T.Above(capacity.Mean, targets);
            capacity.Mean = T.Select(limited, targets, capacity.Mean);
            capacity.Variance = T.Select(limited, Share(left.Variance, shot.Salvo * shot.Salvo), capacity.Variance);
        }

        T reach = T.Select(T.Above(capacity.Variance, T.Zero), T.Load(ref most[0], from), T.Ceiling(capacity.Mean - T.Of(1e-9)));
        T certain = T.Load(ref sure, at);
        T.Select(here, T.Max(T.Zero, certain - reach), certain).Store(ref sure, at);
        MomentLanes<T> arriving = attackers;
        T engaged = LeakerMoments.Pass(ref attackers, ref capacity, kill) & here;
        T.Select(here, attackers.Mean, arriving.Mean).Store(ref means, at);
        T.Select(here, attackers.Variance, arriving.Variance).Store(ref variances, at);
        if (look == 0)
        {
            ref double free = ref channels[from];
            MomentLanes<T> old = Load<T>(ref free, size * Lanes);
            Store(ref free, size * Lanes, new MomentLanes<T>
            {
                Mean = T.Select(here, T.Select(limited, T.Max(T.Zero, old.Mean - engaged), capacity.Mean), old.Mean),
                Variance = T.Select(here, T.Select(limited, old.Variance, capacity.Variance), old.Variance),
            });
        }

        if (shot.Missile >= 0)
        {
            T spent = engaged * salvo;
            ref double fired = ref MemoryMarshal.GetReference(result.Fired);
            int place = (((size * model.Missiles.Length) + shot.Missile) * Lanes) + from;
            (T.Load(ref fired, place) + spent).Store(ref fired, place);
            left.Mean = T.Max(T.Zero, left.Mean - spent);
            left.Variance = T.Select(limited & here, capacity.Variance * salvo * salvo, left.Variance);
            Store(ref stock, kind, left);
        }
    }
}

/// <summary>What a pass leaves, for the raid sizes of a group one after the other; a lane per trial.</summary>
/// <param name="means">By size and class: mean number of attackers that get through.</param>
/// <param name="variances">By size and class: variance of that number.</param>
/// <param name="certain">By size and class: the whole number of those that no outcome could have stopped.</param>
/// <param name="fired">By size and kind of missile: expected shots.</param>
internal readonly ref struct PassResult(Span<double> means, Span<double> variances, Span<double> certain, Span<double> fired)
{
    /// <summary>By size and class: mean number of attackers that get through.</summary>
    public readonly Span<double> Means = means;

    /// <summary>By size and class: variance of that number.</summary>
    public readonly Span<double> Variances = variances;

    /// <summary>By size and class: the whole number of those that no outcome could have stopped.</summary>
    public readonly Span<double> Certain = certain;

    /// <summary>By size and kind of missile: expected shots.</summary>
    public readonly Span<double> Fired = fired;
}
