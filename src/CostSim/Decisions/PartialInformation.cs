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
    /// <inheritdoc cref="At(DecisionSample, IFit, ResultPlaces, IReadOnlyList{double})"/>
    public static Estimate At(DecisionSample sample, IFit fit, ResultPlaces places, double threshold) => At(sample, fit, places, [threshold])[0];

    /// <summary>The value at several thresholds.</summary>
    /// <param name="sample">Costs and effects.</param>
    /// <param name="fit">Fit of the results on the input.</param>
    /// <param name="places">Where among the fitted results costs and effects are.</param>
    /// <param name="thresholds">λ, MEUR per unit of effect.</param>
    /// <returns>
    /// Never negative. Standard error: of the gain, in each trial, of the option that would be chosen knowing the input over the one that is best
    /// on average; for designs with replicates from their spread.
    /// </returns>
    public static Estimate[] At(DecisionSample sample, IFit fit, ResultPlaces places, IReadOnlyList<double> thresholds)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentNullException.ThrowIfNull(thresholds);
        ReadOnlySpan<double> costs = fit.Fitted(places.Cost, sample.Options.Count);
        ReadOnlySpan<double> effects = fit.Fitted(places.Effect, sample.Options.Count);
        var groups = new FourGroups(sample.Options.Count);
        Gain[] gains = Gains(sample, costs, effects, fit.Sizes, thresholds);
        for (int g = 0; g < fit.Groups; g += Vector256<double>.Count)
        {
            groups.Take(costs, effects, fit.Groups, g);
            foreach (Gain gain in gains)
            {
                uint others = groups.Others(gain.Threshold, gain.Best);
                for (int lane = 0; others >> lane != 0; lane++)
                {
                    if ((others >> lane & 1) != 0)
                    {
                        gain.Add(sample, groups.Choice(lane), groups.More(lane) * fit.Sizes[g + lane], fit.Trials(g + lane));
                    }
                }
            }
        }

        return Array.ConvertAll(gains, gain => gain.Total(sample));
    }

    /// <summary>Nothing gained yet at each threshold, with the option to choose there when the input is not known.</summary>
    private static Gain[] Gains(
        DecisionSample sample, ReadOnlySpan<double> costs, ReadOnlySpan<double> effects, ReadOnlySpan<double> sizes, IReadOnlyList<double> thresholds)
    {
        double[] cost = new double[sample.Options.Count];
        double[] effect = new double[cost.Length];
        for (int d = 0; d < cost.Length; d++)
        {
            cost[d] = Sum(costs.Slice(d * sizes.Length, sizes.Length), sizes);
            effect[d] = Sum(effects.Slice(d * sizes.Length, sizes.Length), sizes);
        }

        double[] benefit = new double[cost.Length];
        var gains = new Gain[thresholds.Count];
        for (int i = 0; i < gains.Length; i++)
        {
            for (int d = 0; d < benefit.Length; d++)
            {
                benefit[d] = (thresholds[i] * effect[d]) - cost[d];
            }

            gains[i] = new Gain(thresholds[i], Best.Of(benefit), sample.Replicates);
        }

        return gains;
    }

    private static double Sum(ReadOnlySpan<double> values, ReadOnlySpan<double> sizes)
    {
        Vector256<double> sum = Vector256<double>.Zero;
        for (int g = 0; g < sizes.Length; g += Vector256<double>.Count)
        {
            sum += Lanes.LoadPart(values, g) * Lanes.LoadPart(sizes, g);
        }

        return Vector256.Sum(sum);
    }

    /// <summary>What knowing the input gains at a threshold.</summary>
    private sealed class Gain(double threshold, int best, int replicates)
    {
        private readonly double[] gains = new double[replicates];
        private double known;
        private double square;

        public double Threshold => threshold;

        /// <summary>The option to choose when the input is not known.</summary>
        public int Best => best;

        /// <summary>Adds trials in which another option is chosen.</summary>
        public void Add(DecisionSample sample, int choice, double fitted, ReadOnlySpan<int> trials)
        {
            known += fitted;
            int each = sample.Trials / gains.Length;
            double[] cost = sample.Cost[choice], other = sample.Cost[best], effect = sample.Effect[choice], without = sample.Effect[best];
            foreach (int t in trials)
            {
                double gain = (threshold * (effect[t] - without[t])) - (cost[t] - other[t]);
                gains[gains.Length == 1 ? 0 : Math.Min(t / each, gains.Length - 1)] += gain;
                square += gain * gain;
            }
        }

        public Estimate Total(DecisionSample sample)
        {
            int trials = sample.Trials;
            int each = trials / gains.Length;
            double mean = gains.Sum() / trials;
            double error = gains.Length > 1
                ? Moments.Of([.. gains.Select(sum => sum / each)]).StandardError
                : Math.Sqrt(Math.Max(0, (square / trials) - (mean * mean)) / Math.Max(1, trials - 1));
            return new Estimate(known / trials, error, trials);
        }
    }

    /// <summary>Fitted costs and effects of all options in four groups of trials, a lane each.</summary>
    private sealed class FourGroups(int options)
    {
        private readonly Vector256<double>[] cost = new Vector256<double>[options];
        private readonly Vector256<double>[] effect = new Vector256<double>[options];
        private Vector256<double> choices;
        private Vector256<double> more;
        private uint filled;

        /// <summary>Takes the groups from one on; those beyond the last count for nothing.</summary>
        public void Take(ReadOnlySpan<double> costs, ReadOnlySpan<double> effects, int groups, int from)
        {
            filled = (1u << Math.Min(Vector256<double>.Count, groups - from)) - 1;
            for (int d = 0; d < cost.Length; d++)
            {
                cost[d] = Lanes.LoadPart(costs.Slice(d * groups, groups), from);
                effect[d] = Lanes.LoadPart(effects.Slice(d * groups, groups), from);
            }
        }

        /// <summary>Chooses in each group, knowing the input.</summary>
        /// <param name="threshold">λ, MEUR per unit of effect.</param>
        /// <param name="best">The option to choose when the input is not known.</param>
        /// <returns>A bit for each group in which another is chosen.</returns>
        public uint Others(double threshold, int best)
        {
            Vector256<double>[] effects = effect, costs = cost;
            var worth = Vector256.Create(threshold);
            Vector256<double> highest = (worth * effects[0]) - costs[0];
            Vector256<double> choice = Vector256<double>.Zero;
            for (int d = 1; d < effects.Length && d < costs.Length; d++)
            {
                Vector256<double> benefit = (worth * effects[d]) - costs[d];
                Vector256<double> higher = Vector256.GreaterThan(benefit, highest);
                highest = Vector256.ConditionalSelect(higher, benefit, highest);
                choice = Vector256.ConditionalSelect(higher, Vector256.Create((double)d), choice);
            }

            (choices, more) = (choice, highest - ((worth * effects[best]) - costs[best]));
            return ~Vector256.Equals(choice, Vector256.Create((double)best)).ExtractMostSignificantBits() & filled;
        }

        /// <summary>The option chosen in a group.</summary>
        public int Choice(int lane) => (int)choices[lane];

        /// <summary>What its net benefit is higher than that of the option to choose when the input is not known.</summary>
        public double More(int lane) => more[lane];
    }
}

/// <summary>Where the results of a measure are among those that were fitted.</summary>
/// <param name="Cost">Number of the first option's cost; the others follow.</param>
/// <param name="Effect">Number of the first option's effect; the others follow.</param>
public readonly record struct ResultPlaces(int Cost, int Effect);
