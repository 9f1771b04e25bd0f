using CostSim.Words;

namespace CostSim.Cli.Report;

/// <summary>What files call by a word of their own, in the words of a page.</summary>
internal static class ReportTerms
{
    /// <summary>A criterion, after “by”.</summary>
    public static string Criterion(this Language language, string name) => language.Text(name switch
    {
        "worst_tail" => "report.brief.criterion.worst-tail",
        "minimax_regret" => "report.brief.criterion.minimax-regret",
        _ => "report.brief.criterion.target",
    });

    /// <summary>A criterion, on its own.</summary>
    public static string CriterionName(this Language language, string name) => language.Text(name switch
    {
        "mean" => "report.criterion.mean",
        "worst_tail" => "report.criterion.worst-tail",
        "minimax_regret" => "report.criterion.minimax-regret",
        _ => "report.criterion.target",
    });

    /// <summary>A place on the efficiency frontier or off it.</summary>
    public static string Place(this Language language, Decisions.FrontierStatus status) => language.Text(status switch
    {
        Decisions.FrontierStatus.Frontier => "report.place.frontier",
        Decisions.FrontierStatus.Dominated => "report.place.dominated",
        _ => "report.place.extended",
    });

    /// <summary>A unit of an input; one that the glossary does not know stays as it is.</summary>
    public static string Unit(this Language language, string unit) => IsKnownUnit(unit) ? language.Text(UnitKey(unit)) : unit;

    /// <summary>Whether the glossary has a unit.</summary>
    public static bool IsKnownUnit(string unit) => Glossary.Entries.ContainsKey(UnitKey(unit));

    private static string UnitKey(string unit) => "report.unit." + unit.ToLowerInvariant().Replace(' ', '-');
}
