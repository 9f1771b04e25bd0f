using CostSim.Tables;
using SkiaSharp;

namespace CostSim.Plots;

/// <summary>Curves along what a unit of the effect is held to be worth: how likely each option is the best, and what choosing it is expected to forgo.</summary>
internal static class WorthFigure
{
    /// <summary>Acceptability curves (Fenwick, Claxton and Sculpher 2001); the option with the highest mean is drawn bold where it has it: the frontier.</summary>
    public static Figure Acceptability(DecisionScene scene, string measure, FigureSettings settings)
    {
        VerdictRow? verdict = scene.Verdict(measure);
        AcceptabilityRow? at = verdict is null ? null : Nearest(scene, measure, verdict.Threshold, verdict.Option);
        AcceptabilityRow? likeliest = at is null
            ? null
            : Rows(scene, measure).Where(row => row.Threshold == at.Threshold).MaxBy(row => row.ProbabilityBest.Value);
        string title = at is null || likeliest is null
            ? "How likely each option is the best"
            : likeliest.Option == at.Option || likeliest.ProbabilityBest.Value - at.ProbabilityBest.Value < 3 * (likeliest.ProbabilityBest.StandardError + at.ProbabilityBest.StandardError)
                ? $"“{scene.Name(at.Option)}” is best on average at {scene.Worth(measure, at.Threshold)}, and in {Say.Percent(at.ProbabilityBest.Value)} of trials"
                : $"At {scene.Worth(measure, at.Threshold)} “{scene.Name(at.Option)}” is best on average, “{scene.Name(likeliest.Option)}” in more trials: {Say.Percent(likeliest.ProbabilityBest.Value)} against {Say.Percent(at.ProbabilityBest.Value)}";
        string caption = $"Share of trials in which each option has the highest net benefit, %, by the worth of one {Effect.Unit(measure)}. Bold: best on average";
        return Draw(scene, measure, settings, $"acceptability-{Effect.File(measure)}", title, caption, "Probability best, %", row => row.ProbabilityBest.Value, 1, Axes.Shares);
    }

    /// <summary>Expected loss curves: mean regret of each option (Eckermann, Briggs and Willan 2008); the lowest is the option to choose.</summary>
    public static Figure ExpectedLoss(DecisionScene scene, string measure, FigureSettings settings)
    {
        VerdictRow? verdict = scene.Verdict(measure);
        AcceptabilityRow? at = verdict is null ? null : Nearest(scene, measure, verdict.Threshold, verdict.Option);
        string title = at is null
            ? "What choosing each option is expected to forgo"
            : $"Even “{scene.Name(at.Option)}”, the best on average, forgoes {scene.Money(at.Regret.Value)} on average at {scene.Worth(measure, at.Threshold)}";
        AcceptabilityRow[] rows = Rows(scene, measure);

        // The curves of the worst options would press the others together: the axis ends where four options still fit whole.
        double[] highest = [.. rows.GroupBy(row => row.Option).Select(group => group.Max(row => row.Regret.Value)).Order()];
        double top = highest.Length == 0 ? 1 : Math.Max(highest[Math.Min(3, highest.Length - 1)] * 1.05, 1e-9);
        string caption = $"Expected regret{(scene.Unit.Length > 0 ? ", " + scene.Unit : "")}: mean shortfall against the option that is best in each trial, by what one {Effect.Unit(measure)} is held to be worth";
        return Draw(scene, measure, settings, $"expected-loss-{Effect.File(measure)}", title, caption, "Expected regret", row => row.Regret.Value, top, Axes.Round(0, top, 5));
    }

    private static AcceptabilityRow[] Rows(DecisionScene scene, string measure) => [.. scene.Rows.Acceptability.Where(row => row.Measure == measure)];

    private static AcceptabilityRow? Nearest(DecisionScene scene, string measure, double threshold, string option) =>
        Rows(scene, measure).Where(row => row.Option == option).MinBy(row => Math.Abs(row.Threshold - threshold));

    private static Figure Draw(
        DecisionScene scene, string measure, FigureSettings settings, string file, string title, string caption, string yName, Func<AcceptabilityRow, double> value,
        double top, IReadOnlyList<(double At, string Text)> ticks)
    {
        AcceptabilityRow[][] curves = [.. scene.Options.Select(option => Rows(scene, measure).Where(row => row.Option == option.Id && double.IsFinite(value(row))).OrderBy(row => row.Threshold).ToArray())];
        AcceptabilityRow[] all = [.. curves.SelectMany(curve => curve)];
        using Sheet sheet = new(settings, scene.Options.Count, title, caption, scene.Foot);
        SKRect area = Axes.Area(sheet, CurveLabels.Room(sheet, scene.Options.Select(option => option.Name)));
        double low = all.Length == 0 ? 0 : all.Min(row => row.Threshold);
        double high = all.Length == 0 ? 1 : Math.Max(all.Max(row => row.Threshold), low + 1e-9);
        using Panel panel = new(area, low, high, 0, top);
        Axes.Draw(sheet, panel, Effect.Worth(measure, scene.Unit), yName, Axes.Round(low, high, sheet.Width > 800 ? 6 : 4), ticks);
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
            panel.Path(xs, ys, Theme.PlotColour(o, 0.75), 2);
            foreach ((int from, int to) in Stretches(curve))
            {
                panel.Path(xs[from..to], ys[from..to], Theme.PlotColour(o), 5);
            }

            ends.Add(new CurveEnd(scene.Options[o].Name, panel.Y(Math.Clamp(ys[^1], 0, top)), Theme.OptionColour(o)));
        }

        panel.Render(sheet);
        CurveLabels.Place(sheet, area, ends);
        VerdictRow? verdict = scene.Verdict(measure);
        string alt = verdict is null
            ? ""
            : " " + string.Join("; ", curves.Where(curve => curve.Length > 0).Select(curve => curve.MinBy(row => Math.Abs(row.Threshold - verdict.Threshold))!)
                .Select(row => $"{scene.Name(row.Option)}: {(top == 1 ? Say.Percent(value(row)) : scene.Money(value(row)))}")) + ".";
        return sheet.Finish(file, $"{caption}. {(verdict is null ? "" : $"At {scene.Worth(measure, verdict.Threshold)}:")}{alt}");
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
