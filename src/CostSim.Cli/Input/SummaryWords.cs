using System.Collections.Frozen;

namespace CostSim.Cli.Input;

/// <summary>Words by which spreadsheets and statistics programs label a row of sums or means below the samples, in the languages around here.</summary>
internal static class SummaryWords
{
    private static readonly FrozenSet<string> Totals = FrozenSet.ToFrozenSet(
        [
            "sum", "sums", "total", "totals", "subtotal", "subtotals", "mean", "means", "average", "averages", "avg", "median", "som", "totaal", "totalen", "subtotaal", "gemiddelde", "gem", "mediaan",
            "somme", "totaux", "sous-total", "moyenne", "moyennes", "moy", "médiane", "summe", "gesamt", "gesamtsumme", "zwischensumme", "mittel", "mittelwert", "durchschnitt", "suma",
            "totale", "media", "promedio", "σ", "∑", "ø", "tot",
        ],
        StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Others = FrozenSet.ToFrozenSet(
        [
            "grand", "overall", "all", "général", "general", "generaal", "sd", "se", "sem", "std", "stdev", "stddev", "standard", "deviation", "error", "var", "variance", "min", "minimum", "max",
            "maximum", "count", "quantile", "percentile", "summary", "standaardafwijking", "écart-type", "standardabweichung",
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a text is the label of a sum or a mean and nothing else, as an option could not be called by chance.</summary>
    public static bool IsTotal(string text)
    {
        string[] words = text.Split([' ', ':', '.', '=', '(', ')', '[', ']', '*', '\'', '-', '_', '/'], StringSplitOptions.RemoveEmptyEntries);
        return Totals.Contains(text) || (words.Any(Totals.Contains) && words.All(word => Totals.Contains(word) || Others.Contains(word)));
    }

    /// <summary>Whether a text begins as the label of a row that sums up others does: Sum, Mean of costs, Std. dev.</summary>
    public static bool Begins(string text)
    {
        int start = 0;
        while (start < text.Length && !IsLetter(text[start]) && !char.IsAsciiDigit(text[start]))
        {
            start++;
        }

        int end = start;
        while (end < text.Length && (IsLetter(text[end]) || text[end] == '-'))
        {
            end++;
        }

        string first = text[start..end].TrimEnd('-');
        return Totals.Contains(first) || Others.Contains(first);
    }

    private static bool IsLetter(char c) => char.IsLetter(c) || c == '∑';
}
