namespace CostSim.Sampling;

/// <summary>Successes in n independent attempts of equal probability. Tested by <c>CountDistributionTests</c>.</summary>
public sealed class BinomialDistribution : CountDistribution
{
    private readonly double _n;
    private readonly double _p;

    private BinomialDistribution(double n, double p)
        : base(Math.Min(n, Math.Floor((n + 1) * p)), x => (n - x) / (x + 1) * (p / (1 - p))) => (_n, _p) = (n, p);

    /// <inheritdoc/>
    public override string Family => "binomial";

    /// <inheritdoc/>
    public override double Mean => _n * _p;

    /// <inheritdoc/>
    public override double StandardDeviation => Math.Sqrt(_n * _p * (1 - _p));

    /// <inheritdoc/>
    public override double Maximum => _n;

    /// <summary>From the number of attempts and the probability of each.</summary>
    /// <param name="n">Attempts, a whole number from 1 to 1e9.</param>
    /// <param name="p">Probability, strictly between 0 and 1.</param>
    /// <exception cref="ArgumentException">A parameter is outside its range.</exception>
    public static BinomialDistribution Of(double n, double p) =>
        DistributionFault.OrThrow(TryCreate(n, p, out var distribution, out var fault), distribution, fault);

    /// <inheritdoc/>
    public override string Describe() => FormattableString.Invariant($"binomial({_n}, {_p})");

    internal static bool TryCreate(double n, double p, out BinomialDistribution? distribution, out DistributionFault? fault)
    {
        distribution = null;
        if (DistributionFault.IsOutside("n", n, 1, 1e9, out fault))
        {
            return false;
        }

        if (Math.Truncate(n) != n)
        {
            fault = new DistributionFault("n", FormattableString.Invariant($"n is {n}; attempts are whole."), "Give a whole number.");
            return false;
        }

        if (!(p > 0 && p < 1))
        {
            fault = new DistributionFault(
                "p",
                FormattableString.Invariant($"p is {p}; it must lie strictly between 0 and 1."),
                "Give a probability, 0.74 for 74 %; use type constant for 0 or 1.");
            return false;
        }

        distribution = new(n, p);
        return true;
    }
}
