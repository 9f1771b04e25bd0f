using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using CostSim.Numerics;

namespace CostSim.Sampling;

/// <summary>
/// The address of a chance event inside a trial (domain A): four random words as a function of seed, stream, trial, replicate and
/// event number, the same for every option compared. Tested by <c>EventTests</c> against published words.
/// </summary>
public static class Event
{
    /// <summary>Events whose words are worked out together.</summary>
    public const int Together = 16;

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

    /// <summary>The words of many events of one stream, joined two by two, the earlier one in the lower half.</summary>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="stream">Stream of the events.</param>
    /// <param name="trial">Trial, 0 to 2⁴⁸ − 1.</param>
    /// <param name="replicate">Replicate, 0 to 65 535.</param>
    /// <param name="numbers">Numbers of the events, below 2³²; a multiple of <see cref="Together"/>.</param>
    /// <param name="first">Receives words 0 and 1 of each event.</param>
    /// <param name="second">Receives words 2 and 3 of each event.</param>
    /// <exception cref="ArgumentOutOfRangeException">Lengths differ or are no multiples of it.</exception>
    public static void Fill(
        ulong seed, StreamKey stream, long trial, int replicate, ReadOnlySpan<ulong> numbers, Span<ulong> first, Span<ulong> second)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(numbers.Length % Together, 0, nameof(numbers));
        ArgumentOutOfRangeException.ThrowIfNotEqual(first.Length, numbers.Length, nameof(first));
        ArgumentOutOfRangeException.ThrowIfNotEqual(second.Length, numbers.Length, nameof(second));
        if (Vector512.IsHardwareAccelerated)
        {
            Fill<Eight>(seed, stream, trial, replicate, numbers, first, second);
        }
        else
        {
            Fill<Four>(seed, stream, trial, replicate, numbers, first, second);
        }
    }

    /// <summary>Which of many events of one stream have a <see cref="EventWords.FirstPair"/> above a bound.</summary>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="stream">Stream of the events.</param>
    /// <param name="trial">Trial, 0 to 2⁴⁸ − 1.</param>
    /// <param name="replicate">Replicate, 0 to 65 535.</param>
    /// <param name="numbers">Numbers of the events, below 2³²; a multiple of <see cref="Together"/>.</param>
    /// <param name="bound">The bound.</param>
    /// <param name="above">Bits that are set for those that are; left alone for the others.</param>
    /// <exception cref="ArgumentOutOfRangeException">Lengths differ or are no multiples of it.</exception>
    public static void Mark(ulong seed, StreamKey stream, long trial, int replicate, ReadOnlySpan<ulong> numbers, double bound, Span<ulong> above)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(numbers.Length % Together, 0, nameof(numbers));
        ArgumentOutOfRangeException.ThrowIfNotEqual(above.Length, numbers.Length, nameof(above));
        if (Vector512.IsHardwareAccelerated)
        {
            Mark<Eight>(seed, stream, trial, replicate, numbers, bound, above);
        }
        else
        {
            Mark<Four>(seed, stream, trial, replicate, numbers, bound, above);
        }
    }

    private static void Mark<T>(ulong seed, StreamKey stream, long trial, int replicate, ReadOnlySpan<ulong> numbers, double bound, Span<ulong> above)
        where T : struct, IVector<T>
    {
        ref double from = ref Unsafe.As<ulong, double>(ref MemoryMarshal.GetReference(numbers));
        ref double to = ref Unsafe.As<ulong, double>(ref MemoryMarshal.GetReference(above));
        for (int i = 0; i < numbers.Length; i += 2 * T.Count)
        {
            ((T a0, T a1, _, _), (T b0, T b1, _, _)) = Words(seed, stream, trial, replicate, T.Load(ref from, i), T.Load(ref from, i + T.Count));
            (T.Load(ref to, i) | T.Above(Uniforms.From52(a0, a1), T.Of(bound))).Store(ref to, i);
            (T.Load(ref to, i + T.Count) | T.Above(Uniforms.From52(b0, b1), T.Of(bound))).Store(ref to, i + T.Count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ((T, T, T, T) A, (T, T, T, T) B) Words<T>(ulong seed, StreamKey stream, long trial, int replicate, T numbers, T others)
        where T : struct, IVector<T>
    {
        var a0 = T.OfBits(unchecked((uint)trial));
        var a1 = T.OfBits(Uniforms.ReplicateWord(replicate, trial));
        var a3 = T.OfBits(0x80000000 | stream.EventBits);
        (T b0, T b1, T b3) = (a0, a1, a3);
        Philox.Words(ref a0, ref a1, ref numbers, ref a3, ref b0, ref b1, ref others, ref b3, seed);
        return ((a0, a1, numbers, a3), (b0, b1, others, b3));
    }

    private static void Fill<T>(
        ulong seed, StreamKey stream, long trial, int replicate, ReadOnlySpan<ulong> numbers, Span<ulong> first, Span<ulong> second)
        where T : struct, IVector<T>
    {
        ref double from = ref Unsafe.As<ulong, double>(ref MemoryMarshal.GetReference(numbers));
        ref double low = ref Unsafe.As<ulong, double>(ref MemoryMarshal.GetReference(first));
        ref double high = ref Unsafe.As<ulong, double>(ref MemoryMarshal.GetReference(second));
        for (int i = 0; i < numbers.Length; i += 2 * T.Count)
        {
            int next = i + T.Count;
            ((T a0, T a1, T a2, T a3), (T b0, T b1, T b2, T b3)) = Words(seed, stream, trial, replicate, T.Load(ref from, i), T.Load(ref from, next));
            Uniforms.Join(a0, a1).Store(ref low, i);
            Uniforms.Join(a2, a3).Store(ref high, i);
            Uniforms.Join(b0, b1).Store(ref low, next);
            Uniforms.Join(b2, b3).Store(ref high, next);
        }
    }
}

/// <summary>Four random 32-bit words.</summary>
/// <param name="X0">First word.</param>
/// <param name="X1">Second word.</param>
/// <param name="X2">Third word.</param>
/// <param name="X3">Fourth word.</param>
public readonly record struct EventWords(uint X0, uint X1, uint X2, uint X3)
{
    /// <summary>Words that were joined two by two.</summary>
    /// <param name="first">Words 0 and 1, the earlier one in the lower half.</param>
    /// <param name="second">Words 2 and 3.</param>
    public static EventWords Of(ulong first, ulong second) => new((uint)first, (uint)(first >> 32), (uint)second, (uint)(second >> 32));

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
    public double FirstPair => FirstPairOf(((ulong)X1 << 32) | X0);

    /// <summary>Words 2 and 3 as one uniform of 52 bits, strictly between 0 and 1.</summary>
    public double SecondPair => Uniforms.From52(((ulong)X3 << 32) | X2);

    /// <summary>The <see cref="FirstPair"/> of an event whose words 0 and 1 were joined.</summary>
    internal static double FirstPairOf(ulong first) => Uniforms.From52(first);
}
