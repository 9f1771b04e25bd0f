using CostSim.Compilation;
using CostSim.Decisions;
using CostSim.Numerics;
using CostSim.Scenarios;

namespace CostSim.Simulation;

/// <summary>
/// Tells when trials suffice to say which option has the highest mean net benefit: when the bound on the probability that noise hides a better one
/// (<see cref="Verdicts"/>), shared among all looks that the run may take (Bonferroni), is small enough twice in a row for the same option.
/// </summary>
/// <param name="model">The model: options and headline worths.</param>
/// <param name="goal">The choice, and how sure.</param>
/// <param name="looks">How often the run may be looked at.</param>
internal sealed class SettledChoice(Model model, DecisionGoal goal, int looks)
{
    private int before = -1;

    /// <summary>Looks at the trials so far.</summary>
    public Precision Judge(Sample sample)
    {
        (Outcome effect, ThresholdRange range) = goal.Measure == PrecisionRun.Measures[0]
            ? (Outcome.ProtectedYears, model.Scenario.Decision.ProtectedYears)
            : (Outcome.LossAverted, model.Scenario.Decision.LossAverted);
        double worth = range.HeadlineOrMiddle();
        Standing standing = sample.Totals is { } totals ? Of(totals.Measure(effect), worth) : Of(sample, effect, worth);
        (double[] means, Precedence precedence) = (standing.Means, standing.Precedence);
        int best = precedence.Best(means, standing.Slack);
        double[] wrong = [.. model.OptionIds.Select((_, d) => d == best ? 0 : standing.Wrong(best, d))];
        double bound = Math.Min(1, wrong.Order().Sum() * looks);
        bool isSmall = bound <= goal.WrongByNoise;
        bool isReached = isSmall && before == best;
        before = isSmall ? best : -1;
        int closest = wrong.Any(share => share > 0)
            ? precedence.Best(wrong)
            : precedence.Best([.. means.Select((mean, d) => d == best && means.Length > 1 ? double.NegativeInfinity : mean)]);
        return new Precision(
            $"decision:{goal.Measure}", goal.WrongByNoise, bound, isReached, model.OptionIds[closest], Predicted(sample.Trials, wrong[closest]),
            model.OptionIds[best]);
    }

    /// <summary>
    /// Trials at which the closest rival's tail would be small enough, since its distance in standard errors grows with their root; twice as many
    /// where only the confirmation is missing.
    /// </summary>
    private double Predicted(long trials, double wrong)
    {
        double wanted = goal.WrongByNoise / looks;
        double now = wrong <= 0 ? double.PositiveInfinity : -Elementary.NormalQuantile(Math.Min(wrong, 0.5));
        double needed = -Elementary.NormalQuantile(wanted);
        return trials * Math.Max(2, needed / now * (needed / now));
    }

    /// <summary>How the options stand.</summary>
    /// <param name="Means">Mean net benefits.</param>
    /// <param name="Slack">What they may differ by rounding alone.</param>
    /// <param name="Precedence">How ties are decided.</param>
    /// <param name="Wrong">The probability that noise alone puts one option before another.</param>
    private sealed record Standing(double[] Means, double Slack, Precedence Precedence, Func<int, int, double> Wrong);

    private Standing Of(Sample sample, Outcome effect, double worth)
    {
        int replicates = sample.Settings.Replicates;
        var decision = new DecisionSample(model.OptionIds, Columns(sample, Outcome.Cost), Columns(sample, effect), replicates);
        double[][] benefits = [.. model.OptionIds.Select((_, d) => Verdicts.Benefits(decision, d, worth))];
        double slack = decision.Slack(worth);
        return new Standing(
            [.. benefits.Select(benefit => benefit.Average())], slack, decision.Precedence,
            (best, other) => Verdicts.WrongByNoise([benefits[best], benefits[other]], 0, replicates, slack, goal.IndifferenceMEur));
    }

    private Standing Of(IMeasureTotals totals, double worth)
    {
        (double[] means, double slack) = Verdicts.Means(totals, model.OptionIds.Count, worth);
        return new Standing(
            means, slack, new Precedence(model.OptionIds, [.. model.OptionIds.Select((_, d) => totals.Cost(d).Value)]),
            (best, other) => Verdicts.WrongByNoise(totals, best, other, worth, goal.IndifferenceMEur));
    }

    private static double[][] Columns(Sample sample, Outcome outcome) =>
        [.. Enumerable.Range(0, sample.Model.OptionIds.Count).Select(o => sample.Column(o, outcome).ToArray())];
}
