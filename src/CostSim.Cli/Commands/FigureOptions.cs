using CostSim.Plots;
using CostSim.Words;

namespace CostSim.Cli.Commands;

/// <summary>What is said of figures on the command line and in settings.</summary>
internal static class FigureOptions
{
    /// <summary>Help on languages.</summary>
    public const string Languages = "en, nl, fr or de; two, such as nl,fr, side by side in figures, the report in the first (default: en)";

    /// <summary>Help on formats.</summary>
    public const string Formats = "png, svg, pdf, or several with commas (default: png,svg)";

    /// <summary>The settings of figures.</summary>
    /// <param name="language">Language, or two with a comma; null for English.</param>
    /// <param name="format">Formats with commas; null for PNG and SVG.</param>
    /// <param name="size">Size; null for a slide.</param>
    /// <exception cref="SettingsException">A value that cannot be used.</exception>
    public static FigureSettings Settings(string? language, string? format, string? size = null)
    {
        IReadOnlyList<Language> languages = LanguagesOf(language);
        if (languages.Count > 2 || languages.Distinct().Count() != languages.Count)
        {
            throw new SettingsException($"--language takes one language, or two different ones for figures side by side, found \"{Input.JsonValue.Clean(language!)}\".");
        }

        FigureFormats formats = Parts(format ?? "png,svg").Select(name => One(
            "--format", name, [FigureFormats.Png, FigureFormats.Svg, FigureFormats.Pdf], Name)).Aggregate(FigureFormats.None, (all, one) => all | one);
        return new FigureSettings(One("--size", size ?? "slide", Enum.GetValues<FigureSize>(), Name)) { Language = languages[0], Second = languages.ElementAtOrDefault(1), Formats = formats };
    }

    /// <summary>The languages of a list.</summary>
    /// <param name="language">Codes with commas; null for English.</param>
    /// <exception cref="SettingsException">A language that there is not.</exception>
    public static IReadOnlyList<Language> LanguagesOf(string? language) => [.. Parts(language ?? "en").Select(code => One("--language", code, Language.All, one => one.Code))];

    /// <summary>The formats of a page.</summary>
    /// <param name="format">Formats with commas; null for HTML.</param>
    /// <exception cref="SettingsException">A format that there is not.</exception>
    public static IReadOnlyList<string> PagesOf(string? format) => [.. Parts(format ?? "html").Select(name => One("--format", name, ["html", "pdf"], one => one)).Distinct()];

    /// <summary>The languages and formats as they are written in a manifest.</summary>
    public static string Name(FigureSettings settings) =>
        $"{settings.Language.Code}{(settings.Second is { } second ? "," + second.Code : "")} {string.Join(',', Enum.GetValues<FigureFormats>().Where(one => one != FigureFormats.None && settings.Formats.HasFlag(one)).Select(Name))}";

    private static string Name<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static string[] Parts(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } parts ? parts : [text];

    private static T One<T>(string option, string text, IReadOnlyList<T> all, Func<T, string> name)
    {
        string[] names = [.. all.Select(name)];
        int place = Array.IndexOf(names, text);
        return place >= 0
            ? all[place]
            : throw new SettingsException($"{option} takes {string.Join(", ", names[..^1])} or {names[^1]}, found \"{Input.JsonValue.Clean(text)}\". {Scenarios.Spelling.Suggestion(text, names)}".TrimEnd());
    }
}
