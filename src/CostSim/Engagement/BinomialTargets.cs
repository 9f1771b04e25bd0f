using System.Runtime.CompilerServices;
using CostSim.Numerics;

namespace CostSim.Engagement;

/// <summary>
/// The first look at a known number n of attackers, each detected with probability q: D ~ Bin(n, q) targets meet C engagements, a whole
/// number c or, with a given probability, one more. Moments of min(D, C) by summing over D. Several trials at once, by lanes.
/// </summary>
internal static class BinomialTargets
{
    // Logarithm below which the probability that nobody is detected is lost; so many attackers are close to normal.
    private const double Least = -640;

    /// <summary>Mask of the lanes for which <see cref="Engage"/> is exact.</summary>
    /// <param name="attackers">n, with its variance.</param>
    /// <param name="q">Detection probability.</param>
    public static T Covers<T>(in MomentLanes<T> attackers, T q)
        where T : struct, IVector<T>
    {
        T one = T.Of(1);
        T whole = T.AtLeast(T.Floor(attackers.Mean), attackers.Mean) & T.AtLeast(T.Zero, attackers.Variance);
        T inside = T.Above(one, q);
        T log = Elementary.LogOfNormal(T.Select(inside, one - q, one));
        return whole & (T.AtLeast(q, one) | T.Above(log * attackers.Mean, T.Of(Least)));
    }

    /// <summary>Moments of the targets engaged.</summary>
    /// <param name="n">Attackers, a whole number in every lane that matters.</param>
    /// <param name="q">Detection probability.</param>
    /// <param name="whole">c.</param>
    /// <param name="part">Probability of one engagement more.</param>
    /// <param name="most">The largest n of the lanes that matter.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static EngagedLanes<T> Engage<T>(T n, T q, T whole, T part, int most)
        where T : struct, IVector<T>
    {
        T one = T.Of(1);
        T inside = T.Above(one, q);
        T missed = T.Select(inside, one - q, one);
        T odds = q / missed;
        T mass = Elementary.Exp(n * Elementary.LogOfNormal(missed));
        T mean = T.Zero;
        T square = T.Zero;
        T product = T.Zero;
        T more = T.Zero;
        for (int k = 1; k <= most; k++)
        {
            T before = T.Of(k - 1);
            mass = T.Max(T.Zero, mass * ((n - before) / T.Of(k)) * odds);
            T low = T.Min(T.Of(k), whole);
            T high = T.Min(T.Of(k), whole + one);
            T mixed = low + (part * (high - low));
            mean += mass * mixed;
            square += mass * ((low * low) + (part * ((high * high) - (low * low))));
            product += mass * T.Of(k) * mixed;
            more += mass * high;
        }

        // Where all are detected nothing is left to sum over.
        T atWhole = T.Min(n, whole + part);
        T spread = T.Above(n, whole) & (part * (one - part));
        T detected = n * q;
        T varies = T.Max(T.Zero, square - (mean * mean));
        return new EngagedLanes<T>
        {
            Mean = T.Select(inside, mean, atWhole),
            Variance = T.Select(inside, varies, spread),
            WithTargets = inside & (product - (detected * mean)),
            WithCapacity = T.Select(inside, part * (more - mean), spread),
        };
    }
}
