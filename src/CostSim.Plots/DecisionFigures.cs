using CostSim.Tables;

namespace CostSim.Plots;

/// <summary>What the choice hangs on: sensitivity, value of information, switch points.</summary>
internal static class DecisionFigures
{
    /// <summary>By input, how likely the preferred option is the wrong one in the tenths of trials with the lowest and the highest input.</summary>
    public static Figure Choice(DecisionScene scene, string measure, FigureSettings settings)
    {
        SensitivityRow[] rows = Telling(scene, $"loses:{measure}");
        string name = rows.Length > 0 ? scene.Name(rows[0].Option) : "";
        double middle = Middle(scene, measure);
        string title = rows.Length == 0
            ? "No input on its own decides whether the preferred option is the best"
            : $"Whether “{name}” is the best hangs most on “{scene.Input(rows[0].Input)}”";
        Bar[] bars = [.. rows.Select(row => new Bar(
            scene.Input(row.Input), row.Low.Value, row.High.Value, double.NaN, double.NaN, $"{Say.Percent(row.Low.Value)} → {Say.Percent(row.High.Value)}"))];
        return Tornado(
            scene, settings, $"sensitivity-choice-{Effect.File(measure)}", title,
            "Share of trials in which another option is better, %: tenth of trials with the lowest input → tenth with the highest. Line: all trials",
            bars, "Another option is better, %", "lowest → highest", (0, 1), Axes.Shares, middle);
    }

    /// <summary>By input, the mean cost of the preferred option in the tenths of trials with the lowest and the highest input.</summary>
    public static Figure Cost(DecisionScene scene, string measure, FigureSettings settings)
    {
        string option = scene.Verdict(measure)?.Option ?? "";
        string cost = scene.Rows.Sensitivity.FirstOrDefault(row => !row.Outcome.StartsWith("loses:", StringComparison.Ordinal))?.Outcome ?? "";
        SensitivityRow[] rows = [.. Telling(scene, cost).Where(row => row.Option == option)];
        double mean = scene.Rows.Frontier.FirstOrDefault(row => row.Option == option)?.Cost.Value ?? double.NaN;
        double scale = scene.Unit == "MEUR" ? 1000 : 1;
        string unit = scene.Unit == "MEUR" ? "bn EUR" : scene.Unit;
        double[] ends = [.. rows.SelectMany(row => (double[])[row.Low.Value / scale, row.High.Value / scale]).Append(mean / scale).Where(double.IsFinite)];
        (double low, double high) = ends.Length == 0 ? (0, 1) : (ends.Min(), ends.Max());
        double pad = Math.Max((high - low) * 0.06, 1e-6);
        int decimals = high - low < 1 ? 2 : 1;
        Bar[] bars = [.. rows.Select(row => new Bar(
            scene.Input(row.Input), row.Low.Value / scale, row.High.Value / scale, double.NaN, double.NaN,
            $"{Say.Number(row.Low.Value / scale, decimals)} → {Say.Number(row.High.Value / scale, decimals)}"))];
        string title = rows.Length == 0
            ? "No input on its own explains the cost"
            : $"What “{scene.Name(option)}” will cost hangs most on “{scene.Input(rows[0].Input)}”";
        return Tornado(
            scene, settings, "sensitivity-cost", title,
            $"Mean life-cycle cost{(unit.Length > 0 ? ", " + unit : "")}: tenth of trials with the lowest input → tenth with the highest. Line: all trials",
            bars, $"Mean cost{(unit.Length > 0 ? ", " + unit : "")}", "lowest → highest", (low - pad, high + pad), Axes.Round(low - pad, high + pad, 5), mean / scale);
    }

    /// <summary>By input or group, what knowing it before choosing would be worth.</summary>
    public static Figure Information(DecisionScene scene, string measure, FigureSettings settings)
    {
        double headline = scene.Verdict(measure)?.Threshold ?? 0;
        InformationRow[] own = [.. scene.Rows.Information.Where(row => row.Measure == measure)];
        double threshold = own.Where(row => row.Input != "(all)").Select(row => row.Threshold).DefaultIfEmpty(headline).MinBy(one => Math.Abs(one - headline));
        InformationRow[] at = [.. own.Where(row => row.Threshold == threshold)];
        InformationRow? all = at.FirstOrDefault(row => row.Input == "(all)");
        InformationRow[] rows = [.. at.Where(row => row.Input != "(all)" && row.Value.Value > 2 * row.Value.StandardError).OrderByDescending(row => row.Value.Value).Take(BarSheet.Most)];
        Bar[] bars =
        [
            .. rows.Select(row => new Bar(
                scene.Input(row.Input), 0, row.Value.Value, row.Value.Value - (1.96 * row.Value.StandardError), row.Value.Value + (1.96 * row.Value.StandardError),
                $"{Say.Number(row.Value.Value, 0)} ± {Say.Number(Math.Max(1, row.Value.StandardError), 0)}")),
        ];
        double top = Math.Max(bars.Length == 0 ? 1 : bars.Max(bar => bar.High), 1e-6) * 1.04;
        string title = rows.Length == 0
            ? "No single input is worth learning before the choice"
            : $"Worth most to learn before choosing: “{scene.Input(rows[0].Input)}”, {scene.Money(rows[0].Value.Value)} of {scene.Money(all?.Value.Value ?? double.NaN)} for knowing everything";
        return Tornado(
            scene, settings, $"value-of-information-{Effect.File(measure)}", title,
            $"Expected gain from knowing an input before choosing, at {scene.Worth(measure, threshold)}. Line over the bar: 95 % interval",
            bars, $"Expected value of information{(scene.Unit.Length > 0 ? ", " + scene.Unit : "")}", "± standard error", (0, top), Axes.Round(0, top, 5), double.NaN);
    }

    /// <summary>By input, where in its range the option to prefer changes.</summary>
    public static Figure BreakEven(DecisionScene scene, string measure, FigureSettings settings)
    {
        BreakEvenRow[] rows = [.. scene.Rows.BreakEven.Where(row => row.Measure == measure).OrderBy(row => Math.Abs(row.Point.ShareBelow - 0.5)).Take(BarSheet.Most)];
        Bar[] bars =
        [
            .. rows.Select(row => new Bar(
                scene.Input(row.Input), row.Point.ShareBelow, row.Point.ShareBelow, double.NaN, double.NaN,
                $"{Value(row.Point)}: {scene.Name(row.From)} → {scene.Name(row.To)}") { IsMark = true }),
        ];
        string title = rows.Length == 0
            ? "Along no single input does the option to prefer change"
            : $"The option to prefer changes along {Count(rows)}, nearest to the middle of its range along “{scene.Input(rows[0].Input)}”";
        return Tornado(
            scene, settings, $"break-even-{Effect.File(measure)}", title,
            "Diamond: place of the switch in the input's range, as the share of trials below it; all other inputs as uncertain as they are",
            bars, "Share of trials with a lower input, %", "switches at", (0, 1), Axes.Shares, double.NaN);
    }

    private static string Count(BreakEvenRow[] rows)
    {
        int count = rows.Select(row => row.Input).Distinct().Count();
        return count == 1 ? "one input" : $"{count} inputs";
    }

    /// <summary>A switch point with as many digits as its interval supports.</summary>
    private static string Value(Decisions.SwitchPoint point)
    {
        double half = (point.High - point.Low) / 2;
        int decimals = !(half > 0) || !double.IsFinite(half) ? 2 : Math.Clamp((int)Math.Ceiling(-Math.Log10(half)), 0, 5);
        return Say.Number(point.Value, decimals);
    }

    /// <summary>The inputs that explain most of a result beyond noise.</summary>
    private static SensitivityRow[] Telling(DecisionScene scene, string outcome) =>
    [
        .. scene.Rows.Sensitivity.Where(row => row.Outcome == outcome && row.FirstOrder.Value > 2 * row.FirstOrder.StandardError)
            .OrderByDescending(row => Math.Abs(row.High.Value - row.Low.Value)).ThenBy(row => row.Input, StringComparer.Ordinal)
            .GroupBy(row => row.Option).SelectMany(group => group.Take(BarSheet.Most)),
    ];

    /// <summary>Share of all trials in which another option is better than the preferred one.</summary>
    private static double Middle(DecisionScene scene, string measure)
    {
        VerdictRow? verdict = scene.Verdict(measure);
        AcceptabilityRow? at = scene.Rows.Acceptability.Where(row => row.Measure == measure && row.Option == verdict?.Option)
            .MinBy(row => Math.Abs(row.Threshold - verdict!.Threshold));
        return at is null || Math.Abs(at.Threshold - verdict!.Threshold) > 1e-9 * Math.Abs(verdict.Threshold) ? double.NaN : 1 - at.ProbabilityBest.Value;
    }

    private static Figure Tornado(
        DecisionScene scene, FigureSettings settings, string file, string title, string caption, Bar[] bars, string axis, string values, (double Low, double High) range,
        IReadOnlyList<(double At, string Text)> ticks, double middle)
    {
        using Sheet sheet = new(settings, bars.Length, title, caption, scene.Foot);
        BarSheet.Lay(sheet, bars, axis, values, range, ticks, middle);
        return sheet.Finish(file, $"{caption}. {string.Join("; ", bars.Select(bar => $"{bar.Name}: {bar.Value}"))}.");
    }
}
