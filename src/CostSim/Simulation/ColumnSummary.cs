using CostSim.Statistics;

namespace CostSim.Simulation;

/// <summary>
/// Statistics of one outcome over trials. Not a number is a censored trial: it counts as later than every other in quantiles, and not at all
/// in moments. The standard error of the mean is s/√n where trials are independent, and comes from the spread of the replicates' means where
/// they are not.
/// </summary>
internal abstract class ColumnSummary
{
    /// <summary>Moments over the trials that are not censored.</summary>
    public abstract Moments Moments { get; }

    /// <summary>Mean of each replicate, over its trials that are not censored.</summary>
    public abstract double[] ReplicateMeans();

    /// <summary>Standard error of the mean.</summary>
    public abstract double StandardError { get; }

    /// <summary>Mean over the trials that are not censored; not a number when all are.</summary>
    public double Mean => Moments.Count > 0 ? Moments.Mean : double.NaN;

    /// <summary>Share of censored trials.</summary>
    public double ShareCensored => (double)(Trials - Moments.Count) / Trials;

    /// <summary>Value not exceeded with the given probability; not a number when beyond the horizon.</summary>
    public abstract double Quantile(double probability);

    /// <summary>How many trials are above zero.</summary>
    public abstract long AboveZero { get; }

    /// <summary>Number of trials, censored or not.</summary>
    public abstract long Trials { get; }

    /// <summary>Adding equal values may round; they have no spread.</summary>
    protected static Moments WithoutRounding(in Moments moments) => moments.Count > 0 && moments.Minimum == moments.Maximum
        ? moments with { Mean = moments.Minimum, M2 = 0, M3 = 0, M4 = 0 }
        : moments;
}

/// <summary>
/// Statistics of an outcome of trials that are not kept: moments as of any others, quantiles to within 2⁻¹² of the value (of a date: of its time from
/// the start of the horizon), exact where it is the same in all trials or a whole number.
/// </summary>
internal sealed class CountedColumn : ColumnSummary
{
    private readonly double[] replicateMeans;
    private readonly LogHistogram values;
    private readonly double origin;
    private readonly bool isWhole;

    /// <param name="trials">Number of trials, censored or not.</param>
    /// <param name="moments">Moments of those that are not censored.</param>
    /// <param name="replicateMeans">Means of the replicates.</param>
    /// <param name="values">The values that are not censored, from an origin.</param>
    /// <param name="origin">The origin.</param>
    /// <param name="isWhole">Whether the values are whole numbers.</param>
    public CountedColumn(long trials, in Moments moments, double[] replicateMeans, LogHistogram values, double origin, bool isWhole)
    {
        (Trials, Moments, this.replicateMeans, this.values, this.origin, this.isWhole) = (trials, WithoutRounding(moments), replicateMeans, values, origin, isWhole);
        StandardError = replicateMeans.Length == 1 ? Moments.StandardError : Moments.Of(replicateMeans).StandardError;
    }

    /// <inheritdoc/>
    public override Moments Moments { get; }

    /// <inheritdoc/>
    public override double StandardError { get; }

    /// <inheritdoc/>
    public override long Trials { get; }

    /// <inheritdoc/>
    public override long AboveZero => values.Count - values.CountUpTo(0);

    /// <inheritdoc/>
    public override double[] ReplicateMeans() => replicateMeans;

    /// <inheritdoc/>
    public override double Quantile(double probability)
    {
        long rank = (long)Math.Floor(probability * (Trials - 1)) + 1;
        if (rank > values.Count)
        {
            return double.NaN;
        }

        double value = values.AtRank(rank);
        return Math.Clamp(origin + (isWhole ? Math.Round(value) : value), Moments.Minimum, Moments.Maximum);
    }
}
