using CostSim.Numerics;
using CostSim.Regression;

namespace CostSim.Decisions;

/// <summary>
/// What an experiment that tells of one input would be worth before choosing (EVSI): every result it could have, how likely it is, and which
/// option would then be best, by Bayes' rule over the input's values in the trials, with increments of net benefit along the input by
/// regression. Tested by <c>InformationTests</c> against closed forms.
/// </summary>
public static class SampleInformation
{
    /// <summary>An error this small against the range of the input, or smaller, leaves nothing unknown: groups of trials are no closer.</summary>
    private const double SmallestError = 1.0 / 2048;

    /// <summary>Value of an experiment of a given size at each threshold, before its cost, MEUR.</summary>
    /// <param name="increments">Increments of net benefit.</param>
    /// <param name="fit">The input.</param>
    /// <param name="experiment">The experiment.</param>
    /// <param name="size">Number of observations, at least 1.</param>
    /// <returns>By threshold of the increments.</returns>
    public static double[] At(Increments increments, InputFit fit, Experiment experiment, int size)
    {
        ArgumentNullException.ThrowIfNull(increments);
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        var outcome = new Preposterior(increments, fit);
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
                double range = fit.GroupInputs[^1] - fit.GroupInputs[0];
                double deviation = Math.Max(experiment.Deviation / Math.Sqrt(size), range * SmallestError);
                double from = fit.GroupInputs[0] - (7 * deviation);
                double step = deviation / 3;
                int points = (int)Math.Ceiling((range + (14 * deviation)) / step);
                for (int i = 0; i <= points; i++)
                {
                    double seen = from + (i * step);
                    outcome.Add(step / deviation, x => Density((seen - x) / deviation));
                }

                break;
        }

        return outcome.Values;
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
        private readonly Increments increments;
        private readonly InputFit fit;
        private readonly int stride;
        private readonly double[] fitted;
        private readonly double[] sums;

        public Preposterior(Increments increments, InputFit fit)
        {
            (this.increments, this.fit) = (increments, fit);
            stride = Lanes.Padded(increments.Contrasts.Count);
            fitted = new double[fit.Groups * stride];
            sums = new double[stride];
            fit.Fit(increments.Contrasts).Each((group, row) => row.CopyTo(fitted.AsSpan(group * stride)));
            Values = new double[increments.Thresholds.Count];
        }

        public double[] Values { get; }

        /// <summary>A result of the experiment.</summary>
        /// <param name="width">What its probability is multiplied by.</param>
        /// <param name="logLikelihood">Logarithm of its probability, or density, given the input.</param>
        public void Add(double width, Func<double, double> logLikelihood)
        {
            increments.Sample.Cancellation.ThrowIfCancellationRequested();
            Array.Clear(sums);
            for (int g = 0; g < fit.Groups; g++)
            {
                if (logLikelihood(fit.GroupInputs[g]) is > -60 and double log)
                {
                    Lanes.AddScaled(sums, fitted.AsSpan(g * stride, stride), Elementary.Exp(log) * fit.Trials(g).Length);
                }
            }

            // The option that is best on average has an increment of nothing.
            for (int i = 0; i < Values.Length; i++)
            {
                double most = 0;
                foreach (double more in sums.AsSpan(increments.First(i), increments.Options))
                {
                    most = Math.Max(most, more);
                }

                Values[i] += width * most / fit.Order.Trials.Length;
            }
        }
    }
}
