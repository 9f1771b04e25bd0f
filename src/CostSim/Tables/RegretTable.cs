using CostSim.Decisions;

namespace CostSim.Tables;

/// <summary>How an option stands over all scenarios of a batch, at one worth of the effect.</summary>
/// <param name="Measure">Column of the effect.</param>
/// <param name="Threshold">MEUR per unit of effect.</param>
/// <param name="Option">Identifier of the option.</param>
/// <param name="WorstRegret">The largest, over scenarios, of the best expected net benefit less that of the option, MEUR.</param>
/// <param name="WorstScenario">The scenario in which it is.</param>
/// <param name="MeanRegret">Mean over scenarios, each counted once, MEUR.</param>
/// <param name="Preferred">Number of scenarios in which the option has the highest expected net benefit, as they decide ties themselves.</param>
/// <param name="Scenarios">Number of scenarios compared.</param>
/// <param name="IsLeastWorst">Whether no option has a smaller worst regret.</param>
public sealed record RegretRow(
    string Measure, double Threshold, string Option, double WorstRegret, string WorstScenario, double MeanRegret, int Preferred, int Scenarios, bool IsLeastWorst);

/// <summary>
/// Regret across scenarios that have no probabilities (Savage 1951): how much an option can cost compared with the one that the scenario would
/// have asked for. Scenarios with the same options are compared, those with others apart from them. Values that differ by
/// rounding alone are equal; of equal options the one with the smaller mean regret is taken, then the first by name. Tested by <c>RegretTests</c>.
/// </summary>
public static class RegretTable
{
    /// <summary>A row per measure, threshold and option of every set of two scenarios or more; thresholds that one of them lacks are left out.</summary>
    /// <param name="scenarios">Each scenario's name and its rows of <c>acceptability.csv</c>.</param>
    public static IReadOnlyList<RegretRow> Of(IReadOnlyList<(string Scenario, IReadOnlyList<AcceptabilityRow> Rows)> scenarios)
    {
        ArgumentNullException.ThrowIfNull(scenarios);
        return
        [
            .. scenarios.GroupBy(one => string.Join('\n', one.Rows.Select(row => row.Option).Distinct().Order(StringComparer.Ordinal)))
                .Where(alike => alike.Count() > 1).SelectMany(alike => Compare([.. alike])),
        ];
    }

    private static List<RegretRow> Compare((string Scenario, IReadOnlyList<AcceptabilityRow> Rows)[] scenarios)
    {
        Dictionary<(string, double, string), AcceptabilityRow>[] rows = [.. scenarios.Select(one => one.Rows.ToDictionary(row => (row.Measure, row.Threshold, row.Option)))];
        string[] options = [.. scenarios[0].Rows.Select(row => row.Option).Distinct()];
        var result = new List<RegretRow>();
        foreach ((string measure, double threshold) in scenarios[0].Rows.Select(row => (row.Measure, row.Threshold)).Distinct())
        {
            if (options.Length < 2 || rows.Any(known => !known.ContainsKey((measure, threshold, options[0]))))
            {
                continue;
            }

            AcceptabilityRow[][] here = [.. rows.Select(known => options.Select(option => known[(measure, threshold, option)]).ToArray())];
            double[][] regrets = [.. here.Select(all => Regrets([.. all.Select(row => row.NetBenefit.Value)]))];
            double slack = Precedence.Slack([.. here.SelectMany(all => all.Select(row => row.NetBenefit.Value))]);
            double[] worst = [.. options.Select((_, d) => regrets.Max(regret => regret[d]))];
            double[] mean = [.. options.Select((_, d) => regrets.Average(regret => regret[d]))];
            int least = new Precedence(options, mean).Best([.. worst.Select(regret => -regret)], slack);
            for (int d = 0; d < options.Length; d++)
            {
                result.Add(new RegretRow(
                    measure, threshold, options[d], worst[d], scenarios[Array.FindIndex(regrets, regret => regret[d] >= worst[d] - slack)].Scenario,
                    mean[d], here.Count(all => all[d].OnFrontier), scenarios.Length, d == least));
            }
        }

        return result;
    }

    private static double[] Regrets(double[] benefits)
    {
        double best = benefits.Max();
        return [.. benefits.Select(benefit => best - benefit)];
    }
}
