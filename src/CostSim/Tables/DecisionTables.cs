using System.Runtime.InteropServices;
using CostSim.Compilation;
using CostSim.Decisions;
using CostSim.Scenarios;
using CostSim.Simulation;
using CostSim.Statistics;

namespace CostSim.Tables;

/// <summary>
/// What the trials say of the choice, for both measures of effect. From expected outcomes only: in realised ones luck would be counted as
/// something that could be known.
/// </summary>
internal static class DecisionTables
{
    /// <summary>Fills the tables of decisions.</summary>
    public static (List<FrontierRow> Frontier, List<AcceptabilityRow> Acceptability, List<InformationRow> Information, List<FlexibilityRow> Flexibility) Build(Sample sample)
    {
        var frontier = new List<FrontierRow>();
        var acceptability = new List<AcceptabilityRow>();
        var information = new List<InformationRow>();
        var flexibility = new List<FlexibilityRow>();
        DecisionSettings settings = sample.Model.Scenario.Decision;
        foreach ((Outcome effect, ThresholdRange range) in (ReadOnlySpan<(Outcome, ThresholdRange)>)
            [(Outcome.ProtectedYears, settings.ProtectedYears), (Outcome.LossAverted, settings.LossAverted)])
        {
            string measure = Outcomes.All[(int)effect].Column;
            DecisionSample decision = Of(sample, effect);
            frontier.AddRange(Frontier(decision, measure));
            var pairs = new Dictionary<(int With, int Without), (double[] Cost, double[] Effect)>();
            double[] thresholds = [.. range.Values()];
            var results = new ThresholdResult[thresholds.Length];
            Parallel.For(0, thresholds.Length, new ParallelOptions { MaxDegreeOfParallelism = sample.Settings.Threads }, i => results[i] = NetBenefit.At(decision, thresholds[i]));
            foreach (ThresholdResult result in results)
            {
                acceptability.AddRange(result.Options.Select(option => new AcceptabilityRow(
                    measure, result.Threshold, decision.Options[option.Option], option.ProbabilityBest, option.ExpectedNetBenefit, option.ExpectedRegret, option.IsBestOnAverage)));
                information.Add(new InformationRow(measure, result.Threshold, "(all)", result.PerfectInformation, 1, result.SplitPerfectInformation));
                flexibility.AddRange(Flexibility(sample.Model, decision, measure, result, pairs));
            }
        }

        return (frontier, acceptability, information, flexibility);
    }

    private static DecisionSample Of(Sample sample, Outcome effect)
    {
        double[] Column(int option, Outcome outcome) =>
            MemoryMarshal.TryGetArray(sample.Column(option, outcome), out ArraySegment<double> segment) && segment.Count == segment.Array!.Length
                ? segment.Array
                : sample.Column(option, outcome).ToArray();
        int options = sample.Model.OptionIds.Count;
        return new DecisionSample(
            sample.Model.OptionIds,
            [.. Enumerable.Range(0, options).Select(o => Column(o, Outcome.Cost))],
            [.. Enumerable.Range(0, options).Select(o => Column(o, effect))],
            sample.Settings.Replicates);
    }

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
        Model model, DecisionSample sample, string measure, ThresholdResult result, Dictionary<(int With, int Without), (double[] Cost, double[] Effect)> pairs)
    {
        ThresholdOption[] flexible = [.. result.Options.Where(option => model.Options[option.Option].Fallback is not null)];
        ThresholdOption[] fixedly = [.. result.Options.Where(option => model.Options[option.Option].Fallback is null)];
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
