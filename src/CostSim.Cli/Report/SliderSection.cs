using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using CostSim.Plots;
using CostSim.Tables;
using static CostSim.Cli.Report.Html;

namespace CostSim.Cli.Report;

/// <summary>What an effect is held to be worth, as a slider over the rows of <c>acceptability.csv</c>, and as a table for those without script.</summary>
internal static class SliderSection
{
    /// <summary>The default encoder writes no character that could end a script element.</summary>
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static XElement? Write(ReportContent content) => content.Scene.Measures.Count == 0
        ? null
        : Of("section", Of("h2", "What is it held to be worth?"), content.Scene.Measures.SelectMany(measure => (XElement[])[Slider(content.Scene, measure), Static(content.Scene, measure)]));

    /// <summary>A worth with what the rows say at it.</summary>
    private sealed record Point(string Worth, string Sentence, double[] Shares, string[] Texts);

    private static Point[] Points(DecisionScene scene, string measure) =>
    [
        .. scene.Rows.Acceptability.Where(row => row.Measure == measure).GroupBy(row => row.Threshold).OrderBy(group => group.Key).Select(group =>
        {
            AcceptabilityRow[] rows = [.. scene.Options.Select(option => group.First(row => row.Option == option.Id))];
            AcceptabilityRow best = rows.First(row => row.OnFrontier);
            string worth = scene.Worth(measure, group.Key);
            return new Point(
                worth,
                $"At {worth}: “{scene.Name(best.Option)}” is best on average and in {Wording.Percent(best.ProbabilityBest.Value)} of trials: {Wording.Likelihood(best.ProbabilityBest.Value)}.",
                [.. rows.Select(row => row.ProbabilityBest.Value)],
                [.. rows.Select(row => Wording.Percent(row.ProbabilityBest.Value))]);
        }),
    ];

    private static XElement Slider(DecisionScene scene, string measure)
    {
        Point[] points = Points(scene, measure);
        double headline = scene.Verdict(measure)?.Threshold ?? 0;
        double[] worths = [.. scene.Rows.Acceptability.Where(row => row.Measure == measure).Select(row => row.Threshold).Distinct().Order()];
        int start = Enumerable.Range(0, worths.Length).MinBy(i => Math.Abs(worths[i] - headline));
        string id = $"worth-{measure}";
        string data = JsonSerializer.Serialize(new { points }, Json);
        return Of(
            "div", With("class", "slider"), With("hidden", "hidden"),
            Of("label", With("for", id), $"Worth of {ReportContent.MeasureName(measure)}"),
            Of("input", With("type", "range"), With("id", id), With("min", "0"), With("max", (points.Length - 1).ToString(CultureInfo.InvariantCulture)), With("step", "1"),
                With("value", start.ToString(CultureInfo.InvariantCulture)), With("aria-valuetext", points[start].Worth)),
            Of("p", Of("output", With("for", id), With("aria-live", "polite"), points[start].Sentence)),
            Of("dl", scene.Options.SelectMany((option, o) => (XElement[])
            [
                Of("dt", option.Name),
                Of("dd", Of("meter", With("min", "0"), With("max", "1"), With("value", points[start].Shares[o].ToString("R", CultureInfo.InvariantCulture)), With("aria-label", $"{option.Name}: probability best"), points[start].Texts[o])),
                Of("dd", With("class", "share number"), points[start].Texts[o]),
            ])),
            Of("script", With("type", "application/json"), new RawText(data)));
    }

    private static XElement Static(DecisionScene scene, string measure)
    {
        Point[] points = Points(scene, measure);
        int[] shown = [.. Enumerable.Range(0, 9).Select(i => i * (points.Length - 1) / 8).Distinct()];
        return Of(
            "details", Of("summary", $"Probability best by worth of {ReportContent.MeasureName(measure)}, as a table"),
            Table($"Share of trials in which each option is the best, {ReportContent.MeasureName(measure)}", ["Worth", .. scene.Options.Select(option => "#" + option.Name)],
                shown.Select(i => (IReadOnlyList<string>)[points[i].Worth, .. points[i].Texts])));
    }
}
