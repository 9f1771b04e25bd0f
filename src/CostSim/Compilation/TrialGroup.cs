using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using CostSim.Numerics;

namespace CostSim.Compilation;

/// <summary>
/// Up to eight consecutive trials whose raids are worked out together, a lane of a vector each: consecutive trials meet much the same forces.
/// No lane takes anything from another, so a trial comes out the same whatever its company.
/// </summary>
/// <param name="inputs">Number of inputs.</param>
internal sealed class TrialGroup(int inputs)
{
    /// <summary>Most trials of a group.</summary>
    public const int Lanes = 8;

    private readonly double[][] rows = [.. Enumerable.Range(0, Lanes).Select(_ => new double[inputs])];
    private readonly double[] columns = new double[Lanes * inputs];

    /// <summary>Trials in the group; lanes beyond them repeat the last one.</summary>
    public int Count { get; private set; }

    /// <summary>The draws of a lane's trial, one per input.</summary>
    public ReadOnlySpan<double> Row(int lane) => rows[lane];

    /// <summary>A quantity in the trials of a vector's length of lanes.</summary>
    /// <param name="quantity">The quantity.</param>
    /// <param name="from">First of the lanes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T In<T>(Scalar quantity, int from)
        where T : struct, IVector<T> => quantity.IsConstant
            ? T.Of(quantity.In([]))
            : T.Load(ref MemoryMarshal.GetArrayDataReference(columns), (quantity.Input * Lanes) + from);

    /// <summary>Takes trials from a block of draws.</summary>
    /// <param name="draws">Input after input, each with <paramref name="length"/> values.</param>
    /// <param name="length">Trials in the block.</param>
    /// <param name="first">First trial of the group within the block; as many follow as there are, up to the lanes.</param>
    public void Take(ReadOnlySpan<double> draws, int length, int first)
    {
        Count = Math.Min(Lanes, length - first);
        for (int i = 0; i < inputs; i++)
        {
            Copy(draws.Slice((i * length) + first, Count), columns.AsSpan(i * Lanes, Lanes));
        }

        LaneRows.Unfold(columns, rows);
    }

    private static void Copy(ReadOnlySpan<double> drawn, Span<double> column)
    {
        if (drawn.Length == Lanes)
        {
            Vector512.Create(drawn).CopyTo(column);
            return;
        }

        drawn.CopyTo(column);
        column[drawn.Length..].Fill(drawn[^1]);
    }

    /// <summary>A group of one trial.</summary>
    public void Take(ReadOnlySpan<double> draws) => Take(draws, 1, 0);
}
