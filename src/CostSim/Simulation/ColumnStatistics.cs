using CostSim.Statistics;

namespace CostSim.Simulation;

/// <summary>
/// Statistics of one outcome over trials. Not a number is a censored trial: it counts as later than every other in quantiles, and not at all
/// in moments. The standard error of the mean is s/√n where trials are independent, and comes from the spread of the replicates' means where
/// they are not.
/// </summary>
internal sealed class ColumnStatistics
{
    private readonly double[] sorted;
    private readonly int trials;

    /// <param name="values">A value per trial, replicate after replicate.</param>
    /// <param name="replicates">Number of replicates; 1 for independent trials.</param>
    public ColumnStatistics(ReadOnlySpan<double> values, int replicates)
    {
        trials = values.Length;
        sorted = new double[trials];
        int known = Known(values, sorted);
        Array.Resize(ref sorted, known);
        Moments = OverBlocks(sorted);
        if (known > 0 && Moments.Minimum == Moments.Maximum)
        {
            // Adding equal values may round; they have no spread.
            Moments = Moments with { Mean = Moments.Minimum, M2 = 0, M3 = 0, M4 = 0 };
        }

        StandardError = replicates == 1 ? Moments.StandardError : OverReplicates(values, replicates);
        Array.Sort(sorted);
    }

    /// <summary>Moments over the trials that are not censored.</summary>
    public Moments Moments { get; }

    /// <summary>Standard error of the mean.</summary>
    public double StandardError { get; }

    /// <summary>Mean over the trials that are not censored; not a number when all are.</summary>
    public double Mean => Moments.Count > 0 ? Moments.Mean : double.NaN;

    /// <summary>Share of censored trials.</summary>
    public double ShareCensored => (double)(trials - sorted.Length) / trials;

    /// <summary>Value not exceeded with the given probability (interpolated between order statistics, type 7); not a number when beyond the horizon.</summary>
    public double Quantile(double probability)
    {
        double position = probability * (trials - 1);
        int below = (int)Math.Floor(position);
        int above = Math.Min(below + 1, trials - 1);
        if (below >= sorted.Length || (above >= sorted.Length && position > below))
        {
            return double.NaN;
        }

        double low = sorted[below];
        return position > below ? low + ((position - below) * (sorted[above] - low)) : low;
    }

    /// <summary>Mean of each replicate, over its trials that are not censored.</summary>
    internal static double[] ReplicateMeans(ReadOnlySpan<double> values, int replicates)
    {
        double[] means = new double[replicates];
        int each = values.Length / replicates;
        double[] room = new double[each];
        for (int r = 0; r < replicates; r++)
        {
            int known = Known(values.Slice(r * each, each), room);
            means[r] = known > 0 ? OverBlocks(room.AsSpan(0, known)).Mean : double.NaN;
        }

        return means;
    }

    private static double OverReplicates(ReadOnlySpan<double> values, int replicates) =>
        Moments.Of(ReplicateMeans(values, replicates)).StandardError;

    private static int Known(ReadOnlySpan<double> values, Span<double> known)
    {
        int count = 0;
        foreach (double value in values)
        {
            if (!double.IsNaN(value))
            {
                known[count++] = value;
            }
        }

        return count;
    }

    /// <summary>Moments merged along the canonical tree of blocks.</summary>
    private static Moments OverBlocks(ReadOnlySpan<double> values)
    {
        var tree = new BlockTree<Moments>((left, right) => left.Merge(right));
        int blocks = 0;
        for (int first = 0; first < values.Length; first += Simulator.BlockSize)
        {
            tree.Add(blocks++, Moments.Of(values.Slice(first, Math.Min(Simulator.BlockSize, values.Length - first))));
        }

        return blocks > 0 ? tree.Total(blocks) : Moments.Empty;
    }
}
