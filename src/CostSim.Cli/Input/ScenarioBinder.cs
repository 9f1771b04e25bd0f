using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using CostSim.Scenarios;

namespace CostSim.Cli.Input;

/// <summary>
/// Turns a JSON tree into a scenario by the records' own description (<see cref="FieldAttribute"/>, <c>required</c>), collecting every
/// problem instead of stopping at the first.
/// </summary>
internal sealed class ScenarioBinder(Action<JsonValue, TextPosition?, Problem> report, Func<string, string, byte[]?> beside)
{
    /// <summary>Keys that may stand in any object and are not read: the schema's address and remarks.</summary>
    private static readonly string[] Ignored = ["$schema"];

    /// <summary>Whole numbers up to here are exact in a double.</summary>
    private const double LargestWhole = 9_007_199_254_740_992;

    /// <summary>Unknown keys of an object for which the nearest known one is looked for.</summary>
    private const int MostSuggestions = 100;

    private readonly QuantityBinder quantities = new(report, beside);

    /// <summary>Binds an object to a record; null when it is so wrong that there is nothing to go on with.</summary>
    public object? Record(Type type, JsonValue node, string path)
    {
        if (node.Kind != JsonKind.Map)
        {
            Report(node, "CS102", path, $"An object was expected, found {node.Show()}.", "write { … }");
            return null;
        }

        object record = RuntimeHelpers.GetUninitializedObject(type);
        if (type.GetConstructor(Type.EmptyTypes) is { } constructor)
        {
            record = constructor.Invoke(null);
        }

        PropertyInfo[] properties = [.. type.GetProperties().Where(p => p.GetCustomAttribute<FieldAttribute>() is not null)];
        Dictionary<string, PropertyInfo> byName = properties.ToDictionary(p => JsonName(p.Name));
        string[]? free = null;
        int unknown = 0;
        foreach (JsonMember member in node.Members)
        {
            string childPath = $"{path}.{member.Name}";
            if (byName.TryGetValue(member.Name, out PropertyInfo? property))
            {
                object? value = Value(property.PropertyType, property, member.Value, childPath);
                if (value is not null)
                {
                    property.SetValue(record, value);
                }
            }
            else if (!Ignored.Contains(member.Name))
            {
                // Keys that are missing first; but what is set over a base stands beside the key that was meant.
                free ??= [.. byName.Keys.OrderBy(name => node.Member(name) is not null)];
                string suggestion = unknown++ < MostSuggestions ? Spelling.Suggestion(member.Name, free) : "";
                report(member.Value, member.NamePosition, new Problem("CS101", childPath, $"Unknown key \"{JsonValue.Clean(member.Name)}\".",
                    suggestion.Length > 0 ? suggestion : $"known here: {string.Join(", ", byName.Keys)}"));
            }
        }

        foreach (PropertyInfo property in properties)
        {
            string name = JsonName(property.Name);
            if (IsRequired(property) && node.Member(name) is null)
            {
                FieldAttribute field = property.GetCustomAttribute<FieldAttribute>()!;
                string example = field.Example.Length > 0 ? $"add \"{name}\": {field.Example}" : $"add \"{name}\"";
                Report(node, "CS103", path, $"The required key \"{name}\" is missing: {field.Description}", example);
            }
        }

        return record;
    }

    private object? Value(Type type, PropertyInfo property, JsonValue node, string path)
    {
        FieldAttribute field = property.GetCustomAttribute<FieldAttribute>()!;
        Type inner = Nullable.GetUnderlyingType(type) ?? type;
        if (inner == typeof(Quantity))
        {
            return quantities.Quantity(node, field, path);
        }

        if (inner == typeof(string))
        {
            return Text(node, path);
        }

        if (inner == typeof(bool))
        {
            return Boolean(node, path);
        }

        if (inner == typeof(double) || inner == typeof(int) || inner == typeof(long))
        {
            return Number(inner, node, field, path) is { } number ? Convert.ChangeType(number, inner, CultureInfo.InvariantCulture) : null;
        }

        if (inner.IsEnum)
        {
            return Enumeration(inner, node, path);
        }

        if (inner == typeof(ByPhase))
        {
            return Phases(node, field, path);
        }

        if (inner.IsGenericType && inner.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>))
        {
            return Dictionary(inner.GetGenericArguments()[1], property, node, path);
        }

        return inner.IsGenericType ? List(inner.GetGenericArguments()[0], property, node, path) : Record(inner, node, path);
    }

    private static string JsonName(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);

    /// <summary>By name, because another assembly carries a copy of the attribute.</summary>
    internal static bool IsRequired(PropertyInfo property) => property.CustomAttributes.Any(
        attribute => attribute.AttributeType.FullName == "System.Runtime.CompilerServices.RequiredMemberAttribute");

    private void Report(JsonValue node, string code, string path, string message, string fix) =>
        report(node, null, new Problem(code, path, message, fix));

    private string? Text(JsonValue node, string path)
    {
        if (node.Kind == JsonKind.Text)
        {
            return node.Text;
        }

        Report(node, "CS102", path, $"A text was expected, found {node.Show()}.", "write it between quotes");
        return null;
    }

    private object? Boolean(JsonValue node, string path)
    {
        if (node.Kind == JsonKind.Boolean)
        {
            return node.Text == "true";
        }

        Report(node, "CS102", path, $"true or false was expected, found {node.Show()}.", "write true or false, without quotes");
        return null;
    }

    private double? Number(Type type, JsonValue node, FieldAttribute field, string path)
    {
        if (node.Kind != JsonKind.Number)
        {
            string fix = node.Kind == JsonKind.Text && double.TryParse(node.Text, CultureInfo.InvariantCulture, out _)
                ? $"write {JsonValue.Clean(node.Text)} without quotes" : "write a plain number";
            Report(node, "CS102", path, $"A number was expected, found {node.Show()}.", fix);
            return null;
        }

        if (!quantities.InRange(node, node.Number, field, path))
        {
            return null;
        }

        if (type != typeof(double) && (node.Number != Math.Floor(node.Number) || Math.Abs(node.Number) > (type == typeof(int) ? int.MaxValue : LargestWhole)))
        {
            Report(node, "CS102", path, $"A whole number was expected, found {node.Show()}.", "write it without a fraction");
            return null;
        }

        return node.Number;
    }

    private object? Enumeration(Type type, JsonValue node, string path)
    {
        Dictionary<string, string> names = Enum.GetNames(type).ToDictionary(JsonName);
        if (node.Kind == JsonKind.Text && names.TryGetValue(node.Text, out string? name))
        {
            return Enum.Parse(type, name);
        }

        string suggestion = node.Kind == JsonKind.Text ? Spelling.Suggestion(node.Text, names.Keys) : "";
        string all = string.Join(", ", names.Keys.Select(n => $"\"{n}\""));
        Report(node, "CS105", path, $"One of {all} was expected, found {node.Show()}.", suggestion.Length > 0 ? suggestion : $"write one of {all}");
        return null;
    }

    private ByPhase? Phases(JsonValue node, FieldAttribute field, string path)
    {
        if (node.Kind == JsonKind.Map && node.Member("type") is null && node.Member("value") is null)
        {
            foreach (JsonMember member in node.Members.Where(m => m.Name is not ("peace" or "conflict")))
            {
                report(member.Value, member.NamePosition, new Problem("CS101", $"{path}.{member.Name}", $"Unknown key \"{JsonValue.Clean(member.Name)}\".",
                    "known here: peace, conflict"));
            }

            Quantity? peace = node.Member("peace") is { } p ? quantities.Quantity(p.Value, field, path + ".peace") : null;
            Quantity? conflict = node.Member("conflict") is { } c ? quantities.Quantity(c.Value, field, path + ".conflict") : null;
            if (node.Member("peace") is null || node.Member("conflict") is null)
            {
                Report(node, "CS103", path, "A value for peace and one for conflict are required.", "add \"peace\" and \"conflict\"");
            }

            return peace is null || conflict is null ? null : new ByPhase { Peace = peace, Conflict = conflict };
        }

        Report(node, "CS102", path, $"An object with peace and conflict was expected, found {node.Show()}.", "write { \"peace\": …, \"conflict\": … }");
        return null;
    }

    private object? Dictionary(Type element, PropertyInfo property, JsonValue node, string path)
    {
        if (node.Kind != JsonKind.Map)
        {
            Report(node, "CS102", path, $"An object with names as keys was expected, found {node.Show()}.", "write { \"name\": … }");
            return null;
        }

        var result = (IDictionary)Activator.CreateInstance(typeof(OrderedDictionary<,>).MakeGenericType(typeof(string), element))!;
        foreach (JsonMember member in node.Members)
        {
            string childPath = $"{path}.{member.Name}";
            if (!IsIdentifier(member.Name))
            {
                report(member.Value, member.NamePosition, new Problem("CS106", childPath, $"\"{JsonValue.Clean(member.Name)}\" cannot be a name.",
                    "use letters, digits and hyphens, at most 64, starting with a letter or digit"));
            }
            else if (Value(element, property, member.Value, childPath) is { } value)
            {
                result[member.Name] = value;
            }
        }

        return result;
    }

    private object? List(Type element, PropertyInfo property, JsonValue node, string path)
    {
        if (node.Kind != JsonKind.List)
        {
            Report(node, "CS102", path, $"A list was expected, found {node.Show()}.", "write [ … ]");
            return null;
        }

        var result = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(element))!;
        for (int i = 0; i < node.Items.Count; i++)
        {
            if (Value(element, property, Whole(node.Items[i], property), $"{path}[{i}]") is { } value)
            {
                result.Add(value);
            }
        }

        return result;
    }

    /// <summary>An item, or the object for which a plain text stands.</summary>
    private static JsonValue Whole(JsonValue item, PropertyInfo property)
    {
        string name = property.GetCustomAttribute<FieldAttribute>()!.Shorthand;
        if (name.Length == 0 || item.Kind != JsonKind.Text)
        {
            return item;
        }

        var whole = new JsonValue { Kind = JsonKind.Map, Position = item.Position, Length = item.Length };
        whole.Members.Add(new JsonMember(name, item.Position, item));
        return whole;
    }

    private static bool IsIdentifier(string name) =>
        name.Length is > 0 and <= 64 && char.IsAsciiLetterOrDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
