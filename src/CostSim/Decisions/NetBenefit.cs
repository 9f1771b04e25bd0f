using CostSim.Statistics;

namespace CostSim.Decisions;

/// <summary>An option at one threshold.</summary>
/// <param name="Option">Number of the option.</param>
/// <param name="ProbabilityBest">Share of trials in which its net benefit is the highest; a trial is shared in equal parts among those tied.</param>
/// <param name="ExpectedNetBenefit">Mean of λ · effect − cost, MEUR.</param>
/// <param name="ExpectedRegret">Mean of what the best option of each trial has more, MEUR.</param>
/// <param name="IsBestOnAverage">
/// Whether its expected net benefit is the highest: the acceptability frontier runs through it. Of equal ones it is that of the lowest cost, then the
/// first by name.
/// </param>
public sealed record ThresholdOption(int Option, Estimate ProbabilityBest, Estimate ExpectedNetBenefit, Estimate ExpectedRegret, bool IsBestOnAverage)
{
    /// <summary>Share of trials in which no option has a higher net benefit: the option is the best, alone or together with others.</summary>
    public required double ProbabilityAmongBest { get; init; }

    /// <summary>95 % bounds of the probability of being the best (<see cref="Proportion.Bounds"/>).</summary>
    public required Interval Bounds { get; init; }
}

/// <summary>All options at one threshold.</summary>
/// <param name="Threshold">λ, MEUR per unit of effect.</param>
/// <param name="Options">The options in the order given.</param>
/// <param name="PerfectInformation">
/// EVPI: what it would be worth to know every input before choosing, MEUR; the expected regret of the option that is best on average. Never
/// negative; biased down by the choice of that option from the same trials (see <see cref="SplitPerfectInformation"/>).
/// </param>
/// <param name="SplitPerfectInformation">The same with the option chosen on one half of the trials and judged on the other: biased up.</param>
public sealed record ThresholdResult(double Threshold, IReadOnlyList<ThresholdOption> Options, Estimate PerfectInformation, double SplitPerfectInformation);

/// <summary>
/// Net benefit at a threshold: acceptability curve and frontier (Fenwick, Claxton and Sculpher 2001), expected regret, value of perfect
/// information. Tested by <c>DecisionTests</c> against closed forms for normal net benefits.
/// </summary>
public static class NetBenefit
{
    /// <summary>Evaluates a threshold.</summary>
    /// <param name="sample">Costs and effects.</param>
    /// <param name="threshold">λ, MEUR per unit of effect.</param>
    public static ThresholdResult At(DecisionSample sample, double threshold)
    {
        ArgumentNullException.ThrowIfNull(sample);
        int replicates = sample.Replicates;
        int each = sample.Trials / replicates;
        var parts = new NetBenefitSums[replicates];
        for (int r = 0; r < replicates; r++)
        {
            parts[r] = NetBenefitSums.Of(sample.Cost, sample.Effect, threshold, r * each, (r + 1) * each, sample.Cancellation);
        }

        return Of(threshold, parts, sample.Precedence, sample.Slack(threshold));
    }

    /// <summary>What sums over trials say.</summary>
    /// <param name="threshold">λ, MEUR per unit of effect.</param>
    /// <param name="parts">By replicate, the sums over its trials.</param>
    /// <param name="precedence">How ties of means are decided.</param>
    /// <param name="slack">What means may differ by rounding alone.</param>
    public static ThresholdResult Of(double threshold, IReadOnlyList<NetBenefitSums> parts, Precedence precedence, double slack)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(precedence);
        int options = parts[0].Options;
        NetBenefitSums whole = parts.Aggregate(new NetBenefitSums(options), (sum, part) => sum.Add(part));
        int best = precedence.Best(whole.Means(), slack);
        (double[] first, double[] firstRegret) = whole.Half(0);
        (double[] second, double[] secondRegret) = whole.Half(1);
        return new ThresholdResult(
            threshold,
            [
                .. Enumerable.Range(0, options).Select(d => (Option: d, Share: Share(parts, whole, d))).Select(one => new ThresholdOption(
                    one.Option,
                    one.Share,
                    Mean(parts, whole, part => part.Benefit(one.Option)),
                    Mean(parts, whole, part => part.Regret(one.Option)),
                    one.Option == best)
                {
                    ProbabilityAmongBest = whole.ShareAmong(one.Option),
                    Bounds = Proportion.Bounds(one.Share, parts.Count),
                }),
            ],
            Mean(parts, whole, part => part.Regret(best)),
            (secondRegret[precedence.Best(first, slack)] + firstRegret[precedence.Best(second, slack)]) / 2);
    }

    private static Estimate Share(IReadOnlyList<NetBenefitSums> parts, NetBenefitSums whole, int option)
    {
        double error = parts.Count > 1
            ? Moments.Of([.. parts.Select(part => part.Share(option))]).StandardError
            : Math.Sqrt(whole.ShareVariance(option) / whole.Count);
        return new Estimate(whole.Share(option), error, whole.Count);
    }

    private static Estimate Mean(IReadOnlyList<NetBenefitSums> parts, NetBenefitSums whole, Func<NetBenefitSums, Estimate> of) =>
        parts.Count > 1 ? of(whole) with { StandardError = Moments.Of([.. parts.Select(part => of(part).Value)]).StandardError } : of(whole);
}
