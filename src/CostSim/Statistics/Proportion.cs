using CostSim.Numerics;

namespace CostSim.Statistics;

/// <summary>
/// A probability estimated from k occurrences in n independent trials, with Wilson's interval (Wilson 1927). Tested by
/// <c>IntervalTests</c>.
/// </summary>
public static class Proportion
{
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
        double n = trials, p = occurrences / n, z = -Elementary.NormalQuantile((1 - confidence) / 2), square = z * z;
        double scale = 1 + (square / n);
        double centre = (p + (square / (2 * n))) / scale;
        double half = z * Math.Sqrt((p * (1 - p) / n) + (square / (4 * n * n))) / scale;
        return new Interval(occurrences == 0 ? 0 : centre - half, occurrences == trials ? 1 : centre + half);
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
