using System.Numerics;
using CostSim.Compilation;
using CostSim.Scenarios;
using CostSim.Statistics;

namespace CostSim.Simulation;

/// <summary>What a run that was to stop at a precision came to.</summary>
/// <param name="Outcome">Column whose mean was wanted for every option; <c>decision:MEASURE</c> for a choice that was to be settled.</param>
/// <param name="Wanted">Half-width of the 95 % interval wanted, share of the mean; for a choice the probability accepted that it is wrong.</param>
/// <param name="Reached">The largest such half-width among the options, share of the mean; for a choice the bound on that probability.</param>
/// <param name="IsReached">Whether the rule was met before the most trials allowed.</param>
/// <param name="Limiting">The option that is farthest from the goal; for a choice the one that is hardest to tell from the best.</param>
/// <param name="PredictedTrials">Trials that would do, as far as the run can tell.</param>
/// <param name="Preferred">For a choice, the option that is best; otherwise null.</param>
public sealed record Precision(
    string Outcome, double Wanted, double Reached, bool IsReached, string Limiting, double PredictedTrials, string? Preferred = null);

/// <summary>
/// Doubles the number of trials until the mean of an outcome is known well enough for every option, by the guarded rule of
/// <see cref="StoppingRule"/>: inflated half-widths, a hundred occurrences of every rare event, two passes in a row; or until a choice is
/// settled, by <see cref="SettledChoice"/>. Looks only at fixed numbers of trials, so that where it stops does not depend on threads or machines.
/// </summary>
public static class PrecisionRun
{
    private const long FirstCheckpoint = 1 << 14;

    /// <summary>Events that can be too rare to have been seen often enough: an outcome above zero, or censored.</summary>
    private static readonly Outcome[] Events = [Outcome.FallbackUsed, Outcome.Cancelled, Outcome.IocYear];

    /// <summary>Measures of effect of which a choice can be made.</summary>
    public static IReadOnlyList<string> Measures { get; } = [Outcomes.All[(int)Outcome.ProtectedYears].Column, Outcomes.All[(int)Outcome.LossAverted].Column];

    /// <summary>Trials at the first checkpoint of a design: the goal must allow at least that many.</summary>
    /// <param name="design">Design.</param>
    /// <param name="replicates">Replicates; 1 for independent trials.</param>
    public static long First(TrialSpread design, int replicates) => design == TrialSpread.Mc
        ? FirstCheckpoint
        : replicates * (long)BitOperations.RoundUpToPowerOf2((ulong)((FirstCheckpoint + replicates - 1) / replicates));

    /// <summary>Runs.</summary>
    /// <param name="model">The model.</param>
    /// <param name="settings">How; its number of trials is not used.</param>
    /// <param name="goal">When to stop.</param>
    /// <param name="simulate">Simulates with the settings given, which differ from <paramref name="settings"/> in the number of trials.</param>
    /// <returns>The last sample, and what was reached.</returns>
    /// <exception cref="ArgumentException">No such outcome or measure, or fewer trials allowed than the first checkpoint has.</exception>
    public static (Sample Sample, Precision Precision) Run(
        Model model, SimulationSettings settings, PrecisionGoal goal, Func<SimulationSettings, Sample> simulate)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(goal);
        ArgumentNullException.ThrowIfNull(simulate);
        if (RunRules.Check(new RunSettings { Until = goal, Design = settings.Design, Replicates = settings.Replicates }) is [{ } problem, ..])
        {
            throw new ArgumentException(problem.Message, nameof(goal));
        }

        long first = First(settings.Design, settings.Replicates);
        Func<Sample, Precision> judge = goal.Decision is { } decision
            ? new SettledChoice(model, decision, Looks(first, goal.MostTrials)).Judge
            : ByMeans(model, goal, first);
        for (int k = 0; ; k++)
        {
            long trials = checked(first << k);
            Sample sample = simulate(settings with { Trials = trials });
            Precision precision = judge(sample);
            if (precision.IsReached || 2 * trials > goal.MostTrials)
            {
                return (sample, precision);
            }
        }
    }

    /// <summary>How often a run can be looked at before the most trials come.</summary>
    private static int Looks(long first, long most) => BitOperations.Log2((ulong)(most / first)) + 1;

    private static Func<Sample, Precision> ByMeans(Model model, PrecisionGoal goal, long first)
    {
        Outcome outcome = Outcomes.All.First(info => info.Column == goal.Outcome).Outcome;
        double wanted = goal.RelativeError!.Value;
        var rule = new StoppingRule([.. model.OptionIds.Select(id => new StoppingTarget(id, wanted))], first);
        return sample =>
        {
            StoppingStatistic[] statistics = [.. Enumerable.Range(0, model.OptionIds.Count).Select(o => Statistic(sample, o, outcome))];
            StoppingVerdict verdict = rule.Judge(sample.Trials, statistics);
            double reached = statistics.Max(one => one.HalfWidth == 0 ? 0 : one.HalfWidth / Math.Abs(one.Value));
            return new Precision(goal.Outcome!, wanted, reached, verdict.IsReached, verdict.Limiting!, verdict.PredictedTrials);
        };
    }

    private static StoppingStatistic Statistic(Sample sample, int option, Outcome outcome)
    {
        long occurrences = Occurrences(sample, option);
        ColumnSummary summary = sample.Summary(option, outcome);
        if (sample.Settings.Replicates == 1)
        {
            return StoppingStatistic.OfMean(summary.Moments, occurrences);
        }

        ReplicateInterval interval = ReplicateInterval.Of(summary.ReplicateMeans());
        return new StoppingStatistic(interval.Estimate.Value, interval.Interval.HalfWidth, 1, occurrences);
    }

    /// <summary>How often the rarest event of an option was seen, or seen to stay away; events that never or always happen do not count.</summary>
    private static long Occurrences(Sample sample, int option)
    {
        long fewest = long.MaxValue;
        foreach (Outcome happening in Events)
        {
            ColumnSummary summary = sample.Summary(option, happening);
            long count = sample.Trials - summary.Moments.Count + (happening == Outcome.IocYear ? 0 : summary.AboveZero);
            fewest = count == 0 || count == sample.Trials ? fewest : Math.Min(fewest, Math.Min(count, sample.Trials - count));
        }

        return fewest;
    }
}
