using CostSim.Numerics;

namespace CostSim.Sampling;

/// <summary>
/// A normal distribution given that it falls between two bounds, either of which may be absent. Works in survival form when the
/// lower bound is above the mean. Tested by <c>DistributionTests</c>, also far in the tail.
/// </summary>
public sealed class TruncatedNormalDistribution : Distribution
{
    private const double NarrowWidth = 0.1;

    private readonly double _centre;
    private readonly double _scale;
    private readonly double _low;
    private readonly double _high;
    private readonly double _below;
    private readonly double _above;
    private readonly double _mass;
    private readonly double _mean;
    private readonly double _sd;

    private TruncatedNormalDistribution(double centre, double scale, double min, double max)
    {
        (_centre, _scale, Minimum, Maximum) = (centre, scale, min, max);
        _low = (min - centre) / scale;
        _high = (max - centre) / scale;
        _below = Elementary.NormalCdf(_low);
        _above = Elementary.NormalCdf(-_high);
        _mass = MassBetween(_low, _high);
        (double mean, double variance) = _high - _low < NarrowWidth ? NarrowMoments() : ClosedMoments();
        _mean = centre + (scale * mean);
        _sd = scale * Math.Sqrt(variance);
    }

    /// <inheritdoc/>
    public override string Family => "truncatedNormal";

    /// <inheritdoc/>
    public override double Mean => _mean;

    /// <inheritdoc/>
    public override double StandardDeviation => _sd;

    /// <inheritdoc/>
    public override double Minimum { get; }

    /// <inheritdoc/>
    public override double Maximum { get; }

    /// <summary>From the mean and standard deviation before truncation, and the bounds.</summary>
    /// <param name="mean">Mean before truncation.</param>
    /// <param name="sd">Standard deviation before truncation, positive.</param>
    /// <param name="min">Lower bound; −∞ for none.</param>
    /// <param name="max">Upper bound; +∞ for none.</param>
    /// <exception cref="ArgumentException">The parameters are not feasible, or hardly any probability is left between the bounds.</exception>
    public static TruncatedNormalDistribution Of(double mean, double sd, double min, double max) =>
        DistributionFault.OrThrow(TryCreate(mean, sd, min, max, out var distribution, out var fault), distribution, fault);

    /// <inheritdoc/>
    public override double LowerTail(double p) => Within(_low > 0 || _below + (p * _mass) > 0.5
        ? -Elementary.NormalQuantile(_above + ((1 - p) * _mass))
        : Elementary.NormalQuantile(_below + (p * _mass)));

    /// <inheritdoc/>
    public override double UpperTail(double p) => Within(_high >= 0 && (_low > 0 || _above + (p * _mass) <= 0.5)
        ? -Elementary.NormalQuantile(_above + (p * _mass))
        : Elementary.NormalQuantile(_below + ((1 - p) * _mass)));

    /// <inheritdoc/>
    public override double Cdf(double x) => Share(_low, Math.Clamp((x - _centre) / _scale, _low, _high));

    /// <inheritdoc/>
    public override double Survival(double x) => Share(Math.Clamp((x - _centre) / _scale, _low, _high), _high);

    /// <inheritdoc/>
    public override string Describe() =>
        FormattableString.Invariant($"truncatedNormal({_centre}, {_scale}) on [{Minimum}, {Maximum}]");

    internal static bool TryCreate(
        double mean, double sd, double min, double max, out TruncatedNormalDistribution? distribution, out DistributionFault? fault)
    {
        distribution = null;
        if (DistributionFault.IsNotPositive("sd", sd, out fault) || DistributionFault.IsNotAscending("min", min, "max", max, out fault))
        {
            return false;
        }

        if (!(MassBetween((min - mean) / sd, (max - mean) / sd) > 1e-290))
        {
            fault = new DistributionFault(
                null,
                FormattableString.Invariant($"A normal with mean {mean} and sd {sd} practically never falls between {min} and {max}."),
                "Bring the bounds nearer to the mean, or use another family.");
            return false;
        }

        distribution = new(mean, sd, min, max);
        return true;
    }

    private static double MassBetween(double low, double high) => low > 0
        ? Elementary.NormalCdf(-low) - Elementary.NormalCdf(-high)
        : high <= 0 ? Elementary.NormalCdf(high) - Elementary.NormalCdf(low)
        : 1 - Elementary.NormalCdf(low) - Elementary.NormalCdf(-high);

    private double Share(double low, double high) => low >= high ? 0 : Math.Min(1, MassBetween(low, high) / _mass);

    private double Within(double z) => Math.Clamp(_centre + (_scale * z), Minimum, Maximum);

    private (double Mean, double Variance) ClosedMoments()
    {
        double atLow = Elementary.NormalDensity(_low), atHigh = Elementary.NormalDensity(_high);
        double shift = (atLow - atHigh) / _mass;
        double lowPart = atLow == 0 ? 0 : _low * atLow;
        double highPart = atHigh == 0 ? 0 : _high * atHigh;
        return (shift, 1 + ((lowPart - highPart) / _mass) - (shift * shift));
    }

    // Simpson's rule about the middle, where the closed form cancels.
    private (double Mean, double Variance) NarrowMoments()
    {
        const int Panels = 128;
        double width = _high - _low, middle = _low + (width / 2), m0 = 0, m1 = 0, m2 = 0;
        for (int i = 0; i <= Panels; i++)
        {
            double d = width * (((double)i / Panels) - 0.5);
            double weight = (i == 0 || i == Panels ? 1 : (i & 1) == 1 ? 4 : 2) * Elementary.Exp(-d * (middle + (0.5 * d)));
            m0 += weight;
            m1 += weight * d;
            m2 += weight * d * d;
        }

        double mean = m1 / m0;
        return (middle + mean, (m2 / m0) - (mean * mean));
    }
}
