using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CostSim.Compilation;
using CostSim.Numerics;

namespace CostSim.Engagement;

/// <summary>
/// z ↦ Π E[z_c^L_c] for leakers L_c of which the moments are known and some are sure to get through: the rest by a matched binomial, or
/// negative binomial where the variance exceeds the mean. Exact for one layer. Several trials at once, by lanes.
/// </summary>
/// <remarks>What the leakers alone decide is worked out once; many kinds of site then ask for the value at their z.</remarks>
/// <param name="classes">Threat classes.</param>
internal sealed class GeneratingFunctions(int classes)
{
    // A row each: share and number of the binomial, mean of what is close to Poisson, then the binary digits of the sure ones.
    private const int Row = TrialGroup.Lanes;
    private const int Number = Row;
    private const int Mean = 2 * Row;
    private const int Digits = 3 * Row;
    private const int Length = Digits + (31 * Row);
    private readonly double[] terms = new double[classes * Length];
    private readonly (int Threat, int Digits)[] present = new (int Threat, int Digits)[classes];
    private int count;

    /// <summary>Forgets all classes.</summary>
    public void Clear() => count = 0;

    /// <summary>Takes a class in.</summary>
    /// <param name="threat">Number of the class.</param>
    /// <param name="leakers">Moments of its leakers.</param>
    /// <param name="certain">Leakers that no outcome can stop; whole numbers.</param>
    public void Add<T>(int threat, in MomentLanes<T> leakers, T certain)
        where T : struct, IVector<T>
    {
        if (!T.Any(T.Above(leakers.Mean, T.Zero)))
        {
            return;
        }

        T rest = leakers.Mean - certain;
        T wanted = T.AtLeast(rest, T.Of(1e-12));
        T share = T.Of(1) - (leakers.Variance / T.Select(wanted, rest, T.Of(1)));
        T plain = T.Above(T.Of(1e-7), T.Abs(share));
        T matched = T.Select(plain, T.Zero, wanted);
        ref double term = ref terms[count * Length];
        (share & matched).Store(ref term, 0);
        ((rest / T.Select(plain, T.Of(1), share)) & matched).Store(ref term, Number);
        (rest & plain & wanted).Store(ref term, Mean);
        int digits = 0;
        while (T.Any(T.Above(certain, T.Zero)))
        {
            T half = T.Floor(certain * T.Of(0.5));
            T.Above(certain - half - half, T.Zero).Store(ref term, Digits + (digits++ * Row));
            certain = half;
        }

        present[count++] = (threat, digits);
    }

    /// <summary>The product over the classes taken in, for several kinds of site.</summary>
    /// <param name="kinds">Kinds of site.</param>
    /// <param name="survival">Share of a site's value that survives one leaker, in [0, 1]: class after class, kind after kind, a lane per trial.</param>
    /// <param name="from">First of the lanes.</param>
    /// <param name="result">Receives it, kind after kind, a lane per trial.</param>
    public void Run<T>(ReadOnlySpan<int> kinds, ReadOnlySpan<double> survival, int from, Span<double> result)
        where T : struct, IVector<T>
    {
        foreach (int kind in kinds)
        {
            int place = (kind * Row) + from;
            Value<T>(ref MemoryMarshal.GetReference(survival[place..]), result.Length).Store(ref result[place], 0);
        }
    }

    /// <summary>The product at one z; logarithms are added, so that classes share one exponential.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private T Value<T>(ref double survival, int stride)
        where T : struct, IVector<T>
    {
        var one = T.Of(1);
        T exponent = T.Zero;
        T factor = one;
        ref double term = ref MemoryMarshal.GetArrayDataReference(terms);
        foreach ((int threat, int digits) in present.AsSpan(0, count))
        {
            var z = T.Load(ref survival, threat * stride);
            T lost = one - z;
            T surviving = one - (T.Load(ref term, 0) * lost);
            T possible = T.Above(surviving, T.Zero);
            T log = Elementary.LogOfNormal(T.Select(possible, surviving, one));
            exponent += (T.Load(ref term, Number) * log) - (T.Load(ref term, Mean) * lost);
            if (digits > 0)
            {
                factor *= Power(z, ref term, digits);
            }

            factor = T.Select(possible, factor, T.Zero);
            term = ref Unsafe.Add(ref term, Length);
        }

        return factor * Elementary.Exp(exponent);
    }

    /// <summary>zⁿ in each lane by repeated squaring, n by its binary digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Power<T>(T z, ref double term, int digits)
        where T : struct, IVector<T>
    {
        var result = T.Of(1);
        for (int digit = 0; digit < digits; digit++)
        {
            result = T.Select(T.Load(ref term, Digits + (digit * Row)), result * z, result);
            z *= z;
        }

        return result;
    }
}
