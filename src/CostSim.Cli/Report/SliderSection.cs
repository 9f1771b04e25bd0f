using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using System.Xml.Linq;
using CostSim.Plots;
using CostSim.Statistics;
using CostSim.Tables;
using CostSim.Words;
using static CostSim.Cli.Report.Html;

namespace CostSim.Cli.Report;

/// <summary>
/// What an effect is held to be worth, as a slider over the rows of <c>acceptability.csv</c>, and where it matters how likely a conflict is, as a
/// second one over those of <c>conditional.csv</c>; as tables for those without script.
/// </summary>
/// <param name="content">What the report is written from.</param>
/// <param name="measure">Measure of effect.</param>
internal sealed class SliderSection(ReportContent content, string measure)
{
    private const int MostShown = 11;

    /// <summary>Escapes every character that could end a script element, whatever else it leaves as it is.</summary>
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private readonly DecisionScene scene = content.Scene;
    private readonly Language language = content.Language;

    public static XElement? Write(ReportContent content) => content.Scene.Measures.Count == 0
        ? null
        : Of("section", Of("h2", content.Language.Text("report.worth.title")), content.Scene.Measures.SelectMany(measure => new SliderSection(content, measure).Write()));

    /// <summary>What the rows say at one worth, and with the chance of a conflict known or not.</summary>
    private sealed record Point(string Sentence, double[] Shares, string[] Texts);

    private XElement?[] Write()
    {
        AcceptabilityRow[] open = [.. scene.Rows.Acceptability.Where(row => row.Measure == measure)];
        double[] worths = [.. open.Select(row => row.Threshold).Distinct().Order()];
        double headline = scene.Verdict(measure)?.Threshold ?? 0;
        int start = Enumerable.Range(0, worths.Length).MinBy(i => Math.Abs(worths[i] - headline));
        ConditionalRow[] held = [.. scene.Rows.Conditional.Where(row => row.Measure == measure)];
        HeldValue[] chances = [.. held.Select(row => row.Window).Distinct().OrderBy(window => window.Value)];
        ILookup<double, ConditionalRow> byChance = held.ToLookup(row => row.Window.Value);
        Point[][] points = [Points(open), .. chances.Select(chance => Points(byChance[chance.Value]))];
        return [Slider(worths, chances, points, start), Why(chances), ByWorth(worths, points[0]), ByChance(worths[start], chances, [.. points[1..].Select(row => row[start])])];
    }

    /// <summary>Worth by worth.</summary>
    private Point[] Points(IEnumerable<AcceptabilityRow> rows) => [.. rows.GroupBy(row => row.Threshold).OrderBy(group => group.Key).Select(group => Said([.. group], scene.Worth(measure, group.Key)))];

    /// <summary>Worth by worth, the chance of a conflict known; that noise may hide a better option is said where it is not unlikely.</summary>
    private Point[] Points(IEnumerable<ConditionalRow> rows) =>
    [
        .. rows.GroupBy(row => row.Threshold).OrderBy(group => group.Key).Select(group =>
        {
            string where = language.Text("report.chance.at", ("worth", scene.Worth(measure, group.Key)), ("chance", Chance(group.First().Window)));
            AcceptabilityRow[] alike = [.. group.Select(row => new AcceptabilityRow(
                row.Measure, row.Threshold, row.Option, row.ProbabilityBest, row.NetBenefit, new Estimate(double.NaN, double.NaN, 0), row.OnFrontier) { AmongBest = row.AmongBest, Bounds = row.Bounds })];
            double wrong = group.First(row => row.OnFrontier).WrongByNoise;
            int trials = group.First().Window.Trials;
            Point point = Said(alike, where, trials);
            return wrong > 0.01
                ? point with { Sentence = $"{point.Sentence} {language.Text("report.brief.noise", ("count", language.Number(trials, 0)), ("share", language.Percent(wrong)))}" }
                : point;
        }),
    ];

    private Point Said(AcceptabilityRow[] all, string where, int trials = 0)
    {
        AcceptabilityRow[] rows = [.. scene.Options.Select(option => all.First(row => row.Option == option.Id))];
        return new Point(
            WorthFigure.Finding(scene, rows.First(row => row.OnFrontier), rows, where, trials) + ".",
            [.. rows.Select(row => double.IsFinite(row.ProbabilityBest.Value) ? row.ProbabilityBest.Value : 0)], [.. rows.Select(row => WorthFigure.ShareOf(language, row))]);
    }

    private string Chance(HeldValue window) => scene.InputValue(RunStudy.Belief, window.Value);

    private XElement Slider(double[] worths, HeldValue[] chances, Point[][] points, int start)
    {
        Point first = points[0][start];
        string worthId = $"worth-{measure}", chanceId = $"chance-{measure}";
        string[] worthTexts = [.. worths.Select(worth => scene.Worth(measure, worth))];
        string[] chanceTexts = [language.Text("report.chance.open"), .. chances.Select(Chance)];
        string data = JsonSerializer.Serialize(new { texts = new[] { worthTexts, chanceTexts }, points }, Json);
        return Of(
            "div", With("class", "slider"), With("hidden", "hidden"),
            Range(worthId, language.Text("figures.worth-of", ("unit", language.MeasureUnit(measure))), worthTexts, start),
            chances.Length > 0 ? Range(chanceId, language.Text("report.chance.name"), chanceTexts, 0) : null,
            Of("p", Of("output", With("for", chances.Length > 0 ? $"{worthId} {chanceId}" : worthId), With("aria-live", "polite"), first.Sentence)),
            Of("dl", scene.Options.SelectMany((option, o) => (XElement[])
            [
                Of("dt", option.Name),
                Of("dd", Of("meter", With("min", "0"), With("max", "1"), With("value", first.Shares[o].ToString("R", CultureInfo.InvariantCulture)),
                    With("aria-label", language.Pair(option.Name, language.Text("report.brief.column.best"))), first.Texts[o])),
                Of("dd", With("class", "share number"), first.Texts[o]),
            ])),
            Of("script", With("type", "application/json"), new RawText(data)));
    }

    /// <summary>A range over texts, with the text of where it stands beside its name.</summary>
    private XElement[] Range(string id, string label, string[] texts, int start) =>
    [
        Of("label", With("for", id), language.Pair(label, ""), Of("span", With("class", "at"), texts[start])),
        Of("input", With("type", "range"), With("id", id), With("min", "0"), With("max", (texts.Length - 1).ToString(CultureInfo.InvariantCulture)), With("step", "1"),
            With("value", start.ToString(CultureInfo.InvariantCulture)), With("aria-valuetext", texts[start])),
    ];

    /// <summary>What the shares with a chance chosen are of, or why no chance can be chosen.</summary>
    private XElement? Why(HeldValue[] chances)
    {
        bool isLoss = measure == "loss_averted_meur";
        return content.Run is not { } run || !(isLoss || measure == "protected_years")
            ? null
            : Of("p", With("class", "note"), !isLoss ? language.Text("report.chance.apart")
                : chances.Length > 0 ? language.Text("report.chance.note", ("count", language.Number(chances.Max(chance => chance.Trials), 0)))
                : language.Text(run.Inputs.Any(row => row.Input == RunStudy.Belief) ? "report.chance.few" : "report.chance.fixed"));
    }

    private XElement ByWorth(double[] worths, Point[] points)
    {
        (string, string) unit = ("unit", language.MeasureUnit(measure));
        return Of(
            "details", Of("summary", language.Text("report.worth.table", unit)),
            Table(language.Text("report.worth.caption", unit), [language.Text("report.worth.column"), .. Options()],
                Shown(points.Length, 9).Select(i => (IReadOnlyList<string>)[scene.Worth(measure, worths[i]), .. points[i].Texts])),
            File("acceptability.csv"));
    }

    private XElement? ByChance(double worth, HeldValue[] chances, Point[] points) => chances.Length == 0
        ? null
        : Of(
            "details", Of("summary", language.Text("report.chance.table")),
            Table(language.Text("report.chance.caption", ("worth", scene.Worth(measure, worth))), [language.Text("report.chance.name"), .. Options()],
                Shown(points.Length, MostShown).Select(i => (IReadOnlyList<string>)[Chance(chances[i]), .. points[i].Texts])),
            File("conditional.csv"));

    private IEnumerable<string> Options() => scene.Options.Select(option => "#" + option.Name);

    private XElement File(string name) => Of("p", With("class", "note"), language.Text("report.tables.file"), " ", Of("a", With("href", content.Folder + name), name));

    /// <summary>Evenly chosen places, both ends included.</summary>
    private static IEnumerable<int> Shown(int count, int most) => Enumerable.Range(0, Math.Min(most, count)).Select(i => count == 1 ? 0 : i * (count - 1) / (Math.Min(most, count) - 1));
}
