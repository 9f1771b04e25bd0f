using System.Globalization;

namespace CostSim.Words;

/// <summary>
/// How a language writes numbers, after the Interinstitutional Style Guide of the European Union: a narrow hard space between thousands and a
/// decimal comma, but comma and point in English.
/// </summary>
internal sealed record NumberWriting
{
    private const string NarrowHardSpace = "\u202F";
    private const string HardSpace = "\u00A0";

    public static NumberWriting English { get; } = new()
    {
        Numbers = Of(",", "."),
        PercentSign = "%",
        OpenQuote = "“",
        CloseQuote = "”",
        SingularBelow = null,
    };

    public static NumberWriting Dutch { get; } = English with { Numbers = Of(NarrowHardSpace, ",") };

    public static NumberWriting French { get; } = new()
    {
        Numbers = Of(NarrowHardSpace, ","),
        PercentSign = HardSpace + "%",
        OpenQuote = "«" + HardSpace,
        CloseQuote = HardSpace + "»",
        SingularBelow = 2,
    };

    public static NumberWriting German { get; } = French with { OpenQuote = "„", CloseQuote = "“", SingularBelow = null };

    /// <summary>Separators and sign.</summary>
    public required NumberFormatInfo Numbers { get; init; }

    /// <summary>Percent sign with the space before it.</summary>
    public required string PercentSign { get; init; }

    /// <summary>Opening quotation mark.</summary>
    public required string OpenQuote { get; init; }

    /// <summary>Closing quotation mark.</summary>
    public required string CloseQuote { get; init; }

    /// <summary>Amounts below this are singular; where null, only one is.</summary>
    public required double? SingularBelow { get; init; }

    /// <summary>Whether an amount takes a singular noun.</summary>
    public bool IsSingular(double amount) => SingularBelow is { } most ? Math.Abs(amount) < most : amount == 1;

    private static NumberFormatInfo Of(string thousands, string point) => NumberFormatInfo.ReadOnly(new NumberFormatInfo
    {
        NumberGroupSeparator = thousands,
        NumberDecimalSeparator = point,
        NegativeSign = "−",
    });
}
