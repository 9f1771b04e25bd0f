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
    public static Vector256<double> Exp(Vector256<double> x) => Exp(new Four(x)).Value;

    /// <summary>ln x in each lane, the bits of <see cref="Log(double)"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Log(Vector256<double> x)
    {
        Vector256<double> tiny = Vector256.LessThan(x, Vector256.Create(SmallestNormal));
        Vector256<double> scaled = Vector256.ConditionalSelect(tiny, x * Vector256.Create(TwoTo54), x);
        Vector256<double> bias = Vector256.ConditionalSelect(tiny, Vector256.Create(LogShift + 1023.0 + 54), Vector256.Create(LogShift + 1023.0));
        Vector256<double> result = LogOfScaled(new Four(scaled), new Four(bias)).Value;
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
    internal static Vector256<double> LogOfNormal(Vector256<double> x) => LogOfNormal(new Four(x)).Value;

    /// <summary>Φ(x) in each lane, the bits of <see cref="NormalCdf(double)"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> NormalCdf(Vector256<double> x) => NormalCdf(new Four(x), out _).Value;

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
    private static Vector256<double> Horner(
        Vector256<double> x, double c7, double c6, double c5, double c4, double c3, double c2, double c1, double c0) =>
        Horner(new Four(x), c7, c6, c5, c4, c3, c2, c1, c0).Value;
}
