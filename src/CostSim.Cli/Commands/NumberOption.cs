using System.CommandLine;
using System.CommandLine.Parsing;
using System.Numerics;

namespace CostSim.Cli.Commands;

/// <summary>Options whose values are looked at when the command line is read, so that what cannot be used is told before anything is done.</summary>
internal static class NumberOption
{
    /// <summary>An option that takes a number, or may be left out.</summary>
    /// <typeparam name="T">Kind of number.</typeparam>
    /// <param name="name">Name of the option.</param>
    /// <param name="range">What it may be.</param>
    /// <param name="help">What it takes, in one word.</param>
    /// <param name="description">What it does.</param>
    public static Option<T?> Of<T>(string name, NumberRange<T> range, string help, string description)
        where T : struct, INumber<T>
    {
        T? Parsed(ArgumentResult result) => Read(result, () => (T?)range.Read(name, result.Tokens[^1].Value));
        return new Option<T?>(name) { HelpName = help, Description = description, CustomParser = Parsed };
    }

    /// <summary>An option that takes a number, and has one unless told otherwise.</summary>
    /// <typeparam name="T">Kind of number.</typeparam>
    /// <param name="name">Name of the option.</param>
    /// <param name="range">What it may be.</param>
    /// <param name="help">What it takes, in one word.</param>
    /// <param name="description">What it does.</param>
    /// <param name="otherwise">What it is unless told otherwise; null where it has to be told.</param>
    public static Option<T> Of<T>(string name, NumberRange<T> range, string help, string description, T? otherwise)
        where T : struct, INumber<T>
    {
        T Parsed(ArgumentResult result) => Read(result, () => range.Read(name, result.Tokens[^1].Value));
        var option = new Option<T>(name) { HelpName = help, Description = description, CustomParser = Parsed, Required = otherwise is null };
        if (otherwise is { } usual)
        {
            option.DefaultValueFactory = _ => usual;
        }

        return option;
    }

    /// <summary>Looks at every value of an option that takes a text with a form of its own.</summary>
    /// <typeparam name="T">Kind of value.</typeparam>
    /// <param name="option">The option.</param>
    /// <param name="check">Throws <see cref="SettingsException"/> where a value cannot be used.</param>
    public static Option<T> Checked<T>(this Option<T> option, Action<string> check)
    {
        option.Validators.Add(result =>
        {
            foreach (Token token in result.Tokens)
            {
                Told(() => check(token.Value), result);
            }
        });
        return option;
    }

    private static T? Read<T>(ArgumentResult result, Func<T> read)
    {
        T? value = default;
        Told(() => value = read(), result);
        return value;
    }

    private static void Told(Action read, SymbolResult result)
    {
        try
        {
            read();
        }
        catch (SettingsException fault)
        {
            result.AddError(fault.Message);
        }
    }
}
