using CostSim.Numerics;
using CostSim.Statistics;

namespace CostSim.Regression;

/// <summary>What is explained: several results of every trial, row after row, centred, so that sums of squares lose no digits.</summary>
public sealed class ResponseTable
{
    private const int BlocksOfIndependentTrials = 32;

    /// <summary>How many trials before.</summary>
    private const int Ahead = 8;

    /// <summary>Doubles in a line of the cache.</summary>
    private const int DoublesPerLine = 8;

    /// <summary>Trials whose spread is worked out in two passes.</summary>
    private const int Chunk = 64;

    private readonly Spread[] whole;
    private readonly Spread[][] without;

    /// <summary>From columns.</summary>
    /// <param name="columns">The results: one column each, as long as there are trials.</param>
    /// <param name="replicates">Replicates that the trials fall into, one after the other; 1 for independent trials.</param>
    /// <exception cref="ArgumentException">Fewer trials than blocks, or columns of different lengths.</exception>
    public ResponseTable(IReadOnlyList<double[]> columns, int replicates = 1)
    {
        ArgumentNullException.ThrowIfNull(columns);
        AreReplicates = replicates > 1;
        int blocks = AreReplicates ? replicates : Math.Min(BlocksOfIndependentTrials, columns[0].Length);
        Count = columns.Count;
        Trials = columns[0].Length;
        Blocks = blocks;
        Stride = Lanes.Padded(Count);
        if (Trials < blocks || columns.Any(column => column.Length != Trials))
        {
            throw new ArgumentException($"{Trials} trials cannot be cut into {blocks} blocks, or the columns differ in length.", nameof(columns));
        }

        Means = new double[Stride];
        Rows = new double[(long)Trials * Stride];
        for (int r = 0; r < Count; r++)
        {
            double[] column = columns[r];
            Means[r] = Moments.Of(column).Mean;
            for (int t = 0; t < Trials; t++)
            {
                Rows[((long)t * Stride) + r] = column[t] - Means[r];
            }
        }

        (whole, without) = Spreads();
    }

    /// <summary>Number of results.</summary>
    public int Count { get; }

    /// <summary>Number of trials.</summary>
    public int Trials { get; }

    /// <summary>Whether the blocks are replicates of a design, so that errors come from their spread.</summary>
    public bool AreReplicates { get; }

    /// <summary>Number of blocks that trials are cut into, one after the other, for errors.</summary>
    public int Blocks { get; }

    /// <summary>Means that were subtracted.</summary>
    public double[] Means { get; }

    internal int Stride { get; }

    internal double[] Rows { get; }

    /// <summary>Spread of a result over all trials.</summary>
    internal Spread Whole(int result) => whole[result];

    /// <summary>Spread of a result over the trials of all blocks but one.</summary>
    internal Spread Without(int block, int result) => without[block][result];

    /// <summary>First trial of a block.</summary>
    public int First(int block) => (int)((long)block * Trials / Blocks);

    /// <summary>Results of a trial, less their means.</summary>
    internal ReadOnlySpan<double> Row(int trial) => Rows.AsSpan(trial * Stride, Stride);

    /// <summary>Results of trials one after the other, less their means.</summary>
    internal ReadOnlySpan<double> RowsFrom(int trial, int count) => Rows.AsSpan(trial * Stride, count * Stride);

    /// <summary>Means of all results over some trials; errors by replicates where each has some of them.</summary>
    internal Estimate[] MeansOver(ReadOnlySpan<int> trials)
    {
        int parts = AreReplicates ? Blocks : 1;
        double[][] sums = [.. Enumerable.Range(0, parts).Select(_ => new double[Stride])];
        int[] counts = new int[parts];
        var spreads = new Spread[Count];
        for (int from = 0; from < trials.Length; from += Chunk)
        {
            ReadOnlySpan<int> chunk = trials[from..Math.Min(from + Chunk, trials.Length)];
            for (int i = 0; i < chunk.Length && parts > 1; i++)
            {
                int part = BlockOf(chunk[i]);
                counts[part]++;
                Lanes.AddScaled(sums[part], Row(chunk[i]), 1);
            }

            Take(chunk, spreads);
        }

        var means = new Estimate[Count];
        for (int r = 0; r < means.Length; r++)
        {
            double error = parts > 1 && Array.TrueForAll(counts, count => count > 0)
                ? Moments.Of([.. sums.Select((sum, b) => sum[r] / counts[b])]).StandardError
                : Math.Sqrt(spreads[r].M2 / trials.Length / Math.Max(1, trials.Length - 1));
            means[r] = new Estimate(spreads[r].Mean + Means[r], error, trials.Length);
        }

        return means;
    }

    /// <summary>Spreads over all trials, and over all but those of each block: merged from both sides, never subtracted.</summary>
    private (Spread[] Whole, Spread[][] Without) Spreads()
    {
        var blocks = new Spread[Blocks][];
        for (int b = 0; b < Blocks; b++)
        {
            blocks[b] = new Spread[Count];
            int[] trials = [.. Enumerable.Range(First(b), First(b + 1) - First(b))];
            for (int from = 0; from < trials.Length; from += Chunk)
            {
                Take(trials.AsSpan(from, Math.Min(Chunk, trials.Length - from)), blocks[b]);
            }
        }

        var after = new Spread[Blocks + 1][];
        after[Blocks] = new Spread[Count];
        for (int b = Blocks - 1; b >= 0; b--)
        {
            after[b] = [.. blocks[b].Zip(after[b + 1], (left, right) => left.Merge(right))];
        }

        var before = new Spread[Count];
        var others = new Spread[Blocks][];
        for (int b = 0; b < Blocks; b++)
        {
            others[b] = [.. before.Zip(after[b + 1], (left, right) => left.Merge(right))];
            before = [.. before.Zip(blocks[b], (left, right) => left.Merge(right))];
        }

        return (after[0], others);
    }

    /// <summary>Merges the spreads over a chunk of trials, found in two passes, into those of the trials before.</summary>
    private void Take(ReadOnlySpan<int> chunk, Spread[] spreads)
    {
        double[] means = new double[Stride], squares = new double[Stride], apart = new double[Stride];
        for (int i = 0; i < chunk.Length; i++)
        {
            Fetch(chunk[Math.Min(i + Ahead, chunk.Length - 1)]);
            Lanes.AddScaled(means, Row(chunk[i]), 1.0 / chunk.Length);
        }

        foreach (int t in chunk)
        {
            Row(t).CopyTo(apart);
            Lanes.AddScaled(apart, means, -1);
            Lanes.AddSquares(squares, apart);
        }

        for (int r = 0; r < Count; r++)
        {
            spreads[r] = spreads[r].Merge(new Spread(chunk.Length, means[r], squares[r]));
        }
    }

    /// <summary>Asks for a trial's results before they are needed, where trials come in no order.</summary>
    private void Fetch(int trial)
    {
        for (int i = 0; i < Stride; i += DoublesPerLine)
        {
            Cache.Fetch(ref Rows[(trial * Stride) + i]);
        }
    }

    private int BlockOf(int trial)
    {
        int block = (int)((long)trial * Blocks / Trials);
        while (First(block + 1) <= trial)
        {
            block++;
        }

        while (First(block) > trial)
        {
            block--;
        }

        return block;
    }
}
