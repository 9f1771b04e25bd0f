using System.Globalization;
using System.Xml.Linq;
using CostSim.Compilation;
using CostSim.Plots;
using CostSim.Tables;
using CostSim.Words;
using static CostSim.Cli.Report.Html;

namespace CostSim.Cli.Report;

/// <summary>Two pages A4 in one language: the question, the answer and how sure it is, what it hangs on, and where each number comes from.</summary>
/// <param name="run">The tables of the run, as its files hold them.</param>
/// <param name="language">The language.</param>
/// <param name="command">The command that makes the same results again.</param>
/// <param name="hash">Hash of the scenario.</param>
internal sealed class BriefPage(RunTables run, Language language, string command, string hash)
{
    private const int MostOptions = 12;
    private const int MostListed = 5;
    private const int LongestOption = 25;

    private readonly DecisionScene scene = Shortened(DecisionScene.Of(run).In(language));

    private string Measure => scene.Measures[0];

    /// <summary>Whether the options take most of a page.</summary>
    private bool IsLong => run.Options.Count > 6;

    /// <summary>The page as UTF-8.</summary>
    public byte[] Write()
    {
        string title = Short(language.Name(run.Facts.Title), 90);
        var sentences = new AnswerSentences(scene);
        return ReportPage.Shell(
            title, language.Code, "brief.css", null,
            [
                Of("main",
                    Of("section", With("class", "page"), With("aria-label", language.Text("report.brief.answer")),
                        Of("div", Of("p", With("class", "kicker"), language.Text("report.brief.kicker")), Of("h1", title)),
                        Block("report.brief.question", Of("p", Question())),
                        Of("div", With("class", "answer"), Of("h2", language.Text("report.brief.answer")), scene.Measures.Select(measure => Answer(sentences, measure))),
                        Figure(),
                        Options(),
                        Foot(1)),
                    Of("section", With("class", "page"), With("aria-label", language.Text("report.brief.sources")),
                        Drivers(sentences),
                        Block("report.brief.break-even", List(sentences.Switches(MostListed) is { Count: > 0 } switches ? switches : [language.Text("figures.break-even.none")])),
                        Block("report.brief.left-out", List(TableSection.LeftOut(language))),
                        Sources(sentences),
                        Block("report.brief.again", Of("p", language.Text("report.brief.again-text")), Of("p", Of("code", command)), Of("p", language.Text("report.brief.hash", ("hash", hash)))),
                        Foot(2))),
            ]);
    }

    /// <summary>A text of the scenario, shortened at a space so that no page overflows.</summary>
    internal static string Short(string text, int most)
    {
        if (text.Length <= most)
        {
            return text;
        }

        int end = text.LastIndexOf(' ', most - 1);
        end = end > most / 2 ? end : most - 1;
        return text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)].TrimEnd(' ', ',', ';', ':', '(') + "…";
    }

    private XElement Block(string head, params object?[] content) => Of("div", Of("h2", language.Text(head)), content);

    private static XElement List(IReadOnlyList<string> items) => Of("ul", items.Select(item => Of("li", item)));

    private static DecisionScene Shortened(DecisionScene scene) => scene with { Options = [.. scene.Options.Select(option => option with { Name = Short(option.Name, LongestOption) })] };

    private string Question()
    {
        RunFacts facts = run.Facts;
        (string, string)[] told =
        [
            ("count", language.Number(run.Options.Count, 0)), ("first", Language.Year(facts.StartYear)), ("last", Language.Year(facts.StartYear + facts.Years - 1)),
            ("trials", language.Number(facts.Trials, 0)), ("year", Language.Year(facts.PriceBase)),
        ];
        return IsLong
            ? language.Text("report.brief.question-many", told)
            : language.Text("report.brief.question-text", [.. told, ("list", language.List([.. run.Options.Select(option => language.QuotedName(scene.Name(option.Id)))]))]);
    }

    private static XElement Answer(AnswerSentences sentences, string measure) =>
        Of("div", Of("h3", sentences.Heading(measure)), Of("p", Of("strong", sentences.Finding(measure)), sentences.Qualifications(measure).Select(text => " " + text)));

    /// <summary>The main figure, as pixels, since a page has not its fonts; more than six options need the wide one.</summary>
    private XElement Figure()
    {
        Figure figure = WorthFigure.Acceptability(scene, Measure, new FigureSettings(IsLong ? FigureSize.Slide : FigureSize.A4) { Language = language, Formats = FigureFormats.Png });
        return Of("figure", With("class", "figure"), Of("img", With("src", $"data:image/png;base64,{Convert.ToBase64String(figure.Png.Span)}"), With("alt", figure.AltText)));
    }

    private XElement Options()
    {
        double worth = scene.Verdict(Measure)?.Threshold ?? 0;
        string Cost(string option)
        {
            double At(double probability) => run.Distributions.Where(row => row.Option == option && row.Outcome == "cost_meur").MinBy(row => Math.Abs(row.Probability - probability))?.Value ?? double.NaN;
            return language.Text("report.brief.range", ("middle", language.Billions(At(0.5))), ("low", language.Billions(At(0.1))), ("high", language.Billions(At(0.9))));
        }

        FrontierRow? Frontier(string option) => run.Decisions.Frontier.FirstOrDefault(row => row.Measure == Measure && row.Option == option);
        string Extra(string option) => Frontier(option) switch
        {
            { Status: Decisions.FrontierStatus.Frontier } row => double.IsNaN(row.Icer.Value) ? Language.Unknown : language.Significant(row.Icer.Value, 3),
            null => Language.Unknown,
            _ => language.Text("report.brief.dominated"),
        };
        string Best(string option) => run.Decisions.Acceptability.Where(row => row.Measure == Measure && row.Option == option).MinBy(row => Math.Abs(row.Threshold - worth)) is { } row
            ? language.Percent(row.ProbabilityBest.Value)
            : Language.Unknown;
        string Date(string option) => run.Summary.FirstOrDefault(row => row.Option == option && row.Outcome == "ioc_year") is { ShareCensored: < 1 } row
            ? double.IsNaN(row.P50) ? language.Text("report.brief.beyond") : Language.Year(row.P50)
            : Language.Unknown;
        return Table(
            language.Text("report.brief.table"),
            [
                language.Text("report.brief.column.option"), "#" + language.Text("report.brief.column.cost"), "#" + language.Text("report.brief.column.effect", ("measure", language.Measure(Measure))),
                "#" + language.Text("report.brief.column.extra", ("unit", language.MeasureUnit(Measure))), "#" + language.Text("report.brief.column.best"), "#" + language.Text("report.brief.column.year"),
            ],
            [.. run.Options.Take(MostOptions).Select(option => (IReadOnlyList<object>)
            [
                scene.Name(option.Id), Cost(option.Id), Frontier(option.Id) is { } row ? language.Number(row.Effect.Value, Math.Abs(row.Effect.Value) < 100 ? 2 : 0) : Language.Unknown,
                Extra(option.Id), Best(option.Id), Date(option.Id),
            ]),
            .. run.Options.Count > MostOptions
                ? (IEnumerable<IReadOnlyList<object>>)[[language.Text("report.brief.more", ("count", language.Number(run.Options.Count - MostOptions, 0))), "", "", "", "", ""]]
                : []]);
    }

    private XElement Drivers(AnswerSentences sentences)
    {
        IReadOnlyList<string> drivers = sentences.Drivers(Measure, MostListed);
        return Block(
            "report.brief.drivers",
            drivers.Count == 0
                ? Of("p", language.Text("figures.choice.none"))
                : (object[])
                [
                    Of("p", language.Text("report.brief.drivers-text", ("option", language.QuotedName(scene.Name(scene.Verdict(Measure)!.Option))), ("measure", language.Measure(Measure)))), List(drivers),
                ]);
    }

    private XElement Sources(AnswerSentences sentences)
    {
        InputRow[] inputs = [.. run.Inputs.Where(row => !InputInfo.IsChance(row.Input))];
        int assumed = inputs.Count(row => row.Source.Contains("assum", StringComparison.OrdinalIgnoreCase));
        string Value(InputRow row, double value) => scene.InputValue(row.Input, value, Math.Clamp(2 - (int)Math.Floor(Math.Log10(Math.Max(Math.Abs(row.P50), 1e-9))), 0, 6));
        InputRow[] told = [.. sentences.Inputs(Measure).Select(path => inputs.FirstOrDefault(row => row.Input == path)).OfType<InputRow>().Take(MostListed)];
        return Block(
            "report.brief.sources",
            Of("p", language.Text("report.brief.sources-text", ("count", language.Number(inputs.Length, 0)), ("assumed", language.Number(assumed, 0)))),
            told.Length == 0 ? null : Table(
                language.Text("report.brief.sources-caption"),
                [language.Text("report.brief.column.input"), "#" + language.Text("report.brief.column.range"), language.Text("report.brief.column.source")],
                told.Select(row => (IReadOnlyList<object>)
                [
                    Short(scene.Input(row.Input), AnswerSentences.LongestName), language.Text("report.brief.range", ("middle", Value(row, row.P50)), ("low", Value(row, row.P05)), ("high", Value(row, row.P95))),
                    Of("span", With("lang", "en"), Short(row.Source, 220)),
                ])));
    }

    private XElement Foot(int page) => Of(
        "p", With("class", "foot"), language.Text("report.brief.foot", ("name", run.Facts.Scenario), ("version", run.Facts.Version), ("page", page.ToString(CultureInfo.InvariantCulture))),
        language.HasDrafts ? $" ({language.DraftMark})" : null);
}
