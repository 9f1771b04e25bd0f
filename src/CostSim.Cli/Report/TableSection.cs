using System.Xml.Linq;
using CostSim.Compilation;
using CostSim.Plots;
using CostSim.Statistics;
using CostSim.Tables;
using CostSim.Words;
using static CostSim.Cli.Report.Html;

namespace CostSim.Cli.Report;

/// <summary>The tables behind the answer, every input with its source, and what the model leaves out.</summary>
/// <param name="content">What the report is written from.</param>
internal sealed class TableSection(ReportContent content)
{
    private const int MostRows = 20;
    private readonly DecisionScene scene = content.Scene;
    private readonly Language language = content.Language;

    public IEnumerable<XElement> Write()
    {
        DecisionRows rows = scene.Rows;
        yield return Of(
            "section", Of("h2", Text("report.tables")),
            Details(Text("report.tables.frontier"), "frontier.csv", ["report.column.measure", "report.brief.column.option", Number("report.column.mean-cost"), Number("report.column.mean-effect"), Number("report.column.extra"), "report.column.place"],
                rows.Frontier.Select(row => Row(language.Measure(row.Measure), scene.Name(row.Option), Value(row.Cost), Value(row.Effect), Value(row.Icer), row.IsWithinError ? language.Text("report.place.within-error", ("place", language.Place(row.Status))) : language.Place(row.Status)))),
            Details(Text("report.tables.verdicts"), "verdicts.csv", ["report.column.measure", "report.column.criterion", "report.column.preferred", Number("report.column.value"), "report.column.next", "report.column.agrees"],
                rows.Verdicts.Select(row => Row(
                    language.Measure(row.Measure), language.CriterionName(row.Criterion), scene.Name(row.Option), Value(row.Value), row.RunnerUp.Length > 0 ? scene.Name(row.RunnerUp) : Language.Unknown,
                    Text(row.Agrees ? "report.tables.yes" : "report.tables.no")))),
            Details(Text("report.tables.studies"), "studies.csv", ["report.column.measure", "report.column.study", Number("report.column.observations"), Number("report.column.result"), Number("report.column.cost"), Number("report.column.net")],
                rows.Studies.Where(row => scene.Verdict(row.Measure) is { } verdict && row.Threshold == Nearest(rows.Studies.Where(one => one.Measure == row.Measure).Select(one => one.Threshold), verdict.Threshold))
                    .Select(row => Row(language.Measure(row.Measure), row.Study, language.Number(row.Observations, 0), Value(row.Value), language.Number(row.Cost, 1), language.Number(row.Value.Value - row.Cost, 1)))),
            Details(Text("report.brief.break-even"), "breakeven.csv", ["report.column.measure", "report.brief.column.input", Number("report.column.value"), Number("report.column.low"), Number("report.column.high"), "report.column.below", "report.column.above"],
                rows.BreakEven.Select(row => Row(
                    language.Measure(row.Measure), scene.Input(row.Input), DecisionFigures.Value(scene, row), DecisionFigures.Value(scene, row, row.Point.Low), DecisionFigures.Value(scene, row, row.Point.High),
                    scene.Name(row.From), scene.Name(row.To)))),
            Details(Text("report.tables.corners"), "discovery.csv",
                ["report.column.measure", Number("report.column.corner"), "report.brief.column.input", Number("report.column.low"), Number("report.column.high"), Number("report.column.coverage"), Number("report.column.density"), "report.column.winner"],
                rows.Discovery.Select(row => Row(
                    language.Measure(row.Measure), language.Number(row.Number, 0), scene.Input(row.Input), scene.InputValue(row.Input, row.Side.Low), scene.InputValue(row.Input, row.Side.High),
                    language.Percent(row.Box.Coverage), language.Percent(row.Box.Density), scene.Name(row.Winner)))),
            Flexibility(rows.Flexibility), Exchange(content.Run?.Exchange ?? []));
        if (content.Run is not { } run)
        {
            yield break;
        }

        InputRow[] inputs = [.. run.Inputs.Where(row => !InputInfo.IsChance(row.Input))];
        yield return Of(
            "section", Of("h2", Text("report.inputs")), Of("p", Text("report.inputs.note")),
            Details(
                language.Text("report.inputs.all", ("count", language.Number(inputs.Length, 0))), "inputs.csv",
                ["report.brief.column.input", "report.column.unit", "report.column.distribution", "#5", "#50", "#95", "report.brief.column.source"],
                inputs.Select(row => (IReadOnlyList<object>)
                [
                    scene.Input(row.Input), language.Unit(row.Unit), Of("code", Rounded(row.Distribution)), language.Significant(row.P05), language.Significant(row.P50), language.Significant(row.P95),
                    Of("span", With("lang", "en"), row.Source),
                ])));
        yield return Of("section", Of("h2", Text("report.brief.left-out")), Of("ul", LeftOut(language).Select(text => Of("li", text))));
    }

    /// <summary>What no number of the model holds.</summary>
    public static IReadOnlyList<string> LeftOut(Language language) =>
    [
        language.Text("report.brief.left-out.deterrence"), language.Text("report.brief.left-out.damage"), language.Text("report.brief.left-out.missions"),
        language.Text("report.brief.left-out.allies"), language.Text("report.brief.left-out.attacker"),
    ];

    private XElement? Flexibility(IReadOnlyList<FlexibilityRow> rows) => Details(
        Text("report.tables.flexibility"), "flexibility.csv",
        ["report.column.measure", "report.worth.column", Number("report.column.value"), "report.column.with", "report.column.without"],
        rows.Where(row => scene.Verdict(row.Measure) is { } verdict && row.Threshold == Nearest(rows.Where(one => one.Measure == row.Measure).Select(one => one.Threshold), verdict.Threshold))
            .Select(row => Row(language.Measure(row.Measure), scene.Worth(row.Measure, row.Threshold), Value(row.Value), scene.Name(row.With), scene.Name(row.Without))));

    private XElement? Exchange(IReadOnlyList<ExchangeRow> rows) => Details(
        Text("report.tables.exchange"), "exchange.csv",
        [
            "report.brief.column.option", Number("report.column.fired"), Number("report.column.stopped"), Number("report.column.leakers"), Number("report.column.spent"),
            Number("report.column.sent"), Number("report.column.ratio"),
        ],
        rows.Select(row => Row(
            scene.Name(row.Option), language.Number(row.Fired, 1), language.Number(row.ShotDown, 1), language.Number(row.Leakers, 1), language.Number(row.SpentMEur, 1), language.Number(row.SentMEur, 1),
            Value(row.Ratio))));

    /// <summary>A distribution as files write it, its parameters to four digits.</summary>
    private static string Rounded(string distribution) => System.Text.RegularExpressions.Regex.Replace(
        distribution, @"-?\d+\.\d{4,}(?:[eE][-+]?\d+)?",
        number => double.Parse(number.Value, System.Globalization.CultureInfo.InvariantCulture).ToString("G4", System.Globalization.CultureInfo.InvariantCulture));

    private static string[] Row(params string[] cells) => cells;

    private static double Nearest(IEnumerable<double> thresholds, double headline) => thresholds.MinBy(one => Math.Abs(one - headline));

    private string Text(string key) => language.Text(key);

    private string Value(Estimate value) => language.WithError(value.Value, value.StandardError);

    /// <summary>The head of a column of numbers.</summary>
    private static string Number(string key) => "#" + key;

    /// <summary>The head of a column: a text, or which hundredths lie below; with # for numbers.</summary>
    private string Head(string key)
    {
        string name = key.TrimStart('#');
        return (key.StartsWith('#') ? "#" : "") + (char.IsAsciiDigit(name[0]) ? language.Percent(double.Parse(name, System.Globalization.CultureInfo.InvariantCulture), 0) : Text(name));
    }

    /// <summary>A table that opens on demand; long ones end with a word on where the rest is.</summary>
    private XElement? Details(string title, string file, IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<object>> rows)
    {
        IReadOnlyList<object>[] all = [.. rows];
        int most = file == "inputs.csv" ? int.MaxValue : MostRows;
        return all.Length == 0
            ? null
            : Of("details", Of("summary", title), Table(title, [.. heads.Select(Head)], all.Take(most)),
                Of("p", With("class", "note"),
                    all.Length > most ? language.Text("report.tables.first", ("shown", language.Number(most, 0)), ("count", language.Number(all.Length, 0))) : Text("report.tables.file"),
                    " ", Of("a", With("href", content.Folder + file), file)));
    }
}
