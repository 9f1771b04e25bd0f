using CostSim.Decisions;
using CostSim.Numerics;
using CostSim.Statistics;

namespace CostSim.Tables;

/// <summary>
/// What trials say of a choice, for every measure of effect: of this model or of any other. One trial is a table of means: it says what they are,
/// which of them lie on the frontier and which is the best, and nothing of errors, spread or what is worth learning.
/// </summary>
public static class DecisionTables
{
    /// <summary>Fills the tables of a study.</summary>
    /// <param name="study">Costs, effects and inputs.</param>
    /// <exception cref="OperationCanceledException">The study was stopped.</exception>
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
            study.Cancellation.ThrowIfCancellationRequested();
            DecisionSample decision = study.Of(measure);
            IMeasureTotals totals = measure.Totals ?? new SampledMeasure(decision, measure.Thresholds);
            frontier.AddRange(Frontier(study, totals, measure));
            verdicts.AddRange(Judge(study, decision, measure));
            var results = new ThresholdResult[measure.Thresholds.Count];
            Workers.For(results.Length, study.Threads, i => results[i] = totals.At(i), study.Cancellation);
            foreach (ThresholdResult result in results)
            {
                study.Cancellation.ThrowIfCancellationRequested();
                acceptability.AddRange(result.Options.Select(option => new AcceptabilityRow(
                    measure.Name, result.Threshold, decision.Options[option.Option], option.ProbabilityBest, option.ExpectedNetBenefit, option.ExpectedRegret, option.IsBestOnAverage)
                {
                    AmongBest = option.ProbabilityAmongBest,
                    Bounds = option.Bounds,
                }));
                if (!measure.CountsLuck && study.Trials > 1)
                {
                    information.Add(new InformationRow(measure.Name, result.Threshold, "(all)", result.PerfectInformation, 1, result.SplitPerfectInformation));
                }

                flexibility.AddRange(Flexibility(study, totals, measure.Name, result));
            }
        }

        if (study.Trials == 1)
        {
            return new DecisionRows { Frontier = frontier, Acceptability = [.. acceptability.Select(WithoutErrors)], Verdicts = [.. verdicts.Where(row => row.Criterion == Name(Criterion.Mean))] };
        }

        var rows = new DecisionRows { Frontier = frontier, Acceptability = acceptability, Verdicts = verdicts, Information = information, Flexibility = flexibility };
        return study.Inputs is null ? rows : new InputTables(study, rows).Build();
    }

    private static AcceptabilityRow WithoutErrors(AcceptabilityRow row)
    {
        Estimate Bare(Estimate one) => one with { StandardError = double.NaN };
        return row with { ProbabilityBest = Bare(row.ProbabilityBest), NetBenefit = Bare(row.NetBenefit) };
    }

    private static IEnumerable<VerdictRow> Judge(DecisionStudy study, DecisionSample decision, EffectMeasure measure)
    {
        IReadOnlyList<Verdict> verdicts = Decisions.Verdicts.At(decision, measure.Headline, study.CostTarget, measure.Target, measure.Totals);
        return verdicts.Select(verdict => new VerdictRow(
            measure.Name, measure.Headline, Name(verdict.Criterion), study.Options[verdict.Option], verdict.Value,
            verdict.RunnerUp >= 0 ? study.Options[verdict.RunnerUp] : "", verdict.WrongByNoise, verdict.Option == verdicts[0].Option)
        { Bounds = verdict.Bounds });
    }

    private static string Name(Criterion criterion) => criterion switch
    {
        Criterion.Mean => "mean",
        Criterion.WorstTail => "worst_tail",
        Criterion.MinimaxRegret => "minimax_regret",
        _ => "target",
    };

    private static IEnumerable<FrontierRow> Frontier(DecisionStudy study, IMeasureTotals totals, EffectMeasure measure)
    {
        Estimate[] cost = [.. study.Options.Select((_, d) => totals.Cost(d))];
        Estimate[] effect = [.. study.Options.Select((_, d) => totals.Effect(d))];
        foreach (FrontierPlace place in Decisions.Frontier.Of(
            [.. cost.Select(one => one.Value)], [.. effect.Select(one => one.Value)], measure.IsHarm, study.Precedence))
        {
            Estimate ratio = place.Previous >= 0 ? Ratio(totals, place.Previous, place.Option) : new Estimate(double.NaN, double.NaN, totals.Trials);
            int other = place.Status == FrontierStatus.Dominated ? place.DominatedBy : place.Previous;
            yield return new FrontierRow(measure.Name, study.Options[place.Option], cost[place.Option], effect[place.Option], ratio, place.Status)
            {
                IsWithinError = other >= 0 && study.Trials > 1 && IsWithinError(totals, place.Option, other),
            };
        }
    }

    /// <summary>Whether two options differ, in cost or in effect, by less than 1.96 standard errors of that difference.</summary>
    private static bool IsWithinError(IMeasureTotals totals, int option, int other)
    {
        CoMoments more = totals.Joint(option, other);
        bool IsOpen(double difference, double variance, double size) =>
            !(Math.Abs(difference) > 1.96 * Math.Sqrt(variance / more.Count)) && !(Math.Sqrt(variance) <= Precedence.Rounding * size);
        return IsOpen(more.MeanA, more.VarianceA, Math.Abs(totals.Effect(option).Value)) || IsOpen(more.MeanB, more.VarianceB, Math.Abs(totals.Cost(option).Value));
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

        int with = Best(study, totals, flexible, result.Threshold);
        int without = Best(study, totals, fixedly, result.Threshold);
        CoMoments moments = totals.Joint(with, without);
        double variance = (result.Threshold * result.Threshold * moments.VarianceA) + moments.VarianceB - (2 * result.Threshold * moments.Covariance);
        var value = new Estimate((result.Threshold * moments.MeanA) - moments.MeanB, Math.Sqrt(Math.Max(0, variance) / moments.Count), totals.Trials);
        yield return new FlexibilityRow(measure, result.Threshold, value, study.Options[with], study.Options[without]);
    }

    /// <summary>The best of some options.</summary>
    private static int Best(DecisionStudy study, IMeasureTotals totals, ThresholdOption[] some, double threshold)
    {
        double[] benefits = new double[study.Options.Count];
        Array.Fill(benefits, double.NegativeInfinity);
        foreach (ThresholdOption option in some)
        {
            benefits[option.Option] = option.ExpectedNetBenefit.Value;
        }

        return study.Precedence.Best(benefits, Decisions.Verdicts.Means(totals, benefits.Length, threshold).Slack);
    }
}
