using CostSim.Compilation;
using CostSim.Plots;
using CostSim.Tables;
using CostSim.Words;

namespace CostSim.Cli.Report;

/// <summary>The sentences of an answer, in a brief or a report: each from the rows of a file, no surer than these.</summary>
/// <param name="scene">The decision, in a language.</param>
internal sealed class AnswerSentences(DecisionScene scene)
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

        if (Noise(mean.WrongByNoise) is { } noise)
        {
            yield return noise;
        }

        string[] others =
        [
            .. scene.Rows.Verdicts.Where(row => row.Measure == measure && !row.Agrees && row.Option.Length > 0).Select(row => language.Text(
                "report.brief.criterion-item", ("option", Option(row.Option)), ("criterion", language.Criterion(row.Criterion)))),
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

    /// <summary>How likely it is that too few simulations were made to tell the best option; nothing where they are too few for any word.</summary>
    public string? Noise(double share) => scene.Facts.Trials < Likelihoods.LeastTrials || double.IsNaN(share) ? null : language.Text(
        "report.brief.noise", ("count", language.Number(scene.Facts.Trials, 0)),
        ("share", share < 1e-4 ? language.Text("words.less-than", ("value", language.Percent(0.01, 2))) : language.Percent(share)));

    /// <summary>The mean net benefit of the preferred option, with what the number of simulations leaves open and how far single ones spread; empty where nothing was judged.</summary>
    public IEnumerable<string> NetBenefit(string measure)
    {
        if (scene.Verdict(measure) is not { } mean)
        {
            yield break;
        }

        bool isKnown = mean.Value.StandardError > 0 && double.IsFinite(mean.Value.StandardError);
        yield return language.Text(isKnown ? "report.net-benefit" : "report.net-benefit.alone", ("amount", scene.Money(mean.Value)));
        if (isKnown && scene.Facts.Replicates == 1 && scene.Facts.Trials >= Likelihoods.LeastTrials)
        {
            yield return language.Text("report.spread", ("amount", scene.Money(mean.Value.StandardError * Math.Sqrt(scene.Facts.Trials))));
        }
    }

    /// <summary>That the share is of what is not known, which more simulations do not change.</summary>
    public IEnumerable<string> Unknown(string measure) =>
        scene.Verdict(measure) is not null && scene.Facts.Trials >= Likelihoods.LeastTrials ? [language.Text("report.unknown")] : [];

    /// <summary>What knowing everything, and the most telling input, would be worth before the choice.</summary>
    public IEnumerable<string> Information(string measure)
    {
        InformationRow[] own = [.. scene.Rows.Information.Where(row => row.Measure == measure)];
        if (scene.Facts.Trials < Likelihoods.LeastTrials || scene.Verdict(measure) is not { } mean || own.Where(row => row.Input == "(all)").MinBy(row => Math.Abs(row.Threshold - mean.Threshold)) is not { } all)
        {
            yield break;
        }

        InformationRow? most = own.Where(row => row.Threshold == all.Threshold && !row.Input.StartsWith('(')).MaxBy(row => row.Value.Value);
        yield return most is not null && most.Value.Value > 2 * most.Value.StandardError
            ? language.Text("report.information-most", ("all", scene.Money(all.Value)), ("input", Input(most.Input)), ("amount", scene.Money(most.Value)))
            : language.Text("report.information", ("all", scene.Money(all.Value)));
    }

    /// <summary>The corner of the inputs in which the preferred option loses most.</summary>
    public IEnumerable<string> Corner(string measure)
    {
        DiscoveryRow[] box = [.. scene.Rows.Discovery.Where(row => row.Measure == measure && row.Number == 1)];
        if (box.Length > 0)
        {
            yield return language.Text(
                "report.corner", ("option", Option(box[0].Preferred)), ("list", language.List([.. box.Select(Side)])), ("share", language.Percent(box[0].Box.Density)));
        }
    }

    /// <summary>The inputs and events that most decide whether the preferred option is the best.</summary>
    public IReadOnlyList<string> Drivers(string measure, int most) =>
    [
        .. Telling(measure).Take(most).Select(row => language.Text(
            row.IsEvent ? "report.brief.driver-event" : "report.brief.driver", ("input", BriefPage.Short(scene.Input(row.Input), LongestName)), ("low", language.Percent(row.Low.Value)), ("high", language.Percent(row.High.Value)))),
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
        Telling(measure).Where(row => !row.IsEvent && !InputInfo.IsChance(row.Input)).Select(row => row.Input)
            .Concat(scene.Measures.SelectMany(Switches).Select(row => row.Input)).Distinct();

    private SensitivityRow[] Telling(string measure) => DecisionFigures.Telling(scene, $"loses:{measure}");

    private IEnumerable<BreakEvenRow> Switches(string measure) => scene.Rows.BreakEven.Where(row => row.Measure == measure).OrderBy(row => Math.Abs(row.Point.ShareBelow - 0.5));

    private string Side(DiscoveryRow row)
    {
        string Value(double value) => scene.InputValue(row.Input, value);
        return (double.IsFinite(row.Side.Low), double.IsFinite(row.Side.High)) switch
        {
            (true, true) => language.Text("report.corner.between", ("input", Input(row.Input)), ("low", Value(row.Side.Low)), ("high", Value(row.Side.High))),
            (true, false) => language.Text("report.corner.above", ("input", Input(row.Input)), ("low", Value(row.Side.Low))),
            _ => language.Text("report.corner.below", ("input", Input(row.Input)), ("high", Value(row.Side.High))),
        };
    }

    private string Option(string option) => language.QuotedName(scene.Name(option));

    private string Input(string path) => language.Quote(BriefPage.Short(scene.Input(path), LongestName));
}
