using System.Globalization;
using CostSim.Sampling;

namespace CostSim.Tests.Sampling;

/// <summary>Known answers: Random123's <c>kat_vectors</c>, and the layout computed independently in Python and C++.</summary>
public sealed class PhiloxTests
{
    private const ulong Seed = 0x0123456789ABCDEF;

    [Theory]
    [InlineData("00000000 00000000 00000000 00000000", "00000000 00000000", 10, "6627e8d5 e169c58d bc57ac4c 9b00dbd8")]
    [InlineData("ffffffff ffffffff ffffffff ffffffff", "ffffffff ffffffff", 10, "408f276d 41c83b0e a20bc7c6 6d5451fd")]
    [InlineData("243f6a88 85a308d3 13198a2e 03707344", "a4093822 299f31d0", 10, "d16cfe09 94fdcceb 5001e420 24126ea1")]
    [InlineData("243f6a88 85a308d3 13198a2e 03707344", "a4093822 299f31d0", 7, "4dfccaba 190a87f0 c47362ba b6b5242a")]
    public void Philox_gives_the_published_known_answers(string counter, string key, int rounds, string expected)
    {
        uint[] words = Words(counter);
        uint[] keys = Words(key);
        Philox.Encrypt(words, keys[0], keys[1], rounds);
        Assert.Equal(Words(expected), words);
    }

    [Theory]
    [InlineData("a", 0x02c0bdbf481420f8UL)]
    [InlineData("cost.patriot.unit_price", 0x2c931f4305ec6c0cUL)]
    [InlineData("threat.conflict", 0xcb7a9db947f4350aUL)]
    [InlineData("threat.raid_size", 0xeb9b539fe6379380UL)]
    public void A_stream_is_addressed_by_the_hash_of_its_name(string name, ulong expected) => Assert.Equal(expected, StreamKey.Of(name).Hash);

    [Fact]
    public void Input_draws_match_the_reference_layout()
    {
        double[] expected =
        [
            0.47576169928438594, 0.03627122731517296, 0.058038115642168209, 0.7575960695757965, 0.75023279143610033, 0.11157598335326979,
            0.032129236401604255, 0.68750562156574857,
        ];
        var stream = StreamKey.Of("cost.patriot.unit_price");
        double[] draws = new double[8];
        Uniforms.Fill(Seed, 0, stream, 0, draws);
        Assert.Equal(expected, draws);
        Assert.Equal(0.97538855178381267, Uniforms.At(Seed, 0, stream, (1L << 33) + 13));
        Assert.Equal(0.29427186709928221, Uniforms.At(Seed, 1, stream, 0));
        Assert.Equal(0.10251678076936244, Uniforms.At(Seed, 0, StreamKey.Of("threat.conflict"), 0));
    }

    [Fact]
    public void Event_draws_match_the_reference_layout()
    {
        uint[] words = new uint[4];
        Uniforms.Event(Seed, 0, StreamKey.Of("threat.raid_size"), 5, 7, words);
        Assert.Equal(Words("b0e9c516 fef2ca9c c60e45aa 7a1b6f96"), words);
    }

    [Fact]
    public void Draws_do_not_depend_on_where_a_fill_starts_or_ends()
    {
        var stream = StreamKey.Of("x");
        double[] whole = new double[64];
        Uniforms.Fill(7, 0, stream, 0, whole);
        for (int first = 0; first < 20; first++)
        {
            double[] part = new double[33];
            Uniforms.Fill(7, 0, stream, first, part);
            Assert.Equal(whole[first..(first + 33)], part);
        }
    }

    [Fact]
    public void Names_that_would_share_draws_are_found() => Assert.Equal(("a", "a"), StreamKey.Collision(["b", "a", "a"]));

    private static uint[] Words(string text) => [.. text.Split(' ').Select(word => uint.Parse(word, NumberStyles.HexNumber, CultureInfo.InvariantCulture))];
}
