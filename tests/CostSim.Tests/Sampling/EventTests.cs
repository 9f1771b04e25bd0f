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

    [Fact]
    public void Many_events_at_once_have_the_words_of_each()
    {
        StreamKey stream = StreamKey.Of("chance:raids:strike:hits:cruise");
        ulong[] numbers = [0, 5, 1, uint.MaxValue, 7 << 20, (7 << 20) + 1, 0x7fffffff, 0x80000000, 9, 9, 10, 3, 2, 1, 1 << 16, 77];
        ulong[] first = new ulong[numbers.Length];
        ulong[] second = new ulong[numbers.Length];
        foreach ((ulong seed, long trial, int replicate) in ((ulong, long, int)[])[(7, 3, 0), (20250520, (1L << 40) + 9, 2), (ulong.MaxValue, 0, 65_535)])
        {
            Event.Fill(seed, stream, trial, replicate, numbers, first, second);
            ulong[] marks = new ulong[numbers.Length];
            Event.Mark(seed, stream, trial, replicate, numbers, EventWords.FirstPairOf(first[3]), marks);
            for (int i = 0; i < numbers.Length; i++)
            {
                EventWords words = Event.Words(seed, stream, trial, replicate, (uint)numbers[i]);
                Assert.Equal(words, EventWords.Of(first[i], second[i]));
                Assert.Equal(words.FirstPair, EventWords.FirstPairOf(first[i]));
                Assert.Equal(first[i] >> 12 > first[3] >> 12 ? ulong.MaxValue : 0, marks[i]);
            }
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => Event.Fill(1, stream, 0, 0, numbers.AsSpan(1), first.AsSpan(1), second.AsSpan(1)));
    }
}
