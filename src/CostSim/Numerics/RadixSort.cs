using System.Buffers;
using System.Runtime.InteropServices;

namespace CostSim.Numerics;

/// <summary>Sorts many numbers by eleven bits at a time, from the last to the first, several times as fast as comparing them.</summary>
internal static class RadixSort
{
    private const int DigitBits = 11;
    private const int Digits = 1 << DigitBits;
    private const int Passes = 6;
    private const int Few = 2048;

    /// <summary>Sorts in ascending order; minus zero comes before zero.</summary>
    /// <param name="values">Numbers, none of them not a number.</param>
    public static void Sort(Span<double> values)
    {
        if (values.Length < Few)
        {
            values.Sort();
            return;
        }

        ulong[] room = ArrayPool<ulong>.Shared.Rent(values.Length);
        int[] counts = new int[Passes * Digits];
        Span<ulong> keys = MemoryMarshal.Cast<double, ulong>(values);
        Span<ulong> next = room.AsSpan(0, values.Length);
        foreach (ref ulong key in keys)
        {
            key = Ascending(key);
            Count(key, counts);
        }

        for (int pass = 0; pass < Passes; pass++)
        {
            if (Starts(counts, pass, keys) is not { Length: > 0 } places)
            {
                continue;
            }

            foreach (ulong key in keys)
            {
                next[places[Digit(key, pass)]++] = key;
            }

            Span<ulong> other = keys;
            keys = next;
            next = other;
        }

        // Back to numbers, where they were.
        Span<ulong> to = MemoryMarshal.Cast<double, ulong>(values);
        for (int i = 0; i < to.Length; i++)
        {
            to[i] = keys[i] ^ (~(ulong)((long)keys[i] >> 63) | (1UL << 63));
        }

        ArrayPool<ulong>.Shared.Return(room);
    }

    /// <summary>The places of numbers in ascending order; equal ones in their own, both zeros being one number.</summary>
    /// <param name="values">Numbers, none of them not a number.</param>
    public static int[] Order(ReadOnlySpan<double> values)
    {
        int[] order = new int[values.Length];
        int[] nextOrder = new int[values.Length];
        ulong[] keys = ArrayPool<ulong>.Shared.Rent(values.Length);
        ulong[] nextKeys = ArrayPool<ulong>.Shared.Rent(values.Length);
        int[] counts = new int[Passes * Digits];
        for (int i = 0; i < values.Length; i++)
        {
            (keys[i], order[i]) = (Ascending(BitConverter.DoubleToUInt64Bits(values[i] + 0.0)), i);
            Count(keys[i], counts);
        }

        for (int pass = 0; pass < Passes; pass++)
        {
            if (Starts(counts, pass, keys.AsSpan(0, values.Length)) is not { Length: > 0 } places)
            {
                continue;
            }

            for (int i = 0; i < values.Length; i++)
            {
                int place = places[Digit(keys[i], pass)]++;
                (nextKeys[place], nextOrder[place]) = (keys[i], order[i]);
            }

            (keys, nextKeys) = (nextKeys, keys);
            (order, nextOrder) = (nextOrder, order);
        }

        ArrayPool<ulong>.Shared.Return(keys);
        ArrayPool<ulong>.Shared.Return(nextKeys);
        return order;
    }

    /// <summary>Bits that ascend as the numbers do.</summary>
    private static ulong Ascending(ulong bits) => bits ^ ((ulong)((long)bits >> 63) | (1UL << 63));

    private static void Count(ulong key, Span<int> counts)
    {
        for (int pass = 0; pass < Passes; pass++)
        {
            counts[(pass * Digits) + Digit(key, pass)]++;
        }
    }

    /// <summary>Where the numbers of each digit start; empty when all have the same.</summary>
    private static Span<int> Starts(Span<int> counts, int pass, ReadOnlySpan<ulong> keys)
    {
        Span<int> places = counts.Slice(pass * Digits, Digits);
        if (keys.IsEmpty || places[Digit(keys[0], pass)] == keys.Length)
        {
            return [];
        }

        int start = 0;
        foreach (ref int place in places)
        {
            (place, start) = (start, start + place);
        }

        return places;
    }

    private static int Digit(ulong key, int pass) => (int)((key >> (pass * DigitBits)) & (Digits - 1));
}
