using CostSim.Decisions;
using CostSim.Statistics;
using CostSim.Tests.Regression;

namespace CostSim.Tests.Statistics;

/// <summary>Means and errors of outcomes far from zero, against those of the same outcomes near zero, where all are exact.</summary>
public sealed class HalvedMomentsTests
{
    /// <summary>Multiples of 1/1024: exact also beside 10¹².</summary>
    private static double[] Small(int count) => [.. RegressionTests.Normal("small", count).Select(z => Math.Round(1024 * z) / 1024)];

    [Theory]
    [InlineData(1e9, 1)]
    [InlineData(1e9, 7)]
    [InlineData(1e12, 256)]
    [InlineData(1e12, 1025)]
    [InlineData(-1e12, 5001)]
    public void Error_does_not_depend_on_how_far_from_zero_net_benefit_lies(double far, int trials)
    {
        double[] small = Small(trials);
        double[] level = [.. small.Select(_ => far)];
        var sample = new DecisionSample(["a", "b"], [level, level], [new double[trials], small]);
        ThresholdResult result = NetBenefit.At(sample, 1);
        var exact = Moments.Of(small);
        double error = trials > 1 ? exact.StandardError : 0;
        Assert.Equal(error, result.Options[1].ExpectedNetBenefit.StandardError, 1e-6 * error);
        Assert.Equal(0, result.Options[0].ExpectedNetBenefit.StandardError);

        // The mean itself is a double beside 10¹², where the next one is 1.2e-4 away.
        Assert.Equal(exact.Mean - far, result.Options[1].ExpectedNetBenefit.Value, 4e-16 * Math.Abs(far));
    }

    [Fact]
    public void Regret_that_is_always_large_keeps_its_error()
    {
        double[] small = Small(3000);
        var sample = new DecisionSample(["a", "b"], [new double[3000], [.. small.Select(x => 1e12 + x)]], [new double[3000], new double[3000]]);
        double error = Moments.Of(small).StandardError;
        Assert.Equal(error, NetBenefit.At(sample, 1).Options[1].ExpectedRegret.StandardError, 1e-6 * error);
    }

    [Theory]
    [InlineData(4, 4096)]
    [InlineData(511, 4000)]
    [InlineData(1024, 5000)]
    public void Parts_merge_into_the_whole(int part, int trials)
    {
        double[] small = Small(trials);
        double[][] cost = [new double[trials], [.. small.Select(x => 1e12 + x)]], effect = [new double[trials], new double[trials]];
        double[] merged = new double[2 * NetBenefitSums.PerOption];
        long[] counts = new long[2 * NetBenefitSums.CountsPerOption];
        TrialHalves halves = default;
        double even = 0;
        for (int from = 0; from < trials; from += part)
        {
            int to = Math.Min(from + part, trials);
            double[] own = new double[merged.Length];
            var sums = NetBenefitSums.Of(cost, effect, 1, from, to);
            sums.CopyTo(own);
            NetBenefitSums.Merge(merged, halves, own, TrialHalves.Of(to - from));
            halves = halves.Plus(TrialHalves.Of(to - from));
            sums.AddCountsTo(counts);
            even += Enumerable.Range(0, to - from).Where(t => t % 2 == 0).Sum(t => small[from + t]);
        }

        Assert.Equal(trials, halves.Count);
        ThresholdResult result = NetBenefit.Of(1, [NetBenefitSums.Of(halves.Even, halves.Odd, merged, counts)], new Precedence(["a", "b"], [0, 1e12]), 0);
        double error = Moments.Of(small).StandardError;
        Assert.Equal(error, result.Options[1].ExpectedNetBenefit.StandardError, 1e-6 * error);
        Assert.Equal(error, result.Options[1].ExpectedRegret.StandardError, 1e-6 * error);

        // Each half has its own mean.
        var costs = HalvedMoments.From(merged.AsSpan(NetBenefitSums.PerOption));
        Assert.Equal(-even / halves.Even, costs.HalfMean(halves, 0) + 1e12, 4e-4);
        Assert.Equal(-(small.Sum() - even) / halves.Odd, costs.HalfMean(halves, 1) + 1e12, 4e-4);
    }

    [Fact]
    public void Tail_far_from_zero_has_the_error_of_the_same_tail_near_it()
    {
        double[] small = [.. Small(2000).Order()];
        Estimate near = TailMean.Upper(small, 0.95), far = TailMean.Upper([.. small.Select(x => x + 1e12)], 0.95);
        Assert.Equal(near.StandardError, far.StandardError, 1e-9 * near.StandardError);

        // 90 of 100 at 0, ten at 1: over the worst fifth the excess is 0 or 1.
        double p = 0.1, expected = Math.Sqrt(p * (1 - p) / 99) / 0.2;
        Assert.Equal(expected, TailMean.Upper([.. new double[90], .. Enumerable.Repeat(1.0, 10)], 0.8).StandardError, 1e-12);
    }
}
