using System.Text;
using CostSim.Cli.Input;
using Spectre.Console;

namespace CostSim.Cli.Console;

/// <summary>
/// What the program says, without characters that could make a terminal do or show something else: names of files, settings, contents of files all come
/// from outside. Line breaks and tabs stay.
/// </summary>
/// <param name="writer">Where it is said.</param>
internal sealed class PrintableWriter(TextWriter writer) : TextWriter
{
    /// <summary>Has all that is said go through such writers; tables and bars on a terminal, whose own characters move and colour, say only what was cleaned before.</summary>
    public static void Install()
    {
        if (!System.Console.IsOutputRedirected)
        {
            AnsiConsole.Console = AnsiConsole.Create(new AnsiConsoleSettings());
        }

        System.Console.SetOut(new PrintableWriter(System.Console.Out));
        System.Console.SetError(new PrintableWriter(System.Console.Error));
    }

    /// <inheritdoc/>
    public override Encoding Encoding => writer.Encoding;

    /// <inheritdoc/>
    public override void Write(char value)
    {
        if (value is '\n' or '\r' or '\t' || !Characters.IsHidden(value))
        {
            writer.Write(value);
        }
    }

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<char> buffer) => Write(new string(buffer));

    /// <inheritdoc/>
    public override void Write(string? value)
    {
        string text = value ?? "";
        writer.Write(text.Any(letter => letter is not ('\n' or '\r' or '\t') && Characters.IsHidden(letter))
            ? string.Concat(text.Where(letter => letter is '\n' or '\r' or '\t' || !Characters.IsHidden(letter)))
            : text);
    }

    /// <inheritdoc/>
    public override void WriteLine(string? value) => Write(value + NewLine);

    /// <inheritdoc/>
    public override void Flush() => writer.Flush();
}
