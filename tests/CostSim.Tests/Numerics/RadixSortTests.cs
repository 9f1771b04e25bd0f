using CostSim.Numerics;

namespace CostSim.Tests.Numerics;

/// <summary>Sorting by digits against the library's sorting by comparison.</summary>
public sealed class RadixSortTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(2047)]
    [InlineData(2048)]
    [InlineData(30_000)]
    public void Numbers_come_in_the_order_of_their_size(int count)
    {
        var random = new Random(count);
        double[] values = [.. Enumerable.Range(0, count).Select(i => (i % 5) switch
        {
            0 => Math.ScaleB(random.NextDouble(), random.Next(-1000, 1000)),
            1 => -Math.ScaleB(random.NextDouble(), random.Next(-1000, 1000)),
            2 => random.Next(-3, 4),
            3 => i % 2 == 0 ? double.PositiveInfinity : double.NegativeInfinity,
            _ => -double.Epsilon * random.Next(4),
        })];
        double[] expected = [.. values.Order()];
        RadixSort.Sort(values);
        Assert.Equal(expected, values);
    }

    [Fact]
    public void Equal_numbers_stay()
    {
        double[] values = [.. Enumerable.Repeat(-7.25, 5000)];
        RadixSort.Sort(values);
        Assert.All(values, value => Assert.Equal(-7.25, value));
    }

    /// <summary>Numbers whose leading bits say everything, almost everything, little or nothing about their order, many of them more than once, and both zeros.</summary>
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(7, 3)]
    [InlineData(30_000, 0)]
    [InlineData(30_000, 21)]
    [InlineData(30_000, 25)]
    [InlineData(30_000, 40)]
    [InlineData(30_000, 52)]
    public void Places_and_numbers_come_in_order_and_equal_ones_in_their_own(int count, int commonBits)
    {
        var random = new Random(count + commonBits);
        double[] values =
        [
            .. Enumerable.Range(0, count).Select(i => (random.Next(3) == 0 ? -1 : 1) * (i % 7) switch
            {
                0 => 0.0,
                1 => 1 + Math.ScaleB(random.Next(1000), -52),
                _ => 1 + Math.ScaleB(random.NextDouble(), -commonBits),
            }),
        ];
        int[] expected = [.. Enumerable.Range(0, count).OrderBy(i => values[i])];
        double[] sorted = new double[count];
        Assert.Equal(expected, RadixSort.Order(values, sorted));
        Assert.Equal(expected.Select(i => BitConverter.DoubleToInt64Bits(values[i])), sorted.Select(BitConverter.DoubleToInt64Bits));

        RadixSort.Sort(values);
        Assert.Equal(sorted, values);
    }

    [Fact]
    public void Two_equal_numbers_stay_in_their_order()
    {
        var random = new Random(2);
        double[] once = [.. Enumerable.Range(0, 10_000).Select(_ => random.NextDouble())];
        double[] values = [.. once, .. once];
        int[] expected = [.. Enumerable.Range(0, values.Length).OrderBy(i => values[i])];
        Assert.Equal(expected, RadixSort.Order(values, new double[values.Length]));
    }
}
