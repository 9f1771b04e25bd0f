using CostSim.Statistics;

namespace CostSim.Regression;

/// <summary>
/// Share of a result's variance that a fit explains, adjusted for the functions used (first-order index of Sobol', 1993, by regression), with
/// its error by leaving out a block at a time.
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
        double[] sums = results.Total(results.Sums);
        double[] squares = results.Total(results.Squares);
        double[] shares = new double[results.Count];
        for (int r = 0; r < results.Count; r++)
        {
            shares[r] = Share(whole.Explained(coefficients, r), squares[r], sums[r], results.Trials, functions, results.Means[r]);
        }

        double[][] left = [.. blocks.Select(_ => new double[results.Count])];
        double[] solved = new double[coefficients.Length];
        for (int b = 0; b < blocks.Length; b++)
        {
            whole.Add(blocks[b], -1);
            int used = whole.Solve(solved);
            int trials = results.Trials - (results.First(b + 1) - results.First(b));
            for (int r = 0; r < results.Count; r++)
            {
                left[b][r] = Share(whole.Explained(solved, r), squares[r] - results.Squares[b][r], sums[r] - results.Sums[b][r], trials, used, results.Means[r]);
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

    private static double Share(double explained, double squares, double sum, int trials, int functions, double scale)
    {
        double total = squares - (sum * sum / trials);
        if (total <= 1e-20 * trials * scale * scale || trials <= functions)
        {
            return double.NaN;
        }

        double residual = Math.Max(0, squares - explained);
        return 1 - (residual / (trials - functions) / (total / (trials - 1)));
    }
}
