using System.Globalization;

namespace CostSim.Cli.Console;

/// <summary>Numbers for people: never more digits than the standard error supports.</summary>
internal static class Rounding
{
    /// <summary>"5,480 ± 12": the error to two digits, the value to the same place.</summary>
    public static string WithError(double value, double error)
    {
        if (double.IsNaN(value))
        {
            return "-";
        }

        if (double.IsNaN(error) || error <= 0)
        {
            return Plain(value, Math.Abs(value) >= 100 ? 0 : 2);
        }

        int decimals = 1 - (int)Math.Floor(Math.Log10(error));
        return $"{Plain(value, decimals)} ± {Plain(error, decimals)}";
    }

    private static string Plain(double value, int decimals)
    {
        double scale = Math.Pow(10, -Math.Min(0, decimals));

        // Zero has no sign: what is added takes it away.
        return ((Math.Round(value / scale, Math.Clamp(decimals, 0, 12)) * scale) + 0.0).ToString(
            "N" + Math.Clamp(decimals, 0, 12).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }
}
