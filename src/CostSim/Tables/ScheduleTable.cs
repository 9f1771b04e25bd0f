using CostSim.Compilation;
using CostSim.Scenarios;
using CostSim.Simulation;

namespace CostSim.Tables;

/// <summary>
/// By when options are in service, within what money and with what protection: the joint confidence of cost, schedule (NASA Cost Estimating
/// Handbook, 2015) and effect. Being late, being dear and protecting little go together, so that their confidences cannot be multiplied.
/// </summary>
internal static class ScheduleTable
{
    private static readonly (string Name, Outcome Outcome)[] Milestones = [("first", Outcome.IocYear), ("full", Outcome.FocYear)];

    /// <summary>A row per option, milestone and year of the horizon.</summary>
    /// <param name="sample">The trials.</param>
    /// <param name="costs">Statistics of each option's life-cycle cost.</param>
    /// <param name="protection">Statistics of each option's protected years.</param>
    public static IEnumerable<ScheduleRow> Build(Sample sample, IReadOnlyList<ColumnStatistics> costs, IReadOnlyList<ColumnStatistics> protection)
    {
        Model model = sample.Model;
        TargetSettings? target = model.Scenario.Decision.Target;
        for (int o = 0; o < model.OptionIds.Count; o++)
        {
            Bounds[] bounds =
            [
                new(costs[o].Quantile(0.5), double.NegativeInfinity),
                new(costs[o].Quantile(0.8), double.NegativeInfinity),
                new(costs[o].Quantile(0.5), protection[o].Quantile(0.5)),
                new(costs[o].Quantile(0.8), protection[o].Quantile(0.2)),
                new(target?.CostMEur ?? double.PositiveInfinity, target?.ProtectedYears ?? double.NegativeInfinity),
            ];
            foreach ((string name, Outcome outcome) in Milestones)
            {
                foreach (ScheduleRow row in Rows(sample, o, name, outcome, bounds, target is not null))
                {
                    yield return row;
                }
            }
        }
    }

    private static ScheduleRow[] Rows(Sample sample, int option, string name, Outcome outcome, Bounds[] bounds, bool hasTarget)
    {
        int start = sample.Model.Scenario.Horizon.StartYear;
        int years = sample.Model.Years;
        ReadOnlySpan<double> dates = sample.Column(option, outcome).Span;
        ReadOnlySpan<double> cost = sample.Column(option, Outcome.Cost).Span;
        ReadOnlySpan<double> protection = sample.Column(option, Outcome.ProtectedYears).Span;
        long[] reached = new long[years];
        long[,] within = new long[bounds.Length, years];
        for (int t = 0; t < dates.Length; t++)
        {
            if (!double.IsNaN(dates[t]))
            {
                int year = Math.Clamp((int)Math.Floor(dates[t]) - start, 0, years - 1);
                reached[year]++;
                for (int b = 0; b < bounds.Length; b++)
                {
                    within[b, year] += cost[t] <= bounds[b].MostCost && protection[t] >= bounds[b].LeastProtection ? 1 : 0;
                }
            }
        }

        var rows = new ScheduleRow[years];
        long all = 0;
        long[] so = new long[bounds.Length];
        double trials = sample.Trials;
        for (int y = 0; y < years; y++)
        {
            all += reached[y];
            for (int b = 0; b < bounds.Length; b++)
            {
                so[b] += within[b, y];
            }

            rows[y] = new ScheduleRow(
                sample.Model.OptionIds[option], name, start + y, all / trials, so[0] / trials, so[1] / trials, so[2] / trials, so[3] / trials,
                hasTarget ? so[4] / trials : double.NaN);
        }

        return rows;
    }

    private readonly record struct Bounds(double MostCost, double LeastProtection);
}
