using CostSim.Numerics;

namespace CostSim.Tests.Numerics;

/// <summary>Series in lanes against what they say lane by lane.</summary>
public sealed class LaneSeriesTests
{
    private const int Years = 7;

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(20)]
    public void A_series_is_written_out_lane_by_lane(int length)
    {
        var series = new LaneSeries(length);
        for (int i = 0; i < length * LaneSeries.Lanes; i++)
        {
            series[i / LaneSeries.Lanes, i % LaneSeries.Lanes] = i;
        }

        series.Unfold();
        for (int lane = 0; lane < LaneSeries.Lanes; lane++)
        {
            Assert.Equal(Enumerable.Range(0, length).Select(i => (double)((i * LaneSeries.Lanes) + lane)), series.Row(lane));
        }
    }

    [Fact]
    public void Every_lane_is_read_and_added_to_at_a_place_of_its_own_those_beyond_the_end_at_none()
    {
        Places<Eight>();
        Places<Four>();
    }

    [Fact]
    public void What_comes_in_a_year_and_for_how_much_of_it_is_the_same_as_one_by_one()
    {
        Arrive<Eight>();
        Arrive<Four>();
    }

    private static void Places<T>()
        where T : struct, IVector<T>
    {
        double[] times = [0, 0.999, 1, 6.5, 7, 1e300, double.PositiveInfinity, double.NaN, -3, 3.25, 2, 6.999, 5, 4.5, 3, 2.5];
        int[] places = [0, 0, 1, 6, 7, 7, 7, 7, 0, 3, 2, 6, 5, 4, 3, 2];
        var found = new LanePlaces(Years);
        for (int first = 0; first < times.Length; first += LaneSeries.Lanes)
        {
            var series = new LaneSeries(Years);
            for (int i = 0; i < Years * LaneSeries.Lanes; i++)
            {
                series[i / LaneSeries.Lanes, i % LaneSeries.Lanes] = 1 + i;
            }

            for (int from = 0; from < LaneSeries.Lanes; from += T.Count)
            {
                found.Find(T.Load(ref times[0], first + from), from);
                double[] read = new double[T.Count];
                series.At<T>(found).Store(ref read[0], 0);
                Assert.Equal(
                    Enumerable.Range(from, T.Count).Select(lane => places[first + lane] == Years ? 0.0 : 1 + (places[first + lane] * LaneSeries.Lanes) + lane), read);
                series.Add(found, T.Of(1000));
            }

            for (int i = 0; i < Years * LaneSeries.Lanes; i++)
            {
                (int place, int lane) = (i / LaneSeries.Lanes, i % LaneSeries.Lanes);
                Assert.Equal(1 + i + (places[first + lane] == place ? 1000 : 0), series[place, lane]);
            }
        }
    }

    private static void Arrive<T>()
        where T : struct, IVector<T>
    {
        const int Units = 6;
        var random = new Random(11);
        for (int round = 0; round < 200; round++)
        {
            (LaneSeries dates, LaneSeries weights) = (new LaneSeries(Units), new LaneSeries(Units));
            for (int lane = 0; lane < LaneSeries.Lanes; lane++)
            {
                double time = random.Next(4) == 0 ? double.PositiveInfinity : random.Next(2) == 0 ? random.Next(Years + 1) : Years * random.NextDouble();
                double step = random.Next(2) * random.NextDouble() * 2;
                for (int i = 0; i < Units; i++)
                {
                    (dates[i, lane], weights[i, lane]) = (time + (i * step), random.NextDouble());
                }
            }

            for (int from = 0; from < LaneSeries.Lanes; from += T.Count)
            {
                var all = new Arrivals<T>(dates, 0, Units, Years, from);
                Arrivals<T> there = all;
                for (int y = 0; y < Years; y++)
                {
                    double[] sums = new double[2 * T.Count];
                    (y < all.Start() ? T.Zero : all.In(y, weights)).Store(ref sums[0], 0);
                    (there.Done ? there.Settled : there.Presence(y)).Store(ref sums[0], T.Count);
                    for (int lane = 0; lane < T.Count; lane++)
                    {
                        IEnumerable<int> units = Enumerable.Range(0, Units);
                        Assert.Equal(units.Where(i => Math.Floor(dates[i, from + lane]) == y).Sum(i => weights[i, from + lane]), sums[lane], 1e-12);
                        Assert.Equal(units.Sum(i => Math.Clamp(y + 1 - dates[i, from + lane], 0, 1)), sums[T.Count + lane], 1e-12);
                    }
                }
            }
        }
    }
}
