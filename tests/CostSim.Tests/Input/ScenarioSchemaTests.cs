using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CostSim.Cli.Commands;
using CostSim.Cli.Input;
using CostSim.Scenarios;
using CostSim.Tests.Commands;
using CostSim.Tests.Simulation;
using Json.Schema;

namespace CostSim.Tests.Input;

/// <summary>What an editor shows about a scenario's keys, and whether it underlines what the reader refuses (judged by JsonSchema.Net).</summary>
public sealed class ScenarioSchemaTests
{
    private static readonly JsonObject Root = JsonNode.Parse(ScenarioSchema.Text())!.AsObject();
    private static readonly JsonSchema Whole = JsonSchema.FromText(Root.ToJsonString());

    /// <summary>The records of a scenario.</summary>
    public static IReadOnlyList<Type> Records { get; } = [.. typeof(Scenario).Assembly.GetTypes().Where(type => type.Namespace == "CostSim.Scenarios" && Fields(type).Any())];

    [Fact]
    public void Every_key_has_a_description_a_unit_a_range_a_default_and_an_example()
    {
        int keys = 0;
        foreach (Type record in Records.Where(record => record != typeof(ByPhase)))
        {
            JsonObject properties = Definition(record)["properties"]!.AsObject();
            string[] required = [.. Definition(record)["required"]!.AsArray().Select(name => name!.GetValue<string>())];
            foreach (PropertyInfo property in Fields(record))
            {
                string name = JsonNamingPolicy.CamelCase.ConvertName(property.Name), place = $"{record.Name}.{name}";
                JsonObject schema = properties[name]!.AsObject();
                FieldAttribute field = property.GetCustomAttribute<FieldAttribute>()!;
                string description = schema["description"]!.GetValue<string>();
                Assert.StartsWith(field.Description, description, StringComparison.Ordinal);
                Assert.True(required.Contains(name) == (field.Default.Length == 0), $"{place}: is required, or says what holds without it");
                Assert.True(schema["examples"] is JsonArray { Count: > 0 }, place);
                Type value = property.PropertyType.IsGenericType ? property.PropertyType.GetGenericArguments()[^1] : property.PropertyType;
                bool isMeasured = value == typeof(Quantity) || value == typeof(double) || value == typeof(ByPhase);
                Assert.True(!isMeasured || field.Unit.Length > 0, $"{place} has no unit");
                Assert.Equal(field.Unit.Length > 0, description.Contains($" Unit: {field.Unit}.", StringComparison.Ordinal));
                Assert.Equal(double.IsFinite(field.Minimum), description.Contains(" Range: ", StringComparison.Ordinal));

                // What the words call the default is what the record holds.
                if (double.TryParse(field.Default, NumberStyles.Number, CultureInfo.InvariantCulture, out double said) && value != typeof(Quantity) && value != typeof(ByPhase)
                    && !property.PropertyType.Name.StartsWith("IReadOnly", StringComparison.Ordinal))
                {
                    Assert.Equal(said, schema["default"]!.GetValue<double>());
                }

                keys++;
            }
        }

        Assert.True(keys > 200, $"{keys}");
    }

    [Fact]
    public void Every_example_and_default_is_valid_where_it_stands()
    {
        foreach (Type record in Records.Where(record => record != typeof(ByPhase)))
        {
            foreach ((string name, JsonNode? schema) in Definition(record)["properties"]!.AsObject().Where(property => property.Key != "$schema"))
            {
                JsonSchema alone = JsonSchema.FromText(new JsonObject
                {
                    ["$schema"] = "http://json-schema.org/draft-07/schema#",
                    ["definitions"] = Root["definitions"]!.DeepClone(),
                    ["allOf"] = new JsonArray(schema!.DeepClone()),
                }.ToJsonString());
                foreach (JsonNode? shown in schema["examples"]!.AsArray().Append(schema["default"]).Where(shown => shown is not null))
                {
                    Assert.True(IsValid(alone, shown!), $"{record.Name}.{name}: {shown!.ToJsonString()}");
                }
            }
        }
    }

    [Fact]
    public void Every_scenario_that_is_shipped_is_valid_by_the_schema()
    {
        string[] files = [.. Directory.EnumerateFiles(Path.Combine(CostSimProcess.Root, "scenarios", "belgium"), "*.json").Order(StringComparer.Ordinal)];
        Assert.True(files.Length >= 15);
        foreach (string text in files.Select(File.ReadAllText).Append(DeskCommands.Starter()).Append(TestScenarios.Constant))
        {
            JsonNode document = Parse(text);
            Assert.True(IsValid(Whole, document), text[..80]);
        }
    }

    [Fact]
    public void What_breaks_one_key_is_refused_by_the_reader_at_its_path_and_underlined_by_the_schema()
    {
        JsonNode sound = Parse(DeskCommands.Starter());
        (int broken, int absent) = (0, 0);
        foreach (string[] path in Paths(sound, []).ToArray())
        {
            foreach ((string how, JsonNode copy, string at) in Breakages(sound, path))
            {
                ReadResult read = ScenarioReader.Read("broken.json", Encoding.UTF8.GetBytes(copy.ToJsonString()));
                bool isUnderlined = !IsValid(Whole, copy);
                Assert.True(read.IsValid != isUnderlined, $"{how} of {string.Join('.', path)}: the reader {(read.IsValid ? "accepts" : "refuses")}, the schema does not");
                Assert.False(read.IsValid, $"{how} of {string.Join('.', path)}");
                Assert.Contains(read.Problems, one => one.Problem.Path == at);
                broken++;
            }
        }

        Assert.True(broken >= 320, $"{broken}");
        foreach (string[] path in Paths(sound, []).ToArray())
        {
            JsonNode copy = sound.DeepClone();
            _ = At(copy, path[..^1]).AsObject().Remove(path[^1]);
            ReadResult read = ScenarioReader.Read("broken.json", Encoding.UTF8.GetBytes(copy.ToJsonString()));
            LocatedProblem? missing = read.Problems.FirstOrDefault(one => one.Problem.Code == "CS103" && one.Problem.Path == Shown(path[..^1]));
            Assert.True(missing is null == IsValid(Whole, copy) || path[^1] is "type" or "value" or "min" or "max" or "mode", $"without {string.Join('.', path)}");
            absent += missing is null ? 0 : 1;
        }

        Assert.True(absent > 30, $"{absent}");
    }

    [Fact]
    public void Ninety_five_of_a_hundred_keys_with_one_letter_wrong_are_known_again()
    {
        (int right, int all) = (0, 0);
        foreach (Type record in Records)
        {
            string[] keys = [.. Fields(record).Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name))];
            foreach (string key in keys)
            {
                foreach (string wrong in Misspellings(key).Where(wrong => !keys.Contains(wrong)).Distinct())
                {
                    all++;
                    right += Spelling.Nearest(wrong, keys) == key ? 1 : 0;
                }
            }
        }

        Assert.True(all > 100_000, $"{all}");
        Assert.True(right >= 0.95 * all, $"{right} of {all}: {100.0 * right / all:0.00} %");
    }

    [Fact]
    public void A_misspelt_key_is_named_with_the_right_one_wherever_it_stands()
    {
        JsonNode sound = Parse(DeskCommands.Starter());
        (int right, int all) = (0, 0);
        foreach (string[] path in Paths(sound, []).Where(path => IsKey(path[^1])).ToArray())
        {
            JsonNode copy = sound.DeepClone();
            JsonObject owner = At(copy, path[..^1]).AsObject();
            JsonNode value = owner[path[^1]]!.DeepClone();
            string wrong = path[^1].Remove(path[^1].Length / 2, 1);
            owner.Remove(path[^1]);
            owner[wrong] = value;
            ReadResult read = ScenarioReader.Read("broken.json", Encoding.UTF8.GetBytes(copy.ToJsonString()));
            all++;
            right += read.Problems.Any(one => one.Problem.Code == "CS101" && one.Problem.Path == Shown([.. path[..^1], wrong]) && one.Problem.Fix.Contains($"\"{path[^1]}\"", StringComparison.Ordinal)) ? 1 : 0;
        }

        Assert.True(all > 80, $"{all}");
        Assert.True(right >= 0.95 * all, $"{right} of {all}");
    }

    private static IEnumerable<PropertyInfo> Fields(Type type) => type.GetProperties().Where(property => property.GetCustomAttribute<FieldAttribute>() is not null);

    private static JsonObject Definition(Type record) => Root["definitions"]![JsonNamingPolicy.CamelCase.ConvertName(record.Name)]!.AsObject();

    private static bool IsValid(JsonSchema schema, JsonNode value)
    {
        using var document = JsonDocument.Parse(value.ToJsonString());
        return schema.Evaluate(document.RootElement).IsValid;
    }

    private static JsonNode Parse(string text) => JsonNode.Parse(text, null, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true })!;

    private static JsonNode At(JsonNode root, string[] path) => path.Aggregate(root, (node, name) => node[name]!);

    private static string Shown(string[] path) => "$" + string.Concat(path.Select(name => "." + name));

    /// <summary>Paths of all members of objects.</summary>
    private static IEnumerable<string[]> Paths(JsonNode node, string[] path) => node is JsonObject map
        ? map.SelectMany(member => Paths(member.Value!, [.. path, member.Key]).Prepend([.. path, member.Key]))
        : [];

    /// <summary>Whether a member is a key and not a name that the author chose.</summary>
    private static bool IsKey(string name) => Records.Any(record => Fields(record).Any(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name) == name));

    private static IEnumerable<(string How, JsonNode Broken, string At)> Breakages(JsonNode sound, string[] path)
    {
        JsonNode value = At(sound, path);
        bool isRemark = path[^1] is "source" or "note";
        JsonNode With(Action<JsonObject, string> change)
        {
            JsonNode copy = sound.DeepClone();
            change(At(copy, path[..^1]).AsObject(), path[^1]);
            return copy;
        }

        yield return ("another kind", With((owner, name) => owner[name] = value is JsonArray ? "text" : new JsonArray()), Shown(path));
        if (value.GetValueKind() == JsonValueKind.Number)
        {
            yield return ("a text for a number", With((owner, name) => owner[name] = value.ToJsonString()), Shown(path));
            yield return ("true for a number", With((owner, name) => owner[name] = true), Shown(path));
        }

        // The ends of a distribution have the range of the key above them, which a schema cannot say.
        if (value.GetValueKind() == JsonValueKind.Number && At(sound, path[..^1])["type"] is null)
        {
            yield return ("a number far below the range", With((owner, name) => owner[name] = -1e9), Shown(path));
        }

        if (value is JsonObject && !isRemark && value["type"] is null && IsKey(path[^1]) && value.AsObject().All(member => IsKey(member.Key)))
        {
            yield return ("an unknown key", With((owner, name) => owner[name]!["zzzzzzzzzzzz"] = 1), Shown([.. path, "zzzzzzzzzzzz"]));
        }
    }

    /// <summary>Every word that one slip of a finger makes: a letter lost, doubled or added, exchanged with its neighbour, or another.</summary>
    private static IEnumerable<string> Misspellings(string word)
    {
        const string Letters = "abcdefghijklmnopqrstuvwxyz";
        for (int i = 0; i <= word.Length; i++)
        {
            foreach (char letter in Letters)
            {
                yield return word.Insert(i, letter.ToString());
                if (i < word.Length && word[i] != letter)
                {
                    yield return word.Remove(i, 1).Insert(i, letter.ToString());
                }
            }

            if (i < word.Length)
            {
                yield return word.Remove(i, 1);
            }

            if (i + 1 < word.Length && word[i] != word[i + 1])
            {
                yield return $"{word[..i]}{word[i + 1]}{word[i]}{word[(i + 2)..]}";
            }
        }
    }
}
