using System.Runtime.InteropServices;
using CostSim.Numerics;
using CostSim.Statistics;

namespace CostSim.Decisions;

/// <summary>
/// The trials of a window, row after row with a place per option: net benefits, who wins, and means with errors from what is independent among them,
/// each trial or, of a designed sample, the replicates.
/// </summary>
internal sealed class HeldRows
{
    private readonly int options;
    private readonly int stride;
    private readonly int trials;
    private readonly int replicates;
    private readonly int[] clusters;
    private readonly double[] effects;
    private readonly double[] costs;
    private readonly double[] benefits;
    private readonly double[] others;

    /// <param name="sample">Costs and effects.</param>
    /// <param name="window">Trials of the window.</param>
    public HeldRows(DecisionSample sample, ReadOnlySpan<int> window)
    {
        (options, trials, replicates) = (sample.Options.Count, window.Length, sample.Replicates);
        stride = Lanes.Padded(options);
        clusters = new int[replicates > 1 ? trials : 0];
        for (int i = 0; i < clusters.Length; i++)
        {
            clusters[i] = window[i] / (sample.Trials / replicates);
        }

        effects = Gather(sample.Effect, window);
        costs = Gather(sample.Cost, window);
        benefits = new double[costs.Length];
        others = new double[costs.Length];
    }

    /// <summary>Number of what is independent.</summary>
    public int Clusters => replicates > 1 ? replicates : trials;

    /// <summary>What net benefits at the worth taken last may differ by rounding alone.</summary>
    public double Slack { get; private set; }

    /// <summary>Works out net benefits at a worth of the effect; returns how often each option has the highest, shared among those tied, and how often alone or not.</summary>
    /// <param name="threshold">λ, MEUR per unit of effect.</param>
    public (Estimate[] Shares, double[] Among) Take(double threshold)
    {
        Array.Clear(others);
        double[] among = new double[options];
        Slack = 0;
        for (int i = 0; i < trials; i++)
        {
            Span<double> row = benefits.AsSpan(i * stride, options);
            (double most, double size) = (double.NegativeInfinity, 0);
            for (int d = 0; d < row.Length; d++)
            {
                double gain = threshold * effects[(i * stride) + d], price = costs[(i * stride) + d];
                row[d] = gain - price;
                most = Math.Max(most, row[d]);
                size = Math.Max(size, Math.Abs(gain) + Math.Abs(price));
            }

            double slack = Precedence.Rounding * size;
            Slack = Math.Max(Slack, slack);
            Share(row, most, slack, others.AsSpan(i * stride, options), among);
        }

        return (Means(others), [.. among.Select(count => count / trials)]);
    }

    /// <summary>Shares a trial among those that are best in it.</summary>
    private static void Share(ReadOnlySpan<double> row, double most, double slack, Span<double> shares, Span<double> among)
    {
        int tied = 0;
        foreach (double benefit in row)
        {
            tied += most - benefit <= slack ? 1 : 0;
        }

        for (int d = 0; d < row.Length; d++)
        {
            if (most - row[d] <= slack)
            {
                shares[d] = 1.0 / tied;
                among[d]++;
            }
        }
    }

    /// <summary>Mean net benefits.</summary>
    public Estimate[] Means() => Means(benefits);

    /// <summary>How far an option is ahead of each.</summary>
    public Estimate[] Ahead(int best)
    {
        for (int i = 0; i < others.Length; i += stride)
        {
            for (int d = 0; d < options; d++)
            {
                others[i + d] = benefits[i + best] - benefits[i + d];
            }
        }

        return Means(others);
    }

    private double[] Gather(IReadOnlyList<double[]> columns, ReadOnlySpan<int> window)
    {
        double[] rows = new double[trials * stride];
        for (int d = 0; d < options; d++)
        {
            double[] column = columns[d];
            for (int i = 0; i < window.Length; i++)
            {
                rows[(i * stride) + d] = column[window[i]];
            }
        }

        return rows;
    }

    /// <summary>Means of rows; their errors from the sums, by cluster, of what values differ from them.</summary>
    private Estimate[] Means(double[] rows)
    {
        double[] mean = new double[stride];
        for (int i = 0; i < rows.Length; i += stride)
        {
            Lanes.AddScaled(mean, rows.AsSpan(i, stride), 1);
        }

        for (int d = 0; d < options; d++)
        {
            mean[d] /= trials;
        }

        double[] none = new double[stride];
        double[] squares = new double[stride];
        if (replicates == 1)
        {
            AddSquares(squares, rows, mean);
        }
        else
        {
            double[] sums = new double[replicates * stride];
            for (int i = 0; i < trials; i++)
            {
                Span<double> sum = sums.AsSpan(clusters[i] * stride, stride);
                for (int d = 0; d < options; d++)
                {
                    sum[d] += rows[(i * stride) + d] - mean[d];
                }
            }

            AddSquares(squares, sums, none);
        }

        return [.. Enumerable.Range(0, options).Select(d => new Estimate(mean[d], Math.Sqrt(squares[d] * Clusters / (Clusters - 1)) / trials, trials))];
    }

    /// <summary>squares += (row − mean)², row after row.</summary>
    private void AddSquares(double[] squares, double[] rows, double[] mean)
    {
        ref double from = ref MemoryMarshal.GetArrayDataReference(rows);
        for (int lane = 0; lane < stride; lane += Four.Count)
        {
            var middle = Four.Load(ref mean[lane], 0);
            Four sum = Four.Zero;
            for (int at = lane; at < rows.Length; at += stride)
            {
                Four difference = Four.Load(ref from, at) - middle;
                sum += difference * difference;
            }

            sum.Store(ref squares[lane], 0);
        }
    }
}
