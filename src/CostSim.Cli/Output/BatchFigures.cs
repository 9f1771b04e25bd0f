using CostSim.Plots;

namespace CostSim.Cli.Output;

/// <summary>The figures of a batch, from the files of its output folder: of the scenarios that have the same options, where these are most.</summary>
internal static class BatchFigures
{
    /// <summary>Draws them; none where no two scenarios have the same options.</summary>
    /// <param name="batch">What the files say.</param>
    /// <param name="settings">How.</param>
    public static IReadOnlyList<Figure> Draw(BatchTables batch, FigureSettings settings)
    {
        IGrouping<string, KeyValuePair<string, DecisionScene>>? alike = batch.Scenes.GroupBy(one => Options(one.Value)).OrderByDescending(group => group.Count()).FirstOrDefault();
        if (alike is null || alike.Count() < 2)
        {
            return [];
        }

        string[] options = [.. alike.First().Value.Options.Select(option => option.Id)];
        return new BatchScene(
            [.. alike.Select(one => new BatchScenario(one.Key, one.Value.Facts.Title, one.Value))],
            [.. batch.Regret.Where(row => row.Scenarios == alike.Count() && options.Contains(row.Option))]).Draw(settings);
    }

    private static string Options(DecisionScene scene) => string.Join('\n', scene.Options.Select(option => option.Id).Order(StringComparer.Ordinal));
}
