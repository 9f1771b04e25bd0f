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
    private static readonly (string Name, Outcome Outcome)[] Milestones = [("first", TrialCounts.Milestones[0]), ("full", TrialCounts.Milestones[1])];

    /// <summary>A row per option, milestone and year of the horizon.</summary>
    /// <param name="sample">The trials.</param>
    /// <param name="costs">Statistics of each option's life-cycle cost.</param>
    /// <param name="protection">Statistics of each option's protected years.</param>
    public static IEnumerable<ScheduleRow> Build(Sample sample, IReadOnlyList<ColumnSummary> costs, IReadOnlyList<ColumnSummary> protection)
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
        (long[] reached, long[][] within) = Counted(sample, option, outcome, bounds);
        double[] of = [.. bounds.Select(_ => (double)sample.Kept.Count)];
        if (sample.Totals is { } totals)
        {
            // Dates and costs are counted of all trials; protection goes with them only in those that are kept.
            long[][] all = totals.Reached(option, outcome, bounds[0].MostCost, bounds[1].MostCost);
            (reached, within[0], within[1]) = (all[0], all[1], all[2]);
            (of[0], of[1]) = (sample.Trials, sample.Trials);
        }

        var rows = new ScheduleRow[years];
        long sum = 0;
        long[] so = new long[bounds.Length];
        double trials = sample.Trials;
        for (int y = 0; y < years; y++)
        {
            sum += reached[y];
            for (int b = 0; b < bounds.Length; b++)
            {
                so[b] += within[b][y];
            }

            rows[y] = new ScheduleRow(
                sample.Model.OptionIds[option], name, start + y, sum / trials, so[0] / of[0], so[1] / of[1], so[2] / of[2], so[3] / of[3],
                hasTarget ? so[4] / of[4] : double.NaN);
        }

        return rows;
    }

    private static (long[] Reached, long[][] Within) Counted(Sample sample, int option, Outcome outcome, Bounds[] bounds)
    {
        ReadOnlySpan<double> dates = sample.Column(option, outcome).Span;
        ReadOnlySpan<double> cost = sample.Column(option, Outcome.Cost).Span;
        ReadOnlySpan<double> protection = sample.Column(option, Outcome.ProtectedYears).Span;
        long[] reached = new long[sample.Model.Years];
        long[][] within = [.. bounds.Select(_ => new long[sample.Model.Years])];
        for (int t = 0; t < dates.Length; t++)
        {
            if (!double.IsNaN(dates[t]))
            {
                int year = TrialCounts.YearOf(sample.Model, dates[t]);
                reached[year]++;
                for (int b = 0; b < bounds.Length; b++)
                {
                    within[b][year] += cost[t] <= bounds[b].MostCost && protection[t] >= bounds[b].LeastProtection ? 1 : 0;
                }
            }
        }

        return (reached, within);
    }

    private readonly record struct Bounds(double MostCost, double LeastProtection);
}
