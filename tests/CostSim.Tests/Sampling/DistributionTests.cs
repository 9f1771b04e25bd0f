using CostSim.Numerics;
using CostSim.Sampling;
using CsCheck;

namespace CostSim.Tests.Sampling;

/// <summary>
/// Mean, standard deviation and quantiles at .001, .01, .05, .1, .5, .9, .95, .99, .999 to 12 digits (mpmath and SciPy, checked in
/// R); exact quantiles 1e-11 relative (the digits printed), tables 1e-8.
/// </summary>
public class DistributionTests
{
    private static readonly double[] Probabilities = [0.001, 0.01, 0.05, 0.1, 0.5, 0.9, 0.95, 0.99, 0.999];

    /// <summary>The reference table.</summary>
    public static TheoryData<string, double, double, double, double, double[]> Book()
    {
        TheoryData<string, double, double, double, double, double[]> data = [];
        foreach ((string name, double mean, double sd, double skew, double kurtosis, double[] quantiles) in BookValues.All)
        {
            data.Add(name, mean, sd, skew, kurtosis, quantiles);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Book))]
    public void Quantiles_and_moments_are_the_book_values(string name, double mean, double sd, double skew, double kurtosis, double[] quantiles)
    {
        _ = (skew, kurtosis);
        Distribution distribution = BookValues.Make(name);
        QuantileTable table = QuantileTable.Of(distribution);
        Near(mean, distribution.Mean, 2e-11);
        if (!double.IsNaN(sd))
        {
            Near(sd, distribution.StandardDeviation, 2e-11);
        }

        for (int i = 0; i < quantiles.Length; i++)
        {
            double p = Probabilities[i];
            Near(quantiles[i], p <= 0.5 ? distribution.LowerTail(p) : distribution.UpperTail(1 - p), 2e-11);
            Near(quantiles[i], table.Evaluate(p), 1e-8);
            double x = distribution.Quantile(p);
            Assert.Equal(p, distribution.Cdf(x), 1e-12);
            Assert.Equal(1 - p, distribution.Survival(x), 1e-12);
        }
    }

    // Kolmogorov–Smirnov at a false-alarm rate of 1e-6, mean and variance within 5 standard errors, n = 2²⁰.
    [Theory]
    [MemberData(nameof(Book))]
    public void Draws_follow_the_distribution(string name, double mean, double sd, double skew, double kurtosis, double[] quantiles)
    {
        _ = (skew, quantiles);
        Distribution distribution = BookValues.Make(name);
        double[] x = Draw(QuantileTable.Of(distribution), "draws." + name);
        double farthest = KolmogorovSmirnov(x, distribution);
        Assert.True(farthest < 2.6933861, $"{name}: KS statistic {farthest}");
        double n = x.Length, average = x.Average(), variance = x.Sum(value => (value - average) * (value - average)) / (n - 1);
        if (!double.IsNaN(sd))
        {
            Assert.True(Math.Abs(average - mean) <= 5 * sd / Math.Sqrt(n), $"{name}: mean {average}, {(average - mean) / sd * Math.Sqrt(n)} standard errors off");
            if (kurtosis < 47)
            {
                Assert.True(Math.Abs(variance - (sd * sd)) <= 5 * sd * sd * Math.Sqrt((kurtosis + 2) / n), $"{name}: variance {variance}");
            }
        }
    }

    [Fact]
    public void The_goodness_of_fit_test_bites()
    {
        // Tooth: PERT with λ = 3.95 instead of 4 must be seen.
        double[] x = Draw(QuantileTable.Of(PertDistribution.Of(10, 12, 20, 3.95)), "tooth");
        Assert.True(KolmogorovSmirnov(x, PertDistribution.Of(10, 12, 20)) > 2.6933861);
    }

    [Fact]
    public void Elicited_parameters_are_the_published_ones()
    {
        // squigglepy and dampack, see the sources named in the published cases.
        Near(0.6079568319, NormalDistribution.OfInterval(1, 3).StandardDeviation, 1e-9);
        LognormalDistribution lognormal = LognormalDistribution.OfInterval(1, 10);
        Near(2, NormalDistribution.OfInterval(1, 3).Mean, 1e-12);
        Near(1.1512925465, lognormal.Mu, 1e-9);
        Near(0.6999361692, lognormal.Sigma, 1e-9);
        Near(4.0400128269, lognormal.Mean, 1e-9);
        Near(3.2121795304, lognormal.StandardDeviation, 1e-9);
        LognormalDistribution narrow = LognormalDistribution.OfInterval(1, 2);
        Near(0.3465735903, narrow.Mu, 1e-9);
        Near(0.2107017820, narrow.Sigma, 1e-9);
        Near(1.4459567467, narrow.Mean, 1e-9);
        Near(0.3080785736, narrow.StandardDeviation, 1e-9);
        Near(-0.8047189562, LognormalDistribution.Of(1, 2).Mu, 1e-9);
        Near(1.2686362411, LognormalDistribution.Of(1, 2).Sigma, 1e-9);
        Near(-0.6931471806, LognormalDistribution.Of(1, Math.Sqrt(3)).Mu, 1e-9);
        Near(1.1774100225, LognormalDistribution.Of(1, Math.Sqrt(3)).Sigma, 1e-9);
        TriangularDistribution triangular = TriangularDistribution.Of(10, 20, 60);
        Near(30, triangular.Mean, 1e-12);
        Near(10.8012344973, triangular.StandardDeviation, 1e-9);
        Near(15, triangular.Quantile(0.05), 1e-12);
        Near(28.3772234, triangular.Quantile(0.5), 1e-8);
        Near(50, triangular.Quantile(0.95), 1e-12);
        PertDistribution pert = PertDistribution.Of(10, 20, 60);
        Near(10 + (50 * BetaDistribution.Of(1.8, 4.2).Quantile(0.25)), pert.Quantile(0.25), 1e-12);
        Near(23.83361297, pert.Quantile(0.5), 1e-9);
        Near(25, pert.Mean, 1e-12);
        Near(8.6602540378, pert.StandardDeviation, 1e-9);
        Near(12.94886938, pert.Quantile(0.05), 1e-9);
        Near(41.0638362, pert.Quantile(0.95), 1e-8);
        Near(2.625, BetaDistribution.OfMeanAndDeviation(0.5, 0.2).Alpha, 1e-9);
        Near(2.625, BetaDistribution.OfMeanAndDeviation(0.5, 0.2).Beta, 1e-9);
        Near(5.8875, BetaDistribution.OfMeanAndDeviation(0.05, 0.02).Alpha, 1e-9);
        Near(111.8625, BetaDistribution.OfMeanAndDeviation(0.05, 0.02).Beta, 1e-9);
        WeibullDistribution weibull = WeibullDistribution.OfInterval(1, 6);
        Near(2.27005020443, weibull.Shape, 1e-11);
        Near(3.70034892417, weibull.Scale, 1e-11);
    }

    [Theory]
    [InlineData(10, 12, 20)]
    [InlineData(10, 18, 20)]
    public void Shifted_lognormals_pass_through_their_percentiles(double p5, double p50, double p95)
    {
        LognormalDistribution distribution = LognormalDistribution.OfPercentiles(p5, p50, p95);
        Near(p5, distribution.LowerTail(0.05), 1e-12);
        Near(p50, distribution.LowerTail(0.5), 1e-12);
        Near(p95, distribution.UpperTail(0.05), 1e-12);
    }

    [Fact]
    public void Quantiles_rise_stay_inside_and_return_for_any_parameters() =>
        Gen.Select(AnyDistribution, Gen.Double[-30, -0.01], Gen.Double[-30, -0.01], Gen.Bool).Sample(
            (distribution, a, b, isUpper) =>
            {
                double p = Elementary.Exp(Math.Min(a, b)) / 2, q = Elementary.Exp(Math.Max(a, b)) / 2;
                double x = isUpper ? distribution.UpperTail(p) : distribution.LowerTail(p);
                double y = isUpper ? distribution.UpperTail(q) : distribution.LowerTail(q);
                double back = isUpper ? distribution.Survival(y) : distribution.Cdf(y);
                double slack = 1e-12 * (Math.Abs(x) + Math.Abs(y));
                return (isUpper ? x >= y - slack : x <= y + slack) && x >= distribution.Minimum && x <= distribution.Maximum
                    && Math.Abs(back - q) <= 1e-9 * Math.Max(q, 1e-3);
            },
            seed: "0000000000001",
            iter: 3000);

    [Fact]
    public void Values_with_a_probability_of_their_own_rise_stay_inside_and_are_the_first_to_reach_u() =>
        Gen.Select(AnySteps, Gen.Double[1e-6, 0.5], Gen.Double[1e-6, 0.5], Gen.Bool).Sample(
            (distribution, a, b, isUpper) =>
            {
                (double p, double q) = (Math.Min(a, b), Math.Max(a, b));
                double x = isUpper ? distribution.UpperTail(p) : distribution.LowerTail(p);
                double y = isUpper ? distribution.UpperTail(q) : distribution.LowerTail(q);
                double below = y - (1e-9 * (1 + Math.Abs(y)));

                // The last places: the whole probability is a sum of up to some hundred.
                bool isFirst = isUpper
                    ? distribution.Survival(y) <= q + 1e-12 && distribution.Survival(below) >= q - 1e-12
                    : distribution.Cdf(y) >= q - 1e-12 && distribution.Cdf(below) <= q + 1e-12;
                return (isUpper ? x >= y : x <= y) && y >= distribution.Minimum && y <= distribution.Maximum && isFirst;
            },
            seed: "0000000000002",
            iter: 3000);

    private static Gen<Distribution> AnySteps
    {
        get
        {
            Gen<double[]> values = Gen.Double[-50, 50].Array[1, 12];
            return Gen.OneOf(
                Gen.Double[0.01, 80].Select(mean => (Distribution)PoissonDistribution.Of(mean)),
                Gen.Select(Gen.Double[0.01, 50], Gen.Double[0.2, 20]).Select((mean, k) => (Distribution)NegativeBinomialDistribution.Of(mean, k)),
                Gen.Select(Gen.Int[1, 200], Gen.Double[0.01, 0.99]).Select((n, p) => (Distribution)BinomialDistribution.Of(n, p)),
                values.Select(x => (Distribution)DiscreteDistribution.Of(x, [.. x.Select((_, i) => 1.0 + (i % 3))])),
                values.Select(x => (Distribution)EmpiricalDistribution.OfSteps(x)),
                Gen.Double[-50, 50].Select(x => (Distribution)ConstantDistribution.Of(x)));
        }
    }

    private static Gen<Distribution> AnyDistribution
    {
        get
        {
            Gen<double> a = Gen.Double[-50, 50], b = Gen.Double[0.1, 60], share = Gen.Double[0, 1], shape = Gen.Double[0.2, 40];
            return Gen.OneOf(
                Gen.Select(a, b).Select((low, width) => (Distribution)UniformDistribution.Of(low, low + width)),
                Gen.Select(b, shape, Gen.Double[1, 40]).Select((width, alpha, beta) => (Distribution)BetaDistribution.Of(alpha, beta, 0, width)),
                Gen.Select(Gen.Double[0.1, 10], Gen.Double[0.6, 0.9], b).Select((low, r, width) => (Distribution)LognormalDistribution.OfPercentiles(low, low + ((1 - r) * width), low + width)),
                Gen.Select(Gen.Double[0.3, 0.7], b).Select((r, width) => (Distribution)MetalogDistribution.Of(5, 5 + (r * width), 5 + width, 0, 10 + (2 * width))),
                Gen.Select(a, b, share).Select((low, width, m) => (Distribution)TriangularDistribution.Of(low, low + (m * width), low + width)),
                Gen.Select(a, b, share, shape).Select((low, width, m, l) => (Distribution)PertDistribution.Of(low, low + (m * width), low + width, l)),
                Gen.Select(a, b).Select((mean, sd) => (Distribution)NormalDistribution.Of(mean, sd)),
                Gen.Select(a, b, Gen.Double[-4, 4], Gen.Double[0.2, 5]).Select(
                    (mean, sd, z, w) => (Distribution)TruncatedNormalDistribution.Of(mean, sd, mean + (z * sd), mean + ((z + w) * sd))),
                Gen.Select(b, Gen.Double[0.05, 2]).Select((median, sigma) => (Distribution)LognormalDistribution.OfMedian(median, sigma)),
                Gen.Select(shape, Gen.Double[1, 40]).Select((alpha, beta) => (Distribution)BetaDistribution.Of(alpha, beta)),
                Gen.Select(shape, b).Select((k, scale) => (Distribution)GammaDistribution.Of(k, scale)),
                Gen.Select(Gen.Double[0.5, 20], b).Select((k, scale) => (Distribution)WeibullDistribution.Of(k, scale)),
                Gen.Select(Gen.Double[0.2, 0.8], b).Select((r, width) => (Distribution)MetalogDistribution.Of(5, 5 + (r * width), 5 + width)),
                Gen.Select(share, b, shape).Select((w, mean, k) => (Distribution)MixtureDistribution.Of(
                    (w + 0.01, LognormalDistribution.Of(mean, mean / 3)), (1.01 - w, GammaDistribution.Of(k, 1)))));
        }
    }

    private static double[] Draw(QuantileTable table, string name)
    {
        double[] x = new double[1 << 20];
        Uniforms.Fill(20240229, StreamKey.Of(name), 0, 0, x);
        table.Evaluate(x, x);
        return x;
    }

    // √n sup |F̂ − F|, F evaluated at every 64th order statistic (the loss is below 64 / n).
    private static double KolmogorovSmirnov(double[] x, Distribution distribution)
    {
        double[] sorted = [.. x];
        Array.Sort(sorted);
        double worst = 0, n = sorted.Length;
        for (int i = 0; i < sorted.Length; i += 64)
        {
            double f = distribution.Cdf(sorted[i]);
            worst = Math.Max(worst, Math.Max(Math.Abs(f - (i / n)), Math.Abs(f - ((i + 1) / n))));
        }

        return worst * Math.Sqrt(n);
    }

    private static void Near(double expected, double actual, double relative) =>
        Assert.True(
            Math.Abs(expected - actual) <= relative * Math.Abs(expected), $"expected {expected:R}, found {actual:R}, {Math.Abs((actual / expected) - 1)} relative");
}
