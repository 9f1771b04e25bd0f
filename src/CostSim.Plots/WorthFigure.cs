using CostSim.Tables;
using CostSim.Words;
using SkiaSharp;

namespace CostSim.Plots;

/// <summary>Curves along what a unit of the effect is held to be worth: how likely each option is the best, and what choosing it is expected to forgo.</summary>
internal static class WorthFigure
{
    /// <summary>Acceptability curves (Fenwick, Claxton and Sculpher 2001); the option with the highest mean is drawn bold where it has it: the frontier.</summary>
    public static Figure Acceptability(DecisionScene scene, string measure, FigureSettings settings)
    {
        Language language = scene.Language;
        string caption = language.Text("figures.acceptability.caption", ("unit", language.MeasureUnit(measure)));
        return Draw(
            scene, measure, settings, $"acceptability-{FileNames.Of(measure)}", Finding(scene, measure) ?? language.Text("figures.acceptability.none"), caption,
            language.Text("figures.acceptability.y"), row => row.ProbabilityBest.Value, 1, Axes.Shares(language), row => ShareOf(language, row));
    }

    /// <summary>What the curves say at the headline worth, in a sentence without a full stop; null where nothing was judged.</summary>
    internal static string? Finding(DecisionScene scene, string measure) =>
        scene.Verdict(measure) is { } verdict && Nearest(scene, measure, verdict.Threshold, verdict.Option) is { } at
            ? Finding(scene, at, [.. Rows(scene, measure).Where(row => row.Threshold == at.Threshold)])
            : null;

    /// <summary>What the rows at one worth say of the option that is best on average, in a sentence without a full stop.</summary>
    /// <param name="scene">The decision.</param>
    /// <param name="at">The row of that option.</param>
    /// <param name="rows">The rows of all.</param>
    /// <param name="where">What they hold at, in words; the worth where it is null.</param>
    /// <param name="trials">Trials behind them; those of the scene where it is 0.</param>
    internal static string Finding(DecisionScene scene, AcceptabilityRow at, IReadOnlyList<AcceptabilityRow> rows, string? where = null, int trials = 0) => Title(
        scene, at, rows.OrderByDescending(row => row.ProbabilityBest.Value).ThenBy(row => row.Option, StringComparer.Ordinal).First(),
        where ?? scene.Worth(at.Measure, at.Threshold), trials > 0 ? trials : scene.Facts.Trials);

    /// <summary>How often an option is the best, and where ties make a difference how often alone or together with others.</summary>
    internal static string ShareOf(Language language, AcceptabilityRow row)
    {
        string share = language.Percent(row.ProbabilityBest.Value), among = language.Percent(row.AmongBest);
        return share == among || !double.IsFinite(row.AmongBest) ? share : language.Text("figures.share.tied", ("share", share), ("among", among));
    }

    /// <summary>How sure the shares make one that the option with the highest mean is the best; that another is the best more often is said instead.</summary>
    private static string Title(DecisionScene scene, AcceptabilityRow at, AcceptabilityRow likeliest, string worth, long trials)
    {
        Language language = scene.Language;
        string option = language.QuotedName(scene.Name(at.Option));
        if (trials < Likelihoods.LeastTrials)
        {
            return language.Plural("figures.acceptability.title.few", trials, ("worth", worth), ("option", option));
        }

        string share = ShareOf(language, at);
        if (likeliest.Option != at.Option && likeliest.Bounds.Low > at.Bounds.High)
        {
            return language.Text(
                "figures.acceptability.title.other", ("worth", worth), ("option", option), ("other", language.QuotedName(scene.Name(likeliest.Option))),
                ("most", ShareOf(language, likeliest)), ("share", share));
        }

        var likelihood = Likelihoods.Of(at.ProbabilityBest.Value, at.Bounds.Low, at.Bounds.High);
        string ending = likelihood >= Likelihood.TooCloseToCall ? likelihood.Key() : "low";
        return language.Text("figures.acceptability.title." + ending, ("worth", worth), ("option", option), ("share", share));
    }

    /// <summary>Expected loss curves: mean regret of each option (Eckermann, Briggs and Willan 2008); the lowest is the option to choose.</summary>
    public static Figure ExpectedLoss(DecisionScene scene, string measure, FigureSettings settings)
    {
        VerdictRow? verdict = scene.Verdict(measure);
        AcceptabilityRow? at = verdict is null ? null : Nearest(scene, measure, verdict.Threshold, verdict.Option);
        Language language = scene.Language;
        string title = at is null
            ? language.Text("figures.loss.none")
            : language.Text("figures.loss.title", ("option", language.QuotedName(scene.Name(at.Option))), ("amount", scene.Money(at.Regret.Value)), ("worth", scene.Worth(measure, at.Threshold)));
        AcceptabilityRow[] rows = Rows(scene, measure);

        // The curves of the worst options would press the others together: the axis ends where four options still fit whole.
        double[] highest = [.. rows.GroupBy(row => row.Option).Select(group => group.Max(row => row.Regret.Value)).Order()];
        double top = highest.Length == 0 ? 1 : Math.Max(highest[Math.Min(3, highest.Length - 1)] * 1.05, 1e-9);
        double scale = scene.IsMoney ? 1000 : 1;
        string caption = language.Text("figures.loss.caption", ("unit", language.MeasureUnit(measure)));
        return Draw(
            scene, measure, settings, $"expected-loss-{FileNames.Of(measure)}", title, caption, language.Text(scene.IsMoney ? "figures.loss.y-billion" : "figures.loss.y"),
            row => row.Regret.Value / scale, top / scale, Axes.Round(language, 0, top / scale, 5), row => scene.Money(row.Regret.Value));
    }

    private static AcceptabilityRow[] Rows(DecisionScene scene, string measure) => [.. scene.Rows.Acceptability.Where(row => row.Measure == measure)];

    private static AcceptabilityRow? Nearest(DecisionScene scene, string measure, double threshold, string option) =>
        Rows(scene, measure).Where(row => row.Option == option).MinBy(row => Math.Abs(row.Threshold - threshold));

    private static Figure Draw(
        DecisionScene scene, string measure, FigureSettings settings, string file, string title, string caption, string yName, Func<AcceptabilityRow, double> value,
        double top, IReadOnlyList<(double At, string Text)> ticks, Func<AcceptabilityRow, string> say)
    {
        AcceptabilityRow[][] curves = [.. scene.Options.Select(option => Rows(scene, measure).Where(row => row.Option == option.Id && double.IsFinite(value(row))).OrderBy(row => row.Threshold).ToArray())];
        AcceptabilityRow[] all = [.. curves.SelectMany(curve => curve)];
        using Sheet sheet = new(settings, scene.Options.Count, title, caption, FootLine.Of(scene.Language, scene.Facts));
        SKRect area = Axes.Area(sheet, CurveLabels.Room(sheet, scene.Options.Select(option => option.Name)));
        double low = all.Length == 0 ? 0 : all.Min(row => row.Threshold);
        double high = all.Length == 0 ? 1 : Math.Max(all.Max(row => row.Threshold), low + 1e-9);
        using Panel panel = new(area, low, high, 0, top);
        bool isBillion = scene.IsMoney && measure != "loss_averted_meur";
        double scale = isBillion ? 1000 : 1;
        string key = isBillion ? "figures.worth-of.billion" : scene.IsMoney ? "figures.worth-of.euro" : "figures.worth-of";
        Axes.Draw(
            sheet, panel, scene.Language.Text(key, ("unit", scene.Language.MeasureUnit(measure))), yName,
            [.. Axes.Round(scene.Language, low / scale, high / scale, sheet.Width > 800 ? 6 : 4).Select(tick => (tick.At * scale, tick.Text))], ticks);
        List<CurveEnd> ends = [];
        for (int o = 0; o < curves.Length; o++)
        {
            AcceptabilityRow[] curve = curves[o];
            if (curve.Length == 0)
            {
                continue;
            }

            double[] xs = [.. curve.Select(row => row.Threshold)];
            double[] ys = [.. curve.Select(value)];
            panel.Path(xs, ys, Theme.PlotColour(o), 2, Theme.Dashes(o));
            foreach ((int from, int to) in Stretches(curve))
            {
                panel.Path(xs[from..to], ys[from..to], Theme.PlotColour(o), 5);
            }

            ends.Add(new CurveEnd(scene.Options[o].Name, panel.Y(Math.Clamp(ys[^1], 0, top)), Theme.OptionColour(o)));
        }

        panel.Render(sheet);
        CurveLabels.Place(sheet, area, ends);
        VerdictRow? verdict = scene.Verdict(measure);
        if (verdict is null)
        {
            return sheet.Finish(file, caption);
        }

        string list = Plots.Rows.List(curves.Where(curve => curve.Length > 0).Select(curve => curve.MinBy(row => Math.Abs(row.Threshold - verdict.Threshold))!)
            .Select(row => scene.Language.Pair(scene.Name(row.Option), say(row))));
        return sheet.Finish(file, scene.Language.Text("figures.acceptability.alt", ("caption", caption), ("worth", scene.Worth(measure, verdict.Threshold)), ("list", list)));
    }

    /// <summary>Where the option is best on average, as ranges of points.</summary>
    private static IEnumerable<(int From, int To)> Stretches(AcceptabilityRow[] curve)
    {
        for (int i = 0; i < curve.Length;)
        {
            int end = i;
            while (end < curve.Length && curve[end].OnFrontier)
            {
                end++;
            }

            if (end > i)
            {
                yield return (i, Math.Min(curve.Length, end + 1));
            }

            i = end + 1;
        }
    }
}
