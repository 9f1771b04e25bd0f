using CostSim.Statistics;

namespace CostSim.Decisions;

/// <summary>An option at one threshold.</summary>
/// <param name="Option">Number of the option.</param>
/// <param name="ProbabilityBest">Share of trials in which its net benefit is the highest; of equal ones the first counts.</param>
/// <param name="ExpectedNetBenefit">Mean of λ · effect − cost, MEUR.</param>
/// <param name="ExpectedRegret">Mean of what the best option of each trial has more, MEUR.</param>
/// <param name="IsBestOnAverage">Whether its expected net benefit is the highest: the acceptability frontier runs through it.</param>
public sealed record ThresholdOption(int Option, Estimate ProbabilityBest, Estimate ExpectedNetBenefit, Estimate ExpectedRegret, bool IsBestOnAverage);

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
            parts[r] = NetBenefitSums.Of(sample.Cost, sample.Effect, threshold, r * each, (r + 1) * each);
        }

        return Of(threshold, parts);
    }

    /// <summary>What sums over trials say.</summary>
    /// <param name="threshold">λ, MEUR per unit of effect.</param>
    /// <param name="parts">By replicate, the sums over its trials.</param>
    public static ThresholdResult Of(double threshold, IReadOnlyList<NetBenefitSums> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        int options = parts[0].Wins.Length;
        NetBenefitSums whole = parts.Aggregate(new NetBenefitSums(options), (sum, part) => sum.Add(part));
        int best = whole.Preferred();
        (double[] first, double[] firstRegret) = whole.Half(0);
        (double[] second, double[] secondRegret) = whole.Half(1);
        return new ThresholdResult(
            threshold,
            [
                .. Enumerable.Range(0, options).Select(d => new ThresholdOption(
                    d,
                    Share(parts, whole, d),
                    Mean(parts, whole, part => part.Benefit(d)),
                    Mean(parts, whole, part => part.Regret(d)),
                    d == best)),
            ],
            Mean(parts, whole, part => part.Regret(best)),
            (secondRegret[Best.Of(first)] + firstRegret[Best.Of(second)]) / 2);
    }

    private static Estimate Share(IReadOnlyList<NetBenefitSums> parts, NetBenefitSums whole, int option)
    {
        double share = (double)whole.Wins[option] / whole.Count;
        double error = parts.Count > 1
            ? Moments.Of([.. parts.Select(part => (double)part.Wins[option] / part.Count)]).StandardError
            : Math.Sqrt(share * (1 - share) / whole.Count);
        return new Estimate(share, error, whole.Count);
    }

    private static Estimate Mean(IReadOnlyList<NetBenefitSums> parts, NetBenefitSums whole, Func<NetBenefitSums, Estimate> of) =>
        parts.Count > 1 ? of(whole) with { StandardError = Moments.Of([.. parts.Select(part => of(part).Value)]).StandardError } : of(whole);
}
