using System.Globalization;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CostSim.Sampling;
using CostSim.Scenarios;

namespace CostSim.Cli.Input;

/// <summary>
/// The JSON Schema of scenario files, printed from the records that are read: editors complete, explain and underline by it.
/// </summary>
public sealed class ScenarioSchema
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All) };

    private readonly JsonObject definitions;
    private readonly bool isOverlay;

    private ScenarioSchema(JsonObject definitions, bool isOverlay) => (this.definitions, this.isOverlay) = (definitions, isOverlay);

    /// <summary>The schema as JSON text.</summary>
    public static string Text()
    {
        var definitions = new JsonObject();
        new ScenarioSchema(definitions, false).Define();
        new ScenarioSchema(definitions, true).Define();
        var root = new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["title"] = "CostSim scenario, schema version 1",
            ["allowComments"] = true,
            ["allowTrailingCommas"] = true,
            ["if"] = new JsonObject { ["required"] = new JsonArray("extends") },
            ["then"] = new JsonObject { ["$ref"] = "#/definitions/scenarioOverlay" },
            ["else"] = new JsonObject { ["$ref"] = "#/definitions/scenario" },
            ["definitions"] = definitions,
        };
        return root.ToJsonString(Format) + "\n";
    }

    private void Define()
    {
        JsonObject scenario = Record(typeof(Scenario));
        JsonObject properties = scenario["properties"]!.AsObject();
        properties.Insert(0, "$schema", new JsonObject { ["type"] = "string", ["description"] = "Where this schema lies; for editors." });
        if (isOverlay)
        {
            properties.Insert(1, "extends", new JsonObject
            {
                ["type"] = new JsonArray("string", "array"),
                ["items"] = new JsonObject { ["type"] = "string" },
                ["description"] = "Scenario files that this one changes, from left to right: objects merge, null removes, everything else replaces. Example: \"baseline.json\"",
            });
        }

        definitions[Name("scenario")] = scenario;
        definitions[Name("distribution")] = isOverlay ? PartOfDistribution() : Distribution();
    }

    private string Name(string name) => isOverlay ? name + "Overlay" : name;

    /// <summary>In an overlay nothing is required, and null removes what the base has.</summary>
    private JsonObject Optional(JsonObject schema) =>
        isOverlay ? new JsonObject { ["anyOf"] = new JsonArray(schema, new JsonObject { ["type"] = "null" }) } : schema;

    private JsonObject Record(Type type)
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (PropertyInfo property in type.GetProperties().Where(p => p.GetCustomAttribute<FieldAttribute>() is not null))
        {
            string name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            FieldAttribute field = property.GetCustomAttribute<FieldAttribute>()!;
            JsonObject schema = Optional(Value(property.PropertyType, field));
            schema["description"] = Describe(field);
            if (Default(type, property, field) is { } otherwise)
            {
                schema["default"] = otherwise;
            }

            schema["examples"] = new JsonArray(Example(property.PropertyType, field));
            properties[name] = schema;
            if (ScenarioBinder.IsRequired(property) && !isOverlay)
            {
                required.Add(name);
            }
        }

        return new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["required"] = required, ["properties"] = properties };
    }

    private static string Describe(FieldAttribute field)
    {
        string unit = field.Unit.Length > 0 ? $" Unit: {field.Unit}." : "";
        string range = (double.IsFinite(field.Minimum), double.IsFinite(field.Maximum)) switch
        {
            (true, true) => FormattableString.Invariant($" Range: {(field.AboveMinimum ? "above " : "")}{field.Minimum} to {field.Maximum}."),
            (true, false) => FormattableString.Invariant($" Range: {(field.AboveMinimum ? "above" : "at least")} {field.Minimum}."),
            _ => "",
        };
        string otherwise = field.Default.Length > 0 ? $" Default: {field.Default}." : "";
        string example = field.Example.Length > 0 ? $" Example: {field.Example}" : "";
        return field.Description + unit + range + otherwise + example;
    }

    /// <summary>The value that holds when a property is left out, where it is a value: that of the record, or the number with which the words begin.</summary>
    private static JsonNode? Default(Type record, PropertyInfo property, FieldAttribute field)
    {
        object? value = field.Default.Length > 0 && record.GetConstructor(Type.EmptyTypes) is { } constructor ? property.GetValue(constructor.Invoke(null)) : null;
        return value switch
        {
            string { Length: > 0 } text => text,
            bool flag => flag,
            Enum word => JsonNamingPolicy.CamelCase.ConvertName(word.ToString()),
            int or long or double => JsonSerializer.SerializeToNode(value),
            null when property.PropertyType == typeof(Quantity) && double.TryParse(field.Default.Split(':')[0], NumberStyles.Float, CultureInfo.InvariantCulture, out double number) => number,
            _ => null,
        };
    }

    /// <summary>An example: the one written, or for what has parts one made of the examples of those that are required.</summary>
    private static JsonNode Example(Type written, FieldAttribute field)
    {
        Type type = Nullable.GetUnderlyingType(written) ?? written;
        if (field.Example.Length > 0)
        {
            return JsonNode.Parse(field.Example)!;
        }

        if (type.IsGenericType)
        {
            JsonNode element = Example(type.GetGenericArguments()[^1], field);
            return type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>) ? new JsonObject { ["name"] = element } : new JsonArray(element);
        }

        (PropertyInfo Property, FieldAttribute Field)[] parts =
            [.. type.GetProperties().Select(part => (part, part.GetCustomAttribute<FieldAttribute>()!)).Where(part => part.Item2 is not null)];
        var example = new JsonObject();
        foreach ((PropertyInfo part, FieldAttribute meaning) in parts.Where(part => ScenarioBinder.IsRequired(part.Property)).DefaultIfEmpty(parts[0]))
        {
            example[JsonNamingPolicy.CamelCase.ConvertName(part.Name)] = Example(part.PropertyType, meaning);
        }

        return example;
    }

    private JsonObject Value(Type written, FieldAttribute field)
    {
        Type type = Nullable.GetUnderlyingType(written) ?? written;
        if (type == typeof(Quantity))
        {
            return new JsonObject { ["anyOf"] = new JsonArray(Number("number", field), new JsonObject { ["$ref"] = $"#/definitions/{Name("distribution")}" }) };
        }

        if (type == typeof(ByPhase))
        {
            JsonObject Each() => Value(typeof(Quantity), field);
            return new JsonObject
            {
                ["type"] = "object",
                ["additionalProperties"] = false,
                ["required"] = isOverlay ? new JsonArray() : new JsonArray("peace", "conflict"),
                ["properties"] = new JsonObject { ["peace"] = Each(), ["conflict"] = Each() },
            };
        }

        if (type.IsEnum)
        {
            return new JsonObject { ["enum"] = new JsonArray([.. Enum.GetNames(type).Select(name => (JsonNode)JsonNamingPolicy.CamelCase.ConvertName(name))]) };
        }

        if (type.IsGenericType)
        {
            Type element = type.GetGenericArguments()[^1];
            JsonObject inner = type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>) ? Optional(Value(element, field)) : Value(element, field);
            return type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>)
                ? new JsonObject { ["type"] = "object", ["additionalProperties"] = inner }
                : new JsonObject { ["type"] = "array", ["items"] = field.Shorthand.Length > 0 ? Shorthand(inner, element, field.Shorthand) : inner };
        }

        if (type == typeof(string) || type == typeof(bool))
        {
            return new JsonObject { ["type"] = type == typeof(string) ? "string" : "boolean" };
        }

        if (type.IsPrimitive)
        {
            return Number(type == typeof(double) ? "number" : "integer", field);
        }

        string name = Name(JsonNamingPolicy.CamelCase.ConvertName(type.Name));
        if (!definitions.ContainsKey(name))
        {
            definitions[name] = new JsonObject();
            definitions[name] = Record(type);
        }

        return new JsonObject { ["allOf"] = new JsonArray(new JsonObject { ["$ref"] = $"#/definitions/{name}" }) };
    }

    /// <summary>An object, or the plain text that may stand for it.</summary>
    private static JsonObject Shorthand(JsonObject whole, Type element, string name)
    {
        FieldAttribute key = element.GetProperties().First(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name) == name).GetCustomAttribute<FieldAttribute>()!;
        return new JsonObject { ["anyOf"] = new JsonArray(new JsonObject { ["type"] = "string", ["description"] = key.Description }, whole) };
    }

    private static JsonObject Number(string type, FieldAttribute field)
    {
        var result = new JsonObject { ["type"] = type };
        if (double.IsFinite(field.Minimum))
        {
            result[field.AboveMinimum ? "exclusiveMinimum" : "minimum"] = field.Minimum;
        }

        if (double.IsFinite(field.Maximum))
        {
            result["maximum"] = field.Maximum;
        }

        return result;
    }

    /// <summary>Some parameters of whatever distribution the base has, or a whole one.</summary>
    private static JsonObject PartOfDistribution()
    {
        var properties = new JsonObject();
        foreach (JsonNode? form in Distribution()["anyOf"]!.AsArray())
        {
            foreach ((string name, JsonNode? property) in form!["properties"]!.AsObject())
            {
                properties[name] = name == "type" ? new JsonObject { ["enum"] = new JsonArray([.. DistributionCatalogue.Families.Select(family => (JsonNode)family.Name)]) } : property!.DeepClone();
            }
        }

        return new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = properties };
    }

    /// <summary>A constant with its source, or one of the families with its parameters.</summary>
    private static JsonObject Distribution()
    {
        JsonObject Text(string description) => new() { ["type"] = "string", ["description"] = description };
        JsonObject WithRemarks(JsonObject properties)
        {
            properties["source"] = Text("Publication and date, or a sentence with the word assumption.");
            properties["note"] = Text("A remark.");
            properties["date"] = Text("Date of the figure.");
            properties["confidence"] = Text("How much it can be trusted.");
            return properties;
        }

        var forms = new JsonArray(new JsonObject
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["required"] = new JsonArray("value"),
            ["properties"] = WithRemarks(new JsonObject { ["value"] = new JsonObject { ["type"] = "number", ["description"] = "A value that is certain." } }),
        });
        foreach (DistributionFamily family in DistributionCatalogue.Families)
        {
            var properties = new JsonObject { ["type"] = new JsonObject { ["const"] = family.Name, ["description"] = family.Description } };
            foreach (DistributionParameter parameter in family.Parameters)
            {
                properties[parameter.Name] = new JsonObject
                {
                    ["type"] = parameter.Kind switch
                    {
                        ParameterKind.Scalar => "number",
                        ParameterKind.FileBackedList => new JsonArray("array", "string", "object"),
                        _ => "array",
                    },
                    ["description"] = parameter.Description,
                };
            }

            forms.Add(new JsonObject
            {
                ["type"] = "object",
                ["additionalProperties"] = false,
                ["required"] = new JsonArray("type"),
                ["properties"] = WithRemarks(properties),
            });
        }

        return new JsonObject { ["anyOf"] = forms };
    }
}
