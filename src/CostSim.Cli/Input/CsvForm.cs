using System.Globalization;
using System.Text;

namespace CostSim.Cli.Input;

/// <summary>How a CSV file separates its fields and writes its numbers: decided once, by the first line that is not empty.</summary>
/// <param name="Separator">Comma, semicolon or tab.</param>
/// <param name="Numbers">Decimal point, or the decimal comma that goes with semicolons.</param>
internal sealed record CsvForm(char Separator, NumberFormatInfo Numbers)
{
    private static readonly NumberFormatInfo Point = NumberFormatInfo.InvariantInfo;
    private static readonly NumberFormatInfo Comma = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "." };

    /// <summary>The form of a file with this header: the separator that stands most often in it outside quotes, a comma where none does.</summary>
    /// <param name="header">First line that is not empty.</param>
    public static CsvForm Of(string header)
    {
        int Count(char separator)
        {
            (int count, bool isQuoted) = (0, false);
            foreach (char c in header)
            {
                isQuoted ^= c == '"';
                count += c == separator && !isQuoted ? 1 : 0;
            }

            return count;
        }

        char most = new[] { ',', ';', '\t' }.MaxBy(Count);
        return new CsvForm(most, most == ';' ? Comma : Point);
    }

    /// <summary>A finite number as this form writes it: sign, digits, decimal sign, exponent; no thousands separators, and no half of what one cut in two.</summary>
    public bool TryParse(ReadOnlySpan<byte> text, out double value) =>
        double.TryParse(text, NumberStyles.Float, Numbers, out value) && double.IsFinite(value) && !IsRest(text);

    /// <summary>Whether a number begins with a zero that says nothing, as 099 does.</summary>
    private static bool IsRest(ReadOnlySpan<byte> text)
    {
        text = text.Trim(" \t+-"u8);
        return text.Length > 1 && text[0] == '0' && char.IsAsciiDigit((char)text[1]);
    }

    /// <summary>What is wrong with a text that is not a finite number in this form, and how to write it.</summary>
    /// <param name="text">The text as found.</param>
    public string Fault(string text)
    {
        string shown = JsonValue.Clean(text.Trim());
        if (shown.Length == 0)
        {
            return "the value is missing";
        }

        NumberFormatInfo other = Numbers == Comma ? Point : Comma;
        bool isNumber = new[] { Numbers, other }.Any(form => double.TryParse(text, NumberStyles.Float | NumberStyles.AllowThousands, form, out double value) && double.IsFinite(value));
        return isNumber && IsRest(Encoding.UTF8.GetBytes(text)) ? $"\"{shown}\" begins with a zero, as the rest of a number that was cut at its thousands separator does; write numbers without separators, and without leading zeros"
            : !isNumber ? $"\"{shown}\" is not a finite number"
            : Numbers == Point ? $"\"{shown}\" has a comma; a decimal point and no thousands separators are expected"
            : $"\"{shown}\" has a decimal point or thousands separators; between semicolons a decimal comma is expected, as in {double.Pi.ToString("0.0", Comma)}; or separate the columns by commas";
    }
}
