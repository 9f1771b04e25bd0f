using System.CommandLine;
using System.Reflection;
using CostSim.Scenarios;

namespace CostSim.Cli.Commands;

/// <summary>Help at the desk: <c>costsim new</c> and <c>costsim explain</c>.</summary>
internal static class DeskCommands
{
    /// <summary>The command that writes a starter scenario.</summary>
    public static Command New()
    {
        var name = new Argument<string>("NAME") { Description = "Name of the scenario: lower-case letters, digits and hyphens" };
        var command = new Command(
            "new",
            """
            Print a commented starter scenario: two options, one site, every part that a scenario needs. It runs as it is.

            Examples:
              costsim new my-town > my-town.json
              costsim run my-town.json
            """)
        { name };
        command.SetAction(parsed =>
        {
            string chosen = parsed.GetValue(name)!;
            if (!ScenarioRules.IsFolderName(chosen))
            {
                System.Console.Error.WriteLine($"\"{chosen}\" cannot name a scenario: use lower-case letters, digits and hyphens, at most 64.");
                return (int)ExitCode.CommandLine;
            }

            System.Console.Write(Starter().Replace("\"name\": \"starter\"", $"\"name\": \"{chosen}\"", StringComparison.Ordinal));
            return (int)ExitCode.Done;
        });
        return command;
    }

    /// <summary>The command that explains a code.</summary>
    public static Command Explain()
    {
        var code = new Argument<string?>("CODE") { Description = "Code of a problem; without one, all are listed", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command(
            "explain",
            """
            What a problem's code means, why it is not let pass, and what would be right.

            Examples:
              costsim explain CS104
              costsim explain
            """)
        { code };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(code) is not { } asked)
            {
                foreach (ProblemKind kind in ProblemCatalogue.All)
                {
                    System.Console.WriteLine(Heading(kind));
                }

                return (int)ExitCode.Done;
            }

            if (ProblemCatalogue.Find(asked) is not { } found)
            {
                string suggestion = Spelling.Suggestion(asked.ToUpperInvariant(), ProblemCatalogue.All.Select(kind => kind.Code));
                System.Console.Error.WriteLine($"There is no code {asked}. {(suggestion.Length > 0 ? suggestion : "costsim explain lists all.")}");
                return (int)ExitCode.CommandLine;
            }

            System.Console.WriteLine($"{Heading(found)}\n\n{found.Explanation}\n\nFor example: {found.Example}");
            if (found.Severity == Severity.Warning)
            {
                System.Console.WriteLine($"\nThe scenario runs as it stands. If it is meant, say so in it: \"accept\": [{{ \"code\": \"{found.Code}\", \"reason\": \"…\" }}]");
            }

            return (int)ExitCode.Done;
        });
        return command;
    }

    private static string Heading(ProblemKind kind) => $"{kind.Code}  {kind.Title}{(kind.Severity == Severity.Warning ? " (a warning)" : "")}";

    /// <summary>The starter scenario as text.</summary>
    internal static string Starter()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("CostSim.Cli.starter.json")
            ?? throw new InvalidOperationException("starter.json is missing from the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
