using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using CostSim.Plots;
using CostSim.Tables;
using CostSim.Words;
using static CostSim.Cli.Report.Html;

namespace CostSim.Cli.Report;

/// <summary>What an effect is held to be worth, as a slider over the rows of <c>acceptability.csv</c>, and as a table for those without script.</summary>
/// <param name="scene">Options, decisions and names, in the language of the report.</param>
/// <param name="measure">Measure of effect.</param>
internal sealed class SliderSection(DecisionScene scene, string measure)
{
    /// <summary>The default encoder writes no character that could end a script element.</summary>
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };
    private readonly Language language = scene.Language;

    public static XElement? Write(ReportContent content) => content.Scene.Measures.Count == 0
        ? null
        : Of("section", Of("h2", content.Language.Text("report.worth.title")), content.Scene.Measures.SelectMany(measure => new SliderSection(content.Scene, measure).Write()));

    /// <summary>A worth with what the rows say at it.</summary>
    private sealed record Point(string Worth, string Sentence, double[] Shares, string[] Texts);

    private XElement[] Write()
    {
        Point[] points = Points();
        return [Slider(points), Static(points)];
    }

    private Point[] Points() =>
    [
        .. scene.Rows.Acceptability.Where(row => row.Measure == measure).GroupBy(row => row.Threshold).OrderBy(group => group.Key).Select(group =>
        {
            AcceptabilityRow[] rows = [.. scene.Options.Select(option => group.First(row => row.Option == option.Id))];
            return new Point(
                scene.Worth(measure, group.Key), WorthFigure.Finding(scene, rows.First(row => row.OnFrontier), rows) + ".",
                [.. rows.Select(row => row.ProbabilityBest.Value)], [.. rows.Select(row => language.Percent(row.ProbabilityBest.Value))]);
        }),
    ];

    private XElement Slider(Point[] points)
    {
        double headline = scene.Verdict(measure)?.Threshold ?? 0;
        double[] worths = [.. scene.Rows.Acceptability.Where(row => row.Measure == measure).Select(row => row.Threshold).Distinct().Order()];
        int start = Enumerable.Range(0, worths.Length).MinBy(i => Math.Abs(worths[i] - headline));
        string id = $"worth-{measure}";
        string data = JsonSerializer.Serialize(new { points }, Json);
        return Of(
            "div", With("class", "slider"), With("hidden", "hidden"),
            Of("label", With("for", id), language.Text("figures.worth-of", ("unit", language.MeasureUnit(measure)))),
            Of("input", With("type", "range"), With("id", id), With("min", "0"), With("max", (points.Length - 1).ToString(CultureInfo.InvariantCulture)), With("step", "1"),
                With("value", start.ToString(CultureInfo.InvariantCulture)), With("aria-valuetext", points[start].Worth)),
            Of("p", Of("output", With("for", id), With("aria-live", "polite"), points[start].Sentence)),
            Of("dl", scene.Options.SelectMany((option, o) => (XElement[])
            [
                Of("dt", option.Name),
                Of("dd", Of("meter", With("min", "0"), With("max", "1"), With("value", points[start].Shares[o].ToString("R", CultureInfo.InvariantCulture)),
                    With("aria-label", language.Pair(option.Name, language.Text("report.brief.column.best"))), points[start].Texts[o])),
                Of("dd", With("class", "share number"), points[start].Texts[o]),
            ])),
            Of("script", With("type", "application/json"), new RawText(data)));
    }

    private XElement Static(Point[] points)
    {
        int[] shown = [.. Enumerable.Range(0, 9).Select(i => i * (points.Length - 1) / 8).Distinct()];
        (string, string) unit = ("unit", language.MeasureUnit(measure));
        return Of(
            "details", Of("summary", language.Text("report.worth.table", unit)),
            Table(language.Text("report.worth.caption", unit), [language.Text("report.worth.column"), .. scene.Options.Select(option => "#" + option.Name)],
                shown.Select(i => (IReadOnlyList<string>)[points[i].Worth, .. points[i].Texts])));
    }
}
