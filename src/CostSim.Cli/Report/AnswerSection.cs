using System.Xml.Linq;
using CostSim.Tables;
using CostSim.Words;
using static CostSim.Cli.Report.Html;

namespace CostSim.Cli.Report;

/// <summary>The answer in sentences, each from the rows of a file, and the options side by side.</summary>
internal static class AnswerSection
{
    public static XElement Write(ReportContent content)
    {
        var sentences = new AnswerSentences(content.Scene);
        return Of(
            "section", Of("h2", content.Language.Text("report.brief.answer")),
            content.Scene.Measures.Select(measure => Of(
                "div", With("class", "answer"), Of("h3", sentences.Heading(measure)),
                Of("p", Of("strong", sentences.Finding(measure)), sentences.NetBenefit(measure).Select(text => " " + text)),
                sentences.Unknown(measure).Concat(sentences.Qualifications(measure)).Concat(sentences.Information(measure)).Concat(sentences.Corner(measure)).Select(text => Of("p", text)))),
            content.Run is { } run ? Options(run, content) : null);
    }

    private static XElement Options(RunTables run, ReportContent content)
    {
        Language language = content.Language;
        string Cell(string option, string outcome) => run.Summary.FirstOrDefault(row => row.Option == option && row.Outcome == outcome) is { } row
            ? language.WithError(row.Mean, row.StandardError)
            : Language.Unknown;
        string Date(string option) => run.Summary.FirstOrDefault(row => row.Option == option && row.Outcome == "ioc_year") is { } row
            ? row.ShareCensored >= 1 ? language.Text("figures.delivery.nothing") : double.IsNaN(row.P50) ? language.Text("report.brief.beyond") : Language.Year(row.P50)
            : Language.Unknown;
        string? measure = content.Scene.Measures.Count > 0 ? content.Scene.Measures[0] : null;
        AcceptabilityRow? Best(string option) => measure is not null && content.Scene.Verdict(measure) is { } verdict
            ? content.Scene.Rows.Acceptability.Where(row => row.Measure == measure && row.Option == option).MinBy(row => Math.Abs(row.Threshold - verdict.Threshold))
            : null;
        string Share(AcceptabilityRow row) => row.ProbabilityBest.Value switch
        {
            0 when row.Bounds.High > 0 => language.Text("words.less-than", ("value", language.Percent(Math.Max(1, Math.Ceiling(row.Bounds.High * 100)), 0))),
            1 when row.Bounds.Low < 1 => language.Text("words.more-than", ("value", language.Percent(Math.Min(99, Math.Floor(row.Bounds.Low * 100)), 0))),
            _ => language.PercentWithError(row.ProbabilityBest.Value, row.ProbabilityBest.StandardError),
        };
        bool isTied = content.Scene.Options.Any(option => Best(option.Id) is { } row && row.AmongBest > row.ProbabilityBest.Value);
        return Table(
            language.Text("report.options"),
            [
                language.Text("report.brief.column.option"), "#" + language.Text("report.options.cost"), "#" + language.Text("report.options.years"), "#" + language.Text("report.options.loss"),
                "#" + language.Text("report.brief.column.year"), "#" + language.Text("report.brief.column.best"),
                .. isTied ? (string[])["#" + language.Text("report.column.among-best")] : [],
            ],
            content.Scene.Options.Select(option => (IReadOnlyList<string>)
            [
                option.Name, Cell(option.Id, "cost_meur"), Cell(option.Id, "protected_years"), Cell(option.Id, "loss_averted_meur"), Date(option.Id),
                Best(option.Id) is { } row ? Share(row) : Language.Unknown,
                .. isTied ? (string[])[Best(option.Id) is { } tied ? language.Percent(tied.AmongBest) : Language.Unknown] : [],
            ]));
    }
}
