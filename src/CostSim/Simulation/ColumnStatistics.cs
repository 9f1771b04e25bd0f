using CostSim.Numerics;
using CostSim.Statistics;

namespace CostSim.Simulation;

/// <summary>Statistics of an outcome of trials that are all kept: quantiles are interpolated between order statistics (type 7).</summary>
internal sealed class ColumnStatistics : ColumnSummary
{
    private readonly double[] sorted;
    private readonly int trials;
    private readonly double[] replicateMeans;

    /// <param name="values">A value per trial, replicate after replicate.</param>
    /// <param name="replicates">Number of replicates; 1 for independent trials.</param>
    public ColumnStatistics(ReadOnlySpan<double> values, int replicates)
    {
        trials = values.Length;
        sorted = new double[trials];
        int known = Known(values, sorted);
        Array.Resize(ref sorted, known);
        Moments = WithoutRounding(OverBlocks(sorted));
        replicateMeans = replicates == 1 ? [] : ReplicateMeans(values, replicates);
        StandardError = replicates == 1 ? Moments.StandardError : Moments.Of(replicateMeans).StandardError;
        RadixSort.Sort(sorted);
    }

    /// <inheritdoc/>
    public override Moments Moments { get; }

    /// <inheritdoc/>
    public override double StandardError { get; }

    /// <inheritdoc/>
    public override long Trials => trials;

    /// <inheritdoc/>
    public override long AboveZero
    {
        get
        {
            long count = 0;
            foreach (double value in sorted)
            {
                count += value > 0 ? 1 : 0;
            }

            return count;
        }
    }

    /// <inheritdoc/>
    public override double[] ReplicateMeans() => replicateMeans.Length == 0 ? [Mean] : replicateMeans;

    /// <inheritdoc/>
    public override double Quantile(double probability)
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
