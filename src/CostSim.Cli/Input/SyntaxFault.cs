using System.Text;
using System.Text.Json;

namespace CostSim.Cli.Input;

/// <summary>What the parser did not understand, in our words: a decimal comma, curly quotes, NaN, a file that ends too early.</summary>
/// <param name="At">Its first byte.</param>
/// <param name="Length">Its length in characters.</param>
/// <param name="Code">Code of the problem.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Fix">What would do.</param>
internal readonly record struct SyntaxFault(int At, int Length, string Code, string Message, string Fix)
{
    /// <summary>Looks at the text around the place where the parser stopped.</summary>
    /// <param name="fault">What the parser says.</param>
    /// <param name="bytes">The file.</param>
    /// <param name="at">The byte at which it stopped.</param>
    /// <param name="depth">Most levels that it follows.</param>
    public static SyntaxFault Of(JsonException fault, byte[] bytes, int at, int depth)
    {
        string around = Encoding.UTF8.GetString(bytes, Math.Max(0, at - 16), at - Math.Max(0, at - 16));
        string rest = Encoding.UTF8.GetString(bytes, at, Math.Min(24, bytes.Length - at));
        if (around.TrimEnd().EndsWith(',') && around.TrimEnd().Length > 1 && char.IsAsciiDigit(around.TrimEnd()[^2]) && rest.Length > 0
            && char.IsAsciiDigit(rest[0]))
        {
            string whole = new([.. around.TrimEnd()[..^1].Reverse().TakeWhile(c => char.IsAsciiDigit(c) || c == '-').Reverse()]);
            string part = new([.. rest.TakeWhile(char.IsAsciiDigit)]);
            return new(at - whole.Length - 1, whole.Length + 1 + part.Length, "CS003", $"A decimal comma: {whole},{part}.", $"write {whole}.{part}");
        }

        if (rest.StartsWith("NaN", StringComparison.OrdinalIgnoreCase) || rest.TrimStart('-').StartsWith("Inf", StringComparison.OrdinalIgnoreCase))
        {
            return new(at, 3, "CS005", $"{JsonValue.Clean(rest.Split(',', '}', '\n')[0].Trim())} is not a number.", "write a finite number");
        }

        if (rest.Length > 0 && rest[0] is '\u201C' or '\u201D' or '\u201E' or '\u2018' or '\u2019')
        {
            return new(at, 1, "CS003", "Curly quotes are not JSON.", "write straight quotes: \"");
        }

        if (rest.Length > 0 && rest[0] is '\u00A0' or '\u202F')
        {
            return new(at, 1, "CS003", "A non-breaking space is not JSON.", "write an ordinary space");
        }

        if (fault.Message.Contains("depth to be zero", StringComparison.OrdinalIgnoreCase))
        {
            return new(at, 1, "CS003", "The file ends before everything that was opened is closed.", "close it: add the missing } or ]");
        }

        if (fault.Message.Contains("depth", StringComparison.OrdinalIgnoreCase))
        {
            return new(at, 1, "CS006", $"Nested more than {depth} levels deep.", "a scenario needs fewer than 12");
        }

        if (rest.Trim().Length == 0)
        {
            return new(at, 1, "CS003", "The file ends in the middle of a value: a bracket, brace or quote is not closed.", "close what was opened last");
        }

        string found = JsonValue.Clean(rest.Split('\n')[0].Trim());
        return new(
            at, 1, "CS003", $"Not JSON here: found {(found.Length == 0 ? "the end of the line" : $"`{found}`")}.", "look for a missing comma, colon, quote or brace just before");
    }
}
