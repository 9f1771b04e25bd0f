using CostSim.Numerics;

namespace CostSim.Statistics;

/// <summary>
/// A probability estimated from k occurrences in n independent trials, with Wilson's interval (Wilson 1927). Tested by
/// <c>IntervalTests</c>.
/// </summary>
public static class Proportion
{
    private const double Z = StoppingRule.Z;

    /// <summary>k / n with its standard error √(p (1 − p) / n).</summary>
    /// <param name="occurrences">k, 0 to n.</param>
    /// <param name="trials">n, positive.</param>
    public static Estimate Of(long occurrences, long trials)
    {
        Check(occurrences, trials);
        double p = (double)occurrences / trials;
        return new Estimate(p, Math.Sqrt(p * (1 - p) / trials), trials);
    }

    /// <summary>Wilson's interval.</summary>
    /// <param name="occurrences">k, 0 to n.</param>
    /// <param name="trials">n, positive.</param>
    /// <param name="confidence">Confidence, for example 0.95.</param>
    public static Interval Wilson(long occurrences, long trials, double confidence = 0.95)
    {
        Check(occurrences, trials);
        return Wilson((double)occurrences / trials, (double)trials, confidence);
    }

    /// <summary>95 % bounds of a share: Wilson's with as many trials as its standard error amounts to, never more than there were.</summary>
    /// <remarks>
    /// The effective number p (1 − p) / s², times (1.96 / t)² with Student's t where s is the spread of replicates (Korn and Graubard 1998); all trials
    /// where the error is zero or not known. A trial shared among several counts as one, which is on the safe side.
    /// </remarks>
    /// <param name="share">The share with its standard error; without trials the bounds rest on the error alone, and are 0 and 1 without that.</param>
    /// <param name="replicates">Independent replicates that the trials fall into; 1 for independent trials.</param>
    public static Interval Bounds(Estimate share, int replicates = 1)
    {
        double p = share.Value, most = share.Trials > 0 ? share.Trials : double.PositiveInfinity;
        double effective = share.StandardError > 0 ? p * (1 - p) / (share.StandardError * share.StandardError) : share.Trials;
        if (share.StandardError > 0 && replicates > 1)
        {
            double factor = Z / ReplicateInterval.StudentQuantile(replicates - 1);
            effective *= factor * factor;
        }

        effective = Math.Min(effective, most);
        return double.IsNaN(p) ? new Interval(double.NaN, double.NaN) : !(effective > 0) ? new Interval(0, 1) : Wilson(p, effective, 0.95);
    }

    private static Interval Wilson(double p, double n, double confidence)
    {
        double z = -Elementary.NormalQuantile((1 - confidence) / 2), square = z * z;
        double scale = 1 + (square / n);
        double centre = (p + (square / (2 * n))) / scale;
        double half = z * Math.Sqrt((p * (1 - p) / n) + (square / (4 * n * n))) / scale;
        return new Interval(p <= 0 ? 0 : Math.Max(0, centre - half), p >= 1 ? 1 : Math.Min(1, centre + half));
    }

    /// <summary>Upper bound on a probability when nothing occurred: 1 − α^(1/n), α = 1 − confidence (rule of three).</summary>
    /// <param name="trials">n, positive.</param>
    /// <param name="confidence">One-sided confidence.</param>
    public static double UpperBoundOfNone(long trials, double confidence = 0.95) =>
        -Elementary.ExpMinusOne(Elementary.Log(1 - confidence) / trials);

    private static void Check(long occurrences, long trials)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(occurrences);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(occurrences, trials);
    }
}
