using System.Globalization;
using CostSim.Tables;

namespace CostSim.Plots;

/// <summary>Numbers and sentences of figures, in English.</summary>
internal static class Say
{
    public static string Number(double value, int decimals) =>
        Plain(value).ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture).Replace('-', '−');

    public static string Billions(double mEur) => double.IsFinite(mEur) ? Number(mEur / 1000, Math.Abs(mEur) >= 99_950 ? 0 : 1) : "–";

    public static string Year(double year) => Math.Floor(year).ToString("0", CultureInfo.InvariantCulture);

    /// <summary>A share as a percentage that is never rounded to a certainty it is not.</summary>
    public static string Percent(double share) => share switch
    {
        > 0 and < 0.01 => "less than 1 %",
        > 0.99 and < 1 => "more than 99 %",
        _ => Number(share * 100, 0) + " %",
    };

    public static string Foot(RunFacts facts)
    {
        string design = facts.Design.Replace('-', ' ').Replace('_', ' ')
            .Replace("latin", "Latin", StringComparison.Ordinal).Replace("sobol", "Sobol", StringComparison.Ordinal)
            .Replace("monte carlo", "Monte Carlo", StringComparison.Ordinal);
        string replicates = facts.Replicates > 1 ? $" in {Number(facts.Replicates, 0)} replicates" : "";
        return $"Source: CostSim {facts.Version}, scenario {facts.Scenario}. {Number(facts.Trials, 0)} trials{replicates}, {design}, " +
            string.Create(CultureInfo.InvariantCulture, $"seed {facts.Seed}. Prices of {facts.PriceBase}.");
    }

    /// <summary>Round values for an axis, about as many as asked for.</summary>
    public static IReadOnlyList<double> Ticks(double low, double high, int count)
    {
        double raw = (high - low) / Math.Max(1, count);
        double power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        double step = power * new double[] { 1, 2, 5, 10 }.First(m => m * power >= raw * 0.999);
        List<double> ticks = [];
        for (double tick = Math.Ceiling((low / step) - 1e-9); tick * step <= high + (1e-9 * step); tick++)
        {
            ticks.Add(tick * step);
        }

        return ticks;
    }

    /// <summary>Decimals that tell the ticks apart.</summary>
    public static int Decimals(IReadOnlyList<double> ticks) =>
        ticks.Count < 2 ? 1 : Math.Clamp((int)Math.Ceiling(-Math.Log10(ticks[1] - ticks[0]) - 1e-9), 0, 4);

    private static double Plain(double value) => Math.Abs(value) < 1e-9 ? 0 : value;
}
