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
        int each = KeptOutcomes(Kept);
        for (int i = 0; i < columns.Length; i++)
        {
            source.Reals(columns[i].AsSpan(from, to - from));
            RecordChecks.Trials(columns[i].AsSpan(from, to - from), Kept.IsAll ? (Outcome)(i % each) : DecisionOutcomes.Kept[i % each]);
        }

        for (long block = firstBlock; Kept.IsAll && block < endBlock; block++)
        {
            source.Reals(yearlySums[block - FirstBlock] = new double[Yearly.Cells]);
            RecordChecks.Summed(yearlySums[block - FirstBlock]);
        }

        long trials = Math.Min(endBlock * Simulator.BlockSize, Settings.Trials) - (firstBlock * Simulator.BlockSize);
        Span<double> extremes = stackalloc double[2];
        for (int cell = 0; cell < Yearly.Cells; cell++)
        {
            source.Reals(extremes);
            RecordChecks.Range(extremes[0], extremes[1]);
            Yearly.Extend(cell, extremes[0], extremes[1]);
            int own = cell;
            RecordChecks.Count(RecordNumbers.Counters(source, YearlyGrid.Bins, trials, (bin, count) => Yearly.Add(own, bin, count)), trials, isAll: false);
        }

        if (!Kept.IsAll)
        {
            AbsorbSums(firstBlock, endBlock, trials, source);
        }
    }

    private void AbsorbSums(long firstBlock, long endBlock, long trials, IRecordSource source)
    {
        long blocks = 0;
        for (int left = RecordNumbers.Whole(source, endBlock - firstBlock); left > 0; left--)
        {
            int level = RecordNumbers.Whole(source, 40);
            long index = source.Whole();
            RecordChecks.Node(level, index, firstBlock, endBlock);
            BlockSums sums = RecordNumbers.Sums(source, Model, Settings.Replicates, Yearly.Cells);
            RecordChecks.Sums(sums, Kept, (index << level) * Simulator.BlockSize, Math.Min(((index + 1) << level) * Simulator.BlockSize, Settings.Trials));
            tree.Add(new BlockNode<BlockSums>(level, index, sums));
            blocks += 1L << level;
        }

        RecordChecks.Count(blocks, endBlock - firstBlock, isAll: true);
        for (int i = 0; i < Counts.Columns.Length; i++)
        {
            long counted = RecordNumbers.Counters(source, LogHistogram.Keys, trials, Counts.Columns[i].AddCell);
            RecordChecks.Count(counted, trials, !RecordChecks.MayBeUnknown((Outcome)(i % Outcomes.Count)));
        }

        for (int i = 0; i < Counts.Schedule.Length; i++)
        {
            _ = RecordNumbers.Counters(source, LogHistogram.Keys, trials, (Counts.Schedule[i] ??= new LogHistogram()).AddCell);
        }

        // Shares of trials that are tied are counted in small parts of one, so that only the sign can be wrong.
        for (int r = 0; r < Settings.Replicates; r++)
        {
            long[] counts = Counts.Of(r);
            _ = RecordNumbers.Counters(source, counts.Length, long.MaxValue, (i, count) => counts[i] += count);
        }
    }
}
