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

    /// <summary>Four sums one after the other, each += its weight · values, lane by lane, multiplied and rounded before it is added.</summary>
    /// <param name="sums">Four times as long as the values.</param>
    /// <param name="values">Padded length.</param>
    /// <param name="weights">Factor of all values for each sum.</param>
    public static void AddFourScaled(Span<double> sums, ReadOnlySpan<double> values, Vector256<double> weights)
    {
        ref double from = ref MemoryMarshal.GetReference(values);
        nuint length = (nuint)values.Length;
        ref double first = ref MemoryMarshal.GetReference(sums[..(4 * values.Length)]);
        ref double second = ref Unsafe.Add(ref first, length);
        ref double third = ref Unsafe.Add(ref second, length);
        ref double fourth = ref Unsafe.Add(ref third, length);
        nuint i = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            Vector512<double> a = Vector512.Create(weights[0]), b = Vector512.Create(weights[1]), c = Vector512.Create(weights[2]), d = Vector512.Create(weights[3]);
            for (; i + (nuint)Vector512<double>.Count <= length; i += (nuint)Vector512<double>.Count)
            {
                var value = Vector512.LoadUnsafe(ref from, i);
                (Vector512.LoadUnsafe(ref first, i) + (a * value)).StoreUnsafe(ref first, i);
                (Vector512.LoadUnsafe(ref second, i) + (b * value)).StoreUnsafe(ref second, i);
                (Vector512.LoadUnsafe(ref third, i) + (c * value)).StoreUnsafe(ref third, i);
                (Vector512.LoadUnsafe(ref fourth, i) + (d * value)).StoreUnsafe(ref fourth, i);
            }
        }

        Vector256<double> e = Vector256.Create(weights[0]), f = Vector256.Create(weights[1]), g = Vector256.Create(weights[2]), h = Vector256.Create(weights[3]);
        for (; i < length; i += (nuint)Vector256<double>.Count)
        {
            var value = Vector256.LoadUnsafe(ref from, i);
            (Vector256.LoadUnsafe(ref first, i) + (e * value)).StoreUnsafe(ref first, i);
            (Vector256.LoadUnsafe(ref second, i) + (f * value)).StoreUnsafe(ref second, i);
            (Vector256.LoadUnsafe(ref third, i) + (g * value)).StoreUnsafe(ref third, i);
            (Vector256.LoadUnsafe(ref fourth, i) + (h * value)).StoreUnsafe(ref fourth, i);
        }
    }

    /// <summary>sum += weights · four runs of values one after the other, a product at a time in their order, each rounded before it is added.</summary>
    /// <param name="sum">Padded length.</param>
    /// <param name="values">Four times as long at least.</param>
    /// <param name="stride">Where the next run starts; at least the length of the sum.</param>
    /// <param name="weights">Factor of each run.</param>
    public static void AddFour(Span<double> sum, ReadOnlySpan<double> values, int stride, Vector256<double> weights)
    {
        nuint length = (nuint)sum.Length;
        ref double to = ref MemoryMarshal.GetReference(sum);
        ref double first = ref MemoryMarshal.GetReference(values[..((3 * stride) + sum.Length)]);
        ref double second = ref Unsafe.Add(ref first, (nuint)stride);
        ref double third = ref Unsafe.Add(ref second, (nuint)stride);
        ref double fourth = ref Unsafe.Add(ref third, (nuint)stride);
        nuint i = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            Vector512<double> a = Vector512.Create(weights[0]), b = Vector512.Create(weights[1]), c = Vector512.Create(weights[2]), d = Vector512.Create(weights[3]);
            for (; i + (nuint)Vector512<double>.Count <= length; i += (nuint)Vector512<double>.Count)
            {
                Vector512<double> all = Vector512.LoadUnsafe(ref to, i) + (a * Vector512.LoadUnsafe(ref first, i));
                all += b * Vector512.LoadUnsafe(ref second, i);
                all += c * Vector512.LoadUnsafe(ref third, i);
                all += d * Vector512.LoadUnsafe(ref fourth, i);
                all.StoreUnsafe(ref to, i);
            }
        }

        Vector256<double> e = Vector256.Create(weights[0]), f = Vector256.Create(weights[1]), g = Vector256.Create(weights[2]), h = Vector256.Create(weights[3]);
        for (; i < length; i += (nuint)Vector256<double>.Count)
        {
            Vector256<double> all = Vector256.LoadUnsafe(ref to, i) + (e * Vector256.LoadUnsafe(ref first, i));
            all += f * Vector256.LoadUnsafe(ref second, i);
            all += g * Vector256.LoadUnsafe(ref third, i);
            all += h * Vector256.LoadUnsafe(ref fourth, i);
            all.StoreUnsafe(ref to, i);
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
