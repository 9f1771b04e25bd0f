using CostSim.Numerics;

namespace CostSim.Regression;

/// <summary>Trials in ascending order of an input; those with equal values in their own order, so that it is the same everywhere.</summary>
public sealed class InputOrder
{
    private readonly double[] sorted;
    private readonly int[] trials;

    private InputOrder(double[] values)
    {
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

    /// <summary>
    /// The tenth of trials with the lowest, or highest, value; equal values stay together. Where that leaves nothing between both ends, as with
    /// two values, of which one is rare, the trials with the lowest value of all, or the highest.
    /// </summary>
    /// <param name="highest">Which end.</param>
    public ReadOnlySpan<int> Tail(bool highest)
    {
        int tenth = (trials.Length + 9) / 10;
        (int end, int start) = (LastOf(tenth - 1) + 1, FirstOf(trials.Length - tenth));
        if (start < end)
        {
            (end, start) = (LastOf(0) + 1, FirstOf(trials.Length - 1));
        }

        return highest ? trials.AsSpan(start) : trials.AsSpan(0, end);
    }

    /// <summary>Place of the first trial with the value of the one at a place.</summary>
    private int FirstOf(int place)
    {
        while (place > 0 && sorted[place - 1] == sorted[place])
        {
            place--;
        }

        return place;
    }

    /// <summary>Place of the last trial with the value of the one at a place.</summary>
    private int LastOf(int place)
    {
        while (place < sorted.Length - 1 && sorted[place + 1] == sorted[place])
        {
            place++;
        }

        return place;
    }
}
