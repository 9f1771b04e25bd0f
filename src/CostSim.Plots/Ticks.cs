namespace CostSim.Plots;

/// <summary>Round values for axes.</summary>
internal static class Ticks
{
    /// <summary>Round values, about as many as asked for.</summary>
    public static IReadOnlyList<double> Of(double low, double high, int count)
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
}
