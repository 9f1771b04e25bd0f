using System.Text;

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
    /// <param name="path">Its path.</param>
    /// <param name="labels">Names of what inputs belong to.</param>
    public static string Of(string path, IReadOnlyDictionary<string, string> labels)
    {
        if (path.StartsWith("(group ", StringComparison.Ordinal))
        {
            return $"group {Words(path[7..^1])}";
        }

        if (path.Contains(" + ", StringComparison.Ordinal))
        {
            return string.Join(" with ", path.Split(" + ").Select(one => Of(one, labels)));
        }

        bool isChance = path.StartsWith("chance:", StringComparison.Ordinal);
        string[] parts = (isChance ? path[7..] : path).Split(':');
        var told = new List<string>();
        for (int i = 0; i < parts.Length; i++)
        {
            string owner = i == 0 ? "" : parts[i - 1] == "classes" ? "threatClasses" : parts[i - 1];
            if (labels.TryGetValue($"{owner}:{parts[i]}", out string? label))
            {
                told.Add(label);
            }
            else if (i == parts.Length - 1 || !Silent.Contains(parts[i]))
            {
                told.Add(Words(parts[i]));
            }
        }

        string name = told.Count == 1 ? told[0] : $"{told[0]}: {string.Join(", ", told[1..])}";
        return isChance ? $"{name} (chance)" : name;
    }

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
