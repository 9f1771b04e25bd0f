namespace CostSim.Sampling;

/// <summary>
/// Uniform draws by address. Input draws: one per stream and trial, 52 bits, never 0, ½ or 1. Event draws: four words per stream, trial and
/// event. Eight consecutive trials come from four counters; the order in which words are dealt to trials is fixed so that vector code can
/// store them without shuffling.
/// </summary>
public static class Uniforms
{
    /// <summary>Fills the draws of consecutive trials.</summary>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="replicate">Replicate, below 65,536.</param>
    /// <param name="stream">Stream.</param>
    /// <param name="firstTrial">First trial.</param>
    /// <param name="draws">Receives one draw per trial, in (0, 1).</param>
    public static void Fill(ulong seed, int replicate, StreamKey stream, long firstTrial, Span<double> draws)
    {
        Span<uint> words = stackalloc uint[4];
        int i = 0;
        while (i < draws.Length)
        {
            long t = firstTrial + i;
            bool whole = (t & 7) == 0 && draws.Length - i >= 8;
            int lanes = whole ? 4 : 1;
            for (int lane = 0; lane < lanes; lane++)
            {
                Counter(words, seed, replicate, stream, (4 * (t >> 3)) + ((t + lane) & 3));
                if (whole)
                {
                    draws[i + lane] = FromWords(words[0], words[1]);
                    draws[i + lane + 4] = FromWords(words[2], words[3]);
                }
                else
                {
                    int pair = (int)((t >> 2) & 1);
                    draws[i] = FromWords(words[2 * pair], words[(2 * pair) + 1]);
                }
            }

            i += whole ? 8 : 1;
        }
    }

    /// <summary>The draw of one trial, in (0, 1).</summary>
    public static double At(ulong seed, int replicate, StreamKey stream, long trial)
    {
        Span<double> one = stackalloc double[1];
        Fill(seed, replicate, stream, trial, one);
        return one[0];
    }

    /// <summary>The four words of an event of a trial.</summary>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="replicate">Replicate.</param>
    /// <param name="stream">Stream.</param>
    /// <param name="trial">Trial.</param>
    /// <param name="eventNumber">Number of the event within trial and stream.</param>
    /// <param name="words">Receives four words.</param>
    public static void Event(ulong seed, int replicate, StreamKey stream, long trial, uint eventNumber, Span<uint> words)
    {
        words[0] = (uint)trial;
        words[1] = ((uint)replicate << 16) | (uint)((trial >> 32) & 0xFFFF);
        words[2] = eventNumber;
        words[3] = 0x80000000 | (uint)(stream.Hash & 0x7FFFFFFF);
        Philox.Encrypt(words, (uint)seed, (uint)(seed >> 32));
    }

    /// <summary>A uniform from a 32-bit word: (2x + 1)·2⁻³³.</summary>
    public static double FromWord(uint word) => ((2.0 * word) + 1) * (1.0 / 8589934592.0);

    private static void Counter(Span<uint> words, ulong seed, int replicate, StreamKey stream, long block)
    {
        words[0] = (uint)block;
        words[1] = ((uint)replicate << 16) | (uint)((block >> 32) & 0xFFFF);
        words[2] = (uint)stream.Hash;
        words[3] = (uint)(stream.Hash >> 32) & 0x7FFFFFFF;
        Philox.Encrypt(words, (uint)seed, (uint)(seed >> 32));
    }

    /// <summary>(2⌊w/2¹²⌋ + 1)·2⁻⁵³ from two words.</summary>
    private static double FromWords(uint low, uint high)
    {
        ulong word = ((ulong)high << 32) | low;
        return BitConverter.UInt64BitsToDouble((word >> 12) | 0x3FF0000000000000) - (1 - (1.0 / 9007199254740992));
    }
}
