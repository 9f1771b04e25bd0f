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
}
