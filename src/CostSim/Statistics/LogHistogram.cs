using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace CostSim.Statistics;

/// <summary>
/// Counts of outcomes by sign, exponent and the eleven leading mantissa bits: quantiles to within 2⁻¹² of the value, whatever the
/// number of trials. Merging adds integers, so it is exact and its order does not matter.
/// </summary>
/// <remarks>
/// Same guarantee as DDSketch (Masson, Rim and Lee 2019), with the cells read off the bits; cells are held in pages of an eighth of an octave, so
/// that what is never met takes no memory. Not safe for several threads. Tested by <c>LogHistogramTests</c>.
/// </remarks>
public sealed class LogHistogram
{
    /// <summary>Number of keys: each is smaller.</summary>
    internal const int Keys = 1 << (64 - Shift);

    private const int Shift = 41;
    private const int PageBits = 8;
    private const int InPage = (1 << PageBits) - 1;

    /// <summary>Pages at hand: eight octaves, so that those that outcomes of one kind meet are found without a search.</summary>
    private const int AtHand = 64;

    private readonly Dictionary<int, long[]> pages = [];
    private readonly int[] numbersAtHand = new int[AtHand];
    private readonly long[][] pagesAtHand = new long[AtHand][];

    /// <summary>An empty one.</summary>
    public LogHistogram() => Array.Fill(numbersAtHand, -1);

    /// <summary>Number of outcomes counted.</summary>
    public long Count { get; private set; }

    /// <summary>Counts outcomes.</summary>
    /// <param name="values">Finite or infinite, not "not a number".</param>
    /// <exception cref="ArgumentException">A value is not a number.</exception>
    public void Add(ReadOnlySpan<double> values)
    {
        foreach (double value in values)
        {
            Add(value);
        }
    }

    /// <summary>Counts an outcome.</summary>
    /// <param name="value">Finite or infinite, not "not a number".</param>
    /// <exception cref="ArgumentException">The value is not a number.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(double value)
    {
        if (double.IsNaN(value))
        {
            ThrowNoNumber();
        }

        int key = Key(value);
        Page(key)[key & InPage]++;
        Count++;
    }

    /// <summary>Adds the counts of another histogram.</summary>
    /// <param name="other">Left as it is.</param>
    public void Merge(LogHistogram other)
    {
        ArgumentNullException.ThrowIfNull(other);
        foreach ((int number, long[] from) in other.pages)
        {
            long[] to = Page(number << PageBits);
            for (int j = 0; j < from.Length; j++)
            {
                to[j] += from[j];
            }
        }

        Count += other.Count;
    }

    /// <summary>The quantile, as the middle of the cell that holds the value of rank ⌈n p⌉.</summary>
    /// <param name="p">Probability in [0, 1].</param>
    /// <exception cref="InvalidOperationException">Nothing has been counted.</exception>
    public double Quantile(double p) => AtRank(Math.Clamp((long)Math.Ceiling(Count * p), 1, Math.Max(1, Count)));

    /// <summary>The middle of the cell that holds the value of a rank.</summary>
    /// <param name="rank">Rank, from 1.</param>
    /// <exception cref="InvalidOperationException">There are fewer values.</exception>
    public double AtRank(long rank)
    {
        foreach ((int key, long count) in Cells())
        {
            rank -= count;
            if (rank <= 0)
            {
                return Middle(key);
            }
        }

        throw new InvalidOperationException("Fewer values have been counted.");
    }

    /// <summary>How many values lie in the cell of the given one or below.</summary>
    /// <param name="value">Not "not a number".</param>
    public long CountUpTo(double value)
    {
        int last = Key(value);
        long sum = 0;
        foreach ((int number, long[] page) in pages)
        {
            int cells = Math.Clamp(last - (number << PageBits) + 1, 0, page.Length);
            for (int j = 0; j < cells; j++)
            {
                sum += page[j];
            }
        }

        return sum;
    }

    /// <summary>The cells that hold anything, in ascending order of value: key and count. What a shard writes.</summary>
    public IEnumerable<(int Key, long Count)> Cells()
    {
        foreach (int number in pages.Keys.Order())
        {
            long[] page = pages[number];
            for (int j = 0; j < page.Length; j++)
            {
                if (page[j] != 0)
                {
                    yield return ((number << PageBits) + j, page[j]);
                }
            }
        }
    }

    /// <summary>Adds a cell that <see cref="Cells"/> gave.</summary>
    /// <param name="key">Key of the cell.</param>
    /// <param name="count">Its count, not negative.</param>
    public void AddCell(int key, long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfNegative(key);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(key, Keys);
        Page(key)[key & InPage] += count;
        Count += count;
    }

    private long[] Page(int key)
    {
        int number = key >> PageBits;
        return numbersAtHand[number & (AtHand - 1)] == number ? pagesAtHand[number & (AtHand - 1)] : Find(number);
    }

    private long[] Find(int number)
    {
        if (!pages.TryGetValue(number, out long[]? page))
        {
            pages[number] = page = new long[1 << PageBits];
        }

        (numbersAtHand[number & (AtHand - 1)], pagesAtHand[number & (AtHand - 1)]) = (number, page);
        return page;
    }

    [DoesNotReturn]
    private static void ThrowNoNumber() => throw new ArgumentException("An outcome is not a number.", "value");

    // Bits rearranged so that keys ascend with values; both zeros are one value.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Key(double value)
    {
        ulong bits = BitConverter.DoubleToUInt64Bits(value + 0.0);
        return (int)((bits ^ ((ulong)((long)bits >> 63) | 0x8000000000000000)) >> Shift);
    }

    private static double Middle(int key)
    {
        ulong low = (ulong)key << Shift, high = low + ((1UL << Shift) - 1);
        double a = FromOrdered(low), b = FromOrdered(high);

        // The outermost cells hold an infinity and "not a number"; those next to zero stand for it.
        return double.IsNaN(a) || b == 0 ? b : double.IsNaN(b) || a == 0 ? a : a + ((b - a) / 2);
    }

    private static double FromOrdered(ulong bits) =>
        BitConverter.UInt64BitsToDouble((bits >> 63) != 0 ? bits & 0x7FFFFFFFFFFFFFFF : ~bits);
}
