using CostSim.Sampling;
using CostSim.Statistics;

namespace CostSim.Tests.Statistics;

public class LogHistogramTests
{
    [Fact]
    public void Quantiles_are_within_the_width_of_a_cell()
    {
        double[] x = new double[100_000];
        Uniforms.Fill(1, StreamKey.Of("histogram"), 0, 0, x);
        QuantileTable.Of(NormalDistribution.Of(1, 5)).Evaluate(x, x);
        LogHistogram histogram = new();
        histogram.Add(x);
        Array.Sort(x);
        foreach (double p in new[] { 0.001, 0.05, 0.3, 0.42, 0.5, 0.95, 0.9999 })
        {
            double exact = x[(int)Math.Ceiling(p * x.Length) - 1];
            Assert.InRange(histogram.Quantile(p) / exact, 1 - 2.45e-4, 1 + 2.45e-4);
        }
    }

    [Fact]
    public void Merging_is_exact_in_any_order_and_through_cells()
    {
        double[] x = new double[3000];
        Uniforms.Fill(1, StreamKey.Of("merge"), 0, 0, x);
        LogHistogram whole = new(), left = new(), right = new(), cells = new();
        whole.Add(x);
        left.Add(x.AsSpan(0, 1000));
        right.Add(x.AsSpan(1000));
        right.Merge(left);
        foreach ((int key, long count) in whole.Cells())
        {
            cells.AddCell(key, count);
        }

        Assert.Equal(whole.Cells(), right.Cells());
        Assert.Equal(whole.Cells(), cells.Cells());
        Assert.Equal(3000, right.Count);
    }

    [Fact]
    public void Signs_zeros_and_infinities_are_in_order()
    {
        LogHistogram histogram = new();
        histogram.Add([double.NegativeInfinity, -2, -0.0, 0, 3, double.PositiveInfinity]);
        Assert.Equal(double.NegativeInfinity, histogram.Quantile(0.1));
        Assert.Equal(-2, histogram.Quantile(0.3), 1e-3);
        Assert.Equal(0, histogram.Quantile(0.5), 1e-300);
        Assert.Equal(3, histogram.Quantile(0.8), 1e-3);
        Assert.Equal(double.PositiveInfinity, histogram.Quantile(1));
        Assert.Equal([1, 1, 2, 1, 1], histogram.Cells().Select(cell => cell.Count));
        Assert.Throws<ArgumentException>(() => histogram.Add([double.NaN]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(64)]
    public void Values_any_number_of_octaves_apart_are_counted_apart(int octaves)
    {
        LogHistogram histogram = new();
        for (int i = 0; i < 3; i++)
        {
            for (int k = 0; k <= i; k++)
            {
                histogram.Add([Math.ScaleB(1, octaves * k), -Math.ScaleB(1, octaves * k)]);
            }
        }

        Assert.Equal([1, 2, 3, 3, 2, 1], histogram.Cells().Select(cell => cell.Count));
        Assert.Equal([1, 3, 6, 9, 11, 12], new[] { -2, -1, 0 }.Select(k => -Math.ScaleB(1, -octaves * k)).Concat(new[] { 0, 1, 2 }.Select(k => Math.ScaleB(1, octaves * k))).Select(histogram.CountUpTo));
    }
}
