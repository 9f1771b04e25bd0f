using CostSim.Sampling;

namespace CostSim.Tests.Sampling;

public class EventTests
{
    [Fact]
    public void Words_are_the_published_ones()
    {
        EventWords words = Event.Words(0x0123456789abcdef, StreamKey.Of("threat.raid_size"), 5, 0, 7);
        Assert.Equal(new EventWords(0xb0e9c516, 0xfef2ca9c, 0xc60e45aa, 0x7a1b6f96), words);
        Assert.Equal(0.691067045205, words.Uniform(0), 1e-12);
        Assert.Equal(0.476981138461, words.Uniform(3), 1e-12);
        Assert.Throws<ArgumentOutOfRangeException>(() => words.Uniform(4));
    }

    [Fact]
    public void Events_and_inputs_of_one_stream_never_share_a_counter()
    {
        StreamKey stream = StreamKey.Of("threat.raid_size");
        double input = Uniforms.At(1, stream, 0, 0);
        Assert.NotEqual(input, Event.Words(1, stream, 0, 0, unchecked((uint)stream.InputBits)).FirstPair);
    }
}
