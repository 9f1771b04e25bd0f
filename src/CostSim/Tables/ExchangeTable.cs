using CostSim.Compilation;
using CostSim.Simulation;
using CostSim.Statistics;

namespace CostSim.Tables;

/// <summary>
/// What defence and attack cost each other: the price of the interceptors fired over what the attackers cost that came, each side's
/// expectation summed over trials first; never the mean of ratios.
/// </summary>
internal static class ExchangeTable
{
    /// <summary>A row per option; none unless the scenario says what attackers cost.</summary>
    /// <param name="sample">The trials.</param>
    public static IEnumerable<ExchangeRow> Build(Sample sample)
    {
        Model model = sample.Model;
        for (int o = 0; o < model.OptionIds.Count && model.AttackerCosts.Length > 0; o++)
        {
            double[] spent = sample.Column(o, Outcome.InterceptorSpend).ToArray();
            double[] sent = sample.Column(o, Outcome.AttackSpend).ToArray();
            if (sample.Settings.Replicates > 1)
            {
                spent = ColumnStatistics.ReplicateMeans(spent, sample.Settings.Replicates);
                sent = ColumnStatistics.ReplicateMeans(sent, sample.Settings.Replicates);
            }

            var ratio = RatioEstimate.Of(spent, sent);
            yield return new ExchangeRow(
                model.OptionIds[o], Mean(sample, o, Outcome.InterceptorsFired), Mean(sample, o, Outcome.ShotDown), Mean(sample, o, Outcome.Leakers),
                Moments.Of(spent).Mean, Moments.Of(sent).Mean, ratio.Ratio with { Trials = sample.Trials });
        }
    }

    private static double Mean(Sample sample, int option, Outcome outcome) => Moments.Of(sample.Column(option, outcome).Span).Mean;
}
