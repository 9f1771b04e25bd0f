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

    /// <summary>Variance of a number of missiles that is known by its mean alone.</summary>
    private const double Uncertain = 1e-6;

    /// <summary>Square of the number of standard deviations beyond which targets and engagements do not overlap.</summary>
    private const double FarApart = 49;
    private readonly Model model;
    private readonly LayerGroup[] layers;
    private readonly RaidGroups raids;
    private readonly double[] left;
    private readonly double[] used;
    private readonly double[] missiles;
    private readonly double[] ready;

    public LayerPass(Model model, LayerGroup[] layers, RaidGroups raids)
    {
        (this.model, this.layers, this.raids) = (model, layers, raids);
        left = new double[raids.Width * Lanes];
        used = new double[raids.Width * Lanes];
        missiles = new double[2 * raids.Width * Math.Max(1, model.Missiles.Length) * Lanes];
        ready = new double[Math.Max(1, model.Missiles.Length) * Lanes];
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

    /// <summary>Runs attackers against all layers, one after the other, that share a stock.</summary>
    /// <param name="group">Group of raid sizes.</param>
    /// <param name="forces">Ready units and pairs, packed.</param>
    /// <param name="stock">Missiles left before the raid.</param>
    /// <param name="result">Holds what comes, nothing fired; receives who gets through and what has been fired.</param>
    public void RunAll(int group, ulong forces, MissilesLeft stock, in PassResult result)
    {
        for (int layer = 0; layer < layers.Length; layer++)
        {
            if ((forces & layers[layer].Plan.Place) != 0 && layers[layer].Shoots)
            {
                Run(group, layer, forces, result, stock);
            }
        }
    }

    /// <summary>Runs what the layers before it let through against one layer.</summary>
    /// <param name="group">Group of raid sizes.</param>
    /// <param name="layer">Number of the layer.</param>
    /// <param name="forces">Ready units and pairs, packed.</param>
    /// <param name="result">Holds what comes; receives who gets through and what has been fired.</param>
    /// <param name="stock">Missiles left before the raid; null where they last.</param>
    public void Run(int group, int layer, ulong forces, in PassResult result, MissilesLeft? stock = null)
    {
        SystemPlan plan = layers[layer].Plan;
        int units = (int)((forces >> plan.ForceShift) & plan.ForceMask);
        if (Vector512.IsHardwareAccelerated)
        {
            Layer<Eight>(layers[layer], raids.Sizes(group), units, result, stock);
        }
        else
        {
            Layer<Four>(layers[layer], raids.Sizes(group), units, result, stock);
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

    /// <summary>Classes are served in priority order; engagements and missiles that one class uses are gone for the next.</summary>
    private void Layer<T>(LayerGroup layer, ReadOnlySpan<int> sizes, int units, in PassResult result, MissilesLeft? stock)
        where T : struct, IVector<T>
    {
        SystemPlan plan = layer.Plan;
        for (int from = 0; from < Lanes; from += T.Count)
        {
            Begin<T>(layer, sizes.Length, units, from);
            if (stock is not null)
            {
                Limit<T>(sizes.Length, from, stock, result.Fired);
            }

            for (int i = 0; i < plan.Shots.Length; i++)
            {
                var shot = new ShotLanes<T>(layer, i, units, from);
                if (!T.Any(shot.Engages))
                {
                    continue;
                }

                for (int size = 0; size < sizes.Length; size++)
                {
                    int attackers = model.Archetypes[sizes[size]].Attackers[plan.Shots[i].Class];
                    if (attackers > 0)
                    {
                        Engage(shot, size, attackers, from, result);
                    }
                }
            }
        }
    }

    /// <summary>Nothing is used yet; missiles of the layer, for every raid size.</summary>
    private void Begin<T>(LayerGroup layer, int sizes, int units, int from)
        where T : struct, IVector<T>
    {
        bool ground = layer.Plan.Kind == SystemKind.Ground;
        T aboard = T.Floor((T.Of(2 * units) * T.Load(ref MemoryMarshal.GetReference(layer.Aboard), from)) + T.Of(LayerLimits.Rounding));
        for (int m = 0; m < model.Missiles.Length; m++)
        {
            T all = ground ? T.Of(units * layer.Plan.Ground!.Ready[m]) : aboard;
            all.Store(ref ready[0], (m * Lanes) + from);
            for (int size = 0; size < sizes; size++)
            {
                Store(ref missiles[from], ((m * raids.Width) + size) * Lanes, new MomentLanes<T> { Mean = all });
            }
        }

        for (int size = 0; size < sizes; size++)
        {
            T.Zero.Store(ref used[0], (size * Lanes) + from);
        }
    }

    /// <summary>No more missiles than are in stock, less what the layers before fired.</summary>
    private void Limit<T>(int sizes, int from, MissilesLeft stock, ReadOnlySpan<double> fired)
        where T : struct, IVector<T>
    {
        for (int m = 0; m < model.Missiles.Length; m++)
        {
            T mean = T.Load(ref stock.Means[0], (m * Lanes) + from);
            T variance = T.Load(ref stock.Variances[0], (m * Lanes) + from);
            for (int size = 0; size < sizes; size++)
            {
                T gone = T.Load(ref MemoryMarshal.GetReference(fired), (((size * model.Missiles.Length) + m) * Lanes) + from);
                T left = T.Max(T.Zero, mean - gone);
                MomentLanes<T> ready = Load<T>(ref missiles[from], ((m * raids.Width) + size) * Lanes);
                T scarce = T.Above(ready.Mean, left);

                // A mean that is no whole number is no known number.
                T known = T.AtLeast(T.Floor(left), left) & T.AtLeast(T.Zero, variance);
                ready.Mean = T.Select(scarce, left, ready.Mean);
                ready.Variance = T.Select(scarce, T.Select(known, T.Zero, T.Max(variance, T.Of(Uncertain))), ready.Variance);
                Store(ref missiles[from], ((m * raids.Width) + size) * Lanes, ready);
            }
        }
    }

    /// <summary>The attackers of a class in raids of one size: detected or not, then looked at. A method of its own: what the compiler puts into one method has an end.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Engage<T>(in ShotLanes<T> shot, int size, int most, int from, in PassResult result)
        where T : struct, IVector<T>
    {
        int at = (((size * model.ThreatClasses) + shot.Plan.Class) * Lanes) + from;
        ref double means = ref MemoryMarshal.GetReference(result.Means);
        ref double variances = ref MemoryMarshal.GetReference(result.Variances);
        var attackers = new MomentLanes<T> { Mean = T.Load(ref means, at), Variance = T.Load(ref variances, at) };
        T here = T.Above(attackers.Mean, T.Zero) & shot.Engages;
        if (!T.Any(here))
        {
            return;
        }

        // Lanes in which nobody comes, or nobody is shot at, keep what they have.
        Reach(shot, size, at, from, here, result);
        T q = shot.Detection;
        T one = T.Of(1);
        T detects = q * (one - q);
        var alive = new MomentLanes<T> { Mean = q * attackers.Mean, Variance = (q * q * attackers.Variance) + (detects * attackers.Mean) };
        T detected = alive.Variance;
        T common = detected;
        for (int look = 0; look < shot.Plan.Looks; look++)
        {
            Look(shot, look, size, most, from, here, attackers, ref alive, ref common, result);
        }

        // Those that are not detected, and how they go with those that are.
        T missed = one - q;
        T slope = detects * (attackers.Variance - attackers.Mean) / T.Select(T.Above(detected, T.Zero), detected, one);
        T variance = (missed * missed * attackers.Variance) + (detects * attackers.Mean) + alive.Variance + (T.Of(2.0) * slope * common);
        T.Select(here, (missed * attackers.Mean) + alive.Mean, attackers.Mean).Store(ref means, at);
        T.Select(here, T.Max(T.Zero, variance), attackers.Variance).Store(ref variances, at);
    }

    /// <summary>Takes off those that all engagements and missiles left could reach: the rest gets through whatever happens.</summary>
    private void Reach<T>(in ShotLanes<T> shot, int size, int at, int from, T here, in PassResult result)
        where T : struct, IVector<T>
    {
        T reach = shot.Whole + (T.Above(shot.Part, T.Zero) & T.Of(1));
        if (shot.Plan.Missile >= 0)
        {
            MomentLanes<T> stock = Load<T>(ref missiles[from], ((shot.Plan.Missile * raids.Width) + size) * Lanes);
            T all = T.Select(T.Above(stock.Variance, T.Zero), T.Load(ref ready[0], (shot.Plan.Missile * Lanes) + from), stock.Mean);
            reach = T.Min(reach, T.Floor(Share(all, shot.Plan.Salvo) + T.Of(LayerLimits.Rounding)));
        }

        ref double sure = ref MemoryMarshal.GetReference(result.Certain);
        T certain = T.Load(ref sure, at);
        T.Select(here, T.Max(T.Zero, certain - reach), certain).Store(ref sure, at);
    }

    /// <summary>One look at the targets of a class.</summary>
    /// <param name="shot">How they are engaged.</param>
    /// <param name="look">Look, from 0.</param>
    /// <param name="size">Number of the raid size in its group.</param>
    /// <param name="most">Attackers of the class in it.</param>
    /// <param name="from">First of the lanes.</param>
    /// <param name="here">Mask of the lanes in which anybody is shot at.</param>
    /// <param name="attackers">Attackers that came to the layer.</param>
    /// <param name="alive">Detected ones still there; receives those that the look leaves.</param>
    /// <param name="common">Their covariance with those detected in the beginning.</param>
    /// <param name="result">Receives the shots.</param>
    private void Look<T>(
        in ShotLanes<T> shot, int look, int size, int most, int from, T here, in MomentLanes<T> attackers, ref MomentLanes<T> alive, ref T common, in PassResult result)
        where T : struct, IVector<T>
    {
        T one = T.Of(1);
        int looks = shot.Plan.Looks - look;
        T before = T.Load(ref used[0], (size * Lanes) + from);
        T fresh = T.AtLeast(T.Zero, before);
        T mean = T.Max(T.Zero, shot.Whole + shot.Part - before);
        T variance = T.Select(fresh, shot.Part * (one - shot.Part), T.Load(ref left[0], (size * Lanes) + from));

        // The whole number of engagements of a look that nothing has yet been taken from; a share of the mean otherwise.
        T whole = T.Ceiling(Share(shot.Whole, looks));
        T part = shot.Part * (T.Ceiling(Share(shot.Whole + one, looks)) - whole);
        T certain = T.AtLeast(T.Zero, variance);
        T share = T.Select(certain, T.Ceiling(Share(mean, looks) - T.Of(LayerLimits.Rounding)), Share(mean, looks));
        var capacity = new MomentLanes<T>
        {
            Mean = T.Select(fresh, whole + part, share),
            Variance = T.Select(fresh, part * (one - part), Share(variance, looks * looks)),
        };
        whole = T.Select(fresh, whole, share);
        part = fresh & part;
        T countable = fresh | certain;
        T limited = T.Zero;
        MomentLanes<T> stock = default;
        ref double magazines = ref missiles[from];
        int kind = ((Math.Max(0, shot.Plan.Missile) * raids.Width) + size) * Lanes;
        if (shot.Plan.Missile >= 0)
        {
            stock = Load<T>(ref magazines, kind);
            T sure = T.AtLeast(T.Zero, stock.Variance);
            T targets = Share(stock.Mean, shot.Plan.Salvo);
            targets = T.Select(sure, T.Floor(targets + T.Of(LayerLimits.Rounding)), targets);
            limited = T.Above(capacity.Mean, targets);
            capacity.Mean = T.Select(limited, targets, capacity.Mean);
            capacity.Variance = T.Select(limited, Share(stock.Variance, shot.Plan.Salvo * shot.Plan.Salvo), capacity.Variance);
            whole = T.Select(limited, targets, whole);
            part = T.Select(limited, T.Zero, part);
            countable = T.Select(limited, sure, countable);
        }

        T ample = T.AtLeast(capacity.Mean, T.Of(most)) & T.AtLeast(T.Zero, capacity.Variance);
        EngagedLanes<T> engaged = LeakerMoments.Engage(alive, capacity, ample);
        if (look == 0 && !T.All(ample))
        {
            // Far from each other the lesser of the two is engaged, whatever their distribution.
            T apart = alive.Mean - capacity.Mean;
            T close = T.Above(T.Of(FarApart) * (alive.Variance + capacity.Variance), apart * apart);
            T exact = T.Select(ample, T.Zero, countable & close);
            exact = T.Any(exact) ? exact & BinomialTargets.Covers(attackers, shot.Detection) : exact;
            if (T.Any(exact))
            {
                EngagedLanes<T> counted = BinomialTargets.Engage(attackers.Mean, shot.Detection, whole, part, most);
                engaged.Mean = T.Select(exact, counted.Mean, engaged.Mean);
                engaged.Variance = T.Select(exact, counted.Variance, engaged.Variance);
                engaged.WithTargets = T.Select(exact, counted.WithTargets, engaged.WithTargets);
                engaged.WithCapacity = T.Select(exact, counted.WithCapacity, engaged.WithCapacity);
            }
        }

        T varies = T.Above(alive.Variance, T.Zero);
        common -= shot.Kill * common * (engaged.WithTargets / T.Select(varies, alive.Variance, one));
        alive = LeakerMoments.Survive(alive, engaged, shot.Kill);

        T times = T.Select(fresh, one, T.Of(looks));
        T unused = T.Max(T.Zero, variance + engaged.Variance - (T.Of(2.0) * times * engaged.WithCapacity));
        (before + (here & engaged.Mean)).Store(ref used[0], (size * Lanes) + from);
        T.Select(here & T.Select(limited, T.Zero, here), unused, variance).Store(ref left[0], (size * Lanes) + from);
        if (shot.Plan.Missile >= 0)
        {
            T salvo = T.Of(shot.Plan.Salvo);
            T spent = here & (engaged.Mean * salvo);
            ref double fired = ref MemoryMarshal.GetReference(result.Fired);
            int place = (((size * model.Missiles.Length) + shot.Plan.Missile) * Lanes) + from;
            (T.Load(ref fired, place) + spent).Store(ref fired, place);
            stock.Mean = T.Max(T.Zero, stock.Mean - spent);
            T targetsLeft = capacity.Variance + engaged.Variance - (T.Of(2.0) * engaged.WithCapacity);
            T varied = T.Select(limited, T.Max(T.Zero, targetsLeft) * salvo * salvo, stock.Variance + (engaged.Variance * salvo * salvo));
            stock.Variance = T.Select(here, varied, stock.Variance);
            Store(ref magazines, kind, stock);
        }
    }
}
