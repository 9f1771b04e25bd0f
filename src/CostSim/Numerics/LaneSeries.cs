using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CostSim.Numerics;

/// <summary>
/// A series in eight lanes: every place holds eight values, one for each lane. There is a place more than the series is long, for what falls
/// beyond its end.
/// </summary>
/// <param name="length">Places of the series.</param>
internal sealed class LaneSeries(int length)
{
    /// <summary>Lanes of a place.</summary>
    public const int Lanes = 8;
    private readonly double[] values = new double[(length + 1) * Lanes];
    private readonly double[][] rows = Rows(length);

    /// <summary>Places of the series.</summary>
    public int Length => length;

    /// <summary>A value.</summary>
    public ref double this[int place, int lane] => ref values.AsSpan(place * Lanes, Lanes)[lane];

    /// <summary>The series in one lane, as it was at the last <see cref="Unfold()"/>.</summary>
    public double[] Row(int lane) => rows[lane];

    /// <summary>The lanes of a place from one on; not checked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T At<T>(int place, int from)
        where T : struct, IVector<T> => T.Load(ref MemoryMarshal.GetArrayDataReference(values), (place * Lanes) + from);

    /// <summary>Writes the lanes of a place from one on; not checked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set<T>(int place, int from, T value)
        where T : struct, IVector<T> => value.Store(ref MemoryMarshal.GetArrayDataReference(values), (place * Lanes) + from);

    /// <summary>Adds to the lanes of a place from one on; not checked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add<T>(int place, int from, T value)
        where T : struct, IVector<T> => Set(place, from, At<T>(place, from) + value);

    /// <summary>Every lane's value at a place of its own.</summary>
    /// <param name="places">Places in this series, or in one as long.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T At<T>(LanePlaces places)
        where T : struct, IVector<T> => T.Gather(ref MemoryMarshal.GetArrayDataReference(values), ref places.First);

    /// <summary>Adds to every lane at a place of its own.</summary>
    /// <param name="places">Places in this series, or in one as long.</param>
    /// <param name="value">What is added.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add<T>(LanePlaces places, T value)
        where T : struct, IVector<T>
    {
        ref double added = ref places.Scratch;
        value.Store(ref added, 0);
        ref double all = ref MemoryMarshal.GetArrayDataReference(values);
        for (int lane = 0; lane < T.Count; lane++)
        {
            Unsafe.Add(ref all, (nint)Unsafe.Add(ref places.First, lane)) += Unsafe.Add(ref added, lane);
        }
    }

    /// <summary>Sets every lane of every place.</summary>
    public void Fill(double value) => values.AsSpan(0, length * Lanes).Fill(value);

    /// <summary>Sets all to zero.</summary>
    public void Clear() => Array.Clear(values);

    /// <summary>A row for every lane.</summary>
    public static double[][] Rows(int length) => [.. Enumerable.Range(0, Lanes).Select(_ => new double[length])];

    /// <summary>Writes the series out lane by lane, into rows that are not its own.</summary>
    /// <param name="into">As many as there are lanes, each as long as the series.</param>
    public void Unfold(double[][] into) => LaneRows.Unfold(values, into);

    /// <summary>Writes the series out lane by lane.</summary>
    public void Unfold() => LaneRows.Unfold(values, rows);
}
