using System.Globalization;

namespace CostSim.Cli.Input;

/// <summary>The trials of a file by what is written in the column that numbers them: all numbers, or all names.</summary>
/// <param name="path">The file, for messages.</param>
/// <param name="column">The column; null where rows are trials in turn.</param>
/// <param name="form">How the file writes numbers.</param>
internal sealed class TrialNames(string path, string? column, CsvForm form)
{
    private readonly Dictionary<string, int> places = [];
    private readonly Dictionary<TrialKey, int> keyPlaces = [];
    private readonly List<TrialKey> keys = [];
    private readonly List<string> names = [];
    private readonly List<long> lines = [];
    private string last = "";
    private int lastPlace = -1;

    /// <summary>How many there are.</summary>
    public int Count => names.Count;

    /// <summary>How a trial was first written.</summary>
    public string Name(int trial) => names[trial];

    /// <summary>Line in which a trial was first met.</summary>
    public long Line(int trial) => lines[trial];

    /// <summary>What compares trials of different files.</summary>
    public TrialKey Key(int trial) => keys[trial];

    /// <summary>The trial of a row, in order of appearance from 0.</summary>
    /// <param name="text">What the row says.</param>
    /// <param name="line">Its line.</param>
    /// <exception cref="SampleFileException">Nothing, a sum, or a name among numbers.</exception>
    public int Of(string text, long line)
    {
        if (text == last && lastPlace >= 0)
        {
            return lastPlace;
        }

        if (!places.TryGetValue(text, out int place))
        {
            TrialKey key = Checked(text, line);
            if (!keyPlaces.TryGetValue(key, out place))
            {
                place = Added(key, text, line);
                keyPlaces.Add(key, place);
            }

            places.Add(text, place);
        }

        (last, lastPlace) = (text, place);
        return place;
    }

    /// <summary>The next trial of a file whose rows are trials in turn, numbered from 0.</summary>
    public int Next(long line) => Added(new TrialKey(Count, null), Count.ToString(CultureInfo.InvariantCulture), line);

    /// <summary>The trials in ascending order: numbers by size, names in ordinal order.</summary>
    public int[] Ascending() => [.. Enumerable.Range(0, Count).OrderBy(trial => keys[trial])];

    private int Added(TrialKey key, string text, long line)
    {
        keys.Add(key);
        names.Add(text);
        lines.Add(line);
        return Count - 1;
    }

    private TrialKey Checked(string text, long line)
    {
        var key = TrialKey.Of(text.Trim(), form);
        string? wrong = text.Length == 0 ? "the trial is missing"
            : key.Name is not null && SummaryWords.Begins(text) ? $"\"{JsonValue.Clean(text)}\" is no trial: remove rows of sums and means"
            : Count > 0 && key.Name is null != keys[0].Name is null
                ? $"trial \"{JsonValue.Clean(text)}\" is {(key.Name is null ? "a number" : "no number")}, unlike trial \"{JsonValue.Clean(names[0])}\" of line {lines[0]}"
            : null;
        string where = string.IsNullOrEmpty(column) ? "the names of the rows" : $"column \"{JsonValue.Clean(column)}\"";
        return wrong is null ? key : throw new SampleFileException($"{path}, line {line}, {where}: {wrong}.");
    }
}
