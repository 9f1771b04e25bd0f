using System.CommandLine;
using System.CommandLine.Parsing;

namespace CostSim.Cli.Commands;

/// <summary>An option whose value was left out, so that it took the option after it for one.</summary>
internal static class SwallowedOption
{
    /// <summary>What is wrong, in a sentence; null where nothing is.</summary>
    /// <param name="parsed">The command line.</param>
    public static string? Find(ParseResult parsed)
    {
        HashSet<string> known = [];
        for (CommandResult? at = parsed.CommandResult; at is not null; at = at.Parent as CommandResult)
        {
            known.UnionWith(at.Command.Options.SelectMany(option => option.Aliases.Append(option.Name)));
        }

        foreach (OptionResult option in parsed.CommandResult.Children.OfType<OptionResult>().Where(option => !option.Implicit))
        {
            if (option.Tokens.FirstOrDefault(token => known.Contains(token.Value.Split('=')[0])) is { } token)
            {
                (string name, string value) = (option.Option.Name, option.Option.HelpName is { } help ? $"<{help}>" : "VALUE");
                return $"{name} has no value: after it stands {token.Value}, which is an option. Write {name} {value}.";
            }
        }

        return null;
    }
}
