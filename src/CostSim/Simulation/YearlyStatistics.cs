namespace CostSim.Simulation;

/// <summary>
/// Distribution of every yearly outcome of every option over trials: exact extremes, and quantiles from integer counters on a logarithmic
/// grid (relative error below a bin's 0.8 %, exact for a value that is the same in all trials), so that the result does not depend on who counted what.
/// </summary>
internal sealed class YearlyStatistics
{
    private readonly int[] counts;
    private readonly double[] minimum;
    private readonly double[] maximum;

    /// <param name="cells">Number of option × outcome × year cells.</param>
    public YearlyStatistics(int cells)
    {
        counts = new int[cells * YearlyGrid.Bins];
        minimum = new double[cells];
        maximum = new double[cells];
        Array.Fill(minimum, double.PositiveInfinity);
        Array.Fill(maximum, double.NegativeInfinity);
    }

    /// <summary>Counts a block; cell after cell, so that its counters stay in the cache.</summary>
    public void Add(YearlyBlock block)
    {
        for (int cell = 0; cell < minimum.Length; cell++)
        {
            minimum[cell] = Math.Min(minimum[cell], block.Lowest[cell]);
            maximum[cell] = Math.Max(maximum[cell], block.Highest[cell]);
            Span<int> own = counts.AsSpan(cell * YearlyGrid.Bins, YearlyGrid.Bins);
            ReadOnlySpan<ushort> bins = block.Bins(cell);
            if (bins.IndexOfAnyExcept(bins[0]) < 0)
            {
                // Many cells are the same in all trials: years before a delivery, options that buy nothing.
                own[bins[0]] += bins.Length;
                continue;
            }

            foreach (ushort bin in bins)
            {
                own[bin]++;
            }
        }
    }

    /// <summary>Adds another worker's counts.</summary>
    public void Merge(YearlyStatistics other)
    {
        for (int i = 0; i < counts.Length; i++)
        {
            counts[i] += other.counts[i];
        }

        for (int cell = 0; cell < minimum.Length; cell++)
        {
            minimum[cell] = Math.Min(minimum[cell], other.minimum[cell]);
            maximum[cell] = Math.Max(maximum[cell], other.maximum[cell]);
        }
    }

    /// <summary>The value not exceeded with the given probability.</summary>
    public double Quantile(int cell, double probability)
    {
        ReadOnlySpan<int> bins = counts.AsSpan(cell * YearlyGrid.Bins, YearlyGrid.Bins);
        long total = 0;
        foreach (int count in bins)
        {
            total += count;
        }

        double wanted = probability * total;
        double seen = 0;
        for (int bin = 0; bin < bins.Length; bin++)
        {
            if (bins[bin] > 0 && seen + bins[bin] >= wanted)
            {
                double within = (wanted - seen) / bins[bin];
                (double low, double high) = YearlyGrid.Edges(bin);
                (low, high) = (Math.Max(low, minimum[cell]), Math.Min(high, Math.Max(low, maximum[cell])));
                return Math.Clamp(low + (within * (high - low)), minimum[cell], maximum[cell]);
            }

            seen += bins[bin];
        }

        return maximum[cell];
    }
}
