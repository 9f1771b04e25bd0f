using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CostSim.Numerics;

/// <summary>Arithmetic on short runs of doubles whose length is a whole number of vectors, so that no remainder needs a loop of its own.</summary>
internal static class Lanes
{
    /// <summary>The least multiple of the vector length that holds <paramref name="count"/> values.</summary>
    public static int Padded(int count) => (count + Vector256<double>.Count - 1) & ~(Vector256<double>.Count - 1);

    /// <summary>sum += weight · values, lane by lane, multiplied and rounded before it is added.</summary>
    /// <param name="sum">Padded length.</param>
    /// <param name="values">At least as long.</param>
    /// <param name="weight">Factor of all values.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddScaled(Span<double> sum, ReadOnlySpan<double> values, double weight)
    {
        Vector256<double> factor = Vector256.Create(weight);
        ref double to = ref MemoryMarshal.GetReference(sum);
        ref double from = ref MemoryMarshal.GetReference(values[..sum.Length]);
        for (nuint i = 0; i < (nuint)sum.Length; i += (nuint)Vector256<double>.Count)
        {
            (Vector256.LoadUnsafe(ref to, i) + (factor * Vector256.LoadUnsafe(ref from, i))).StoreUnsafe(ref to, i);
        }
    }

    /// <summary>sum += values², lane by lane, multiplied and rounded before it is added.</summary>
    /// <param name="sum">Padded length.</param>
    /// <param name="values">At least as long.</param>
    public static void AddSquares(Span<double> sum, ReadOnlySpan<double> values)
    {
        ref double to = ref MemoryMarshal.GetReference(sum);
        ref double from = ref MemoryMarshal.GetReference(values[..sum.Length]);
        for (nuint i = 0; i < (nuint)sum.Length; i += (nuint)Vector256<double>.Count)
        {
            Vector256<double> value = Vector256.LoadUnsafe(ref from, i);
            (Vector256.LoadUnsafe(ref to, i) + (value * value)).StoreUnsafe(ref to, i);
        }
    }

    /// <summary>Σ a·b, summed by lanes first.</summary>
    /// <param name="a">Padded length.</param>
    /// <param name="b">At least as long.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        Vector256<double> sum = Vector256<double>.Zero;
        ref double first = ref MemoryMarshal.GetReference(a);
        ref double second = ref MemoryMarshal.GetReference(b[..a.Length]);
        for (nuint i = 0; i < (nuint)a.Length; i += (nuint)Vector256<double>.Count)
        {
            sum += Vector256.LoadUnsafe(ref first, i) * Vector256.LoadUnsafe(ref second, i);
        }

        return sum[0] + sum[1] + (sum[2] + sum[3]);
    }

    /// <summary>The vector that starts at <paramref name="start"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not all within the values.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Load(ReadOnlySpan<double> values, int start)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)start + (uint)Vector256<double>.Count, (uint)values.Length, nameof(start));
        return Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(values), (nuint)start);
    }

    /// <summary>The vector that starts at <paramref name="start"/>; zeros beyond the last value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> LoadPart(ReadOnlySpan<double> values, int start) =>
        start + Vector256<double>.Count <= values.Length ? Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(values), (nuint)start) : Rest(values[start..]);

    /// <summary>Writes a vector to where <see cref="Load"/> would read it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is not enough room.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Span<double> values, int start, Vector256<double> vector)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)start + (uint)Vector256<double>.Count, (uint)values.Length, nameof(start));
        vector.StoreUnsafe(ref MemoryMarshal.GetReference(values), (nuint)start);
    }

    private static Vector256<double> Rest(ReadOnlySpan<double> values)
    {
        Span<double> lanes = stackalloc double[Vector256<double>.Count];
        lanes.Clear();
        values.CopyTo(lanes);
        return Vector256.Create<double>(lanes);
    }

    /// <summary>bⁿ in each lane by repeated squaring.</summary>
    public static Vector256<double> Power(Vector256<double> b, int n)
    {
        Vector256<double> result = Vector256.Create(1.0);
        for (; n > 0; n >>= 1)
        {
            result = (n & 1) == 1 ? result * b : result;
            b *= b;
        }

        return result;
    }
}
