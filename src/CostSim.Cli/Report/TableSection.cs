using System.Xml.Linq;
using CostSim.Plots;
using CostSim.Tables;
using static CostSim.Cli.Report.Html;

namespace CostSim.Cli.Report;

/// <summary>The tables behind the answer, every input with its source, and what the model leaves out.</summary>
internal static class TableSection
{
    private const int MostRows = 20;

    private static readonly string[] LeftOut =
    [
        "deterrence: whether an attack becomes less likely because it would fail", "damage by debris, radiological consequences, system-wide financial effects, symbolic value",
        "other missions of aircraft, except by the share of their cost that is counted", "allied contributions other than the assets listed in the scenario",
        "the attacker's costs other than those of what is sent",
    ];

    public static IEnumerable<XElement> Write(ReportContent content)
    {
        DecisionScene scene = content.Scene;
        DecisionRows rows = scene.Rows;
        yield return Of(
            "section", Of("h2", "Tables"),
            Details("Efficiency frontier", "frontier.csv", ["Measure", "Option", "#Mean cost", "#Mean effect", "#Extra cost per extra effect", "Place"],
                rows.Frontier.Select(row => Row(ReportContent.MeasureName(row.Measure), scene.Name(row.Option), Wording.Value(row.Cost), Wording.Value(row.Effect), double.IsNaN(row.Icer.Value) ? "" : Wording.Value(row.Icer), Place(row.Status)))),
            Details("Verdicts by criterion", "verdicts.csv", ["Measure", "Criterion", "Preferred", "#Value", "Next", "Agrees with the mean"],
                rows.Verdicts.Select(row => Row(ReportContent.MeasureName(row.Measure), row.Criterion.Replace('_', ' '), scene.Name(row.Option), Wording.Value(row.Value), row.RunnerUp.Length > 0 ? scene.Name(row.RunnerUp) : "", row.Agrees ? "yes" : "no"))),
            Details("Studies before the choice", "studies.csv", ["Measure", "Study", "#Observations", "#Worth of the result", "#Cost", "#Net"],
                rows.Studies.Where(row => scene.Verdict(row.Measure) is { } verdict && row.Threshold == Nearest(rows.Studies.Where(one => one.Measure == row.Measure).Select(one => one.Threshold), verdict.Threshold))
                    .Select(row => Row(ReportContent.MeasureName(row.Measure), row.Study, Wording.Number(row.Observations, 0), Wording.Value(row.Value), Wording.Number(row.Cost, 1), Wording.Number(row.Value.Value - row.Cost, 1)))),
            Details("Where the preference changes", "breakeven.csv", ["Measure", "Input", "#At", "#From", "#To", "Preferred below", "Preferred above"],
                rows.BreakEven.Select(row => Row(ReportContent.MeasureName(row.Measure), scene.Input(row.Input), Wording.Short(row.Point.Value), Wording.Short(row.Point.Low), Wording.Short(row.Point.High), scene.Name(row.From), scene.Name(row.To)))),
            Details("Corners in which the preferred option loses", "discovery.csv", ["Measure", "#Corner", "Input", "#From", "#To", "#Share of its losses", "#Loses in", "Best there"],
                rows.Discovery.Select(row => Row(ReportContent.MeasureName(row.Measure), Wording.Number(row.Number, 0), scene.Input(row.Input), Wording.Short(row.Side.Low), Wording.Short(row.Side.High), Wording.Percent(row.Box.Coverage), Wording.Percent(row.Box.Density), scene.Name(row.Winner)))));
        if (content.Run is not { } run)
        {
            yield break;
        }

        yield return Of(
            "section", Of("h2", "Inputs and their sources"),
            Of("p", "A source that says “assumption” is a judgement. Quantiles are those of the distribution."),
            Details($"All {Wording.Number(run.Inputs.Count, 0)} uncertain inputs", "inputs.csv", ["Input", "Unit", "Distribution", "#5 %", "#50 %", "#95 %", "Source"],
                run.Inputs.Select(row => Row(scene.Input(row.Input), row.Unit, row.Distribution, Wording.Short(row.P05), Wording.Short(row.P50), Wording.Short(row.P95), row.Source))));
        yield return Of("section", Of("h2", "What is not in the model"), Of("ul", LeftOut.Select(text => Of("li", text))));
    }

    private static string[] Row(params string[] cells) => cells;

    private static double Nearest(IEnumerable<double> thresholds, double headline) => thresholds.MinBy(one => Math.Abs(one - headline));

    private static string Place(Decisions.FrontierStatus status) => status switch
    {
        Decisions.FrontierStatus.Frontier => "on the frontier",
        Decisions.FrontierStatus.Dominated => "another costs no more and gives as much",
        _ => "a mix of two costs less and gives as much",
    };

    /// <summary>A table that opens on demand; long ones end with a word on where the rest is.</summary>
    private static XElement? Details(string title, string file, IReadOnlyList<string> heads, IEnumerable<string[]> rows)
    {
        string[][] all = [.. rows];
        int most = file == "inputs.csv" ? int.MaxValue : MostRows;
        return all.Length == 0
            ? null
            : Of("details", Of("summary", title), Table(title, heads, all.Take(most)),
                Of("p", With("class", "note"), all.Length > most ? $"The first {most} of {all.Length} rows. All: " : "As a file: ", Of("a", With("href", file), file)));
    }
}
