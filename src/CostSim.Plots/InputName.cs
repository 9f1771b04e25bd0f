using System.Text;
using CostSim.Words;

namespace CostSim.Plots;

/// <summary>Names of inputs for people, from their paths: <c>systems:nasams:cost:unitPriceMEur</c> becomes “NASAMS fire unit: unit price”.</summary>
internal static class InputName
{
    /// <summary>Parts of a path that say where it stands and not what it is.</summary>
    private static readonly string[] Silent =
        ["systems", "cost", "schedule", "engagement", "classes", "ground", "fighter", "procurement", "economy", "sites", "threatClasses", "missiles", "raids", "suppliers"];

    /// <summary>Units at the end of a name.</summary>
    private static readonly string[] Units = ["MEurPerYear", "MEur", "MUsd", "Years", "PerYear"];

    /// <summary>The name of an input.</summary>
    /// <param name="language">The language.</param>
    /// <param name="path">Its path.</param>
    /// <param name="labels">Names of what inputs belong to.</param>
    public static string Of(Language language, string path, IReadOnlyDictionary<string, string> labels)
    {
        if (path.StartsWith("(group ", StringComparison.Ordinal))
        {
            return Group(language, path[7..^1]);
        }

        if (path.Contains(" + ", StringComparison.Ordinal))
        {
            return path.Split(" + ").Select(one => Of(language, one, labels)).Aggregate((first, second) => language.Text("figures.input-with", ("first", first), ("second", second)));
        }

        bool isChance = path.StartsWith("chance:", StringComparison.Ordinal);
        List<string> told = [.. Parts(path, labels).Select((one, i) =>
            one.Label ?? (i == 0 && IsKnown(one.Part) ? Capital(Word(language, one.Part)) : Word(language, one.Part)))];
        string name = told.Count == 1 ? told[0] : language.Text("figures.input-of", ("owner", told[0]), ("what", string.Join(", ", told[1..])));
        return isChance ? language.Text("figures.input-chance", ("name", name)) : name;
    }

    /// <summary>Parts of the path of an input that the glossary does not know; years are numbers.</summary>
    internal static IEnumerable<string> Unknown(string path, IReadOnlyDictionary<string, string> labels) =>
        Parts(path, labels).Where(one => one.Label is null && !one.Part.All(char.IsAsciiDigit) && !IsKnown(one.Part)).Select(one => one.Part);

    /// <summary>The parts of a path that are told, with the names that they have.</summary>
    private static IEnumerable<(string Part, string? Label)> Parts(string path, IReadOnlyDictionary<string, string> labels)
    {
        string[] parts = path.Split(':')[path.StartsWith("chance:", StringComparison.Ordinal) || path.StartsWith("event:", StringComparison.Ordinal) ? 1.. : ..];
        for (int i = 0; i < parts.Length; i++)
        {
            string owner = i == 0 ? "" : parts[i - 1] == "classes" ? "threatClasses" : parts[i - 1];
            if (labels.TryGetValue($"{owner}:{parts[i]}", out string? label))
            {
                yield return (parts[i], label);
            }
            else if (i == parts.Length - 1 || !Silent.Contains(parts[i]))
            {
                yield return (parts[i], null);
            }
        }
    }

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    private static string Group(Language language, string name) => Glossary.Entries.ContainsKey("figures.group." + name)
        ? language.Text("figures.group." + name)
        : language.Text("figures.input-group", ("name", Words(name)));

    /// <summary>What the glossary calls a part of a path; for what it does not know, the words of its name.</summary>
    private static string Word(Language language, string part) => IsKnown(part) ? language.Text(Key(part)) : Words(part);

    /// <summary>Whether the glossary has a part of a path.</summary>
    internal static bool IsKnown(string part) => Glossary.Entries.ContainsKey(Key(part));

    private static string Key(string part) => "figures.input." + Words(part).Replace(' ', '-');

    /// <summary>Words of a name in camel case or with hyphens, without its unit.</summary>
    private static string Words(string name)
    {
        string unit = Units.FirstOrDefault(one => name.Length > one.Length && name.EndsWith(one, StringComparison.Ordinal)) ?? "";
        var words = new StringBuilder();
        foreach (char letter in name[..^unit.Length])
        {
            if (char.IsAsciiLetterUpper(letter) && words.Length > 0)
            {
                words.Append(' ');
            }

            words.Append(words.Length == 0 || !char.IsAsciiLetterUpper(letter) ? letter == '-' ? ' ' : letter : char.ToLowerInvariant(letter));
        }

        return words.ToString();
    }
}
