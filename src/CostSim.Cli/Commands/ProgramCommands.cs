using System.CommandLine;

namespace CostSim.Cli.Commands;

/// <summary>All commands of the program.</summary>
internal static class ProgramCommands
{
    /// <summary>The program with its commands.</summary>
    public static RootCommand Create() => new(
        """
        CostSim: how should Belgium protect the EU, NATO and financial institutions on its soil, for the money, and how sure can anyone be?

        Examples:
          costsim run scenarios/belgium/baseline.json
          costsim validate scenarios/belgium/baseline.json
          costsim replay scenarios/belgium/baseline.json --trial 4711
          costsim analyze output/belgium-baseline
          costsim plot output/belgium-baseline --language fr
        """)
    {
        ScenarioCommands.Run(),
        ScenarioCommands.Validate(),
        ReplayCommand.Create(),
        AnalyzeCommand.Create(),
        PlotCommand.Create(),
        BriefCommand.Create(),
        WatchCommand.Create(),
        CompareCommand.Create(),
        SweepCommand.Create(),
        VerifyCommand.Create(),
        ShardCommand.Create(),
        MergeCommand.Create(),
        SubmitCommand.Create(),
        StatusCommand.Create(),
        DeskCommands.New(),
        DeskCommands.Explain(),
        ScenarioCommands.Schema(),
    };
}
