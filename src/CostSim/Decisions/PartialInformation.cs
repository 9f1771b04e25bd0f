using CostSim.Regression;
using CostSim.Statistics;

namespace CostSim.Decisions;

/// <summary>
/// What learning an input, or several, before choosing would be worth (EVPPI), by regression of net benefit on it (Strong, Oakley and Brennan 2014): mean
/// over the input of the most that an option is expected to have more than the one that is best on average. Each increment of net benefit at
/// each threshold is fitted with a penalty of its own. Tested by <c>InformationTests</c> against closed forms.
/// </summary>
public static class PartialInformation
{
    /// <summary>
    /// Level of the test that an input tells nothing, shared among the increments at a threshold. So far below 5 % that an input that tells nothing passes
    /// at any of the thresholds together in fewer cases than that.
    /// </summary>
    private const double Level = 0.01;

    /// <summary>The value at one threshold.</summary>
    /// <inheritdoc cref="At(Increments, IFit)"/>
    public static LearningValue At(DecisionSample sample, ResponseTable results, IFit fit, ResultPlaces places, double threshold) =>
        At(new Increments(sample, results, places, [threshold]), fit)[0];

    /// <summary>The value at several thresholds.</summary>
    /// <param name="increments">What is fitted.</param>
    /// <param name="fit">The input.</param>
    /// <returns>
    /// Never negative. Standard error: of the gain, in each trial, of the option that would be chosen knowing the input over the one that is best
    /// on average; for designs with replicates from their spread.
    /// </returns>
    public static LearningValue[] At(Increments increments, IFit fit)
    {
        ArgumentNullException.ThrowIfNull(increments);
        ArgumentNullException.ThrowIfNull(fit);
        Gain[] gains = [.. increments.Thresholds.Select((threshold, i) => new Gain(increments.Sample, threshold, increments.References[i]))];
        IContrastFit fits = fit.Fit(increments.Contrasts);
        int options = increments.Options;
        fits.Each((group, fitted) =>
        {
            increments.Sample.Cancellation.ThrowIfCancellationRequested();
            for (int i = 0; i < gains.Length; i++)
            {
                ReadOnlySpan<double> more = fitted.Slice(increments.First(i), options);
                int choice = increments.References[i];
                foreach (int d in increments.Sample.Precedence.Order)
                {
                    choice = more[d] > more[choice] + increments.Slacks[i] ? d : choice;
                }

                if (choice != increments.References[i])
                {
                    gains[i].Add(choice, more[choice], fit.Trials(group));
                }
            }
        });
        return
        [
            .. gains.Select((gain, i) =>
            {
                double chance = fits.Chances.Skip(increments.First(i)).Take(options).Min() * Math.Max(1, options - 1);
                Estimate value = gain.Total();
                return new LearningValue(value, chance < Level && value.Value > 2 * value.StandardError);
            }),
        ];
    }

    /// <summary>What knowing the input gains at a threshold.</summary>
    private sealed class Gain(DecisionSample sample, double threshold, int best)
    {
        private readonly double[] gains = new double[sample.Replicates];
        private double known;
        private Spread spread;

        /// <summary>Adds trials in which another option is chosen.</summary>
        /// <param name="choice">The option.</param>
        /// <param name="fitted">What it is expected to have more.</param>
        /// <param name="trials">The trials.</param>
        public void Add(int choice, double fitted, ReadOnlySpan<int> trials)
        {
            known += fitted * trials.Length;
            int each = sample.Trials / gains.Length;
            double[] cost = sample.Cost[choice], other = sample.Cost[best], effect = sample.Effect[choice], without = sample.Effect[best];
            double sum = 0, squares = 0;
            foreach (int t in trials)
            {
                double gain = More(t);
                sum += gain;
                gains[gains.Length == 1 ? 0 : Math.Min(t / each, gains.Length - 1)] += gain;
            }

            double mean = sum / trials.Length;
            foreach (int t in trials)
            {
                double apart = More(t) - mean;
                squares += apart * apart;
            }

            spread = spread.Merge(new Spread(trials.Length, mean, squares));

            double More(int t) => (threshold * (effect[t] - without[t])) - (cost[t] - other[t]);
        }

        public Estimate Total()
        {
            int trials = sample.Trials;
            int each = trials / gains.Length;
            double error = gains.Length > 1
                ? Moments.Of([.. gains.Select(sum => sum / each)]).StandardError
                : Math.Sqrt(spread.Merge(new Spread(trials - spread.Count, 0, 0)).M2 / trials / Math.Max(1, trials - 1));
            return new Estimate(known / trials, error, trials);
        }
    }
}

/// <summary>What learning an input would be worth.</summary>
/// <param name="Value">The value, MEUR.</param>
/// <param name="IsDistinguishable">
/// Whether it is more than noise makes of an input that tells nothing: more than two standard errors above zero, and the input tells of an
/// increment of net benefit (F-test at 1 %, divided among the options).
/// </param>
public readonly record struct LearningValue(Estimate Value, bool IsDistinguishable);

/// <summary>Where the results of a measure are among those that were fitted.</summary>
/// <param name="Cost">Number of the first option's cost; the others follow.</param>
/// <param name="Effect">Number of the first option's effect; the others follow.</param>
public readonly record struct ResultPlaces(int Cost, int Effect);
