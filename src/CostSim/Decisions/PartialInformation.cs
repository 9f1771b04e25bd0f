using System.Runtime.Intrinsics;
using CostSim.Numerics;
using CostSim.Regression;
using CostSim.Statistics;

namespace CostSim.Decisions;

/// <summary>
/// What learning an input, or several, before choosing would be worth (EVPPI), by regression of costs and effects on it (Strong, Oakley and Brennan
/// 2014): mean over the input of the best expected net benefit, less the best mean net benefit. Costs and effects are fitted once and serve
/// every threshold. Tested by <c>InformationTests</c> against closed forms.
/// </summary>
public static class PartialInformation
{
    /// <summary>The value at one threshold.</summary>
    /// <param name="sample">Costs and effects.</param>
    /// <param name="fit">Fit of the results on the input.</param>
    /// <param name="places">Where among the fitted results costs and effects are.</param>
    /// <param name="threshold">λ, MEUR per unit of effect.</param>
    /// <returns>
    /// Never negative. Standard error: of the gain, in each trial, of the option that would be chosen knowing the input over the one that is best
    /// on average; for designs with replicates from their spread.
    /// </returns>
    public static Estimate At(DecisionSample sample, IFit fit, ResultPlaces places, double threshold)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(fit);
        ReadOnlySpan<double> costs = fit.Fitted(places.Cost, sample.Options.Count);
        ReadOnlySpan<double> effects = fit.Fitted(places.Effect, sample.Options.Count);
        int best = Preferred(costs, effects, fit.Sizes, threshold);
        double[] gains = new double[sample.Replicates];
        double known = 0;
        double square = 0;
        int trials = sample.Trials;
        int each = trials / sample.Replicates;
        Span<int> choices = stackalloc int[Vector256<double>.Count];
        Span<double> more = stackalloc double[Vector256<double>.Count];
        for (int g = 0; g < fit.Groups; g += Vector256<double>.Count)
        {
            uint others = Choices(costs, effects, fit.Groups, g, threshold, best, choices, more);
            for (int lane = 0; others >> lane != 0; lane++)
            {
                if ((others >> lane & 1) == 0)
                {
                    continue;
                }

                known += more[lane] * fit.Sizes[g + lane];
                int choice = choices[lane];
                double[] cost = sample.Cost[choice], other = sample.Cost[best], effect = sample.Effect[choice], without = sample.Effect[best];
                foreach (int t in fit.Trials(g + lane))
                {
                    double gain = (threshold * (effect[t] - without[t])) - (cost[t] - other[t]);
                    gains[Math.Min(t / each, gains.Length - 1)] += gain;
                    square += gain * gain;
                }
            }
        }

        double mean = gains.Sum() / trials;
        double error = gains.Length > 1
            ? Moments.Of([.. gains.Select(sum => sum / each)]).StandardError
            : Math.Sqrt(Math.Max(0, (square / trials) - (mean * mean)) / Math.Max(1, trials - 1));
        return new Estimate(known / trials, error, trials);
    }

    /// <summary>The option to choose when the input is not known.</summary>
    private static int Preferred(ReadOnlySpan<double> costs, ReadOnlySpan<double> effects, ReadOnlySpan<double> sizes, double threshold)
    {
        double[] sums = new double[costs.Length / sizes.Length];
        var worth = Vector256.Create(threshold);
        for (int d = 0; d < sums.Length; d++)
        {
            ReadOnlySpan<double> cost = costs.Slice(d * sizes.Length, sizes.Length);
            ReadOnlySpan<double> effect = effects.Slice(d * sizes.Length, sizes.Length);
            Vector256<double> sum = Vector256<double>.Zero;
            for (int g = 0; g < sizes.Length; g += Vector256<double>.Count)
            {
                sum += ((worth * Lanes.LoadPart(effect, g)) - Lanes.LoadPart(cost, g)) * Lanes.LoadPart(sizes, g);
            }

            sums[d] = Vector256.Sum(sum);
        }

        return Best.Of(sums);
    }

    /// <summary>The option to choose in each of four groups of trials when the input is known.</summary>
    /// <param name="costs">Fitted costs, option after option.</param>
    /// <param name="effects">Fitted effects, option after option.</param>
    /// <param name="groups">Number of groups.</param>
    /// <param name="from">First of the four.</param>
    /// <param name="threshold">λ, MEUR per unit of effect.</param>
    /// <param name="best">The option to choose when the input is not known.</param>
    /// <param name="choices">Receives the options.</param>
    /// <param name="more">Receives what their net benefit is higher than that of <paramref name="best"/>.</param>
    /// <returns>A bit for each group in which another than <paramref name="best"/> is chosen.</returns>
    private static uint Choices(
        ReadOnlySpan<double> costs, ReadOnlySpan<double> effects, int groups, int from, double threshold, int best, Span<int> choices, Span<double> more)
    {
        var worth = Vector256.Create(threshold);
        Vector256<double> Benefit(ReadOnlySpan<double> costs, ReadOnlySpan<double> effects, int option) =>
            (worth * Lanes.LoadPart(effects.Slice(option * groups, groups), from)) - Lanes.LoadPart(costs.Slice(option * groups, groups), from);
        Vector256<double> highest = Benefit(costs, effects, 0);
        Vector256<double> choice = Vector256<double>.Zero;
        for (int d = 1; d * groups < costs.Length; d++)
        {
            Vector256<double> benefit = Benefit(costs, effects, d);
            Vector256<double> higher = Vector256.GreaterThan(benefit, highest);
            highest = Vector256.ConditionalSelect(higher, benefit, highest);
            choice = Vector256.ConditionalSelect(higher, Vector256.Create((double)d), choice);
        }

        uint others = ~Vector256.Equals(choice, Vector256.Create((double)best)).ExtractMostSignificantBits() & ((1u << Math.Min(Vector256<double>.Count, groups - from)) - 1);
        if (others != 0)
        {
            Vector256<double> gain = highest - Benefit(costs, effects, best);
            for (int lane = 0; lane < choices.Length; lane++)
            {
                (choices[lane], more[lane]) = ((int)choice[lane], gain[lane]);
            }
        }

        return others;
    }
}

/// <summary>Where the results of a measure are among those that were fitted.</summary>
/// <param name="Cost">Number of the first option's cost; the others follow.</param>
/// <param name="Effect">Number of the first option's effect; the others follow.</param>
public readonly record struct ResultPlaces(int Cost, int Effect);
