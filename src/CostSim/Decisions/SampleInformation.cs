using CostSim.Numerics;
using CostSim.Regression;

namespace CostSim.Decisions;

/// <summary>
/// What an experiment that tells of one input would be worth before choosing (EVSI): every result it could have, how likely it is, and which
/// option would then be best, by Bayes' rule over the input's values in the trials, with expected costs and effects along the input by
/// regression. Tested by <c>InformationTests</c> against closed forms.
/// </summary>
public static class SampleInformation
{
    private const int NormalPoints = 801;

    /// <summary>Value of an experiment of a given size at one threshold, before its cost, MEUR.</summary>
    /// <param name="fit">Fit of the results on the input.</param>
    /// <param name="places">Where among the fitted results costs and effects are.</param>
    /// <param name="options">Number of options.</param>
    /// <param name="experiment">The experiment.</param>
    /// <param name="size">Number of observations, at least 1.</param>
    /// <param name="threshold">λ, MEUR per unit of effect.</param>
    public static double At(InputFit fit, ResultPlaces places, int options, Experiment experiment, int size, double threshold)
    {
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        var outcome = new Preposterior(fit, places, options, threshold);
        switch (experiment.Kind)
        {
            case ObservationKind.Binomial:
                double[] choose = LogChoose(size);
                for (int k = 0; k <= size; k++)
                {
                    outcome.Add(1, p => choose[k] + Times(k, p) + Times(size - k, 1 - p));
                }

                break;
            case ObservationKind.Poisson:
                double most = size * Math.Max(0, fit.GroupInputs[^1]);
                double factorial = 0;
                for (int k = 0; k <= most + (10 * Math.Sqrt(most)) + 20; k++)
                {
                    factorial += k > 0 ? Elementary.Log(k) : 0;
                    outcome.Add(1, rate => Times(k, size * rate) - (size * rate) - factorial);
                }

                break;
            default:
                double deviation = experiment.Deviation / Math.Sqrt(size);
                double from = fit.GroupInputs[0] - (7 * deviation);
                double step = (fit.GroupInputs[^1] + (7 * deviation) - from) / (NormalPoints - 1);
                step = Math.Min(step, deviation / 3);
                long points = (long)Math.Ceiling((fit.GroupInputs[^1] + (7 * deviation) - from) / step);
                for (long i = 0; i <= points; i++)
                {
                    double seen = from + (i * step);
                    outcome.Add(step / deviation, x => Density((seen - x) / deviation));
                }

                break;
        }

        return outcome.Value;
    }

    private static double Density(double z) => (-0.5 * z * z) - 0.918938533204672742;

    /// <summary>n·ln x, where 0 of the impossible is certain.</summary>
    private static double Times(int n, double x) => n == 0 ? 0 : x <= 0 ? double.NegativeInfinity : n * Elementary.Log(x);

    private static double[] LogChoose(int n)
    {
        double[] result = new double[n + 1];
        for (int k = 1; k <= n; k++)
        {
            result[k] = result[k - 1] + Elementary.Log((double)(n - k + 1) / k);
        }

        return result;
    }

    /// <summary>Adds up, over what the experiment may show, how likely it is times how much better the best option then is than today's.</summary>
    private sealed class Preposterior
    {
        private readonly InputFit fit;
        private readonly double[][] benefits;
        private readonly double[] sums;
        private readonly int best;

        public Preposterior(InputFit fit, ResultPlaces places, int options, double threshold)
        {
            this.fit = fit;
            benefits = [.. Enumerable.Range(0, options).Select(_ => new double[fit.Groups])];
            sums = new double[options];
            double[] means = new double[options];
            for (int d = 0; d < options; d++)
            {
                ReadOnlySpan<double> cost = fit.Fitted(places.Cost + d);
                ReadOnlySpan<double> effect = fit.Fitted(places.Effect + d);
                for (int g = 0; g < fit.Groups; g++)
                {
                    benefits[d][g] = (threshold * effect[g]) - cost[g];
                    means[d] += benefits[d][g] * fit.Trials(g).Length;
                }
            }

            for (int d = 1; d < options; d++)
            {
                best = means[d] > means[best] ? d : best;
            }
        }

        public double Value { get; private set; }

        /// <summary>A result of the experiment.</summary>
        /// <param name="width">What its probability is multiplied by.</param>
        /// <param name="logLikelihood">Logarithm of its probability, or density, given the input.</param>
        public void Add(double width, Func<double, double> logLikelihood)
        {
            Array.Clear(sums);
            for (int g = 0; g < fit.Groups; g++)
            {
                double log = logLikelihood(fit.GroupInputs[g]);
                if (log > -60)
                {
                    double weight = Elementary.Exp(log) * fit.Trials(g).Length;
                    for (int d = 0; d < sums.Length; d++)
                    {
                        sums[d] += weight * (benefits[d][g] - benefits[best][g]);
                    }
                }
            }

            double most = 0;
            foreach (double sum in sums)
            {
                most = Math.Max(most, sum);
            }

            Value += width * most / fit.Order.Length;
        }
    }
}
