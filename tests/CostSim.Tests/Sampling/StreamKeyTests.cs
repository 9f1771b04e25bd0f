using CostSim.Sampling;

namespace CostSim.Tests.Sampling;

public class StreamKeyTests
{
    [Theory]
    [InlineData("", 0xf52a15e9a9b5e89b)]
    [InlineData("a", 0x02c0bdbf481420f8)]
    [InlineData("cost.patriot.unit_price", 0x2c931f4305ec6c0c)]
    [InlineData("threat.conflict", 0xcb7a9db947f4350a)]
    [InlineData("threat.raid_size", 0xeb9b539fe6379380)]
    public void Keys_are_the_published_ones(string name, ulong hash) => Assert.Equal(hash, StreamKey.Of(name).Hash);

    [Fact]
    public void A_suffix_gives_the_key_of_the_longer_name() =>
        Assert.Equal(StreamKey.Of("threat.conflict#lhs").Hash, StreamKey.Of("threat.conflict").Followed("#lhs").Hash);

    [Fact]
    public void Distinct_names_do_not_collide_and_repetitions_are_none() =>
        Assert.Null(StreamKey.FindCollision(Enumerable.Range(0, 1000).Select(i => $"input{i % 500}")));

    [Fact]
    public void A_collision_is_found()
    {
        // Tooth: by the birthday bound, 200 000 names share 31 bits somewhere (expected 9 pairs).
        Assert.NotNull(StreamKey.FindCollision(Enumerable.Range(0, 200_000).Select(i => $"input{i}")));
    }
}
