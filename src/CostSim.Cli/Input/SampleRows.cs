namespace CostSim.Cli.Input;

/// <summary>Rows of samples as they are read, into a number per option, column and trial.</summary>
/// <param name="path">The file, for messages.</param>
/// <param name="input">The file.</param>
/// <param name="request">What is read of it.</param>
internal sealed class SampleRows(string path, CsvInput input, SampleRequest request)
{
    private readonly int[] places = [.. request.Columns.Select(input.Place)];
    private readonly int trialPlace = request.Trial is null ? -1 : input.Place(request.Trial);
    private readonly int optionPlace = request.Option is null ? -1 : input.Place(request.Option);
    private readonly TrialNames trials = new(path, request.Trial, input.Form);
    private readonly Dictionary<string, int> options = [];
    private readonly List<double[][]> values = [];
    private readonly List<List<long>> seen = [];
    private readonly double[][] shared = [.. request.Columns.Select(_ => Array.Empty<double>())];
    private UnreadColumns? unread;

    /// <summary>Takes the current row.</summary>
    /// <exception cref="SampleFileException">A row that is there twice or is a sum, a value that is no number, an input that differs between options.</exception>
    public void Add()
    {
        unread ??= new UnreadColumns(path, input, [.. places, trialPlace, optionPlace]);
        unread.Check();
        int trial = trialPlace < 0 ? trials.Next(input.Line) : trials.Of(input.Name(trialPlace), input.Line);
        string name = optionPlace < 0 ? "" : input.Name(optionPlace);
        if (request.IsShared && request.Order is { } wanted && !wanted.Contains(name))
        {
            return;
        }

        int option = Option(name);
        List<long> rows = seen[option];
        while (rows.Count <= trial)
        {
            rows.Add(0);
        }

        if (rows[trial] > 0)
        {
            string what = optionPlace < 0 ? "" : $" of option \"{JsonValue.Clean(name)}\"";
            throw new SampleFileException($"{path}, line {input.Line}: trial {JsonValue.Clean(trials.Name(trial))}{what} is there twice; the first is in line {rows[trial]}.");
        }

        rows[trial] = input.Line;
        if (request.IsShared)
        {
            Share(trial, option);
        }
        else
        {
            for (int c = 0; c < places.Length; c++)
            {
                Room(values[option], c, trial)[trial] = input.Number(places[c]);
            }
        }
    }

    /// <summary>All columns, trials ascending.</summary>
    /// <exception cref="SampleFileException">A row that is missing.</exception>
    public SampleColumns Complete()
    {
        if (trials.Count == 0)
        {
            throw new SampleFileException($"{path}: there is no row below the header.");
        }

        string[] ordered = request.Order is { } order ? [.. order] : [.. options.Keys.Order(StringComparer.Ordinal)];
        foreach (string option in ordered)
        {
            CheckComplete(option);
        }

        int[] ascending = trials.Ascending();
        double[] Sorted(double[] column) => [.. ascending.Select(trial => column[trial])];
        return new SampleColumns(
            [.. ascending.Select(trials.Name)],
            [.. ascending.Select(trials.Key)],
            request.IsShared ? [""] : ordered,
            request.IsShared ? [[.. shared.Select(Sorted)]] : [.. ordered.Select(option => values[options[option]].Select(Sorted).ToArray())]);
    }

    private static double[] Room(double[][] columns, int column, int trial)
    {
        if (columns[column].Length <= trial)
        {
            Array.Resize(ref columns[column], Math.Max(trial + 1, Math.Max(1024, 2 * columns[column].Length)));
        }

        return columns[column];
    }

    /// <summary>Takes the inputs of a trial from its first row, and holds those of its other rows against them.</summary>
    private void Share(int trial, int option)
    {
        int first = -1;
        for (int o = 0; o < seen.Count && first < 0; o++)
        {
            first = o != option && trial < seen[o].Count && seen[o][trial] > 0 ? o : -1;
        }

        for (int c = 0; c < places.Length; c++)
        {
            double value = input.Number(places[c]);
            double[] column = Room(shared, c, trial);
            if (first >= 0 && column[trial] != value)
            {
                string Which(int one) => $"line {seen[one][trial]} (option \"{JsonValue.Clean(options.First(pair => pair.Value == one).Key)}\")";
                throw new SampleFileException(FormattableString.Invariant(
                    $"{path}, column \"{JsonValue.Clean(request.Columns[c])}\": trial {JsonValue.Clean(trials.Name(trial))} has {column[trial]} in {Which(first)} and {value} in {Which(option)}. An input has one value in a trial, whatever the option: give each option's own a column of its own, in a file of a row per trial (--inputs)."));
            }

            column[trial] = value;
        }
    }

    private void CheckComplete(string option)
    {
        if (!options.TryGetValue(option, out int o))
        {
            throw new SampleFileException($"{path}: there is no row of option \"{JsonValue.Clean(option)}\". Its options are {string.Join(", ", options.Keys.Select(JsonValue.Clean))}.");
        }

        for (int trial = 0; trial < trials.Count; trial++)
        {
            if (trial >= seen[o].Count || seen[o][trial] == 0)
            {
                throw new SampleFileException(
                    $"{path}: trial {JsonValue.Clean(trials.Name(trial))}, which is in line {trials.Line(trial)}, has no row of option \"{JsonValue.Clean(option)}\".{Likeness(option)}");
            }
        }
    }

    /// <summary>Says which other option is spelt almost alike; empty where none is.</summary>
    private string Likeness(string option) =>
        options.Keys.FirstOrDefault(other => other != option && Bare(other).Equals(Bare(option), StringComparison.OrdinalIgnoreCase)) is { } twin
            ? $" Is \"{JsonValue.Clean(twin)}\", in line {seen[options[twin]].First(line => line > 0)}, the same option? Spell it alike."
            : "";

    private static string Bare(string option) => string.Concat(option.Where(char.IsLetterOrDigit));

    private int Option(string name)
    {
        if (!options.TryGetValue(name, out int option))
        {
            string? wrong = optionPlace < 0 || request.Order is not null ? null
                : name.Length == 0 ? "the option is missing"
                : SummaryWords.IsTotal(name) ? $"\"{JsonValue.Clean(name)}\" is no option: remove rows of sums and means, or name the options with --options"
                : null;
            if (wrong is not null)
            {
                throw new SampleFileException($"{path}, line {input.Line}, column \"{JsonValue.Clean(request.Option!)}\": {wrong}.");
            }

            option = values.Count;
            options.Add(name, option);
            values.Add([.. places.Select(_ => Array.Empty<double>())]);
            seen.Add([]);
        }

        return option;
    }
}
