using CostSim.Decisions;
using CostSim.Simulation;
using CostSim.Statistics;

namespace CostSim.Tables;

/// <summary>
/// What trials say of a choice, for every measure of effect: of this model or of any other.
/// </summary>
public static class DecisionTables
{
    /// <summary>Fills the tables of a study.</summary>
    /// <param name="study">Costs, effects and inputs.</param>
    public static DecisionRows Build(DecisionStudy study)
    {
        ArgumentNullException.ThrowIfNull(study);
        var frontier = new List<FrontierRow>();
        var acceptability = new List<AcceptabilityRow>();
        var verdicts = new List<VerdictRow>();
        var information = new List<InformationRow>();
        var flexibility = new List<FlexibilityRow>();
        foreach (EffectMeasure measure in study.Measures)
        {
            DecisionSample decision = study.Of(measure);
            frontier.AddRange(Frontier(decision, measure.Name));
            verdicts.AddRange(Judge(study, decision, measure));
            var pairs = new Dictionary<(int With, int Without), (double[] Cost, double[] Effect)>();
            var results = new ThresholdResult[measure.Thresholds.Count];
            Parallel.For(0, results.Length, new ParallelOptions { MaxDegreeOfParallelism = study.Threads }, i => results[i] = NetBenefit.At(decision, measure.Thresholds[i]));
            foreach (ThresholdResult result in results)
            {
                acceptability.AddRange(result.Options.Select(option => new AcceptabilityRow(
                    measure.Name, result.Threshold, decision.Options[option.Option], option.ProbabilityBest, option.ExpectedNetBenefit, option.ExpectedRegret, option.IsBestOnAverage)));
                if (!measure.CountsLuck)
                {
                    information.Add(new InformationRow(measure.Name, result.Threshold, "(all)", result.PerfectInformation, 1, result.SplitPerfectInformation));
                }

                flexibility.AddRange(Flexibility(study.HasFallback, decision, measure.Name, result, pairs));
            }
        }

        var rows = new DecisionRows { Frontier = frontier, Acceptability = acceptability, Verdicts = verdicts, Information = information, Flexibility = flexibility };
        return study.Inputs is null ? rows : new InputTables(study, rows).Build();
    }

    private static IEnumerable<VerdictRow> Judge(DecisionStudy study, DecisionSample decision, EffectMeasure measure)
    {
        IReadOnlyList<Verdict> verdicts = Decisions.Verdicts.At(decision, measure.Headline, study.CostTarget, measure.Target);
        return verdicts.Select(verdict => new VerdictRow(
            measure.Name, measure.Headline, Name(verdict.Criterion), study.Options[verdict.Option], verdict.Value,
            verdict.RunnerUp >= 0 ? study.Options[verdict.RunnerUp] : "", verdict.WrongByNoise, verdict.Option == verdicts[0].Option));
    }

    private static string Name(Criterion criterion) => criterion switch
    {
        Criterion.Mean => "mean",
        Criterion.WorstTail => "worst_tail",
        Criterion.MinimaxRegret => "minimax_regret",
        _ => "target",
    };

    private static IEnumerable<FrontierRow> Frontier(DecisionSample sample, string measure)
    {
        Estimate[] cost = [.. sample.Cost.Select(column => Mean(column, sample.Replicates))];
        Estimate[] effect = [.. sample.Effect.Select(column => Mean(column, sample.Replicates))];
        foreach (FrontierPlace place in Decisions.Frontier.Of([.. cost.Select(one => one.Value)], [.. effect.Select(one => one.Value)]))
        {
            Estimate ratio = place.Previous >= 0 ? Ratio(sample, place.Previous, place.Option) : new Estimate(double.NaN, double.NaN, sample.Trials);
            yield return new FrontierRow(measure, sample.Options[place.Option], cost[place.Option], effect[place.Option], ratio, place.Status);
        }
    }

    /// <summary>Extra cost per extra effect, with the error of a ratio of paired differences.</summary>
    private static Estimate Ratio(DecisionSample sample, int from, int to)
    {
        double[] cost = Difference(sample.Cost[to], sample.Cost[from]);
        double[] effect = Difference(sample.Effect[to], sample.Effect[from]);
        if (sample.Replicates == 1)
        {
            return RatioEstimate.Of(cost, effect).Ratio;
        }

        double[] costs = ColumnStatistics.ReplicateMeans(cost, sample.Replicates);
        double[] effects = ColumnStatistics.ReplicateMeans(effect, sample.Replicates);
        return RatioEstimate.Of(costs, effects).Ratio with { Trials = sample.Trials };
    }

    /// <summary>The best policy with a fallback against the best without one; nothing when a scenario has only one kind.</summary>
    private static IEnumerable<FlexibilityRow> Flexibility(
        IReadOnlyList<bool> hasFallback, DecisionSample sample, string measure, ThresholdResult result, Dictionary<(int With, int Without), (double[] Cost, double[] Effect)> pairs)
    {
        ThresholdOption[] flexible = [.. result.Options.Where(option => hasFallback.Count > 0 && hasFallback[option.Option])];
        ThresholdOption[] fixedly = [.. result.Options.Where(option => hasFallback.Count == 0 || !hasFallback[option.Option])];
        if (flexible.Length == 0 || fixedly.Length == 0)
        {
            yield break;
        }

        int with = flexible.MaxBy(option => option.ExpectedNetBenefit.Value)!.Option;
        int without = fixedly.MaxBy(option => option.ExpectedNetBenefit.Value)!.Option;
        if (!pairs.TryGetValue((with, without), out (double[] Cost, double[] Effect) pair))
        {
            pair = (Difference(sample.Cost[with], sample.Cost[without]), Difference(sample.Effect[with], sample.Effect[without]));
            pairs[(with, without)] = pair = sample.Replicates == 1
                ? pair
                : (ColumnStatistics.ReplicateMeans(pair.Cost, sample.Replicates), ColumnStatistics.ReplicateMeans(pair.Effect, sample.Replicates));
        }

        CoMoments moments = CoMoments.Of(pair.Effect, pair.Cost);
        double variance = (result.Threshold * result.Threshold * moments.VarianceA) + moments.VarianceB - (2 * result.Threshold * moments.Covariance);
        var value = new Estimate((result.Threshold * moments.MeanA) - moments.MeanB, Math.Sqrt(Math.Max(0, variance) / moments.Count), sample.Trials);
        yield return new FlexibilityRow(measure, result.Threshold, value, sample.Options[with], sample.Options[without]);
    }

    private static double[] Difference(double[] a, double[] b)
    {
        double[] result = new double[a.Length];
        for (int t = 0; t < a.Length; t++)
        {
            result[t] = a[t] - b[t];
        }

        return result;
    }

    private static Estimate Mean(double[] values, int replicates)
    {
        var moments = Moments.Of(values);
        double error = replicates == 1 ? moments.StandardError : Moments.Of(ColumnStatistics.ReplicateMeans(values, replicates)).StandardError;
        return new Estimate(moments.Mean, error, values.Length);
    }
}
