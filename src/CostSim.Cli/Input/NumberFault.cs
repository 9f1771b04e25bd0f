using System.Globalization;
using System.Text;

namespace CostSim.Cli.Input;

/// <summary>What is wrong with a text that stands where a number should, and how to write it.</summary>
internal static class NumberFault
{
    private const string Thousands = "'\u2019\u02BC\u0060_ \u00A0\u2007\u2009\u202F";
    private const string Dashes = "\u2010\u2011\u2012\u2013\u2014\u2212\uFE63\uFF0D";

    /// <summary>Whether a number begins with a zero that says nothing, as 099 does.</summary>
    public static bool IsRest(ReadOnlySpan<byte> text)
    {
        text = text.Trim(" \t+-"u8);
        return text.Length > 1 && text[0] == '0' && char.IsAsciiDigit((char)text[1]);
    }

    /// <summary>Says what is wrong, and what to write instead; without a full stop.</summary>
    /// <param name="text">The text as found, which the form does not take for a number.</param>
    /// <param name="form">How the file writes numbers.</param>
    public static string Of(string text, CsvForm form)
    {
        string shown = $"\"{JsonValue.Clean(text.Trim())}\"";
        if (text.Trim().Length == 0)
        {
            return "the value is missing; fill it in, or leave out the whole trial";
        }

        bool isPlain = double.IsFinite(Value(text, form.Numbers, NumberStyles.Float)), isEither = IsNumber(text);
        return text.FirstOrDefault(Characters.IsHidden) is not '\0' and char hidden
            ? string.Create(CultureInfo.InvariantCulture, $"{shown} is not a finite number: it has U+{(int)hidden:X4} in it, which cannot be seen; remove that")
            : isEither && IsRest(Encoding.UTF8.GetBytes(text)) ? $"{shown} begins with a zero, as the rest of a number that was cut at its thousands separator does; write numbers without separators, and without leading zeros"
            : isPlain ? $"{shown} is beyond 1e30, where sums and squares of numbers end; choose a larger unit"
            : isEither && form.HasComma ? $"{shown} has a decimal point or thousands separators; between semicolons a decimal comma is expected, as in 3,1; or separate the columns by commas"
            : isEither ? $"{shown} has {(text.Contains(',', StringComparison.Ordinal) ? "a comma" : "several points")}; a decimal point and no thousands separators are expected"
            : $"{shown} is not a finite number{Reason(text.Trim(), form.HasComma ? "1234,5" : "1234.5")}";
    }

    /// <summary>Why a text that is a number in no form might be one all the same.</summary>
    private static string Reason(string text, string example)
    {
        string Without(Func<char, bool> isLeftOut) => string.Concat(text.Where(c => !isLeftOut(c)));
        bool IsSign(char c) => char.GetUnicodeCategory(c) == UnicodeCategory.CurrencySymbol;
        return text.AsSpan().IndexOfAny('%', '\u2030') >= 0 && IsNumber(Without(c => c is '%' or '\u2030' || char.IsWhiteSpace(c))) ? ": it has a percent sign; write 5 % as 0.05, with the decimal sign of the file"
            : text.Any(IsSign) && IsNumber(Without(c => IsSign(c) || Thousands.Contains(c, StringComparison.Ordinal))) ? ": it has the sign of a currency; write the number alone, and the currency in the heading"
            : IsNumber(Without(c => Thousands.Contains(c, StringComparison.Ordinal))) ? ": it has thousands separators; write numbers without them"
            : IsNumber(string.Concat(text.Select(c => Dashes.Contains(c, StringComparison.Ordinal) ? '-' : c))) ? ": it has a dash that is no minus sign; write -"
            : $"; write it as {example} or 1e5, and leave out trials that have none";
    }

    private static bool IsNumber(string text) => new[] { CsvForm.Point, CsvForm.Comma }.Any(form => double.IsFinite(Value(text, form, NumberStyles.Float | NumberStyles.AllowThousands)));

    private static double Value(string text, NumberFormatInfo form, NumberStyles styles) => double.TryParse(text, styles, form, out double value) ? value : double.NaN;
}
