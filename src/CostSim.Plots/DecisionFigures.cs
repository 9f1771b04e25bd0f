using CostSim.Tables;
using CostSim.Words;

namespace CostSim.Plots;

/// <summary>What the choice hangs on: sensitivity, value of information, switch points.</summary>
internal static class DecisionFigures
{
    /// <summary>By input or event, how likely the preferred option is the wrong one in the tenths of trials with the lowest and the highest input, or without and with the event.</summary>
    public static Figure Choice(DecisionScene scene, string measure, FigureSettings settings)
    {
        SensitivityRow[] rows = Telling(scene, $"loses:{measure}");
        string name = rows.Length > 0 ? scene.Name(rows[0].Option) : "";
        double middle = Middle(scene, measure);
        Language language = scene.Language;
        string title = rows.Length == 0
            ? language.Text("figures.choice.none")
            : language.Text("figures.choice.title", ("option", language.QuotedName(name)), ("input", language.Quote(scene.Input(rows[0].Input))));
        Bar[] bars = [.. rows.Select(row => new Bar(
            scene.Input(row.Input), row.Low.Value, row.High.Value, double.NaN, double.NaN, Change(language, language.Percent(row.Low.Value), language.Percent(row.High.Value))))];
        return Tornado(
            scene, settings, $"sensitivity-choice-{FileNames.Of(measure)}", title, language.Text("figures.choice.caption"),
            bars, language.Text("figures.choice.x"), language.Text("figures.tornado.values"), (0, 1), Axes.Shares(language), middle);
    }

    /// <summary>By input or event, the mean cost of the preferred option in the tenths of trials with the lowest and the highest input, or without and with the event.</summary>
    public static Figure Cost(DecisionScene scene, string measure, FigureSettings settings)
    {
        string option = scene.Verdict(measure)?.Option ?? "";
        string cost = scene.Rows.Sensitivity.FirstOrDefault(row => !row.Outcome.StartsWith("loses:", StringComparison.Ordinal))?.Outcome ?? "";
        SensitivityRow[] rows = [.. Telling(scene, cost).Where(row => row.Option == option)];
        double mean = scene.Rows.Frontier.FirstOrDefault(row => row.Option == option)?.Cost.Value ?? double.NaN;
        double scale = scene.IsMoney ? 1000 : 1;
        Language language = scene.Language;
        double[] ends = [.. rows.SelectMany(row => (double[])[row.Low.Value / scale, row.High.Value / scale]).Append(mean / scale).Where(double.IsFinite)];
        (double low, double high) = ends.Length == 0 ? (0, 1) : (ends.Min(), ends.Max());
        double pad = Math.Max((high - low) * 0.06, 1e-6);
        int decimals = high - low < 1 ? 2 : 1;
        Bar[] bars = [.. rows.Select(row => new Bar(
            scene.Input(row.Input), row.Low.Value / scale, row.High.Value / scale, double.NaN, double.NaN,
            Change(language, language.Number(row.Low.Value / scale, decimals), language.Number(row.High.Value / scale, decimals))))];
        string title = rows.Length == 0
            ? language.Text("figures.hangs.none")
            : language.Text("figures.hangs.title", ("option", language.QuotedName(scene.Name(option))), ("input", language.Quote(scene.Input(rows[0].Input))));
        return Tornado(
            scene, settings, "sensitivity-cost", title, language.Text("figures.hangs.caption"), bars, language.Text(scene.IsMoney ? "figures.hangs.x-billion" : "figures.hangs.x"),
            language.Text("figures.tornado.values"), (low - pad, high + pad), Axes.Round(language, low - pad, high + pad, 5), mean / scale);
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
                scene.Language.WithError(row.Value.Value, row.Value.StandardError))),
        ];
        double top = Math.Max(bars.Length == 0 ? 1 : bars.Max(bar => bar.High), 1e-6) * 1.04;
        Language language = scene.Language;
        string title = rows.Length == 0
            ? language.Text("figures.information.none")
            : language.Text(
                "figures.information.title", ("input", language.Quote(scene.Input(rows[0].Input))), ("amount", scene.Money(rows[0].Value.Value)), ("all", scene.Money(all?.Value.Value ?? double.NaN)));
        return Tornado(
            scene, settings, $"value-of-information-{FileNames.Of(measure)}", title, language.Text("figures.information.caption", ("worth", scene.Worth(measure, threshold))),
            bars, language.Text(scene.IsMoney ? "figures.information.x-million" : "figures.information.x"), language.Text("figures.information.values"), (0, top), Axes.Round(language, 0, top, 5), double.NaN);
    }

    /// <summary>By input, where in its range the option to prefer changes.</summary>
    public static Figure BreakEven(DecisionScene scene, string measure, FigureSettings settings)
    {
        BreakEvenRow[] rows = [.. scene.Rows.BreakEven.Where(row => row.Measure == measure).OrderBy(row => Math.Abs(row.Point.ShareBelow - 0.5)).Take(BarSheet.Most)];
        Bar[] bars =
        [
            .. rows.Select(row => new Bar(
                scene.Input(row.Input), row.Point.ShareBelow, row.Point.ShareBelow, double.NaN, double.NaN,
                scene.Language.Text("figures.break-even.value", ("value", Value(scene, row)), ("from", scene.Name(row.From)), ("to", scene.Name(row.To)))) { IsMark = true }),
        ];
        Language language = scene.Language;
        string title = rows.Length == 0
            ? language.Text("figures.break-even.none")
            : language.Plural("figures.break-even.title", rows.Select(row => row.Input).Distinct().Count(), ("input", language.Quote(scene.Input(rows[0].Input))));
        return Tornado(
            scene, settings, $"break-even-{FileNames.Of(measure)}", title, language.Text("figures.break-even.caption"),
            bars, language.Text("figures.break-even.x"), language.Text("figures.break-even.values"), (0, 1), Axes.Shares(language), double.NaN);
    }

    private static string Change(Language language, string from, string to) => language.Text("figures.change", ("from", from), ("to", to));

    /// <summary>A switch point with as many digits as its interval supports.</summary>
    internal static string Value(DecisionScene scene, BreakEvenRow row) => Value(scene, row, row.Point.Value);

    /// <summary>A value beside a switch point, with the same digits.</summary>
    internal static string Value(DecisionScene scene, BreakEvenRow row, double value)
    {
        double half = (row.Point.High - row.Point.Low) / 2;
        int decimals = !(half > 0) || !double.IsFinite(half) ? 2 : Math.Clamp((int)Math.Ceiling(-Math.Log10(half)), 0, 5);
        return scene.InputValue(row.Input, value, decimals);
    }

    /// <summary>The inputs and events that explain most of a result beyond noise, the most telling first.</summary>
    internal static SensitivityRow[] Telling(DecisionScene scene, string outcome) =>
    [
        .. scene.Rows.Sensitivity.Where(row => row.Outcome == outcome && row.IsDistinguishable)
            .OrderByDescending(row => row.FirstOrder.Value).ThenBy(row => row.Input, StringComparer.Ordinal)
            .GroupBy(row => row.Option).SelectMany(group => group.Take(BarSheet.Most)),
    ];

    /// <summary>Share of all trials in which another option is better than the preferred one.</summary>
    private static double Middle(DecisionScene scene, string measure)
    {
        VerdictRow? verdict = scene.Verdict(measure);
        AcceptabilityRow? at = scene.Rows.Acceptability.Where(row => row.Measure == measure && row.Option == verdict?.Option)
            .MinBy(row => Math.Abs(row.Threshold - verdict!.Threshold));
        return at is null || Math.Abs(at.Threshold - verdict!.Threshold) > 1e-9 * Math.Abs(verdict.Threshold) ? double.NaN : 1 - at.AmongBest;
    }

    private static Figure Tornado(
        DecisionScene scene, FigureSettings settings, string file, string title, string caption, Bar[] bars, string axis, string values, (double Low, double High) range,
        IReadOnlyList<(double At, string Text)> ticks, double middle)
    {
        using Sheet sheet = new(settings, bars.Length, title, caption, FootLine.Of(scene.Language, scene.Facts));
        BarSheet.Lay(sheet, bars, axis, values, range, ticks, middle);
        return sheet.Finish(
            file, bars.Length == 0 ? caption : scene.Language.Text("figures.tornado.alt", ("caption", caption), ("list", Rows.List(bars.Select(bar => scene.Language.Pair(bar.Name, bar.Value))))));
    }
}
