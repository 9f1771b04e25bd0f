namespace CostSim.Statistics;

/// <summary>
/// Mean of the worst outcomes, also called conditional value at risk (Rockafellar and Uryasev 2000): the mean of the largest share
/// 1 − a of them, the outcome at the border counted in part. Tested by <c>IntervalTests</c>.
/// </summary>
public static class TailMean
{
    /// <summary>Mean of the upper tail, with its standard error √(Var((X − q)⁺) / n) / (1 − a) for independent trials.</summary>
    /// <param name="sorted">Values in ascending order, at least one; large is bad.</param>
    /// <param name="level">a, in [0, 1).</param>
    /// <exception cref="ArgumentException">There is no value, or the level is outside [0, 1).</exception>
    public static Estimate Upper(ReadOnlySpan<double> sorted, double level)
    {
        if (sorted.IsEmpty || !(level >= 0 && level < 1))
        {
            throw new ArgumentException(FormattableString.Invariant($"There are {sorted.Length} values and the level is {level}."), nameof(level));
        }

        int n = sorted.Length;
        double worst = n * (1 - level);
        int whole = Math.Min(n, (int)Math.Floor(worst));
        double sum = 0;
        for (int i = n - whole; i < n; i++)
        {
            sum += sorted[i];
        }

        double part = worst - whole;
        double border = whole < n ? sorted[n - whole - 1] : sorted[0];
        double mean = (sum + (part * border)) / worst;
        double excess = 0;
        for (int i = n - whole; i < n; i++)
        {
            excess += (sorted[i] - border) / n;
        }

        // About the mean excess; those below the border have none.
        double square = (n - whole) * excess * excess;
        for (int i = n - whole; i < n; i++)
        {
            double apart = sorted[i] - border - excess;
            square += apart * apart;
        }

        double variance = n > 1 ? square / (n - 1.0) : double.NaN;
        return new Estimate(mean, Math.Sqrt(variance / n) / (1 - level), n);
    }
}
