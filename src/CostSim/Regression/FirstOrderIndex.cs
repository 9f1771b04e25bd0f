using CostSim.Numerics;
using CostSim.Statistics;

namespace CostSim.Regression;

/// <summary>
/// Share of a result's variance that a fit explains, adjusted for the functions used (first-order index of Sobol', 1993, by regression), with
/// its error by leaving out a block at a time. Where the input explains nothing, noise makes it negative as often as positive.
/// </summary>
internal static class FirstOrderIndex
{
    /// <summary>The shares, one per result.</summary>
    /// <param name="whole">Sums over all trials; as they were when this returns, but for rounding.</param>
    /// <param name="blocks">Sums of the blocks.</param>
    /// <param name="coefficients">Solution for all trials.</param>
    /// <param name="functions">functions that it uses.</param>
    /// <param name="results">The results.</param>
    public static Estimate[] Of(NormalEquations whole, NormalEquations[] blocks, double[] coefficients, int functions, ResponseTable results)
    {
        double[] shares = new double[results.Count];
        for (int r = 0; r < results.Count; r++)
        {
            shares[r] = Share(whole.Explained(coefficients, r), results.Whole(r), functions, results.Means[r]);
        }

        double[][] left = [.. blocks.Select(_ => new double[results.Count])];
        double[] solved = new double[coefficients.Length];
        for (int b = 0; b < blocks.Length; b++)
        {
            whole.Add(blocks[b], -1);
            int used = whole.Solve(solved);
            for (int r = 0; r < results.Count; r++)
            {
                left[b][r] = Share(whole.Explained(solved, r), results.Without(b, r), used, results.Means[r]);
            }

            whole.Add(blocks[b], 1);
        }

        var indices = new Estimate[results.Count];
        for (int r = 0; r < results.Count; r++)
        {
            double mean = left.Average(values => values[r]);
            double error = Math.Sqrt((blocks.Length - 1.0) / blocks.Length * left.Sum(values => (values[r] - mean) * (values[r] - mean)));
            indices[r] = new Estimate(shares[r], error, results.Trials);
        }

        return indices;
    }

    /// <summary>By result, the probability that as much would be explained if the input told nothing of it (F-test).</summary>
    /// <inheritdoc cref="Of"/>
    public static double[] Chances(NormalEquations whole, double[] coefficients, int functions, ResponseTable results)
    {
        double[] chances = new double[results.Count];
        int free = results.Trials - functions;
        for (int r = 0; r < chances.Length; r++)
        {
            double total = results.Whole(r).M2, share = total > 0 ? Math.Clamp(whole.Explained(coefficients, r) / total, 0, 1) : 0;
            chances[r] = functions > 1 && free > 0 && total > 0
                ? SpecialFunctions.IncompleteBeta((functions - 1) / 2.0, free / 2.0, share, 1 - share).Upper
                : 1;
        }

        return chances;
    }

    /// <summary>A share, not a number where all values are equal. What is explained includes the mean's part.</summary>
    private static double Share(double explained, in Spread spread, int functions, double scale)
    {
        if (spread.M2 <= 1e-20 * spread.Count * scale * scale || spread.Count <= functions)
        {
            return double.NaN;
        }

        double residual = Math.Max(0, spread.M2 + (spread.Count * spread.Mean * spread.Mean) - explained);
        return 1 - (residual / (spread.Count - functions) / (spread.M2 / (spread.Count - 1)));
    }
}
