using CostSim.Decisions;

namespace CostSim.Tables;

/// <summary>A result that is explained by the inputs.</summary>
/// <param name="Outcome">Column; <c>loses:MEASURE</c> for whether the preferred option is not among the best of the trial.</param>
/// <param name="Option">Identifier of the option.</param>
/// <param name="Values">A value per trial.</param>
internal sealed record Result(string Outcome, string Option, double[] Values);

/// <summary>Which results of a study are explained: costs and effects of all options, and whether the preferred option loses.</summary>
internal static class StudyResults
{
    /// <summary>The measures that can be explained: those without luck.</summary>
    public static EffectMeasure[] Measures(DecisionStudy study) => [.. study.Measures.Where(measure => !measure.CountsLuck)];

    /// <summary>The results: costs by option, then by measure the effects, then by measure whether the preferred option loses.</summary>
    /// <param name="study">The study.</param>
    /// <param name="measures">Its measures.</param>
    /// <param name="preferred">By measure, the option preferred on average.</param>
    public static Result[] Of(DecisionStudy study, IReadOnlyList<EffectMeasure> measures, IReadOnlyList<int> preferred)
    {
        IEnumerable<Result> ByOption(string outcome, IReadOnlyList<double[]> columns) => columns.Select((column, d) => new Result(outcome, study.Options[d], column));
        return
        [
            .. ByOption(study.CostName, study.Cost),
            .. measures.SelectMany(measure => ByOption(measure.Name, measure.Effect)),
            .. measures.Select((measure, m) => new Result(
                $"loses:{measure.Name}", study.Options[preferred[m]],
                [.. Enumerable.Range(0, study.Trials).Select(t => IsAmongBest(study, measure, t, preferred[m]) ? 0.0 : 1.0)])),
        ];
    }

    /// <summary>The option preferred on average at the headline worth.</summary>
    public static int Preferred(DecisionStudy study, EffectMeasure measure) => measure.Totals is { } totals
        ? Verdicts.Preferred(totals, study.Precedence, measure.Headline)
        : NetBenefit.At(study.Of(measure), measure.Headline).Options.First(option => option.IsBestOnAverage).Option;

    /// <summary>Whether an option is the best of a trial at the headline worth, alone or together with others.</summary>
    public static bool IsAmongBest(DecisionStudy study, EffectMeasure measure, int trial, int option)
    {
        (double most, double slack) = Highest(study, measure, trial);
        return most - Benefit(study, measure, trial, option) <= slack;
    }

    /// <summary>The option that is best most often among some trials, a trial shared in equal parts among those tied.</summary>
    public static int Winner(DecisionStudy study, EffectMeasure measure, IEnumerable<int> trials)
    {
        double[] shares = new double[study.Options.Count];
        foreach (int trial in trials)
        {
            (double most, double slack) = Highest(study, measure, trial);
            int[] best = [.. Enumerable.Range(0, shares.Length).Where(d => most - Benefit(study, measure, trial, d) <= slack)];
            foreach (int d in best)
            {
                shares[d] += 1.0 / best.Length;
            }
        }

        return study.Precedence.Best(shares);
    }

    private static double Benefit(DecisionStudy study, EffectMeasure measure, int trial, int option) =>
        (measure.Headline * measure.Effect[option][trial]) - study.Cost[option][trial];

    /// <summary>The highest net benefit of a trial, and what net benefits may differ by rounding alone.</summary>
    private static (double Most, double Slack) Highest(DecisionStudy study, EffectMeasure measure, int trial)
    {
        (double most, double size) = (double.NegativeInfinity, 0);
        for (int d = 0; d < study.Options.Count; d++)
        {
            most = Math.Max(most, Benefit(study, measure, trial, d));
            size = Math.Max(size, Math.Abs(measure.Headline * measure.Effect[d][trial]) + Math.Abs(study.Cost[d][trial]));
        }

        return (most, Precedence.Rounding * size);
    }
}
