using System.Xml.Linq;
using CostSim.Cli.Output;
using CostSim.Plots;
using CostSim.Tables;
using CostSim.Words;
using static CostSim.Cli.Report.Html;

namespace CostSim.Cli.Report;

/// <summary>The page of a batch: every scenario with what it prefers, linked to its report, and regret across them.</summary>
/// <param name="batch">What the files of the batch say.</param>
/// <param name="language">Language of the page.</param>
internal sealed class IndexPage(BatchTables batch, Language language)
{
    private readonly Dictionary<string, DecisionScene> scenes = batch.Scenes.ToDictionary(one => one.Key, one => one.Value.In(language));

    /// <summary>The link to the report of a scenario.</summary>
    public Func<string, string> Report { get; init; } = scenario => $"{scenario}/report.html";

    /// <summary>What links to files of the batch begin with: empty where the page stands beside them.</summary>
    public string Folder { get; init; } = "";

    /// <summary>Figures of the batch.</summary>
    public IReadOnlyList<Figure> Figures { get; init; } = [];

    /// <summary>Writes the page.</summary>
    public byte[] Write()
    {
        string title = Text("report.index");
        return ReportPage.Shell(
            title, language,
            [
                Of("header", Of("h1", title), Of("p", With("class", "note"),
                    language.Text("report.index.count", ("count", language.Number(batch.Rows.Select(row => row.Entry.File).Distinct().Count(), 0))), language.HasDrafts ? $" ({language.DraftMark})" : null)),
                Of("main",
                    batch.Rows.Select(row => row.Measure).Where(measure => measure.Length > 0).Distinct().Select(measure => Of(
                        "section", Of("h2", language.Text("report.index.preferred", ("measure", language.Measure(measure)))),
                        Preferred(measure, [.. batch.Rows.Where(row => row.Measure == measure)]),
                        Regret(measure, [.. batch.Regret.Where(row => row.Measure == measure)]))),
                    Figures.Count > 0 ? Of("section", Of("h2", Text("report.figures")), Figures.Select(figure => ReportPage.Figure(figure, language, Folder))) : null,
                    Changed(),
                    Failed([.. batch.Rows.Where(row => row.Entry.State != BatchState.Done)]),
                    Of("p", Link("batch.csv"), batch.Regret.Count > 0 ? (object[])[" · ", Link("regret.csv")] : null)),
            ]);
    }

    private string Text(string key) => language.Text(key);

    private XElement Link(string file) => Of("a", With("href", Folder + file), file);

    private string Name(string scenario, string option) => scenes.TryGetValue(scenario, out DecisionScene? scene) ? scene.Name(option) : option;

    private string Title(string scenario) => scenes.TryGetValue(scenario, out DecisionScene? scene) ? language.Name(scene.Facts.Title) : scenario;

    private XElement Preferred(string measure, BatchRow[] rows) => Table(
        language.Text("report.index.preferred.caption", ("measure", language.Measure(measure))),
        [
            Text("report.index.scenario"), Text("report.worth.column"), Text("report.column.preferred"), "#" + Text("report.index.best"), "#" + Text("report.index.regret"),
            Text("report.index.report"),
        ],
        rows.Select(row => (IReadOnlyList<object>)
        [
            $"{Title(row.Entry.Scenario)} ({row.Entry.Scenario})", scenes[row.Entry.Scenario].Worth(measure, row.Threshold), Name(row.Entry.Scenario, row.Preferred),
            language.Percent(row.ProbabilityBest), language.Number(row.Regret, 0),
            Of("a", With("href", Report(row.Entry.Scenario)), Text("report.index.report")),
        ]));

    private XElement? Regret(string measure, RegretRow[] rows)
    {
        if (rows.Length == 0)
        {
            return null;
        }

        double[] thresholds = [.. rows.Select(row => row.Threshold).Distinct().Order()];
        double middle = thresholds[thresholds.Length / 2];
        return Table(
            language.Text("report.index.regret.caption", ("worth", scenes[rows[0].WorstScenario].Worth(measure, middle))),
            [
                Text("report.brief.column.option"), "#" + Text("report.index.regret.largest"), Text("report.index.regret.in"), "#" + Text("report.index.regret.mean"),
                "#" + Text("report.index.regret.preferred"), Text("report.index.regret.least"),
            ],
            rows.Where(row => row.Threshold == middle).Select(row => (IReadOnlyList<object>)
            [
                Name(row.WorstScenario, row.Option), language.Number(row.WorstRegret, 0), Title(row.WorstScenario), language.Number(row.MeanRegret, 0),
                language.Text("report.index.regret.of", ("count", language.Number(row.Preferred, 0)), ("all", language.Number(row.Scenarios, 0))), row.IsLeastWorst ? Text("report.tables.yes") : "",
            ]));
    }

    /// <summary>What moved beyond noise since the last complete batch.</summary>
    private XElement? Changed()
    {
        DigestRow[] told = [.. batch.Digest.Where(row => row.Change != "unchanged" && row.Outcome is null or { IsDistinguishable: true })];
        return told.Length == 0
            ? null
            : Of(
                "section", Of("h2", Text("report.index.changed")),
                Table(
                    Text("report.index.changed.caption"),
                    [
                        Text("report.index.scenario"), Text("report.index.changed.what"), "#" + Text("report.index.changed.before"), "#" + Text("report.index.changed.after"),
                        "#" + Text("report.index.changed.errors"),
                    ],
                    told.Select(Change)),
                Of("p", Link("digest.csv")));
    }

    private IReadOnlyList<object> Change(DigestRow row)
    {
        if (row.Outcome is { } outcome)
        {
            return
            [
                Title(row.Scenario), language.Pair(Name(row.Scenario, outcome.Option), outcome.Outcome == "cost_meur" ? Text("report.options.cost") : language.Measure(outcome.Outcome)),
                language.Significant(outcome.First), language.Significant(outcome.Second),
                double.IsFinite(row.StandardErrors) ? language.Number(row.StandardErrors, 1) : Text("report.index.changed.alike"),
            ];
        }

        return row.Change switch
        {
            "new" => [Title(row.Scenario), Text("report.index.changed.new"), "", "", ""],
            "lost" => [Title(row.Scenario), Text("report.index.changed.lost"), "", "", ""],
            "preferred" => [Title(row.Scenario), language.Text("report.index.changed.preferred", ("measure", language.Measure(row.What))), Name(row.Scenario, row.Before), Name(row.Scenario, row.After), ""],
            _ => [Title(row.Scenario), scenes.TryGetValue(row.Scenario, out DecisionScene? scene) ? scene.Input(row.What) : row.What, row.Before, row.After, ""],
        };
    }

    private XElement? Failed(BatchRow[] rows) => rows.Length == 0
        ? null
        : Of("section", Of("h2", Text("report.index.failed")), Table(
            Text("report.index.failed.caption"), [Text("report.index.failed.file"), Text("report.index.failed.error")],
            rows.Select(row => (IReadOnlyList<object>)[row.Entry.File, Of("span", With("lang", "en"), row.Entry.Error)])));
}
