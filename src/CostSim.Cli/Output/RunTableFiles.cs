using CostSim.Simulation;
using CostSim.Tables;
using CsvHelper;

namespace CostSim.Cli.Output;

/// <summary>The CSV files of a run: columns and their order, stated once.</summary>
internal static class RunTableFiles
{
    private static readonly CsvColumn Option = new("option", "string", "", "Identifier of the option");

    /// <summary><c>inputs.csv</c>, <c>summary.csv</c>, <c>distributions.csv</c>, <c>timeline.csv</c>, <c>schedule.csv</c>, <c>exceedance.csv</c> <c>interceptions.csv</c> and, where attackers have a cost, <c>exchange.csv</c>.</summary>
    public static IReadOnlyList<CsvTable> Of(RunTables tables) =>
        [Inputs(tables), Summary(tables), Distributions(tables), Timeline(tables), Schedule(tables), Exceedance(tables), .. tables.Exchange.Count > 0 ? [Exchange(tables)] : Array.Empty<CsvTable>(), Interceptions(tables)];

    /// <summary><c>trials.csv</c>: a row per trial and option.</summary>
    /// <param name="sample">The trials.</param>
    /// <param name="trials">How many of them, from the first.</param>
    public static CsvTable Trials(Sample sample, long trials) => Trials(
        sample.Model.OptionIds, trials,
        writer => Rows(writer, sample.Model.OptionIds, 0, (int)trials, sample.Column));

    /// <summary>The same while the run simulates.</summary>
    /// <param name="options">Identifiers of the options.</param>
    /// <param name="trials">How many trials will come.</param>
    /// <param name="blocks">The trials as they come, in order.</param>
    public static CsvTable Trials(IReadOnlyList<string> options, long trials, IEnumerable<TrialBlock> blocks) => Trials(
        options, trials,
        writer =>
        {
            foreach (TrialBlock block in blocks)
            {
                Rows(writer, options, block.First, block.Count, block.Column);
            }
        });

    private static CsvTable Trials(IReadOnlyList<string> options, long trials, Action<CsvWriter> write) => new(
        "trials",
        "One trial of one option",
        [
            new("trial", "integer", "", "Number of the trial, from 0"),
            Option,
            .. Outcomes.All.Select(info => new CsvColumn(info.Column, "number", info.Unit, info.Description)),
        ],
        trials * options.Count,
        write);

    private static void Rows(CsvWriter writer, IReadOnlyList<string> options, long first, int count, Func<int, Outcome, ReadOnlyMemory<double>> of)
    {
        ReadOnlyMemory<double>[][] columns = [.. options.Select((_, o) => Outcomes.All.Select(info => of(o, info.Outcome)).ToArray())];
        writer.ParallelWrite(Enumerable.Range(0, count), (own, t) =>
        {
            for (int o = 0; o < options.Count; o++)
            {
                own.WriteField(first + t, default);
                own.WriteField(options[o]);
                foreach (ReadOnlyMemory<double> column in columns[o])
                {
                    CsvTable.Number(own, column.Span[t]);
                }

                own.EndRecord();
            }
        });
    }

    private static CsvTable Inputs(RunTables tables) => new(
        "inputs",
        "One uncertain input",
        [
            new("input", "string", "", "Path of the input in the scenario"),
            new("unit", "string", "", "Unit"),
            new("distribution", "string", "", "Distribution and parameters"),
            new("mean", "number", "of the input", "Mean of the distribution"),
            new("sd", "number", "of the input", "Standard deviation of the distribution"),
            new("p05", "number", "of the input", "5 % quantile"),
            new("p50", "number", "of the input", "Median"),
            new("p95", "number", "of the input", "95 % quantile"),
            new("source", "string", "", "Where the figures come from"),
        ],
        tables.Inputs.Count,
        writer => Each(writer, tables.Inputs, row =>
        {
            writer.WriteField(row.Input);
            writer.WriteField(row.Unit);
            writer.WriteField(row.Distribution);
            Numbers(writer, row.Mean, row.StandardDeviation, row.P05, row.P50, row.P95);
            writer.WriteField(row.Source);
        }));

    private static CsvTable Summary(RunTables tables) => new(
        "summary",
        "One outcome of one option over all trials",
        [
            Option,
            new("outcome", "string", "", "Column name of the outcome in trials.csv"),
            new("unit", "string", "", "Unit"),
            new("mean", "number", "of the outcome", "Mean over the trials that are not censored"),
            new("standard_error", "number", "of the outcome", "Standard error of the mean, by the formula of the design"),
            new("sd", "number", "of the outcome", "Standard deviation over trials"),
            new("p05", "number", "of the outcome", "5 % quantile; empty when it lies beyond the horizon"),
            new("p25", "number", "of the outcome", "25 % quantile"),
            new("p50", "number", "of the outcome", "Median"),
            new("p75", "number", "of the outcome", "75 % quantile"),
            new("p95", "number", "of the outcome", "95 % quantile"),
            new("share_censored", "number", "share", "Share of trials in which it lies beyond the horizon"),
        ],
        tables.Summary.Count,
        writer => Each(writer, tables.Summary, row =>
        {
            writer.WriteField(row.Option);
            writer.WriteField(row.Outcome);
            writer.WriteField(row.Unit);
            Numbers(writer, row.Mean, row.StandardError, row.StandardDeviation, row.P05, row.P25, row.P50, row.P75, row.P95, row.ShareCensored);
        }));

    private static CsvTable Distributions(RunTables tables) => new(
        "distributions",
        "One quantile of one outcome of one option",
        [
            Option,
            new("outcome", "string", "", "Column name of the outcome in trials.csv"),
            new("probability", "number", "share", "Probability that the value is not exceeded"),
            new("value", "number", "of the outcome", "The value; empty when it lies beyond the horizon"),
        ],
        tables.Distributions.Count,
        writer => Each(writer, tables.Distributions, row =>
        {
            writer.WriteField(row.Option);
            writer.WriteField(row.Outcome);
            Numbers(writer, row.Probability, row.Value);
        }));

    private static CsvTable Timeline(RunTables tables) => new(
        "timeline",
        "One outcome of one option in one year",
        [
            Option,
            new("year", "year", "", "Calendar year"),
            new("outcome", "string", "", "Yearly outcome; money undiscounted"),
            new("unit", "string", "", "Unit"),
            new("mean", "number", "of the outcome", "Mean over trials"),
            new("p05", "number", "of the outcome", "5 % quantile"),
            new("p25", "number", "of the outcome", "25 % quantile"),
            new("p50", "number", "of the outcome", "Median"),
            new("p75", "number", "of the outcome", "75 % quantile"),
            new("p95", "number", "of the outcome", "95 % quantile"),
        ],
        tables.Timeline.Count,
        writer => Each(writer, tables.Timeline, row =>
        {
            writer.WriteField(row.Option);
            writer.WriteField(row.Year, default);
            writer.WriteField(row.Outcome);
            writer.WriteField(row.Unit);
            Numbers(writer, row.Mean, row.P05, row.P25, row.P50, row.P75, row.P95);
        }));

    private static CsvTable Schedule(RunTables tables) => new(
        "schedule",
        "One milestone of one option by the end of one year",
        [
            Option,
            new("milestone", "string", "", "first or full: the first or the last unit operational, programmes aside"),
            new("year", "year", "", "Calendar year"),
            new("probability", "number", "share", "Probability that the milestone is reached by the end of the year"),
            new("probability_within_p50_cost", "number", "share", "Probability of that and of a life-cycle cost of at most its median"),
            new("probability_within_p80_cost", "number", "share", "Probability of that and of a life-cycle cost of at most its 80 % quantile"),
            new("probability_within_p50_cost_and_protection", "number", "share", "Probability of that, of a life-cycle cost of at most its median and of at least the median of protected years"),
            new("probability_within_p80_cost_and_protection", "number", "share", "Probability of that, of a life-cycle cost of at most its 80 % quantile and of at least the 20 % quantile of protected years"),
            new("probability_within_target", "number", "share", "Probability of that and of the cost and protected years of decision.target; empty without a target"),
        ],
        tables.Schedule.Count,
        writer => Each(writer, tables.Schedule, row =>
        {
            writer.WriteField(row.Option);
            writer.WriteField(row.Milestone);
            writer.WriteField(row.Year, default);
            Numbers(
                writer, row.Probability, row.WithinP50Cost, row.WithinP80Cost, row.WithinP50CostAndProtection, row.WithinP80CostAndProtection, row.WithinTarget);
        }));

    private static CsvTable Exceedance(RunTables tables) => new(
        "exceedance",
        "One loss that one option may exceed",
        [
            Option,
            new("loss_meur", "number", "MEUR", "The loss"),
            new("probability", "number", "share", "Probability that the loss that happens over the horizon, present value, is larger"),
            new("standard_error", "number", "share", "Standard error of the probability"),
            new("worst_year_probability", "number", "share", "Probability that the loss of the worst year, undiscounted, is larger"),
            new("worst_year_standard_error", "number", "share", "Standard error of that probability"),
        ],
        tables.Exceedance.Count,
        writer => Each(writer, tables.Exceedance, row =>
        {
            writer.WriteField(row.Option);
            Numbers(writer, row.LossMEur, row.Probability, row.StandardError, row.WorstYear, row.WorstYearStandardError);
        }));

    private static CsvTable Exchange(RunTables tables) => new(
        "exchange",
        "What one option and its attackers spend on each other",
        [
            Option,
            new("interceptors_fired", "number", "missiles", "Expected number of interceptors fired over the horizon"),
            new("shot_down", "number", "attackers", "Expected number of attackers stopped"),
            new("leakers", "number", "attackers", "Expected number of attackers that got through"),
            new("interceptors_meur", "number", "MEUR", "Price of the interceptors expected to be fired, present value"),
            new("attackers_meur", "number", "MEUR", "What the attackers that are expected to come cost whoever sends them, present value"),
            new("cost_exchange", "number", "", "The one over the other: a ratio of means"),
            new("standard_error", "number", "", "Standard error of the ratio"),
        ],
        tables.Exchange.Count,
        writer => Each(writer, tables.Exchange, row =>
        {
            writer.WriteField(row.Option);
            Numbers(writer, row.Fired, row.ShotDown, row.Leakers, row.SpentMEur, row.SentMEur, row.Ratio.Value, row.Ratio.StandardError);
        }));

    private static CsvTable Interceptions(RunTables tables) => new(
        "interceptions",
        "What became of the attackers of one class under one option, in raids that happened",
        [
            Option,
            new("threat_class", "string", "", "Identifier of the threat class"),
            new("attackers", "number", "attackers", "How many came over the horizon, mean over the trials looked at"),
            new("stopped", "number", "attackers", "How many of them did not get through, mean"),
            new("share_stopped", "number", "share", "The one over the other: a ratio of sums; empty where none came"),
            new("standard_error", "number", "share", "Standard error of the share"),
            new("trials", "integer", "", "Trials looked at, the first ones"),
        ],
        tables.Interceptions.Count,
        writer => Each(writer, tables.Interceptions, row =>
        {
            writer.WriteField(row.Option);
            writer.WriteField(row.ThreatClass);
            Numbers(writer, row.Attackers, row.Stopped, row.Share.Value, row.Share.StandardError);
            writer.WriteField(row.Trials, default);
        }));

    /// <summary>Writes a record per row.</summary>
    internal static void Each<T>(CsvWriter writer, IReadOnlyList<T> rows, Action<T> write)
    {
        foreach (T row in rows)
        {
            write(row);
            writer.EndRecord();
        }
    }

    /// <summary>Writes numbers.</summary>
    internal static void Numbers(CsvWriter writer, params ReadOnlySpan<double> values)
    {
        foreach (double value in values)
        {
            CsvTable.Number(writer, value);
        }
    }
}
