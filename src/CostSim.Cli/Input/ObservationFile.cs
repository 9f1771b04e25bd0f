using System.Text;

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
            using var input = CsvInput.Open(shown, () => new MemoryStream(content), mayNameRows: false);
            return Numbers(input, shown, column, out values);
        }
        catch (Exception fault) when (fault is SampleFileException or DecoderFallbackException)
        {
            return ($"{(fault is SampleFileException ? "" : $"{shown}: ")}{JsonValue.Printable(fault.Message)}", "write a header row, then rows of the same columns with plain numbers: commas and decimal points, or semicolons and decimal commas, in UTF-8");
        }
    }

    private static (string Message, string Fix)? Numbers(CsvInput input, string shown, string? column, out double[] values)
    {
        values = [];
        int place = column is null ? (input.Headers.Count == 1 ? 0 : -1) : input.Headers.ToList().IndexOf(column);
        var found = new List<double>();
        var others = new UnreadColumns(shown, input, [place]);
        while (input.Read())
        {
            if (place < 0)
            {
                string names = string.Join(", ", input.Headers.Select(JsonValue.Clean));
                return column is null
                    ? ($"{shown} has {input.Headers.Count} columns.", $"write {{ \"file\": \"{shown}\", \"column\": … }} with one of {names}")
                    : ($"{shown} has no column \"{JsonValue.Clean(column)}\".", $"its columns are {names}");
            }

            others.Check();
            found.Add(input.Number(place));
        }

        values = [.. found];
        return null;
    }
}
