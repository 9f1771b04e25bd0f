using System.Globalization;
using System.Text;
using CsvHelper;

namespace CostSim.Cli.Input;

/// <summary>
/// Observations in a CSV file that stands beside a scenario: a header row, then a number in each row of one column. Files are found by a plain
/// name below the scenario's folder; nothing else is read.
/// </summary>
internal static class ObservationFile
{
    /// <summary>Reads the observations.</summary>
    /// <param name="name">Path relative to the scenario, with forward slashes.</param>
    /// <param name="column">Name of the column; null when the file has only one.</param>
    /// <param name="beside">Content of a file beside the scenario; null when there is none.</param>
    /// <param name="values">Receives the observations.</param>
    /// <returns>What is wrong and what would do; null when nothing is.</returns>
    public static (string Message, string Fix)? Read(string name, string? column, Func<string, byte[]?> beside, out double[] values)
    {
        values = [];
        string shown = JsonValue.Clean(name);
        if (name.Length == 0 || name.Any(c => char.IsControl(c) || c is '\\' or ':') || name.Split('/').Any(part => part is "" or "." or ".."))
        {
            return ($"\"{shown}\" does not name a file beside the scenario.", "write a name such as delays.csv, or data/delays.csv");
        }

        if (beside(name) is not { } content)
        {
            return ($"The file \"{shown}\" beside the scenario cannot be read.", "check its name and place: it is looked for from the folder of the scenario");
        }

        try
        {
            using CsvReader reader = CsvReader.Create(content, CsvReaderOptions.Default with { FormatProvider = CultureInfo.InvariantCulture, TrackLineNumbers = true });
            return Numbers(reader, shown, column, out values);
        }
        catch (Exception fault) when (fault is CsvFormatException or CsvValidationException or DecoderFallbackException)
        {
            return ($"{shown} is not a CSV file that can be read: {JsonValue.Clean(fault.Message)}", "write a header row, commas and UTF-8");
        }
    }

    private static (string Message, string Fix)? Numbers(CsvReader reader, string shown, string? column, out double[] values)
    {
        values = [];
        var found = new List<double>();
        int place = -1;
        while (reader.Read())
        {
            if (place < 0)
            {
                string[] headers = [.. reader.Headers!];
                place = column is null && headers.Length == 1 ? 0 : Array.IndexOf(headers, column);
                if (place < 0)
                {
                    string names = string.Join(", ", headers.Select(JsonValue.Clean));
                    return column is null
                        ? ($"{shown} has {headers.Length} columns.", $"write {{ \"file\": \"{shown}\", \"column\": … }} with one of {names}")
                        : ($"{shown} has no column \"{JsonValue.Clean(column)}\".", $"its columns are {names}");
                }
            }

            string text = reader.GetString(place);
            if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) || !double.IsFinite(value))
            {
                return ($"Line {reader.LineNumber} of {shown}: \"{JsonValue.Clean(text)}\" is not a number.", "write plain numbers with a decimal point");
            }

            found.Add(value);
        }

        values = [.. found];
        return null;
    }
}
