using System.Buffers;
using System.Runtime.InteropServices;

namespace CostSim.Numerics;

/// <summary>
/// Sorts many numbers by eleven bits at a time, from the last to the first, several times as fast as comparing them. The leading 33 bits, sign,
/// exponent and the first 21 of the fraction, say almost all: what they leave out of order is exchanged with its neighbours, and only where that is much are the other
/// bits looked at.
/// </summary>
internal static class RadixSort
{
    private const int DigitBits = 11;
    private const int Digits = 1 << DigitBits;
    private const int Few = 2048;
    private const int LeadingPasses = 3;
    private const int AllPasses = 6;

    /// <summary>Bits after the leading ones: room for the place of a number.</summary>
    private const int Rest = 64 - (LeadingPasses * DigitBits);

    private const ulong RestMask = (1UL << Rest) - 1;

    /// <summary>Steps that a number may move on average once the leading bits are in order.</summary>
    private const int MostSteps = 4;

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
        Span<ulong> keys = MemoryMarshal.Cast<double, ulong>(values);
        Span<ulong> next = room.AsSpan(0, values.Length);
        foreach (ref ulong key in keys)
        {
            key = Ascending(key);
        }

        SortDigits(ref keys, ref next, Rest, LeadingPasses);
        if (!SortNeighbours(keys))
        {
            SortDigits(ref keys, ref next, 0, AllPasses);
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
    /// <param name="sorted">Receives the numbers in that order; as long.</param>
    public static int[] Order(ReadOnlySpan<double> values, Span<double> sorted)
    {
        int[] order = new int[values.Length];
        ulong[] room = ArrayPool<ulong>.Shared.Rent(values.Length);
        ulong[] moreRoom = ArrayPool<ulong>.Shared.Rent(values.Length);
        Span<ulong> keys = room.AsSpan(0, values.Length);
        Span<ulong> next = moreRoom.AsSpan(0, values.Length);
        for (int i = 0; i < keys.Length; i++)
        {
            keys[i] = Leading(values[i]) | (uint)i;
        }

        SortDigits(ref keys, ref next, Rest, LeadingPasses);
        Place(keys, values, order, sorted);
        if (!SortNeighbours(sorted, order))
        {
            // By the other bits first, then again by the leading ones.
            for (int i = 0; i < keys.Length; i++)
            {
                keys[i] = ((Key(values[i]) & RestMask) << Rest) | (uint)i;
            }

            SortDigits(ref keys, ref next, Rest, LeadingPasses);
            foreach (ref ulong key in keys)
            {
                int place = PlaceOf(key);
                key = Leading(values[place]) | (uint)place;
            }

            SortDigits(ref keys, ref next, Rest, LeadingPasses);
            Place(keys, values, order, sorted);
        }

        ArrayPool<ulong>.Shared.Return(room);
        ArrayPool<ulong>.Shared.Return(moreRoom);
        return order;
    }

    /// <summary>Bits that ascend as the numbers do.</summary>
    private static ulong Ascending(ulong bits) => bits ^ ((ulong)((long)bits >> 63) | (1UL << 63));

    /// <summary>The same of a number, both zeros being one.</summary>
    private static ulong Key(double value) => Ascending(BitConverter.DoubleToUInt64Bits(value + 0.0));

    private static ulong Leading(double value) => Key(value) & ~RestMask;

    private static int PlaceOf(ulong key) => (int)(key & RestMask);

    private static void Place(ReadOnlySpan<ulong> keys, ReadOnlySpan<double> values, Span<int> order, Span<double> sorted)
    {
        for (int i = 0; i < keys.Length; i++)
        {
            int place = PlaceOf(keys[i]);
            (order[i], sorted[i]) = (place, values[place]);
        }
    }

    /// <summary>Sorts by some digits; what has the same stays in its order.</summary>
    /// <param name="keys">The keys, at first and at last.</param>
    /// <param name="next">Room for as many.</param>
    /// <param name="firstBit">Lowest bit of the lowest digit.</param>
    /// <param name="passes">Number of digits.</param>
    private static void SortDigits(ref Span<ulong> keys, ref Span<ulong> next, int firstBit, int passes)
    {
        int[] counts = new int[passes * Digits];
        foreach (ulong key in keys)
        {
            for (int pass = 0; pass < passes; pass++)
            {
                counts[(pass * Digits) + Digit(key, firstBit, pass)]++;
            }
        }

        for (int pass = 0; pass < passes; pass++)
        {
            Span<int> places = counts.AsSpan(pass * Digits, Digits);
            if (keys.IsEmpty || places[Digit(keys[0], firstBit, pass)] == keys.Length)
            {
                continue;
            }

            int start = 0;
            foreach (ref int place in places)
            {
                (place, start) = (start, start + place);
            }

            foreach (ulong key in keys)
            {
                next[places[Digit(key, firstBit, pass)]++] = key;
            }

            Span<ulong> other = keys;
            keys = next;
            next = other;
        }
    }

    private static int Digit(ulong key, int firstBit, int pass) => (int)((key >> (firstBit + (pass * DigitBits))) & (Digits - 1));

    /// <summary>Moves what is out of order to its place before its neighbours; false where that is too far.</summary>
    private static bool SortNeighbours(Span<ulong> keys)
    {
        long left = (long)MostSteps * keys.Length;
        for (int i = 1; i < keys.Length; i++)
        {
            ulong key = keys[i];
            int at = i;
            for (; at > 0 && keys[at - 1] > key && left > 0; at--, left--)
            {
                keys[at] = keys[at - 1];
            }

            keys[at] = key;
        }

        return left > 0;
    }

    /// <summary>The same of numbers and their places.</summary>
    private static bool SortNeighbours(Span<double> sorted, Span<int> order)
    {
        long left = (long)MostSteps * sorted.Length;
        for (int i = 1; i < sorted.Length; i++)
        {
            (double value, int place) = (sorted[i], order[i]);
            int at = i;
            for (; at > 0 && sorted[at - 1] > value && left > 0; at--, left--)
            {
                (sorted[at], order[at]) = (sorted[at - 1], order[at - 1]);
            }

            (sorted[at], order[at]) = (value, place);
        }

        return left > 0;
    }
}
