using System.Globalization;
using System.Text;

namespace CostSim.Cli.Input;

/// <summary>Characters that no text of a scenario may have: they cannot be shown, or show something else than what is written.</summary>
internal static class Characters
{
    /// <summary>The first such character of a text; null where there is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isProse">Whether it may have line breaks and tabs, as a description or a source may.</param>
    public static Rune? FirstRefused(string text, bool isProse)
    {
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (IsRefused(rune) && !(isProse && rune.Value is '\t' or '\n' or '\r'))
            {
                return rune;
            }
        }

        return null;
    }

    /// <summary>Whether the text at a path may have line breaks and tabs: a description or a source.</summary>
    public static bool IsProse(string path) => path.EndsWith(".description", StringComparison.Ordinal) || path.EndsWith(".source", StringComparison.Ordinal);

    /// <summary>What to do about one that is refused.</summary>
    public const string Fix = "remove it, or write what is meant with characters that can be seen";

    /// <summary>What it is, in words.</summary>
    public static string Describe(Rune rune)
    {
        string what = IsDirection(rune) ? "which changes the direction of what follows" : IsControl(rune) ? "a control character" : "which is no character";
        return string.Create(CultureInfo.InvariantCulture, $"U+{rune.Value:X4}, {what}");
    }

    /// <summary>A text without what is refused; line breaks and tabs stay. For pages, where characters that join others belong to many scripts.</summary>
    public static string Shown(string text) =>
        FirstRefused(text, isProse: true) is null ? text : string.Concat(text.EnumerateRunes().Where(rune => !IsRefused(rune) || rune.Value is '\t' or '\n' or '\r'));

    /// <summary>Whether a character is kept out of a terminal and a log: one that is refused, or that only formats what stands beside it.</summary>
    public static bool IsHidden(char letter) =>
        !char.IsSurrogate(letter) && (IsRefused(new Rune(letter)) || char.GetUnicodeCategory(letter) == UnicodeCategory.Format);

    /// <summary>Controls of ASCII and Latin-1, marks that turn or embed the direction of text, and code points that are no characters.</summary>
    private static bool IsRefused(Rune rune) =>
        IsControl(rune) || IsDirection(rune) || (rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF;

    private static bool IsControl(Rune rune) => Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control;

    private static bool IsDirection(Rune rune) => rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
