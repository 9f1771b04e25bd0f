using System.CommandLine;
using System.CommandLine.Parsing;

namespace CostSim.Cli.Commands;

/// <summary>An option or argument that was given as nothing (<c>""</c>), as a variable of a shell is that was never set.</summary>
internal static class EmptyValue
{
    /// <summary>What is wrong, in a sentence; null where nothing is.</summary>
    /// <param name="parsed">The command line.</param>
    public static string? Find(ParseResult parsed)
    {
        SymbolResult? empty = parsed.CommandResult.Children.FirstOrDefault(one => one.Tokens.Any(token => token.Value.Length == 0));
        return empty switch
        {
            OptionResult option => $"{option.Option.Name} is empty: write what it should be, or leave it out.",
            ArgumentResult argument => $"{argument.Argument.Name} is empty: an empty name names nothing.",
            _ => null,
        };
    }
}
