using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CostSim.Numerics;

/// <summary>A place in series of a length for every lane of a vector.</summary>
/// <param name="length">Places of the series.</param>
internal sealed class LanePlaces(int length)
{
    // 2^52: the low bits of a number next to it count whole numbers.
    private const double WholeShift = 4503599627370496.0;
    private static readonly double[] Numbers = [0, 1, 2, 3, 4, 5, 6, 7];
    private readonly long[] places = new long[LaneSeries.Lanes];
    private readonly double[] scratch = new double[LaneSeries.Lanes];

    /// <summary>Where the first lane's value stands; the others follow.</summary>
    public ref long First => ref MemoryMarshal.GetArrayDataReference(places);

    /// <summary>Room for a value in every lane.</summary>
    public ref double Scratch => ref MemoryMarshal.GetArrayDataReference(scratch);

    /// <summary>Finds the place of a time in each lane: that of its whole part, the one beyond the end for what is later or no number.</summary>
    /// <param name="time">Times; what is below zero counts as zero.</param>
    /// <param name="from">First of the lanes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Find<T>(T time, int from)
        where T : struct, IVector<T>
    {
        T place = T.Floor(T.Max(T.Zero, T.Min(time, T.Of(length))));
        T at = T.MultiplyAdd(place, T.Of(LaneSeries.Lanes), T.Load(ref MemoryMarshal.GetArrayDataReference(Numbers), from));
        T.SubtractBits(at + T.Of(WholeShift), T.Of(WholeShift)).Store(ref Unsafe.As<long, double>(ref First), 0);
    }
}
