using CostSim.Simulation;

namespace CostSim.Tests.Simulation;

/// <summary>Yearly outcomes gathered by vectors against the plain definition.</summary>
public sealed class YearlyStatisticsTests
{
    [Fact]
    public void Every_value_falls_between_the_edges_of_its_bin()
    {
        var random = new Random(4);
        double[] values = new double[4096];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Math.ScaleB(1 + random.NextDouble(), random.Next(-24, 24)) * (i % 7 == 0 ? -1 : 1);
        }

        double[] special = [0, -0.0, double.Epsilon, -double.Epsilon, -1e-300, 1, 2, Math.ScaleB(1, -16), Math.BitDecrement(Math.ScaleB(1, -16)), 1048576, 1e300, -1e300];
        special.CopyTo(values, 0);
        ushort[] bins = new ushort[values.Length];
        YearlyGrid.Fill(values, bins);
        for (int i = 0; i < values.Length; i++)
        {
            (double low, double high) = YearlyGrid.Edges(bins[i]);
            bool small = values[i] >= 0 && values[i] < Math.ScaleB(1, -16);
            Assert.True(small || Math.Abs(values[i]) < 1e-300 ? bins[i] <= 1 : values[i] >= low && values[i] < high, $"{values[i]:R} in bin {bins[i]}");
            Assert.True(!small || bins[i] == 1, $"{values[i]:R} in bin {bins[i]}");
            Assert.True(values[i] is not (< 0 and > -1048576 and < -1e-300) || bins[i] == 0, $"{values[i]:R}");
            Assert.True(bins[i] is 0 or 1 or YearlyGrid.Bins - 1 || high / low < 1.008);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(33)]
    [InlineData(1000)]
    [InlineData(1024)]
    public void Quantiles_sums_and_extremes_are_those_of_the_values(int trials)
    {
        // Three cells: spread, the same in all trials, negative.
        var random = new Random(trials);
        var block = new YearlyBlock(3);
        var statistics = new YearlyStatistics(3);
        double[] spread = new double[trials];
        block.Clear();
        for (int t = 0; t < trials; t++)
        {
            spread[t] = Math.Exp((3 * random.NextDouble()) - 1);
            ((double[])[spread[t], 12.345, -1 - t]).CopyTo(block.Next);
            block.Add();
        }

        block.Complete();
        statistics.Add(block);
        Assert.Equal(spread.Sum(), block.Sums[0], 1e-9);
        Assert.Equal((spread.Min(), spread.Max()), (block.Lowest[0], block.Highest[0]));
        Assert.Equal((-trials, -1), (block.Lowest[2], block.Highest[2]));
        Array.Sort(spread);
        foreach (double p in (double[])[0.05, 0.25, 0.5, 0.9])
        {
            // Both lie in the same bin, which is 1/128 of its lower edge wide.
            double exact = spread[(int)Math.Ceiling(p * trials) - 1];
            Assert.Equal(exact, statistics.Quantile(0, p), exact / 128);
            Assert.Equal(12.345, statistics.Quantile(1, p));
        }

        Assert.Equal(spread[^1], statistics.Quantile(0, 1));
    }

    [Fact]
    public void Blocks_and_workers_add_up()
    {
        var block = new YearlyBlock(1);
        var one = new YearlyStatistics(1);
        var other = new YearlyStatistics(1);
        foreach ((YearlyStatistics to, double value, int trials) in new[] { (one, 1.0, 10), (one, 3.0, 90), (other, 9.0, 20) })
        {
            block.Clear();
            for (int t = 0; t < trials; t++)
            {
                block.Next[0] = value;
                block.Add();
            }

            block.Complete();
            to.Add(block);
            Assert.Equal((trials * value, value, value), (block.Sums[0], block.Lowest[0], block.Highest[0]));
        }

        one.Merge(other);
        Assert.Equal([1, 3, 3, 9], ((double[])[0.05, 0.2, 0.5, 0.9]).Select(p => Math.Round(one.Quantile(0, p), 1)));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(77)]
    [InlineData(1024)]
    public void Bins_come_out_cell_by_cell(int trials)
    {
        var columns = new BinColumns(24);
        for (int block = 0; block < 2; block++)
        {
            columns.Clear();
            for (int t = 0; t < trials; t++)
            {
                for (int cell = 0; cell < 24; cell++)
                {
                    columns.Next[cell] = Bin(block, t, cell);
                }

                columns.Add();
            }

            columns.Complete();
            Assert.All(Enumerable.Range(0, 24), cell => Assert.Equal(Enumerable.Range(0, trials).Select(t => Bin(block, t, cell)), columns.Of(cell).ToArray()));
        }

        static ushort Bin(int block, int trial, int cell) => (ushort)((trial * 24) + cell + (block * 30_000));
    }

    [Fact]
    public void Options_that_are_alike_in_one_block_part_in_the_next()
    {
        // Three options of two cells. In the first block two are the same, and the third has the same sum and extremes; in the second all differ.
        double[][] options = [[1, 2, 4, 5], [1, 2, 4, 5], [1, 3, 3, 5]];
        var block = new YearlyBlock(6);
        var statistics = new YearlyStatistics(6, 3);
        for (int b = 0; b < 2; b++)
        {
            block.Clear();
            for (int t = 0; t < 4; t++)
            {
                for (int o = 0; o < 3; o++)
                {
                    (block.Next[2 * o], block.Next[(2 * o) + 1]) = (options[o][t] + (100 * b * o), 7 * b * t);
                }

                block.Add();
            }

            block.Complete();
            statistics.Add(block);
        }

        for (int o = 0; o < 3; o++)
        {
            double[] values = [.. options[o].Concat(options[o].Select(value => value + (100 * o))).Order()];
            Assert.All(Enumerable.Range(0, 8), i => Assert.Equal(values[i], statistics.Quantile(2 * o, (i + 1) / 8.0), values[i] / 128));
            Assert.Equal([(1, 5L), (YearlyBin(7), 1L), (YearlyBin(14), 1L), (YearlyBin(21), 1L)], statistics.Bins((2 * o) + 1));
        }

        static int YearlyBin(double value)
        {
            double[] values = new double[YearlyGrid.Together];
            ushort[] bins = new ushort[values.Length];
            values[0] = value;
            YearlyGrid.Fill(values, bins);
            return bins[0];
        }
    }
}
