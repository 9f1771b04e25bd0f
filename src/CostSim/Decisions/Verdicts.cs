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
/// <param name="Option">Number of the option it prefers; of equal ones the one with the lower mean cost, then the first by name.</param>
/// <param name="Value">The criterion's value for it; its standard error is not a number for the largest regret, which has none.</param>
/// <param name="RunnerUp">The option that comes next; −1 where there is none.</param>
/// <param name="WrongByNoise">
/// Bound on the probability that another option is truly better, and only the sampling of trials hides it: the sum over the others of Student's
/// tail of their paired difference, none less than 2⁻ⁿ for n independent parts (<see cref="NoiseBound"/>). Not a number for the largest regret, and
/// where there is only one trial.
/// </param>
public sealed record Verdict(Criterion Criterion, int Option, Estimate Value, int RunnerUp, double WrongByNoise)
{
    /// <summary>95 % interval of the value: Student's, or Wilson's for a share; its ends are not numbers where it is not known.</summary>
    public Interval Bounds { get; init; } = new(double.NaN, double.NaN);
}

/// <summary>
/// One decision by several criteria, so that one sees whether they agree, and how sure each is of itself. Ties are decided by <see cref="Precedence"/>.
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
        double slack = sample.Slack(threshold);
        var verdicts = new List<Verdict>
        {
            totals is null ? ByMean(sample, Criterion.Mean, benefits, slack) : ByMean(totals, sample, threshold),
            ByTail(sample, benefits, slack),
            ByLargestRegret(sample, benefits, slack),
        };
        if (!double.IsNaN(effectTarget) || double.IsFinite(costTarget))
        {
            verdicts.Add(ByMean(sample, Criterion.Target, [.. Enumerable.Range(0, options).Select(d => Met(sample, d, costTarget, effectTarget))], Precedence.Rounding));
        }

        return verdicts;
    }

    /// <summary>P(another option is better), bounded by the sum over the others (<see cref="NoiseBound"/>).</summary>
    /// <param name="scores">By option, a score per trial.</param>
    /// <param name="best">The option held to be best.</param>
    /// <param name="replicates">Replicates of the trials.</param>
    /// <param name="slack">What scores may differ by rounding alone.</param>
    /// <param name="margin">Options that are better by less count as no better.</param>
    /// <param name="parts">Independent parts that differences rest on; 0 for trials, or replicates.</param>
    internal static double WrongByNoise(IReadOnlyList<double[]> scores, int best, int replicates, double slack, double margin = 0, int parts = 0) =>
        NoiseBound.Sum(Enumerable.Range(0, scores.Count).Where(d => d != best).Select(d =>
        {
            double[] difference = new double[scores[d].Length];
            for (int t = 0; t < difference.Length; t++)
            {
                difference[t] = scores[best][t] - scores[d][t];
            }

            Moments moments = Independent(difference, replicates);
            return NoiseBound.Of(moments.Mean + margin, moments.StandardError, parts > 0 && replicates == 1 ? parts : moments.Count, slack);
        }));

    /// <summary>The same from what trials say together.</summary>
    /// <param name="totals">Costs and effects.</param>
    /// <param name="best">The option held to be best.</param>
    /// <param name="other">The option that may be better.</param>
    /// <param name="threshold">λ, MEUR per unit of effect.</param>
    /// <param name="margin">An option that is better by less counts as no better.</param>
    internal static double WrongByNoise(IMeasureTotals totals, int best, int other, double threshold, double margin = 0)
    {
        Estimate ahead = Benefit(totals, best, other, threshold);
        double[] cost = [totals.Cost(best).Value, totals.Cost(other).Value], effect = [totals.Effect(best).Value, totals.Effect(other).Value];
        return NoiseBound.Of(ahead.Value + margin, ahead.StandardError, ahead.Trials, Precedence.Slack(threshold, cost, effect));
    }

    /// <summary>Mean net benefit of an option, or what it has more than another; its trials are the independent parts.</summary>
    private static Estimate Benefit(IMeasureTotals totals, int option, int other, double threshold)
    {
        CoMoments joint = totals.Joint(option, other);
        double variance = (threshold * threshold * joint.VarianceA) + joint.VarianceB - (2 * threshold * joint.Covariance);
        return new Estimate((threshold * joint.MeanA) - joint.MeanB, Math.Sqrt(Math.Max(0, variance) / joint.Count), joint.Count);
    }

    /// <summary>The option with the highest mean net benefit.</summary>
    internal static int Preferred(IMeasureTotals totals, Precedence precedence, double threshold)
    {
        (double[] means, double slack) = Means(totals, precedence.Order.Length, threshold);
        return precedence.Best(means, slack);
    }

    /// <summary>Mean net benefits, and what they may differ by rounding alone.</summary>
    internal static (double[] Means, double Slack) Means(IMeasureTotals totals, int options, double threshold)
    {
        double[] cost = [.. Enumerable.Range(0, options).Select(d => totals.Cost(d).Value)], effect = [.. Enumerable.Range(0, options).Select(d => totals.Effect(d).Value)];
        return ([.. cost.Select((price, d) => (threshold * effect[d]) - price)], Precedence.Slack(threshold, cost, effect));
    }

    private static Verdict ByMean(IMeasureTotals totals, DecisionSample sample, double threshold)
    {
        int options = sample.Options.Count;
        (double[] means, double slack) = Means(totals, options, threshold);
        (int best, int next) = sample.Precedence.BestTwo(means, slack);
        double wrong = NoiseBound.Sum(Enumerable.Range(0, options).Where(d => d != best).Select(d => WrongByNoise(totals, best, d, threshold)));
        Estimate value = Benefit(totals, best, -1, threshold);
        return new Verdict(Criterion.Mean, best, value with { Trials = totals.Trials }, next, wrong) { Bounds = Student(value, value.Trials) };
    }

    private static Verdict ByMean(DecisionSample sample, Criterion criterion, double[][] scores, double slack)
    {
        double[] means = [.. scores.Select(score => Moments.Of(score).Mean)];
        (int best, int next) = sample.Precedence.BestTwo(means, slack);
        Moments independent = Independent(scores[best], sample.Replicates);
        var value = new Estimate(means[best], independent.StandardError, sample.Trials);
        Interval bounds = criterion == Criterion.Target ? Proportion.Bounds(value, sample.Replicates) : Student(value, independent.Count);
        return new Verdict(criterion, best, value, next, WrongByNoise(scores, best, sample.Replicates, slack)) { Bounds = bounds };
    }

    /// <summary>
    /// The worst tail of each option, its error by the jackknife; Student's with one degree of freedom fewer than there are trials in the tail, since
    /// no others say how far it reaches.
    /// </summary>
    private static Verdict ByTail(DecisionSample sample, double[][] benefits, double slack)
    {
        (double Mean, double[] Contributions)[] tails = [.. benefits.Select(benefit =>
        {
            sample.Cancellation.ThrowIfCancellationRequested();
            return WorstTail.Of(benefit, Tail);
        })];
        (int best, int next) = sample.Precedence.BestTwo([.. tails.Select(tail => tail.Mean)], slack);
        double[][] scores = [.. tails.Select(tail => Array.ConvertAll(tail.Contributions, part => tail.Mean + part))];
        int parts = sample.Replicates > 1 ? sample.Replicates : Math.Min(sample.Trials, Math.Max(2, WorstTail.Parts(sample.Trials, Tail)));
        var value = new Estimate(tails[best].Mean, Independent(scores[best], sample.Replicates).StandardError, sample.Trials);
        double wrong = WrongByNoise(scores, best, sample.Replicates, slack, 0, parts);
        return new Verdict(Criterion.WorstTail, best, value, next, wrong) { Bounds = Student(value, parts) };
    }

    /// <summary>Moments of what is independent: the trials, or the means of the replicates.</summary>
    private static Moments Independent(double[] values, int replicates) => Moments.Of(replicates > 1 ? Parts(values, replicates) : values);

    /// <summary>Student's 95 % interval.</summary>
    private static Interval Student(Estimate value, long parts)
    {
        double half = parts > 1 ? ReplicateInterval.StudentQuantile(parts - 1) * value.StandardError : double.NaN;
        return new Interval(value.Value - half, value.Value + half);
    }

    private static Verdict ByLargestRegret(DecisionSample sample, double[][] benefits, double slack)
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

        (int best, int next) = sample.Precedence.BestTwo([.. largest.Select(regret => -regret)], slack);
        return new Verdict(Criterion.MinimaxRegret, best, new Estimate(largest[best], double.NaN, sample.Trials), next, double.NaN);
    }

    /// <summary>Net benefit of an option in every trial, MEUR.</summary>
    internal static double[] Benefits(DecisionSample sample, int option, double threshold)
    {
        sample.Cancellation.ThrowIfCancellationRequested();
        double[] benefits = new double[sample.Trials];
        for (int t = 0; t < benefits.Length; t++)
        {
            benefits[t] = (threshold * sample.Effect[option][t]) - sample.Cost[option][t];
        }

        return benefits;
    }

    private static double[] Met(DecisionSample sample, int option, double cost, double effect)
    {
        sample.Cancellation.ThrowIfCancellationRequested();
        double[] met = new double[sample.Trials];
        for (int t = 0; t < met.Length; t++)
        {
            met[t] = sample.Cost[option][t] <= cost && !(sample.Effect[option][t] < effect) ? 1 : 0;
        }

        return met;
    }

    private static double[] Parts(double[] values, int replicates)
    {
        int each = values.Length / replicates;
        return [.. Enumerable.Range(0, replicates).Select(r => Moments.Of(values.AsSpan(r * each, each)).Mean)];
    }
}
