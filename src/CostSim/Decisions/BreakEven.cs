using CostSim.Regression;

namespace CostSim.Decisions;

/// <summary>A value of an input at which the option to prefer changes.</summary>
/// <param name="Value">The value, in the input's unit; between two values that the input has in the trials, never at one.</param>
/// <param name="Low">Lower end of its 95 % interval; for an input of few values the nearest value below at which the option before is clearly ahead.</param>
/// <param name="High">Upper end.</param>
/// <param name="From">The option to prefer below.</param>
/// <param name="To">The option to prefer above.</param>
/// <param name="ShareBelow">Share of trials in which the input is lower.</param>
public readonly record struct SwitchPoint(double Value, double Low, double High, int From, int To, double ShareBelow);

/// <summary>
/// Where along an input the option with the highest expected net benefit changes, all other inputs as uncertain as they are: from the same
/// regression as the value of information, no new trials. Only changes beyond noise: an option counts where, somewhere on its stretch, it is
/// ahead of every other by four standard errors. Tested by <c>VerdictTests</c>.
/// </summary>
public static class BreakEven
{
    /// <summary>Standard errors by which an option must be ahead: many places of many inputs are looked at.</summary>
    private const double Noise = 4;

    /// <summary>With fewer different values than trials over this, an input changes in steps: it switches half way between two of them.</summary>
    private const int TrialsPerValue = 4;

    /// <summary>The switch points at the first threshold of the increments, ascending.</summary>
    /// <param name="increments">Increments of net benefit.</param>
    /// <param name="fit">The input.</param>
    public static IReadOnlyList<SwitchPoint> Of(Increments increments, InputFit fit)
    {
        ArgumentNullException.ThrowIfNull(increments);
        ArgumentNullException.ThrowIfNull(fit);
        var line = new Line(increments, fit);
        var stretches = new List<Stretch>();
        for (int g = 0; g < fit.Groups; g++)
        {
            Extend(stretches, new Stretch(line.Best(g), g, g));
        }

        if (stretches.Count == 1)
        {
            return [];
        }

        var sure = new List<Stretch>();
        foreach (Stretch stretch in stretches.Where(line.IsSure))
        {
            Extend(sure, stretch);
        }

        return [.. sure.Skip(1).Zip(sure, (right, left) => line.Between(left, right))];
    }

    /// <summary>Appends a stretch, to the last one where the option is the same.</summary>
    private static void Extend(List<Stretch> stretches, Stretch next)
    {
        if (stretches.Count > 0 && stretches[^1].Option == next.Option)
        {
            stretches[^1] = stretches[^1] with { To = next.To };
        }
        else
        {
            stretches.Add(next);
        }
    }

    /// <summary>Groups one after the other in which an option is the best.</summary>
    private readonly record struct Stretch(int Option, int From, int To);

    /// <summary>Net benefits along the input.</summary>
    private sealed class Line
    {
        private readonly InputFit fit;
        private readonly Increments increments;
        private readonly InputContrasts contrasts;
        private readonly int options;
        private readonly double[] benefits;

        public Line(Increments increments, InputFit fit)
        {
            (this.fit, this.increments, options) = (fit, increments, increments.Options);
            contrasts = fit.Fit(increments.Contrasts);
            benefits = new double[fit.Groups * options];
            contrasts.Each((group, fitted) => fitted[..options].CopyTo(benefits.AsSpan(group * options)));
        }

        public int Best(int group) => increments.Sample.Precedence.Best(benefits.AsSpan(group * options, options), increments.Slacks[0]);

        /// <summary>Whether an option is ahead of the next best beyond noise where it is farthest ahead.</summary>
        public bool IsSure(Stretch stretch)
        {
            (double most, int at, int against) = (double.NegativeInfinity, stretch.From, 0);
            for (int g = stretch.From; g <= stretch.To; g++)
            {
                ReadOnlySpan<double> own = benefits.AsSpan(g * options, options);
                (double next, int other) = (double.NegativeInfinity, -1);
                for (int d = 0; d < options; d++)
                {
                    (next, other) = d != stretch.Option && own[d] > next ? (own[d], d) : (next, other);
                }

                if (own[stretch.Option] - next > most)
                {
                    (most, at, against) = (own[stretch.Option] - next, g, other);
                }
            }

            double x = fit.GroupInputs[at];
            return Ahead(x, stretch.Option, against) > Noise * contrasts.StandardErrorAt(x, stretch.Option, against);
        }

        public SwitchPoint Between(Stretch left, Stretch right)
        {
            double low = Crossing(left, right);
            (double below, double above, int lower) = Neighbours(low);
            double share = (double)lower / fit.Order.Trials.Length;
            if (fit.Values * TrialsPerValue <= fit.Order.Trials.Length)
            {
                double half = below + ((above - below) / 2);
                return new SwitchPoint(half, fit.GroupInputs[left.To], fit.GroupInputs[right.From], left.Option, right.Option, share);
            }

            double step = Math.Max(1e-6 * (fit.GroupInputs[^1] - fit.GroupInputs[0]), 1e-300);
            double slope = (Ahead(low + step, right.Option, left.Option) - Ahead(low - step, right.Option, left.Option)) / (2 * step);
            double width = slope > 0 ? 1.959964 * contrasts.StandardErrorAt(low, right.Option, left.Option) / slope : double.PositiveInfinity;
            double value = low > below ? low : below + ((above - below) / 2);
            return new SwitchPoint(value, low - width, low + width, left.Option, right.Option, share);
        }

        /// <summary>Where the option on the left stops being ahead of that on the right: between two groups, or at the last value of few where it is.</summary>
        private double Crossing(Stretch left, Stretch right)
        {
            (double low, double high) = (fit.GroupInputs[left.To], fit.GroupInputs[right.From]);
            if (fit.Groups == fit.Values)
            {
                int group = left.To + 1;
                while (group < right.From && Ahead(fit.GroupInputs[group], left.Option, right.Option) > 0)
                {
                    group++;
                }

                (low, high) = (fit.GroupInputs[group - 1], fit.GroupInputs[group]);
            }

            for (int i = 0; i < 60 && low < high; i++)
            {
                double middle = low + ((high - low) / 2);
                (low, high) = Ahead(middle, left.Option, right.Option) > 0 ? (middle, high) : (low, middle);
            }

            return low;
        }

        private double Ahead(double x, int one, int other) => contrasts.At(x, one) - contrasts.At(x, other);

        /// <summary>
        /// The values of the input on both sides of a place, and in how many trials it is at or below the lower one: at least one trial is on each side.
        /// </summary>
        private (double Below, double Above, int Lower) Neighbours(double place)
        {
            ReadOnlySpan<double> sorted = fit.Order.Sorted;
            int lower = 0;
            for (int high = sorted.Length; lower < high;)
            {
                int middle = lower + ((high - lower) / 2);
                (lower, high) = sorted[middle] <= place ? (middle + 1, high) : (lower, middle);
            }

            // From the first value on, and short of the last: to the end of the trials that share the lower value.
            lower = Math.Clamp(lower, 1, sorted.Length - 1);
            if (sorted[lower] == sorted[lower - 1])
            {
                int start = sorted.IndexOf(sorted[lower]);
                int end = start + 1;
                while (end < sorted.Length && sorted[end] == sorted[start])
                {
                    end++;
                }

                lower = end < sorted.Length ? end : start;
            }

            return (sorted[lower - 1], sorted[lower], lower);
        }
    }
}
