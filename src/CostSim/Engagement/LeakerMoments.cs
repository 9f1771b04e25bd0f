using System.Runtime.CompilerServices;
using CostSim.Numerics;

namespace CostSim.Engagement;

/// <summary>A number of attackers or of remaining shots as far as the moments go: mean and variance, treated as normal.</summary>
internal readonly record struct Moment(double Mean, double Variance);

/// <summary>The same in several trials at once.</summary>
internal struct MomentLanes<T>
    where T : struct, IVector<T>
{
    public T Mean;
    public T Variance;
}

/// <summary>Targets engaged in a look, m = min(X, C), with the covariances that what follows needs.</summary>
internal struct EngagedLanes<T>
    where T : struct, IVector<T>
{
    /// <summary>E[m].</summary>
    public T Mean;

    /// <summary>Var[m].</summary>
    public T Variance;

    /// <summary>Cov[X, m].</summary>
    public T WithTargets;

    /// <summary>Cov[C, m].</summary>
    public T WithCapacity;
}

/// <summary>
/// One look of a layer by moments of the censored normal: of X targets and C engagements, m = min(X, C) are engaged and each is stopped with
/// probability K. Exact where X and C are certain, where C is never too small, and by <see cref="BinomialTargets"/> for a known number of
/// attackers of which each is detected or not. Several trials at once, by lanes.
/// </summary>
/// <remarks>
/// With W = X − C normal, m = X − W⁺; covariances by Stein's lemma, Cov(X, W⁺) = Var(X)·P(W &gt; 0). For a certain capacity these are the
/// censored-normal moments of the first two orders (Tobin 1958). Compared with exact enumeration in <c>EngagementOracleTests</c>.
/// </remarks>
internal static class LeakerMoments
{
    private const double Certain = 1e-12;
    private const double Far = 8;

    /// <summary>Moments of the targets engaged.</summary>
    /// <param name="targets">Targets X.</param>
    /// <param name="capacity">Engagements C.</param>
    /// <param name="ample">Mask of the lanes in which C is at least X whatever happens.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static EngagedLanes<T> Engage<T>(in MomentLanes<T> targets, in MomentLanes<T> capacity, T ample)
        where T : struct, IVector<T>
    {
        T zero = T.Zero;
        T mean = targets.Mean;
        T variance = targets.Variance;
        var result = new EngagedLanes<T>
        {
            Mean = T.Select(ample, mean, T.Min(mean, capacity.Mean)),
            Variance = ample & variance,
            WithTargets = ample & variance,
            WithCapacity = zero,
        };
        T spread = variance + capacity.Variance;
        T uncertain = T.Select(ample, zero, T.AtLeast(spread, T.Of(Certain)) & T.Above(mean, zero));
        if (!T.Any(uncertain))
        {
            return result;
        }

        Excess(mean - capacity.Mean, spread, uncertain, out T exceed, out T excess, out T square);
        T below = T.Of(1.0) - exceed;
        T mixed = T.Max(zero, T.Min(mean, mean - excess));
        T twice = T.Of(2.0) * variance * exceed;
        result.Mean = T.Select(uncertain, mixed, result.Mean);
        result.Variance = T.Select(uncertain, T.Max(zero, variance + square - (excess * excess) - twice), result.Variance);
        result.WithTargets = T.Select(uncertain, variance * below, result.WithTargets);
        result.WithCapacity = T.Select(uncertain, capacity.Variance * exceed, result.WithCapacity);
        return result;
    }

    /// <summary>Targets that a look leaves alive.</summary>
    /// <param name="targets">Targets before it.</param>
    /// <param name="engaged">Those that are engaged.</param>
    /// <param name="k">Probability that an engaged target is stopped.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static MomentLanes<T> Survive<T>(in MomentLanes<T> targets, in EngagedLanes<T> engaged, T k)
        where T : struct, IVector<T>
    {
        T left = targets.Variance + (k * k * engaged.Variance) - (T.Of(2.0) * k * engaged.WithTargets) + (k * (T.Of(1.0) - k) * engaged.Mean);
        return new MomentLanes<T> { Mean = targets.Mean - (k * engaged.Mean), Variance = T.Max(T.Zero, left) };
    }

    /// <summary>P(W &gt; 0), E[W⁺] and E[(W⁺)²] of normal W; lanes that are not wanted hold anything finite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Excess<T>(T mean, T variance, T wanted, out T exceed, out T excess, out T square)
        where T : struct, IVector<T>
    {
        T sigma = T.Sqrt(T.Select(wanted, variance, T.Of(1.0)));
        T z = mean / sigma;
        T above = T.Above(z, T.Of(Far));
        T near = T.AtLeast(T.Of(Far), T.Abs(z)) & wanted;
        exceed = above & T.Of(1.0);
        excess = above & mean;
        square = above & ((mean * mean) + variance);
        if (T.Any(near))
        {
            T cdf = Elementary.NormalCdf(T.Select(near, z, T.Zero), out T density);
            T tail = sigma * density;
            exceed = T.Select(near, cdf, exceed);
            excess = T.Select(near, (mean * cdf) + tail, excess);
            square = T.Select(near, (((mean * mean) + variance) * cdf) + (mean * tail), square);
        }
    }
}
