using CostSim.Tables;
using CostSim.Words;

namespace CostSim.Plots;

/// <summary>A heat map of a batch: how likely each option is the best in each scenario, with the one that is best on average framed.</summary>
internal static class PreferredFigure
{
    /// <summary>Options shown at most: those that are the best most often somewhere.</summary>
    private const int MostOptions = 8;

    public static Figure Draw(BatchScene batch, string measure, FigureSettings settings)
    {
        Language language = batch.Language;
        Row[] rows = [.. batch.Scenarios.Select(scenario => Read(scenario, measure)).OfType<Row>()];
        IGrouping<string, Row>? most = rows.GroupBy(row => row.Preferred).OrderByDescending(group => group.Count()).FirstOrDefault();
        DecisionScene first = batch.Scenarios[0].Scene;
        string title = most is null
            ? language.Text("figures.nothing")
            : language.Text(
                "figures.batch.preferred.title", ("option", language.QuotedName(first.Name(most.Key))), ("count", language.Number(most.Count(), 0)), ("all", language.Number(rows.Length, 0)),
                ("measure", language.Measure(measure)));
        using Sheet sheet = new(settings, rows.Length, title, language.Text("figures.batch.preferred.caption"), FootLine.OfBatch(language, first.Facts, rows.Length));
        Lay(sheet, first, rows);
        string list = Rows.List(rows.Select(row => language.Text(
            "figures.batch.preferred.alt-item", ("scenario", row.Title), ("option", first.Name(row.Preferred)), ("share", language.Percent(row.Shares.GetValueOrDefault(row.Preferred))))));
        return sheet.Finish($"preferred-{FileNames.Of(measure)}", language.Text("figures.batch.preferred.alt", ("list", list)));
    }

    private static Row? Read(BatchScenario scenario, string measure)
    {
        AcceptabilityRow[] rows = [.. scenario.Scene.Rows.Acceptability.Where(row => row.Measure == measure)];
        if (scenario.Scene.Verdict(measure) is not { } verdict || rows.Length == 0)
        {
            return null;
        }

        double at = rows.MinBy(row => Math.Abs(row.Threshold - verdict.Threshold))!.Threshold;
        return new Row(scenario.Title, verdict.Option, rows.Where(row => row.Threshold == at).ToDictionary(row => row.Option, row => row.ProbabilityBest.Value));
    }

    private static void Lay(Sheet sheet, DecisionScene scene, Row[] rows)
    {
        int room = CellTable.Room(sheet, scene.Options.Select(option => option.Name), MostOptions);
        OptionName[] shown = [.. scene.Options.OrderByDescending(option => rows.Select(row => row.Shares.GetValueOrDefault(option.Id)).DefaultIfEmpty(0).Max()).ThenBy(option => option.Id, StringComparer.Ordinal).Take(room)];
        OptionName[] options = [.. scene.Options.Where(shown.Contains)];
        CellTable.Lay(
            sheet, [.. options.Select(option => option.Name)],
            [.. rows.Select(row => new CellRow(row.Title, [.. options.Select(option => row.Shares.GetValueOrDefault(option.Id))], o => options[o].Id == row.Preferred))]);
    }

    private sealed record Row(string Title, string Preferred, Dictionary<string, double> Shares);
}
