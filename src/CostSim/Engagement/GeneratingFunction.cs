using System.Runtime.CompilerServices;
using CostSim.Numerics;

namespace CostSim.Engagement;

/// <summary>
/// z ↦ E[z^L] for leakers L of which the moments are known and some are sure to get through: the rest by a matched binomial, or negative
/// binomial where the variance exceeds the mean. Exact for one layer. Several trials at once, by lanes.
/// </summary>
internal readonly struct GeneratingFunction<T>
    where T : struct, IVector<T>
{
    private readonly T certain;
    private readonly T rest;
    private readonly T share;
    private readonly T number;
    private readonly T plain;
    private readonly T wanted;
    private readonly bool some;

    /// <param name="leakers">Moments of the leakers.</param>
    /// <param name="certain">Leakers that no outcome can stop; whole numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public GeneratingFunction(in MomentLanes<T> leakers, T certain)
    {
        this.certain = certain;
        some = T.Any(T.Above(certain, T.Zero));
        rest = leakers.Mean - certain;
        wanted = T.AtLeast(rest, T.Of(1e-12));
        share = T.Of(1) - (leakers.Variance / T.Select(wanted, rest, T.Of(1)));
        plain = T.Above(T.Of(1e-7), T.Abs(share));
        number = rest / T.Select(plain, T.Of(1), share);
    }

    /// <summary>Multiplies by the function's value.</summary>
    /// <param name="z">Share of a site's value that survives one leaker, in [0, 1].</param>
    /// <param name="exponent">Adds the logarithm of the part that has one, so that classes share one exponential.</param>
    /// <param name="factor">Multiplied by the other part.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Multiply(T z, ref T exponent, ref T factor)
    {
        if (some)
        {
            factor *= Power(z, certain);
        }

        T lost = T.Of(1) - z;
        T surviving = T.Of(1) - (share * lost);
        T possible = T.Above(surviving, T.Zero);
        T log = Elementary.LogOfNormal(T.Select(possible, surviving, T.Of(1)));
        exponent += T.Select(plain, -(rest * lost), number * log) & wanted;
        factor = T.Select(T.Select(plain | possible, T.Zero, wanted), T.Zero, factor);
    }

    /// <summary>zⁿ in each lane by repeated squaring, n whole and not negative.</summary>
    private static T Power(T z, T n)
    {
        T result = T.Of(1);
        while (T.Any(T.Above(n, T.Zero)))
        {
            T half = T.Floor(n * T.Of(0.5));
            result = T.Select(T.Above(n - half - half, T.Zero), result * z, result);
            z *= z;
            n = half;
        }

        return result;
    }
}
