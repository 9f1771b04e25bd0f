namespace CostSim.Statistics;

/// <summary>Means, variances and covariance of two outcomes of the same trials, in two passes. Tested by <c>IntervalTests</c>.</summary>
/// <param name="Count">Trials.</param>
/// <param name="MeanA">Mean of the first.</param>
/// <param name="MeanB">Mean of the second.</param>
/// <param name="VarianceA">Unbiased variance of the first.</param>
/// <param name="VarianceB">Unbiased variance of the second.</param>
/// <param name="Covariance">Unbiased covariance.</param>
public readonly record struct CoMoments(long Count, double MeanA, double MeanB, double VarianceA, double VarianceB, double Covariance)
{
    /// <summary>From the outcomes, trial by trial.</summary>
    /// <param name="a">First outcomes.</param>
    /// <param name="b">Second outcomes, as many.</param>
    /// <exception cref="ArgumentException">The lengths differ or there are fewer than two trials.</exception>
    public static CoMoments Of(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        if (a.Length != b.Length || a.Length < 2)
        {
            throw new ArgumentException($"There are {a.Length} and {b.Length} outcomes; two equal lengths of at least 2 are needed.", nameof(b));
        }

        Moments left = Moments.Of(a), right = Moments.Of(b);
        double product = 0;
        for (int t = 0; t < a.Length; t++)
        {
            product = Math.FusedMultiplyAdd(a[t] - left.Mean, b[t] - right.Mean, product);
        }

        return new CoMoments(a.Length, left.Mean, right.Mean, left.Variance, right.Variance, product / (a.Length - 1));
    }
}
