using CostSim.Numerics;
using CostSim.Statistics;

namespace CostSim.Regression;

/// <summary>
/// Results as functions of one input: E[result | input], by least squares on an <see cref="InputBasis"/>. What the input explains on its own,
/// how results differ between its ends, and the fitted results along it. Works for inputs that depend on others too. Tested by
/// <c>RegressionTests</c> against closed forms.
/// </summary>
public sealed class InputFit : IFit
{
    /// <summary>Groups of neighbouring trials in which fitted results are averaged.</summary>
    public const int MostGroups = 1024;

    private readonly double[] input;
    private readonly ResponseTable results;
    private readonly InputBasis basis;
    private readonly int[] order;
    private readonly double[] coefficients;
    private readonly NormalEquations whole;
    private readonly double[] fitted;
    private readonly double[] firstOrder;
    private readonly double[] firstOrderErrors;

    private InputFit(double[] input, ResponseTable results)
    {
        (this.input, this.results) = (input, results);
        double[] sorted = [.. input];
        order = new int[input.Length];
        for (int t = 0; t < order.Length; t++)
        {
            order[t] = t;
        }

        Array.Sort(sorted, order);
        SortTies(sorted, order);
        basis = InputBasis.Of(sorted);
        whole = new NormalEquations(basis.Count, results.Stride);
        NormalEquations[] blocks = [.. Enumerable.Range(0, results.Blocks).Select(AddBlock)];
        foreach (NormalEquations block in blocks)
        {
            whole.Add(block, 1);
        }

        coefficients = new double[basis.Count * results.Stride];
        Functions = whole.Solve(coefficients);
        firstOrder = new double[results.Count];
        firstOrderErrors = new double[results.Count];
        Explain(blocks);
        Groups = Math.Min(MostGroups, input.Length);
        fitted = new double[results.Count * Groups];
        GroupInputs = new double[Groups];
        Fill(sorted);
    }

    /// <summary>Functions that the fit uses.</summary>
    public int Functions { get; }

    /// <inheritdoc/>
    public int Groups { get; }

    /// <summary>Mean of the input in each group.</summary>
    public double[] GroupInputs { get; }

    /// <summary>Fits.</summary>
    /// <param name="input">The input, one value per trial.</param>
    /// <param name="results">The results of the same trials.</param>
    public static InputFit Of(double[] input, ResponseTable results)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(results);
        return new InputFit(input, results);
    }

    /// <summary>
    /// Share of a result's variance that knowing the input explains, Var E[Y | X] / Var Y, adjusted for the functions used; not a number where
    /// the result is constant. Standard error by leaving out a block at a time.
    /// </summary>
    /// <param name="result">Number of the result.</param>
    public Estimate FirstOrder(int result) => new(firstOrder[result], firstOrderErrors[result], input.Length);

    /// <inheritdoc/>
    public ReadOnlySpan<double> Fitted(int result) => fitted.AsSpan(result * Groups, Groups);

    /// <summary>Trials of a group, in ascending order of the input.</summary>
    /// <param name="group">Number of the group.</param>
    public ReadOnlySpan<int> Trials(int group) => order.AsSpan(Start(group), Start(group + 1) - Start(group));

    /// <summary>Trials in ascending order of the input.</summary>
    public ReadOnlySpan<int> Order => order;

    /// <summary>Fitted result at a value of the input.</summary>
    /// <param name="x">Value.</param>
    /// <param name="result">Number of the result.</param>
    public double At(double x, int result)
    {
        Span<double> weights = stackalloc double[InputBasis.Width];
        int first = basis.At(x, weights);
        double sum = results.Means[result];
        for (int i = 0; i < InputBasis.Width && first + i < basis.Count; i++)
        {
            sum += weights[i] * coefficients[((first + i) * results.Stride) + result];
        }

        return sum;
    }

    /// <summary>Standard error of the fitted value of a weighted sum of results, at a value of the input.</summary>
    /// <param name="x">Value.</param>
    /// <param name="factors">Factor of each result, padded with zeros.</param>
    public double StandardErrorAt(double x, ReadOnlySpan<double> factors)
    {
        double residual = results.Squared(factors);
        for (int j = 0; j < basis.Count; j++)
        {
            residual -= Lanes.Dot(coefficients.AsSpan(j * results.Stride, results.Stride), factors) * Lanes.Dot(whole.Moments.AsSpan(j * results.Stride, results.Stride), factors);
        }

        // bᵀ G⁻¹ b, b the functions at x.
        var point = new NormalEquations(basis.Count, Lanes.Padded(1));
        whole.Gram.CopyTo(point.Gram, 0);
        Span<double> weights = stackalloc double[InputBasis.Width];
        int at = basis.At(x, weights);
        for (int i = 0; i < InputBasis.Width && at + i < basis.Count; i++)
        {
            point.Moments[(at + i) * Lanes.Padded(1)] = weights[i];
        }

        double[] solved = new double[basis.Count * Lanes.Padded(1)];
        int used = point.Solve(solved);
        return Math.Sqrt(Math.Max(0, point.Explained(solved, 0)) * Math.Max(0, residual) / Math.Max(1, input.Length - used));
    }

    /// <summary>Means of all results over the tenth of trials in which the input is lowest, or highest; equal values stay together.</summary>
    /// <param name="highest">Which end.</param>
    public Estimate[] TailMeans(bool highest)
    {
        ReadOnlySpan<int> tail = Tail(highest);
        int parts = results.AreReplicates ? results.Blocks : 1;
        double[][] sums = [.. Enumerable.Range(0, parts).Select(_ => new double[results.Stride])];
        int[] counts = new int[parts];
        double[] squares = new double[results.Stride];
        foreach (int t in tail)
        {
            ReadOnlySpan<double> row = results.Row(t);
            int part = parts > 1 ? BlockOf(t) : 0;
            counts[part]++;
            Lanes.AddScaled(sums[part], row, 1);
            for (int r = 0; r < row.Length; r++)
            {
                squares[r] += row[r] * row[r];
            }
        }

        double[] total = Total(sums);
        var means = new Estimate[results.Count];
        for (int r = 0; r < means.Length; r++)
        {
            double mean = total[r] / tail.Length;
            double error = parts > 1 && Array.TrueForAll(counts, count => count > 0)
                ? Moments.Of([.. sums.Select((sum, b) => sum[r] / counts[b])]).StandardError
                : Math.Sqrt(Math.Max(0, (squares[r] / tail.Length) - (mean * mean)) / Math.Max(1, tail.Length - 1));
            means[r] = new Estimate(mean + results.Means[r], error, tail.Length);
        }

        return means;
    }

    /// <summary>The tenth of trials with the lowest, or highest, input; equal values stay together.</summary>
    /// <param name="highest">Which end.</param>
    public ReadOnlySpan<int> Tail(bool highest)
    {
        int tenth = (order.Length + 9) / 10;
        if (!highest)
        {
            int end = tenth;
            while (end < order.Length && input[order[end]] == input[order[tenth - 1]])
            {
                end++;
            }

            return order.AsSpan(0, end);
        }

        int start = order.Length - tenth;
        while (start > 0 && input[order[start - 1]] == input[order[^tenth]])
        {
            start--;
        }

        return order.AsSpan(start);
    }

    private static void SortTies(double[] sorted, int[] order)
    {
        // The sort leaves equal values in any order; trials in theirs make it the same everywhere.
        for (int i = 0; i < sorted.Length;)
        {
            int end = i + 1;
            while (end < sorted.Length && sorted[end] == sorted[i])
            {
                end++;
            }

            if (end - i > 1)
            {
                Array.Sort(order, i, end - i);
            }

            i = end;
        }
    }

    private int Start(int group) => (int)((long)group * order.Length / Groups);

    private int BlockOf(int trial)
    {
        int block = (int)((long)trial * results.Blocks / input.Length);
        while (results.First(block + 1) <= trial)
        {
            block++;
        }

        while (results.First(block) > trial)
        {
            block--;
        }

        return block;
    }

    private NormalEquations AddBlock(int block)
    {
        var sums = new NormalEquations(basis.Count, results.Stride);
        Span<double> weights = stackalloc double[InputBasis.Width];
        int end = results.First(block + 1);
        for (int t = results.First(block); t < end; t++)
        {
            int first = basis.At(input[t], weights);
            sums.Add(first, weights, results.Row(t));
        }

        return sums;
    }

    private void Explain(NormalEquations[] blocks)
    {
        double[] sums = Total(results.Sums);
        double[] squares = Total(results.Squares);
        for (int r = 0; r < results.Count; r++)
        {
            firstOrder[r] = Share(whole.Explained(coefficients, r), squares[r], sums[r], input.Length, Functions, results.Means[r]);
        }

        double[][] left = [.. blocks.Select(_ => new double[results.Count])];
        double[] solved = new double[coefficients.Length];
        for (int b = 0; b < blocks.Length; b++)
        {
            whole.Add(blocks[b], -1);
            int used = whole.Solve(solved);
            int trials = input.Length - (results.First(b + 1) - results.First(b));
            for (int r = 0; r < results.Count; r++)
            {
                left[b][r] = Share(whole.Explained(solved, r), squares[r] - results.Squares[b][r], sums[r] - results.Sums[b][r], trials, used, results.Means[r]);
            }

            whole.Add(blocks[b], 1);
        }

        for (int r = 0; r < results.Count; r++)
        {
            double mean = left.Average(values => values[r]);
            firstOrderErrors[r] = Math.Sqrt((blocks.Length - 1.0) / blocks.Length * left.Sum(values => (values[r] - mean) * (values[r] - mean)));
        }
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

    private double[] Total(double[][] parts)
    {
        double[] total = new double[results.Stride];
        foreach (double[] part in parts)
        {
            Lanes.AddScaled(total, part, 1);
        }

        return total;
    }

    /// <summary>Averages the fit over the trials of each group.</summary>
    private void Fill(double[] sorted)
    {
        double[] mean = new double[basis.Count + InputBasis.Width];
        double[] row = new double[results.Stride];
        Span<double> weights = stackalloc double[InputBasis.Width];
        for (int g = 0; g < Groups; g++)
        {
            Array.Clear(mean);
            (int start, int end) = (Start(g), Start(g + 1));
            double sum = 0;
            for (int i = start; i < end; i++)
            {
                sum += sorted[i];
                int first = basis.At(sorted[i], weights);
                for (int k = 0; k < InputBasis.Width; k++)
                {
                    mean[first + k] += weights[k];
                }
            }

            Array.Clear(row);
            for (int j = 0; j < basis.Count; j++)
            {
                if (mean[j] != 0)
                {
                    Lanes.AddScaled(row, coefficients.AsSpan(j * results.Stride, results.Stride), mean[j] / (end - start));
                }
            }

            GroupInputs[g] = sum / (end - start);
            for (int r = 0; r < results.Count; r++)
            {
                fitted[(r * Groups) + g] = row[r] + results.Means[r];
            }
        }
    }
}
