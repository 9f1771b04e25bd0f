using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using CostSim.Numerics;

namespace CostSim.Sampling;

/// <summary>
/// The uniforms of the uncertain inputs (domain E): one 52-bit number strictly between 0 and 1 per seed, replicate, stream and
/// trial, as a pure function of these. Layout version 1.
/// </summary>
/// <remarks>
/// Eight consecutive trials share four counters, so that vectors of four are stored without shuffling. Tested by
/// <c>UniformsTests</c>: published values, and vector equal to scalar bit by bit.
/// </remarks>
public static class Uniforms
{
    /// <summary>Version of the mapping from address to number; results are comparable only within one version.</summary>
    public const int LayoutVersion = 1;

    private const double BelowOne = 1 - 1.1102230246251565e-16;
    private const ulong OneBits = 0x3FF0000000000000;

    /// <summary>The uniform of one trial.</summary>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="stream">Stream of the input.</param>
    /// <param name="trial">Trial, 0 to 2⁴⁸ − 1.</param>
    /// <param name="replicate">Replicate, 0 to 65 535.</param>
    public static double At(ulong seed, StreamKey stream, long trial, int replicate)
    {
        long block = ((trial >> 3) * 4) + (trial & 3);
        ulong bits = stream.InputBits;
        EventWords words = Philox.Words(
            unchecked((uint)block), ReplicateWord(replicate, block), unchecked((uint)bits), (uint)(bits >> 32), seed);
        return (trial & 4) == 0 ? words.FirstPair : words.SecondPair;
    }

    /// <summary>The uniforms of consecutive trials.</summary>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="stream">Stream of the input.</param>
    /// <param name="firstTrial">First trial, not negative; any alignment.</param>
    /// <param name="replicate">Replicate, 0 to 65 535.</param>
    /// <param name="destination">Receives the uniform of trial firstTrial + i at place i.</param>
    public static void Fill(ulong seed, StreamKey stream, long firstTrial, int replicate, Span<double> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(firstTrial);
        if (!Avx2.IsSupported)
        {
            FillScalar(seed, stream, firstTrial, replicate, destination);
            return;
        }

        int head = (int)Math.Min(destination.Length, (8 - (firstTrial & 7)) & 7);
        int body = (destination.Length - head) & ~15;
        FillScalar(seed, stream, firstTrial, replicate, destination[..head]);
        FillVector(seed, stream, firstTrial + head, replicate, destination.Slice(head, body));
        FillScalar(seed, stream, firstTrial + head + body, replicate, destination[(head + body)..]);
    }

    internal static void FillScalar(ulong seed, StreamKey stream, long firstTrial, int replicate, Span<double> destination)
    {
        for (int t = 0; t < destination.Length; t++)
        {
            destination[t] = At(seed, stream, firstTrial + t, replicate);
        }
    }

    // Needs AVX2, a first trial that is a multiple of 8 and a length that is one of 16.
    internal static void FillVector(ulong seed, StreamKey stream, long firstTrial, int replicate, Span<double> destination)
    {
        ref double start = ref MemoryMarshal.GetReference(destination);
        Vector256<ulong> lanes = Vector256.Create(0ul, 1, 2, 3);
        for (int t = 0; t < destination.Length; t += 16)
        {
            // Only the lower half of what the lanes hold is a word of the counter: the eight counters may lie on both sides of 2³².
            long block = (firstTrial + t) >> 1;
            var a0 = new Four((Vector256.Create((ulong)block) + lanes).AsDouble());
            var b0 = new Four((Vector256.Create((ulong)block + 4) + lanes).AsDouble());
            var a1 = Four.OfBits(ReplicateWord(replicate, block));
            var b1 = Four.OfBits(ReplicateWord(replicate, block + 4));
            var a2 = Four.OfBits(stream.InputBits & 0xffffffff);
            var a3 = Four.OfBits(stream.InputBits >> 32);
            (Four b2, Four b3) = (a2, a3);
            Philox.Words(ref a0, ref a1, ref a2, ref a3, ref b0, ref b1, ref b2, ref b3, seed);
            From52(a0, a1).Store(ref start, t);
            From52(a2, a3).Store(ref start, t + 4);
            From52(b0, b1).Store(ref start, t + 8);
            From52(b2, b3).Store(ref start, t + 12);
        }
    }

    /// <summary>(2⌊w / 2¹²⌋ + 1) · 2⁻⁵³: exact, symmetric about ½, never 0, ½ or 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static double From52(ulong word) => BitConverter.UInt64BitsToDouble((word >> 12) | OneBits) - BelowOne;

    /// <summary>(2x + 1) · 2⁻³³.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static double From32(uint word) => ((2.0 * word) + 1) * 1.1641532182693481e-10;

    /// <summary>Second counter word: replicate and bits 32 to 47 of the counter.</summary>
    internal static uint ReplicateWord(int replicate, long block) => ((uint)replicate << 16) | ((uint)(block >> 32) & 0xffff);

    /// <summary>The words of two halves of 64 bits, lower and upper.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Join<T>(T low, T high)
        where T : struct, IVector<T> => T.ShiftUp(high, 32) | (low & T.OfBits(0xffffffff));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T From52<T>(T low, T high)
        where T : struct, IVector<T> => (T.ShiftDown(Join(low, high), 12) | T.OfBits(OneBits)) - T.Of(BelowOne);
}
