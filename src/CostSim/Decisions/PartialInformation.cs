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
        int[] choice = Choices(sample, fit, places, threshold, out int best, out double value);
        double[] gains = new double[sample.Replicates];
        double square = 0;
        int trials = sample.Trials;
        int each = trials / sample.Replicates;
        for (int g = 0; g < choice.Length; g++)
        {
            if (choice[g] == best)
            {
                continue;
            }

            double[] cost = sample.Cost[choice[g]], other = sample.Cost[best], effect = sample.Effect[choice[g]], without = sample.Effect[best];
            foreach (int t in fit.Trials(g))
            {
                double gain = (threshold * (effect[t] - without[t])) - (cost[t] - other[t]);
                gains[Math.Min(t / each, gains.Length - 1)] += gain;
                square += gain * gain;
            }
        }

        double mean = gains.Sum() / trials;
        double error = gains.Length > 1
            ? Moments.Of([.. gains.Select(sum => sum / each)]).StandardError
            : Math.Sqrt(Math.Max(0, (square / trials) - (mean * mean)) / Math.Max(1, trials - 1));
        return new Estimate(value, error, trials);
    }

    /// <summary>The option to choose in each group of trials when the input is known, and the option to choose when it is not.</summary>
    private static int[] Choices(DecisionSample sample, IFit fit, ResultPlaces places, double threshold, out int best, out double value)
    {
        int options = sample.Options.Count;
        int[] choice = new int[fit.Groups];
        double[] highest = new double[fit.Groups];
        double[] sums = new double[options];
        Array.Fill(highest, double.NegativeInfinity);
        for (int d = 0; d < options; d++)
        {
            ReadOnlySpan<double> cost = fit.Fitted(places.Cost + d);
            ReadOnlySpan<double> effect = fit.Fitted(places.Effect + d);
            for (int g = 0; g < choice.Length; g++)
            {
                double benefit = (threshold * effect[g]) - cost[g];
                sums[d] += benefit * fit.Trials(g).Length;
                if (benefit > highest[g])
                {
                    (highest[g], choice[g]) = (benefit, d);
                }
            }
        }

        best = Best.Of(sums);
        double known = 0;
        ReadOnlySpan<double> bestCost = fit.Fitted(places.Cost + best);
        ReadOnlySpan<double> bestEffect = fit.Fitted(places.Effect + best);
        for (int g = 0; g < choice.Length; g++)
        {
            if (choice[g] != best)
            {
                known += (highest[g] - ((threshold * bestEffect[g]) - bestCost[g])) * fit.Trials(g).Length;
            }
        }

        value = known / sample.Trials;
        return choice;
    }
}

/// <summary>Where the results of a measure are among those that were fitted.</summary>
/// <param name="Cost">Number of the first option's cost; the others follow.</param>
/// <param name="Effect">Number of the first option's effect; the others follow.</param>
public readonly record struct ResultPlaces(int Cost, int Effect);
