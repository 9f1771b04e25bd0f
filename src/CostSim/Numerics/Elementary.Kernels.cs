using System.Runtime.CompilerServices;

namespace CostSim.Numerics;

public static partial class Elementary
{
    // 2^52: the low bits of a number next to it count whole numbers.
    private const double LogShift = 4503599627370496.0;

    /// <summary>eˣ in each lane, the bits of <see cref="Exp(double)"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Exp<T>(T x)
        where T : struct, IVector<T>
    {
        T shift = T.Of(RoundingShift);
        T clamped = T.Select(T.Above(x, T.Of(ExpHighest)), T.Of(ExpHighest), x);
        clamped = T.Select(T.Above(T.Of(ExpLowest), clamped), T.Of(ExpLowest), clamped);
        T shifted = T.MultiplyAdd(clamped, T.Of(LogTwoInverse), shift);
        T k = shifted - shift;
        T r = T.MultiplyAdd(-k, T.Of(LogTwoHigh), clamped);
        r = T.MultiplyAdd(-k, T.Of(LogTwoLow), r);
        T e = T.Of(1.0) + ExpTail(r);
        T power = T.AddBits(T.SubtractBits(shifted, shift), 2048);
        T halved = T.ShiftDown(power, 1);
        T first = T.ShiftUp(T.AddBits(halved, unchecked((ulong)-1)), 52);
        T rest = T.ShiftUp(T.AddBits(T.SubtractBits(power, halved), unchecked((ulong)-1)), 52);
        return e * first * rest;
    }

    /// <summary>ln x in each lane, the bits of <see cref="Log(double)"/>, where every lane is known to be a normal positive number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T LogOfNormal<T>(T x)
        where T : struct, IVector<T> => LogOfScaled(x, T.Of(LogShift + 1023.0));

    /// <summary>Φ(x) and φ(x) in each lane, the bits of <see cref="NormalCdf(double, out double)"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T NormalCdf<T>(T x, out T density)
        where T : struct, IVector<T>
    {
        T size = T.Abs(x);
        T beyond = T.AtLeast(size, T.Of(TailEnd));
        T factor = NormalRational(size);
        if (T.Any(beyond))
        {
            factor = T.Select(beyond, NormalFar(size), factor);
        }

        T e = ExpOfHalfSquare(x);
        density = T.Of(InverseRootTwoPi) * e;
        T tail = e * factor;
        tail = T.Select(T.Above(x, T.Zero), T.Of(1.0) - tail, tail);
        return T.Select(T.Above(T.Of(CentreEnd), size), T.Of(0.5) + NormalCentre(x), tail);
    }

    // ln x for x = 2^k (1 + f), with the bias of k in the logarithm's shift.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T LogOfScaled<T>(T x, T bias)
        where T : struct, IVector<T>
    {
        T bits = T.AddBits(x, One - LogSplit);
        T k = (T.ShiftDown(bits, 52) | T.Of(LogShift)) - bias;
        T f = T.AddBits(bits & T.Of(BitConverter.UInt64BitsToDouble(MantissaMask)), LogSplit) - T.Of(1.0);
        T s = f / (T.Of(2.0) + f);
        T z = s * s;
        T r = T.MultiplyAdd(z, T.Of(G7), T.Of(G6));
        r = T.MultiplyAdd(z, r, T.Of(G5));
        r = T.MultiplyAdd(z, r, T.Of(G4));
        r = T.MultiplyAdd(z, r, T.Of(G3));
        r = T.MultiplyAdd(z, r, T.Of(G2));
        r = T.MultiplyAdd(z, r, T.Of(G1));
        T half = T.Of(0.5) * f * f;
        T low = T.MultiplyAdd(s, T.MultiplyAdd(z, r, half), k * T.Of(LogTwoLow));
        return (k * T.Of(LogTwoHigh)) - (half - low - f);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T ExpTail<T>(T r)
        where T : struct, IVector<T>
    {
        T q = T.MultiplyAdd(T.Of(E13), r, T.Of(E12));
        q = T.MultiplyAdd(q, r, T.Of(E11));
        q = T.MultiplyAdd(q, r, T.Of(E10));
        q = T.MultiplyAdd(q, r, T.Of(E9));
        q = T.MultiplyAdd(q, r, T.Of(E8));
        q = T.MultiplyAdd(q, r, T.Of(E7));
        q = T.MultiplyAdd(q, r, T.Of(E6));
        q = T.MultiplyAdd(q, r, T.Of(E5));
        q = T.MultiplyAdd(q, r, T.Of(E4));
        q = T.MultiplyAdd(q, r, T.Of(E3));
        q = T.MultiplyAdd(q, r, T.Of(E2));
        return T.MultiplyAdd(r * r, q, r);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T ExpOfHalfSquare<T>(T x)
        where T : struct, IVector<T>
    {
        T square = x * x;
        T lost = T.MultiplyAdd(x, x, -square);
        T e = Exp(T.Of(-0.5) * square);
        T corrected = T.MultiplyAdd(T.Of(-0.5) * lost, e, e);
        return T.Select(T.Above(T.Of(1600.0), square), corrected, e);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T NormalCentre<T>(T x)
        where T : struct, IVector<T>
    {
        T square = x * x;
        T n = T.MultiplyAdd(T.Of(N4), square, T.Of(N3));
        n = T.MultiplyAdd(n, square, T.Of(N2));
        n = T.MultiplyAdd(n, square, T.Of(N1));
        n = T.MultiplyAdd(n, square, T.Of(N0));
        T o = square + T.Of(O3);
        o = T.MultiplyAdd(o, square, T.Of(O2));
        o = T.MultiplyAdd(o, square, T.Of(O1));
        o = T.MultiplyAdd(o, square, T.Of(O0));
        return x * n / o;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T NormalRational<T>(T x)
        where T : struct, IVector<T>
    {
        T p = T.MultiplyAdd(Horner(x, P8, P7, P6, P5, P4, P3, P2, P1), x, T.Of(P0));
        return p / T.MultiplyAdd(Horner(x, 1, Q7, Q6, Q5, Q4, Q3, Q2, Q1), x, T.Of(Q0));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T NormalFar<T>(T x)
        where T : struct, IVector<T>
    {
        T s = T.Of(1.0) / (x * x);
        T n = T.MultiplyAdd(T.Of(R5), s, T.Of(R0));
        n = T.MultiplyAdd(n, s, T.Of(R1));
        n = T.MultiplyAdd(n, s, T.Of(R2));
        n = T.MultiplyAdd(n, s, T.Of(R3));
        n = T.MultiplyAdd(n, s, T.Of(R4));
        T d = s + T.Of(S0);
        d = T.MultiplyAdd(d, s, T.Of(S1));
        d = T.MultiplyAdd(d, s, T.Of(S2));
        d = T.MultiplyAdd(d, s, T.Of(S3));
        d = T.MultiplyAdd(d, s, T.Of(S4));
        return (T.Of(InverseRootTwoPi) - (s * n / d)) / x;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Horner<T>(T x, double c7, double c6, double c5, double c4, double c3, double c2, double c1, double c0)
        where T : struct, IVector<T>
    {
        T p = T.MultiplyAdd(T.Of(c7), x, T.Of(c6));
        p = T.MultiplyAdd(p, x, T.Of(c5));
        p = T.MultiplyAdd(p, x, T.Of(c4));
        p = T.MultiplyAdd(p, x, T.Of(c3));
        p = T.MultiplyAdd(p, x, T.Of(c2));
        p = T.MultiplyAdd(p, x, T.Of(c1));
        return T.MultiplyAdd(p, x, T.Of(c0));
    }
}
