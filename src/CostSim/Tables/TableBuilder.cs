using CostSim.Compilation;
using CostSim.Numerics;
using CostSim.Simulation;

namespace CostSim.Tables;

/// <summary>Computes the tables of a run from its sample.</summary>
public static class TableBuilder
{
    /// <summary>Trials whose cost and effect figures show, the first ones.</summary>
    public const int PlanePoints = 2000;

    /// <summary>All tables.</summary>
    /// <param name="sample">The trials.</param>
    /// <param name="version">CostSim version, for the facts.</param>
    /// <param name="precision">What was reached, where a precision was the goal.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static RunTables Build(Sample sample, string version, Precision? precision = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(sample);
        Model model = sample.Model;
        var summary = new List<SummaryRow>();
        var distributions = new List<DistributionRow>();
        var columns = new ColumnSummary[model.OptionIds.Count * Outcomes.Count];
        Workers.For(
            columns.Length, sample.Settings.Threads, i => columns[i] = sample.Summary(i / Outcomes.Count, Outcomes.All[i % Outcomes.Count].Outcome), cancellation);
        for (int o = 0; o < model.OptionIds.Count; o++)
        {
            foreach (OutcomeInfo info in Outcomes.All)
            {
                cancellation.ThrowIfCancellationRequested();
                ColumnSummary column = columns[(o * Outcomes.Count) + (int)info.Outcome];
                summary.Add(new SummaryRow(
                    model.OptionIds[o], info.Column, info.Unit, column.Mean, column.StandardError, column.Moments.StandardDeviation, column.Quantile(0.05),
                    column.Quantile(0.25), column.Quantile(0.5), column.Quantile(0.75), column.Quantile(0.95), column.ShareCensored));
                for (int i = 1; i < 200; i++)
                {
                    distributions.Add(new DistributionRow(model.OptionIds[o], info.Column, i / 200.0, column.Quantile(i / 200.0)));
                }
            }
        }

        // Each of these is worked out by several threads where it is long; together they leave none idle.
        IReadOnlyList<TimelineRow> timeline = [];
        IReadOnlyList<ScheduleRow> schedule = [];
        IReadOnlyList<ExceedanceRow> exceedance = [];
        IReadOnlyList<ExchangeRow> exchange = [];
        IReadOnlyList<InterceptionRow> interceptions = [];
        IReadOnlyList<PlanePoint> plane = [];
        DecisionRows decisions = new();
        Workers.Invoke(
            sample.Settings.Threads,
            cancellation,
            () => decisions = DecisionTables.Build(RunStudy.Of(sample, cancellation)),
            () => interceptions = InterceptionTable.Build(sample, cancellation),
            () => timeline = Rows(Timeline(sample)),
            () => schedule = Rows(ScheduleTable.Build(sample, Column(Outcome.Cost), Column(Outcome.ProtectedYears))),
            () => exceedance = Rows(ExceedanceTable.Build(sample)),
            () => exchange = Rows(ExchangeTable.Build(sample)),
            () => plane = Rows(Plane(sample)));
        return new RunTables
        {
            Facts = Facts(sample, version, precision),
            Options = [.. model.OptionIds.Select(id => new OptionName(id, model.Scenario.Options[id].Name))],
            Labels = Labels(model.Scenario),
            Inputs = [.. model.Inputs.Select(Input)],
            Summary = summary,
            Distributions = distributions,
            Timeline = timeline,
            Schedule = schedule,
            Exceedance = exceedance,
            Exchange = exchange,
            Interceptions = interceptions,
            Decisions = decisions,
            Plane = plane,
        };

        T[] Rows<T>(IEnumerable<T> rows) => [.. Stoppable(rows, cancellation)];

        ColumnSummary[] Column(Outcome outcome) => [.. Enumerable.Range(0, model.OptionIds.Count).Select(o => columns[(o * Outcomes.Count) + (int)outcome])];
    }

    /// <summary>Names of what inputs belong to, by path.</summary>
    /// <param name="scenario">The scenario.</param>
    public static IReadOnlyDictionary<string, string> Labels(Scenarios.Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        (string Path, string Name)[] all =
        [
            .. scenario.Systems.Select(one => ($"systems:{one.Key}", one.Value.Name)), .. scenario.Missiles.Select(one => ($"missiles:{one.Key}", one.Value.Name)),
            .. scenario.ThreatClasses.Select(one => ($"threatClasses:{one.Key}", one.Value.Name)), .. scenario.Sites.Select(one => ($"sites:{one.Key}", one.Value.Name)),
            .. scenario.Raids.Select(one => ($"raids:{one.Key}", one.Value.Name)), .. scenario.Suppliers.Select(one => ($"suppliers:{one.Key}", one.Value.Name)),
        ];
        return all.ToDictionary(one => one.Path, one => one.Name);
    }

    /// <summary>The same rows, as long as nobody stops.</summary>
    private static IEnumerable<T> Stoppable<T>(IEnumerable<T> rows, CancellationToken cancellation)
    {
        foreach (T row in rows)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return row;
        }
    }

    private static RunFacts Facts(Sample sample, string version, Precision? precision)
    {
        Scenarios.Scenario scenario = sample.Model.Scenario;
        return new RunFacts(
            scenario.Name, scenario.Title, scenario.Horizon.StartYear, scenario.Horizon.Years, scenario.Horizon.PriceBase, sample.Trials,
            sample.Settings.Seed, ModelDraws.Name(sample.Settings.Design), sample.Settings.Replicates, version,
            sample.Model.OptionIds[sample.Model.ReferenceOption], precision);
    }

    private static InputRow Input(InputInfo input) => new(
        input.Path, input.Unit, input.Distribution.Describe(), input.Distribution.Mean, input.Distribution.StandardDeviation,
        input.Distribution.LowerTail(0.05), input.Distribution.LowerTail(0.5), input.Distribution.UpperTail(0.05), input.Source);

    private static IEnumerable<TimelineRow> Timeline(Sample sample)
    {
        Model model = sample.Model;
        for (int o = 0; o < model.OptionIds.Count; o++)
        {
            foreach (YearlyOutcomeInfo info in YearlyOutcomes.All)
            {
                for (int y = 0; y < model.Years; y++)
                {
                    if (info.Outcome is YearlyOutcome.BudgetLine or YearlyOutcome.UnderCeiling && !double.IsFinite(sample.YearlyMean(o, y, YearlyOutcome.BudgetLine)))
                    {
                        continue;
                    }

                    yield return new TimelineRow(
                        model.OptionIds[o], model.Scenario.Horizon.StartYear + y, info.Name, info.Unit, sample.YearlyMean(o, y, info.Outcome),
                        sample.YearlyQuantile(o, y, info.Outcome, 0.05), sample.YearlyQuantile(o, y, info.Outcome, 0.25),
                        sample.YearlyQuantile(o, y, info.Outcome, 0.5), sample.YearlyQuantile(o, y, info.Outcome, 0.75),
                        sample.YearlyQuantile(o, y, info.Outcome, 0.95));
                }
            }
        }
    }

    private static IEnumerable<PlanePoint> Plane(Sample sample)
    {
        int count = (int)Math.Min(PlanePoints, sample.Kept.IsAll ? sample.Trials : sample.Kept.KeptEach);
        for (int o = 0; o < sample.Model.OptionIds.Count; o++)
        {
            for (int t = 0; t < count; t++)
            {
                yield return new PlanePoint(
                    sample.Model.OptionIds[o],
                    sample.Column(o, Outcome.Cost).Span[t],
                    sample.Column(o, Outcome.ProtectedYears).Span[t],
                    sample.Column(o, Outcome.LossAverted).Span[t]);
            }
        }
    }
}
