using System.Globalization;
using CostSim.Cli.Commands;
using CostSim.Cli.Input;
using Microsoft.Extensions.Configuration;

namespace CostSim.Cli;

/// <summary>The settings by name, one name each however it is spelt: <c>csvDialect</c>, <c>csv-dialect</c>, <c>csv_dialect</c> and <c>CSV_DIALECT</c> are the same.</summary>
internal static class SettingNames
{
    /// <summary>The names, as in <c>costsim.json</c>.</summary>
    public static IReadOnlyList<string> All { get; } = [.. typeof(Settings).GetProperties().Select(property => char.ToLowerInvariant(property.Name[0]) + property.Name[1..])];

    /// <summary>The setting of a key; null where there is none of that name.</summary>
    public static string? Of(string key)
    {
        string plain = key.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        return All.FirstOrDefault(name => name.Equals(plain, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>What is wrong with a key that names no setting.</summary>
    public static string Unknown(string key) =>
        $"There is no setting \"{JsonValue.Clean(key)}\". {(Scenarios.Spelling.Suggestion(key.Replace("_", "", StringComparison.Ordinal), All) is { Length: > 0 } near ? near : $"There are {string.Join(", ", All)}.")}";

    /// <summary>What is wrong with a setting: of another kind than is wanted, or with a value that cannot be used; null when nothing is.</summary>
    /// <param name="name">The setting.</param>
    /// <param name="text">Its value as text.</param>
    /// <param name="shown">Its value in words.</param>
    /// <param name="kind">What it is in JSON; null where everything is text, as in the environment.</param>
    public static string? Fault(string name, string text, string shown, JsonKind? kind)
    {
        Type type = typeof(Settings).GetProperties().Single(property => property.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).PropertyType;
        type = Nullable.GetUnderlyingType(type) ?? type;
        bool isRight = type == typeof(bool) ? kind is JsonKind.Boolean or null && bool.TryParse(text, out _)
            : type != typeof(string) ? kind is JsonKind.Number or null && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
            : kind is JsonKind.Text or null || (kind == JsonKind.Number && name == "samples");
        if (!isRight)
        {
            string wanted = type == typeof(bool) ? "true or false" : name == "samples" ? "\"all\", \"none\" or a number" : type == typeof(string) ? "a text in quotes" : "a whole number in decimal digits";
            return $"{name} takes {wanted}{(kind is null || type == typeof(string) ? "" : ", without quotes")}; found {shown}.";
        }

        try
        {
            // The rules are those of the command line.
            var alone = new ConfigurationBuilder().AddInMemoryCollection([new(name, text)]).Build();
            _ = RunRequest.From(alone.Get<Settings>()!, false);
            return text.Length > 0 ? null : $"{name} is empty: give it a value, or leave it out.";
        }
        catch (Exception fault) when (fault is SettingsException or InvalidOperationException)
        {
            return fault is SettingsException ? fault.Message : $"{name} takes a smaller number, found {shown}.";
        }
    }
}
