using System.Runtime.CompilerServices;
using CostSim.Numerics;

namespace CostSim.Sampling;

/// <summary>
/// Philox4x32, a counter-based generator: four random 32-bit words as a pure function of a 128-bit counter and a 64-bit key
/// (Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011).
/// </summary>
/// <remarks>Tested by <c>PhiloxTests</c> against the authors' known answers, for 7 and 10 rounds.</remarks>
public static class Philox
{
    internal const uint Multiplier0 = 0xD2511F53;
    internal const uint Multiplier1 = 0xCD9E8D57;
    internal const uint Weyl0 = 0x9E3779B9;
    internal const uint Weyl1 = 0xBB67AE85;

    /// <summary>Rounds used by the simulator.</summary>
    public const int Rounds = 10;

    /// <summary>The four words at a counter, after ten rounds.</summary>
    /// <param name="c0">Counter, lowest word.</param>
    /// <param name="c1">Counter, second word.</param>
    /// <param name="c2">Counter, third word.</param>
    /// <param name="c3">Counter, highest word.</param>
    /// <param name="key">Key; its low half is the first key word.</param>
    public static EventWords Words(uint c0, uint c1, uint c2, uint c3, ulong key) => Words(c0, c1, c2, c3, key, Rounds);

    internal static EventWords Words(uint c0, uint c1, uint c2, uint c3, ulong key, int rounds)
    {
        unchecked
        {
            uint k0 = (uint)key;
            uint k1 = (uint)(key >> 32);
            for (int round = 0; round < rounds; round++)
            {
                ulong p0 = (ulong)Multiplier0 * c0;
                ulong p1 = (ulong)Multiplier1 * c2;
                (c0, c1, c2, c3) = ((uint)(p1 >> 32) ^ c1 ^ k0, (uint)p1, (uint)(p0 >> 32) ^ c3 ^ k1, (uint)p0);
                k0 += Weyl0;
                k1 += Weyl1;
            }

            return new EventWords(c0, c1, c2, c3);
        }
    }

    /// <summary>
    /// The ten rounds for two vectors of counters, a counter per lane of 64 bits; two, because one alone would wait for its multiplications. Upper
    /// halves hold rubbish: the multiplication does not see it.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Words<T>(ref T a0, ref T a1, ref T a2, ref T a3, ref T b0, ref T b1, ref T b2, ref T b3, ulong key)
        where T : struct, IVector<T>
    {
        var m0 = T.OfBits(Multiplier0);
        var m1 = T.OfBits(Multiplier1);
        var k0 = T.OfBits((uint)key);
        var k1 = T.OfBits(key >> 32);
        for (int round = 0; round < Rounds; round++)
        {
            T p0 = T.MultiplyHalves(m0, a0);
            T p1 = T.MultiplyHalves(m1, a2);
            T q0 = T.MultiplyHalves(m0, b0);
            T q1 = T.MultiplyHalves(m1, b2);
            a0 = T.ShiftDown(p1, 32) ^ a1 ^ k0;
            b0 = T.ShiftDown(q1, 32) ^ b1 ^ k0;
            a2 = T.ShiftDown(p0, 32) ^ a3 ^ k1;
            b2 = T.ShiftDown(q0, 32) ^ b3 ^ k1;
            (a1, a3, b1, b3) = (p1, p0, q1, q0);
            k0 = T.AddBits(k0, Weyl0);
            k1 = T.AddBits(k1, Weyl1);
        }
    }
}
