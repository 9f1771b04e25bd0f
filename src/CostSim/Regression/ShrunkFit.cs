using CostSim.Numerics;

namespace CostSim.Regression;

/// <summary>
/// Least squares in coordinates in which the functions are uncorrelated and a penalty acts on each alone (Demmler and Reinsch 1975). How much is penalised
/// generalised cross-validation decides for each contrast (Golub, Heath and Wahba 1979), down to no dependence at all: most of what an
/// input that tells nothing seems to be worth is what a fit makes of noise.
/// </summary>
internal sealed class ShrunkFit
{
    /// <summary>Amounts of penalty that are tried, besides none and so much that nothing is left.</summary>
    private const int Amounts = 25;

    /// <summary>
    /// How a function counts in cross-validation: 1 is its plain form, which now and then follows noise; 1.4 is usual against that (Kim and Gu 2004).
    /// </summary>
    private const double Weight = 1.4;

    private readonly double[][] axes;
    private readonly double[] penalties;
    private readonly double[][] kept;
    private readonly double[] left;
    private readonly int trials;

    /// <summary>Takes uncorrelated functions.</summary>
    /// <param name="axes">By function, its factor of each of the original functions; orthonormal over the trials, about their means.</param>
    /// <param name="penalties">What the penalty has of each; 0 for those that are never penalised.</param>
    /// <param name="trials">Number of trials.</param>
    public ShrunkFit(double[][] axes, double[] penalties, int trials)
    {
        (this.axes, this.penalties, this.trials) = (axes, penalties, trials);
        double most = penalties.DefaultIfEmpty().Max();
        double least = penalties.Where(penalty => penalty > 0).DefaultIfEmpty(1).Min();

        // From a hundredth of the most penalised function to all but a ten-thousandth of the least.
        double low = Elementary.Log(0.01 / Math.Max(most, 1e-300)), high = Elementary.Log(1e4 / least);
        int steps = most > 0 ? Amounts : 0;
        double[] amounts = [0, .. Enumerable.Range(0, steps).Select(i => Elementary.Exp(low + ((high - low) * i / (Amounts - 1))))];
        kept = [.. amounts.Select(amount => Array.ConvertAll(penalties, penalty => 1 / (1 + (amount * penalty)))), new double[axes.Length]];
        left = Array.ConvertAll(kept, shares => trials - (Weight * (1 + shares.Sum())));
    }

    /// <summary>Fits all contrasts.</summary>
    /// <param name="moments">Sums of products of the original functions with results: a row per function.</param>
    /// <param name="functions">Number of original functions.</param>
    /// <param name="contrasts">The contrasts.</param>
    public Shrunk Of(ReadOnlySpan<double> moments, int functions, ContrastSet contrasts)
    {
        int stride = contrasts.Results.Stride;
        double[][] along = [.. axes.Select(_ => new double[contrasts.Stride])];
        double[] own = new double[contrasts.Stride];
        for (int j = 0; j < functions; j++)
        {
            for (int c = 0; c < contrasts.Count; c++)
            {
                own[c] = contrasts[c].Of(moments.Slice(j * stride, stride));
            }

            for (int k = 0; k < axes.Length; k++)
            {
                Lanes.AddScaled(along[k], own, axes[k][j]);
            }
        }

        double[] coefficients = new double[functions * contrasts.Stride];
        double[][] shares = new double[contrasts.Count][];
        double[] chances = new double[contrasts.Count];
        double[][] shrunk = [.. axes.Select(_ => new double[contrasts.Stride])];
        for (int c = 0; c < contrasts.Count; c++)
        {
            shares[c] = Choose(along, c, contrasts.Squares[c]);
            chances[c] = Chance(along, c, contrasts.Squares[c]);
            for (int k = 0; k < axes.Length; k++)
            {
                shrunk[k][c] = along[k][c] * shares[c][k];
            }
        }

        for (int j = 0; j < functions; j++)
        {
            for (int k = 0; k < axes.Length; k++)
            {
                Lanes.AddScaled(coefficients.AsSpan(j * contrasts.Stride, contrasts.Stride), shrunk[k], axes[k][j]);
            }
        }

        return new Shrunk(coefficients, along, shares, chances);
    }

    /// <summary>Standard error of the difference of two contrasts' fits where the original functions have given values, about their means.</summary>
    /// <param name="fit">The fits.</param>
    /// <param name="contrasts">The contrasts.</param>
    /// <param name="one">One contrast.</param>
    /// <param name="other">The other.</param>
    /// <param name="values">The functions' values.</param>
    public double Error(Shrunk fit, ContrastSet contrasts, int one, int other, ReadOnlySpan<double> values)
    {
        double total = contrasts.SquaresBetween(one, other), residual = total, used = 1, spread = 1.0 / trials;
        for (int k = 0; k < axes.Length; k++)
        {
            // The less shrunk of the two; a straight line is never left out.
            double share = penalties[k] > 0 ? Math.Max(fit.Shares[one][k], fit.Shares[other][k]) : 1;
            double along = fit.Along[k][one] - fit.Along[k][other], at = 0;
            residual -= along * along * share * (2 - share);
            used += share;
            for (int j = 0; j < values.Length; j++)
            {
                at += axes[k][j] * values[j];
            }

            spread += at * at * share;
        }

        return Math.Sqrt(Math.Max(0, residual) / Math.Max(1, trials - used) * spread);
    }

    /// <summary>Shares kept of each function, with the penalty that cross-validation finds best.</summary>
    private double[] Choose(double[][] along, int contrast, double squares)
    {
        double residual = squares;
        for (int k = 0; k < along.Length; k++)
        {
            residual -= along[k][contrast] * along[k][contrast];
        }

        // What rounding leaves of a contrast that the functions say in full is no residual.
        residual = Math.Max(residual, 1e-15 * squares);
        int best = kept.Length - 1;
        double lowest = squares / (left[best] * left[best]);
        for (int a = kept.Length - 2; a >= 0; a--)
        {
            double sum = residual;
            for (int k = 0; k < along.Length; k++)
            {
                double lost = along[k][contrast] * (1 - kept[a][k]);
                sum += lost * lost;
            }

            double score = left[a] > 0 ? sum / (left[a] * left[a]) : double.PositiveInfinity;
            (lowest, best) = score < lowest ? (score, a) : (lowest, best);
        }

        return kept[best];
    }

    /// <summary>
    /// Probability of a dependence at least as strong if the input told nothing: F-tests of the functions that are never penalised and of all together,
    /// twice the smaller. Over permutations of the input the statistics have this distribution but for terms of the order of kurtosis over trials.
    /// </summary>
    private double Chance(double[][] along, int contrast, double squares)
    {
        double all = 0, line = 0;
        int lines = 0;
        for (int k = 0; k < along.Length; k++)
        {
            double square = along[k][contrast] * along[k][contrast];
            all += square;
            (line, lines) = penalties[k] > 0 ? (line, lines) : (line + square, lines + 1);
        }

        double full = Tail(all, along.Length, squares);
        return lines == 0 || lines == along.Length ? full : Math.Min(1, 2 * Math.Min(full, Tail(line, lines, squares)));
    }

    private double Tail(double explained, int functions, double squares)
    {
        int free = trials - 1 - functions;
        if (free < 1 || functions == 0 || !(squares > 0))
        {
            return 1;
        }

        double share = Math.Clamp(explained / squares, 0, 1);
        return SpecialFunctions.IncompleteBeta(functions / 2.0, free / 2.0, share, 1 - share).Upper;
    }
}

/// <summary>Fits of several contrasts.</summary>
/// <param name="Coefficients">A row per original function: its factor in each contrast's fit.</param>
/// <param name="Along">By uncorrelated function, the product of each contrast with it.</param>
/// <param name="Shares">By contrast, the share kept of each uncorrelated function.</param>
/// <param name="Chances">By contrast, the probability of a dependence at least as strong if there were none.</param>
internal sealed record Shrunk(double[] Coefficients, double[][] Along, double[][] Shares, double[] Chances);
