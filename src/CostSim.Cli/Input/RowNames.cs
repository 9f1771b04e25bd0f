using System.Globalization;
using CsvHelper;

namespace CostSim.Cli.Input;

/// <summary>
/// The names of rows under a header that is one field shorter than every row, as R writes it. The same is left by a heading that is missing, and by a
/// number that was cut at its thousands separator in every row: names without quotes are taken only where they cannot be that.
/// </summary>
/// <param name="separator">What separates the fields.</param>
internal sealed class RowNames(char separator)
{
    /// <summary>More rows than this, named 1, 2, 3 and so on, are not the thousands of numbers that were cut.</summary>
    private const int MostThousands = 9;

    private bool mayBeCut = separator == ',';
    private long rows;

    /// <summary>Whether they stand without quotes.</summary>
    public bool AreBare { get; private set; }

    /// <summary>Whether each, with the three digits behind it, may be a number that was cut at its thousands separator.</summary>
    public bool MayBeThousands => AreBare && mayBeCut && rows <= MostThousands;

    /// <summary>What speaks against a name in the first field of this row; null where nothing does.</summary>
    /// <param name="reader">A reader at the row.</param>
    /// <param name="length">Fields of every row.</param>
    public string? Fault(CsvReader reader, int length)
    {
        rows++;
        if (reader.IsEmpty(length - 1))
        {
            return ", and its last field is empty: end the header with the same separator, or the rows without it";
        }

        bool isBare = reader.RawRecord.TrimStart(" \t"u8) is not [(byte)'"', ..];
        AreBare = rows == 1 ? isBare : AreBare;
        if (isBare != AreBare)
        {
            return ", and its first field is in quotes or not, unlike in the row above: give every column a heading";
        }

        if (!isBare)
        {
            return null;
        }

        string name = reader.GetString(0);
        if (!name.Any(char.IsLetter) && !(long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number == rows))
        {
            return $", and \"{JsonValue.Clean(name)}\" is no name of a row, which is a text or counts from 1: is a heading missing, or has a number a thousands separator? Give every column a heading";
        }

        mayBeCut &= name.Length <= 3 && char.IsAsciiDigit(name[0]) && IsTail(reader.GetSpan(1));
        return null;
    }

    /// <summary>Three digits and at most decimals, as behind one.</summary>
    private static bool IsTail(ReadOnlySpan<byte> field) =>
        field.Length >= 3 && field[..3].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0 && (field.Length == 3 || field[3] == '.');
}
