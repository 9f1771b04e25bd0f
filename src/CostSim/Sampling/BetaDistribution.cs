namespace CostSim.Sampling;

/// <summary>
/// The beta distribution between two bounds, 0 and 1 unless given; for probabilities best stated by mean and effective sample size.
/// Tested by <c>DistributionTests</c>.
/// </summary>
public sealed class BetaDistribution : Distribution
{
    private readonly ScaledBeta _curve;

    private BetaDistribution(double alpha, double beta, double min, double max) => _curve = new ScaledBeta(alpha, beta, min, max);

    /// <summary>First shape.</summary>
    public double Alpha => _curve.Alpha;

    /// <summary>Second shape.</summary>
    public double Beta => _curve.Beta;

    /// <inheritdoc/>
    public override string Family => "beta";

    /// <inheritdoc/>
    public override double Mean => _curve.Mean;

    /// <inheritdoc/>
    public override double StandardDeviation => _curve.StandardDeviation;

    /// <inheritdoc/>
    public override double Minimum => _curve.Minimum;

    /// <inheritdoc/>
    public override double Maximum => _curve.Maximum;

    /// <summary>From its shapes.</summary>
    /// <param name="alpha">First shape, positive.</param>
    /// <param name="beta">Second shape, positive.</param>
    /// <param name="min">Lower bound.</param>
    /// <param name="max">Upper bound, above <paramref name="min"/>.</param>
    /// <exception cref="ArgumentException">A shape is not positive or the bounds do not ascend.</exception>
    public static BetaDistribution Of(double alpha, double beta, double min = 0, double max = 1) =>
        DistributionFault.OrThrow(TryCreate(alpha, beta, min, max, out var distribution, out var fault), distribution, fault);

    /// <summary>From its mean and effective sample size: α = m n, β = (1 − m) n.</summary>
    /// <param name="mean">Mean, strictly between the bounds.</param>
    /// <param name="ess">Effective sample size, positive: as if so many trials had been observed.</param>
    /// <param name="min">Lower bound.</param>
    /// <param name="max">Upper bound, above <paramref name="min"/>.</param>
    /// <exception cref="ArgumentException">The parameters are not feasible.</exception>
    public static BetaDistribution OfMeanAndSampleSize(double mean, double ess, double min = 0, double max = 1) =>
        DistributionFault.OrThrow(TryCreateByEss(mean, ess, min, max, out var distribution, out var fault), distribution, fault);

    /// <summary>From its mean and standard deviation, in the unit of the bounds.</summary>
    /// <param name="mean">Mean, strictly between the bounds.</param>
    /// <param name="sd">Standard deviation, positive, with sd² below (mean − min)(max − mean).</param>
    /// <param name="min">Lower bound.</param>
    /// <param name="max">Upper bound, above <paramref name="min"/>.</param>
    /// <exception cref="ArgumentException">The parameters are not feasible.</exception>
    public static BetaDistribution OfMeanAndDeviation(double mean, double sd, double min = 0, double max = 1) =>
        DistributionFault.OrThrow(TryCreateBySd(mean, sd, min, max, out var distribution, out var fault), distribution, fault);

    /// <inheritdoc/>
    public override double LowerTail(double p) => _curve.LowerTail(p);

    /// <inheritdoc/>
    public override double UpperTail(double p) => _curve.UpperTail(p);

    /// <inheritdoc/>
    public override double Cdf(double x) => _curve.Cdf(x);

    /// <inheritdoc/>
    public override double Survival(double x) => _curve.Survival(x);

    /// <inheritdoc/>
    public override string Describe() => Minimum == 0 && Maximum == 1
        ? FormattableString.Invariant($"beta({Alpha}, {Beta})")
        : FormattableString.Invariant($"beta({Alpha}, {Beta}) on [{Minimum}, {Maximum}]");

    internal override double[] Parameters => [Alpha, Beta, Minimum, Maximum];

    internal override void FillTail(ReadOnlySpan<double> p, Span<double> x, Tail tail) => _curve.FillTail(p, x, tail);

    internal static bool TryCreate(
        double alpha, double beta, double min, double max, out BetaDistribution? distribution, out DistributionFault? fault)
    {
        bool infeasible = DistributionFault.IsNotPositive("alpha", alpha, out fault)
            || DistributionFault.IsNotPositive("beta", beta, out fault)
            || DistributionFault.IsOutside("alpha", alpha, 1e-3, 1e9, out fault)
            || DistributionFault.IsOutside("beta", beta, 1e-3, 1e9, out fault)
            || DistributionFault.IsNotAscending("min", min, "max", max, out fault);
        distribution = infeasible ? null : new(alpha, beta, min, max);
        return !infeasible;
    }

    internal static bool TryCreateByEss(
        double mean, double ess, double min, double max, out BetaDistribution? distribution, out DistributionFault? fault)
    {
        distribution = null;
        if (MeanIsInfeasible(mean, min, max, out fault) || DistributionFault.IsNotPositive("ess", ess, out fault))
        {
            return false;
        }

        double share = (mean - min) / (max - min);
        return Restated(TryCreate(share * ess, (1 - share) * ess, min, max, out distribution, out fault), "ess", ref fault);
    }

    internal static bool TryCreateBySd(
        double mean, double sd, double min, double max, out BetaDistribution? distribution, out DistributionFault? fault)
    {
        distribution = null;
        if (MeanIsInfeasible(mean, min, max, out fault) || DistributionFault.IsNotPositive("sd", sd, out fault))
        {
            return false;
        }

        double most = Math.Sqrt((mean - min) * (max - mean));
        if (sd >= most)
        {
            fault = new DistributionFault(
                "sd",
                FormattableString.Invariant($"sd is {sd}, but between {min} and {max} with mean {mean} it stays below {most}."),
                FormattableString.Invariant($"Give sd < {most}."));
            return false;
        }

        double share = (mean - min) / (max - min);
        double width = sd / (max - min);
        double size = (share * (1 - share) / (width * width)) - 1;
        return Restated(TryCreate(share * size, (1 - share) * size, min, max, out distribution, out fault), "sd", ref fault);
    }

    private static bool MeanIsInfeasible(double mean, double min, double max, out DistributionFault? fault)
    {
        if (DistributionFault.IsNotAscending("min", min, "max", max, out fault))
        {
            return true;
        }

        fault = mean > min && mean < max ? null : new DistributionFault(
            "mean",
            FormattableString.Invariant($"mean is {mean}; it must lie strictly between {min} and {max}."),
            FormattableString.Invariant($"Give a mean between {min} and {max}, or other bounds."));
        return fault is not null;
    }

    // A fault in a derived shape is told in terms of the parameter that was given.
    private static bool Restated(bool created, string parameter, ref DistributionFault? fault)
    {
        if (fault is not null && !created)
        {
            fault = new DistributionFault(
                parameter, $"{parameter} leads to shapes outside the range worked with: {fault.Message}", "Choose a less extreme value.");
        }

        return created;
    }
}
