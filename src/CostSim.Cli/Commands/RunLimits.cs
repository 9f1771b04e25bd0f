using CostSim.Cli.Console;
using CostSim.Cli.Input;
using CostSim.Compilation;
using CostSim.Scenarios;
using CostSim.Simulation;

namespace CostSim.Cli.Commands;

/// <summary>Refuses a run whose work or memory goes beyond its bounds, before it begins (<see cref="WorkLimits"/>).</summary>
internal static class RunLimits
{
    /// <summary>Memory that this machine, or what the process may use of it, has; bytes.</summary>
    public static double Memory => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    /// <summary>Lets a run pass, or not.</summary>
    /// <param name="read">The scenario.</param>
    /// <param name="model">The same, compiled.</param>
    /// <param name="settings">How it is run.</param>
    /// <param name="memory">Memory that there is, bytes.</param>
    /// <exception cref="TooLargeException">It is too large; the message says what makes it so, where, and what would do.</exception>
    public static void Demand(ReadResult read, Model model, SimulationSettings settings, double memory)
    {
        LocatedProblem[] errors = [.. WorkLimits.Check(model, settings, memory).Where(problem => problem.Severity == Severity.Error).Select(read.Locate)];
        if (errors.Length > 0)
        {
            using var text = new StringWriter();
            ProblemPrinter.Print(errors, text);
            throw new TooLargeException(text.ToString().TrimEnd());
        }
    }

    /// <summary>What of a run that has not been asked for yet goes beyond the bounds; what only this machine lacks is a warning.</summary>
    /// <param name="read">The scenario.</param>
    /// <returns>Problems, and warnings that the scenario accepts.</returns>
    public static (IReadOnlyList<LocatedProblem> Problems, IReadOnlyList<AcceptedWarning> Accepted) Foreseen(ReadResult read)
    {
        Model model = ScenarioCompiler.Compile(read.Scenario!);
        List<LocatedProblem> problems =
        [
            .. WorkLimits.Check(model, Settings(read.Scenario!.Run), Memory)
                .Select(problem => read.Locate(problem.Code == WorkLimits.TooMuchMemory ? problem with { Severity = Severity.Warning } : problem)),
        ];
        IReadOnlyList<AcceptedWarning> accepted = Acceptances.TakeOut(problems, read.Scenario!.Accept);
        return (problems, accepted);
    }

    /// <summary>Memory and time of a run as the scenario asks for it, in words.</summary>
    /// <param name="read">The scenario.</param>
    public static string Announcement(ReadResult read)
    {
        WorkEstimate work = WorkEstimate.Of(ScenarioCompiler.Compile(read.Scenario!), Settings(read.Scenario!.Run));
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"a run takes about {work.Bytes / 1e9:0.0} GB and {Words(work.Seconds)} of one processor");
    }

    private static SimulationSettings Settings(RunSettings run) => new() { Trials = run.Until?.MostTrials ?? run.Trials, Seed = run.Seed, Keep = run.Keep };

    private static string Words(double seconds) => seconds switch
    {
        < 60 => "less than a minute",
        < 3_600 => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Math.Ceiling(seconds / 60):0} min"),
        _ => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Math.Ceiling(seconds / 3_600):N0} h"),
    };
}

/// <summary>A run that is too large to begin.</summary>
internal sealed class TooLargeException(string message) : Exception(message)
{
}
