using CostSim.Numerics;

namespace CostSim.Regression;

/// <summary>Trials in ascending order of an input; those with equal values in their own order, so that it is the same everywhere.</summary>
public sealed class InputOrder
{
    private readonly double[] values;
    private readonly double[] sorted;
    private readonly int[] trials;

    private InputOrder(double[] values)
    {
        this.values = values;
        sorted = new double[values.Length];
        trials = RadixSort.Order(values, sorted);
    }

    /// <summary>The values, ascending.</summary>
    public ReadOnlySpan<double> Sorted => sorted;

    /// <summary>The trials, in ascending order of their values.</summary>
    public ReadOnlySpan<int> Trials => trials;

    /// <summary>Orders.</summary>
    /// <param name="values">A value per trial.</param>
    public static InputOrder Of(double[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new InputOrder(values);
    }

    /// <summary>The tenth of trials with the lowest, or highest, value; equal values stay together.</summary>
    /// <param name="highest">Which end.</param>
    public ReadOnlySpan<int> Tail(bool highest)
    {
        int tenth = (trials.Length + 9) / 10;
        if (!highest)
        {
            int end = tenth;
            while (end < trials.Length && values[trials[end]] == values[trials[tenth - 1]])
            {
                end++;
            }

            return trials.AsSpan(0, end);
        }

        int start = trials.Length - tenth;
        while (start > 0 && values[trials[start - 1]] == values[trials[^tenth]])
        {
            start--;
        }

        return trials.AsSpan(start);
    }
}
