using CostSim.Numerics;
using CostSim.Statistics;

namespace CostSim.Decisions;

/// <summary>What is asked of an option.</summary>
public enum Criterion
{
    /// <summary>The highest mean net benefit.</summary>
    Mean,

    /// <summary>The highest mean net benefit in its worst twentieth of trials.</summary>
    WorstTail,

    /// <summary>The smallest of the largest regrets.</summary>
    MinimaxRegret,

    /// <summary>The most trials in which cost and effect meet their targets.</summary>
    Target,
}

/// <summary>What one criterion says.</summary>
/// <param name="Criterion">The criterion.</param>
/// <param name="Option">Number of the option it prefers; the first of equal ones.</param>
/// <param name="Value">The criterion's value for it; its standard error is not a number for the largest regret, which has none.</param>
/// <param name="RunnerUp">The option that comes next; −1 where there is none.</param>
/// <param name="WrongByNoise">
/// Bound on the probability that another option is truly better, and only the sampling of trials hides it: the sum over the others of Student's
/// tail of their paired difference. Not a number for the largest regret.
/// </param>
public sealed record Verdict(Criterion Criterion, int Option, Estimate Value, int RunnerUp, double WrongByNoise);

/// <summary>
/// One decision by several criteria, so that one sees whether they agree, and how sure each is of itself. Ties go to the first option.
/// Tested by <c>VerdictTests</c>.
/// </summary>
public static class Verdicts
{
    /// <summary>Share of trials in the worst tail.</summary>
    public const double Tail = 0.05;

    /// <summary>The verdicts at one threshold.</summary>
    /// <param name="sample">Costs and effects.</param>
    /// <param name="threshold">λ, MEUR per unit of effect.</param>
    /// <param name="costTarget">Most that may be spent; infinite for no limit.</param>
    /// <param name="effectTarget">Least effect; not a number where there is no target, and then no verdict by it.</param>
    /// <param name="totals">What more trials than the sample's say, for the verdict by the mean; may be null.</param>
    public static IReadOnlyList<Verdict> At(
        DecisionSample sample, double threshold, double costTarget = double.PositiveInfinity, double effectTarget = double.NaN, IMeasureTotals? totals = null)
    {
        ArgumentNullException.ThrowIfNull(sample);
        int options = sample.Options.Count;
        double[][] benefits = [.. Enumerable.Range(0, options).Select(d => Benefits(sample, d, threshold))];
        var verdicts = new List<Verdict>
        {
            totals is null ? ByMean(sample, Criterion.Mean, benefits) : ByMean(totals, options, threshold),
            ByMean(sample, Criterion.WorstTail, [.. benefits.Select(TailScores)]),
            ByLargestRegret(sample, benefits),
        };
        if (!double.IsNaN(effectTarget) || double.IsFinite(costTarget))
        {
            verdicts.Add(ByMean(sample, Criterion.Target, [.. Enumerable.Range(0, options).Select(d => Met(sample, d, costTarget, effectTarget))]));
        }

        return verdicts;
    }

    /// <summary>
    /// P(another option is better), bounded by the sum over the others: each by Student's tail of its paired difference, with as many degrees of
    /// freedom as there are independent parts less one.
    /// </summary>
    /// <param name="scores">By option, a score per trial.</param>
    /// <param name="best">The option held to be best.</param>
    /// <param name="replicates">Replicates of the trials.</param>
    /// <param name="margin">Options that are better by less count as no better.</param>
    internal static double WrongByNoise(IReadOnlyList<double[]> scores, int best, int replicates, double margin = 0)
    {
        double wrong = 0;
        for (int d = 0; d < scores.Count; d++)
        {
            if (d == best)
            {
                continue;
            }

            double[] difference = new double[scores[d].Length];
            for (int t = 0; t < difference.Length; t++)
            {
                difference[t] = scores[best][t] - scores[d][t];
            }

            Moments moments = Moments.Of(replicates > 1 ? Parts(difference, replicates) : difference);
            wrong += Behind(moments.Mean + margin, moments.StandardError, moments.Count, d > best);
        }

        return Math.Min(1, wrong);
    }

    /// <summary>The same from what trials say together.</summary>
    /// <param name="totals">Costs and effects.</param>
    /// <param name="best">The option held to be best.</param>
    /// <param name="other">The option that may be better.</param>
    /// <param name="threshold">λ, MEUR per unit of effect.</param>
    /// <param name="margin">An option that is better by less counts as no better.</param>
    internal static double WrongByNoise(IMeasureTotals totals, int best, int other, double threshold, double margin = 0)
    {
        Estimate ahead = Benefit(totals, best, other, threshold);
        return Behind(ahead.Value + margin, ahead.StandardError, ahead.Trials, other > best);
    }

    /// <summary>Probability of being behind in truth, when ahead by so much.</summary>
    private static double Behind(double ahead, double error, long count, bool isLater) => error > 0
        ? SpecialFunctions.StudentT(-ahead / error, count - 1).Lower
        : ahead > 0 || (ahead == 0 && isLater) ? 0 : 0.5;

    /// <summary>Mean net benefit of an option, or what it has more than another; its trials are the independent parts.</summary>
    private static Estimate Benefit(IMeasureTotals totals, int option, int other, double threshold)
    {
        CoMoments joint = totals.Joint(option, other);
        double variance = (threshold * threshold * joint.VarianceA) + joint.VarianceB - (2 * threshold * joint.Covariance);
        return new Estimate((threshold * joint.MeanA) - joint.MeanB, Math.Sqrt(Math.Max(0, variance) / joint.Count), joint.Count);
    }

    /// <summary>The option with the highest mean net benefit; the first of equal ones.</summary>
    internal static int Preferred(IMeasureTotals totals, int options, double threshold) => Best.Of(Means(totals, options, threshold));

    private static double[] Means(IMeasureTotals totals, int options, double threshold) =>
        [.. Enumerable.Range(0, options).Select(d => (threshold * totals.Effect(d).Value) - totals.Cost(d).Value)];

    private static Verdict ByMean(IMeasureTotals totals, int options, double threshold)
    {
        (int best, int next) = FirstTwo(Means(totals, options, threshold));
        double wrong = Enumerable.Range(0, options).Where(d => d != best).Sum(d => WrongByNoise(totals, best, d, threshold));
        return new Verdict(Criterion.Mean, best, Benefit(totals, best, -1, threshold) with { Trials = totals.Trials }, next, Math.Min(1, wrong));
    }

    private static Verdict ByMean(DecisionSample sample, Criterion criterion, double[][] scores)
    {
        Moments[] moments = [.. scores.Select(score => Moments.Of(score))];
        (int best, int next) = FirstTwo([.. moments.Select(one => one.Mean)]);
        double error = sample.Replicates > 1 ? Moments.Of(Parts(scores[best], sample.Replicates)).StandardError : moments[best].StandardError;
        return new Verdict(criterion, best, new Estimate(moments[best].Mean, error, sample.Trials), next, WrongByNoise(scores, best, sample.Replicates));
    }

    private static Verdict ByLargestRegret(DecisionSample sample, double[][] benefits)
    {
        double[] largest = new double[benefits.Length];
        for (int t = 0; t < sample.Trials; t++)
        {
            double most = double.NegativeInfinity;
            foreach (double[] benefit in benefits)
            {
                most = Math.Max(most, benefit[t]);
            }

            for (int d = 0; d < largest.Length; d++)
            {
                largest[d] = Math.Max(largest[d], most - benefits[d][t]);
            }
        }

        (int best, int next) = FirstTwo([.. largest.Select(regret => -regret)]);
        return new Verdict(Criterion.MinimaxRegret, best, new Estimate(largest[best], double.NaN, sample.Trials), next, double.NaN);
    }

    /// <summary>Scores whose mean is the mean of the worst tail (Rockafellar and Uryasev 2000): its error is that of their mean.</summary>
    private static double[] TailScores(double[] benefits)
    {
        double[] sorted = [.. benefits];
        RadixSort.Sort(sorted);
        double threshold = sorted[Math.Max(0, (int)Math.Ceiling(Tail * sorted.Length) - 1)];
        return [.. benefits.Select(benefit => threshold - (Math.Max(0, threshold - benefit) / Tail))];
    }

    /// <summary>Net benefit of an option in every trial, MEUR.</summary>
    internal static double[] Benefits(DecisionSample sample, int option, double threshold)
    {
        double[] benefits = new double[sample.Trials];
        for (int t = 0; t < benefits.Length; t++)
        {
            benefits[t] = (threshold * sample.Effect[option][t]) - sample.Cost[option][t];
        }

        return benefits;
    }

    private static double[] Met(DecisionSample sample, int option, double cost, double effect)
    {
        double[] met = new double[sample.Trials];
        for (int t = 0; t < met.Length; t++)
        {
            met[t] = sample.Cost[option][t] <= cost && !(sample.Effect[option][t] < effect) ? 1 : 0;
        }

        return met;
    }

    private static (int First, int Second) FirstTwo(double[] values)
    {
        int best = Best.Of(values);
        int next = -1;
        for (int d = 0; d < values.Length; d++)
        {
            next = d != best && (next < 0 || values[d] > values[next]) ? d : next;
        }

        return (best, next);
    }

    private static double[] Parts(double[] values, int replicates)
    {
        int each = values.Length / replicates;
        return [.. Enumerable.Range(0, replicates).Select(r => Moments.Of(values.AsSpan(r * each, each)).Mean)];
    }
}
