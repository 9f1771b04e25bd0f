using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CostSim.Numerics;

/// <summary>Arithmetic on rows of which every place holds eight values, a lane each; a weight has eight lanes too.</summary>
internal static class LaneRows
{
    private const int Lanes = 8;

    private interface ITerm
    {
        static abstract T Of<T>(T value)
            where T : struct, IVector<T>;
    }

    /// <summary>sum += weight · values.</summary>
    /// <param name="sum">At least as long as the values.</param>
    /// <param name="values">Whole rows of eight.</param>
    /// <param name="weight">Eight lanes.</param>
    public static void Add(Span<double> sum, ReadOnlySpan<double> values, ReadOnlySpan<double> weight) => Run<Plain>(sum, values, weight);

    /// <summary>sum += weight · (1 − values).</summary>
    /// <inheritdoc cref="Add"/>
    public static void AddLost(Span<double> sum, ReadOnlySpan<double> values, ReadOnlySpan<double> weight) => Run<Lost>(sum, values, weight);

    /// <summary>sum += weight · values².</summary>
    /// <inheritdoc cref="Add"/>
    public static void AddSquares(Span<double> sum, ReadOnlySpan<double> values, ReadOnlySpan<double> weight) => Run<Square>(sum, values, weight);

    /// <summary>sum += weight · values, the same weight in all lanes.</summary>
    /// <param name="sum">At least as long as the values.</param>
    /// <param name="values">Whole rows of eight.</param>
    /// <param name="weight">Factor of all values.</param>
    public static void AddScaled(Span<double> sum, ReadOnlySpan<double> values, double weight)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sum.Length, values.Length);
        if (Vector512.IsHardwareAccelerated)
        {
            AddScaled<Eight>(ref MemoryMarshal.GetReference(sum), values, weight);
        }
        else
        {
            AddScaled<Four>(ref MemoryMarshal.GetReference(sum), values, weight);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddScaled<T>(ref double sum, ReadOnlySpan<double> values, double weight)
        where T : struct, IVector<T>
    {
        ref double of = ref MemoryMarshal.GetReference(values);
        var factor = T.Of(weight);
        for (int at = 0; at < values.Length; at += T.Count)
        {
            (T.Load(ref sum, at) + (factor * T.Load(ref of, at))).Store(ref sum, at);
        }
    }

    /// <summary>Adds one place to every place of a row, each time with its own weight: sum_i += weight_i · place.</summary>
    /// <param name="sum">A place for each weight.</param>
    /// <param name="place">Eight values.</param>
    /// <param name="weights">Factors, one for each place, the same in all lanes.</param>
    public static void AddToEach(Span<double> sum, ReadOnlySpan<double> place, ReadOnlySpan<double> weights)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sum.Length, weights.Length * Lanes);
        ArgumentOutOfRangeException.ThrowIfLessThan(place.Length, Lanes);
        if (Vector512.IsHardwareAccelerated)
        {
            AddToEach<Eight>(ref MemoryMarshal.GetReference(sum), place, weights);
        }
        else
        {
            AddToEach<Four>(ref MemoryMarshal.GetReference(sum), place, weights);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddToEach<T>(ref double sum, ReadOnlySpan<double> place, ReadOnlySpan<double> weights)
        where T : struct, IVector<T>
    {
        for (int from = 0; from < Lanes; from += T.Count)
        {
            var values = T.Load(ref MemoryMarshal.GetReference(place), from);
            for (int i = 0; i < weights.Length; i++)
            {
                int at = (i * Lanes) + from;
                (T.Load(ref sum, at) + (T.Of(weights[i]) * values)).Store(ref sum, at);
            }
        }
    }

    /// <summary>Writes values out lane by lane.</summary>
    /// <param name="values">Eight lanes a place, at least as many places as a row is long.</param>
    /// <param name="rows">Eight rows of one length.</param>
    public static void Unfold(ReadOnlySpan<double> values, double[][] rows)
    {
        int length = rows[0].Length;
        if (Avx.IsSupported && length >= 4)
        {
            Unfold(values[..(length * Lanes)], rows.AsSpan(0, 4), length);
            Unfold(values[4..(length * Lanes)], rows.AsSpan(4, 4), length);
            return;
        }

        for (int lane = 0; lane < Lanes; lane++)
        {
            double[] row = rows[lane];
            for (int place = 0; place < row.Length; place++)
            {
                row[place] = values[(place * Lanes) + lane];
            }
        }
    }

    /// <summary>Four lanes, four places at a time; the last four once more where the length is no multiple of them.</summary>
    private static void Unfold(ReadOnlySpan<double> values, ReadOnlySpan<double[]> rows, int length)
    {
        ref double from = ref MemoryMarshal.GetReference(values);
        ref double row0 = ref MemoryMarshal.GetReference(rows[0].AsSpan(0, length));
        ref double row1 = ref MemoryMarshal.GetReference(rows[1].AsSpan(0, length));
        ref double row2 = ref MemoryMarshal.GetReference(rows[2].AsSpan(0, length));
        ref double row3 = ref MemoryMarshal.GetReference(rows[3].AsSpan(0, length));
        nuint last = (nuint)length - 4;
        for (nuint next = 0; next < (nuint)length; next += 4)
        {
            nuint place = Math.Min(next, last);
            var first = Vector256.LoadUnsafe(ref from, place * Lanes);
            var second = Vector256.LoadUnsafe(ref from, (place + 1) * Lanes);
            var third = Vector256.LoadUnsafe(ref from, (place + 2) * Lanes);
            var fourth = Vector256.LoadUnsafe(ref from, (place + 3) * Lanes);
            Vector256<double> even = Avx.UnpackLow(first, second), odd = Avx.UnpackHigh(first, second);
            Vector256<double> laterEven = Avx.UnpackLow(third, fourth), laterOdd = Avx.UnpackHigh(third, fourth);
            Avx.Permute2x128(even, laterEven, 0x20).StoreUnsafe(ref row0, place);
            Avx.Permute2x128(odd, laterOdd, 0x20).StoreUnsafe(ref row1, place);
            Avx.Permute2x128(even, laterEven, 0x31).StoreUnsafe(ref row2, place);
            Avx.Permute2x128(odd, laterOdd, 0x31).StoreUnsafe(ref row3, place);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Run<TTerm>(Span<double> sum, ReadOnlySpan<double> values, ReadOnlySpan<double> weight)
        where TTerm : struct, ITerm
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sum.Length, values.Length);
        ArgumentOutOfRangeException.ThrowIfLessThan(weight.Length, Lanes);
        if (Vector512.IsHardwareAccelerated)
        {
            Run<Eight, TTerm>(sum, values, weight);
        }
        else
        {
            Run<Four, TTerm>(sum, values, weight);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Run<T, TTerm>(Span<double> sum, ReadOnlySpan<double> values, ReadOnlySpan<double> weight)
        where T : struct, IVector<T>
        where TTerm : struct, ITerm
    {
        ref double to = ref MemoryMarshal.GetReference(sum);
        ref double of = ref MemoryMarshal.GetReference(values);
        for (int from = 0; from < Lanes; from += T.Count)
        {
            var factor = T.Load(ref MemoryMarshal.GetReference(weight), from);
            for (int at = from; at < values.Length; at += Lanes)
            {
                (T.Load(ref to, at) + (factor * TTerm.Of(T.Load(ref of, at)))).Store(ref to, at);
            }
        }
    }

    private readonly struct Plain : ITerm
    {
        public static T Of<T>(T value)
            where T : struct, IVector<T> => value;
    }

    private readonly struct Lost : ITerm
    {
        public static T Of<T>(T value)
            where T : struct, IVector<T> => T.Of(1) - value;
    }

    private readonly struct Square : ITerm
    {
        public static T Of<T>(T value)
            where T : struct, IVector<T> => value * value;
    }
}
