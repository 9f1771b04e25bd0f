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
        // Of more than are shown, no warning hides an error.
        foreach (LocatedProblem located in (problems.Count > MostPerFile ? problems.OrderBy(one => one.Problem.Severity) : problems.AsEnumerable()).Take(MostPerFile))
        {
            Print(located, writer);
        }

        if (problems.Count > MostPerFile)
        {
            writer.WriteLine($"+ {problems.Count - MostPerFile} more in this file");
        }

        if (problems.Count > 0)
        {
            writer.WriteLine($"   help: costsim explain {problems.MinBy(one => one.Problem.Severity)!.Problem.Code}");
        }
    }

    /// <summary>Says that a file is valid, and which of its warnings it accepts.</summary>
    public static void PrintAccepted(string file, string announcement, IReadOnlyList<AcceptedWarning> accepted, TextWriter writer)
    {
        string count = accepted.Count switch { 0 => "", 1 => ", 1 warning accepted", _ => $", {accepted.Count} warnings accepted" };
        writer.WriteLine($"{file}: valid{count}; {announcement}");
        foreach (AcceptedWarning one in accepted.Take(MostPerFile))
        {
            string reason = one.Reason.Length > 0 ? $": {Visible(one.Reason)}" : "";
            writer.WriteLine($"   {one.Warning.Problem.Code} at {JsonPath(one.Warning.Problem.Path)}{reason}");
        }

        if (accepted.Count > MostPerFile)
        {
            writer.WriteLine($"   + {accepted.Count - MostPerFile} more");
        }
    }

    /// <summary>Prints the problems of one file as JSON, one object a line.</summary>
    public static void PrintJson(IReadOnlyList<LocatedProblem> problems, TextWriter writer)
    {
        foreach (LocatedProblem located in problems)
        {
            PrintJson(located, located.Problem.Severity.ToString().ToLowerInvariant(), null, writer);
        }
    }

    /// <summary>Prints the warnings that a file accepts as JSON, one object a line, with the severity <c>accepted</c> and the reason.</summary>
    public static void PrintJson(IReadOnlyList<AcceptedWarning> accepted, TextWriter writer)
    {
        foreach (AcceptedWarning one in accepted)
        {
            PrintJson(one.Warning, "accepted", one.Reason, writer);
        }
    }

    private static void PrintJson(LocatedProblem located, string severity, string? reason, TextWriter writer)
    {
        var line = new Dictionary<string, object>
        {
            ["file"] = located.Position.File,
            ["line"] = located.Position.Line,
            ["column"] = located.Position.Column,
            ["path"] = located.Problem.Path,
            ["severity"] = severity,
            ["code"] = located.Problem.Code,
            ["message"] = located.Problem.Message,
            ["fix"] = located.Problem.Fix,
        };
        if (reason is not null)
        {
            line["reason"] = reason;
        }

        writer.WriteLine(JsonSerializer.Serialize(line));
    }

    private static void Print(LocatedProblem located, TextWriter writer)
    {
        Problem problem = located.Problem;
        string severity = problem.Severity == Severity.Error ? "error" : "warning";
        writer.WriteLine($"{Visible(Clipped(located.Position.File))}:{located.Position.Line}:{located.Position.Column}  {severity} {problem.Code}  {problem.Message}");
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

    private static string JsonPath(string path) => Visible(Clipped(path));

    /// <summary>The beginning of what is longer than any path needs to be.</summary>
    private static string Clipped(string path) => path.Length > 200 ? path[..200] + "..." : path;

    /// <summary>One column a character: tabs as blanks, what cannot be shown as dots.</summary>
    private static string Visible(string text) => string.Concat(text.Select(c => c == '\t' ? ' ' : Characters.IsHidden(c) ? '.' : c));
}
