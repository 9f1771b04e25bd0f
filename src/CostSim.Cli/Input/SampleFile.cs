namespace CostSim.Cli.Input;

/// <summary>Samples that cannot be used: the message names file, row and column.</summary>
internal sealed class SampleFileException(string message) : Exception(message)
{
}

/// <summary>Columns of trials read from a CSV file, in ascending order of the trials.</summary>
/// <param name="Trials">Names of the trials, as they were written.</param>
/// <param name="Keys">What compares them with the trials of other files.</param>
/// <param name="Options">Names of the options; one empty name where a row is a whole trial.</param>
/// <param name="Columns">By option and column asked for, a number per trial.</param>
internal sealed record SampleColumns(string[] Trials, TrialKey[] Keys, string[] Options, double[][][] Columns)
{
    /// <summary>The first trial, in ascending order, that only one of two files has.</summary>
    /// <param name="other">The other file's.</param>
    /// <returns>Its name and whether this has it; null where both have the same trials.</returns>
    public (string Trial, bool IsHere)? Unmatched(SampleColumns other)
    {
        for (int t = 0; t < Math.Max(Keys.Length, other.Keys.Length); t++)
        {
            int order = t >= other.Keys.Length ? -1 : t >= Keys.Length ? 1 : Keys[t].CompareTo(other.Keys[t]);
            if (order != 0)
            {
                return order < 0 ? (Trials[t], true) : (other.Trials[t], false);
            }
        }

        return null;
    }
}

/// <summary>What is read of a file of samples.</summary>
/// <param name="Trial">Column that numbers the trials; null where rows are trials in turn.</param>
/// <param name="Option">Column that names the option; null where a row is a whole trial.</param>
/// <param name="Columns">Columns of numbers.</param>
internal sealed record SampleRequest(string? Trial, string? Option, IReadOnlyList<string> Columns)
{
    /// <summary>The options in the order of the tables; null for ordinal order, so that the order of rows does not matter.</summary>
    public IReadOnlyList<string>? Order { get; init; }

    /// <summary>Whether the columns have one value per trial, which the rows of all options repeat.</summary>
    public bool IsShared { get; init; }
}

/// <summary>
/// Samples of this model or any other as CSV with a header: a row per trial and option, or a row per trial. Comma or tab and decimal point, or
/// semicolon and decimal comma. Only the columns asked for are kept: eight bytes each per trial and option.
/// </summary>
internal static class SampleFile
{
    /// <summary>Names that columns of trials have in other models, where a row is a whole trial.</summary>
    private static readonly string[] TrialColumns = ["trial", "iteration", "iter", "simulation", "sim", "draw", "sample", "psa", "index", "row", "id"];

    /// <summary>Names of the columns; the first is empty where it holds names of rows.</summary>
    /// <param name="path">The file.</param>
    /// <param name="isFirst">
    /// Whether a column may be the first below names of rows that stand without quotes, under a header that is one shorter: else the last heading
    /// may as well be missing.
    /// </param>
    /// <exception cref="SampleFileException">The file is not a CSV file, or its rows may have no names.</exception>
    public static IReadOnlyList<string> Headers(string path, Func<string, bool> isFirst)
    {
        using CsvInput input = CsvInput.Open(path);
        return !input.Read() ? throw new SampleFileException($"{path}: there is no row below the header.")
            : input.HasBareNames && !isFirst(input.Headers[1])
                ? throw new SampleFileException($"{path}, line {input.Line}: the row has a field more than the header: is its first field a name, or is the last heading missing? Give every column a heading.")
            : input.Headers;
    }

    /// <summary>The column that numbers the trials where a row is a whole trial.</summary>
    /// <param name="headers">Names of the columns.</param>
    /// <param name="asked">The column asked for.</param>
    /// <returns>That column, else the names of the rows, else one with a usual name; null for rows that are trials in turn.</returns>
    public static string? TrialColumn(IReadOnlyList<string> headers, string asked) =>
        headers.Contains(asked) ? asked : headers[0].Length == 0 ? "" : headers.FirstOrDefault(header => TrialColumns.Contains(header, StringComparer.OrdinalIgnoreCase));

    /// <summary>Reads columns.</summary>
    /// <param name="path">The file.</param>
    /// <param name="request">Which columns.</param>
    /// <exception cref="SampleFileException">A column or row that is missing, twice there or not a number.</exception>
    public static SampleColumns Read(string path, SampleRequest request)
    {
        using CsvInput input = CsvInput.Open(path);
        var rows = new SampleRows(path, input, request);
        while (input.Read())
        {
            rows.Add();
        }

        return rows.Complete();
    }
}
