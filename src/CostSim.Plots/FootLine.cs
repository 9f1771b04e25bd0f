using System.Globalization;
using CostSim.Tables;
using CostSim.Words;

namespace CostSim.Plots;

/// <summary>The last line of a figure: source, trials, seed, version, and whether its words are drafts.</summary>
internal static class FootLine
{
    /// <summary>Design of samples that came from elsewhere.</summary>
    public const string Given = "given";

    /// <summary>The line.</summary>
    /// <param name="language">The language.</param>
    /// <param name="facts">What the figure was made of.</param>
    public static string Of(Language language, RunFacts facts)
    {
        string trials = Trials(language, facts);
        string year = facts.PriceBase.ToString(CultureInfo.InvariantCulture);
        return Marked(language, facts.Design switch
        {
            Given when facts.PriceBase == 0 => language.Text("figures.foot.study", ("version", facts.Version), ("name", facts.Scenario), ("trials", trials)),
            Given => language.Text("figures.foot.study-priced", ("version", facts.Version), ("name", facts.Scenario), ("trials", trials), ("year", year)),
            _ => language.Text(
                "figures.foot.run", ("version", facts.Version), ("scenario", facts.Scenario), ("trials", trials), ("design", Design(language, facts.Design)),
                ("seed", facts.Seed.ToString(CultureInfo.InvariantCulture)), ("year", year)),
        });
    }

    /// <summary>The line of a figure about several scenarios.</summary>
    /// <param name="language">The language.</param>
    /// <param name="facts">Facts of the first of them.</param>
    /// <param name="scenarios">How many there are.</param>
    public static string OfBatch(Language language, RunFacts facts, int scenarios) => Marked(language, language.Text(
        "figures.foot.batch", ("version", facts.Version), ("scenarios", language.Number(scenarios, 0)), ("trials", Trials(language, facts)),
        ("seed", facts.Seed.ToString(CultureInfo.InvariantCulture))));

    private static string Marked(Language language, string line) => language.HasDrafts ? $"{line} ({language.DraftMark})" : line;

    private static string Trials(Language language, RunFacts facts) => facts.Replicates > 1
        ? language.Text("figures.trials-replicated", ("count", language.Number(facts.Trials, 0)), ("replicates", language.Number(facts.Replicates, 0)))
        : language.Text("figures.trials", ("count", language.Number(facts.Trials, 0)));

    private static string Design(Language language, string design) => design switch
    {
        "mc" => language.Text("figures.design.mc"),
        "lhs" => language.Text("figures.design.lhs"),
        "sobol" => language.Text("figures.design.sobol"),
        _ => design,
    };
}
