using CostSim.Numerics;

namespace CostSim.Statistics;

/// <summary>
/// How many trials are needed: tolerance limits from order statistics (Wilks 1941) and the mean to a given error. Tested by
/// <c>TrialSizesTests</c> against published tables.
/// </summary>
public static class TrialSizes
{
    /// <summary>Smallest n whose k-th largest value exceeds the share <paramref name="coverage"/> of the distribution.</summary>
    /// <param name="coverage">Share to be covered, for example 0.95.</param>
    /// <param name="confidence">Confidence, for example 0.95.</param>
    /// <param name="order">k, from 1.</param>
    public static long OneSided(double coverage, double confidence, int order = 1) => Smallest(order, coverage, confidence, order);

    /// <summary>Smallest n for which the k-th smallest and k-th largest value enclose the share <paramref name="coverage"/>.</summary>
    /// <param name="coverage">Share to be covered.</param>
    /// <param name="confidence">Confidence.</param>
    /// <param name="order">k, from 1.</param>
    public static long TwoSided(double coverage, double confidence, int order = 1) => Smallest(2 * order, coverage, confidence, 2 * order);

    /// <summary>Confidence that n trials give, with <paramref name="dropped"/> extreme values left out on one or both sides together.</summary>
    /// <param name="trials">n.</param>
    /// <param name="coverage">Share to be covered.</param>
    /// <param name="dropped">k on one side, 2k on two.</param>
    public static double Confidence(long trials, double coverage, int dropped)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dropped, 1);
        return Quantiles.BinomialTails(trials, 1 - coverage, dropped - 1).Upper;
    }

    /// <summary>Trials for a mean with half-width <paramref name="halfWidth"/>: ⌈(z sd / h)²⌉.</summary>
    /// <param name="standardDeviation">Standard deviation of the outcome.</param>
    /// <param name="halfWidth">Half-width wanted, same unit, positive.</param>
    /// <param name="confidence">Confidence.</param>
    public static long ForMean(double standardDeviation, double halfWidth, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(halfWidth);
        double ratio = Elementary.NormalQuantile((1 - confidence) / 2) * standardDeviation / halfWidth;
        return (long)Math.Ceiling(ratio * ratio);
    }

    /// <summary>Trials for a standard deviation with a relative half-width: ⌈z² (κ − 1) / (4 h²)⌉.</summary>
    /// <param name="relativeHalfWidth">h, half-width over the standard deviation, positive.</param>
    /// <param name="kurtosis">κ of the outcome; 3 for the normal distribution.</param>
    /// <param name="confidence">Confidence.</param>
    public static long ForDeviation(double relativeHalfWidth, double kurtosis = 3, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(relativeHalfWidth);
        double ratio = Elementary.NormalQuantile((1 - confidence) / 2) / (2 * relativeHalfWidth);
        return (long)Math.Ceiling(ratio * ratio * (kurtosis - 1));
    }

    private static long Smallest(int dropped, double coverage, double confidence, long from)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dropped, 1);
        if (!(coverage > 0 && coverage < 1 && confidence > 0 && confidence < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(coverage), coverage, "Coverage and confidence lie strictly between 0 and 1.");
        }

        long low = from, high = from;
        while (Confidence(high, coverage, dropped) < confidence)
        {
            (low, high) = (high, 2 * high);
        }

        while (low < high)
        {
            long middle = low + ((high - low) / 2);
            (low, high) = Confidence(middle, coverage, dropped) >= confidence ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
