using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CostSim.Decisions;

namespace CostSim.Benchmarks;

/// <summary>
/// A second reading of a file of samples, plainer and stricter than the program's: what the program reads must be what stands there, and lines that
/// nobody touched must be read from the columns that they were written under.
/// </summary>
/// <param name="sound">What the file was before it was damaged.</param>
/// <param name="isSwapped">Whether headings have changed places.</param>
internal sealed partial class SampleOracle(SampleCase sound, bool isSwapped)
{
    private sealed record Table(char Separator, string[] Headings, List<(string Line, string[] Fields)> Rows);

    /// <summary>What of a study does not stand in its files; null where everything does.</summary>
    public string? Fault(DecisionStudy study, byte[] samples, byte[] inputs)
    {
        try
        {
            Table table = Read(samples, sound.Samples);
            Check(study, table);
            if (study.Inputs is { } read)
            {
                Table beside = inputs.Length > 0 ? Read(inputs, sound.Inputs) : table;
                double[][] values = read.Read([.. Enumerable.Range(0, read.Names.Count)]);
                for (int i = 0; i < values.Length; i++)
                {
                    Same(values[i], Column(beside, Keys(beside), Of(beside, read.Names[i])), read.Names[i]);
                }
            }

            return null;
        }
        catch (FormatException fault)
        {
            return fault.Message;
        }
    }

    private void Check(DecisionStudy study, Table table)
    {
        string[] keys = Keys(table);
        string[] distinct = [.. keys.Distinct()];
        Demand(study.Trials == distinct.Length, $"{study.Trials} trials were read of {distinct.Length}");
        foreach ((int o, string option) in study.Options.Index())
        {
            Table part = sound.IsWide ? table : table with { Rows = [.. table.Rows.Where(row => row.Fields[Of(table, "option")].Trim() == option)] };
            string[] own = sound.IsWide ? keys : Keys(part);
            Demand(own.Distinct().Count() == own.Length && own.Length == distinct.Length, $"option {option} has not one row in each trial");
            Same(study.Cost[o], Column(part, own, Of(table, sound.IsWide ? $"cost_{option}" : "cost")), $"cost of {option}");
            Same(study.Measures[0].Effect[o], Column(part, own, Of(table, sound.IsWide ? $"effect_{option}" : "effect")), $"effect of {option}");
        }
    }

    /// <summary>Reads lines into fields, each of which must end on its line.</summary>
    private Table Read(byte[] content, List<List<string>> original)
    {
        string text = new UTF8Encoding(false, true).GetString(content).TrimStart('\uFEFF');
        string[] lines = [.. text.Split(["\r\n", "\n", "\r"], StringSplitOptions.RemoveEmptyEntries).Where(line => line.Trim(' ', sound.Separator == '\t' ? ' ' : '\t').Length > 0)];
        char[] found = [.. ",;\t|".Where(one => Fields(lines[0], one).Length > 1)];
        char separator = found.Length == 0 ? ',' : found.MaxBy(one => lines.Count(line => Fields(line, one).Length == Fields(lines[0], one).Length));
        string[] headings = Fields(lines[0], separator);
        List<(string, string[])> rows = [.. lines.Skip(1).Select(line => (line, Fields(line, separator)))];
        string[] whole = rows[0].Item2.Length == headings.Length + 1 ? ["", .. headings] : headings;
        Demand(rows.TrueForAll(row => row.Item2.Length == whole.Length), "rows of different length were read");
        var table = new Table(separator, whole, rows);
        HashSet<string> untouched = [.. original.Skip(1).Select(line => string.Join(sound.Separator, line))];
        string[] before = [.. sound.Shape == SampleShape.WideNamed ? [""] : Array.Empty<string>(), .. original[0]];
        foreach (string heading in before.Where(one => !isSwapped && one is not ("" or "note" or "trial") && table.Rows.Exists(row => untouched.Contains(row.Line))))
        {
            int now = Array.IndexOf(whole, heading);
            Demand(now < 0 || now == Array.IndexOf(before, heading), $"{heading} was read from another column than it was written in");
        }

        return table;
    }

    private static string[] Fields(string line, char separator)
    {
        var fields = new List<string>();
        int start = 0;
        bool isQuoted = false;
        for (int i = 0; i <= line.Length; i++)
        {
            isQuoted ^= i < line.Length && line[i] == '"';
            if (i == line.Length || (line[i] == separator && !isQuoted))
            {
                string field = line[start..i].Trim(' ', '\t');
                fields.Add(field is ['"', .., '"'] && field.Length > 1 ? field[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : field);
                start = i + 1;
            }
        }

        Demand(!isQuoted, "a quote that is not closed on its line was read");
        return [.. fields];
    }

    /// <summary>The trial of each row: a number in one way of writing, a name, or its place where rows are trials in turn.</summary>
    private string[] Keys(Table table)
    {
        string[] headings = [.. table.Headings.Select(heading => heading.Trim())];
        string[] usual = ["iteration", "iter", "simulation", "sim", "draw", "sample", "psa", "index", "row", "id"];
        int place = Array.IndexOf(headings, "trial");
        place = place >= 0 ? place : headings[0].Length == 0 ? 0 : Array.FindIndex(headings, heading => heading.Equals("trial", StringComparison.OrdinalIgnoreCase) || usual.Contains(heading));
        return place < 0
            ? [.. table.Rows.Select((_, i) => i.ToString("D8", CultureInfo.InvariantCulture))]
            : [.. table.Rows.Select(row => Key(row.Fields[place].Trim(), table.Separator))];
    }

    private static string Key(string text, char separator)
    {
        string point = separator == ';' ? text.Contains('.', StringComparison.Ordinal) ? "." : text.Replace(',', '.') : text;

        return decimal.TryParse(point, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number)
            ? (number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture)
            : text;
    }

    /// <summary>Numbers by size, names by their letters.</summary>
    private static int Order(string one, string other) =>
        decimal.TryParse(one, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal first) && decimal.TryParse(other, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal second)
            ? first.CompareTo(second)
            : string.CompareOrdinal(one, other);

    private static int Of(Table table, string heading)
    {
        int place = Array.FindIndex(table.Headings, one => one.Trim() == heading);
        Demand(place >= 0, $"there is no {heading}, and it was read");
        return place;
    }

    /// <summary>A column, trials in ascending order; of several rows of a trial the first, and all must have the same.</summary>
    private static double[] Column(Table table, string[] keys, int place)
    {
        var values = new SortedDictionary<string, double>(Comparer<string>.Create(Order));
        foreach ((int i, (_, string[] fields)) in table.Rows.Index())
        {
            double value = Number(fields[place], table.Separator);
            Demand(values.TryAdd(keys[i], value) || values[keys[i]] == value, $"trial {keys[i]} has more than one value");
        }

        return [.. values.Values];
    }

    private static double Number(string text, char separator)
    {
        string plain = separator == ';' ? text.Replace('.', '!').Replace(',', '.') : text;
        Demand(Plain().IsMatch(plain.Trim()), $"\"{text}\" was read as a number");
        return double.Parse(plain, NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    private static void Same(double[] read, double[] stands, string what) =>
        Demand(read.AsSpan().SequenceEqual(stands), $"{what}: {string.Join(' ', read)} was read of {string.Join(' ', stands)}");

    private static void Demand(bool isMet, string otherwise)
    {
        if (!isMet)
        {
            throw new FormatException(otherwise);
        }
    }

    [GeneratedRegex(@"^[+-]?((0|[1-9][0-9]*)(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?$")]
    private static partial Regex Plain();
}
