using System.Runtime.Intrinsics;
using CostSim.Numerics;

namespace CostSim.Engagement;

/// <summary>A number of attackers or of remaining shots as far as the moments go: mean and variance, treated as normal.</summary>
internal readonly record struct Moment(double Mean, double Variance);

/// <summary>The same for four raids at once.</summary>
internal struct MomentLanes
{
    public Vector256<double> Mean;
    public Vector256<double> Variance;

    /// <summary>Certain numbers.</summary>
    public MomentLanes(Vector256<double> mean) => Mean = mean;
}

/// <summary>
/// One pass of attackers through a limited capacity, by moments of the censored normal: with X attackers and C engagements left,
/// m = min(X, C) are engaged and each is stopped with probability K. Exact while X and C are certain numbers. Four raids at once, by lanes.
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
    /// <param name="killProbability">Probability K that an engaged attacker is stopped.</param>
    public static Vector256<double> Pass(ref MomentLanes attackers, ref MomentLanes capacity, double killProbability)
    {
        Vector256<double> zero = Vector256<double>.Zero;
        Vector256<double> mean = attackers.Mean;
        Vector256<double> variance = attackers.Variance;
        Vector256<double> present = Vector256.GreaterThan(mean, zero);
        Vector256<double> spread = variance + capacity.Variance;
        Vector256<double> uncertain = Vector256.GreaterThanOrEqual(spread, Vector256.Create(Certain)) & present;
        Vector256<double> engaged = Vector256.Min(mean, capacity.Mean);
        Vector256<double> engagedVariance = zero;
        Vector256<double> withAttackers = zero;
        Vector256<double> withCapacity = zero;
        if (!Vector256.EqualsAll(uncertain.AsUInt64(), Vector256<ulong>.Zero))
        {
            Excess(mean - capacity.Mean, spread, uncertain, out Vector256<double> exceed, out Vector256<double> excess, out Vector256<double> square);
            Vector256<double> mixed = Vector256.Max(zero, Vector256.Min(mean, mean - excess));
            Vector256<double> twice = Vector256.Create(2.0) * variance * exceed;
            engaged = Vector256.ConditionalSelect(uncertain, mixed, engaged);
            engagedVariance = Vector256.Max(zero, variance + square - (excess * excess) - twice) & uncertain;
            withAttackers = variance * (Vector256.Create(1.0) - exceed) & uncertain;
            withCapacity = capacity.Variance * exceed & uncertain;
        }

        var k = Vector256.Create(killProbability);
        Vector256<double> left = variance + (k * k * engagedVariance) - (Vector256.Create(2.0) * k * withAttackers)
            + (k * (Vector256.Create(1.0) - k) * engaged);
        attackers.Mean = mean - (k * engaged);
        attackers.Variance = Vector256.ConditionalSelect(present, Vector256.Max(zero, left), variance);
        capacity.Mean = Vector256.Max(zero, capacity.Mean - engaged);
        capacity.Variance = Vector256.Max(zero, capacity.Variance + engagedVariance - (Vector256.Create(2.0) * withCapacity));
        return engaged;
    }

    /// <summary>
    /// E[z^L] for leakers with the given moments, of which <paramref name="certain"/> are sure to get through: the rest by a matched binomial,
    /// or negative binomial where the variance exceeds the mean. Exact for one layer. Lengths are padded.
    /// </summary>
    /// <param name="leakers">Moments of the leakers.</param>
    /// <param name="certain">Leakers that no outcome can stop; a whole number.</param>
    /// <param name="z">Share of a site's value that survives one leaker, in [0, 1]: a value per kind of site.</param>
    /// <param name="exponents">Adds the logarithm of the part that has one, so that classes share one exponential.</param>
    /// <param name="factors">Multiplied by the other part.</param>
    public static void MultiplyGeneratingFunction(Moment leakers, int certain, ReadOnlySpan<double> z, Span<double> exponents, Span<double> factors)
    {
        var one = Vector256.Create(1.0);
        if (certain > 0)
        {
            for (int i = 0; i < z.Length; i += Vector256<double>.Count)
            {
                Lanes.Store(factors, i, Lanes.Load(factors, i) * Lanes.Power(Lanes.Load(z, i), certain));
            }
        }

        double rest = leakers.Mean - certain;
        if (rest < 1e-12)
        {
            return;
        }

        double a = 1 - (leakers.Variance / rest);
        if (Math.Abs(a) < 1e-7)
        {
            var mean = Vector256.Create(rest);
            for (int i = 0; i < z.Length; i += Vector256<double>.Count)
            {
                Lanes.Store(exponents, i, Lanes.Load(exponents, i) - (mean * (one - Lanes.Load(z, i))));
            }

            return;
        }

        var share = Vector256.Create(a);
        var number = Vector256.Create(rest / a);
        for (int i = 0; i < z.Length; i += Vector256<double>.Count)
        {
            Vector256<double> surviving = one - (share * (one - Lanes.Load(z, i)));
            Vector256<double> possible = Vector256.GreaterThan(surviving, Vector256<double>.Zero);
            Lanes.Store(factors, i, Lanes.Load(factors, i) & possible);
            Vector256<double> log = Elementary.LogOfNormal(Vector256.ConditionalSelect(possible, surviving, one));
            Lanes.Store(exponents, i, Lanes.Load(exponents, i) + (number * log));
        }
    }

    /// <summary>P(W &gt; 0), E[W⁺] and E[(W⁺)²] of normal W; lanes that are not wanted hold anything finite.</summary>
    private static void Excess(
        Vector256<double> mean, Vector256<double> variance, Vector256<double> wanted, out Vector256<double> exceed, out Vector256<double> excess,
        out Vector256<double> square)
    {
        Vector256<double> sigma = Vector256.Sqrt(Vector256.ConditionalSelect(wanted, variance, Vector256.Create(1.0)));
        Vector256<double> z = mean / sigma;
        Vector256<double> above = Vector256.GreaterThan(z, Vector256.Create(Far));
        Vector256<double> near = Vector256.LessThanOrEqual(Vector256.Abs(z), Vector256.Create(Far)) & wanted;
        exceed = above & Vector256.Create(1.0);
        excess = above & mean;
        square = above & ((mean * mean) + variance);
        if (!Vector256.EqualsAll(near.AsUInt64(), Vector256<ulong>.Zero))
        {
            Vector256<double> cdf = Elementary.NormalCdf(Vector256.ConditionalSelect(near, z, Vector256<double>.Zero), out Vector256<double> density);
            Vector256<double> tail = sigma * density;
            exceed = Vector256.ConditionalSelect(near, cdf, exceed);
            excess = Vector256.ConditionalSelect(near, (mean * cdf) + tail, excess);
            square = Vector256.ConditionalSelect(near, (((mean * mean) + variance) * cdf) + (mean * tail), square);
        }
    }
}
