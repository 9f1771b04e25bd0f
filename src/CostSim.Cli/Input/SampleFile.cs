using System.Globalization;
using CsvHelper;

namespace CostSim.Cli.Input;

/// <summary>Samples that cannot be used: the message names file, row and column.</summary>
internal sealed class SampleFileException(string message) : Exception(message)
{
}

/// <summary>Columns of trials read from a CSV file, in ascending order of the trials.</summary>
/// <param name="Trials">Names of the trials.</param>
/// <param name="Options">Names of the options; one empty name where a row is a whole trial.</param>
/// <param name="Columns">By option and column asked for, a number per trial.</param>
internal sealed record SampleColumns(string[] Trials, string[] Options, double[][][] Columns);

/// <summary>
/// Samples of this model or any other as CSV with a header: a row per trial and option, or a row per trial. Comma and decimal point, or semicolon
/// and decimal comma. Only the columns asked for are kept: eight bytes each per trial and option.
/// </summary>
internal static class SampleFile
{
    private static readonly NumberFormatInfo DecimalComma = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "." };

    /// <summary>Names of the columns.</summary>
    /// <exception cref="SampleFileException">The file is not a CSV file.</exception>
    public static string[] Headers(string path)
    {
        using CsvReader reader = Open(path, out _);
        try
        {
            return reader.Read() ? [.. reader.Headers!] : throw new SampleFileException($"{path}: there is no row below the header.");
        }
        catch (Exception fault) when (fault is CsvFormatException or CsvValidationException)
        {
            throw new SampleFileException($"{path}: not a CSV file that can be read: {fault.Message}");
        }
    }

    /// <summary>Reads columns.</summary>
    /// <param name="path">The file.</param>
    /// <param name="trialColumn">Column that numbers the trials; null where rows are trials in turn.</param>
    /// <param name="optionColumn">Column that names the option; null where a row is a whole trial.</param>
    /// <param name="columns">Columns of numbers.</param>
    /// <param name="order">The options in the order in which ties are decided; null for ordinal order, so that the order of rows does not matter.</param>
    /// <exception cref="SampleFileException">A column or row that is missing, twice there or not a number.</exception>
    public static SampleColumns Read(string path, string? trialColumn, string? optionColumn, IReadOnlyList<string> columns, IReadOnlyList<string>? order = null)
    {
        try
        {
            using CsvReader reader = Open(path, out IFormatProvider format);
            var table = new Rows(path, columns, format);
            while (reader.Read())
            {
                table.Add(reader, trialColumn, optionColumn);
            }

            return table.Complete(order);
        }
        catch (Exception fault) when (fault is CsvFormatException or CsvValidationException)
        {
            throw new SampleFileException($"{path}: not a CSV file that can be read: {fault.Message}");
        }
    }

    private static CsvReader Open(string path, out IFormatProvider format)
    {
        string header = File.ReadLines(path).FirstOrDefault() ?? throw new SampleFileException($"{path}: the file is empty.");
        bool excel = header.Contains(';', StringComparison.Ordinal) && !header.Contains(',', StringComparison.Ordinal);
        format = excel ? DecimalComma : CultureInfo.InvariantCulture;
        return CsvReader.FromFile(path, CsvReaderOptions.Default with { Separator = excel ? ';' : ',', TrackLineNumbers = true });
    }

    private sealed class Rows(string path, IReadOnlyList<string> columns, IFormatProvider format)
    {
        private readonly Dictionary<string, int> trials = [];
        private readonly List<string> names = [];
        private readonly List<long> lines = [];
        private readonly Dictionary<string, int> options = [];
        private readonly List<double[][]> values = [];
        private readonly List<List<long>> seen = [];
        private int[]? places;
        private int trialPlace;
        private int optionPlace;
        private string lastTrial = "";
        private int lastNumber = -1;

        public void Add(CsvReader reader, string? trialColumn, string? optionColumn)
        {
            if (places is null)
            {
                string[] headers = [.. reader.Headers!];
                int Place(string name) => Array.IndexOf(headers, name) is >= 0 and int place
                    ? place
                    : throw new SampleFileException($"{path}: there is no column \"{name}\". Its columns are {string.Join(", ", headers.Take(40))}.");
                places = [.. columns.Select(Place)];
                trialPlace = trialColumn is null ? -1 : Place(trialColumn);
                optionPlace = optionColumn is null ? -1 : Place(optionColumn);
            }

            string trial = trialPlace < 0 ? names.Count.ToString(CultureInfo.InvariantCulture) : reader.GetString(trialPlace);
            int number = trial == lastTrial ? lastNumber : Number(trial, reader.LineNumber);
            (lastTrial, lastNumber) = (trial, number);
            int option = Option(optionPlace < 0 ? "" : reader.GetString(optionPlace));
            List<long> rows = seen[option];
            while (rows.Count <= number)
            {
                rows.Add(0);
            }

            if (rows[number] > 0)
            {
                string what = optionPlace < 0 ? "" : $" of option \"{reader.GetString(optionPlace)}\"";
                throw new SampleFileException($"{path}, line {reader.LineNumber}: trial {trial}{what} is there twice; the first is in line {rows[number]}.");
            }

            rows[number] = reader.LineNumber;
            for (int c = 0; c < places.Length; c++)
            {
                double[] column = values[option][c];
                if (column.Length <= number)
                {
                    Array.Resize(ref column, Math.Max(1024, 2 * column.Length));
                    values[option][c] = column;
                }

                string text = "";
                if (!double.TryParse(reader.GetSpan(places[c]), NumberStyles.Float, format, out double value) || !double.IsFinite(value))
                {
                    text = reader.GetString(places[c]);
                    throw new SampleFileException(
                        $"{path}, line {reader.LineNumber}, column \"{columns[c]}\": {(text.Length == 0 ? "the value is missing" : $"\"{JsonValue.Clean(text)}\" is not a finite number")}.");
                }

                column[number] = value;
            }
        }

        public SampleColumns Complete(IReadOnlyList<string>? order)
        {
            if (places is null)
            {
                throw new SampleFileException($"{path}: there is no row below the header.");
            }

            string[] ordered = order is null ? [.. options.Keys.Order(StringComparer.Ordinal)] : [.. order];
            foreach (string option in ordered)
            {
                if (!options.TryGetValue(option, out int o))
                {
                    throw new SampleFileException($"{path}: there is no row of option \"{option}\". Its options are {string.Join(", ", options.Keys)}.");
                }

                for (int t = 0; t < names.Count; t++)
                {
                    if (t >= seen[o].Count || seen[o][t] == 0)
                    {
                        throw new SampleFileException($"{path}: trial {names[t]}, which is in line {lines[t]}, has no row of option \"{option}\".");
                    }
                }
            }

            int[] sorted = Sorted();
            return new SampleColumns(
                [.. sorted.Select(t => names[t])],
                ordered,
                [.. ordered.Select(option => values[options[option]].Select(column => sorted.Select(t => column[t]).ToArray()).ToArray())]);
        }

        /// <summary>Trials by their numbers, or by their names where some are no numbers.</summary>
        private int[] Sorted()
        {
            long[] numbers = new long[names.Count];
            bool numeric = true;
            for (int t = 0; t < numbers.Length && numeric; t++)
            {
                numeric = long.TryParse(names[t], NumberStyles.Integer, CultureInfo.InvariantCulture, out numbers[t]);
            }

            int[] order = [.. Enumerable.Range(0, names.Count)];
            return numeric ? [.. order.OrderBy(t => numbers[t])] : [.. order.OrderBy(t => names[t], StringComparer.Ordinal)];
        }

        private int Number(string trial, long line)
        {
            if (!trials.TryGetValue(trial, out int number))
            {
                number = names.Count;
                trials.Add(trial, number);
                names.Add(trial);
                lines.Add(line);
            }

            return number;
        }

        private int Option(string name)
        {
            if (!options.TryGetValue(name, out int option))
            {
                option = values.Count;
                options.Add(name, option);
                values.Add([.. columns.Select(_ => Array.Empty<double>())]);
                seen.Add([]);
            }

            return option;
        }
    }
}
