using System.Runtime.Intrinsics;
using CostSim.Numerics;

namespace CostSim.Tests.Numerics;

/// <summary>Four at once against one after the other: the same bits.</summary>
public sealed class LanesTests
{
    private static readonly Vector256<double> Weights = Vector256.Create(0.3, -7.1, 1e-5, 1234.5);

    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(12)]
    [InlineData(20)]
    public void Four_runs_are_added_in_their_order(int length)
    {
        int stride = length + 4;
        double[] values = Numbers(4 * stride, 0.25), expected = Numbers(length, 3), sum = Numbers(length, 3);
        for (int k = 0; k < 4; k++)
        {
            Lanes.AddScaled(expected, values.AsSpan(k * stride, length), Weights[k]);
        }

        Lanes.AddFour(sum, values, stride, Weights);
        Assert.Equal(expected.Select(BitConverter.DoubleToInt64Bits), sum.Select(BitConverter.DoubleToInt64Bits));
        Assert.Throws<ArgumentOutOfRangeException>(() => Lanes.AddFour(sum, new double[(3 * stride) + length - 1], stride, Weights));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(12)]
    [InlineData(20)]
    public void Four_sums_have_each_their_own_weight(int length)
    {
        double[] values = Numbers(length, 0.25), expected = Numbers(4 * length, 3), sums = Numbers(4 * length, 3);
        for (int k = 0; k < 4; k++)
        {
            Lanes.AddScaled(expected.AsSpan(k * length, length), values, Weights[k]);
        }

        Lanes.AddFourScaled(sums, values, Weights);
        Assert.Equal(expected.Select(BitConverter.DoubleToInt64Bits), sums.Select(BitConverter.DoubleToInt64Bits));
        Assert.Throws<ArgumentOutOfRangeException>(() => Lanes.AddFourScaled(new double[(4 * length) - 1], values, Weights));
    }

    private static double[] Numbers(int count, double first) => [.. Enumerable.Range(0, count).Select(i => (((i + first) * 0.6180339887498949) % 1) - 0.4)];
}
