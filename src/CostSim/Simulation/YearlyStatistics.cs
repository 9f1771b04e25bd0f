namespace CostSim.Simulation;

/// <summary>
/// Distribution of every yearly outcome of every option over trials: exact extremes, and quantiles from integer counters on a logarithmic
/// grid (relative error below a bin's 0.8 %, exact for a value that is the same in all trials), so that the result does not depend on who counted what.
/// Counters come in pages of an octave: most cells meet few.
/// </summary>
internal sealed class YearlyStatistics
{
    private const int PageBits = 7;
    private const int PageSize = 1 << PageBits;
    private const int Pages = (YearlyGrid.Bins + PageSize - 1) / PageSize;
    private readonly long[]?[] counts;
    private readonly double[] minimum;
    private readonly double[] maximum;
    private readonly int[] even = new int[Pages * PageSize];
    private readonly int[] odd = new int[Pages * PageSize];

    /// <param name="cells">Number of option × outcome × year cells.</param>
    public YearlyStatistics(int cells)
    {
        counts = new long[cells * Pages][];
        minimum = new double[cells];
        maximum = new double[cells];
        Array.Fill(minimum, double.PositiveInfinity);
        Array.Fill(maximum, double.NegativeInfinity);
    }

    /// <summary>Number of cells.</summary>
    public int Cells => minimum.Length;

    /// <summary>Counts a block; cell after cell, so that its counters stay in the cache.</summary>
    public void Add(YearlyBlock block)
    {
        for (int cell = 0; cell < minimum.Length; cell++)
        {
            Extend(cell, block.Lowest[cell], block.Highest[cell]);
            ReadOnlySpan<ushort> bins = block.Bins(cell);
            if (bins.IndexOfAnyExcept(bins[0]) < 0)
            {
                // Many cells are the same in all trials: years before a delivery, options that buy nothing.
                Add(cell, bins[0], bins.Length);
                continue;
            }

            Count(cell, bins);
        }
    }

    /// <summary>Counts values of one bin.</summary>
    public void Add(int cell, int bin, long count) => Page(cell, bin >> PageBits)[bin & (PageSize - 1)] += count;

    /// <summary>Takes in the extremes of a cell.</summary>
    public void Extend(int cell, double least, double most) =>
        (minimum[cell], maximum[cell]) = (Math.Min(minimum[cell], least), Math.Max(maximum[cell], most));

    /// <summary>The extremes of a cell.</summary>
    public (double Least, double Most) Extremes(int cell) => (minimum[cell], maximum[cell]);

    /// <summary>The bins of a cell that hold anything, ascending.</summary>
    public IEnumerable<(int Bin, long Count)> Bins(int cell)
    {
        for (int p = 0; p < Pages; p++)
        {
            if (counts[(cell * Pages) + p] is not { } page)
            {
                continue;
            }

            for (int i = 0; i < page.Length; i++)
            {
                if (page[i] > 0)
                {
                    yield return ((p << PageBits) + i, page[i]);
                }
            }
        }
    }

    /// <summary>Adds another's counts.</summary>
    public void Merge(YearlyStatistics other)
    {
        for (int i = 0; i < counts.Length; i++)
        {
            if (other.counts[i] is not { } from)
            {
                continue;
            }

            long[] to = Page(i / Pages, i % Pages);
            for (int j = 0; j < to.Length; j++)
            {
                to[j] += from[j];
            }
        }

        for (int cell = 0; cell < minimum.Length; cell++)
        {
            Extend(cell, other.minimum[cell], other.maximum[cell]);
        }
    }

    /// <summary>The value not exceeded with the given probability.</summary>
    public double Quantile(int cell, double probability)
    {
        long total = 0;
        foreach ((_, long count) in Bins(cell))
        {
            total += count;
        }

        double wanted = probability * total;
        double seen = 0;
        foreach ((int bin, long count) in Bins(cell))
        {
            if (seen + count >= wanted)
            {
                double within = (wanted - seen) / count;
                (double low, double high) = YearlyGrid.Edges(bin);
                (low, high) = (Math.Max(low, minimum[cell]), Math.Min(high, Math.Max(low, maximum[cell])));
                return Math.Clamp(low + (within * (high - low)), minimum[cell], maximum[cell]);
            }

            seen += count;
        }

        return maximum[cell];
    }

    /// <summary>Two counters a bin, in turn: a value often follows its like, and one counter would wait for itself.</summary>
    private void Count(int cell, ReadOnlySpan<ushort> bins)
    {
        (int least, int most) = (int.MaxValue, 0);
        int i = 0;
        for (; i + 1 < bins.Length; i += 2)
        {
            (int first, int second) = (bins[i], bins[i + 1]);
            even[first]++;
            odd[second]++;
            least = Math.Min(least, Math.Min(first, second));
            most = Math.Max(most, Math.Max(first, second));
        }

        for (; i < bins.Length; i++)
        {
            even[bins[i]]++;
            (least, most) = (Math.Min(least, bins[i]), Math.Max(most, bins[i]));
        }

        for (int p = least >> PageBits; p <= most >> PageBits; p++)
        {
            Span<int> counted = even.AsSpan(p * PageSize, PageSize);
            Span<int> others = odd.AsSpan(p * PageSize, PageSize);
            if (!counted.ContainsAnyExcept(0) && !others.ContainsAnyExcept(0))
            {
                continue;
            }

            long[] page = Page(cell, p);
            for (int bin = 0; bin < PageSize; bin++)
            {
                page[bin] += counted[bin] + others[bin];
            }

            counted.Clear();
            others.Clear();
        }
    }

    private long[] Page(int cell, int page) => counts[(cell * Pages) + page] ??= new long[PageSize];
}
