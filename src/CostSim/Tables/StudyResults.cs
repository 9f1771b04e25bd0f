using CostSim.Decisions;

namespace CostSim.Tables;

/// <summary>A result that is explained by the inputs.</summary>
/// <param name="Outcome">Column; <c>loses:MEASURE</c> for whether the preferred option is not the best of the trial.</param>
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
                [.. Enumerable.Range(0, study.Trials).Select(t => Winner(study, measure, t) == preferred[m] ? 0.0 : 1.0)])),
        ];
    }

    /// <summary>The option preferred on average at the headline worth.</summary>
    public static int Preferred(DecisionStudy study, EffectMeasure measure) => measure.Totals is { } totals
        ? Verdicts.Preferred(totals, study.Options.Count, measure.Headline)
        : NetBenefit.At(study.Of(measure), measure.Headline).Options.First(option => option.IsBestOnAverage).Option;

    /// <summary>The option that is best in a trial at the headline worth; the first of equal ones.</summary>
    public static int Winner(DecisionStudy study, EffectMeasure measure, int trial)
    {
        (int best, double most) = (0, double.NegativeInfinity);
        for (int d = 0; d < study.Options.Count; d++)
        {
            double benefit = (measure.Headline * measure.Effect[d][trial]) - study.Cost[d][trial];
            (best, most) = benefit > most ? (d, benefit) : (best, most);
        }

        return best;
    }
}
