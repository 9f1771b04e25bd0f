using CostSim.Numerics;

namespace CostSim.Sampling;

/// <summary>
/// A quantity whose logarithm is normal: Q(u) = exp(μ + σ Φ⁻¹(u)), possibly shifted, and mirrored when the long tail points down.
/// Tested by <c>DistributionTests</c>.
/// </summary>
public sealed class LognormalDistribution : Distribution
{
    private readonly double _shift;
    private readonly double _side;

    private LognormalDistribution(double mu, double sigma, double shift = 0, double side = 1) =>
        (Mu, Sigma, _shift, _side) = (mu, sigma, shift, side);

    /// <summary>Mean of the logarithm of the distance from the shift.</summary>
    public double Mu { get; }

    /// <summary>Standard deviation of that logarithm.</summary>
    public double Sigma { get; }

    /// <inheritdoc/>
    public override string Family => "lognormal";

    /// <inheritdoc/>
    public override double Mean => _shift + (_side * Elementary.Exp(Mu + (Sigma * Sigma / 2)));

    /// <inheritdoc/>
    public override double StandardDeviation =>
        Elementary.Exp(Mu + (Sigma * Sigma / 2)) * Math.Sqrt(Elementary.ExpMinusOne(Sigma * Sigma));

    /// <inheritdoc/>
    public override double Minimum => _side > 0 ? _shift : double.NegativeInfinity;

    /// <inheritdoc/>
    public override double Maximum => _side > 0 ? double.PositiveInfinity : _shift;

    /// <summary>From mean and standard deviation.</summary>
    /// <param name="mean">Mean, positive.</param>
    /// <param name="sd">Standard deviation, positive.</param>
    /// <exception cref="ArgumentException">A parameter is not positive.</exception>
    public static LognormalDistribution Of(double mean, double sd) =>
        DistributionFault.OrThrow(TryCreate(mean, sd, out var distribution, out var fault), distribution, fault);

    /// <summary>From a central 90 % interval.</summary>
    /// <param name="p5">5th percentile, positive.</param>
    /// <param name="p95">95th percentile, above <paramref name="p5"/>.</param>
    /// <exception cref="ArgumentException">The percentiles are not feasible.</exception>
    public static LognormalDistribution OfInterval(double p5, double p95) =>
        DistributionFault.OrThrow(TryCreateByInterval(p5, p95, out var distribution, out var fault), distribution, fault);

    /// <summary>From the median and the standard deviation of the logarithm.</summary>
    /// <param name="median">Median, positive.</param>
    /// <param name="sigma">Standard deviation of the logarithm, positive.</param>
    /// <exception cref="ArgumentException">A parameter is not positive.</exception>
    public static LognormalDistribution OfMedian(double median, double sigma) =>
        DistributionFault.OrThrow(TryCreateByMedian(median, sigma, out var distribution, out var fault), distribution, fault);

    /// <summary>Shifted, through three percentiles.</summary>
    /// <param name="p5">5th percentile.</param>
    /// <param name="p50">Median, not in the middle of the others.</param>
    /// <param name="p95">95th percentile.</param>
    /// <exception cref="ArgumentException">The percentiles do not ascend, or are symmetric.</exception>
    public static LognormalDistribution OfPercentiles(double p5, double p50, double p95) =>
        DistributionFault.OrThrow(TryCreateByPercentiles(p5, p50, p95, out var distribution, out var fault), distribution, fault);

    /// <inheritdoc/>
    public override double LowerTail(double p) => At(_side * Elementary.NormalQuantile(p));

    /// <inheritdoc/>
    public override double UpperTail(double p) => At(-_side * Elementary.NormalQuantile(p));

    /// <inheritdoc/>
    public override double Cdf(double x) => Elementary.NormalCdf(_side * Score(x));

    /// <inheritdoc/>
    public override double Survival(double x) => Elementary.NormalCdf(-_side * Score(x));

    /// <inheritdoc/>
    public override string Describe() => _shift == 0 && _side > 0
        ? FormattableString.Invariant($"lognormal(mu {Mu}, sigma {Sigma})")
        : FormattableString.Invariant($"lognormal(mu {Mu}, sigma {Sigma}) {(_side > 0 ? "above" : "below")} {_shift}");

    internal override double[] Parameters => [Mu, Sigma, _shift, _side];

    internal override void FillTail(ReadOnlySpan<double> p, Span<double> x, Tail tail)
    {
        Elementary.NormalQuantile(p, x);
        double scale = (tail == Tail.Lower ? _side : -_side) * Sigma;
        for (int i = 0; i < p.Length; i++)
        {
            x[i] = Mu + (scale * x[i]);
        }

        Elementary.Exp(x[..p.Length], x);
        for (int i = 0; i < p.Length; i++)
        {
            x[i] = _shift + (_side * x[i]);
        }
    }

    internal static bool TryCreate(double mean, double sd, out LognormalDistribution? distribution, out DistributionFault? fault)
    {
        distribution = null;
        if (DistributionFault.IsNotPositive("mean", mean, out fault) || DistributionFault.IsNotPositive("sd", sd, out fault))
        {
            return false;
        }

        double variance = Elementary.LogOnePlus(sd / mean * (sd / mean));
        distribution = new(Elementary.Log(mean) - (variance / 2), Math.Sqrt(variance));
        return true;
    }

    internal static bool TryCreateByInterval(double p5, double p95, out LognormalDistribution? distribution, out DistributionFault? fault)
    {
        distribution = null;
        if (DistributionFault.IsNotPositive("p5", p5, out fault) || DistributionFault.IsNotAscending("p5", p5, "p95", p95, out fault))
        {
            return false;
        }

        double low = Elementary.Log(p5), high = Elementary.Log(p95);
        distribution = new((low + high) / 2, (high - low) / (2 * NormalDistribution.Z95));
        return true;
    }

    internal static bool TryCreateByMedian(
        double median, double sigma, out LognormalDistribution? distribution, out DistributionFault? fault)
    {
        distribution = null;
        if (DistributionFault.IsNotPositive("median", median, out fault)
            || DistributionFault.IsNotPositive("sigma", sigma, out fault)
            || DistributionFault.IsOutside("sigma", sigma, 0, 20, out fault))
        {
            return false;
        }

        distribution = new(Elementary.Log(median), sigma);
        return true;
    }

    internal static bool TryCreateByPercentiles(
        double p5, double p50, double p95, out LognormalDistribution? distribution, out DistributionFault? fault)
    {
        distribution = null;
        if (DistributionFault.IsNotAscending("p5", p5, "p50", p50, out fault)
            || DistributionFault.IsNotAscending("p50", p50, "p95", p95, out fault))
        {
            return false;
        }

        double up = p95 - p50, down = p50 - p5;
        if (Math.Abs(up - down) <= 1e-6 * (up + down))
        {
            fault = new DistributionFault(
                "p50",
                FormattableString.Invariant($"p50 is {p50}, the middle of p5 = {p5} and p95 = {p95}; a lognormal is never symmetric."),
                "Use type normal with p5 and p95, or move p50.");
            return false;
        }

        double side = up > down ? 1 : -1;

        // The distance of the median from the shift, (p50 − p5)(p95 − p50) / |p5 + p95 − 2 p50|.
        double distance = up * down / Math.Abs(up - down);
        double sigma = Elementary.Log(up > down ? up / down : down / up) / NormalDistribution.Z95;
        distribution = new(Elementary.Log(distance), sigma, p50 - (side * distance), side);
        return true;
    }

    private double At(double z) => _shift + (_side * Elementary.Exp(Mu + (Sigma * z)));

    private double Score(double x)
    {
        double distance = _side * (x - _shift);
        return distance <= 0 ? double.NegativeInfinity : (Elementary.Log(distance) - Mu) / Sigma;
    }
}
