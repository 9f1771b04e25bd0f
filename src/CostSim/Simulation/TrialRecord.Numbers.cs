using CostSim.Statistics;

namespace CostSim.Simulation;

/// <summary>A record as numbers in a fixed order, for a file: trials that are kept, nodes of the tree, counters.</summary>
public sealed partial class TrialRecord
{
    /// <summary>Hands all of the record on.</summary>
    /// <param name="sink">Takes the numbers.</param>
    public void WriteTo(IRecordSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        foreach (double[] column in columns)
        {
            sink.Reals(column);
        }

        foreach (double[] block in yearlySums)
        {
            sink.Reals(block);
        }

        for (int cell = 0; cell < Yearly.Cells; cell++)
        {
            (double least, double most) = Yearly.Extremes(cell);
            sink.Reals([least, most]);
            RecordNumbers.Write(sink, Yearly.Bins(cell));
        }

        if (Kept.IsAll)
        {
            return;
        }

        IReadOnlyList<BlockNode<BlockSums>> nodes = tree.Nodes;
        sink.Whole(nodes.Count);
        foreach (BlockNode<BlockSums> node in nodes)
        {
            sink.Whole(node.Level);
            sink.Whole(node.Index);
            RecordNumbers.Write(sink, node.Value);
        }

        foreach (LogHistogram? histogram in (LogHistogram?[])[.. Counts.Columns, .. Counts.Schedule])
        {
            RecordNumbers.Write(sink, histogram?.Cells() ?? []);
        }

        foreach (long[]? counters in Counts.ByReplicate)
        {
            RecordNumbers.Write(sink, (counters ?? []).Select((count, i) => (i, count)).Where(one => one.count != 0));
        }
    }

    /// <summary>Takes in a record of blocks that lie within its own, as it was handed on.</summary>
    /// <param name="firstBlock">First block of that record.</param>
    /// <param name="endBlock">Block after its last.</param>
    /// <param name="source">Gives the numbers.</param>
    /// <exception cref="FormatException">They are not those of such a record; this one is of no use then.</exception>
    public void Absorb(long firstBlock, long endBlock, IRecordSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        int from = (int)(Kept.Before(firstBlock * Simulator.BlockSize) - FirstKept);
        int to = (int)(Kept.Before(Math.Min(endBlock * Simulator.BlockSize, Settings.Trials)) - FirstKept);
        foreach (double[] column in columns)
        {
            source.Reals(column.AsSpan(from, to - from));
        }

        for (long block = firstBlock; Kept.IsAll && block < endBlock; block++)
        {
            source.Reals(yearlySums[block - FirstBlock] = new double[Yearly.Cells]);
        }

        Span<double> extremes = stackalloc double[2];
        for (int cell = 0; cell < Yearly.Cells; cell++)
        {
            source.Reals(extremes);
            Yearly.Extend(cell, extremes[0], extremes[1]);
            int own = cell;
            RecordNumbers.Counters(source, YearlyGrid.Bins, (bin, count) => Yearly.Add(own, bin, count));
        }

        if (!Kept.IsAll)
        {
            AbsorbSums(endBlock - firstBlock, source);
        }
    }

    private void AbsorbSums(long blocks, IRecordSource source)
    {
        for (int left = RecordNumbers.Whole(source, blocks); left > 0; left--)
        {
            int level = RecordNumbers.Whole(source, 62);
            long index = source.Whole();
            tree.Add(new BlockNode<BlockSums>(level, index, RecordNumbers.Sums(source, Model, Settings.Replicates, Yearly.Cells)));
        }

        foreach (LogHistogram histogram in Counts.Columns)
        {
            RecordNumbers.Counters(source, LogHistogram.Keys, histogram.AddCell);
        }

        for (int i = 0; i < Counts.Schedule.Length; i++)
        {
            RecordNumbers.Counters(source, LogHistogram.Keys, (Counts.Schedule[i] ??= new LogHistogram()).AddCell);
        }

        for (int r = 0; r < Settings.Replicates; r++)
        {
            int replicate = r;
            RecordNumbers.Counters(source, int.MaxValue, (i, count) => Counts.Of(replicate)[i] += count);
        }
    }
}
