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
            CoMoments moments = sample.Totals?.Exchange(o) ?? Joint(sample, o);
            yield return new ExchangeRow(
                model.OptionIds[o], Mean(sample, o, Outcome.InterceptorsFired), Mean(sample, o, Outcome.ShotDown), Mean(sample, o, Outcome.Leakers),
                moments.MeanA, moments.MeanB, RatioEstimate.Of(moments).Ratio with { Trials = sample.Trials });
        }
    }

    private static CoMoments Joint(Sample sample, int option)
    {
        double[] spent = sample.Column(option, Outcome.InterceptorSpend).ToArray();
        double[] sent = sample.Column(option, Outcome.AttackSpend).ToArray();
        int replicates = sample.Settings.Replicates;
        return replicates == 1
            ? CoMoments.Of(spent, sent)
            : CoMoments.Of(ColumnStatistics.ReplicateMeans(spent, replicates), ColumnStatistics.ReplicateMeans(sent, replicates));
    }

    private static double Mean(Sample sample, int option, Outcome outcome) =>
        sample.Totals?.Column(option, outcome).Mean ?? Moments.Of(sample.Column(option, outcome).Span).Mean;
}
