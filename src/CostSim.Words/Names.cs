namespace CostSim.Words;

/// <summary>Names that scenarios give to options, systems, sites and threats, in English, as the other languages have them; names that the glossary does not know stay as they are.</summary>
public static class Names
{
    private const string Section = "names.";

    private static readonly Dictionary<string, GlossaryEntry> ByEnglish =
        Glossary.Entries.Values.Where(entry => entry.Key.StartsWith(Section, StringComparison.Ordinal)).ToDictionary(entry => entry.Texts[Language.English.Code]);

    /// <summary>Whether the glossary has the name.</summary>
    /// <param name="name">The name, in English.</param>
    public static bool IsKnown(string name) => ByEnglish.ContainsKey(name);

    /// <summary>The name in a language.</summary>
    /// <param name="language">The language.</param>
    /// <param name="name">The name, in English.</param>
    public static string Name(this Language language, string name)
    {
        ArgumentNullException.ThrowIfNull(language);
        return ByEnglish.TryGetValue(name, out GlossaryEntry? entry) ? entry.Texts[language.Code] : name;
    }
}
