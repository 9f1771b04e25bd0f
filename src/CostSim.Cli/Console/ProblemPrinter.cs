using System.Text.Json;
using CostSim.Cli.Input;
using CostSim.Scenarios;

namespace CostSim.Cli.Console;

/// <summary>Prints problems: place, code, what was found, the line with a mark under it, the fix.</summary>
internal static class ProblemPrinter
{
    private const int MostPerFile = 20;

    /// <summary>Prints the problems of one file.</summary>
    public static void Print(IReadOnlyList<LocatedProblem> problems, TextWriter writer)
    {
        foreach (LocatedProblem located in problems.Take(MostPerFile))
        {
            Print(located, writer);
        }

        if (problems.Count > MostPerFile)
        {
            writer.WriteLine($"+ {problems.Count - MostPerFile} more in this file");
        }

        if (problems.Count > 0)
        {
            writer.WriteLine($"   help: costsim explain {problems[0].Problem.Code}");
        }
    }

    /// <summary>Prints the problems of one file as JSON, one object a line.</summary>
    public static void PrintJson(IReadOnlyList<LocatedProblem> problems, TextWriter writer)
    {
        foreach (LocatedProblem located in problems)
        {
            writer.WriteLine(JsonSerializer.Serialize(new
            {
                file = located.Position.File,
                line = located.Position.Line,
                column = located.Position.Column,
                path = located.Problem.Path,
                severity = located.Problem.Severity.ToString().ToLowerInvariant(),
                code = located.Problem.Code,
                message = located.Problem.Message,
                fix = located.Problem.Fix,
            }));
        }
    }

    private static void Print(LocatedProblem located, TextWriter writer)
    {
        Problem problem = located.Problem;
        string severity = problem.Severity == Severity.Error ? "error" : "warning";
        writer.WriteLine($"{located.Position.File}:{located.Position.Line}:{located.Position.Column}  {severity} {problem.Code}  {problem.Message}");
        if (problem.Path.Length > 0)
        {
            writer.WriteLine($"   at {JsonPath(problem.Path)}");
        }

        string line = Visible(located.SourceLine);
        if (line.Length > 0)
        {
            int column = located.Position.Column - 1;
            int from = Math.Max(0, column - 60);
            string shown = line[Math.Min(from, line.Length)..];
            shown = shown.Length > 120 ? shown[..120] : shown;
            writer.WriteLine($"   {located.Position.Line,5} | {shown}");
            int mark = Math.Clamp(located.Length, 1, Math.Max(1, shown.Length - (column - from)));
            writer.WriteLine($"         | {new string(' ', column - from)}{new string('^', mark)}");
        }

        if (problem.Fix.Length > 0)
        {
            writer.WriteLine($"   fix: {problem.Fix}");
        }
    }

    private static string JsonPath(string path) => Visible(path.Length > 200 ? path[..200] + "..." : path);

    /// <summary>One column a character: tabs as blanks, what cannot be shown as dots.</summary>
    private static string Visible(string text) => string.Concat(text.Select(c => c == '\t' ? ' ' : Characters.IsHidden(c) ? '.' : c));
}
