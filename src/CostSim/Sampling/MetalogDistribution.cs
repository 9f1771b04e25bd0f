using CostSim.Numerics;

namespace CostSim.Sampling;

/// <summary>
/// A flexible distribution through given percentiles: M(y) = a₁ + a₂ L + a₃ (y − ½) L + a₄ (y − ½) + a₅ (y − ½)² + …,
/// L = ln(y / (1 − y)), taken on a logarithmic scale with one bound and a logit scale with two (Keelin, Decision Analysis 13, 2016).
/// </summary>
/// <remarks>
/// With one bound the far tail is a power law; parameters whose mean does not exist are refused. Tested by
/// <c>MetalogDistributionTests</c>: percentiles, closed-form moments, limits of feasibility.
/// </remarks>
public sealed class MetalogDistribution : Distribution
{
    private const int MostTerms = 10;

    private readonly double[] _coefficients;
    private readonly double _lower;
    private readonly double _upper;

    private MetalogDistribution(double[] coefficients, double lower, double upper)
    {
        (_coefficients, _lower, _upper) = (coefficients, lower, upper);
        (Mean, StandardDeviation) = Moments();
    }

    /// <summary>a₁, a₂, …: in the unit of the quantity, or of its logarithm or logit when bounded.</summary>
    public IReadOnlyList<double> Coefficients => _coefficients;

    /// <inheritdoc/>
    public override string Family => "metalog";

    /// <inheritdoc/>
    public override double Mean { get; }

    /// <inheritdoc/>
    public override double StandardDeviation { get; }

    /// <inheritdoc/>
    public override double Minimum => _lower;

    /// <inheritdoc/>
    public override double Maximum => _upper;

    /// <summary>Through the 5th, 50th and 95th percentile.</summary>
    /// <param name="p5">5th percentile.</param>
    /// <param name="p50">Median.</param>
    /// <param name="p95">95th percentile.</param>
    /// <param name="lower">Lower bound; −∞ for none.</param>
    /// <param name="upper">Upper bound; +∞ for none.</param>
    /// <exception cref="ArgumentException">No such distribution exists.</exception>
    public static MetalogDistribution Of(
        double p5, double p50, double p95, double lower = double.NegativeInfinity, double upper = double.PositiveInfinity) =>
        OfPairs([0.05, 0.5, 0.95], [p5, p50, p95], lower, upper);

    /// <summary>Through any percentiles.</summary>
    /// <param name="probabilities">2 to 10 probabilities in ascending order, strictly between 0 and 1.</param>
    /// <param name="quantiles">The values not exceeded with these probabilities, ascending.</param>
    /// <param name="lower">Lower bound; −∞ for none.</param>
    /// <param name="upper">Upper bound; +∞ for none.</param>
    /// <exception cref="ArgumentException">No such distribution exists.</exception>
    public static MetalogDistribution OfPairs(
        IReadOnlyList<double> probabilities,
        IReadOnlyList<double> quantiles,
        double lower = double.NegativeInfinity,
        double upper = double.PositiveInfinity) =>
        DistributionFault.OrThrow(
            TryCreate(probabilities, quantiles, lower, upper, out var distribution, out var fault), distribution, fault);

    /// <inheritdoc/>
    public override double LowerTail(double p) => At(p, Tail.Lower);

    /// <inheritdoc/>
    public override double UpperTail(double p) => At(p, Tail.Upper);

    /// <inheritdoc/>
    public override double Cdf(double x) => Probability(x, Tail.Lower);

    /// <inheritdoc/>
    public override double Survival(double x) => Probability(x, Tail.Upper);

    /// <inheritdoc/>
    public override string Describe() => FormattableString.Invariant(
        $"metalog(p5 {LowerTail(0.05)}, p50 {LowerTail(0.5)}, p95 {UpperTail(0.05)}, {_coefficients.Length} terms, [{_lower}, {_upper}])");

    internal static bool TryCreate(
        IReadOnlyList<double> probabilities,
        IReadOnlyList<double> quantiles,
        double lower,
        double upper,
        out MetalogDistribution? distribution,
        out DistributionFault? fault)
    {
        distribution = null;
        fault = MetalogFit.FindFault(probabilities, quantiles, lower, upper, MostTerms);
        if (fault is not null)
        {
            return false;
        }

        double[] coefficients = MetalogFit.Solve(probabilities, [.. quantiles.Select(x => ToScale(x, lower, upper))]);
        fault = MetalogFit.FindInfeasibility(coefficients, lower, upper);
        if (fault is not null)
        {
            return false;
        }

        distribution = new(coefficients, lower, upper);
        return true;
    }

    private static double ToScale(double x, double lower, double upper) => (double.IsFinite(lower), double.IsFinite(upper)) switch
    {
        (false, false) => x,
        (true, false) => Elementary.Log(x - lower),
        (false, true) => -Elementary.Log(upper - x),
        _ => Elementary.Log((x - lower) / (upper - x)),
    };

    private double FromScale(double m)
    {
        if (!double.IsFinite(_lower))
        {
            return double.IsFinite(_upper) ? _upper - Elementary.Exp(-m) : m;
        }

        if (!double.IsFinite(_upper))
        {
            return _lower + Elementary.Exp(m);
        }

        double e = Elementary.Exp(-Math.Abs(m));
        double share = e / (1 + e) * (_upper - _lower);
        return m < 0 ? _lower + share : _upper - share;
    }

    private double At(double p, Tail tail)
    {
        double side = tail == Tail.Lower ? 1 : -1;
        double logit = side * (Elementary.Log(p) - Elementary.LogOnePlus(-p));
        return FromScale(MetalogFit.Evaluate(_coefficients, logit, side * (p - 0.5)));
    }

    // Inverts in the logit, where both tails are at infinity.
    private double Probability(double x, Tail tail)
    {
        double sign = tail == Tail.Lower ? 1 : -1;
        if (x <= _lower || x >= _upper)
        {
            return x <= _lower == (tail == Tail.Lower) ? 0 : 1;
        }

        double scaled = ToScale(x, _lower, _upper);
        double logit = RootFinder.Find(s => MetalogFit.Evaluate(_coefficients, s, MetalogFit.Centred(s)) - scaled, -700, 700);
        double e = Elementary.Exp(-Math.Abs(logit));
        return sign * logit < 0 ? e / (1 + e) : 1 / (1 + e);
    }

    // Trapezoid in the logit: the integrand is analytic there and the error negligible.
    private (double Mean, double StandardDeviation) Moments()
    {
        const double Step = 0.125;
        double centre = LowerTail(0.5);
        double first = 0, second = 0;
        for (int k = 0; k <= 5500; k++)
        {
            double e = Elementary.Exp(-k * Step);
            double p = e / (1 + e);
            double weight = p / (1 + e) * Step;
            double up = UpperTail(p) - centre, down = LowerTail(p) - centre;
            first += weight * (k == 0 ? up : up + down);
            second += weight * (k == 0 ? up * up : (up * up) + (down * down));
        }

        bool hasDeviation = MetalogFit.TailIndex(_coefficients, _lower, _upper) < 0.5;
        return (centre + first, hasDeviation ? Math.Sqrt(second - (first * first)) : double.NaN);
    }
}
