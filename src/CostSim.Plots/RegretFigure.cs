using CostSim.Tables;
using CostSim.Words;

namespace CostSim.Plots;

/// <summary>Regret across the scenarios of a batch (Savage 1951): the largest and the mean of what each option falls short of the best.</summary>
internal static class RegretFigure
{
    public static Figure Draw(BatchScene batch, string measure, FigureSettings settings)
    {
        Language language = batch.Language;
        DecisionScene scene = batch.Scenarios[0].Scene;
        double headline = scene.Verdict(measure)?.Threshold ?? 0;
        RegretRow[] own = [.. batch.Regret.Where(row => row.Measure == measure)];
        double at = own.Select(row => row.Threshold).MinBy(threshold => Math.Abs(threshold - headline));
        RegretRow[] rows = [.. own.Where(row => row.Threshold == at).OrderByDescending(row => row.IsLeastWorst).ThenBy(row => row.WorstRegret).ThenBy(row => row.Option, StringComparer.Ordinal)];
        Bar[] bars =
        [
            .. rows.Select(row => new Bar(
                scene.Name(row.Option), 0, row.WorstRegret / 1000, double.NaN, double.NaN,
                language.Text("figures.batch.regret.value", ("amount", language.Money(row.WorstRegret)), ("scenario", batch.Title(row.WorstScenario)))) { Point = row.MeanRegret / 1000 }),
        ];
        double top = Math.Max(bars.Max(bar => bar.To), 1e-6) * 1.04;
        RegretRow least = rows.FirstOrDefault(row => row.IsLeastWorst) ?? rows[0];
        string title = language.Text(
            "figures.batch.regret.title", ("option", language.QuotedName(scene.Name(least.Option))), ("amount", language.Money(least.WorstRegret)), ("scenario", language.QuotedName(batch.Title(least.WorstScenario))));
        string caption = language.Text("figures.batch.regret.caption", ("count", language.Number(least.Scenarios, 0)), ("worth", scene.Worth(measure, at)));
        using Sheet sheet = new(settings, bars.Length, title, caption, FootLine.OfBatch(language, scene.Facts, least.Scenarios));
        BarSheet.Lay(sheet, bars, language.Text("figures.batch.regret.x"), language.Text("figures.batch.regret.values"), (0, top), Axes.Round(language, 0, top, 5), double.NaN);
        return sheet.Finish(
            $"regret-{FileNames.Of(measure)}", language.Text("figures.tornado.alt", ("caption", caption), ("list", Rows.List(bars.Select(bar => language.Pair(bar.Name, bar.Value))))));
    }
}
