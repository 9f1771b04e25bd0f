using CostSim.Cli.Input;
using CostSim.Cli.Output;
using CostSim.Tables;
using Spectre.Console;

namespace CostSim.Cli.Console;

/// <summary>Draws where the preferred option changes: the last value varied across, the others down; and says between which values it does.</summary>
/// <param name="paths">Paths of what was varied.</param>
/// <param name="points">The points.</param>
internal sealed class SweepMap(IReadOnlyList<string> paths, IReadOnlyList<SweepPoint> points)
{
    /// <summary>Probability that noise hides a better option from which on a choice is marked as open.</summary>
    public const double Open = 0.05;

    private const string AsItIs = "(as it is)";
    private const int MostSwitches = 20;

    /// <summary>Draws the map of one measure.</summary>
    public void Print(string measure, IAnsiConsole console)
    {
        // By what the values are, not by how they are shown: two long ones may look alike.
        static string Key(string? value) => value ?? AsItIs;
        string[] across = [.. points.Select(point => Key(point.Values[^1])).Distinct()];
        var table = new Table
        {
            Border = console.Profile.Capabilities.Ansi ? TableBorder.Rounded : TableBorder.Ascii,
            Title = new TableTitle(Markup.Escape($"Preferred by {measure}")),
        };
        foreach (string path in paths.SkipLast(1))
        {
            table.AddColumn(new TableColumn(new Text(path)));
        }

        foreach (string value in across)
        {
            table.AddColumn(new TableColumn(new Text(Shown(value))));
        }

        foreach (IGrouping<string, SweepPoint> line in points.GroupBy(point => string.Join('\n', point.Values.SkipLast(1).Select(Key))))
        {
            var here = line.ToDictionary(point => Key(point.Values[^1]), point => Cell(point.Preferred(measure)));
            table.AddRow([.. line.First().Values.SkipLast(1).Select(Shown).Concat(across.Select(value => here.GetValueOrDefault(value, ""))).Select(text => new Text(text))]);
        }

        console.Write(table);
    }

    /// <summary>Between which neighbours of the grid the preferred option changes.</summary>
    /// <param name="measure">Column of the effect.</param>
    public IReadOnlyList<string> Switches(string measure)
    {
        var found = new Dictionary<string, int>();
        for (int a = 0; a < paths.Count; a++)
        {
            int axis = a;
            foreach (IGrouping<string, SweepPoint> line in points.GroupBy(point => string.Join('\n', point.Values.Where((_, i) => i != axis).Select(value => value ?? AsItIs))))
            {
                SweepPoint[] along = [.. line];
                for (int i = 1; i < along.Length; i++)
                {
                    (SweepRow before, SweepRow after) = (along[i - 1].Preferred(measure), along[i].Preferred(measure));
                    if (before.Option != after.Option)
                    {
                        string says = $"{paths[axis]} from {Shown(along[i - 1].Values[axis])} to {Shown(along[i].Values[axis])}: {before.Option} → {after.Option}";
                        found[says] = found.GetValueOrDefault(says) + 1;
                    }
                }
            }
        }

        string[] lines = [.. found.Select(one => one.Value > 1 ? $"{one.Key} ({one.Value} times)" : one.Key)];
        return lines.Length > MostSwitches ? [.. lines.Take(MostSwitches), $"… and {lines.Length - MostSwitches} more; map.csv holds all"] : lines;
    }

    private static string Shown(string? value) => value is null ? AsItIs : JsonValue.Clean(value);

    private static string Cell(SweepRow preferred) => preferred.Option + (preferred.WrongByNoise > Open ? " ?" : "");
}
