using System.Globalization;

namespace CostSim.Cli.Commands;

/// <summary>One value of a scenario that is varied.</summary>
/// <param name="Path">Its path, names joined by dots.</param>
/// <param name="Values">What it takes in turn, as JSON or plain text.</param>
internal sealed record SweepAxis(string Path, IReadOnlyList<string> Values)
{
    /// <summary>Most points of a grid.</summary>
    public const int MostPoints = 1_000;

    /// <summary>What sets the worlds that the points share, and what names the results: it cannot be varied.</summary>
    private static readonly string[] Fixed = ["run", "name", "schemaVersion"];

    /// <summary>Reads <c>path=a,b,c</c>, or <c>path=from:to:count</c> for evenly spaced numbers.</summary>
    /// <exception cref="SettingsException">It is neither.</exception>
    public static SweepAxis Parse(string text)
    {
        int sign = text.IndexOf('=', StringComparison.Ordinal);
        string path = sign > 0 ? text[..sign].Trim().Replace(':', '.') : "";
        string[] values = [.. Split(text[(sign + 1)..]).Select(value => value.Trim()).Distinct()];
        if (path.Length == 0 || Array.Exists(values, value => value.Length == 0))
        {
            throw new SettingsException($"--vary \"{Input.JsonValue.Clean(text)}\" varies nothing. Write --vary path=a,b,c or path=from:to:count, for example systems.nasams.cost.unitPriceMEur=200,235,300.");
        }

        return Fixed.Contains(path.Split('.')[0])
            ? throw new SettingsException($"--vary {Input.JsonValue.Clean(path)}: this cannot be varied: all points run through the same worlds. Use the options of the command.")
            : new SweepAxis(path, values is [string range] ? Range(path, range) : values);
    }

    /// <summary>The points of the grid, the last axis fastest; or the scenario as it is, and each value alone.</summary>
    /// <param name="axes">What is varied.</param>
    /// <param name="oneAtATime">Whether the others stay as they are.</param>
    /// <returns>By point, a value per axis; null where it stays as it is.</returns>
    /// <exception cref="SettingsException">There are too many, or a path is varied twice.</exception>
    public static IReadOnlyList<string?[]> Points(IReadOnlyList<SweepAxis> axes, bool oneAtATime)
    {
        if (axes.GroupBy(axis => axis.Path).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new SettingsException($"{Input.JsonValue.Clean(twice.Key)} is varied twice: put all its values into one --vary.");
        }

        double count = oneAtATime ? 1 + axes.Sum(axis => axis.Values.Count) : axes.Aggregate(1.0, (product, axis) => product * axis.Values.Count);
        if (count > MostPoints)
        {
            throw new SettingsException(string.Create(CultureInfo.InvariantCulture, $"The grid has {count:N0} points; at most {MostPoints:N0} are run. Vary fewer values, or use --one-at-a-time."));
        }

        return oneAtATime
            ? [new string?[axes.Count], .. axes.SelectMany((axis, a) => axis.Values.Select(value => axes.Select((_, other) => other == a ? value : null).ToArray()))]
            : axes.Aggregate((IReadOnlyList<string?[]>)[[]], (points, axis) => [.. points.SelectMany(point => axis.Values.Select(value => (string?[])[.. point, value]))]);
    }

    private static string[] Range(string path, string text)
    {
        string[] parts = text.Split(':');
        double[] ends = [.. parts.Take(2).Select(part => double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out double end) ? end : double.NaN)];
        if (parts.Length != 3 || ends.All(double.IsNaN))
        {
            return [text];
        }

        (double from, double to) = (ends[0], ends[1]);
        if (!double.IsFinite(to - from) || !int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out int count) || count is < 2 or > MostPoints)
        {
            throw new SettingsException(
                $"--vary {Input.JsonValue.Clean(path)}={Input.JsonValue.Clean(text)} is no range: write from, to and how many values, 2 to {MostPoints:N0}: 150:350:5.");
        }

        // Twelve digits: what a person would have written.
        return [.. Enumerable.Range(0, count).Select(i => (from + ((to - from) * i / (count - 1))).ToString("G12", CultureInfo.InvariantCulture))];
    }

    /// <summary>At commas, but not inside of brackets and quotes.</summary>
    private static IEnumerable<string> Split(string text)
    {
        (int depth, bool isQuoted, int start) = (0, false, 0);
        for (int i = 0; i < text.Length; i++)
        {
            isQuoted ^= text[i] == '"' && (i == 0 || text[i - 1] != '\\');
            depth += isQuoted ? 0 : text[i] is '{' or '[' ? 1 : text[i] is '}' or ']' ? -1 : 0;
            if (text[i] == ',' && depth == 0 && !isQuoted)
            {
                yield return text[start..i];
                start = i + 1;
            }
        }

        yield return text[start..];
    }
}
