using System.Xml.Linq;
using CostSim.Cli.Output;
using CostSim.Tables;
using static CostSim.Cli.Report.Html;

namespace CostSim.Cli.Report;

/// <summary>The page of a batch: every scenario with what it prefers, linked to its report, and regret across them.</summary>
internal static class IndexPage
{
    /// <summary>Writes the page.</summary>
    public static byte[] Write(IReadOnlyList<BatchRow> rows, IReadOnlyList<RegretRow> regret, IReadOnlyList<DigestRow> digest) => ReportPage.Shell(
        "Scenarios side by side",
        [
            Of("header", Of("h1", "Scenarios side by side"), Of("p", With("class", "note"), $"{rows.Select(row => row.Entry.File).Distinct().Count()} scenarios")),
            Of("main",
                rows.Select(row => row.Measure).Where(measure => measure.Length > 0).Distinct().Select(measure => Of(
                    "section", Of("h2", $"Preferred, measured by {ReportContent.MeasureName(measure)}"),
                    Preferred([.. rows.Where(row => row.Measure == measure)]),
                    Regret(measure, [.. regret.Where(row => row.Measure == measure)]))),
                Changed(digest),
                Failed([.. rows.Where(row => row.Entry.State != BatchState.Done)]),
                Of("p", Of("a", With("href", "batch.csv"), "batch.csv"), regret.Count > 0 ? (object[])[" and ", Of("a", With("href", "regret.csv"), "regret.csv")] : null)),
        ]);

    private static XElement Preferred(BatchRow[] rows) => Table(
        $"Option with the highest mean net benefit at the headline worth of each scenario, measured by {ReportContent.MeasureName(rows[0].Measure)}",
        ["Scenario", "#Worth of a unit", "Preferred", "#Best in", "#Expected regret, MEUR", "Report"],
        rows.Select(row => (IReadOnlyList<object>)
        [
            $"{row.Entry.Title} ({row.Entry.Scenario})", Wording.Short(row.Threshold), row.Preferred, Wording.Percent(row.ProbabilityBest), Wording.Number(row.Regret, 0),
            Of("a", With("href", $"{row.Entry.Scenario}/report.html"), "report"),
        ]));

    private static XElement? Regret(string measure, RegretRow[] rows)
    {
        if (rows.Length == 0)
        {
            return null;
        }

        double[] thresholds = [.. rows.Select(row => row.Threshold).Distinct().Order()];
        double middle = thresholds[thresholds.Length / 2];
        return Table(
            $"Regret across scenarios that have the same options, at a worth of {Wording.Short(middle)}, measured by {ReportContent.MeasureName(measure)}",
            ["Option", "#Largest regret, MEUR", "In", "#Mean regret, MEUR", "#Preferred in", "Least worst"],
            rows.Where(row => row.Threshold == middle).Select(row => (IReadOnlyList<object>)
            [
                row.Option, Wording.Number(row.WorstRegret, 0), row.WorstScenario, Wording.Number(row.MeanRegret, 0), $"{row.Preferred} of {row.Scenarios}", row.IsLeastWorst ? "yes" : "",
            ]));
    }

    /// <summary>What moved beyond noise since the last complete batch.</summary>
    private static XElement? Changed(IReadOnlyList<DigestRow> digest)
    {
        DigestRow[] told = [.. digest.Where(row => row.Change != "unchanged" && row.Outcome is null or { IsDistinguishable: true })];
        return told.Length == 0
            ? null
            : Of(
                "section", Of("h2", "Since the last complete batch"),
                Table(
                    "What changed, and outcomes that moved by more than two standard errors",
                    ["Scenario", "What", "#Before", "#After", "#Change in standard errors"],
                    told.Select(row => (IReadOnlyList<object>)(row.Outcome is { } outcome
                        ? [row.Scenario, $"{outcome.Option}: {outcome.Outcome}", Wording.Short(outcome.First), Wording.Short(outcome.Second), double.IsFinite(row.StandardErrors) ? Wording.Number(row.StandardErrors, 1) : "in every world alike"]
                        : [row.Scenario, row.Change == "preferred" ? $"preferred by {row.What}" : row.Change is "new" or "lost" ? row.Change : row.What, row.Before, row.After, ""]))),
                Of("p", Of("a", With("href", "digest.csv"), "digest.csv")));
    }

    private static XElement? Failed(BatchRow[] rows) => rows.Length == 0
        ? null
        : Of("section", Of("h2", "Failed"), Table("Scenarios without results", ["File", "What went wrong"], rows.Select(row => (IReadOnlyList<object>)[row.Entry.File, row.Entry.Error])));
}
