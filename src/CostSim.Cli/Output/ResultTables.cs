using CostSim.Decisions;
using CostSim.Plots;
using CostSim.Simulation;
using CostSim.Statistics;
using CostSim.Tables;

namespace CostSim.Cli.Output;

/// <summary>The tables of a results folder, read back from its CSV files: what figures are drawn from, and what was written, to the last digit.</summary>
/// <param name="Run">The tables of a run; null for the analysis of other samples.</param>
/// <param name="Scene">The tables of the decision.</param>
internal sealed record ResultTables(RunTables? Run, DecisionScene Scene)
{
    /// <summary>The command that makes the analysis of samples again; null for runs, whose manifest tells it.</summary>
    public string? Command { get; private init; }

    /// <summary>Reads a folder.</summary>
    /// <param name="folder">The folder, complete.</param>
    /// <param name="decisionsOnly">Whether the tables of a run are left out.</param>
    /// <exception cref="Input.SampleFileException">It does not say what it holds.</exception>
    /// <exception cref="Input.UnreadableFileException">A file is missing or not as it was written.</exception>
    public static ResultTables Read(string folder, bool decisionsOnly = false)
    {
        ResultFacts facts = ResultFacts.Read(folder);
        var files = new Files(folder, Manifest.Read(folder)?.CsvDialect == "excel-be" ? CsvDialect.ExcelBe : CsvDialect.Rfc4180);
        DecisionRows decisions = Decisions(files);
        RunTables? run = !decisionsOnly && File.Exists(Path.Combine(folder, "summary.csv")) ? OfRun(files, facts, decisions) : null;
        return new ResultTables(run, run is null ? new DecisionScene(facts.Options, decisions, facts.Facts, facts.Unit) { Labels = facts.Labels } : DecisionScene.Of(run)) { Command = facts.Command };
    }

    /// <summary>Rows of <c>acceptability.csv</c>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="dialect">Its dialect.</param>
    public static IReadOnlyList<AcceptabilityRow> Acceptability(string path, CsvDialect dialect) => CsvTable.Read(path, dialect, row => new AcceptabilityRow(
        row.Text("measure"), row.Number("threshold"), row.Text("option"), Estimate(row, "probability_best", "probability_standard_error"),
        Estimate(row, "expected_net_benefit", "net_benefit_standard_error"), new Estimate(row.Number("expected_regret"), double.NaN, 0), row.Text("on_frontier") == "true")
    {
        AmongBest = row.Number(row.Has("probability_among_best") ? "probability_among_best" : "probability_best"),
        Bounds = Bounds(row),
    });

    /// <summary>The interval of a probability; of results of earlier versions from its error.</summary>
    private static Interval Bounds(CsvRow row) => row.Has("probability_low")
        ? new Interval(row.Number("probability_low"), row.Number("probability_high"))
        : Proportion.Bounds(Estimate(row, "probability_best", "probability_standard_error"));

    private static RunTables OfRun(Files files, ResultFacts facts, DecisionRows decisions) => new()
    {
        Facts = facts.Facts,
        Options = facts.Options,
        Labels = facts.Labels,
        Decisions = decisions,
        Inputs = files.Rows("inputs", row => new InputRow(
            row.Text("input"), row.Text("unit"), row.Text("distribution"), row.Number("mean"), row.Number("sd"), row.Number("p05"), row.Number("p50"), row.Number("p95"), row.Text("source"))),
        Summary = files.Rows("summary", row => new SummaryRow(
            row.Text("option"), row.Text("outcome"), row.Text("unit"), row.Number("mean"), row.Number("standard_error"), row.Number("sd"), row.Number("p05"), row.Number("p25"),
            row.Number("p50"), row.Number("p75"), row.Number("p95"), row.Number("share_censored"))),
        Distributions = files.Rows("distributions", row => new DistributionRow(row.Text("option"), row.Text("outcome"), row.Number("probability"), row.Number("value"))),
        Timeline = files.Rows("timeline", row => new TimelineRow(
            row.Text("option"), (int)row.Number("year"), row.Text("outcome"), row.Text("unit"), row.Number("mean"), row.Number("p05"), row.Number("p25"), row.Number("p50"),
            row.Number("p75"), row.Number("p95"))),
        Schedule = files.Rows("schedule", row => new ScheduleRow(
            row.Text("option"), row.Text("milestone"), (int)row.Number("year"), row.Number("probability"), row.Number("probability_within_p50_cost"), row.Number("probability_within_p80_cost"),
            row.Number("probability_within_p50_cost_and_protection"), row.Number("probability_within_p80_cost_and_protection"), row.Number("probability_within_target"))),
        Exceedance = files.Rows("exceedance", row => new ExceedanceRow(
            row.Text("option"), row.Number("loss_meur"), row.Number("probability"), row.Number("standard_error"), row.Number("worst_year_probability"), row.Number("worst_year_standard_error"))),
        Exchange = files.RowsIfAny("exchange", row => new ExchangeRow(
            row.Text("option"), row.Number("interceptors_fired"), row.Number("shot_down"), row.Number("leakers"), row.Number("interceptors_meur"), row.Number("attackers_meur"),
            Estimate(row, "cost_exchange", "standard_error"))),
        Interceptions = files.Rows("interceptions", row => new InterceptionRow(
            row.Text("option"), row.Text("threat_class"), row.Number("attackers"), row.Number("stopped"), Estimate(row, "share_stopped", "standard_error"), (long)row.Number("trials"))),
        Plane = Plane(files, facts.Options),
    };

    /// <summary>The first trials, by option.</summary>
    private static PlanePoint[] Plane(Files files, IReadOnlyList<OptionName> options) => [.. files.RowsIfAny(
        "trials",
        row => new PlanePoint(
            row.Text("option"), row.Number(Outcomes.All[(int)Outcome.Cost].Column), row.Number(Outcomes.All[(int)Outcome.ProtectedYears].Column),
            row.Number(Outcomes.All[(int)Outcome.LossAverted].Column)),
        TableBuilder.PlanePoints * options.Count).GroupBy(point => point.Option).SelectMany(group => group)];

    private static DecisionRows Decisions(Files files) => new()
    {
        Frontier = files.Rows("frontier", row => new FrontierRow(
            row.Text("measure"), row.Text("option"), Estimate(row, "cost_meur", "cost_standard_error"), Estimate(row, "effect", "effect_standard_error"), Estimate(row, "icer", "icer_standard_error"),
            row.Text("status") switch { "frontier" => FrontierStatus.Frontier, "dominated" => FrontierStatus.Dominated, _ => FrontierStatus.ExtendedDominated })
        {
            IsWithinError = row.Has("within_error") && row.Text("within_error") == "true",
        }),
        Acceptability = Acceptability(files.Path("acceptability"), files.Dialect),
        Verdicts = files.Rows("verdicts", row => new VerdictRow(
            row.Text("measure"), row.Number("threshold"), row.Text("criterion"), row.Text("option"), Estimate(row, "value", "standard_error"), row.Text("runner_up"), row.Number("wrong_by_noise"),
            row.Text("agrees_with_mean") == "true")
        {
            Bounds = row.Has("value_low") ? new Interval(row.Number("value_low"), row.Number("value_high")) : new Interval(double.NaN, double.NaN),
        }),
        Information = files.RowsIfAny("value_of_information", row => new InformationRow(
            row.Text("measure"), row.Number("threshold"), row.Text("input"), Estimate(row, "evppi_meur", "standard_error"), row.Number("share_of_evpi"), row.Number("split_meur"))
        {
            IsDistinguishable = row.Text("distinguishable") == "true",
        }),
        Studies = files.RowsIfAny("studies", row => new StudyRow(
            row.Text("measure"), row.Number("threshold"), row.Text("study"), row.Text("input"), (int)row.Number("observations"), Estimate(row, "evsi_meur", "standard_error"), row.Number("cost_meur"))),
        Sensitivity = files.RowsIfAny("sensitivity", row => new SensitivityRow(
            row.Text("outcome"), row.Text("option"), row.Text("input"), Estimate(row, "first_order", "standard_error"), Estimate(row, "low_mean", "low_standard_error"),
            Estimate(row, "high_mean", "high_standard_error"), row.Number("rank_dependence"))
        {
            IsDistinguishable = row.Text("distinguishable") == "true",
            Happened = row.Has("happened") ? row.Number("happened") : double.NaN,
        }),
        BreakEven = files.RowsIfAny("breakeven", row => new BreakEvenRow(
            row.Text("measure"), row.Number("threshold"), row.Text("input"), new SwitchPoint(row.Number("value"), row.Number("low"), row.Number("high"), 0, 0, row.Number("share_below")),
            row.Text("from_option"), row.Text("to_option"))),
        Conditional = files.RowsIfAny("conditional", row => new ConditionalRow(
            row.Text("measure"), row.Text("input"), new HeldValue(row.Number("value"), row.Number("low"), row.Number("high"), (int)row.Number("trials")), row.Number("threshold"),
            row.Text("option"), Estimate(row, "probability_best", "probability_standard_error"), Estimate(row, "expected_net_benefit", "net_benefit_standard_error"),
            row.Text("on_frontier") == "true", row.Number("wrong_by_noise"))
        {
            AmongBest = row.Number(row.Has("probability_among_best") ? "probability_among_best" : "probability_best"),
            Bounds = Bounds(row),
        }),
        Flexibility = files.RowsIfAny("flexibility", row => new FlexibilityRow(
            row.Text("measure"), row.Number("threshold"), Estimate(row, "value_meur", "standard_error"), row.Text("best_with"), row.Text("best_without"))),
        Discovery = files.RowsIfAny("discovery", row => new DiscoveryRow(
            row.Text("measure"), row.Number("threshold"), row.Text("preferred"), (int)row.Number("box"), new Box([], row.Number("coverage"), row.Number("density"), row.Number("mass")),
            row.Text("input"), new Restriction(-1, End(row.Number("low"), -1), End(row.Number("high"), 1), row.Number("quasi_p")), row.Text("winner"))),
    };

    /// <summary>A side that is left empty is free.</summary>
    private static double End(double value, int sign) => double.IsNaN(value) ? sign * double.PositiveInfinity : value;

    private static Estimate Estimate(CsvRow row, string value, string error) => new(row.Number(value), row.Number(error), 0);

    /// <summary>The CSV files of a folder.</summary>
    private sealed record Files(string Folder, CsvDialect Dialect)
    {
        public string Path(string name) => System.IO.Path.Combine(Folder, name + ".csv");

        public List<T> Rows<T>(string name, Func<CsvRow, T> read) => CsvTable.Read(Path(name), Dialect, read);

        public List<T> RowsIfAny<T>(string name, Func<CsvRow, T> read, int most = int.MaxValue) => File.Exists(Path(name)) ? CsvTable.Read(Path(name), Dialect, read, most) : [];
    }
}
