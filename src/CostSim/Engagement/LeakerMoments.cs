using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using CostSim.Numerics;

namespace CostSim.Engagement;

/// <summary>A number of attackers or of remaining shots as far as the moments go: mean and variance, treated as normal.</summary>
internal struct Moment
{
    public double Mean;
    public double Variance;
}

/// <summary>
/// One pass of attackers through a limited capacity, by moments of the censored normal: with X attackers and C engagements left,
/// m = min(X, C) are engaged and each is stopped with probability K. Exact while X and C are certain numbers.
/// </summary>
/// <remarks>
/// With W = X − C normal, m = X − W⁺; covariances by Stein's lemma, Cov(X, W⁺) = Var(X)·P(W &gt; 0). For a certain capacity these are the
/// censored-normal moments of the first two orders (Tobin 1958). Compared with exact enumeration in <c>EngagementOracleTests</c>.
/// </remarks>
internal static class LeakerMoments
{
    private const double Certain = 1e-12;

    /// <summary>Lets attackers through a layer; updates attackers and capacity, returns the expected number engaged.</summary>
    /// <param name="attackers">In: those that arrive. Out: those that get through.</param>
    /// <param name="capacity">In: engagements left. Out: engagements left after this class.</param>
    /// <param name="killProbability">Probability K that an engaged attacker is stopped.</param>
    public static double Pass(ref Moment attackers, ref Moment capacity, double killProbability)
    {
        double mean = attackers.Mean;
        double variance = attackers.Variance;
        double spread = variance + capacity.Variance;
        double engaged;
        double engagedVariance;
        double withAttackers;
        double withCapacity;
        if (spread < Certain)
        {
            engaged = Math.Min(mean, capacity.Mean);
            engagedVariance = 0;
            withAttackers = 0;
            withCapacity = 0;
        }
        else
        {
            double sigma = Math.Sqrt(spread);
            double w = mean - capacity.Mean;
            double z = w / sigma;
            double exceed;
            double excess;
            double excessSquare;
            if (z < -8)
            {
                (exceed, excess, excessSquare) = (0, 0, 0);
            }
            else if (z > 8)
            {
                (exceed, excess, excessSquare) = (1, w, (w * w) + spread);
            }
            else
            {
                exceed = Elementary.NormalCdf(z, out double density);
                excess = (w * exceed) + (sigma * density);
                excessSquare = (((w * w) + spread) * exceed) + (w * sigma * density);
            }

            engaged = Math.Clamp(mean - excess, 0, mean);
            engagedVariance = Math.Max(0, variance + excessSquare - (excess * excess) - (2 * variance * exceed));
            withAttackers = variance * (1 - exceed);
            withCapacity = capacity.Variance * exceed;
        }

        double k = killProbability;
        attackers.Mean = mean - (k * engaged);
        attackers.Variance = Math.Max(0, variance + (k * k * engagedVariance) - (2 * k * withAttackers) + (k * (1 - k) * engaged));
        capacity.Mean = Math.Max(0, capacity.Mean - engaged);
        capacity.Variance = Math.Max(0, capacity.Variance + engagedVariance - (2 * withCapacity));
        return engaged;
    }

    /// <summary>
    /// E[z^L] for leakers with the given moments, of which <paramref name="certain"/> are sure to get through: the rest by a matched binomial,
    /// or negative binomial where the variance exceeds the mean. Exact for one layer.
    /// </summary>
    /// <param name="leakers">Moments of the leakers.</param>
    /// <param name="certain">Leakers that no outcome can stop; a whole number.</param>
    /// <param name="z">Share of a site's value that survives one leaker, in [0, 1]: a lane per kind of site.</param>
    /// <param name="factor">Multiplied by the part that needs no exponential.</param>
    /// <returns>The exponent of the rest, so that classes share one exponential.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> LogGeneratingFunction(Moment leakers, int certain, Vector256<double> z, ref Vector256<double> factor)
    {
        double rest = leakers.Mean - certain;
        if (certain > 0)
        {
            factor *= Lanes.Power(z, certain);
        }

        if (rest < 1e-12)
        {
            return Vector256<double>.Zero;
        }

        Vector256<double> lost = Vector256.Create(1.0) - z;
        double a = 1 - (leakers.Variance / rest);
        if (Math.Abs(a) < 1e-7)
        {
            return Vector256.Create(-rest) * lost;
        }

        Vector256<double> surviving = Vector256.Create(1.0) - (Vector256.Create(a) * lost);
        Vector256<double> possible = Vector256.GreaterThan(surviving, Vector256<double>.Zero);
        factor = Vector256.ConditionalSelect(possible, factor, Vector256<double>.Zero);
        return Vector256.Create(rest / a) * Elementary.Log(Vector256.ConditionalSelect(possible, surviving, Vector256.Create(1.0)));
    }
}
