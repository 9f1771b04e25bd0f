namespace CostSim.Simulation;

/// <summary>
/// Distribution of every yearly outcome of every option over trials: exact extremes, and quantiles from integer counters on a logarithmic
/// grid (relative error below a bin's 0.8 %, exact for a value that is the same in all trials), so that the result does not depend on who counted what.
/// Counters come in pages of an octave: most cells meet few. Options that are the same in a block are counted together.
/// </summary>
internal sealed class YearlyStatistics
{
    private const int PageBits = BinCounter.PageBits;
    private const int PageSize = BinCounter.PageSize;
    private const int Pages = BinCounter.Pages;
    private readonly long[]?[] counts;
    private readonly double[] minimum;
    private readonly double[] maximum;
    private readonly int[] same;
    private readonly int each;
    private readonly BinCounter counter = new();

    /// <param name="cells">Number of option × outcome × year cells.</param>
    /// <param name="options">Number of options.</param>
    public YearlyStatistics(int cells, int options = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(cells % options, 0, nameof(options));
        each = cells / options;
        same = new int[options];
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
        }

        for (int place = 0; place < each; place++)
        {
            for (int cell = place; cell < minimum.Length; cell += each)
            {
                ReadOnlySpan<ushort> bins = block.Bins(cell);
                if (bins.IndexOfAnyExcept(bins[0]) < 0)
                {
                    // Many cells are the same in all trials: years before a delivery, options that buy nothing.
                    Add(cell, bins[0], bins.Length);
                }
                else if (Earlier(block, cell) < 0)
                {
                    Count(block, cell);
                }
            }
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

    /// <summary>Adds another's counts; may take its pages over, so that the other is not to be added to afterwards.</summary>
    public void Merge(YearlyStatistics other)
    {
        for (int i = 0; i < counts.Length; i++)
        {
            if (other.counts[i] is not { } from)
            {
                continue;
            }

            if (counts[i] is not { } to)
            {
                counts[i] = from;
                continue;
            }

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

    /// <summary>The cell of an earlier option that has the same bins; −1 when there is none.</summary>
    private int Earlier(YearlyBlock block, int cell)
    {
        int other = cell - each;
        while (other >= 0 && !AreSame(block, other, cell))
        {
            other -= each;
        }

        return other;
    }

    private static bool AreSame(YearlyBlock block, int one, int other) =>
        block.Sums[one] == block.Sums[other] && block.Lowest[one] == block.Lowest[other] && block.Highest[one] == block.Highest[other]
        && block.Bins(one).SequenceEqual(block.Bins(other));

    /// <summary>Counts a cell, for itself and for the later options that have the same bins.</summary>
    private void Count(YearlyBlock block, int cell)
    {
        int sharing = 0;
        for (int other = cell; other < minimum.Length; other += each)
        {
            if (other == cell || AreSame(block, cell, other))
            {
                same[sharing++] = other;
            }
        }

        counter.Count(block.Bins(cell));
        (int least, int most) = block.Range(cell);
        for (int p = least >> PageBits; p <= most >> PageBits; p++)
        {
            if (counter.Take(p))
            {
                foreach (int other in same.AsSpan(0, sharing))
                {
                    counter.AddTo(Page(other, p));
                }
            }
        }
    }

    private long[] Page(int cell, int page) => counts[(cell * Pages) + page] ??= new long[PageSize];
}
