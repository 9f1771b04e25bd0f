using CostSim.Sampling;

namespace CostSim.Tests.Sampling;

/// <summary>Layout version 1 against values computed by a Python twin, exact; vector against scalar, exact.</summary>
public class UniformsTests
{
    private const ulong Seed = 0x0123456789abcdef;

    private static readonly StreamKey Price = StreamKey.Of("cost.patriot.unit_price");

    [Fact]
    public void Uniforms_are_the_published_ones()
    {
        double[] expected =
        [
            0.47576169928438594, 0.03627122731517296, 0.058038115642168209, 0.7575960695757965, 0.75023279143610033,
            0.11157598335326979, 0.032129236401604255, 0.68750562156574857,
        ];
        double[] actual = new double[8];
        Uniforms.Fill(Seed, Price, 0, 0, actual);
        Assert.Equal(expected, actual);
        Assert.Equal(0.97538855178381267, Uniforms.At(Seed, Price, (1L << 33) + 13, 0));
        Assert.Equal(0.29427186709928221, Uniforms.At(Seed, Price, 0, 1));
        Assert.Equal(0.015235515670677713, Uniforms.At(Seed, Price, 1, 1));
        Assert.Equal(0.10251678076936244, Uniforms.At(Seed, StreamKey.Of("threat.conflict"), 0, 0));
        Assert.Equal(0.73810848233521142, Uniforms.At(Seed, StreamKey.Of("threat.conflict"), 1, 0));
    }

    [Theory]
    [InlineData(0, 1024)]
    [InlineData(3, 1)]
    [InlineData(5, 2000)]
    [InlineData((1L << 33) - 21, 77)]
    public void Any_window_has_the_bits_of_single_trials(long first, int count)
    {
        double[] window = new double[count];
        Uniforms.Fill(Seed, Price, first, 3, window);
        for (int t = 0; t < count; t++)
        {
            Assert.Equal(Uniforms.At(Seed, Price, first + t, 3), window[t]);
        }
    }

    [Fact]
    public void Extreme_words_stay_strictly_between_zero_and_one()
    {
        Assert.Equal(Math.ScaleB(1, -53), Uniforms.From52(0));
        Assert.Equal(1 - Math.ScaleB(1, -53), Uniforms.From52(ulong.MaxValue));
        Assert.Equal(Math.ScaleB(1, -33), Uniforms.From32(0));
        Assert.Equal(1 - Math.ScaleB(1, -33), Uniforms.From32(uint.MaxValue));
    }
}
