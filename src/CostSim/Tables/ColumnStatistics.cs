namespace CostSim.Tables;

/// <summary>
/// Statistics of one outcome over trials. Not a number is a censored trial: it counts as later than every other in quantiles, and not at all
/// in moments. Trials are independent, so the standard error of the mean is s/√n.
/// </summary>
internal sealed class ColumnStatistics
{
    private readonly double[] sorted;
    private readonly int trials;

    public ColumnStatistics(ReadOnlySpan<double> values)
    {
        trials = values.Length;
        double sum = 0;
        int count = 0;
        foreach (double value in values)
        {
            if (!double.IsNaN(value))
            {
                sum += value;
                count++;
            }
        }

        sorted = new double[count];
        Mean = count > 0 ? sum / count : double.NaN;
        double squares = 0;
        int next = 0;
        foreach (double value in values)
        {
            if (!double.IsNaN(value))
            {
                squares += (value - Mean) * (value - Mean);
                sorted[next++] = value;
            }
        }

        Array.Sort(sorted);
        if (count > 0 && sorted[0] == sorted[^1])
        {
            (Mean, squares) = (sorted[0], 0);
        }

        StandardDeviation = count > 1 ? Math.Sqrt(squares / (count - 1)) : double.NaN;
        StandardError = StandardDeviation / Math.Sqrt(count);
    }

    /// <summary>Mean over the trials that are not censored.</summary>
    public double Mean { get; }

    /// <summary>Standard deviation over them.</summary>
    public double StandardDeviation { get; }

    /// <summary>Standard error of the mean.</summary>
    public double StandardError { get; }

    /// <summary>Share of censored trials.</summary>
    public double ShareCensored => (double)(trials - sorted.Length) / trials;

    /// <summary>Value not exceeded with the given probability (interpolated between order statistics, type 7); not a number when beyond the horizon.</summary>
    public double Quantile(double probability)
    {
        double position = probability * (trials - 1);
        int below = (int)Math.Floor(position);
        int above = Math.Min(below + 1, trials - 1);
        if (below >= sorted.Length || (above >= sorted.Length && position > below))
        {
            return double.NaN;
        }

        double low = sorted[below];
        return position > below ? low + ((position - below) * (sorted[above] - low)) : low;
    }
}
