using CostSim.Sampling;

namespace CostSim.Tests.Sampling;

/// <summary>Points and scrambles computed by a Python twin that agrees with SciPy in 1111 dimensions, exact.</summary>
public class SobolDesignTests
{
    private const ulong Seed = 0x0123456789abcdef;

    private static readonly string[] Names = ["cost.patriot.unit_price", "threat.conflict", "threat.raid_size"];

    [Fact]
    public void Raw_points_are_the_published_ones()
    {
        SobolDesign design = new(Seed, 1, 1 << 20);
        double[] third = [0, 0.5, 0.75, 0.25, 0.375, 0.875, 0.625, 0.125], sixth = [0, 0.5, 0.25, 0.75, 0.375, 0.875, 0.125, 0.625];
        for (uint i = 0; i < 8; i++)
        {
            Assert.Equal(third[i], Point(design, 2, i) / 4294967296.0);
            Assert.Equal(sixth[i], Point(design, 5, i) / 4294967296.0);
        }

        int[] dimensions = [1, 2, 3, 10, 50, 100];
        uint[] millionth = [0x0242f000, 0xd06a1000, 0x8d9eb000, 0xab3bd000, 0x9bcb1000, 0xe12b3000];
        double[] thousandth = [0.0927734375, 0.1611328125, 0.4501953125, 0.1220703125, 0.5556640625, 0.5009765625];
        for (int k = 0; k < dimensions.Length; k++)
        {
            Assert.Equal(millionth[k], Point(design, dimensions[k] - 1, 1_000_000));
            Assert.Equal(thousandth[k], Point(design, dimensions[k] - 1, 1000) / 4294967296.0);
        }
    }

    [Theory]
    [InlineData(21, new uint[] { 1, 3, 7, 13, 13, 15, 69 })]
    [InlineData(256, new uint[] { 1, 1, 1, 5, 19, 3, 53, 133, 97, 863, 983 })]
    [InlineData(1024, new uint[] { 1, 1, 5, 11, 11, 33, 37, 29, 263, 1019, 657, 1453, 7807 })]
    public void Direction_numbers_are_the_published_rows(int dimension, uint[] expected)
    {
        uint[] reversed = SobolDirections.Reversed(dimension);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], Reverse(reversed[((dimension - 1) * 32) + i]) >> (31 - i));
        }
    }

    [Fact]
    public void Scrambled_points_are_the_published_ones()
    {
        SobolDesign design = new(Seed, 2, 1 << 10);
        Assert.Equal(0x4ab49ae4u, SobolDesign.ScrambleSeed(Seed, 0, StreamKey.Of(Names[0])));
        Assert.Equal(
            [0.24859506858047098, 0.69605254766065627, 0.42062299337703735, 0.92001225927378982, 0.059595517232082784],
            Draw(design, 0, 0, 5));
        Assert.Equal([0.48385562642943114, 0.90542999922763556, 0.60987079178448766, 0.048187332809902728], Draw(design, 1, 0, 4));
        Assert.Equal([0.096323219011537731, 0.97901122865732759], Draw(design, 2, 0, 2));
        Assert.Equal([0.033903465722687542, 0.60517753229942173], Draw(design, 0, 1024, 2));
    }

    [Fact]
    public void Every_stratum_and_every_box_is_hit_once()
    {
        SobolDesign design = new(77, 3, 1024);
        double[][] columns = [.. Enumerable.Range(0, 3).Select(dimension => Draw(design, dimension, 1024, 1024))];
        foreach (double[] column in columns)
        {
            Assert.Equal(1024, column.Select(u => (int)(u * 1024)).Distinct().Count());
        }

        Assert.Equal(1024, columns[0].Zip(columns[1], (x, y) => ((int)(x * 32), (int)(y * 32))).Distinct().Count());

        // Tooth: independent uniforms leave boxes empty.
        MonteCarloDesign plain = new(77);
        Assert.NotEqual(1024, Draw(plain, 0, 0, 1024).Zip(Draw(plain, 1, 0, 1024), (x, y) => ((int)(x * 32), (int)(y * 32))).Distinct().Count());
    }

    [Theory]
    [InlineData(0, 4096)]
    [InlineData(8, 64)]
    public void Vectors_have_the_bits_of_scalars(int first, int count)
    {
        SobolDesign design = new(Seed, 1, 1 << 20, 300);
        double[] vector = new double[count], scalar = new double[count];
        design.FillVector(299, 0xdeadbeef, (uint)first, vector);
        design.FillScalar(299, 0xdeadbeef, (uint)first, scalar);
        Assert.Equal(scalar, vector);
    }

    [Fact]
    public void Any_window_across_replicates_has_the_same_values()
    {
        SobolDesign design = new(5, 4, 256);
        double[] all = Draw(design, 1, 0, 1024);
        Assert.Equal(all[101..900], Draw(design, 1, 101, 799));
        Assert.Throws<ArgumentOutOfRangeException>(() => Draw(design, 1, 1000, 25));
    }

    [Fact]
    public void An_input_without_dimension_is_drawn_as_in_plain_monte_carlo()
    {
        SobolDesign design = new(5, 4, 256, 2);
        Assert.Equal(Draw(new MonteCarloDesign(5), 2, 200, 100), Draw(design, 2, 200, 100));
    }

    private static double[] Draw(TrialDesign design, int dimension, long first, int count)
    {
        double[] u = new double[count];
        design.Fill(StreamKey.Of(Names[dimension]), dimension, first, u);
        return u;
    }

    private static uint Point(SobolDesign design, int dimension, uint i) => Reverse(design.ReversedPoint(dimension, i));

    private static uint Reverse(uint x)
    {
        uint reversed = 0;
        for (int bit = 0; bit < 32; bit++)
        {
            reversed |= ((x >> bit) & 1) << (31 - bit);
        }

        return reversed;
    }
}
