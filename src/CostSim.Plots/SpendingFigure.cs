using CostSim.Simulation;
using CostSim.Tables;
using CostSim.Words;
using SkiaSharp;

namespace CostSim.Plots;

/// <summary>
/// Mean spending by year, one panel per option on shared axes: getting it and running it; where there is a ceiling on acquisition, what it covers,
/// against its line, and everything else on top.
/// </summary>
public static class SpendingFigure
{
    private static readonly YearlyOutcome[] Getting = [YearlyOutcome.Acquisition, YearlyOutcome.Missiles, YearlyOutcome.Infrastructure];
    private static readonly YearlyOutcome[] Running = [YearlyOutcome.Operation, YearlyOutcome.Replenishment, YearlyOutcome.Renewal];

    /// <summary>Draws the figure.</summary>
    /// <param name="tables">What the run says.</param>
    /// <param name="settings">How to draw it.</param>
    /// <returns>The figure.</returns>
    public static Figure Draw(RunTables tables, FigureSettings settings)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(settings);
        int years = Math.Max(1, tables.Facts.Years);
        double[] budget = Ceiling(tables, years);
        double[][] all = [.. tables.Options.Select(option => Sum(tables, option.Id, [.. Getting, .. Running], years))];
        double[][] getting = [.. tables.Options.Select(option => Sum(tables, option.Id, budget.Max() > 0 ? [YearlyOutcome.UnderCeiling] : Getting, years))];
        double[][] running = [.. all.Zip(getting, (whole, part) => whole.Zip(part, (a, b) => a - b).ToArray())];
        double peak = getting.Zip(running, (a, b) => a.Zip(b, (x, y) => x + y).Max()).Append(budget.Max()).Max();
        (string Name, double Value, int Year)[] highest =
            [.. getting.Select((flow, o) => (tables.Options[o].Name, flow.Zip(running[o], (a, b) => a + b).Max(), Array.IndexOf(flow.Zip(running[o], (a, b) => a + b).ToArray(), flow.Zip(running[o], (a, b) => a + b).Max())))];
        (string name, double most, int when) = highest.MaxBy(one => one.Value);
        Language language = settings.Language;
        string Year(int year) => Language.Year(tables.Facts.StartYear + year);
        string title = !(peak > 0)
            ? language.Text("figures.spending.none")
            : language.Text("figures.spending.title", ("name", language.QuotedName(name)), ("amount", language.Money(most)), ("year", Year(when)));
        using Sheet sheet = new(
            settings, tables.Options.Count, title, language.Text(budget.Max() > 0 ? "figures.spending.caption-budget" : "figures.spending.caption"), FootLine.Of(language, tables.Facts));
        Grid grid = Grid.Of(sheet, tables.Options.Count, tables.Options.Select(option => option.Name));
        double top = Math.Max(peak / 1000 * 1.05, 1e-3);
        double[] at = [.. Enumerable.Range(0, years).Select(y => (double)(tables.Facts.StartYear + y))];
        for (int o = 0; o < tables.Options.Count; o++)
        {
            SKRect area = grid.Cell(sheet, o, tables.Options[o].Name);
            using Panel panel = new(area, at[0], Math.Max(at[^1], at[0] + 1), 0, top);
            grid.Axes(sheet, panel, o, at, Plots.Axes.Round(language, 0, top, area.Height > 60 ? 3 : 2));
            double[] zero = new double[years];
            double[] low = [.. getting[o].Select(value => value / 1000)];
            double[] high = [.. getting[o].Zip(running[o], (a, b) => (a + b) / 1000)];
            panel.Band(at, zero, low, Theme.PlotColour(o));
            panel.Band(at, low, high, Theme.PlotColour(o, 0.35));
            if (budget.Max() > 0)
            {
                panel.Path(at, [.. budget.Select(value => value / 1000)], ScottPlot.Color.FromHex(Theme.Ink), 1.5f);
            }

            panel.Render(sheet);
        }

        string list = Rows.List(highest.Select(one =>
            language.Text("figures.spending.alt-item", ("name", one.Name), ("amount", language.Money(one.Value)), ("year", Year(one.Year)))));
        return sheet.Finish("spending", language.Text("figures.spending.alt", ("list", list)));
    }

    /// <summary>The ceiling by year; zeros where there is none, or where the tables do not say what it covers.</summary>
    private static double[] Ceiling(RunTables tables, int years)
    {
        string covered = YearlyOutcomes.All[(int)YearlyOutcome.UnderCeiling].Name;
        return tables.Timeline.Any(row => row.Outcome == covered) ? Sum(tables, tables.Options[0].Id, [YearlyOutcome.BudgetLine], years) : new double[years];
    }

    private static double[] Sum(RunTables tables, string option, YearlyOutcome[] outcomes, int years)
    {
        double[] sum = new double[years];
        string[] names = [.. outcomes.Select(outcome => YearlyOutcomes.All[(int)outcome].Name)];
        foreach (TimelineRow row in tables.Timeline)
        {
            int year = row.Year - tables.Facts.StartYear;
            if (row.Option == option && names.Contains(row.Outcome) && year >= 0 && year < years && double.IsFinite(row.Mean))
            {
                sum[year] += row.Mean;
            }
        }

        return sum;
    }
}
