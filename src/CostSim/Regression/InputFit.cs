using System.Buffers;
using System.Runtime.Intrinsics;
using CostSim.Numerics;
using CostSim.Statistics;

namespace CostSim.Regression;

/// <summary>
/// Results as functions of one input: E[result | input], on an <see cref="InputBasis"/>. What the input explains on its own, by least squares; how
/// results differ between its ends (<see cref="InputOrder"/>); and contrasts of the results along it, with a penalty (<see cref="PenalizedSpline"/>).
/// Works for inputs that depend on others too. Tested by <c>RegressionTests</c> against closed forms.
/// </summary>
public sealed class InputFit : IFit
{
    /// <summary>Groups of neighbouring trials in which fits are averaged.</summary>
    public const int MostGroups = 1024;

    /// <summary>How many trials before their functions are asked for: ranks come in no order.</summary>
    private const int Ahead = 24;

    private readonly double[] input;
    private readonly ResponseTable results;
    private readonly InputBasis basis;
    private readonly NormalEquations whole;
    private readonly double[] sums;
    private readonly int[] starts;
    private readonly Estimate[] firstOrder;
    private readonly double[] chances;
    private ShrunkFit? shrunk;

    private InputFit(double[] input, ResponseTable results, CancellationToken cancellation)
    {
        (this.input, this.results) = (input, results);
        cancellation.ThrowIfCancellationRequested();
        Order = InputOrder.Of(input);
        cancellation.ThrowIfCancellationRequested();
        basis = InputBasis.Of(Order.Sorted);
        starts = Cuts();
        Values = Distinct(Order.Sorted);
        Groups = starts.Length - 1;
        GroupInputs = new double[Groups];
        double[] weights = ArrayPool<double>.Shared.Rent(InputBasis.Width * input.Length);
        int[] firsts = ArrayPool<int>.Shared.Rent(input.Length);
        int[] ranks = ArrayPool<int>.Shared.Rent(input.Length);
        sums = AverageFunctions(weights, firsts, ranks);
        whole = new NormalEquations(basis.Count, results.Stride);
        NormalEquations[] blocks = [.. Enumerable.Range(0, results.Blocks).Select(block =>
        {
            cancellation.ThrowIfCancellationRequested();
            return AddBlock(block, weights, firsts, ranks);
        })];
        ArrayPool<double>.Shared.Return(weights);
        ArrayPool<int>.Shared.Return(firsts);
        ArrayPool<int>.Shared.Return(ranks);
        foreach (NormalEquations block in blocks)
        {
            whole.Add(block, 1);
        }

        double[] coefficients = new double[basis.Count * results.Stride];
        Functions = whole.Solve(coefficients);
        firstOrder = FirstOrderIndex.Of(whole, blocks, coefficients, Functions, results);
        chances = FirstOrderIndex.Chances(whole, coefficients, Functions, results);
    }

    /// <summary>Trials in ascending order of the input.</summary>
    public InputOrder Order { get; }

    /// <summary>Functions that the fit uses.</summary>
    public int Functions { get; }

    /// <inheritdoc/>
    public int Groups { get; }

    /// <summary>Number of different values of the input.</summary>
    public int Values { get; }

    /// <summary>Mean of the input in each group.</summary>
    public double[] GroupInputs { get; }

    /// <summary>Fits.</summary>
    /// <param name="input">The input, one value per trial.</param>
    /// <param name="results">The results of the same trials.</param>
    /// <param name="cancellation">Stops between blocks of trials.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static InputFit Of(double[] input, ResponseTable results, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(results);
        return new InputFit(input, results, cancellation);
    }

    /// <summary>
    /// Share of a result's variance that knowing the input explains, Var E[Y | X] / Var Y, adjusted for the functions used; not a number where
    /// the result is constant. Standard error by leaving out a block at a time.
    /// </summary>
    /// <param name="result">Number of the result.</param>
    public Estimate FirstOrder(int result) => firstOrder[result];

    /// <summary>Probability that a result would be explained at least as well if the input told nothing of it (F-test); 1 where the result is constant.</summary>
    /// <param name="result">Number of the result.</param>
    public double Chance(int result) => chances[result];

    /// <summary>Trials of a group, in ascending order of the input.</summary>
    /// <param name="group">Number of the group.</param>
    public ReadOnlySpan<int> Trials(int group) => Order.Trials[starts[group]..starts[group + 1]];

    /// <summary>Fits contrasts of the results, each with the penalty that generalised cross-validation finds best for it.</summary>
    /// <param name="contrasts">The contrasts.</param>
    public InputContrasts Fit(ContrastSet contrasts)
    {
        ArgumentNullException.ThrowIfNull(contrasts);
        double[] means = new double[basis.Count];
        int width = basis.Count + InputBasis.Width;
        for (int g = 0; g < Groups; g++)
        {
            for (int j = 0; j < means.Length; j++)
            {
                means[j] += sums[(g * width) + j] / input.Length;
            }
        }

        shrunk ??= PenalizedSpline.Of(basis, whole.Gram, means, input.Length);
        return new InputContrasts(this, basis, contrasts, shrunk, shrunk.Of(whole.Moments, basis.Count, contrasts), means);
    }

    IContrastFit IFit.Fit(ContrastSet contrasts) => Fit(contrasts);

    /// <summary>Sums of the functions over the trials of a group.</summary>
    internal ReadOnlySpan<double> Sums(int group) => sums.AsSpan(group * (basis.Count + InputBasis.Width), basis.Count);

    private static int Distinct(ReadOnlySpan<double> sorted)
    {
        int count = 1;
        for (int i = 1; i < sorted.Length; i++)
        {
            count += sorted[i] > sorted[i - 1] ? 1 : 0;
        }

        return count;
    }

    /// <summary>Where groups start in the order of the input: each of few values is a group of its own.</summary>
    private int[] Cuts()
    {
        int trials = input.Length, groups = Math.Min(MostGroups, trials);
        if (!basis.HasLevels)
        {
            return [.. Enumerable.Range(0, groups + 1).Select(g => (int)((long)g * trials / groups))];
        }

        var cuts = new List<int> { 0 };
        for (int i = 1; i < trials; i++)
        {
            if (Order.Sorted[i] > Order.Sorted[i - 1])
            {
                cuts.Add(i);
            }
        }

        return [.. cuts, trials];
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
            GroupInputs[g] = basis.HasLevels ? values[0] : sum / values.Length;
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
}
