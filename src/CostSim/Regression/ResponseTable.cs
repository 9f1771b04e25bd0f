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

    private readonly double[] products;

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
        Squares = new double[blocks][];
        Sums = new double[blocks][];
        Rows = new double[(long)Trials * Stride];
        products = new double[Stride * Stride];
        for (int r = 0; r < Count; r++)
        {
            double[] column = columns[r];
            Means[r] = Moments.Of(column).Mean;
            for (int t = 0; t < Trials; t++)
            {
                Rows[((long)t * Stride) + r] = column[t] - Means[r];
            }
        }

        for (int b = 0; b < blocks; b++)
        {
            (Sums[b], Squares[b]) = (new double[Stride], new double[Stride]);
            for (int t = First(b); t < First(b + 1); t++)
            {
                ReadOnlySpan<double> row = Row(t);
                for (int r = 0; r < Count; r++)
                {
                    Sums[b][r] += row[r];
                    Squares[b][r] += row[r] * row[r];
                    Lanes.AddScaled(products.AsSpan(r * Stride, Stride), row, row[r]);
                }
            }
        }
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

    internal double[][] Sums { get; }

    internal double[][] Squares { get; }

    /// <summary>Sum over trials of the square of a weighted sum of results.</summary>
    internal double Squared(ReadOnlySpan<double> factors)
    {
        double sum = 0;
        for (int r = 0; r < Count; r++)
        {
            sum += factors[r] == 0 ? 0 : factors[r] * Lanes.Dot(products.AsSpan(r * Stride, Stride), factors);
        }

        return sum;
    }

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
        double[] squares = new double[Stride];
        for (int i = 0; i < trials.Length; i++)
        {
            int t = trials[i];
            ReadOnlySpan<double> row = Row(t);
            Fetch(trials[Math.Min(i + Ahead, trials.Length - 1)]);
            int part = parts > 1 ? BlockOf(t) : 0;
            counts[part]++;
            Lanes.AddScaled(sums[part], row, 1);
            Lanes.AddSquares(squares, row);
        }

        double[] total = Total(sums);
        var means = new Estimate[Count];
        for (int r = 0; r < means.Length; r++)
        {
            double mean = total[r] / trials.Length;
            double error = parts > 1 && Array.TrueForAll(counts, count => count > 0)
                ? Moments.Of([.. sums.Select((sum, b) => sum[r] / counts[b])]).StandardError
                : Math.Sqrt(Math.Max(0, (squares[r] / trials.Length) - (mean * mean)) / Math.Max(1, trials.Length - 1));
            means[r] = new Estimate(mean + Means[r], error, trials.Length);
        }

        return means;
    }

    /// <summary>Sum of parts, one value per result.</summary>
    internal double[] Total(double[][] parts)
    {
        double[] total = new double[Stride];
        foreach (double[] part in parts)
        {
            Lanes.AddScaled(total, part, 1);
        }

        return total;
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
