using CostSim.Simulation;
using CostSim.Tables;
using CostSim.Words;

namespace CostSim.Plots;

/// <summary>Looks up rows of the tables; a value that is not a finite number is taken as missing.</summary>
internal static class Rows
{
    public static string Column(Outcome outcome) => Outcomes.All.First(o => o.Outcome == outcome).Column;

    public static SummaryRow? Summary(RunTables tables, int option, Outcome outcome)
    {
        string column = Column(outcome);
        return tables.Summary.FirstOrDefault(r => r.Option == tables.Options[option].Id && r.Outcome == column);
    }

    /// <summary>A share in percent in few letters, never rounded to a certainty it is not.</summary>
    public static string ShortShare(Language language, double share) => share switch
    {
        > 0 and < 0.01 => "<" + language.Percent(1, 0),
        > 0.99 and < 1 => ">" + language.Percent(99, 0),
        _ => language.Percent(share * 100, 0),
    };

    /// <summary>Finite quantiles of an outcome in order of probability.</summary>
    public static DistributionRow[] Quantiles(RunTables tables, int option, Outcome outcome)
    {
        string column = Column(outcome);
        return [.. tables.Distributions
            .Where(r => r.Option == tables.Options[option].Id && r.Outcome == column && double.IsFinite(r.Value))
            .OrderBy(r => r.Probability)];
    }

    /// <summary>Value at a probability, between rows by a straight line; not a number outside of them.</summary>
    public static double At(DistributionRow[] rows, double probability)
    {
        int next = Array.FindIndex(rows, r => r.Probability >= probability - 1e-9);
        if (next < 0 || (next == 0 && rows[0].Probability > probability + 1e-9))
        {
            return double.NaN;
        }

        DistributionRow high = rows[next];
        if (next == 0 || high.Probability <= probability + 1e-9)
        {
            return high.Value;
        }

        DistributionRow low = rows[next - 1];
        return low.Value + ((high.Value - low.Value) * (probability - low.Probability) / (high.Probability - low.Probability));
    }

    /// <summary>Finite rows of a yearly outcome in order of years.</summary>
    public static TimelineRow[] Timeline(RunTables tables, int option, YearlyOutcome outcome)
    {
        string name = YearlyOutcomes.All.First(o => o.Outcome == outcome).Name;
        return [.. tables.Timeline
            .Where(r => r.Option == tables.Options[option].Id && r.Outcome == name
                && double.IsFinite(r.P05) && double.IsFinite(r.P25) && double.IsFinite(r.P50) && double.IsFinite(r.P75) && double.IsFinite(r.P95))
            .OrderBy(r => r.Year)];
    }

    /// <summary>Whether the option bought nothing: no acquisition in any year and no cancelled order, as far as the tables tell.</summary>
    public static bool NothingBought(RunTables tables, int option)
    {
        string name = YearlyOutcomes.All.First(o => o.Outcome == YearlyOutcome.Acquisition).Name;
        TimelineRow[] spent = [.. tables.Timeline.Where(r => r.Option == tables.Options[option].Id && r.Outcome == name)];
        SummaryRow? first = Summary(tables, option, Outcome.IocYear);
        return spent.Length > 0 && spent.All(r => r.Mean == 0 && r.P95 == 0)
            && (first is null || first.ShareCensored >= 1)
            && (Summary(tables, option, Outcome.Cancelled)?.Mean ?? 0) == 0;
    }

    /// <summary>Whether two medians differ by more than three standard errors; 1.25 is the ratio of a median's error to a mean's.</summary>
    public static bool Differ(double gap, double error1, double error2)
    {
        double error = 1.25 * Math.Sqrt((error1 * error1) + (error2 * error2));
        return double.IsFinite(error) && Math.Abs(gap) > 3 * error;
    }

    /// <summary>
    /// A sentence on lowest and highest of some values: with names only where each is told apart from its neighbour.
    /// </summary>
    public static string Span(Language language, string what, IReadOnlyList<(string Name, double Value, double Error)> values, Func<double, string> say)
    {
        if (values.Count == 1)
        {
            return language.Text("figures.span.one", ("what", what), ("value", say(values[0].Value)), ("name", values[0].Name));
        }

        (string Name, double Value, double Error)[] sorted = [.. values.OrderBy(v => v.Value)];
        (string Name, double Value, double Error) low = sorted[0];
        (string Name, double Value, double Error) high = sorted[^1];
        if (say(low.Value) == say(high.Value))
        {
            return language.Text("figures.span.alike", ("what", what), ("value", say(low.Value)), ("count", language.Number(values.Count, 0)));
        }

        string Named(string name, double value, bool isNamed) =>
            isNamed ? language.Text("figures.span.named", ("value", say(value)), ("name", name.Replace(' ', '\u00A0'))) : say(value);
        return language.Text(
            "figures.span.range", ("what", what), ("low", Named(low.Name, low.Value, Differ(sorted[1].Value - low.Value, low.Error, sorted[1].Error))),
            ("high", Named(high.Name, high.Value, Differ(high.Value - sorted[^2].Value, high.Error, sorted[^2].Error))));
    }

    /// <summary>A title that says which of the options shown it does not speak of; as it is where it speaks of all.</summary>
    /// <param name="language">The language.</param>
    /// <param name="title">The title.</param>
    /// <param name="shown">Names of the options shown.</param>
    /// <param name="told">Names of those that the title speaks of.</param>
    public static string Without(Language language, string title, IEnumerable<string> shown, IEnumerable<string> told)
    {
        string[] left = [.. shown.Except(told)];
        return left.Length == 0 ? title
            : left.Length <= 2 ? language.Text("figures.span.without", ("title", title), ("list", language.List([.. left.Select(name => name.Replace(' ', '\u00A0'))])))
            : language.Text("figures.span.without-many", ("title", title), ("count", language.Number(left.Length, 0)));
    }

    /// <summary>Items of a list that may hold commas, told apart by semicolons.</summary>
    public static string List(IEnumerable<string> items) => string.Join("; ", items);
}
