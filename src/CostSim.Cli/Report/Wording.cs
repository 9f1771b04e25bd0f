using System.Globalization;
using CostSim.Cli.Console;
using CostSim.Statistics;

namespace CostSim.Cli.Report;

/// <summary>Numbers and words of a report: never stronger than the evidence.</summary>
internal static class Wording
{
    /// <summary>A value with its standard error, no more digits than that supports.</summary>
    public static string Value(Estimate value) => Rounding.WithError(value.Value, value.StandardError);

    /// <summary>A share in percent, never rounded to a certainty it is not.</summary>
    public static string Percent(double share) => share switch
    {
        > 0 and < 0.01 => "under 1\u00A0%",
        > 0.99 and < 1 => "over 99\u00A0%",
        _ => Number(share * 100, 0) + "\u00A0%",
    };

    /// <summary>How sure a share of trials is, in words.</summary>
    public static string Likelihood(double share) => share switch
    {
        >= 0.95 => "almost certainly the best",
        >= 0.8 => "likely the best",
        >= 0.6 => "more likely the best than not",
        >= 0.4 => "too close to call",
        _ => "more likely not the best",
    };

    /// <summary>A number with so many decimals, as plain as it can be.</summary>
    public static string Number(double value, int decimals) => double.IsNaN(value)
        ? ""
        : Math.Round(value, decimals).ToString("#,0" + (decimals > 0 ? "." + new string('#', decimals) : ""), CultureInfo.InvariantCulture);

    /// <summary>A number to four digits.</summary>
    public static string Short(double value) => double.IsNaN(value) ? "" : double.IsInfinity(value)
        ? (value > 0 ? "∞" : "−∞")
        : Math.Abs(value) >= 1000 ? Number(value, 0) : value.ToString("G4", CultureInfo.InvariantCulture);
}
