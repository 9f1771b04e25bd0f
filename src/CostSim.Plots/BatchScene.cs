using CostSim.Tables;
using CostSim.Words;

namespace CostSim.Plots;

/// <summary>A scenario of a batch.</summary>
/// <param name="Id">Its identifier, as in files.</param>
/// <param name="Title">Its title.</param>
/// <param name="Scene">What its study says.</param>
public sealed record BatchScenario(string Id, string Title, DecisionScene Scene);

/// <summary>What the figures of a batch are drawn from.</summary>
/// <param name="Scenarios">Its scenarios, in order, as far as they have the same options; not empty.</param>
/// <param name="Regret">Rows of <c>regret.csv</c> about them.</param>
public sealed record BatchScene(IReadOnlyList<BatchScenario> Scenarios, IReadOnlyList<RegretRow> Regret)
{
    /// <summary>Language of names, numbers and sentences.</summary>
    public Language Language => Scenarios[0].Scene.Language;

    /// <summary>Draws the figures of a batch.</summary>
    /// <param name="settings">How to draw them.</param>
    /// <returns>The figures in a fixed order.</returns>
    public IReadOnlyList<Figure> Draw(FigureSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return FigureSet.Draw([.. Scenarios[0].Scene.Measures.SelectMany(Drawers)], settings);
    }

    internal BatchScene In(Language language) => this with
    {
        Scenarios = [.. Scenarios.Select(one => one with { Title = language.Name(one.Title), Scene = one.Scene.In(language) })],
    };

    internal string Title(string scenario) => Scenarios.FirstOrDefault(one => one.Id == scenario)?.Title ?? scenario;

    private IEnumerable<Func<FigureSettings, Figure>> Drawers(string measure)
    {
        yield return how => PreferredFigure.Draw(In(how.Language), measure, how);
        if (Regret.Any(row => row.Measure == measure))
        {
            yield return how => RegretFigure.Draw(In(how.Language), measure, how);
        }
    }
}
