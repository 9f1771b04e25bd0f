using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CostSim.Sampling;

/// <summary>
/// Scrambled Sobol' points: each replicate is a digital net of n = 2ᵏ points, scrambled on its own by hashing, a nested uniform
/// scramble in the sense of Owen (1995). Integrates smooth outcomes with far smaller errors than independent trials.
/// </summary>
/// <remarks>
/// Direction numbers of Joe and Kuo (2008), natural order, origin kept (Owen 2020). Scramble of Laine and Karras (2011) and Burley
/// (2020) with the constants of Vegdahl (2021). Errors come from the replicates only: a standard deviation over √n is wrong here.
/// An input without a dimension is drawn as in plain Monte Carlo, at its trial number. Tested by <c>SobolDesignTests</c>: published
/// integers and uniforms, one point per stratum, vector equal to scalar.
/// </remarks>
public sealed class SobolDesign : TrialDesign
{
    private readonly uint[] _reversedDirections;

    /// <summary>Replicates of a scrambled net.</summary>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="replicates">Number of replicates, 1 to 65 535; 16 is usual, 32 when quantiles matter.</param>
    /// <param name="trialsPerReplicate">Points in one replicate, a power of two up to 2³².</param>
    /// <param name="dimensions">Dimensions provided, 1 to <see cref="SobolDirections.MostDimensions"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range, or the trials are no power of two.</exception>
    public SobolDesign(ulong seed, int replicates, long trialsPerReplicate, int dimensions = SobolDirections.MostDimensions)
        : base(seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(replicates, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(replicates, 65535);
        if (trialsPerReplicate < 1 || trialsPerReplicate > 1L << 32 || !BitOperations.IsPow2(trialsPerReplicate))
        {
            throw new ArgumentOutOfRangeException(
                nameof(trialsPerReplicate), trialsPerReplicate, "A replicate has 2^k points, k = 0 to 32.");
        }

        _reversedDirections = SobolDirections.Reversed(dimensions);
        Replicates = replicates;
        TrialsPerReplicate = trialsPerReplicate;
        Dimensions = dimensions;
    }

    /// <inheritdoc/>
    public override string Name => "sobol";

    /// <inheritdoc/>
    public override int Replicates { get; }

    /// <inheritdoc/>
    public override long TrialsPerReplicate { get; }

    /// <inheritdoc/>
    public override int Dimensions { get; }

    /// <summary>Seed of the scramble of one stream in one replicate.</summary>
    internal static uint ScrambleSeed(ulong seed, int replicate, StreamKey stream) =>
        unchecked((uint)StreamKey.Mix(seed ^ StreamKey.Mix((ulong)replicate + 1) ^ stream.Hash));

    /// <summary>Unscrambled point, bits reversed: bit 0 stands for ½.</summary>
    internal uint ReversedPoint(int dimension, uint point)
    {
        ReadOnlySpan<uint> directions = _reversedDirections.AsSpan(dimension * 32, 32);
        uint x = 0;
        for (; point != 0; point &= point - 1)
        {
            x ^= directions[BitOperations.TrailingZeroCount(point)];
        }

        return x;
    }

    internal void FillScalar(int dimension, uint scramble, uint firstPoint, Span<double> destination)
    {
        for (int t = 0; t < destination.Length; t++)
        {
            destination[t] = Uniforms.From32(ReverseBits(Scramble(ReversedPoint(dimension, firstPoint + (uint)t), scramble)));
        }
    }

    // Needs a first point and a length that are multiples of 8.
    internal void FillVector(int dimension, uint scramble, uint firstPoint, Span<double> destination)
    {
        ref double start = ref MemoryMarshal.GetReference(destination);
        Span<uint> eight = stackalloc uint[8];
        for (uint lane = 0; lane < 8; lane++)
        {
            eight[(int)lane] = ReversedPoint(dimension, lane);
        }

        Vector256<uint> low = Vector256.Create<uint>(eight);
        for (int t = 0; t < destination.Length; t += 8)
        {
            Vector256<uint> x = low ^ Vector256.Create(ReversedPoint(dimension, firstPoint + (uint)t));
            x = ReverseBits(Scramble(x, scramble));
            (Vector256<ulong> first, Vector256<ulong> second) = Vector256.Widen(x);
            ToUniform(first).StoreUnsafe(ref start, (nuint)t);
            ToUniform(second).StoreUnsafe(ref start, (nuint)t + 4);
        }
    }

    private protected override void FillReplicate(
        StreamKey stream, int dimension, int replicate, long firstPoint, Span<double> destination)
    {
        if (dimension < 0 || dimension >= Dimensions)
        {
            Uniforms.Fill(Seed, stream, (replicate * TrialsPerReplicate) + firstPoint, 0, destination);
            return;
        }

        uint scramble = ScrambleSeed(Seed, replicate, stream);
        if (!Vector256.IsHardwareAccelerated)
        {
            FillScalar(dimension, scramble, (uint)firstPoint, destination);
            return;
        }

        int head = (int)Math.Min(destination.Length, (8 - (firstPoint & 7)) & 7);
        int body = (destination.Length - head) & ~7;
        FillScalar(dimension, scramble, (uint)firstPoint, destination[..head]);
        FillVector(dimension, scramble, (uint)(firstPoint + head), destination.Slice(head, body));
        FillScalar(dimension, scramble, (uint)(firstPoint + head + body), destination[(head + body)..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Scramble(uint x, uint seed)
    {
        unchecked
        {
            x ^= x * 0x3d20adea;
            x += seed;
            x *= (seed >> 16) | 1;
            x ^= x * 0x05526c56;
            x ^= x * 0x53a22864;
            return x;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Scramble(Vector256<uint> x, uint seed)
    {
        x ^= x * Vector256.Create(0x3d20adeau);
        x += Vector256.Create(seed);
        x *= Vector256.Create((seed >> 16) | 1);
        x ^= x * Vector256.Create(0x05526c56u);
        x ^= x * Vector256.Create(0x53a22864u);
        return x;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint ReverseBits(uint x)
    {
        x = ((x >> 1) & 0x55555555) | ((x & 0x55555555) << 1);
        x = ((x >> 2) & 0x33333333) | ((x & 0x33333333) << 2);
        x = ((x >> 4) & 0x0f0f0f0f) | ((x & 0x0f0f0f0f) << 4);
        return BinaryPrimitives.ReverseEndianness(x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> ReverseBits(Vector256<uint> x)
    {
        x = (Vector256.ShiftRightLogical(x, 1) & Vector256.Create(0x55555555u)) | Vector256.ShiftLeft(x & Vector256.Create(0x55555555u), 1);
        x = (Vector256.ShiftRightLogical(x, 2) & Vector256.Create(0x33333333u)) | Vector256.ShiftLeft(x & Vector256.Create(0x33333333u), 2);
        x = (Vector256.ShiftRightLogical(x, 4) & Vector256.Create(0x0f0f0f0fu)) | Vector256.ShiftLeft(x & Vector256.Create(0x0f0f0f0fu), 4);
        x = (Vector256.ShiftRightLogical(x, 8) & Vector256.Create(0x00ff00ffu)) | Vector256.ShiftLeft(x & Vector256.Create(0x00ff00ffu), 8);
        return Vector256.ShiftRightLogical(x, 16) | Vector256.ShiftLeft(x, 16);
    }

    // (2x + 1) · 2⁻³³ of a 32-bit number in a 64-bit lane: 2⁵² + x − 2⁵² is exact.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> ToUniform(Vector256<ulong> x)
    {
        Vector256<double> shift = Vector256.Create(4503599627370496.0);
        Vector256<double> whole = (x | shift.AsUInt64()).AsDouble() - shift;
        return ((whole + whole) + Vector256.Create(1.0)) * Vector256.Create(1.1641532182693481e-10);
    }
}
