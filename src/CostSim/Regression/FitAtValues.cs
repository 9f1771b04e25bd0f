using CostSim.Numerics;
using CostSim.Statistics;

namespace CostSim.Regression;

/// <summary>
/// Expected results where an input is held at given values, E[result | input = x], all other inputs as uncertain as they are: least squares on an
/// <see cref="InputBasis"/>, once for all trials and once with each block left out, so that anything made of them gets its error, whether results
/// scatter alike everywhere or not (Efron 1982). Tested by <c>ConditionalChoiceTests</c>.
/// </summary>
public sealed class FitAtValues
{
    private const int BlocksOfIndependentTrials = 32;
    private readonly double[] input;
    private readonly InputBasis basis;
    private readonly (int First, double[] Weights)[] points;
    private readonly int blocks;

    private FitAtValues(double[] input, IReadOnlyList<double> values, int replicates)
    {
        this.input = input;
        Values = values;
        basis = InputBasis.Of(InputOrder.Of(input).Sorted);
        blocks = replicates > 1 ? replicates : Math.Min(BlocksOfIndependentTrials, input.Length);
        points = [.. values.Select(value =>
        {
            double[] weights = new double[InputBasis.Width];
            return (basis.At(value, weights), weights);
        })];
    }

    /// <summary>The values at which the input is held.</summary>
    public IReadOnlyList<double> Values { get; }

    /// <summary>Prepares the fits of any results of the same trials.</summary>
    /// <param name="input">The input, one value per trial.</param>
    /// <param name="values">Values at which it is held; those beyond its ends count as the ends.</param>
    /// <param name="replicates">Replicates that the trials fall into, one after the other; 1 for independent trials.</param>
    public static FitAtValues Of(double[] input, IReadOnlyList<double> values, int replicates)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(values);
        return new FitAtValues(input, values, replicates);
    }

    /// <summary>Fits some results.</summary>
    /// <param name="count">Number of results.</param>
    /// <param name="fill">Writes the results of a trial; what it gets is padded at the end.</param>
    public HeldResults Fit(int count, FillResults fill)
    {
        ArgumentNullException.ThrowIfNull(fill);
        int stride = Lanes.Padded(count);
        var whole = new NormalEquations(basis.Count, stride);
        var parts = new NormalEquations[blocks];
        double[] row = new double[stride];
        Span<double> weights = stackalloc double[InputBasis.Width];
        for (int b = 0; b < blocks; b++)
        {
            parts[b] = new NormalEquations(basis.Count, stride);
            int end = First(b + 1);
            for (int t = First(b); t < end; t++)
            {
                fill(t, row);
                parts[b].Add(basis.At(input[t], weights), weights, row);
            }

            whole.Add(parts[b], 1);
        }

        double[][] fitted = new double[blocks + 1][];
        fitted[0] = At(whole, stride);
        for (int b = 0; b < blocks; b++)
        {
            whole.Add(parts[b], -1);
            fitted[b + 1] = At(whole, stride);
            whole.Add(parts[b], 1);
        }

        return new HeldResults(fitted, stride, input.Length);
    }

    private int First(int block) => (int)((long)block * input.Length / blocks);

    /// <summary>Fitted results, a row per value.</summary>
    private double[] At(NormalEquations sums, int stride)
    {
        double[] coefficients = new double[basis.Count * stride];
        _ = sums.Solve(coefficients);
        double[] rows = new double[points.Length * stride];
        for (int v = 0; v < points.Length; v++)
        {
            for (int i = 0; i < InputBasis.Width && points[v].First + i < basis.Count; i++)
            {
                Lanes.AddScaled(rows.AsSpan(v * stride, stride), coefficients.AsSpan((points[v].First + i) * stride, stride), points[v].Weights[i]);
            }
        }

        return rows;
    }
}

/// <summary>Writes the results of a trial.</summary>
/// <param name="trial">Number of the trial.</param>
/// <param name="results">Receives them.</param>
public delegate void FillResults(int trial, Span<double> results);

/// <summary>Expected results with an input held, and what is needed for their errors.</summary>
public sealed class HeldResults
{
    private readonly double[][] fitted;
    private readonly int stride;
    private readonly int trials;

    internal HeldResults(double[][] fitted, int stride, int trials) => (this.fitted, this.stride, this.trials) = (fitted, stride, trials);

    /// <summary>Number of blocks of trials that were left out in turn.</summary>
    public int Blocks => fitted.Length - 1;

    /// <summary>An expected result.</summary>
    /// <param name="value">Number of the value at which the input is held.</param>
    /// <param name="result">Number of the result.</param>
    public double At(int value, int result) => fitted[0][(value * stride) + result];

    /// <summary>An expected result, or how much it exceeds another, with its standard error.</summary>
    /// <param name="value">Number of the value at which the input is held.</param>
    /// <param name="result">Number of the result.</param>
    /// <param name="less">Number of the result that is subtracted; −1 for none.</param>
    public Estimate Of(int value, int result, int less = -1)
    {
        double Read(int part) => fitted[part][(value * stride) + result] - (less < 0 ? 0 : fitted[part][(value * stride) + less]);
        double mean = 0, squares = 0;
        for (int b = 1; b < fitted.Length; b++)
        {
            mean += Read(b) / Blocks;
        }

        for (int b = 1; b < fitted.Length; b++)
        {
            squares += (Read(b) - mean) * (Read(b) - mean);
        }

        return new Estimate(Read(0), Math.Sqrt((Blocks - 1.0) / Blocks * squares), trials);
    }
}
