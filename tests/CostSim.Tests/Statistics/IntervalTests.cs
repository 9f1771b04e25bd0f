using CostSim.Sampling;
using CostSim.Statistics;

namespace CostSim.Tests.Statistics;

/// <summary>Wilson, ranks, tail means, ratios and Student intervals against SciPy; ranks exact, others to the digits printed.</summary>
public class IntervalTests
{
    [Theory]
    [InlineData(0, 1000, 0, 0.0038267585)]
    [InlineData(1, 1000, 0.0001765464, 0.0056425586)]
    [InlineData(50, 1000, 0.0381302624, 0.0653138202)]
    [InlineData(500, 1000, 0.4690696004, 0.5309303996)]
    [InlineData(999, 1000, 0.9943574414, 0.9998234536)]
    [InlineData(1000, 1000, 0.9961732415, 1)]
    [InlineData(37, 65536, 0.0004096489, 0.0007780479)]
    public void Wilson_intervals_are_the_book_values(long occurrences, long trials, double low, double high)
    {
        Interval interval = Proportion.Wilson(occurrences, trials);
        Assert.Equal(low, interval.Low, 6e-11);
        Assert.Equal(high, interval.High, 6e-11);
    }

    [Fact]
    public void Nothing_seen_still_bounds_the_probability() => Assert.Equal(0.0029912495, Proportion.UpperBoundOfNone(1000), 5e-11);

    [Theory]
    [InlineData(100, 0.05, 1, 11)]
    [InlineData(100, 0.5, 40, 61)]
    [InlineData(100, 0.99, 97, 101)]
    [InlineData(1000, 0.05, 37, 65)]
    [InlineData(1000, 0.5, 469, 532)]
    [InlineData(1000, 0.95, 936, 964)]
    [InlineData(1000, 0.99, 983, 997)]
    [InlineData(10000, 0.05, 458, 544)]
    [InlineData(10000, 0.99, 9880, 9920)]
    [InlineData(100000, 0.05, 4865, 5137)]
    [InlineData(100000, 0.95, 94864, 95136)]
    [InlineData(1000000, 0.5, 499020, 500981)]
    [InlineData(1000000, 0.95, 949572, 950428)]
    [InlineData(1000000, 0.99, 989805, 990196)]
    public void Ranks_of_quantile_intervals_are_the_book_values(long trials, double p, long low, long high) =>
        Assert.Equal((low, high), Quantiles.Ranks(trials, p));

    [Fact]
    public void Quantiles_interpolate_and_admit_ignorance()
    {
        Assert.Equal(2.5, Quantiles.Of([1, 2, 3, 4], 0.5));
        Assert.Equal(4, Quantiles.Of([1, 2, 3, 4], 1));
        Assert.Equal(double.PositiveInfinity, Quantiles.IntervalOf([1, 2, 3, 4], 0.9).High);
        Assert.True(double.IsNaN(Quantiles.Estimate([1, 2, 3, 4], 0.9).StandardError));
    }

    // Coverage of the interval of the 95th percentile, 2000 repetitions of n = 400: nominal ≥ .95, standard error .005.
    [Fact]
    public void Quantile_intervals_cover()
    {
        int hits = 0, naive = 0;
        double[] x = new double[400];
        for (int seed = 0; seed < 2000; seed++)
        {
            Uniforms.Fill((ulong)seed, StreamKey.Of("coverage"), 0, 0, x);
            Array.Sort(x);
            hits += Quantiles.IntervalOf(x, 0.95).Contains(0.95) ? 1 : 0;

            // Tooth: an interval half as wide must be seen to fail.
            Estimate estimate = Quantiles.Estimate(x, 0.95);
            naive += Math.Abs(estimate.Value - 0.95) <= 0.98 * estimate.StandardError ? 1 : 0;
        }

        Assert.InRange(hits / 2000.0, 0.95 - (3 * 0.005), 0.98);
        Assert.True(naive / 2000.0 < 0.95 - (3 * 0.005));
    }

    [Fact]
    public void Tail_means_are_the_book_values()
    {
        Assert.Equal(9.2, TailMean.Upper([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.75).Value, 1e-14);
        Assert.Equal(5.5, TailMean.Upper([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0).Value, 1e-14);
        double[] x = new double[1 << 18];
        Uniforms.Fill(6, StreamKey.Of("tail"), 0, 0, x);
        QuantileTable.Of(NormalDistribution.Of(0, 1)).Evaluate(x, x);
        Array.Sort(x);
        foreach ((double level, double expected) in new[] { (0.9, 1.7549833193), (0.95, 2.0627128075), (0.99, 2.6652142203) })
        {
            Estimate estimate = TailMean.Upper(x, level);
            Assert.InRange((estimate.Value - expected) / estimate.StandardError, -5, 5);
            Assert.InRange(estimate.StandardError, 0.4 / Math.Sqrt(x.Length * (1 - level)), 2 / Math.Sqrt(x.Length * (1 - level)));
        }
    }

    [Theory]
    [InlineData(7, 2.364624251)]
    [InlineData(15, 2.131449546)]
    [InlineData(31, 2.039513446)]
    [InlineData(63, 1.998340542)]
    public void Student_quantiles_are_the_book_values(int degrees, double t) =>
        Assert.Equal(t, ReplicateInterval.StudentQuantile(degrees), 6e-10);

    [Fact]
    public void Replicates_give_mean_and_student_interval()
    {
        ReplicateInterval interval = ReplicateInterval.Of([1, 2, 3, 4, 5, 6, 7, 8]);
        Assert.Equal(4.5, interval.Estimate.Value, 1e-14);
        Assert.Equal(2.364624251 * Math.Sqrt(6.0 / 8), interval.Interval.HalfWidth, 1e-8);
        Assert.Throws<ArgumentException>(() => ReplicateInterval.Of([1]));
    }

    [Fact]
    public void Paired_differences_use_the_common_world()
    {
        double[] world = new double[4096], a = new double[4096], b = new double[4096];
        Uniforms.Fill(2, StreamKey.Of("world"), 0, 0, world);
        Uniforms.Fill(2, StreamKey.Of("own"), 0, 0, a);
        for (int t = 0; t < a.Length; t++)
        {
            (a[t], b[t]) = (world[t] + (0.1 * a[t]), world[t]);
        }

        PairedDifference pair = PairedDifference.Of(a, b);
        Assert.InRange((pair.Difference.Value - 0.05) / pair.Difference.StandardError, -5, 5);
        Assert.Equal(0.1 / Math.Sqrt(12 * 4096), pair.Difference.StandardError, 0.05 * pair.Difference.StandardError);
        Assert.InRange(pair.Gain, 180, 225);
    }

    [Fact]
    public void Ratios_are_ratios_of_means()
    {
        double[] x = [1, 2, 3, 4], y = [1, 2, 3, 4.000001];
        RatioEstimate ratio = RatioEstimate.Of(x, y);
        Assert.Equal(10 / 10.000001, ratio.Ratio.Value, 1e-15);
        Assert.True(ratio.Interval.Contains(ratio.Ratio.Value));
        Assert.Equal(double.PositiveInfinity, RatioEstimate.Of([1, 2, 3], [-1, 0, 1.5]).Interval.High);
        double[] large = new double[2048], small = new double[2048];
        Uniforms.Fill(2, StreamKey.Of("large"), 0, 0, large);
        Uniforms.Fill(2, StreamKey.Of("small"), 0, 0, small);
        ratio = RatioEstimate.Of(large, small);
        Assert.InRange((ratio.Ratio.Value - 1) / ratio.Ratio.StandardError, -5, 5);
        Assert.Equal(1.959964 * ratio.Ratio.StandardError, ratio.Interval.HalfWidth, 1e-3 * ratio.Interval.HalfWidth);
    }
}
