using CostSim.Decisions;
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
            IMeasureTotals totals = measure.Totals ?? new SampledMeasure(decision, measure.Thresholds);
            frontier.AddRange(Frontier(study.Options, totals, measure.Name));
            verdicts.AddRange(Judge(study, decision, measure));
            var results = new ThresholdResult[measure.Thresholds.Count];
            Parallel.For(0, results.Length, new ParallelOptions { MaxDegreeOfParallelism = study.Threads }, i => results[i] = totals.At(i));
            foreach (ThresholdResult result in results)
            {
                acceptability.AddRange(result.Options.Select(option => new AcceptabilityRow(
                    measure.Name, result.Threshold, decision.Options[option.Option], option.ProbabilityBest, option.ExpectedNetBenefit, option.ExpectedRegret, option.IsBestOnAverage)));
                if (!measure.CountsLuck)
                {
                    information.Add(new InformationRow(measure.Name, result.Threshold, "(all)", result.PerfectInformation, 1, result.SplitPerfectInformation));
                }

                flexibility.AddRange(Flexibility(study, totals, measure.Name, result));
            }
        }

        var rows = new DecisionRows { Frontier = frontier, Acceptability = acceptability, Verdicts = verdicts, Information = information, Flexibility = flexibility };
        return study.Inputs is null ? rows : new InputTables(study, rows).Build();
    }

    private static IEnumerable<VerdictRow> Judge(DecisionStudy study, DecisionSample decision, EffectMeasure measure)
    {
        IReadOnlyList<Verdict> verdicts = Decisions.Verdicts.At(decision, measure.Headline, study.CostTarget, measure.Target, measure.Totals);
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

    private static IEnumerable<FrontierRow> Frontier(IReadOnlyList<string> options, IMeasureTotals totals, string measure)
    {
        Estimate[] cost = [.. options.Select((_, d) => totals.Cost(d))];
        Estimate[] effect = [.. options.Select((_, d) => totals.Effect(d))];
        foreach (FrontierPlace place in Decisions.Frontier.Of([.. cost.Select(one => one.Value)], [.. effect.Select(one => one.Value)]))
        {
            Estimate ratio = place.Previous >= 0 ? Ratio(totals, place.Previous, place.Option) : new Estimate(double.NaN, double.NaN, totals.Trials);
            yield return new FrontierRow(measure, options[place.Option], cost[place.Option], effect[place.Option], ratio, place.Status);
        }
    }

    /// <summary>Extra cost per extra effect, with the error of a ratio of paired differences.</summary>
    private static Estimate Ratio(IMeasureTotals totals, int from, int to)
    {
        CoMoments more = totals.Joint(to, from);
        return RatioEstimate.Of(more with { MeanA = more.MeanB, MeanB = more.MeanA, VarianceA = more.VarianceB, VarianceB = more.VarianceA }).Ratio with { Trials = totals.Trials };
    }

    /// <summary>The best policy with a fallback against the best without one; nothing when a scenario has only one kind.</summary>
    private static IEnumerable<FlexibilityRow> Flexibility(DecisionStudy study, IMeasureTotals totals, string measure, ThresholdResult result)
    {
        IReadOnlyList<bool> hasFallback = study.HasFallback;
        ThresholdOption[] flexible = [.. result.Options.Where(option => hasFallback.Count > 0 && hasFallback[option.Option])];
        ThresholdOption[] fixedly = [.. result.Options.Where(option => hasFallback.Count == 0 || !hasFallback[option.Option])];
        if (flexible.Length == 0 || fixedly.Length == 0)
        {
            yield break;
        }

        int with = flexible.MaxBy(option => option.ExpectedNetBenefit.Value)!.Option;
        int without = fixedly.MaxBy(option => option.ExpectedNetBenefit.Value)!.Option;
        CoMoments moments = totals.Joint(with, without);
        double variance = (result.Threshold * result.Threshold * moments.VarianceA) + moments.VarianceB - (2 * result.Threshold * moments.Covariance);
        var value = new Estimate((result.Threshold * moments.MeanA) - moments.MeanB, Math.Sqrt(Math.Max(0, variance) / moments.Count), totals.Trials);
        yield return new FlexibilityRow(measure, result.Threshold, value, study.Options[with], study.Options[without]);
    }
}
