using CostSim.Plots;
using CostSim.Tables;
using CostSim.Words;

namespace CostSim.Cli.Report;

/// <summary>What a report is written from: finished tables and figures, nothing else.</summary>
/// <param name="Scene">Options, decisions and names, in the language of the report.</param>
/// <param name="Figures">Gives the figures; asked last, when the rest is written, since they may still be drawn.</param>
/// <param name="Command">The command that makes the same results again; empty where it is not known.</param>
/// <param name="Hash">Hash of the scenario; empty for foreign samples.</param>
internal sealed record ReportContent(DecisionScene Scene, Func<IReadOnlyList<Figure>> Figures, string Command, string Hash)
{
    /// <summary>The tables of a run; null for foreign samples.</summary>
    public RunTables? Run { get; init; }

    /// <summary>What links to files begin with: empty where the report stands beside them.</summary>
    public string Folder { get; init; } = "";

    /// <summary>Language of the report.</summary>
    public Language Language => Scene.Language;

    /// <summary>Its title.</summary>
    public string Title => Scene.Facts.Design == FootLine.Given ? Language.Text("report.analysis", ("name", Scene.Facts.Scenario)) : Language.Name(Scene.Facts.Title);
}
