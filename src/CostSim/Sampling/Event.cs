using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CostSim.Sampling;

/// <summary>
/// The address of a chance event inside a trial (domain A): four random words as a function of seed, stream, trial, replicate and
/// event number, the same for every option compared. Tested by <c>EventTests</c> against published words.
/// </summary>
public static class Event
{
    /// <summary>The four words of one event.</summary>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="stream">Stream of the event.</param>
    /// <param name="trial">Trial, 0 to 2⁴⁸ − 1.</param>
    /// <param name="replicate">Replicate, 0 to 65 535.</param>
    /// <param name="number">Number of the event within trial and stream.</param>
    public static EventWords Words(ulong seed, StreamKey stream, long trial, int replicate, uint number) =>
        Philox.Words(
            unchecked((uint)trial),
            Uniforms.ReplicateWord(replicate, trial),
            number,
            0x80000000 | stream.EventBits,
            seed);

    /// <summary>The <see cref="EventWords.FirstPair"/> of four consecutive events of a stream, as a vector.</summary>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="stream">Stream of the events.</param>
    /// <param name="trial">Trial, 0 to 2⁴⁸ − 1.</param>
    /// <param name="replicate">Replicate, 0 to 65 535.</param>
    /// <param name="number">Number of the first event.</param>
    public static Vector256<double> FirstPairs(ulong seed, StreamKey stream, long trial, int replicate, uint number)
    {
        if (!Avx2.IsSupported)
        {
            return Vector256.Create(
                Words(seed, stream, trial, replicate, number).FirstPair,
                Words(seed, stream, trial, replicate, unchecked(number + 1)).FirstPair,
                Words(seed, stream, trial, replicate, unchecked(number + 2)).FirstPair,
                Words(seed, stream, trial, replicate, unchecked(number + 3)).FirstPair);
        }

        var c0 = Vector256.Create((ulong)unchecked((uint)trial));
        var c1 = Vector256.Create((ulong)Uniforms.ReplicateWord(replicate, trial));
        Vector256<ulong> c2 = Vector256.Create((ulong)number) + Vector256.Create(0ul, 1, 2, 3);
        var c3 = Vector256.Create((ulong)(0x80000000 | stream.EventBits));
        Philox.Words(ref c0, ref c1, ref c2, ref c3, seed);
        return Uniforms.From52(c0, c1);
    }
}

/// <summary>Four random 32-bit words.</summary>
/// <param name="X0">First word.</param>
/// <param name="X1">Second word.</param>
/// <param name="X2">Third word.</param>
/// <param name="X3">Fourth word.</param>
public readonly record struct EventWords(uint X0, uint X1, uint X2, uint X3)
{
    /// <summary>Word <paramref name="word"/> as a uniform (2x + 1) · 2⁻³³, strictly between 0 and 1.</summary>
    /// <param name="word">0 to 3.</param>
    /// <exception cref="ArgumentOutOfRangeException">The word is not 0 to 3.</exception>
    public double Uniform(int word) => word switch
    {
        0 => Uniforms.From32(X0),
        1 => Uniforms.From32(X1),
        2 => Uniforms.From32(X2),
        3 => Uniforms.From32(X3),
        _ => throw new ArgumentOutOfRangeException(nameof(word), word, "An event has words 0 to 3."),
    };

    /// <summary>Words 0 and 1 as one uniform of 52 bits, strictly between 0 and 1.</summary>
    public double FirstPair => Uniforms.From52(((ulong)X1 << 32) | X0);

    /// <summary>Words 2 and 3 as one uniform of 52 bits, strictly between 0 and 1.</summary>
    public double SecondPair => Uniforms.From52(((ulong)X3 << 32) | X2);
}
