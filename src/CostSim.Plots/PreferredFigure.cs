using CostSim.Tables;
using CostSim.Words;
using SkiaSharp;

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
        float line = Sheet.LineHeight(Theme.SmallText);
        float inner = sheet.Width - (2 * Sheet.Margin);
        float word = scene.Options.SelectMany(option => option.Name.Split(' ')).Max(part => Sheet.Measure(part, Theme.SmallText, TextWeight.SemiBold)) + 4;
        float part = sheet.Width > 800 ? 0.25f : 0.42f;
        int room = Math.Clamp((int)(((inner * (1 - part)) - 10) / (word + 4)), 1, MostOptions);
        OptionName[] shown = [.. scene.Options.OrderByDescending(option => rows.Select(row => row.Shares.GetValueOrDefault(option.Id)).DefaultIfEmpty(0).Max()).Take(room)];
        OptionName[] options = [.. scene.Options.Where(shown.Contains)];
        float names = Math.Min(rows.Select(row => Sheet.Measure(row.Title, Theme.LabelText, TextWeight.SemiBold)).DefaultIfEmpty(0).Max() + 2, Math.Max(inner * part, inner - (options.Length * (word + 4)) - 10));
        float left = Sheet.Margin + names + 10;
        float width = (sheet.Width - Sheet.Margin - left) / options.Length;
        int heads = options.Max(option => Sheet.Wrap(option.Name, width - 4, Theme.SmallText, TextWeight.SemiBold).Count);
        float top = sheet.Top + (heads * line) + 4;
        float height = (sheet.Bottom - top) / Math.Max(1, rows.Length);
        for (int o = 0; o < options.Length; o++)
        {
            int lines = Sheet.Wrap(options[o].Name, width - 4, Theme.SmallText, TextWeight.SemiBold).Count;
            _ = sheet.Paragraph(options[o].Name, left + ((o + 0.5f) * width), top - 4 - (lines * line), width - 4, Theme.SmallText, TextWeight.SemiBold, Theme.Ink, 0.5f);
        }

        for (int r = 0; r < rows.Length; r++)
        {
            float middle = top + ((r + 0.5f) * height);
            float size = Sheet.Wrap(rows[r].Title, names, Theme.LabelText, TextWeight.SemiBold).Count * Sheet.LineHeight(Theme.LabelText) <= height ? Theme.LabelText : Theme.SmallText;
            int lines = Sheet.Wrap(rows[r].Title, names, size, TextWeight.SemiBold).Count;
            _ = sheet.Paragraph(rows[r].Title, Sheet.Margin + names, middle - (lines * Sheet.LineHeight(size) / 2f), names, size, TextWeight.SemiBold, Theme.Ink, 1);
            for (int o = 0; o < options.Length; o++)
            {
                double share = rows[r].Shares.GetValueOrDefault(options[o].Id);
                SKRect cell = SKRect.Create(left + (o * width) + 2, top + (r * height) + 2, width - 4, height - 4);
                Cell(sheet, cell, share, options[o].Id == rows[r].Preferred);
            }
        }
    }

    private static void Cell(Sheet sheet, SKRect cell, double share, bool isPreferred)
    {
        string ground = Theme.Shade(share);
        sheet.Fill(cell, ground, isPreferred ? Theme.Ink : Theme.SoftInk, isPreferred ? 3 : 0.6f);
        float line = Sheet.LineHeight(Theme.LabelText);
        string text = sheet.Language.Number(share * 100, 0) == "0" && share > 0 ? "<" + sheet.Language.Percent(1, 0) : sheet.Language.Percent(Math.Round(share * 100), 0);
        _ = sheet.Text(text, cell.MidX, cell.MidY - (line / 2), Theme.LabelText, isPreferred ? TextWeight.Bold : TextWeight.Regular, Theme.TextOn(ground), 0.5f, ground);
    }

    private sealed record Row(string Title, string Preferred, Dictionary<string, double> Shares);
}
