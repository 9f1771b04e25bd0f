using CostSim.Tables;
using CostSim.Words;

namespace CostSim.Plots;

/// <summary>What share of the attackers of each class every option stops, in the raids that happened.</summary>
public static class InterceptionFigure
{
    /// <summary>Classes of attackers that a title has room for.</summary>
    private const int MostTold = 5;

    /// <summary>Draws the figure.</summary>
    /// <param name="tables">What the run says.</param>
    /// <param name="settings">How to draw it.</param>
    /// <returns>The figure.</returns>
    public static Figure Draw(RunTables tables, FigureSettings settings)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(settings);
        Language language = settings.Language;
        string[] classes = [.. tables.Interceptions.Where(row => double.IsFinite(row.Share.Value)).Select(row => row.ThreatClass).Distinct()];
        string Name(string threat) => language.Name(tables.Labels.GetValueOrDefault("threatClasses:" + threat, threat));
        InterceptionRow? Row(OptionName option, string threat) => tables.Interceptions.FirstOrDefault(row => row.Option == option.Id && row.ThreatClass == threat);
        double Share(OptionName option, string threat) => Row(option, threat)?.Share.Value ?? double.NaN;

        // Every class is told; of many only that they differ can be read in a title.
        string Span(string threat)
        {
            double[] shares = [.. tables.Options.Select(option => Share(option, threat)).Where(double.IsFinite)];
            (string low, string high) = (language.Percent(shares.Min()), language.Percent(shares.Max()));
            return language.Pair(Name(threat), low == high ? low : language.Text("figures.interceptions.range", ("low", low), ("high", high)));
        }

        string title = classes.Length == 0 ? language.Text("figures.interceptions.none")
            : classes.Length > MostTold ? language.Text("figures.interceptions.many", ("count", language.Number(classes.Length, 0)))
            : language.Text("figures.interceptions.title", ("list", Rows.List(classes.Select(Span))));
        string caption = language.Text(
            "figures.interceptions.caption", ("trials", language.Number(tables.Interceptions.Select(row => row.Trials).FirstOrDefault(), 0)), ("years", language.Number(tables.Facts.Years, 0)));
        using Sheet sheet = new(settings, tables.Options.Count, title, caption, FootLine.Of(language, tables.Facts));
        if (classes.Length > 0)
        {
            CellTable.Lay(
                sheet, [.. classes.Select(Name)],
                [.. tables.Options.Select(option => new CellRow(option.Name, [.. classes.Select(threat => Share(option, threat))], _ => false))]);
        }

        string list = Rows.List(tables.Options.Select(option => language.Pair(
            option.Name, string.Join(", ", classes.Select(threat => language.Text("figures.interceptions.alt-item", ("threat", Name(threat)), ("share", language.Percent(Share(option, threat)))))))));
        return sheet.Finish("interceptions", language.Text("figures.interceptions.alt", ("list", list)));
    }
}
