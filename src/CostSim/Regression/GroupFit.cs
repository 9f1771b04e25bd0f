using System.Runtime.Intrinsics;
using CostSim.Numerics;

namespace CostSim.Regression;

/// <summary>
/// Results as functions of several inputs together: a spline of each, and products of their ranks two by two, with a ridge for each
/// result chosen by generalised cross-validation (Golub, Heath and Wahba 1979). Beyond twenty inputs straight lines and squares of ranks take the place of
/// splines. Tested by <c>InformationTests</c>.
/// </summary>
public sealed class GroupFit : IFit
{
    private const int MostWithProducts = 10;
    private const int MostWithSplines = 20;

    /// <summary>Trials added in one go: sums stay in registers.</summary>
    private const int Together = 4;

    private readonly double[] fitted;
    private readonly int[] trials;
    private readonly double[] sizes;

    private GroupFit(double[] fitted, int trials)
    {
        this.fitted = fitted;
        this.trials = [.. Enumerable.Range(0, trials)];
        sizes = new double[trials];
        Array.Fill(sizes, 1);
    }

    /// <inheritdoc/>
    public int Groups => trials.Length;

    /// <inheritdoc/>
    public ReadOnlySpan<double> Sizes => sizes;

    /// <inheritdoc/>
    public ReadOnlySpan<double> Fitted(int first, int count) => fitted.AsSpan(first * trials.Length, count * trials.Length);

    /// <inheritdoc/>
    public ReadOnlySpan<int> Trials(int group) => trials.AsSpan(group, 1);

    /// <summary>Fits.</summary>
    /// <param name="inputs">The inputs: a value per trial each.</param>
    /// <param name="results">The results of the same trials.</param>
    public static GroupFit Of(IReadOnlyList<double[]> inputs, ResponseTable results)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(results);
        var functions = new Functions(inputs);
        int width = Lanes.Padded(functions.Count);
        double[] rows = new double[Together * width];
        double[] mean = new double[width];
        for (int t = 0; t < results.Trials; t++)
        {
            functions.At(t, rows.AsSpan(0, width));
            Lanes.AddScaled(mean, rows, 1.0 / results.Trials);
        }

        double[] gram = new double[width * width];
        double[] moments = new double[width * results.Stride];
        for (int t = 0; t < results.Trials; t += Together)
        {
            int count = Rows(t);
            for (int i = 0; i < functions.Count; i++)
            {
                Span<double> products = gram.AsSpan(i * width, Lanes.Padded(i + 1)), sums = moments.AsSpan(i * results.Stride, results.Stride);
                if (count == Together)
                {
                    var weights = Vector256.Create(rows[i], rows[width + i], rows[(2 * width) + i], rows[(3 * width) + i]);
                    Lanes.AddFour(products, rows, width, weights);
                    Lanes.AddFour(sums, results.RowsFrom(t, Together), results.Stride, weights);
                    continue;
                }

                for (int k = 0; k < count; k++)
                {
                    Lanes.AddScaled(products, rows.AsSpan(k * width), rows[(k * width) + i]);
                    Lanes.AddScaled(sums, results.Row(t + k), rows[(k * width) + i]);
                }
            }
        }

        double[] coefficients = Solve(gram, moments, functions.Count, width, results);
        double[] fitted = new double[results.Count * results.Trials];
        double[] sum = new double[Together * results.Stride];
        for (int t = 0; t < results.Trials; t += Together)
        {
            int count = Rows(t);
            Array.Clear(sum);
            for (int i = 0; i < functions.Count; i++)
            {
                Lanes.AddFourScaled(
                    sum, coefficients.AsSpan(i * results.Stride, results.Stride), Vector256.Create(rows[i], rows[width + i], rows[(2 * width) + i], rows[(3 * width) + i]));
            }

            for (int r = 0; r < results.Count; r++)
            {
                for (int k = 0; k < count; k++)
                {
                    fitted[(r * results.Trials) + t + k] = sum[(k * results.Stride) + r] + results.Means[r];
                }
            }
        }

        return new GroupFit(fitted, results.Trials);

        // The functions of the next trials, less their means; as many as there are.
        int Rows(int trial)
        {
            int count = Math.Min(Together, results.Trials - trial);
            for (int k = 0; k < count; k++)
            {
                Span<double> row = rows.AsSpan(k * width, width);
                functions.At(trial + k, row);
                Lanes.AddScaled(row, mean, -1);
            }

            return count;
        }
    }

    /// <summary>Coefficients, for each result with the ridge, of ten, that generalised cross-validation finds best for it.</summary>
    private static double[] Solve(double[] gram, double[] moments, int count, int width, ResponseTable results)
    {
        double[,] matrix = new double[count, count];
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                matrix[i, j] = matrix[j, i] = gram[(i * width) + j];
            }
        }

        (double[] values, double[,] vectors) = SymmetricEigen.Decompose(matrix);
        double[][] rotated = [.. values.Select((_, k) => Rotated(k))];
        double[] squares = new double[results.Stride];
        foreach (double[] part in results.Squares)
        {
            Lanes.AddScaled(squares, part, 1);
        }

        double scale = values.Max();
        double[] amounts = [.. Enumerable.Range(0, 10).Select(k => scale * Elementary.PowInteger(0.1, 10 - k))];
        double[] free = [.. amounts.Select(amount => 1 - ((1 + values.Sum(value => Math.Max(0, value) / (Math.Max(0, value) + amount))) / results.Trials))];
        double[] coefficients = new double[width * results.Stride];
        for (int r = 0; r < results.Count; r++)
        {
            double ridge = amounts[Enumerable.Range(0, amounts.Length).MinBy(a => Left(r, amounts[a]) / (free[a] * free[a]))];
            for (int k = 0; k < count; k++)
            {
                rotated[k][r] /= Math.Max(0, values[k]) + ridge;
            }
        }

        for (int k = 0; k < count; k++)
        {
            for (int i = 0; i < count; i++)
            {
                Lanes.AddScaled(coefficients.AsSpan(i * results.Stride, results.Stride), rotated[k], vectors[i, k]);
            }
        }

        return coefficients;

        double[] Rotated(int k)
        {
            double[] sum = new double[results.Stride];
            for (int i = 0; i < count; i++)
            {
                Lanes.AddScaled(sum, moments.AsSpan(i * results.Stride, results.Stride), vectors[i, k]);
            }

            return sum;
        }

        double Left(int r, double amount)
        {
            double left = squares[r];
            for (int k = 0; k < count; k++)
            {
                double value = Math.Max(0, values[k]);
                left -= rotated[k][r] * rotated[k][r] * (value + (2 * amount)) / ((value + amount) * (value + amount));
            }

            return left;
        }
    }

    /// <summary>The functions of the inputs of a trial.</summary>
    private sealed class Functions
    {
        private readonly IReadOnlyList<double[]> inputs;
        private readonly InputBasis[] bases;
        private readonly double[][] ranks;

        public Functions(IReadOnlyList<double[]> inputs)
        {
            this.inputs = inputs;
            InputOrder[] orders = [.. inputs.Select(InputOrder.Of)];
            ranks = Array.ConvertAll(orders, Ranks);
            int knots = inputs.Count <= 2 ? 8 : inputs.Count <= 5 ? 4 : 1;
            bases = inputs.Count > MostWithSplines ? [] : Array.ConvertAll(orders, order => InputBasis.Of(order.Sorted, knots));
            Products = inputs.Count <= MostWithProducts;
            Count = (bases.Length > 0 ? bases.Sum(basis => basis.Count) : 2 * inputs.Count) + (Products ? inputs.Count * (inputs.Count - 1) / 2 : 0);
        }

        public int Count { get; }

        private bool Products { get; }

        public void At(int trial, Span<double> row)
        {
            row.Clear();
            int at = 0;
            Span<double> weights = stackalloc double[InputBasis.Width];
            for (int i = 0; i < inputs.Count; i++)
            {
                if (bases.Length == 0)
                {
                    double rank = ranks[i][trial];
                    (row[at], row[at + 1]) = (rank, (rank * rank) - (1.0 / 3));
                    at += 2;
                    continue;
                }

                int first = bases[i].At(inputs[i][trial], weights);
                for (int k = 0; k < InputBasis.Width && first + k < bases[i].Count; k++)
                {
                    row[at + first + k] = weights[k];
                }

                at += bases[i].Count;
            }

            for (int i = 1; i < inputs.Count && Products; i++)
            {
                for (int j = 0; j < i; j++)
                {
                    row[at++] = ranks[i][trial] * ranks[j][trial];
                }
            }
        }

        /// <summary>Ranks, scaled to −1 … 1; equal values get the same.</summary>
        private static double[] Ranks(InputOrder order)
        {
            double[] ranks = new double[order.Sorted.Length];
            for (int i = 0; i < ranks.Length;)
            {
                int end = i + 1;
                while (end < ranks.Length && order.Sorted[end] == order.Sorted[i])
                {
                    end++;
                }

                for (int k = i; k < end; k++)
                {
                    ranks[order.Trials[k]] = (((double)i + end) / ranks.Length) - 1;
                }

                i = end;
            }

            return ranks;
        }
    }
}
