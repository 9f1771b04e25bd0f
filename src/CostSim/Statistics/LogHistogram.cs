namespace CostSim.Statistics;

/// <summary>
/// Counts of outcomes by sign, exponent and the eleven leading mantissa bits: quantiles to within 2⁻¹² of the value, whatever the
/// number of trials. Merging adds integers, so it is exact and its order does not matter.
/// </summary>
/// <remarks>
/// Same guarantee as DDSketch (Masson, Rim and Lee 2019), with the cells read off the bits. Not safe for several threads. Tested by
/// <c>LogHistogramTests</c>.
/// </remarks>
public sealed class LogHistogram
{
    private const int Shift = 41;
    private const int PageBits = 8;
    private const int Pages = 1 << (64 - Shift - PageBits);

    private readonly long[]?[] _pages = new long[Pages][];

    /// <summary>Number of outcomes counted.</summary>
    public long Count { get; private set; }

    /// <summary>Counts outcomes.</summary>
    /// <param name="values">Finite or infinite, not "not a number".</param>
    /// <exception cref="ArgumentException">A value is not a number.</exception>
    public void Add(ReadOnlySpan<double> values)
    {
        foreach (double value in values)
        {
            if (double.IsNaN(value))
            {
                throw new ArgumentException("An outcome is not a number.", nameof(values));
            }

            int key = Key(value);
            long[] page = _pages[key >> PageBits] ??= new long[1 << PageBits];
            page[key & ((1 << PageBits) - 1)]++;
        }

        Count += values.Length;
    }

    /// <summary>Adds the counts of another histogram.</summary>
    /// <param name="other">Left as it is.</param>
    public void Merge(LogHistogram other)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (int i = 0; i < Pages; i++)
        {
            if (other._pages[i] is { } from)
            {
                long[] to = _pages[i] ??= new long[1 << PageBits];
                for (int j = 0; j < from.Length; j++)
                {
                    to[j] += from[j];
                }
            }
        }

        Count += other.Count;
    }

    /// <summary>The quantile, as the middle of the cell that holds the value of rank ⌈n p⌉.</summary>
    /// <param name="p">Probability in [0, 1].</param>
    /// <exception cref="InvalidOperationException">Nothing has been counted.</exception>
    public double Quantile(double p)
    {
        long rank = Math.Clamp((long)Math.Ceiling(Count * p), 1, Math.Max(1, Count));
        foreach ((int key, long count) in Cells())
        {
            rank -= count;
            if (rank <= 0)
            {
                return Middle(key);
            }
        }

        throw new InvalidOperationException("Nothing has been counted.");
    }

    /// <summary>The cells that hold anything, in ascending order of value: key and count. What a shard writes.</summary>
    public IEnumerable<(int Key, long Count)> Cells()
    {
        for (int i = 0; i < Pages; i++)
        {
            for (int j = 0; j < 1 << PageBits && _pages[i] is not null; j++)
            {
                if (_pages[i]![j] != 0)
                {
                    yield return ((i << PageBits) + j, _pages[i]![j]);
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
        long[] page = _pages[key >> PageBits] ??= new long[1 << PageBits];
        page[key & ((1 << PageBits) - 1)] += count;
        Count += count;
    }

    // Bits rearranged so that keys ascend with values.
    private static int Key(double value)
    {
        ulong bits = BitConverter.DoubleToUInt64Bits(value == 0 ? 0.0 : value);
        bits = (bits >> 63) == 0 ? bits | 0x8000000000000000 : ~bits;
        return (int)(bits >> Shift);
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
