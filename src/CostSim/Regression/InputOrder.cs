using System.Buffers;

namespace CostSim.Regression;

/// <summary>Trials in ascending order of an input; those with equal values in their own order, so that it is the same everywhere.</summary>
public sealed class InputOrder
{
    private const int DigitBits = 11;
    private const int Digits = 1 << DigitBits;
    private const int Passes = 6;

    private readonly double[] values;
    private readonly double[] sorted;
    private readonly int[] trials;

    private InputOrder(double[] values)
    {
        this.values = values;
        trials = Order(values);
        sorted = new double[values.Length];
        for (int i = 0; i < sorted.Length; i++)
        {
            sorted[i] = values[trials[i]];
        }
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

    /// <summary>
    /// Sorts by eleven bits of the values at a time, from the last to the first: stable, so that equal values stay in the order of the trials, and
    /// several times as fast as comparing where there are many.
    /// </summary>
    private static int[] Order(double[] values)
    {
        int[] trials = new int[values.Length];
        int[] nextTrials = new int[values.Length];
        ulong[] keys = ArrayPool<ulong>.Shared.Rent(values.Length);
        ulong[] nextKeys = ArrayPool<ulong>.Shared.Rent(values.Length);
        int[] counts = new int[Passes * Digits];
        for (int t = 0; t < values.Length; t++)
        {
            // Bits that ascend as the numbers do; both zeros are one number.
            long bits = BitConverter.DoubleToInt64Bits(values[t] + 0.0);
            ulong key = (ulong)(bits ^ ((bits >> 63) | long.MinValue));
            (keys[t], trials[t]) = (key, t);
            for (int pass = 0; pass < Passes; pass++)
            {
                counts[(pass * Digits) + (int)((key >> (pass * DigitBits)) & (Digits - 1))]++;
            }
        }

        for (int pass = 0; pass < Passes; pass++)
        {
            Span<int> places = counts.AsSpan(pass * Digits, Digits);
            int shift = pass * DigitBits;
            if (values.Length == 0 || places[(int)((keys[0] >> shift) & (Digits - 1))] == values.Length)
            {
                continue;
            }

            int start = 0;
            for (int digit = 0; digit < Digits; digit++)
            {
                (places[digit], start) = (start, start + places[digit]);
            }

            for (int i = 0; i < values.Length; i++)
            {
                int place = places[(int)((keys[i] >> shift) & (Digits - 1))]++;
                (nextKeys[place], nextTrials[place]) = (keys[i], trials[i]);
            }

            (keys, nextKeys) = (nextKeys, keys);
            (trials, nextTrials) = (nextTrials, trials);
        }

        ArrayPool<ulong>.Shared.Return(keys);
        ArrayPool<ulong>.Shared.Return(nextKeys);
        return trials;
    }
}
