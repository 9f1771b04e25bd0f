using CostSim.Numerics;

namespace CostSim.Statistics;

/// <summary>
/// Ratio of two means from the same trials, never the mean of ratios. Standard error by the delta method, interval by Fieller
/// (1954). Tested by <c>IntervalTests</c>.
/// </summary>
/// <param name="Ratio">Mean of the numerator over mean of the denominator, with its standard error; not a number where the denominator is zero.</param>
/// <param name="Interval">Fieller's interval; the whole line when the denominator may be zero.</param>
public readonly record struct RatioEstimate(Estimate Ratio, Interval Interval)
{
    /// <summary>From the outcomes, trial by trial.</summary>
    /// <param name="numerator">Numerators.</param>
    /// <param name="denominator">Denominators, as many.</param>
    /// <param name="confidence">Confidence of the interval.</param>
    /// <exception cref="ArgumentException">The lengths differ or there are fewer than two trials.</exception>
    public static RatioEstimate Of(ReadOnlySpan<double> numerator, ReadOnlySpan<double> denominator, double confidence = 0.95) =>
        Of(CoMoments.Of(numerator, denominator), confidence);

    /// <summary>From the moments of both.</summary>
    /// <param name="moments">Numerator first.</param>
    /// <param name="confidence">Confidence of the interval.</param>
    public static RatioEstimate Of(in CoMoments moments, double confidence = 0.95)
    {
        double n = moments.Count, x = moments.MeanA, y = moments.MeanB;
        double xx = moments.VarianceA / n, yy = moments.VarianceB / n, xy = moments.Covariance / n;
        double ratio = y == 0 ? double.NaN : x / y;
        double variance = Math.Max(0, xx - (2 * ratio * xy) + (ratio * ratio * yy)) / (y * y);
        double z = -Elementary.NormalQuantile((1 - confidence) / 2), square = z * z;

        // Roots of (x − r y)² = z² Var(x − r y).
        double a = (y * y) - (square * yy), b = (x * y) - (square * xy), c = (x * x) - (square * xx);
        double discriminant = (b * b) - (a * c);
        Interval interval = a > 0 && discriminant >= 0
            ? new Interval((b - Math.Sqrt(discriminant)) / a, (b + Math.Sqrt(discriminant)) / a)
            : new Interval(double.NegativeInfinity, double.PositiveInfinity);
        return new RatioEstimate(new Estimate(ratio, Math.Sqrt(variance), moments.Count), interval);
    }
}
