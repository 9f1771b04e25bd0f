using CostSim.Decisions;
using CostSim.Simulation;
using CostSim.Statistics;

namespace CostSim.Tables;

/// <summary>An option at one point of a sweep, judged by one measure of effect at its headline worth.</summary>
/// <param name="Measure">Column of the effect.</param>
/// <param name="Threshold">What a unit of the effect is held to be worth, MEUR.</param>
/// <param name="Option">Identifier of the option.</param>
/// <param name="Cost">Mean cost, MEUR.</param>
/// <param name="Effect">Mean effect.</param>
/// <param name="NetBenefit">Mean of worth × effect − cost, MEUR.</param>
/// <param name="ProbabilityBest">Share of trials in which the option is the best, a trial shared in equal parts among those tied.</param>
/// <param name="WrongByNoise">Of the preferred option, a bound on the probability that noise hides a better one; not a number for the others.</param>
/// <param name="IsPreferred">Whether its net benefit is the highest; of equal ones that of the lowest cost, then the first by name.</param>
public sealed record SweepRow(
    string Measure, double Threshold, string Option, Estimate Cost, Estimate Effect, Estimate NetBenefit, double ProbabilityBest, double WrongByNoise, bool IsPreferred);

/// <summary>What one point of a sweep says. Points that share a seed run through the same worlds, so that they differ only by what was varied. Tested by <c>SweepTests</c>.</summary>
public static class SweepTable
{
    /// <summary>The rows of a point: by measure, every option.</summary>
    /// <param name="sample">The trials of the point.</param>
    /// <param name="cancellation">Stops it.</param>
    public static IReadOnlyList<SweepRow> Of(Sample sample, CancellationToken cancellation = default)
    {
        DecisionStudy study = RunStudy.Of(sample, cancellation);
        return [.. study.Measures.SelectMany(measure => Of(study, measure))];
    }

    private static IEnumerable<SweepRow> Of(DecisionStudy study, EffectMeasure measure)
    {
        DecisionSample decision = study.Of(measure);
        ThresholdResult result = NetBenefit.At(decision, measure.Headline);
        double[][] benefits = [.. study.Options.Select((_, d) => Verdicts.Benefits(decision, d, measure.Headline))];
        double slack = decision.Slack(measure.Headline);
        foreach (ThresholdOption option in result.Options)
        {
            int d = option.Option;
            double wrong = option.IsBestOnAverage ? Verdicts.WrongByNoise(benefits, d, study.Replicates, slack) : double.NaN;
            yield return new SweepRow(
                measure.Name, measure.Headline, study.Options[d], Mean(study.Cost[d], study.Replicates), Mean(measure.Effect[d], study.Replicates),
                option.ExpectedNetBenefit, option.ProbabilityBest.Value, wrong, option.IsBestOnAverage);
        }
    }

    private static Estimate Mean(double[] values, int replicates)
    {
        var column = new ColumnStatistics(values, replicates);
        return new Estimate(column.Mean, column.StandardError, values.Length);
    }
}
