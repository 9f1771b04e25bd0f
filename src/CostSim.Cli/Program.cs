using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using CostSim.Cli;
using CostSim.Cli.Commands;
using CostSim.Cli.Console;

ClosedOutput.Mend();
PrintableWriter.Install();
using var stop = new StopSignals();
ParseResult parsed = ProgramCommands.Create().Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
if ((SwallowedOption.Find(parsed) ?? EmptyValue.Find(parsed)) is { } fault)
{
    Console.Error.WriteLine(fault);
    return (int)ExitCode.CommandLine;
}

// A value that cannot be used is told in one line; help is for a command line that is not understood.
if (parsed.Action is ParseErrorAction told && parsed.Errors.All(error => error.SymbolResult is OptionResult { Tokens.Count: > 0 } or ArgumentResult { Tokens.Count: > 0 }))
{
    told.ShowHelp = false;
}

int code = await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null }, stop.Token);
return parsed.Errors.Count > 0 ? (int)ExitCode.CommandLine : code == (int)ExitCode.Interrupted ? (int)stop.Ended() : code;
