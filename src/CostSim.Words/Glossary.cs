using System.Text.Json;
using System.Text.RegularExpressions;

namespace CostSim.Words;

/// <summary>A word or a sentence in all four languages.</summary>
/// <param name="Key">Section and name: <c>words.less-than</c>.</param>
/// <param name="IsOfficial">Whether the translations were seen in a Belgian or another official source; otherwise they are drafts.</param>
/// <param name="Texts">The text by language code.</param>
public sealed record GlossaryEntry(string Key, bool IsOfficial, IReadOnlyDictionary<string, string> Texts);

/// <summary>
/// The one file of all words: <c>glossary.json</c>, in sections. A text may hold placeholders in braces, the same ones in all languages.
/// Tested by <c>GlossaryTests</c>: nothing is missing, nothing is left over.
/// </summary>
public static partial class Glossary
{
    private static readonly JsonSerializerOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>All entries by key, in the order of the file.</summary>
    public static IReadOnlyDictionary<string, GlossaryEntry> Entries { get; } = Load();

    /// <summary>Names of the placeholders of a text.</summary>
    /// <param name="text">The text.</param>
    public static IReadOnlyList<string> Placeholders(string text) => [.. Placeholder().Matches(text).Select(match => match.Groups[1].Value)];

    /// <summary>Puts values in the place of placeholders.</summary>
    /// <exception cref="ArgumentException">A placeholder without a value, or a value without a placeholder.</exception>
    internal static string Fill(string key, string text, ReadOnlySpan<(string Name, string Value)> values)
    {
        var given = new Dictionary<string, string>(values.Length);
        foreach ((string name, string value) in values)
        {
            given.Add(name, value);
        }

        var used = new HashSet<string>();
        string filled = Placeholder().Replace(text, match =>
        {
            string name = match.Groups[1].Value;
            _ = used.Add(name);
            return given.TryGetValue(name, out string? value) ? value : throw new ArgumentException($"{key}: no value for {{{name}}}.", nameof(values));
        });
        return used.Count == given.Count
            ? filled
            : throw new ArgumentException($"{key}: there is no {string.Join(" or ", given.Keys.Where(name => !used.Contains(name)))} in “{text}”.", nameof(values));
    }

    private static Dictionary<string, GlossaryEntry> Load()
    {
        using Stream stream = typeof(Glossary).Assembly.GetManifestResourceStream("CostSim.Words.glossary.json")
            ?? throw new InvalidOperationException("The glossary is missing from the program.");
        var sections = JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, Dictionary<string, string>>>>(stream, Strict)!;
        return sections.SelectMany(section => section.Value.Select(entry => new GlossaryEntry(
                $"{section.Key}.{entry.Key}",
                entry.Value.GetValueOrDefault("status") == "official",
                entry.Value.Where(text => text.Key != "status").ToDictionary(text => text.Key, text => text.Value))))
            .ToDictionary(entry => entry.Key);
    }

    [GeneratedRegex(@"\{([a-z][a-z0-9-]*)\}")]
    private static partial Regex Placeholder();
}
