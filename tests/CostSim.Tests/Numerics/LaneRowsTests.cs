using CostSim.Numerics;

namespace CostSim.Tests.Numerics;

public sealed class LaneRowsTests
{
    [Fact]
    public void Every_lane_is_weighted_by_its_own_weight()
    {
        double[] weights = [0, 1, 0.5, -2, 3, 0.25, 7, 1e-3];
        double[] values = [.. Enumerable.Range(0, 24).Select(i => (i * 0.6180339887498949 % 1) - 0.3)];
        double[] start = [.. Enumerable.Range(0, 32).Select(i => (double)i)];
        Check(LaneRows.Add, value => value);
        Check(LaneRows.AddLost, value => 1 - value);
        Check(LaneRows.AddSquares, value => value * value);
        Assert.Throws<ArgumentOutOfRangeException>(() => LaneRows.Add(new double[16], values, weights));

        void Check(Adding add, Func<double, double> term)
        {
            double[] sum = [.. start];
            add(sum, values, weights);
            Assert.Equal(start.Select((before, i) => i < values.Length ? before + (weights[i % 8] * term(values[i])) : before), sum);
        }
    }

    [Fact]
    public void A_place_is_added_to_each_by_its_weight()
    {
        double[] place = [1, -2, 3, 0.1, 0.2, 0.3, 1e-3, 7];
        double[] weights = [0.1, 0, -3];
        double[] start = [.. Enumerable.Range(0, 32).Select(i => (double)i)];
        double[] sum = [.. start];
        LaneRows.AddToEach(sum, place, weights);
        Assert.Equal(start.Select((before, i) => i < 24 ? before + (weights[i / 8] * place[i % 8]) : before), sum);
        Assert.Throws<ArgumentOutOfRangeException>(() => LaneRows.AddToEach(new double[23], place, weights));
        Assert.Throws<ArgumentOutOfRangeException>(() => LaneRows.AddToEach(sum, place.AsSpan(1), weights));
    }

    private delegate void Adding(Span<double> sum, ReadOnlySpan<double> values, ReadOnlySpan<double> weight);
}
