using CostSim.Numerics;

namespace CostSim.Statistics;

/// <summary>
/// Quantiles of retained outcomes: linear interpolation between order statistics (type 7), a distribution-free interval by ranks
/// (David and Nagaraja 2003), and the standard error it implies. For independent trials only. Tested by <c>IntervalTests</c>.
/// </summary>
public static class Quantiles
{
    /// <summary>The quantile: at h = (n − 1) p between the sorted values ⌊h⌋ and ⌊h⌋ + 1.</summary>
    /// <param name="sorted">Values in ascending order, at least one.</param>
    /// <param name="p">Probability in [0, 1].</param>
    /// <exception cref="ArgumentException">There is no value, or p is outside [0, 1].</exception>
    public static double Of(ReadOnlySpan<double> sorted, double p)
    {
        if (sorted.IsEmpty || !(p >= 0 && p <= 1))
        {
            throw new ArgumentException(FormattableString.Invariant($"There are {sorted.Length} values and p is {p}."), nameof(p));
        }

        double h = (sorted.Length - 1) * p;
        int place = Math.Min((int)h, sorted.Length - 1);
        return place == sorted.Length - 1 || h == place ? sorted[place] : sorted[place] + ((h - place) * (sorted[place + 1] - sorted[place]));
    }

    /// <summary>The quantile with a standard error of half the 95 % interval over 1.96.</summary>
    /// <param name="sorted">Values of independent trials in ascending order.</param>
    /// <param name="p">Probability in [0, 1].</param>
    public static Estimate Estimate(ReadOnlySpan<double> sorted, double p)
    {
        Interval interval = IntervalOf(sorted, p);
        double error = interval.HalfWidth / 1.959963984540054;
        return new Estimate(Of(sorted, p), double.IsFinite(error) ? error : double.NaN, sorted.Length);
    }

    /// <summary>Interval that holds the quantile with at least the given confidence, whatever the distribution.</summary>
    /// <param name="sorted">Values of independent trials in ascending order.</param>
    /// <param name="p">Probability strictly between 0 and 1.</param>
    /// <param name="confidence">Confidence, for example 0.95.</param>
    /// <returns>An end is infinite when there are too few values to tell.</returns>
    public static Interval IntervalOf(ReadOnlySpan<double> sorted, double p, double confidence = 0.95)
    {
        (long low, long high) = Ranks(sorted.Length, p, confidence);
        return new Interval(
            low < 1 ? double.NegativeInfinity : sorted[(int)(low - 1)],
            high > sorted.Length ? double.PositiveInfinity : sorted[(int)(high - 1)]);
    }

    /// <summary>Ranks l and u, counted from 1, of the interval: P(B ≤ l − 1) ≤ α/2, largest l; P(B ≤ u − 1) ≥ 1 − α/2, smallest u.</summary>
    /// <param name="trials">n.</param>
    /// <param name="p">Probability strictly between 0 and 1.</param>
    /// <param name="confidence">Confidence 1 − α.</param>
    /// <returns>Low is 0 when there is none; High is n + 1 when there is none.</returns>
    public static (long Low, long High) Ranks(long trials, double p, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        double half = (1 - confidence) / 2;
        long low = First(trials, rank => BinomialTails(trials, p, rank).Lower > half);
        long high = First(trials, rank => BinomialTails(trials, p, rank).Upper <= half) + 1;
        return (low, Math.Min(high, trials + 1));
    }

    // P(B ≤ k) and P(B > k), B binomial.
    internal static (double Lower, double Upper) BinomialTails(long n, double p, long k)
    {
        if (k < 0 || k >= n)
        {
            return k < 0 ? (0, 1) : (1, 0);
        }

        (double lower, double upper) = SpecialFunctions.IncompleteBeta(k + 1, n - k, p, 1 - p);
        return (upper, lower);
    }

    // Smallest k in 0 … n for which the rising condition holds.
    private static long First(long n, Func<long, bool> holds)
    {
        long low = 0, high = n;
        while (low < high)
        {
            long middle = low + ((high - low) / 2);
            (low, high) = holds(middle) ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
