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

/// <summary>
/// One pass of attackers through a limited capacity, by moments of the censored normal: with X attackers and C engagements left,
/// m = min(X, C) are engaged and each is stopped with probability K. Exact while X and C are certain numbers. Several trials at once, by lanes.
/// </summary>
/// <remarks>
/// With W = X − C normal, m = X − W⁺; covariances by Stein's lemma, Cov(X, W⁺) = Var(X)·P(W &gt; 0). For a certain capacity these are the
/// censored-normal moments of the first two orders (Tobin 1958). Compared with exact enumeration in <c>EngagementOracleTests</c>.
/// </remarks>
internal static class LeakerMoments
{
    private const double Certain = 1e-12;
    private const double Far = 8;

    /// <summary>Lets attackers through a layer; updates attackers and capacity, returns the expected number engaged.</summary>
    /// <param name="attackers">In: those that arrive. Out: those that get through.</param>
    /// <param name="capacity">In: engagements left. Out: engagements left after this class.</param>
    /// <param name="k">Probability K that an engaged attacker is stopped.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static T Pass<T>(ref MomentLanes<T> attackers, ref MomentLanes<T> capacity, T k)
        where T : struct, IVector<T>
    {
        T zero = T.Zero;
        T mean = attackers.Mean;
        T variance = attackers.Variance;
        T present = T.Above(mean, zero);
        T spread = variance + capacity.Variance;
        T uncertain = T.AtLeast(spread, T.Of(Certain)) & present;
        T engaged = T.Min(mean, capacity.Mean);
        T engagedVariance = zero;
        T withAttackers = zero;
        T withCapacity = zero;
        if (T.Any(uncertain))
        {
            Excess(mean - capacity.Mean, spread, uncertain, out T exceed, out T excess, out T square);
            T mixed = T.Max(zero, T.Min(mean, mean - excess));
            T twice = T.Of(2.0) * variance * exceed;
            engaged = T.Select(uncertain, mixed, engaged);
            engagedVariance = T.Max(zero, variance + square - (excess * excess) - twice) & uncertain;
            withAttackers = variance * (T.Of(1.0) - exceed) & uncertain;
            withCapacity = capacity.Variance * exceed & uncertain;
        }

        T left = variance + (k * k * engagedVariance) - (T.Of(2.0) * k * withAttackers) + (k * (T.Of(1.0) - k) * engaged);
        attackers.Mean = mean - (k * engaged);
        attackers.Variance = T.Select(present, T.Max(zero, left), variance);
        capacity.Mean = T.Max(zero, capacity.Mean - engaged);
        capacity.Variance = T.Max(zero, capacity.Variance + engagedVariance - (T.Of(2.0) * withCapacity));
        return engaged;
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
