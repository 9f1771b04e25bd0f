namespace CostSim.Tables;

/// <summary>
/// Statistics of one outcome over trials. Not a number is a censored trial: it counts as later than every other in quantiles, and not at all
/// in moments. The standard error of the mean is s/√n for independent trials, and that of the mean of replicate means otherwise.
/// </summary>
internal sealed class ColumnStatistics
{
    private readonly double[] sorted;
    private readonly int trials;

    public ColumnStatistics(ReadOnlySpan<double> values, int replicates)
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
        StandardError = replicates > 1 ? OverReplicates(values, replicates) : StandardDeviation / Math.Sqrt(count);
    }

    /// <summary>Mean over the trials that are not censored.</summary>
    public double Mean { get; }

    /// <summary>Standard deviation over them.</summary>
    public double StandardDeviation { get; }

    /// <summary>Standard error of the mean.</summary>
    public double StandardError { get; }

    /// <summary>Share of censored trials.</summary>
    public double ShareCensored => (double)(trials - sorted.Length) / trials;

    /// <summary>Whether every trial is censored.</summary>
    public bool IsAbsent => sorted.Length == 0;

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

    /// <summary>Replicates are independent of each other, the trials within them are not.</summary>
    private static double OverReplicates(ReadOnlySpan<double> values, int replicates)
    {
        int length = values.Length / replicates;
        Span<double> means = replicates <= 256 ? stackalloc double[replicates] : new double[replicates];
        for (int r = 0; r < replicates; r++)
        {
            double sum = 0;
            int count = 0;
            foreach (double value in values.Slice(r * length, length))
            {
                if (!double.IsNaN(value))
                {
                    sum += value;
                    count++;
                }
            }

            means[r] = count > 0 ? sum / count : double.NaN;
        }

        double mean = 0;
        foreach (double one in means)
        {
            mean += one / replicates;
        }

        double squares = 0;
        foreach (double one in means)
        {
            squares += (one - mean) * (one - mean);
        }

        return Math.Sqrt(squares / (replicates - 1) / replicates);
    }
}
