using System.Runtime.Intrinsics;
using CostSim.Numerics;

namespace CostSim.Regression;

/// <summary>
/// Results as functions of several inputs together: a spline of each, and products of their ranks two by two, with a penalty on bends and products whose
/// amount generalised cross-validation chooses for each contrast (<see cref="ShrunkFit"/>). Beyond twenty inputs straight lines and squares of ranks take the place of
/// splines. Tested by <c>InformationTests</c>.
/// </summary>
public sealed class GroupFit : IFit
{
    private const int MostWithProducts = 10;
    private const int MostWithSplines = 20;

    /// <summary>Trials added in one go: sums stay in registers.</summary>
    private const int Together = 4;

    private readonly Functions functions;
    private readonly ResponseTable results;
    private readonly double[] mean;
    private readonly double[] moments;
    private readonly ShrunkFit shrunk;
    private readonly int[] trials;
    private readonly int width;

    private GroupFit(IReadOnlyList<double[]> inputs, ResponseTable results, CancellationToken cancellation)
    {
        this.results = results;
        trials = [.. Enumerable.Range(0, results.Trials)];
        functions = new Functions(inputs);
        width = Lanes.Padded(functions.Count);
        double[] rows = new double[Together * width];
        mean = new double[width];
        for (int t = 0; t < results.Trials; t++)
        {
            cancellation.ThrowIfCancellationRequested();
            functions.At(t, rows.AsSpan(0, width));
            Lanes.AddScaled(mean, rows.AsSpan(0, width), 1.0 / results.Trials);
        }

        double[] gram = new double[width * width];
        moments = new double[width * results.Stride];
        for (int t = 0; t < results.Trials; t += Together)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = Fill(rows, t);
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

        shrunk = Shrink(gram);
    }

    /// <inheritdoc/>
    public int Groups => trials.Length;

    /// <inheritdoc/>
    public ReadOnlySpan<int> Trials(int group) => trials.AsSpan(group, 1);

    /// <summary>Takes the inputs.</summary>
    /// <param name="inputs">The inputs: a value per trial each.</param>
    /// <param name="results">The results of the same trials.</param>
    /// <param name="cancellation">Stops between trials.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static GroupFit Of(IReadOnlyList<double[]> inputs, ResponseTable results, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(results);
        return new GroupFit(inputs, results, cancellation);
    }

    /// <inheritdoc/>
    public IContrastFit Fit(ContrastSet contrasts)
    {
        ArgumentNullException.ThrowIfNull(contrasts);
        return new Contrasts(this, contrasts, shrunk.Of(moments, functions.Count, contrasts));
    }

    /// <summary>The functions of the next trials, less their means.</summary>
    /// <param name="rows">Receives a row for each of four trials, fewer at the end.</param>
    /// <param name="trial">The first.</param>
    /// <returns>How many there are.</returns>
    private int Fill(double[] rows, int trial)
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

    /// <summary>Uncorrelated functions, with a penalty on all but straight lines of each input.</summary>
    private ShrunkFit Shrink(double[] gram)
    {
        int count = functions.Count;
        double[,] matrix = new double[count, count];
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                matrix[i, j] = matrix[j, i] = gram[(i * width) + j];
            }
        }

        return PenalizedSpline.Of(matrix, functions.Penalised, results.Trials);
    }

    /// <summary>Contrasts as functions of the inputs.</summary>
    private sealed class Contrasts(GroupFit fit, ContrastSet contrasts, Shrunk shrunk) : IContrastFit
    {
        public IReadOnlyList<double> Chances => shrunk.Chances;

        public void Each(FittedGroup receive)
        {
            double[] rows = new double[Together * fit.width];
            double[] sums = new double[Together * contrasts.Stride];
            for (int t = 0; t < fit.trials.Length; t += Together)
            {
                int count = fit.Fill(rows, t);
                for (int k = 0; k < Together; k++)
                {
                    contrasts.Means.CopyTo(sums, k * contrasts.Stride);
                }

                for (int i = 0; i < fit.functions.Count; i++)
                {
                    var weights = Vector256.Create(rows[i], rows[fit.width + i], rows[(2 * fit.width) + i], rows[(3 * fit.width) + i]);
                    Lanes.AddFourScaled(sums, shrunk.Coefficients.AsSpan(i * contrasts.Stride, contrasts.Stride), weights);
                }

                for (int k = 0; k < count; k++)
                {
                    receive(t + k, sums.AsSpan(k * contrasts.Stride, contrasts.Count));
                }
            }
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

        /// <summary>What is penalised: how each spline bends, squares and products.</summary>
        public IReadOnlyList<double[]> Penalised
        {
            get
            {
                var rows = new List<double[]>();
                int at = 0;
                foreach (InputBasis basis in bases)
                {
                    rows.AddRange(PenalizedSpline.Bends(basis.Places).Select(bend => Row(at, bend)));
                    at += basis.Count;
                }

                for (; bases.Length == 0 && at < 2 * inputs.Count; at += 2)
                {
                    rows.Add(Row(at + 1, [1]));
                }

                for (; at < Count; at++)
                {
                    rows.Add(Row(at, [1]));
                }

                return rows;
            }
        }

        private bool Products { get; }

        private double[] Row(int at, double[] factors)
        {
            double[] row = new double[Count];
            factors.CopyTo(row, at);
            return row;
        }

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
