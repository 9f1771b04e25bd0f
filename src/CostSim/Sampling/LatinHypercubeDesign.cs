using System.Numerics;

namespace CostSim.Sampling;

/// <summary>
/// Latin hypercube (McKay, Beckman and Conover 1979): in each replicate of n trials every input falls once in each of n equally
/// likely strata. u = (π(point) + v) / n with v uniform; the permutation π is a Feistel network with cycle walking, so any trial
/// can be asked for on its own.
/// </summary>
/// <remarks>
/// Six balanced rounds, halves of at least four bits (with fewer, pairs of places are visibly uneven). Errors come from the
/// replicates only. Tested by <c>TrialDesignTests</c>: published permutations and values, bijection for n = 10, 1000, 2²⁰.
/// </remarks>
public sealed class LatinHypercubeDesign : TrialDesign
{
    internal const string JitterSuffix = "#lhs";

    private const int Rounds = 6;
    private const uint KeyMark = 0x4C485321;

    private readonly int _halfBits;

    /// <summary>Replicates of a Latin hypercube.</summary>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="replicates">Number of replicates, 1 to 65 535.</param>
    /// <param name="trialsPerReplicate">Trials in one replicate, 1 to 2⁴⁰.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public LatinHypercubeDesign(ulong seed, int replicates, long trialsPerReplicate)
        : base(seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(replicates, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(replicates, 65535);
        ArgumentOutOfRangeException.ThrowIfLessThan(trialsPerReplicate, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(trialsPerReplicate, 1L << 40);
        Replicates = replicates;
        TrialsPerReplicate = trialsPerReplicate;
        int bits = 64 - BitOperations.LeadingZeroCount((ulong)(trialsPerReplicate - 1));
        _halfBits = Math.Max(4, (bits + 1) / 2);
    }

    /// <inheritdoc/>
    public override string Name => "lhs";

    /// <inheritdoc/>
    public override int Replicates { get; }

    /// <inheritdoc/>
    public override long TrialsPerReplicate { get; }

    /// <inheritdoc/>
    public override int Dimensions => 0;

    /// <summary>The stratum of a point.</summary>
    internal long Stratum(long point, ReadOnlySpan<uint> keys)
    {
        uint mask = (1u << _halfBits) - 1;
        ulong place = (ulong)point;
        do
        {
            uint left = (uint)(place >> _halfBits);
            uint right = (uint)place & mask;
            foreach (uint key in keys)
            {
                (left, right) = (right, left ^ (Scramble(unchecked((right * 0x9E3779B1) + key)) & mask));
            }

            place = ((ulong)left << _halfBits) | right;
        }
        while (place >= (ulong)TrialsPerReplicate);
        return (long)place;
    }

    internal void FillKeys(StreamKey stream, int replicate, Span<uint> keys)
    {
        ulong bits = stream.InputBits;
        for (int round = 0; round < keys.Length; round++)
        {
            EventWords words = Philox.Words((uint)round, (uint)replicate << 16, unchecked((uint)bits), (uint)(bits >> 32), Seed);
            keys[round] = words.X3 ^ KeyMark;
        }
    }

    private protected override void FillReplicate(
        StreamKey stream, int dimension, int replicate, long firstPoint, Span<double> destination)
    {
        Span<uint> keys = stackalloc uint[Rounds];
        FillKeys(stream, replicate, keys);
        Uniforms.Fill(Seed, stream.Followed(JitterSuffix), firstPoint, replicate, destination);
        double n = TrialsPerReplicate;
        for (int t = 0; t < destination.Length; t++)
        {
            destination[t] = (Stratum(firstPoint + t, keys) + destination[t]) / n;
        }
    }

    // Finaliser of MurmurHash3 (Appleby).
    private static uint Scramble(uint h)
    {
        unchecked
        {
            h = (h ^ (h >> 16)) * 0x85ebca6b;
            h = (h ^ (h >> 13)) * 0xc2b2ae35;
            return h ^ (h >> 16);
        }
    }
}
