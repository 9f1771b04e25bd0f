using System.Xml.Linq;
using CostSim.Plots;
using CostSim.Statistics;
using CostSim.Tables;
using static CostSim.Cli.Report.Html;

namespace CostSim.Cli.Report;

/// <summary>The answer in sentences, each from the rows of a file, and the options side by side.</summary>
internal static class AnswerSection
{
    public static XElement Write(ReportContent content) => Of(
        "section", Of("h2", "In short"),
        content.Scene.Measures.Select(measure => Of(
            "div", With("class", "answer"), Of("h3", $"Measured by {ReportContent.MeasureName(measure)}"), Sentences(content.Scene, measure).Select(text => Of("p", text)))),
        content.Run is { } run ? Options(run, content.Scene) : null);

    /// <summary>What is preferred, how sure, what other criteria say, and what it hangs on.</summary>
    internal static IEnumerable<string> Sentences(DecisionScene scene, string measure)
    {
        VerdictRow[] verdicts = [.. scene.Rows.Verdicts.Where(row => row.Measure == measure)];
        if (verdicts.FirstOrDefault(row => row.Criterion == "mean") is not { } mean)
        {
            yield break;
        }

        string worth = scene.Worth(measure, mean.Threshold);
        AcceptabilityRow at = scene.Rows.Acceptability.Where(row => row.Measure == measure && row.Option == mean.Option).MinBy(row => Math.Abs(row.Threshold - mean.Threshold))!;
        double share = at.ProbabilityBest.Value;
        yield return $"At {worth}, “{scene.Name(mean.Option)}” has the highest mean net benefit ({Wording.Value(mean.Value)} {scene.Unit}). It is the best in {Wording.Percent(share)} of trials: {Wording.Likelihood(share)}. " +
            $"That more trials would show another option to be better on average has a probability of {Noise(mean.WrongByNoise)}.";
        string[] others =
        [
            .. verdicts.Where(row => !row.Agrees).Select(row => $"by {Criterion(row.Criterion)} “{scene.Name(row.Option)}” would be preferred"),
        ];
        if (others.Length > 0)
        {
            yield return $"Not all criteria agree: {string.Join("; ", others)}.";
        }

        InformationRow[] own = [.. scene.Rows.Information.Where(row => row.Measure == measure)];
        InformationRow? all = own.Where(row => row.Input == "(all)").MinBy(row => Math.Abs(row.Threshold - mean.Threshold));
        InformationRow? most = own.Where(row => row.Input != "(all)" && all is not null && row.Threshold == all.Threshold && !row.Input.StartsWith('(')).MaxBy(row => row.Value.Value);
        if (all is not null)
        {
            yield return $"Knowing everything before choosing would be worth {Wording.Value(all.Value)} {scene.Unit}" +
                (most is not null && most.Value.Value > 2 * most.Value.StandardError ? $"; of single inputs “{scene.Input(most.Input)}” is worth most, {Wording.Value(most.Value)} {scene.Unit}." : ".");
        }

        foreach (BreakEvenRow row in scene.Rows.BreakEven.Where(row => row.Measure == measure).OrderBy(row => Math.Abs(row.Point.ShareBelow - 0.5)).Take(2))
        {
            var point = new Estimate(row.Point.Value, (row.Point.High - row.Point.Low) / 3.92, 0);
            yield return $"Along “{scene.Input(row.Input)}” the preference changes from “{scene.Name(row.From)}” to “{scene.Name(row.To)}” at {Wording.Value(point)}.";
        }

        DiscoveryRow[] box = [.. scene.Rows.Discovery.Where(row => row.Measure == measure && row.Number == 1)];
        if (box.Length > 0)
        {
            yield return $"“{scene.Name(box[0].Preferred)}” loses mostly where {string.Join(" and ", box.Select(row => Side(scene, row)))}: there another option is better in {Wording.Percent(box[0].Box.Density)} of trials.";
        }
    }

    private static string Side(DecisionScene scene, DiscoveryRow row)
    {
        string low = double.IsFinite(row.Side.Low) ? $"at least {Wording.Short(row.Side.Low)}" : "";
        string high = double.IsFinite(row.Side.High) ? $"at most {Wording.Short(row.Side.High)}" : "";
        return $"“{scene.Input(row.Input)}” is {string.Join(" and ", ((string[])[low, high]).Where(text => text.Length > 0))}";
    }

    private static string Noise(double probability) => probability < 1e-4 ? "less than 0.01\u00A0%" : Wording.Percent(probability);

    private static string Criterion(string name) => name switch
    {
        "worst_tail" => "the mean of the worst twentieth of trials",
        "minimax_regret" => "the smallest largest regret",
        _ => "the targets",
    };

    private static XElement Options(RunTables run, DecisionScene scene)
    {
        string Cell(string option, string outcome) => run.Summary.FirstOrDefault(row => row.Option == option && row.Outcome == outcome) is { } row
            ? Wording.Value(new Estimate(row.Mean, row.StandardError, 0))
            : "";
        string Date(string option) => run.Summary.FirstOrDefault(row => row.Option == option && row.Outcome == "ioc_year") is { } row
            ? row.ShareCensored >= 1 ? "nothing bought" : double.IsNaN(row.P50) ? "beyond the horizon" : Math.Floor(row.P50).ToString("0", System.Globalization.CultureInfo.InvariantCulture)
            : "";
        string Best(string option) => scene.Measures.Count == 0 || scene.Verdict(scene.Measures[0]) is not { } verdict
            ? ""
            : Wording.Percent(scene.Rows.Acceptability.Where(row => row.Measure == scene.Measures[0] && row.Option == option).MinBy(row => Math.Abs(row.Threshold - verdict.Threshold))!.ProbabilityBest.Value);
        return Table(
            "The options: mean ± standard error, money in million euro, present value",
            ["Option", "#Life-cycle cost", "#Protected years", "#Loss averted", "#First capability (median)", "#Probability best"],
            run.Options.Select(option => (IReadOnlyList<string>)[option.Name, Cell(option.Id, "cost_meur"), Cell(option.Id, "protected_years"), Cell(option.Id, "loss_averted_meur"), Date(option.Id), Best(option.Id)]));
    }
}
