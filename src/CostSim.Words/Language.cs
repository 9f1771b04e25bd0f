namespace CostSim.Words;

/// <summary>
/// A language of figures and reports: its texts, and how it writes numbers, money, percentages and dates. Written in code and not taken from
/// the machine, so that the same results give the same bytes everywhere. Known to be right: <c>LanguageTests</c>.
/// </summary>
public sealed partial class Language
{
    private Language(string code, string name, NumberWriting writing) => (Code, Name, Writing) = (code, name, writing);

    /// <summary>English.</summary>
    public static Language English { get; } = new("en", "English", NumberWriting.English);

    /// <summary>Dutch.</summary>
    public static Language Dutch { get; } = new("nl", "Nederlands", NumberWriting.Dutch);

    /// <summary>French.</summary>
    public static Language French { get; } = new("fr", "français", NumberWriting.French);

    /// <summary>German.</summary>
    public static Language German { get; } = new("de", "Deutsch", NumberWriting.German);

    /// <summary>All languages.</summary>
    public static IReadOnlyList<Language> All { get; } = [English, Dutch, French, German];

    /// <summary>ISO 639-1 code: <c>en</c>, <c>nl</c>, <c>fr</c> or <c>de</c>.</summary>
    public string Code { get; }

    /// <summary>The language's own name for itself.</summary>
    public string Name { get; }

    /// <summary>Whether any text of this language has not been seen in an official source or checked by a native speaker; English is what the others are made from.</summary>
    public bool HasDrafts => this != English && Glossary.Entries.Values.Any(entry => !entry.IsOfficial);

    private NumberWriting Writing { get; }

    /// <summary>The language with a code.</summary>
    /// <param name="code">Its code.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static Language Of(string code) => All.FirstOrDefault(language => language.Code == code)
        ?? throw new ArgumentException($"There is no language \"{code}\"; there are {string.Join(", ", All.Select(one => one.Code))}.", nameof(code));

    /// <summary>A text.</summary>
    /// <param name="key">Section and name.</param>
    /// <param name="values">A value for each of its placeholders.</param>
    /// <exception cref="KeyNotFoundException">There is no such text.</exception>
    /// <exception cref="ArgumentException">A placeholder without a value, or a value without a placeholder.</exception>
    public string Text(string key, params ReadOnlySpan<(string Name, string Value)> values)
    {
        if (!Glossary.Entries.TryGetValue(key, out GlossaryEntry? entry) || !entry.Texts.TryGetValue(Code, out string? text))
        {
            throw new KeyNotFoundException($"The glossary has no {Code} text for {key}.");
        }

        return Glossary.Fill(key, text, values);
    }

    /// <summary>A text that depends on a number: <c>KEY.one</c> or <c>KEY.many</c>; the placeholder <c>{count}</c>, where there is one, is filled.</summary>
    /// <param name="key">Section and name, without the ending.</param>
    /// <param name="count">The number.</param>
    /// <param name="values">A value for each of the other placeholders.</param>
    public string Plural(string key, long count, params ReadOnlySpan<(string Name, string Value)> values)
    {
        string form = key + (Writing.IsSingular(count) ? ".one" : ".many");
        return Glossary.Entries.TryGetValue(form, out GlossaryEntry? entry) && Glossary.Placeholders(entry.Texts[Code]).Contains("count")
            ? Text(form, [.. values, ("count", Number(count, 0))])
            : Text(form, values);
    }

    /// <summary>Whether a text is a draft in this language, to be marked as such.</summary>
    /// <param name="key">Section and name.</param>
    public bool IsDraft(string key) => this != English && !Glossary.Entries[key].IsOfficial;

    /// <summary>What marks a page or a figure whose words are not all official; empty where they are.</summary>
    public string DraftMark => HasDrafts ? Text("words.draft") : "";

    /// <summary>A name and its value: a: b.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value.</param>
    public string Pair(string name, string value) => Text("words.pair", ("name", name), ("value", value));

    /// <summary>A text in quotation marks.</summary>
    /// <param name="text">The text.</param>
    public string Quote(string text) => Writing.OpenQuote + text + Writing.CloseQuote;

    /// <summary>A name in quotation marks, which stays on one line.</summary>
    /// <param name="name">The name.</param>
    public string QuotedName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Quote(name.Replace(' ', '\u00A0'));
    }

    /// <summary>A, b and c.</summary>
    /// <param name="items">What to list.</param>
    public string List(IReadOnlyList<string> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return items.Count switch
        {
            0 => "",
            1 => items[0],
            _ => Text("words.and", ("first", string.Join(", ", items.Take(items.Count - 1))), ("last", items[^1])),
        };
    }

    /// <summary>Its code.</summary>
    public override string ToString() => Code;
}
