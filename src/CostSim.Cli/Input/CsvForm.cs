using System.Globalization;

namespace CostSim.Cli.Input;

/// <summary>How a CSV file separates its fields and writes its numbers: decided once, by its first lines.</summary>
/// <param name="Separator">Comma, semicolon, tab or vertical bar.</param>
/// <param name="Numbers">Decimal point, or the decimal comma that goes with semicolons.</param>
internal sealed record CsvForm(char Separator, NumberFormatInfo Numbers)
{
    /// <summary>Largest number that is taken, and its negative: squares and products of larger ones could go beyond what a number can hold.</summary>
    public const double Largest = 1e30;

    /// <summary>Decimal point.</summary>
    public static readonly NumberFormatInfo Point = NumberFormatInfo.InvariantInfo;

    /// <summary>Decimal comma.</summary>
    public static readonly NumberFormatInfo Comma = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "." };

    /// <summary>Whether the decimal sign is a comma.</summary>
    public bool HasComma => Numbers == Comma;

    /// <summary>
    /// The form of a file: its separator is the only one that stands in the header outside quotes; of several, the one that stands as often in most of
    /// the rows; a comma where there is none.
    /// </summary>
    /// <param name="lines">The first lines that are not empty, a header and rows.</param>
    /// <returns>The form; null where several separators would do, or none of those that are there.</returns>
    public static CsvForm? Of(IReadOnlyList<string> lines)
    {
        char[] found = [.. new[] { ',', ';', '\t', '|' }.Where(separator => Count(lines[0], separator) > 0)];
        int[] fitting = [.. found.Select(separator => lines.Skip(1).Count(row => Count(row, separator) == Count(lines[0], separator)))];
        char? most = found.Length == 0 ? ','
            : found.Length == 1 ? found[0]
            : fitting.Max() > 0 && fitting.Count(one => one == fitting.Max()) == 1 ? found[Array.IndexOf(fitting, fitting.Max())]
            : null;
        return most is char one ? new CsvForm(one, one == ';' ? Comma : Point) : null;
    }

    /// <summary>The form of a file, by its first lines that are not empty; of longer lines by what they begin with.</summary>
    /// <param name="path">Name of the file in messages.</param>
    /// <param name="open">Opens its content from the beginning.</param>
    /// <exception cref="SampleFileException">There is none, or it is not clear what separates the headings.</exception>
    public static CsvForm Read(string path, Func<Stream> open)
    {
        char[] start = new char[1 << 16];
        int length;
        using (var text = new StreamReader(open()))
        {
            length = text.ReadBlock(start);
        }

        string[] lines = new string(start, 0, length).Split(['\r', '\n'], 100, StringSplitOptions.RemoveEmptyEntries);
        return lines.Length == 0 ? throw new SampleFileException($"{path}: the file is empty.")
            : lines[0].StartsWith("sep=", StringComparison.OrdinalIgnoreCase) ? throw new SampleFileException($"{path}, line 1: \"{JsonValue.Clean(lines[0])}\" is a hint for Excel and no header: remove the line.")
            : Of(lines) ?? throw new SampleFileException($"{path}, line 1: the headings are separated by more than one of commas, semicolons, tabs and bars: put quotes around headings that have such a sign in them.");
    }

    /// <summary>A number as this form writes it: sign, digits, decimal sign, exponent; no thousands separators, no half of what one cut in two, and nothing beyond <see cref="Largest"/>.</summary>
    public bool TryParse(ReadOnlySpan<byte> text, out double value) =>
        double.TryParse(text, NumberStyles.Float, Numbers, out value) && Math.Abs(value) <= Largest && !NumberFault.IsRest(text);

    private static int Count(string line, char separator)
    {
        (int count, bool isQuoted) = (0, false);
        foreach (char c in line)
        {
            isQuoted ^= c == '"';
            count += c == separator && !isQuoted ? 1 : 0;
        }

        return count;
    }
}
