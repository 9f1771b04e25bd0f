using System.CommandLine;
using CostSim.Cli;
using CostSim.Cli.Commands;
using CostSim.Cli.Console;

ClosedOutput.Mend();
var root = new RootCommand(
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

using var stop = new StopSignals();
ParseResult parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
if (SwallowedOption.Find(parsed) is { } fault)
{
    Console.Error.WriteLine(fault);
    return (int)ExitCode.CommandLine;
}

int code = await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null }, stop.Token);
return parsed.Errors.Count > 0 ? (int)ExitCode.CommandLine : code == (int)ExitCode.Interrupted ? (int)stop.Code : code;
