using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CostSim.Numerics;

public static partial class Elementary
{
    /// <summary>eˣ of each value; source and destination may be the same. Same bits as <see cref="Exp(double)"/>.</summary>
    /// <param name="x">Exponents.</param>
    /// <param name="result">At least as long as <paramref name="x"/>.</param>
    /// <exception cref="ArgumentException">The result is too short.</exception>
    public static void Exp(ReadOnlySpan<double> x, Span<double> result)
    {
        int t = Vectored(x, result);
        for (int i = 0; i < t; i += Vector256<double>.Count)
        {
            Exp(Load(x, i)).StoreUnsafe(ref MemoryMarshal.GetReference(result), (nuint)i);
        }

        for (; t < x.Length; t++)
        {
            result[t] = Exp(x[t]);
        }
    }

    /// <summary>ln x of each value; source and destination may be the same. Same bits as <see cref="Log(double)"/>.</summary>
    /// <param name="x">Arguments.</param>
    /// <param name="result">At least as long as <paramref name="x"/>.</param>
    /// <exception cref="ArgumentException">The result is too short.</exception>
    public static void Log(ReadOnlySpan<double> x, Span<double> result)
    {
        int t = Vectored(x, result);
        for (int i = 0; i < t; i += Vector256<double>.Count)
        {
            Log(Load(x, i)).StoreUnsafe(ref MemoryMarshal.GetReference(result), (nuint)i);
        }

        for (; t < x.Length; t++)
        {
            result[t] = Log(x[t]);
        }
    }

    /// <summary>Φ(x) of each value; source and destination may be the same. Same bits as <see cref="NormalCdf(double)"/>.</summary>
    /// <param name="x">Arguments.</param>
    /// <param name="result">At least as long as <paramref name="x"/>.</param>
    /// <exception cref="ArgumentException">The result is too short.</exception>
    public static void NormalCdf(ReadOnlySpan<double> x, Span<double> result)
    {
        int t = Vectored(x, result);
        for (int i = 0; i < t; i += Vector256<double>.Count)
        {
            NormalCdf(Load(x, i)).StoreUnsafe(ref MemoryMarshal.GetReference(result), (nuint)i);
        }

        for (; t < x.Length; t++)
        {
            result[t] = NormalCdf(x[t]);
        }
    }

    /// <summary>Φ⁻¹(p) of each value; source and destination may be the same. Same bits as <see cref="NormalQuantile(double)"/>.</summary>
    /// <param name="p">Lower-tail probabilities.</param>
    /// <param name="result">At least as long as <paramref name="p"/>.</param>
    /// <exception cref="ArgumentException">The result is too short.</exception>
    public static void NormalQuantile(ReadOnlySpan<double> p, Span<double> result)
    {
        int t = Vectored(p, result);
        for (int i = 0; i < t; i += Vector256<double>.Count)
        {
            NormalQuantile(Load(p, i)).StoreUnsafe(ref MemoryMarshal.GetReference(result), (nuint)i);
        }

        for (; t < p.Length; t++)
        {
            result[t] = NormalQuantile(p[t]);
        }
    }

    /// <summary>eˣ in each lane, the bits of <see cref="Exp(double)"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Exp(Vector256<double> x)
    {
        Vector256<double> shift = Vector256.Create(RoundingShift);
        Vector256<double> clamped = Vector256.ConditionalSelect(Vector256.GreaterThan(x, Vector256.Create(ExpHighest)), Vector256.Create(ExpHighest), x);
        clamped = Vector256.ConditionalSelect(Vector256.LessThan(clamped, Vector256.Create(ExpLowest)), Vector256.Create(ExpLowest), clamped);
        Vector256<double> shifted = Vector256.FusedMultiplyAdd(clamped, Vector256.Create(LogTwoInverse), shift);
        Vector256<double> k = shifted - shift;
        Vector256<double> r = Vector256.FusedMultiplyAdd(-k, Vector256.Create(LogTwoHigh), clamped);
        r = Vector256.FusedMultiplyAdd(-k, Vector256.Create(LogTwoLow), r);
        Vector256<double> e = Vector256.Create(1.0) + ExpTail(r);
        Vector256<ulong> power = shifted.AsUInt64() - shift.AsUInt64() + Vector256.Create(2048ul);
        Vector256<ulong> half = Vector256.ShiftRightLogical(power, 1) - Vector256.Create(1024ul);
        Vector256<ulong> rest = power - Vector256.Create(2048ul) - half;
        Vector256<double> first = Vector256.ShiftLeft(half + Vector256.Create(1023ul), 52).AsDouble();
        return e * first * Vector256.ShiftLeft(rest + Vector256.Create(1023ul), 52).AsDouble();
    }

    /// <summary>ln x in each lane, the bits of <see cref="Log(double)"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Log(Vector256<double> x)
    {
        Vector256<double> tiny = Vector256.LessThan(x, Vector256.Create(SmallestNormal));
        Vector256<ulong> bits = Vector256.ConditionalSelect(tiny, x * Vector256.Create(TwoTo54), x).AsUInt64() + Vector256.Create(One - LogSplit);
        Vector256<double> bias = Vector256.ConditionalSelect(tiny, Vector256.Create(1023.0 + 54), Vector256.Create(1023.0));
        Vector256<double> shift = Vector256.Create(4503599627370496.0);
        Vector256<double> k = (Vector256.ShiftRightLogical(bits, 52) | shift.AsUInt64()).AsDouble() - shift - bias;
        Vector256<double> f = ((bits & Vector256.Create(MantissaMask)) + Vector256.Create(LogSplit)).AsDouble() - Vector256.Create(1.0);
        Vector256<double> result = LogOfParts(k, f);
        Vector256<double> ordinary = Vector256.GreaterThan(x, Vector256<double>.Zero) & Vector256.LessThan(x, Vector256.Create(double.PositiveInfinity));
        if (Vector256.EqualsAll(ordinary.AsUInt64(), Vector256<ulong>.AllBitsSet))
        {
            return result;
        }

        Vector256<double> special = Vector256.Create(Log(x[0]), Log(x[1]), Log(x[2]), Log(x[3]));
        return Vector256.ConditionalSelect(ordinary, result, special);
    }

    /// <summary>ln x in each lane, the bits of <see cref="Log(double)"/>, where every lane is known to be a normal positive number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<double> LogOfNormal(Vector256<double> x)
    {
        Vector256<ulong> bits = x.AsUInt64() + Vector256.Create(One - LogSplit);
        Vector256<double> shift = Vector256.Create(4503599627370496.0);
        Vector256<double> k = (Vector256.ShiftRightLogical(bits, 52) | shift.AsUInt64()).AsDouble() - Vector256.Create(4503599627370496.0 + 1023.0);
        Vector256<double> f = ((bits & Vector256.Create(MantissaMask)) + Vector256.Create(LogSplit)).AsDouble() - Vector256.Create(1.0);
        return LogOfParts(k, f);
    }

    /// <summary>Φ(x) in each lane, the bits of <see cref="NormalCdf(double)"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> NormalCdf(Vector256<double> x) => NormalCdf(x, out _);

    /// <summary>Φ(x) and φ(x) in each lane, the bits of <see cref="NormalCdf(double, out double)"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> NormalCdf(Vector256<double> x, out Vector256<double> density)
    {
        Vector256<double> size = Vector256.Abs(x);
        Vector256<double> beyond = Vector256.GreaterThanOrEqual(size, Vector256.Create(TailEnd));
        Vector256<double> factor = NormalRational(size);
        if (!Vector256.EqualsAll(beyond.AsUInt64(), Vector256<ulong>.Zero))
        {
            factor = Vector256.ConditionalSelect(beyond, NormalFraction(size), factor);
        }

        Vector256<double> e = ExpOfHalfSquare(x);
        density = Vector256.Create(InverseRootTwoPi) * e;
        Vector256<double> tail = e * factor;
        tail = Vector256.ConditionalSelect(Vector256.GreaterThan(x, Vector256<double>.Zero), Vector256.Create(1.0) - tail, tail);
        Vector256<double> inCentre = Vector256.LessThan(size, Vector256.Create(CentreEnd));
        return Vector256.ConditionalSelect(inCentre, Vector256.Create(0.5) + NormalCentre(x), tail);
    }

    /// <summary>Φ⁻¹(p) in each lane, the bits of <see cref="NormalQuantile(double)"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> NormalQuantile(Vector256<double> p)
    {
        Vector256<double> q = p - Vector256.Create(0.5);
        Vector256<double> r = Vector256.Create(0.180625) - (q * q);
        Vector256<double> top = Horner(r, A7, A6, A5, A4, A3, A2, A1, A0);
        Vector256<double> centre = q * top / Horner(r, B7, B6, B5, B4, B3, B2, B1, 1);
        Vector256<double> inCentre = Vector256.LessThanOrEqual(Vector256.Abs(q), Vector256.Create(0.425));
        if (Vector256.EqualsAll(inCentre.AsUInt64(), Vector256<ulong>.AllBitsSet))
        {
            return centre;
        }

        Vector256<double> lower = Vector256.LessThan(q, Vector256<double>.Zero);
        Vector256<double> smaller = Vector256.ConditionalSelect(lower, p, Vector256.Create(1.0) - p);
        Vector256<double> root = Vector256.Sqrt(-Log(smaller));
        Vector256<double> s = root - Vector256.Create(1.6);
        Vector256<double> tail = Horner(s, C7, C6, C5, C4, C3, C2, C1, C0) / Horner(s, D7, D6, D5, D4, D3, D2, D1, 1);
        Vector256<double> nearTail = Vector256.LessThanOrEqual(root, Vector256.Create(5.0)) | inCentre;
        if (!Vector256.EqualsAll(nearTail.AsUInt64(), Vector256<ulong>.AllBitsSet))
        {
            Vector256<double> far = root - Vector256.Create(5.0);
            Vector256<double> farTail = Horner(far, F7, F6, F5, F4, F3, F2, F1, F0) / Horner(far, H7, H6, H5, H4, H3, H2, H1, 1);
            tail = Vector256.ConditionalSelect(nearTail, tail, farTail);
            Vector256<double> inside = Vector256.GreaterThan(p, Vector256<double>.Zero) & Vector256.LessThan(p, Vector256.Create(1.0));
            if (!Vector256.EqualsAll(inside.AsUInt64(), Vector256<ulong>.AllBitsSet))
            {
                return Vector256.Create(NormalQuantile(p[0]), NormalQuantile(p[1]), NormalQuantile(p[2]), NormalQuantile(p[3]));
            }
        }

        return Vector256.ConditionalSelect(inCentre, centre, Vector256.ConditionalSelect(lower, -tail, tail));
    }

    // Length of the part worked in vectors; checks the room.
    private static int Vectored(ReadOnlySpan<double> x, Span<double> result)
    {
        if (result.Length < x.Length)
        {
            throw new ArgumentException($"The result holds {result.Length} values, {x.Length} are needed.", nameof(result));
        }

        return Vector256.IsHardwareAccelerated ? x.Length & ~(Vector256<double>.Count - 1) : 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Load(ReadOnlySpan<double> x, int i) =>
        Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(x), (nuint)i);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> ExpTail(Vector256<double> r)
    {
        Vector256<double> q = Vector256.FusedMultiplyAdd(Vector256.Create(E13), r, Vector256.Create(E12));
        q = Vector256.FusedMultiplyAdd(q, r, Vector256.Create(E11));
        q = Vector256.FusedMultiplyAdd(q, r, Vector256.Create(E10));
        q = Vector256.FusedMultiplyAdd(q, r, Vector256.Create(E9));
        q = Vector256.FusedMultiplyAdd(q, r, Vector256.Create(E8));
        q = Vector256.FusedMultiplyAdd(q, r, Vector256.Create(E7));
        q = Vector256.FusedMultiplyAdd(q, r, Vector256.Create(E6));
        q = Vector256.FusedMultiplyAdd(q, r, Vector256.Create(E5));
        q = Vector256.FusedMultiplyAdd(q, r, Vector256.Create(E4));
        q = Vector256.FusedMultiplyAdd(q, r, Vector256.Create(E3));
        q = Vector256.FusedMultiplyAdd(q, r, Vector256.Create(E2));
        return Vector256.FusedMultiplyAdd(r * r, q, r);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> LogOfParts(Vector256<double> k, Vector256<double> f)
    {
        Vector256<double> s = f / (Vector256.Create(2.0) + f);
        Vector256<double> z = s * s;
        Vector256<double> r = Vector256.FusedMultiplyAdd(z, Vector256.Create(G7), Vector256.Create(G6));
        r = Vector256.FusedMultiplyAdd(z, r, Vector256.Create(G5));
        r = Vector256.FusedMultiplyAdd(z, r, Vector256.Create(G4));
        r = Vector256.FusedMultiplyAdd(z, r, Vector256.Create(G3));
        r = Vector256.FusedMultiplyAdd(z, r, Vector256.Create(G2));
        r = Vector256.FusedMultiplyAdd(z, r, Vector256.Create(G1));
        Vector256<double> half = Vector256.Create(0.5) * f * f;
        Vector256<double> low = Vector256.FusedMultiplyAdd(s, Vector256.FusedMultiplyAdd(z, r, half), k * Vector256.Create(LogTwoLow));
        return (k * Vector256.Create(LogTwoHigh)) - (half - low - f);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> ExpOfHalfSquare(Vector256<double> x)
    {
        Vector256<double> square = x * x;
        Vector256<double> lost = Vector256.FusedMultiplyAdd(x, x, -square);
        Vector256<double> e = Exp(Vector256.Create(-0.5) * square);
        Vector256<double> corrected = Vector256.FusedMultiplyAdd(Vector256.Create(-0.5) * lost, e, e);
        return Vector256.ConditionalSelect(Vector256.LessThan(square, Vector256.Create(1600.0)), corrected, e);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> NormalCentre(Vector256<double> x)
    {
        Vector256<double> square = x * x;
        Vector256<double> n = Vector256.FusedMultiplyAdd(Vector256.Create(N4), square, Vector256.Create(N3));
        n = Vector256.FusedMultiplyAdd(n, square, Vector256.Create(N2));
        n = Vector256.FusedMultiplyAdd(n, square, Vector256.Create(N1));
        n = Vector256.FusedMultiplyAdd(n, square, Vector256.Create(N0));
        Vector256<double> o = square + Vector256.Create(O3);
        o = Vector256.FusedMultiplyAdd(o, square, Vector256.Create(O2));
        o = Vector256.FusedMultiplyAdd(o, square, Vector256.Create(O1));
        o = Vector256.FusedMultiplyAdd(o, square, Vector256.Create(O0));
        return x * n / o;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> NormalRational(Vector256<double> x)
    {
        Vector256<double> p = Vector256.FusedMultiplyAdd(Horner(x, P8, P7, P6, P5, P4, P3, P2, P1), x, Vector256.Create(P0));
        return p / Vector256.FusedMultiplyAdd(Horner(x, 1, Q7, Q6, Q5, Q4, Q3, Q2, Q1), x, Vector256.Create(Q0));
    }

    private static Vector256<double> NormalFraction(Vector256<double> x)
    {
        Vector256<double> d = x;
        for (int k = 24; k >= 1; k--)
        {
            d = x + (Vector256.Create((double)k) / d);
        }

        return Vector256.Create(InverseRootTwoPi) / d;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Horner(
        Vector256<double> x, double c7, double c6, double c5, double c4, double c3, double c2, double c1, double c0)
    {
        Vector256<double> p = Vector256.FusedMultiplyAdd(Vector256.Create(c7), x, Vector256.Create(c6));
        p = Vector256.FusedMultiplyAdd(p, x, Vector256.Create(c5));
        p = Vector256.FusedMultiplyAdd(p, x, Vector256.Create(c4));
        p = Vector256.FusedMultiplyAdd(p, x, Vector256.Create(c3));
        p = Vector256.FusedMultiplyAdd(p, x, Vector256.Create(c2));
        p = Vector256.FusedMultiplyAdd(p, x, Vector256.Create(c1));
        return Vector256.FusedMultiplyAdd(p, x, Vector256.Create(c0));
    }
}
