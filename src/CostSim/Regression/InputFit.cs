using System.Buffers;
using System.Runtime.Intrinsics;
using CostSim.Numerics;
using CostSim.Statistics;

namespace CostSim.Regression;

/// <summary>
/// Results as functions of one input: E[result | input], by least squares on an <see cref="InputBasis"/>. What the input explains on its own,
/// how results differ between its ends (<see cref="InputOrder"/>), and the fitted results along it. Works for inputs that depend on others too. Tested by
/// <c>RegressionTests</c> against closed forms.
/// </summary>
public sealed class InputFit : IFit
{
    /// <summary>Groups of neighbouring trials in which fitted results are averaged.</summary>
    public const int MostGroups = 1024;

    /// <summary>How many trials before their functions are asked for: ranks come in no order.</summary>
    private const int Ahead = 24;

    private readonly double[] input;
    private readonly ResponseTable results;
    private readonly InputBasis basis;
    private readonly double[] coefficients;
    private readonly NormalEquations whole;
    private readonly double[] fitted;
    private readonly double[] sizes;
    private readonly int[] starts;
    private readonly Estimate[] firstOrder;

    private InputFit(double[] input, ResponseTable results)
    {
        (this.input, this.results) = (input, results);
        Order = InputOrder.Of(input);
        basis = InputBasis.Of(Order.Sorted);
        Groups = Math.Min(MostGroups, input.Length);
        GroupInputs = new double[Groups];
        starts = [.. Enumerable.Range(0, Groups + 1).Select(g => (int)((long)g * input.Length / Groups))];
        sizes = [.. Enumerable.Range(0, Groups).Select(g => (double)(starts[g + 1] - starts[g]))];
        double[] weights = ArrayPool<double>.Shared.Rent(InputBasis.Width * input.Length);
        int[] firsts = ArrayPool<int>.Shared.Rent(input.Length);
        int[] ranks = ArrayPool<int>.Shared.Rent(input.Length);
        double[] means = AverageFunctions(weights, firsts, ranks);
        whole = new NormalEquations(basis.Count, results.Stride);
        NormalEquations[] blocks = [.. Enumerable.Range(0, results.Blocks).Select(block => AddBlock(block, weights, firsts, ranks))];
        ArrayPool<double>.Shared.Return(weights);
        ArrayPool<int>.Shared.Return(firsts);
        ArrayPool<int>.Shared.Return(ranks);
        foreach (NormalEquations block in blocks)
        {
            whole.Add(block, 1);
        }

        coefficients = new double[basis.Count * results.Stride];
        Functions = whole.Solve(coefficients);
        firstOrder = FirstOrderIndex.Of(whole, blocks, coefficients, Functions, results);
        fitted = new double[results.Count * Groups];
        Fill(means);
    }

    /// <summary>Trials in ascending order of the input.</summary>
    public InputOrder Order { get; }

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
    public Estimate FirstOrder(int result) => firstOrder[result];

    /// <inheritdoc/>
    public ReadOnlySpan<double> Sizes => sizes;

    /// <inheritdoc/>
    public ReadOnlySpan<double> Fitted(int first, int count) => fitted.AsSpan(first * Groups, count * Groups);

    /// <summary>One fitted result, averaged over the trials of each group.</summary>
    /// <param name="result">Number of the result.</param>
    public ReadOnlySpan<double> Fitted(int result) => Fitted(result, 1);

    /// <summary>Trials of a group, in ascending order of the input.</summary>
    /// <param name="group">Number of the group.</param>
    public ReadOnlySpan<int> Trials(int group) => Order.Trials[starts[group]..starts[group + 1]];

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
    public Estimate[] TailMeans(bool highest) => results.MeansOver(Order.Tail(highest));

    /// <summary>
    /// Works out the functions in every trial, in ascending order of the input, where many lie between the same knots, and their sums over each group.
    /// </summary>
    /// <param name="weights">Receives four values by rank.</param>
    /// <param name="firsts">Receives the number of the first function by rank.</param>
    /// <param name="ranks">Receives the ranks by trial: far less to write in no order than the functions themselves.</param>
    /// <returns>Sums: a row per group.</returns>
    private double[] AverageFunctions(double[] weights, int[] firsts, int[] ranks)
    {
        int width = basis.Count + InputBasis.Width;
        double[] sums = new double[Groups * width];
        for (int g = 0; g < Groups; g++)
        {
            int start = starts[g];
            ReadOnlySpan<double> values = Order.Sorted[start..starts[g + 1]];
            ReadOnlySpan<int> trials = Order.Trials[start..starts[g + 1]];
            Span<double> mean = sums.AsSpan(g * width, width);
            Span<int> places = firsts.AsSpan(start, values.Length);
            Span<double> rows = weights.AsSpan(start * InputBasis.Width, values.Length * InputBasis.Width);
            basis.At(values, places, rows);
            double sum = 0;
            int place = places[0];
            Vector256<double> total = Vector256<double>.Zero;
            for (int i = 0; i < values.Length; i++)
            {
                sum += values[i];
                ranks[trials[i]] = start + i;
                if (places[i] != place)
                {
                    Lanes.Store(mean, place, total);
                    place = places[i];
                    total = Lanes.Load(mean, place);
                }

                total += Lanes.Load(rows, i * InputBasis.Width);
            }

            Lanes.Store(mean, place, total);
            GroupInputs[g] = sum / values.Length;
        }

        return sums;
    }

    private NormalEquations AddBlock(int block, double[] weights, int[] firsts, int[] ranks)
    {
        var sums = new NormalEquations(basis.Count, results.Stride);
        int end = results.First(block + 1);
        for (int t = results.First(block); t < end; t++)
        {
            int rank = ranks[t], later = ranks[Math.Min(t + Ahead, end - 1)];

            // Both ends of a row: it may lie across two lines.
            Cache.Fetch(ref firsts[later]);
            Cache.Fetch(ref weights[later * InputBasis.Width]);
            Cache.Fetch(ref weights[(later * InputBasis.Width) + InputBasis.Width - 1]);
            sums.Add(firsts[rank], weights.AsSpan(rank * InputBasis.Width, InputBasis.Width), results.Row(t));
        }

        return sums;
    }

    /// <summary>Averages the fit over the trials of each group.</summary>
    /// <param name="sums">Sums of the functions: a row per group.</param>
    private void Fill(double[] sums)
    {
        int width = basis.Count + InputBasis.Width;
        double[] row = new double[results.Stride];
        for (int g = 0; g < Groups; g++)
        {
            ReadOnlySpan<double> mean = sums.AsSpan(g * width, width);
            Array.Clear(row);
            for (int j = 0; j < basis.Count; j++)
            {
                if (mean[j] != 0)
                {
                    Lanes.AddScaled(row, coefficients.AsSpan(j * results.Stride, results.Stride), mean[j] / (starts[g + 1] - starts[g]));
                }
            }

            for (int r = 0; r < results.Count; r++)
            {
                fitted[(r * Groups) + g] = row[r] + results.Means[r];
            }
        }
    }
}
