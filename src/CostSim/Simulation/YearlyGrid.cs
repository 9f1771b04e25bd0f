using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CostSim.Simulation;

/// <summary>
/// The logarithmic grid on which yearly outcomes are counted: 128 bins an octave from 2⁻¹⁶ to 2²⁰ (relative width below 0.8 %), one for what is
/// smaller and one for negative values; what is larger falls in the last.
/// </summary>
internal static class YearlyGrid
{
    private const int MantissaBits = 7;
    private const int LowestExponent = -16;
    private const int Octaves = 36;
    private const int HighWordShift = 20 - MantissaBits;
    private const int First = (1023 + LowestExponent) << MantissaBits;

    /// <summary>Number of bins.</summary>
    public const int Bins = 2 + (Octaves << MantissaBits);

    /// <summary>Values whose bins are worked out together.</summary>
    public const int Together = 16;

    /// <summary>Bins of values.</summary>
    /// <param name="values">Finite; a multiple of <see cref="Together"/>.</param>
    /// <param name="bins">Receives a bin per value.</param>
    public static void Fill(ReadOnlySpan<double> values, Span<ushort> bins)
    {
        for (int i = 0; i < values.Length; i += Together)
        {
            Vector256<int> first = Place(HighWords(values[i..]));
            Vector256<int> second = Place(HighWords(values[(i + 8)..]));
            Vector256.Narrow(first.AsUInt32(), second.AsUInt32()).CopyTo(bins[i..]);
        }
    }

    /// <summary>Values between which a bin lies; not known for negative values and in the last bin, where a bound is infinite.</summary>
    public static (double Low, double High) Edges(int bin)
    {
        if (bin < 2)
        {
            return bin == 0 ? (double.NegativeInfinity, 0) : (0, 0);
        }

        double low = Edge(bin);
        return (low, bin == Bins - 1 ? double.PositiveInfinity : Edge(bin + 1));
    }

    private static double Edge(int bin) => BitConverter.UInt64BitsToDouble((ulong)(bin - 2 + First) << (52 - MantissaBits));

    /// <summary>Sign, exponent and leading bits of eight values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> HighWords(ReadOnlySpan<double> values)
    {
        Vector256<ulong> low = Vector256.ShiftRightLogical(Vector256.Create(values).AsUInt64(), 32);
        Vector256<ulong> high = Vector256.ShiftRightLogical(Vector256.Create(values[4..]).AsUInt64(), 32);
        return Vector256.Narrow(low, high).AsInt32();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Place(Vector256<int> word)
    {
        Vector256<int> bin = Vector256.ShiftRightArithmetic(word, HighWordShift) - Vector256.Create(First - 2);
        bin = Vector256.Min(Vector256.Max(bin, Vector256.Create(1)), Vector256.Create(Bins - 1));

        // Minus zero is no negative value.
        Vector256<int> negative = Vector256.LessThan(word, Vector256<int>.Zero) & ~Vector256.Equals(word, Vector256.Create(int.MinValue));
        return Vector256.AndNot(bin, negative);
    }
}
