namespace CostSim.Statistics;

/// <summary>
/// Difference of two options seen in the same trials, A − B. Its standard error is that of the differences, far smaller than that of
/// independent samples when the options share their world. Tested by <c>IntervalTests</c>.
/// </summary>
/// <param name="Difference">Mean of A − B with its standard error.</param>
/// <param name="Gain">(Var A + Var B) / Var(A − B): how many times as many independent trials would be needed.</param>
public readonly record struct PairedDifference(Estimate Difference, double Gain)
{
    /// <summary>From the outcomes of both options, trial by trial.</summary>
    /// <param name="a">Outcomes of A.</param>
    /// <param name="b">Outcomes of B, as many.</param>
    /// <exception cref="ArgumentException">The lengths differ or there are fewer than two trials.</exception>
    public static PairedDifference Of(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        CoMoments moments = CoMoments.Of(a, b);
        double variance = moments.VarianceA + moments.VarianceB - (2 * moments.Covariance);
        variance = Math.Max(0, variance);
        return new PairedDifference(
            new Estimate(moments.MeanA - moments.MeanB, Math.Sqrt(variance / a.Length), a.Length),
            (moments.VarianceA + moments.VarianceB) / variance);
    }
}
