using System.Globalization;

namespace CostSim.Cli.Output;

/// <summary>A row that was read back.</summary>
/// <param name="headers">Names of the columns.</param>
/// <param name="fields">Its fields.</param>
/// <param name="format">How numbers are written.</param>
internal sealed class CsvRow(string[] headers, string[] fields, IFormatProvider format)
{
    /// <summary>Whether there is such a column: results of earlier versions lack some.</summary>
    public bool Has(string column) => Array.IndexOf(headers, column) >= 0;

    /// <summary>A text.</summary>
    /// <exception cref="FormatException">There is no such column.</exception>
    public string Text(string column) => Array.IndexOf(headers, column) is >= 0 and int place
        ? fields[place]
        : throw new FormatException($"there is no column {column}");

    /// <summary>A number; not a number where the field is empty.</summary>
    /// <exception cref="FormatException">There is no such column, or the field is no number.</exception>
    public double Number(string column)
    {
        double number = Text(column) is { Length: > 0 } text ? double.Parse(text, NumberStyles.Float, format) : double.NaN;
        return fields[Array.IndexOf(headers, column)].Length == 0 || double.IsFinite(number) ? number : throw new FormatException($"a number of column {column} is not finite");
    }
}
