using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CostSim.Sampling;

/// <summary>
/// A distribution made fast: its quantile function as cubics on a grid that halves towards both tails, so that every continuous
/// distribution costs the same few cycles per draw and its far tails are as accurate as its middle.
/// </summary>
/// <remarks>
/// p = min(u, 1 − u) falls in one of 52 octaves × 32 segments, read off its bits; on each segment a cubic through four Chebyshev
/// nodes. <see cref="ErrorBound"/> is measured at nine points per segment when the table is made; a distribution with kinks or jumps
/// (bound above 1e-7) is evaluated exactly instead. Compare Hörmann and Leydold (2003). Tested by <c>QuantileTableTests</c>.
/// </remarks>
public sealed class QuantileTable
{
    /// <summary>Largest error of a table, above which the exact quantile function is used.</summary>
    public const double LargestError = 1e-7;

    private const int MantissaBits = 5;
    private const int Octaves = 52;
    private const int Segments = Octaves << MantissaBits;
    private const int Row = 4;
    private const int Shift = 52 - MantissaBits;
    private const long FirstIndex = (1023L - 53) << MantissaBits;
    private const double SmallestTail = 1.1102230246251565e-16;
    private const double LargestTail = 0.49999999999999994;
    private const ulong MantissaMask = 0x000FFFFFFFFFFFFF;
    private const ulong OneBits = 0x3FF0000000000000;

    private readonly Distribution _distribution;
    private readonly double[] _rows;
    private readonly int _start;
    private readonly double _minimum;
    private readonly double _maximum;

    private QuantileTable(Distribution distribution)
    {
        _distribution = distribution;
        _minimum = distribution.Minimum;
        _maximum = distribution.Maximum;
        if (distribution.IsDirect || !distribution.IsContinuous)
        {
            _rows = [];
            return;
        }

        // Rows of 32 bytes, aligned, so that none straddles two cache lines.
        _rows = GC.AllocateUninitializedArray<double>((2 * Segments * Row) + Row, pinned: true);
        _start = AlignedStart(_rows);
        ErrorBound = QuantileTableBuilder.Fill(distribution, _rows.AsSpan(_start, 2 * Segments * Row));
        if (!(ErrorBound <= LargestError))
        {
            _rows = [];
            _start = 0;
        }
    }

    /// <summary>The distribution behind the table.</summary>
    public Distribution Distribution => _distribution;

    /// <summary>Whether draws come from cubics; otherwise from the exact quantile function.</summary>
    public bool IsTabulated => _rows.Length > 0;

    /// <summary>
    /// Largest |F(Q̃(u)) − u| / min(u, 1 − u) found when the table was made, errors within some 8 units in the last place of x left out;
    /// 0 where nothing was tabulated. For the manifest of a run.
    /// </summary>
    public double ErrorBound { get; }

    /// <summary>Makes the table of a distribution, in a millisecond or so.</summary>
    /// <param name="distribution">Any distribution.</param>
    public static QuantileTable Of(Distribution distribution)
    {
        ArgumentNullException.ThrowIfNull(distribution);
        return new QuantileTable(distribution);
    }

    /// <summary>Q(u) of each uniform; no allocation.</summary>
    /// <param name="u">Uniforms in (0, 1); below 2⁻⁵³ they count as 2⁻⁵³.</param>
    /// <param name="x">Receives the quantiles, in the unit of the quantity; may be the same memory.</param>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    public void Evaluate(ReadOnlySpan<double> u, Span<double> x)
    {
        if (x.Length < u.Length)
        {
            throw new ArgumentException($"The destination holds {x.Length} values, {u.Length} are needed.", nameof(x));
        }

        if (!IsTabulated)
        {
            _distribution.Fill(u, x);
            return;
        }

        int body = Avx2.IsSupported ? u.Length & ~3 : 0;
        EvaluateVector(u[..body], x[..body]);
        EvaluateScalar(u[body..], x[body..]);
    }

    /// <summary>Q(u) of one uniform, the bits of the span version.</summary>
    /// <param name="u">Uniform in (0, 1).</param>
    public double Evaluate(double u)
    {
        Span<double> x = stackalloc double[1];
        Evaluate([u], x);
        return x[0];
    }

    internal void EvaluateScalar(ReadOnlySpan<double> u, Span<double> x)
    {
        ref double rows = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_rows), _start);
        for (int t = 0; t < u.Length; t++)
        {
            bool upper = u[t] > 0.5;
            double p = upper ? 1 - u[t] : u[t];
            p = p < SmallestTail ? SmallestTail : p;
            p = p > LargestTail ? LargestTail : p;
            ulong bits = BitConverter.DoubleToUInt64Bits(p);
            int segment = (int)((long)(bits >> Shift) - FirstIndex) + (upper ? Segments : 0);
            double f = BitConverter.UInt64BitsToDouble(((bits << MantissaBits) & MantissaMask) | OneBits);
            double s = Math.FusedMultiplyAdd(2, f, -3);
            ref double row = ref Unsafe.Add(ref rows, segment * Row);
            double value = Math.FusedMultiplyAdd(s, Unsafe.Add(ref row, 3), Unsafe.Add(ref row, 2));
            value = Math.FusedMultiplyAdd(s, value, Unsafe.Add(ref row, 1));
            value = Math.FusedMultiplyAdd(s, value, row);
            value = value < _minimum ? _minimum : value;
            x[t] = value > _maximum ? _maximum : value;
        }
    }

    // Needs AVX2 and a length that is a multiple of 4: four row loads and a transpose.
    internal void EvaluateVector(ReadOnlySpan<double> u, Span<double> x)
    {
        if (u.IsEmpty)
        {
            return;
        }

        ref double rows = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_rows), _start);
        ref double from = ref MemoryMarshal.GetReference(u);
        ref double to = ref MemoryMarshal.GetReference(x);
        Vector256<double> one = Vector256.Create(1.0), low = Vector256.Create(SmallestTail), high = Vector256.Create(LargestTail);
        Vector256<double> minimum = Vector256.Create(_minimum), maximum = Vector256.Create(_maximum);
        Vector256<long> upperRows = Vector256.Create((long)Segments);
        for (int t = 0; t < u.Length; t += 4)
        {
            Vector256<double> v = Vector256.LoadUnsafe(ref from, (nuint)t);
            Vector256<double> upper = Vector256.GreaterThan(v, Vector256.Create(0.5));
            Vector256<double> p = Vector256.ConditionalSelect(upper, one - v, v);
            p = Vector256.ConditionalSelect(Vector256.LessThan(p, low), low, p);
            p = Vector256.ConditionalSelect(Vector256.GreaterThan(p, high), high, p);
            Vector256<ulong> bits = p.AsUInt64();
            Vector256<long> segment = Vector256.ShiftRightLogical(bits, Shift).AsInt64() - Vector256.Create(FirstIndex) + (upper.AsInt64() & upperRows);
            Vector256<double> f = ((Vector256.ShiftLeft(bits, MantissaBits) & Vector256.Create(MantissaMask)) | Vector256.Create(OneBits)).AsDouble();
            Vector256<double> s = Vector256.FusedMultiplyAdd(Vector256.Create(2.0), f, Vector256.Create(-3.0));
            Vector256<double> r0 = Vector256.LoadUnsafe(ref rows, (nuint)(segment[0] * Row));
            Vector256<double> r1 = Vector256.LoadUnsafe(ref rows, (nuint)(segment[1] * Row));
            Vector256<double> r2 = Vector256.LoadUnsafe(ref rows, (nuint)(segment[2] * Row));
            Vector256<double> r3 = Vector256.LoadUnsafe(ref rows, (nuint)(segment[3] * Row));
            Vector256<double> even01 = Avx.UnpackLow(r0, r1), odd01 = Avx.UnpackHigh(r0, r1);
            Vector256<double> even23 = Avx.UnpackLow(r2, r3), odd23 = Avx.UnpackHigh(r2, r3);
            Vector256<double> c0 = Avx.Permute2x128(even01, even23, 0x20), c2 = Avx.Permute2x128(even01, even23, 0x31);
            Vector256<double> c1 = Avx.Permute2x128(odd01, odd23, 0x20), c3 = Avx.Permute2x128(odd01, odd23, 0x31);
            Vector256<double> value = Vector256.FusedMultiplyAdd(s, c3, c2);
            value = Vector256.FusedMultiplyAdd(s, value, c1);
            value = Vector256.FusedMultiplyAdd(s, value, c0);
            value = Vector256.ConditionalSelect(Vector256.LessThan(value, minimum), minimum, value);
            value = Vector256.ConditionalSelect(Vector256.GreaterThan(value, maximum), maximum, value);
            value.StoreUnsafe(ref to, (nuint)t);
        }
    }

    private static unsafe int AlignedStart(double[] rows)
    {
        fixed (double* first = rows)
        {
            return (int)((32 - ((nuint)first & 31)) & 31) / sizeof(double);
        }
    }
}
