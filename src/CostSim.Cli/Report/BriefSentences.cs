using CostSim.Plots;
using CostSim.Tables;
using CostSim.Words;

namespace CostSim.Cli.Report;

/// <summary>The sentences of a brief, each from the rows of a file, no surer than these.</summary>
/// <param name="scene">The decision, in a language.</param>
internal sealed class BriefSentences(DecisionScene scene)
{
    /// <summary>Letters of the longest name of an input.</summary>
    internal const int LongestName = 90;

    private readonly Language language = scene.Language;

    /// <summary>What is measured.</summary>
    public string Heading(string measure) => language.Text("report.brief.by-measure", ("measure", language.Measure(measure)));

    /// <summary>What is preferred and how sure, by a measure.</summary>
    public string Finding(string measure) => (WorthFigure.Finding(scene, measure) ?? language.Text("figures.acceptability.none")) + ".";

    /// <summary>What qualifies it: noise, other criteria, and the switch point in the midst of what is thought possible.</summary>
    public IEnumerable<string> Qualifications(string measure)
    {
        if (scene.Verdict(measure) is not { } mean)
        {
            yield break;
        }

        yield return language.Text(
            "report.brief.noise", ("share", mean.WrongByNoise < 1e-4 ? language.Text("words.less-than", ("value", language.Percent(0.01, 2))) : language.Percent(mean.WrongByNoise)));
        string[] others =
        [
            .. scene.Rows.Verdicts.Where(row => row.Measure == measure && !row.Agrees && row.Option.Length > 0).Select(row => language.Text(
                "report.brief.criterion-item", ("option", Option(row.Option)), ("criterion", language.Text("report.brief.criterion." + Criterion(row.Criterion))))),
        ];
        if (others.Length > 0)
        {
            yield return language.Text("report.brief.criteria", ("list", language.List(others)));
        }

        if (Switches(measure).FirstOrDefault() is { } row)
        {
            yield return language.Text(
                "report.brief.change", ("input", Input(row.Input)), ("value", DecisionFigures.Value(scene, row)), ("from", Option(row.From)), ("to", Option(row.To)));
        }
    }

    /// <summary>The inputs that most decide whether the preferred option is the best.</summary>
    public IReadOnlyList<string> Drivers(string measure, int most) =>
    [
        .. Telling(measure).Take(most).Select(row => language.Text(
            "report.brief.driver", ("input", BriefPage.Short(scene.Input(row.Input), LongestName)), ("low", language.Percent(row.Low.Value)), ("high", language.Percent(row.High.Value)))),
    ];

    /// <summary>Values at which the option to prefer changes, of all measures.</summary>
    public IReadOnlyList<string> Switches(int most) =>
    [
        .. scene.Measures.SelectMany(Switches).Take(most).Select(row => language.Text(
            "report.brief.break-even-item", ("input", BriefPage.Short(scene.Input(row.Input), LongestName)), ("value", DecisionFigures.Value(scene, row)),
            ("from", Option(row.From)), ("to", Option(row.To)), ("low", DecisionFigures.Value(scene, row, row.Point.Low)), ("high", DecisionFigures.Value(scene, row, row.Point.High)),
            ("worth", scene.Worth(row.Measure, row.Threshold)))),
    ];

    /// <summary>Paths of the inputs that the answer hangs on, the first measure's first; chance has no source.</summary>
    public IEnumerable<string> Inputs(string measure) =>
        Telling(measure).Select(row => row.Input).Concat(scene.Measures.SelectMany(Switches).Select(row => row.Input)).Where(input => !IsChance(input)).Distinct();

    private SensitivityRow[] Telling(string measure) => DecisionFigures.Telling(scene, $"loses:{measure}");

    /// <summary>Switch points along what could be known: nobody can say where a throw of the dice should lie.</summary>
    private IEnumerable<BreakEvenRow> Switches(string measure) => scene.Rows.BreakEven.Where(row => row.Measure == measure && !IsChance(row.Input)).OrderBy(row => Math.Abs(row.Point.ShareBelow - 0.5));

    private static bool IsChance(string input) => input.StartsWith("chance:", StringComparison.Ordinal);

    private string Option(string option) => language.QuotedName(scene.Name(option));

    private string Input(string path) => language.Quote(BriefPage.Short(scene.Input(path), LongestName));

    private static string Criterion(string name) => name switch
    {
        "worst_tail" => "worst-tail",
        "minimax_regret" => "minimax-regret",
        _ => "target",
    };
}
