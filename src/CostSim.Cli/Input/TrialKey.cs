using System.Globalization;

namespace CostSim.Cli.Input;

/// <summary>What tells a trial from others: a number however it is written (100000, 1e+05, 1.0), or a name.</summary>
/// <param name="Number">The number; 0 for a name.</param>
/// <param name="Name">The name; null for a number.</param>
internal readonly record struct TrialKey(decimal Number, string? Name) : IComparable<TrialKey>
{
    /// <summary>The key that a text stands for.</summary>
    /// <param name="text">The text, without spaces around it.</param>
    /// <param name="form">How the file writes numbers.</param>
    public static TrialKey Of(string text, CsvForm form) =>
        decimal.TryParse(text, NumberStyles.Float, form.Numbers, out decimal number) ? new TrialKey(number, null) : new TrialKey(0, text);

    /// <summary>Numbers by size, then names in ordinal order.</summary>
    public int CompareTo(TrialKey other) => (Name, other.Name) switch
    {
        (null, null) => Number.CompareTo(other.Number),
        (null, _) => -1,
        (_, null) => 1,
        _ => string.CompareOrdinal(Name, other.Name),
    };
}
