using CostSim.Numerics;
using CostSim.Regression;

namespace CostSim.Decisions;

/// <summary>A value of an input at which the option to prefer changes.</summary>
/// <param name="Value">The value, in the input's unit.</param>
/// <param name="Low">Lower end of its 95 % interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="From">The option to prefer below.</param>
/// <param name="To">The option to prefer above.</param>
/// <param name="ShareBelow">Share of trials below.</param>
public readonly record struct SwitchPoint(double Value, double Low, double High, int From, int To, double ShareBelow);

/// <summary>
/// Where along an input the option with the highest expected net benefit changes, all other inputs as uncertain as they are: from the same
/// regression as the value of information, no new trials. Only changes beyond noise: an option counts where, somewhere on its stretch, it is
/// ahead of every other by four standard errors. Tested by <c>BreakEvenTests</c>.
/// </summary>
public static class BreakEven
{
    /// <summary>Standard errors by which an option must be ahead: many places of many inputs are looked at.</summary>
    private const double Noise = 4;

    /// <summary>The switch points, ascending.</summary>
    /// <param name="fit">Fit of the results on the input.</param>
    /// <param name="places">Where among the fitted results costs and effects are.</param>
    /// <param name="options">Number of options.</param>
    /// <param name="stride">Number of results fitted.</param>
    /// <param name="threshold">λ, MEUR per unit of effect.</param>
    public static IReadOnlyList<SwitchPoint> Of(InputFit fit, ResultPlaces places, int options, int stride, double threshold)
    {
        ArgumentNullException.ThrowIfNull(fit);
        var stretches = new List<(int Option, int From, int To)>();
        for (int g = 0; g < fit.Groups; g++)
        {
            int best = 0;
            for (int d = 1; d < options; d++)
            {
                best = Benefit(g, d) > Benefit(g, best) ? d : best;
            }

            if (stretches.Count > 0 && stretches[^1].Option == best)
            {
                stretches[^1] = (best, stretches[^1].From, g);
            }
            else
            {
                stretches.Add((best, g, g));
            }
        }

        if (stretches.Count == 1)
        {
            return [];
        }

        var sure = new List<(int Option, int From, int To)>();
        foreach ((int option, int from, int to) in stretches.Where(IsSure))
        {
            if (sure.Count > 0 && sure[^1].Option == option)
            {
                sure[^1] = (option, sure[^1].From, to);
            }
            else
            {
                sure.Add((option, from, to));
            }
        }

        var points = new List<SwitchPoint>();
        for (int i = 1; i < sure.Count; i++)
        {
            points.Add(Between(sure[i - 1], sure[i]));
        }

        return points;

        double Benefit(int g, int d) => (threshold * fit.Fitted(places.Effect + d)[g]) - fit.Fitted(places.Cost + d)[g];

        double Ahead(double x, int one, int other) =>
            (threshold * (fit.At(x, places.Effect + one) - fit.At(x, places.Effect + other))) - (fit.At(x, places.Cost + one) - fit.At(x, places.Cost + other));

        double Error(double x, int one, int other)
        {
            double[] factors = new double[Lanes.Padded(stride)];
            (factors[places.Effect + one], factors[places.Effect + other]) = (threshold, -threshold);
            (factors[places.Cost + one], factors[places.Cost + other]) = (-1, 1);
            return fit.StandardErrorAt(x, factors);
        }

        bool IsSure((int Option, int From, int To) stretch)
        {
            // Where it is farthest ahead of the next best.
            (double most, int at, int against) = (double.NegativeInfinity, stretch.From, 0);
            for (int g = stretch.From; g <= stretch.To; g++)
            {
                (double next, int other) = (double.NegativeInfinity, -1);
                for (int d = 0; d < options; d++)
                {
                    (next, other) = d != stretch.Option && Benefit(g, d) > next ? (Benefit(g, d), d) : (next, other);
                }

                if (Benefit(g, stretch.Option) - next > most)
                {
                    (most, at, against) = (Benefit(g, stretch.Option) - next, g, other);
                }
            }

            double x = fit.GroupInputs[at];
            return Ahead(x, stretch.Option, against) > Noise * Error(x, stretch.Option, against);
        }

        SwitchPoint Between((int Option, int From, int To) left, (int Option, int From, int To) right)
        {
            (double low, double high) = (fit.GroupInputs[left.To], fit.GroupInputs[right.From]);
            for (int i = 0; i < 60 && low < high; i++)
            {
                double middle = low + ((high - low) / 2);
                (low, high) = Ahead(middle, left.Option, right.Option) > 0 ? (middle, high) : (low, middle);
            }

            double step = Math.Max(1e-6 * (fit.GroupInputs[^1] - fit.GroupInputs[0]), 1e-300);
            double slope = (Ahead(low + step, right.Option, left.Option) - Ahead(low - step, right.Option, left.Option)) / (2 * step);
            double half = slope > 0 ? 1.959964 * Error(low, right.Option, left.Option) / slope : double.PositiveInfinity;
            int below = 0;
            for (int g = 0; g < fit.Groups && fit.GroupInputs[g] < low; g++)
            {
                below += fit.Trials(g).Length;
            }

            return new SwitchPoint(low, low - half, low + half, left.Option, right.Option, (double)below / fit.Order.Trials.Length);
        }
    }
}
