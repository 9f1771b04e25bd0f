using System.Collections.Frozen;

namespace CostSim.Cli.Input;

/// <summary>Words by which spreadsheets and statistics programs label a row of sums or means below the samples, in the languages around here.</summary>
internal static class SummaryWords
{
    private static readonly FrozenSet<string> Totals = FrozenSet.ToFrozenSet(
        [
            "sum", "total", "totals", "subtotal", "mean", "average", "avg", "median", "som", "totaal", "gemiddelde", "mediaan", "somme", "totaux", "moyenne", "médiane",
            "summe", "gesamt", "gesamtsumme", "mittelwert", "durchschnitt", "suma", "totale", "media", "promedio",
        ],
        StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Others = FrozenSet.ToFrozenSet(
        ["grand", "overall", "all", "sd", "se", "sem", "std", "stdev", "stddev", "standard", "var", "variance", "min", "minimum", "max", "maximum", "count", "quantile", "percentile", "summary"],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a text is the label of a sum or a mean, as an option could not be called by chance.</summary>
    public static bool IsTotal(string text) => Totals.Contains(text.Trim(' ', ':', '.', '='));

    /// <summary>Whether a text begins as the label of a row that sums up others does: Sum, Mean of costs, Std. dev.</summary>
    public static bool Begins(string text)
    {
        string trimmed = text.Trim();
        int end = trimmed.AsSpan().IndexOfAnyExcept(Letters);
        string first = end < 0 ? trimmed : trimmed[..end];
        return Totals.Contains(first) || Others.Contains(first);
    }

    private static readonly System.Buffers.SearchValues<char> Letters = System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzÉéÀàÜü");
}
