using CostSim.Compilation;
using CostSim.Simulation;

namespace CostSim.Tables;

/// <summary>
/// By when options are in service, and whether within the money: the joint confidence of cost and schedule (NASA Cost Estimating Handbook,
/// 2015). Being late and being dear go together, so that the two confidences cannot be multiplied.
/// </summary>
internal static class ScheduleTable
{
    private static readonly (string Name, Outcome Outcome)[] Milestones = [("first", Outcome.IocYear), ("full", Outcome.FocYear)];

    /// <summary>A row per option, milestone and year of the horizon.</summary>
    /// <param name="sample">The trials.</param>
    /// <param name="costs">Statistics of each option's life-cycle cost.</param>
    public static IEnumerable<ScheduleRow> Build(Sample sample, IReadOnlyList<ColumnStatistics> costs)
    {
        Model model = sample.Model;
        for (int o = 0; o < model.OptionIds.Count; o++)
        {
            double median = costs[o].Quantile(0.5);
            double p80 = costs[o].Quantile(0.8);
            foreach ((string name, Outcome outcome) in Milestones)
            {
                foreach (ScheduleRow row in Rows(sample, o, name, outcome, median, p80))
                {
                    yield return row;
                }
            }
        }
    }

    private static ScheduleRow[] Rows(Sample sample, int option, string name, Outcome outcome, double median, double p80)
    {
        int start = sample.Model.Scenario.Horizon.StartYear;
        int years = sample.Model.Years;
        ReadOnlySpan<double> dates = sample.Column(option, outcome).Span;
        ReadOnlySpan<double> cost = sample.Column(option, Outcome.Cost).Span;
        long[] reached = new long[years];
        long[] withinMedian = new long[years];
        long[] withinP80 = new long[years];
        for (int t = 0; t < dates.Length; t++)
        {
            if (!double.IsNaN(dates[t]))
            {
                int year = Math.Clamp((int)Math.Floor(dates[t]) - start, 0, years - 1);
                reached[year]++;
                withinMedian[year] += cost[t] <= median ? 1 : 0;
                withinP80[year] += cost[t] <= p80 ? 1 : 0;
            }
        }

        var rows = new ScheduleRow[years];
        (long all, long half, long most) = (0, 0, 0);
        double trials = sample.Trials;
        for (int y = 0; y < years; y++)
        {
            (all, half, most) = (all + reached[y], half + withinMedian[y], most + withinP80[y]);
            rows[y] = new ScheduleRow(sample.Model.OptionIds[option], name, start + y, all / trials, half / trials, most / trials);
        }

        return rows;
    }
}
