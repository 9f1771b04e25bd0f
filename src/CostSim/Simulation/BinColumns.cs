using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CostSim.Simulation;

/// <summary>
/// Bins that come in trial by trial and are read cell by cell. They are turned round some trials at a time, in squares of eight by eight.
/// </summary>
internal sealed class BinColumns
{
    private const int Gathered = 32;
    private const int Side = 8;

    // Not a power of two: columns of one must not all meet in a few sets of the cache.
    private const int Height = Simulator.BlockSize + Gathered;
    private readonly int width;
    private readonly ushort[] waiting;
    private readonly ushort[] columns;
    private int count;

    /// <param name="width">Number of cells, a multiple of eight.</param>
    public BinColumns(int width)
    {
        this.width = width;
        waiting = new ushort[Gathered * width];
        columns = new ushort[width * Height];
    }

    /// <summary>The bins of the next trial.</summary>
    public Span<ushort> Next => waiting.AsSpan(count % Gathered * width, width);

    /// <summary>The bins of a cell, trial by trial.</summary>
    public ReadOnlySpan<ushort> Of(int cell) => columns.AsSpan(cell * Height, count);

    /// <summary>Starts a block.</summary>
    public void Clear() => count = 0;

    /// <summary>Takes the trial written to <see cref="Next"/>.</summary>
    public void Add()
    {
        count++;
        if (count % Gathered == 0)
        {
            Turn(count - Gathered, Gathered);
        }
    }

    /// <summary>Turns round what is still waiting.</summary>
    public void Complete() => Turn(count - (count % Gathered), count % Gathered);

    private void Turn(int first, int trials)
    {
        int squares = Sse2.IsSupported ? trials / Side * Side : 0;
        for (int cell = 0; cell < width; cell += Side)
        {
            for (int t = 0; t < squares; t += Side)
            {
                Turn(ref waiting[(t * width) + cell], ref columns[(cell * Height) + first + t]);
            }

            for (int t = squares; t < trials; t++)
            {
                for (int c = cell; c < cell + Side; c++)
                {
                    columns[(c * Height) + first + t] = waiting[(t * width) + c];
                }
            }
        }
    }

    /// <summary>Turns a square round.</summary>
    private void Turn(ref ushort from, ref ushort to)
    {
        // Neighbours by pairs of trials, then by fours, then by eights.
        (Vector128<ushort> a, Vector128<ushort> b) = Pair(ref from, 0);
        (Vector128<ushort> c, Vector128<ushort> d) = Pair(ref from, 2);
        (Vector128<ushort> e, Vector128<ushort> f) = Pair(ref from, 4);
        (Vector128<ushort> g, Vector128<ushort> h) = Pair(ref from, 6);
        Put(Sse2.UnpackLow(a.AsUInt32(), c.AsUInt32()), Sse2.UnpackLow(e.AsUInt32(), g.AsUInt32()), ref to, 0);
        Put(Sse2.UnpackHigh(a.AsUInt32(), c.AsUInt32()), Sse2.UnpackHigh(e.AsUInt32(), g.AsUInt32()), ref to, 2);
        Put(Sse2.UnpackLow(b.AsUInt32(), d.AsUInt32()), Sse2.UnpackLow(f.AsUInt32(), h.AsUInt32()), ref to, 4);
        Put(Sse2.UnpackHigh(b.AsUInt32(), d.AsUInt32()), Sse2.UnpackHigh(f.AsUInt32(), h.AsUInt32()), ref to, 6);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (Vector128<ushort> Low, Vector128<ushort> High) Pair(ref ushort from, int trial)
    {
        Vector128<ushort> first = Vector128.LoadUnsafe(ref from, (nuint)(trial * width));
        Vector128<ushort> second = Vector128.LoadUnsafe(ref from, (nuint)((trial + 1) * width));
        return (Sse2.UnpackLow(first, second), Sse2.UnpackHigh(first, second));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(Vector128<uint> early, Vector128<uint> late, ref ushort to, int cell)
    {
        Sse2.UnpackLow(early.AsUInt64(), late.AsUInt64()).AsUInt16().StoreUnsafe(ref to, (nuint)(cell * Height));
        Sse2.UnpackHigh(early.AsUInt64(), late.AsUInt64()).AsUInt16().StoreUnsafe(ref to, (nuint)((cell + 1) * Height));
    }
}
