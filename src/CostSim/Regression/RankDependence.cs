using System.Runtime.Intrinsics;
using CostSim.Numerics;

namespace CostSim.Regression;

/// <summary>
/// Chatterjee's coefficient ξ (2021): whether a result depends on an input in any way at all, by how little the ranks of the result jump along
/// the input. About 0 without dependence, near 1 where the result is a function of the input. The ranks of several results are the same for every
/// input. Tested by <c>RegressionTests</c>.
/// </summary>
public sealed class RankDependence
{
    /// <summary>Jumps summed as 32-bit integers before they are carried over.</summary>
    private const int Carry = 4096;

    private readonly int trials;
    private readonly int stride;
    private readonly int[] ranks;
    private readonly double[] scales;

    /// <summary>Ranks the first values of results.</summary>
    /// <param name="results">The results: a value per trial each.</param>
    /// <param name="trials">How many trials, from the first; at most half a million.</param>
    /// <param name="threads">Threads.</param>
    /// <param name="cancellation">Stops between results.</param>
    /// <exception cref="ArgumentOutOfRangeException">Too many trials.</exception>
    public RankDependence(IReadOnlyList<double[]> results, int trials, int threads = 1, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(results);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(trials, int.MaxValue / Carry);
        this.trials = trials;
        stride = (results.Count + Vector256<int>.Count - 1) / Vector256<int>.Count * Vector256<int>.Count;
        ranks = new int[trials * stride];
        scales = new double[results.Count];
        Workers.For(results.Count, threads, r => scales[r] = Rank(results[r], r), cancellation);
    }

    /// <summary>The coefficients of all results along an input.</summary>
    /// <param name="order">All trials in ascending order of the input; those that are not ranked are passed over.</param>
    /// <returns>A value per result; not a number where all its values are equal.</returns>
    public double[] Along(ReadOnlySpan<int> order)
    {
        long[] jumps = new long[stride];
        int[] ranked = new int[trials];
        int count = 0;
        foreach (int trial in order)
        {
            if (trial < trials)
            {
                ranked[count++] = trial;
            }
        }

        Span<int> sums = stackalloc int[Vector256<int>.Count];
        for (int r = 0; r < stride; r += Vector256<int>.Count)
        {
            for (int from = 0; from < count - 1; from += Carry)
            {
                Jumps(ranked.AsSpan(from, Math.Min(Carry + 1, count - from)), r).CopyTo(sums);
                for (int lane = 0; lane < sums.Length; lane++)
                {
                    jumps[r + lane] += sums[lane];
                }
            }
        }

        return [.. scales.Select((scale, r) => scale > 0 ? 1 - (jumps[r] / scale) : double.NaN)];
    }

    /// <summary>Sums of the jumps of eight results from each trial to the next.</summary>
    private Vector256<int> Jumps(ReadOnlySpan<int> order, int result)
    {
        Vector256<int> sum = Vector256<int>.Zero;
        Vector256<int> before = Ranks(order[0], result);
        foreach (int trial in order[1..])
        {
            Vector256<int> own = Ranks(trial, result);
            sum += Vector256.Abs(own - before);
            before = own;
        }

        return sum;
    }

    private Vector256<int> Ranks(int trial, int result) => Vector256.LoadUnsafe(ref ranks[(trial * stride) + result]);

    /// <summary>How many values are at most the trial's, by trial; returns what the jumps are divided by, 0 where all values are equal.</summary>
    private double Rank(double[] values, int result)
    {
        double[] sorted = values[..trials];
        int[] order = [.. Enumerable.Range(0, trials)];
        Array.Sort(sorted, order);
        double scale = 0;
        for (int i = 0; i < trials;)
        {
            int end = i + 1;
            while (end < trials && sorted[end] == sorted[i])
            {
                end++;
            }

            for (int k = i; k < end; k++)
            {
                ranks[(order[k] * stride) + result] = end;

                // At least as large: all but the i below.
                scale += (double)(trials - i) * i;
            }

            i = end;
        }

        return 2 * scale / trials;
    }
}
