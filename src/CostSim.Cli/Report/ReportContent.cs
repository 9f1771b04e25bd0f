using CostSim.Plots;
using CostSim.Tables;

namespace CostSim.Cli.Report;

/// <summary>What a report is written from: finished tables and figures, nothing else.</summary>
/// <param name="Title">Title.</param>
/// <param name="Facts">Trials, seed and the like.</param>
/// <param name="Scene">Options, decisions and names.</param>
/// <param name="Figures">The figures.</param>
/// <param name="Command">The command that makes the same results again.</param>
/// <param name="Hash">Hash of the scenario; empty for foreign samples.</param>
internal sealed record ReportContent(string Title, RunFacts Facts, DecisionScene Scene, IReadOnlyList<Figure> Figures, string Command, string Hash)
{
    /// <summary>The tables of a run; null for foreign samples.</summary>
    public RunTables? Run { get; init; }

    /// <summary>Name of a measure and of its unit for people.</summary>
    public static string MeasureName(string measure) => measure switch
    {
        "protected_years" => "protected years",
        "loss_averted_meur" => "loss averted",
        _ => measure,
    };
}
