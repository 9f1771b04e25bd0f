using CostSim.Tables;
using CostSim.Words;
using SkiaSharp;

namespace CostSim.Plots;

/// <summary>How likely the loss that happens over the horizon is larger than a size, by option, on a logarithmic axis.</summary>
public static class ExceedanceFigure
{
    /// <summary>Draws the figure.</summary>
    /// <param name="tables">What the run says.</param>
    /// <param name="settings">How to draw it.</param>
    /// <returns>The figure.</returns>
    public static Figure Draw(RunTables tables, FigureSettings settings)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(settings);
        Language language = settings.Language;
        ExceedanceRow[][] curves = [.. tables.Options.Select(option => tables.Exceedance.Where(row => row.Option == option.Id && row.LossMEur > 0 && double.IsFinite(row.Probability)).OrderBy(row => row.LossMEur).ToArray())];
        ExceedanceRow[] all = [.. curves.SelectMany(curve => curve)];
        double large = Telling(all);
        double first = First(all, large);
        all = [.. all.Where(row => row.LossMEur >= first)];
        curves = [.. curves.Select(curve => curve.Where(row => row.LossMEur >= first).ToArray())];
        (string, double, double)[] at =
        [
            .. curves.Where(curve => curve.Any(row => row.LossMEur == large)).Select(curve => curve.First(row => row.LossMEur == large))
                .Select(row => (tables.Options.First(option => option.Id == row.Option).Name, row.Probability, row.StandardError)),
        ];
        string title = at.Length == 0
            ? language.Text("figures.exceedance.none")
            : Rows.Without(
                language, Rows.Span(language, language.Text("figures.exceedance.what", ("amount", language.Money(large, 0))), at, language.Percent),
                tables.Options.Select(option => option.Name), at.Select(one => one.Item1));
        using Sheet sheet = new(
            settings, tables.Options.Count, title, language.Text("figures.exceedance.caption", ("years", language.Number(tables.Facts.Years, 0))), FootLine.Of(language, tables.Facts));
        SKRect area = Axes.Area(sheet, CurveLabels.Room(sheet, tables.Options.Select(option => option.Name)));
        double low = all.Length == 0 ? 0 : Math.Log10(all.Min(row => row.LossMEur));
        double high = all.Length == 0 ? 1 : Math.Max(Math.Log10(all.Where(row => row.Probability > 0).Select(row => row.LossMEur).DefaultIfEmpty(1).Max()), low + 1);
        double top = all.Length == 0 ? 1 : Math.Min(1, Math.Max(all.Max(row => row.Probability) * 1.05, 0.01));
        using Panel panel = new(area, low, high, 0, top);
        (double, string)[] xs = [.. Decades(low, high).Select(mEur => (Math.Log10(mEur), language.Significant(mEur)))];
        (double, string)[] ys = [.. Axes.Round(language, 0, top * 100, 5).Select(tick => (tick.At / 100, tick.Text))];
        Axes.Draw(sheet, panel, language.Text("figures.exceedance.x"), language.Text("figures.exceedance.y"), xs, ys);
        List<CurveEnd> ends = [];
        for (int o = 0; o < curves.Length; o++)
        {
            ExceedanceRow[] curve = [.. curves[o].Where(row => Math.Log10(row.LossMEur) <= high)];
            if (curve.Length > 0)
            {
                panel.Path([.. curve.Select(row => Math.Log10(row.LossMEur))], [.. curve.Select(row => row.Probability)], Theme.PlotColour(o), 3, Theme.Dashes(o));
                ends.Add(new CurveEnd(tables.Options[o].Name, panel.Y(curve[^1].Probability), Theme.OptionColour(o), -curve.First(row => row.LossMEur >= large).Probability));
            }
        }

        panel.Render(sheet);
        CurveLabels.Place(sheet, area, ends);
        string list = Rows.List(at.Select(one => language.Pair(one.Item1, language.Percent(one.Item2))));
        return sheet.Finish("exceedance", language.Text("figures.exceedance.alt", ("title", title), ("list", list)));
    }

    /// <summary>The size at which the options differ most.</summary>
    private static double Telling(ExceedanceRow[] all) =>
        all.GroupBy(row => row.LossMEur).OrderByDescending(rows => rows.Max(row => row.Probability) - rows.Min(row => row.Probability)).ThenBy(rows => rows.Key)
            .Select(rows => rows.Key).FirstOrDefault();

    /// <summary>Where the axis begins: where no option is more than twice as likely to lose more as at the telling size, so that the tail fills the figure.</summary>
    private static double First(ExceedanceRow[] all, double telling)
    {
        double most = 2 * all.Where(row => row.LossMEur == telling).Select(row => row.Probability).DefaultIfEmpty(1).Max();
        return all.GroupBy(row => row.LossMEur).Where(rows => rows.Key <= telling && rows.All(row => row.Probability <= most)).Select(rows => rows.Key).DefaultIfEmpty(telling).Min();
    }

    /// <summary>1, 2 and 5 in every power of ten; the powers alone where that would be many.</summary>
    private static IEnumerable<double> Decades(double low, double high)
    {
        double[] steps = high - low > 2.5 ? [1] : [1, 2, 5];
        return Enumerable.Range((int)Math.Floor(low), (int)Math.Ceiling(high - low) + 2).SelectMany(power => steps.Select(step => step * Math.Pow(10, power)))
            .Where(mEur => Math.Log10(mEur) >= low - 1e-9 && Math.Log10(mEur) <= high + 1e-9);
    }
}
