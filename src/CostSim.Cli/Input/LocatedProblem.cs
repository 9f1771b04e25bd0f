using CostSim.Scenarios;

namespace CostSim.Cli.Input;

/// <summary>A problem with its place in a file.</summary>
/// <param name="Problem">The problem; its path is in JSON form, <c>$.systems.patriot.cost</c>.</param>
/// <param name="Position">Where it is.</param>
/// <param name="Length">Characters to mark.</param>
/// <param name="SourceLine">The line of the file; empty when there is none.</param>
public sealed record LocatedProblem(Problem Problem, TextPosition Position, int Length, string SourceLine);
