using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CostSim.Cli;
using CostSim.Cli.Commands;
using CostSim.Cli.Input;
using CostSim.Cli.Output;
using JsonValue = System.Text.Json.Nodes.JsonValue;

namespace CostSim.Benchmarks;

/// <summary>
/// Sound scenarios changed in ways that a scenario may be changed: numbers scaled or made uncertain, shares put to their ends, entries taken out or
/// doubled, designs and options of a run. Each is found again by its number. One that is still valid must run to the end, and what it writes must
/// be numbers that can be.
/// </summary>
/// <param name="seeds">Sound scenarios as JSON, without bases, each as often as it is to be taken.</param>
/// <param name="trials">Trials of each.</param>
internal sealed class VariedScenario(IReadOnlyList<string> seeds, int trials)
{
    private static readonly double[] Factors = [0, 0.01, 0.5, 0.9, 1.1, 2, 10];

    private static readonly JsonDocumentOptions Reading = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>A varied scenario.</summary>
    /// <param name="number">Which one; any number.</param>
    public string Text(ulong number)
    {
        ulong state = number;
        int Below(int bound) => (int)(ScenarioFuzz.Next(ref state) % (ulong)Math.Max(1, bound));
        JsonObject root = JsonNode.Parse(seeds[Below(seeds.Count)], null, Reading)!.AsObject();
        for (int changes = 1 + Below(6); changes > 0; changes--)
        {
            JsonNode[] all = [.. Nodes(root)];
            JsonValue[] numbers = [.. all.OfType<JsonValue>().Where(value => value.GetValueKind() == JsonValueKind.Number)];
            JsonObject[] books = [.. all.OfType<JsonObject>().Where(node => node.Count > 1 && node.All(entry => entry.Value is JsonObject))];
            switch (Below(8))
            {
                case 0 or 1 when numbers.Length > 0:
                    JsonValue scaled = numbers[Below(numbers.Length)];
                    scaled.ReplaceWith(Value(scaled) * Factors[Below(Factors.Length)]);
                    break;
                case 2 or 3 when numbers.Length > 0:
                    JsonValue known = numbers[Below(numbers.Length)];
                    if (known.Parent is JsonObject { Count: > 0 } parent && !parent.ContainsKey("type") && !parent.ContainsKey("value"))
                    {
                        known.ReplaceWith(Uncertain(Value(known), Below));
                    }

                    break;
                case 4 when numbers.Length > 0:
                    JsonValue[] shares = [.. numbers.Where(one => Value(one) is > 0 and < 1)];
                    if (shares.Length > 0)
                    {
                        shares[Below(shares.Length)].ReplaceWith(Below(2));
                    }

                    break;
                case 5 when books.Length > 0:
                    JsonObject thinned = books[Below(books.Length)];
                    thinned.Remove(thinned.ElementAt(Below(thinned.Count)).Key);
                    break;
                case 6 when books.Length > 0:
                    JsonObject doubled = books[Below(books.Length)];
                    KeyValuePair<string, JsonNode?> entry = doubled.ElementAt(Below(doubled.Count));
                    doubled[string.Create(CultureInfo.InvariantCulture, $"{entry.Key}-{Below(100)}")] = entry.Value!.DeepClone();
                    break;
                default:
                    root["horizon"]!["years"] = 1 + Below(30);
                    break;
            }
        }

        root["name"] = "varied";
        root["run"] = new JsonObject
        {
            ["trials"] = trials,
            ["seed"] = Below(1000),
            ["design"] = ((string[])["mc", "lhs", "sobol"])[Below(3)],
        };
        return root.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
    }

    /// <summary>Runs a scenario into a folder. What is wrong with what comes of it; null when nothing is, or when it is refused.</summary>
    public static string? Fault(string text, string folder, out bool isValid)
    {
        ReadResult read = ScenarioReader.Read("varied.json", Encoding.UTF8.GetBytes(text), ScenarioFileAccess.None, "/varied.json");
        isValid = read.IsValid;
        if (!isValid)
        {
            return null;
        }

        try
        {
            RunRequest request = RunRequest.From(new Settings { Output = folder, NoPlots = true, Quiet = true, Threads = 1 }, false);
            (_, string results, _) = RunPipeline.Run(read, request, "", default);
            return Manifest.Read(results) is not { } manifest ? "no manifest"
                : manifest.Damage(results).FirstOrDefault() is { } damage ? damage
                : Wrong(results).FirstOrDefault();
        }
        catch (Exception fault)
        {
            return fault.ToString();
        }
    }

    /// <summary>Numbers that cannot be: infinite ones, costs below 0, chances outside 0 and 1 or that do not add up.</summary>
    private static IEnumerable<string> Wrong(string results)
    {
        JsonNode package = JsonNode.Parse(File.ReadAllBytes(Path.Combine(results, ResultFacts.FileName)))!;
        foreach (JsonNode table in package["resources"]!.AsArray().OfType<JsonNode>())
        {
            string file = table["path"]!.GetValue<string>();
            string[] numbers = [.. table["schema"]!["fields"]!.AsArray().Where(field => field!["type"]!.GetValue<string>() is "number" or "integer").Select(field => field!["name"]!.GetValue<string>())];
            int line = 1;
            foreach ((string column, double value) in CsvTable.Read(Path.Combine(results, file), CsvDialect.Rfc4180, row => numbers.Select(column => (column, row.Number(column))).ToArray()).SelectMany(row => row))
            {
                line += column == numbers[0] ? 1 : 0;
                if (double.IsInfinity(value)
                    || (column.StartsWith("probability", StringComparison.Ordinal) && value is < 0 or > 1)
                    || (file == "trials.csv" && column is "cost_meur" or "protected_years" or "loss_meur" && value < 0))
                {
                    yield return string.Create(CultureInfo.InvariantCulture, $"{file}:{line}: {column} is {value}");
                }
            }
        }

        var shares = CsvTable.Read(
            Path.Combine(results, "acceptability.csv"), CsvDialect.Rfc4180, row => (Worth: (row.Text("measure"), row.Text("threshold")), Share: row.Number("probability_best")));
        foreach (var worth in shares.GroupBy(row => row.Worth).Where(worth => !(Math.Abs(worth.Sum(row => row.Share) - 1) < 1e-9)))
        {
            yield return $"acceptability.csv: probabilities of being best at {worth.Key} do not add up to 1";
        }
    }

    private static JsonObject Uncertain(double value, Func<int, int> below)
    {
        (double low, double high) = (Math.Min(value * 0.5, value * 1.5), Math.Max(value * 0.5, value * 1.5));
        return below(6) switch
        {
            0 => new() { ["type"] = "uniform", ["min"] = low, ["max"] = high },
            1 => new() { ["type"] = "triangular", ["min"] = low, ["mode"] = value, ["max"] = high },
            2 => new() { ["type"] = "pert", ["min"] = low, ["mode"] = value, ["max"] = high },
            3 => new() { ["type"] = "lognormal", ["median"] = value, ["sigma"] = 0.3 },
            4 => new() { ["type"] = "gamma", ["shape"] = 4, ["scale"] = value / 4 },
            _ => new() { ["type"] = "weibull", ["shape"] = 2, ["scale"] = value },
        };
    }

    private static double Value(JsonValue number) => double.Parse(number.ToJsonString(), CultureInfo.InvariantCulture);

    private static IEnumerable<JsonNode> Nodes(JsonNode? node) => node switch
    {
        JsonObject record => record.SelectMany(entry => Nodes(entry.Value)).Prepend(record),
        JsonArray list => list.SelectMany(Nodes),
        null => [],
        _ => [node],
    };
}
