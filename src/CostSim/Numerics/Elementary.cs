using System.Runtime.CompilerServices;

namespace CostSim.Numerics;

/// <summary>
/// Elementary functions made of exact operations only (+ − × ÷ √, fused multiply-add, bit operations), so that they give the same
/// bits on every machine, scalar or vector.
/// </summary>
/// <remarks>
/// Measured against 40-digit values: Exp and Log within 1 ulp, NormalCdf within 2e-15
/// relative for x ≥ −37, NormalQuantile within 1e-15 relative. Tested by <c>ElementaryTests</c>, the equality of the vector versions by <c>ElementaryVectorTests</c>.
/// </remarks>
public static partial class Elementary
{
    /// <summary>ln 2π / 2.</summary>
    internal const double HalfLogTwoPi = 0.91893853320467274178;

    internal const double LogTwoHigh = 6.93147180369123816490e-1;
    internal const double LogTwoLow = 1.90821492927058770002e-10;
    internal const double LogTwoInverse = 1.44269504088896338700;
    internal const double InverseRootTwoPi = 0.39894228040143267794;

    // 1.5 · 2^52: adding it rounds to an integer that then stands in the low bits.
    internal const double RoundingShift = 6755399441055744.0;
    internal const double ExpHighest = 710;
    internal const double ExpLowest = -746;

    // Taylor coefficients 1/k!, k = 2 … 13.
    private const double E2 = 0.5, E3 = 1.0 / 6, E4 = 1.0 / 24, E5 = 1.0 / 120, E6 = 1.0 / 720, E7 = 1.0 / 5040, E8 = 1.0 / 40320;
    private const double E9 = 1.0 / 362880, E10 = 1.0 / 3628800, E11 = 1.0 / 39916800, E12 = 1.0 / 479001600, E13 = 1.0 / 6227020800;

    // Minimax coefficients of 2 atanh(s) − 2s in s², |s| ≤ 0.1716 (FDLIBM, Sun Microsystems 1993).
    private const double G1 = 6.666666666666735130e-1, G2 = 3.999999999940941908e-1, G3 = 2.857142874366239149e-1;
    private const double G4 = 2.222219843214978396e-1, G5 = 1.818357216161805012e-1, G6 = 1.531383769920937332e-1, G7 = 1.479819860511658591e-1;

    private const ulong LogSplit = 0x3fe6a09e_00000000;
    private const ulong One = 0x3ff00000_00000000;
    private const ulong MantissaMask = 0x000fffff_ffffffff;
    private const double TwoTo54 = 18014398509481984.0;
    private const double SmallestNormal = 2.2250738585072014e-308;

    /// <summary>eˣ. Overflows to +∞ above 709.78, falls to 0 below −745.13; not a number stays so.</summary>
    /// <param name="x">Exponent, any double.</param>
    /// <returns>eˣ within 1 ulp. Cody–Waite reduction by ln 2 and a Taylor polynomial of degree 13.</returns>
    public static double Exp(double x)
    {
        double clamped = x > ExpHighest ? ExpHighest : x;
        clamped = clamped < ExpLowest ? ExpLowest : clamped;
        double shifted = Math.FusedMultiplyAdd(clamped, LogTwoInverse, RoundingShift);
        double k = shifted - RoundingShift;
        double r = Math.FusedMultiplyAdd(-k, LogTwoHigh, clamped);
        r = Math.FusedMultiplyAdd(-k, LogTwoLow, r);
        double e = 1 + ExpTail(r);

        // Two exact factors 2^a · 2^b, so that subnormal results round once.
        ulong power = BitConverter.DoubleToUInt64Bits(shifted) - BitConverter.DoubleToUInt64Bits(RoundingShift) + 2048;
        ulong half = (power >> 1) - 1024;
        ulong rest = power - 2048 - half;
        return e * BitConverter.UInt64BitsToDouble((half + 1023) << 52) * BitConverter.UInt64BitsToDouble((rest + 1023) << 52);
    }

    /// <summary>eˣ − 1 without cancellation near zero.</summary>
    /// <param name="x">Exponent, any double.</param>
    public static double ExpMinusOne(double x) => x is > -0.34 and < 0.34 ? ExpTail(x) : Exp(x) - 1;

    /// <summary>Natural logarithm. −∞ at 0, not a number below 0.</summary>
    /// <param name="x">Any double.</param>
    /// <returns>ln x within 1 ulp. Mantissa in [√½, √2), s = f/(2 + f), odd series in s.</returns>
    public static double Log(double x)
    {
        if (!(x > 0) || double.IsInfinity(x))
        {
            return x == 0 ? double.NegativeInfinity : x > 0 ? x : double.NaN;
        }

        bool tiny = x < SmallestNormal;
        ulong bits = BitConverter.DoubleToUInt64Bits(tiny ? x * TwoTo54 : x) + (One - LogSplit);
        double k = (double)(long)(bits >> 52) - (tiny ? 1023 + 54 : 1023);
        double f = BitConverter.UInt64BitsToDouble((bits & MantissaMask) + LogSplit) - 1;
        return LogOfParts(k, f);
    }

    /// <summary>ln(1 + x) without cancellation near zero.</summary>
    /// <param name="x">x ≥ −1.</param>
    public static double LogOnePlus(double x)
    {
        double u = 1 + x;
        if (u == 1)
        {
            return x;
        }

        return double.IsInfinity(u) || u <= 0 ? Log(u) : Log(u) - ((u - 1 - x) / u);
    }

    /// <summary>xʸ for x ≥ 0; x⁰ = 1; not a number for x &lt; 0 unless y is a whole number.</summary>
    /// <param name="x">Base.</param>
    /// <param name="y">Exponent.</param>
    /// <returns>exp(y ln x); the relative error is about (1 + |y ln x|) ulp. Whole exponents up to 64 are multiplied out.</returns>
    public static double Pow(double x, double y)
    {
        if (y == 0 || x == 1)
        {
            return 1;
        }

        if (y >= -64 && y <= 64 && Math.Truncate(y) == y)
        {
            return PowInteger(x, (int)y);
        }

        return x == 0 ? (y > 0 ? 0 : double.PositiveInfinity) : Exp(y * Log(x));
    }

    /// <summary>xⁿ by repeated squaring; 1/x^|n| for negative n; x⁰ = 1.</summary>
    /// <param name="x">Base, any double.</param>
    /// <param name="n">Whole exponent.</param>
    public static double PowInteger(double x, int n)
    {
        double result = 1;
        double square = x;
        for (uint left = (uint)Math.Abs((long)n); left != 0; left >>= 1)
        {
            if ((left & 1) != 0)
            {
                result *= square;
            }

            square *= square;
        }

        return n < 0 ? 1 / result : result;
    }

    /// <summary>sin x for |x| ≤ π/2, in radians, within 2 ulp; not a number outside.</summary>
    /// <param name="x">Angle in radians, |x| ≤ π/2.</param>
    public static double Sin(double x)
    {
        if (!(Math.Abs(x) <= 1.5707963267948968))
        {
            return double.NaN;
        }

        double square = x * x;
        double term = 0;
        for (int k = 25; k >= 3; k -= 2)
        {
            term = -square / (k * (k - 1)) * (1 + term);
        }

        return Math.FusedMultiplyAdd(x, term, x);
    }

    // e^r − 1 for |r| ≤ 0.35.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double ExpTail(double r)
    {
        double q = Math.FusedMultiplyAdd(E13, r, E12);
        q = Math.FusedMultiplyAdd(q, r, E11);
        q = Math.FusedMultiplyAdd(q, r, E10);
        q = Math.FusedMultiplyAdd(q, r, E9);
        q = Math.FusedMultiplyAdd(q, r, E8);
        q = Math.FusedMultiplyAdd(q, r, E7);
        q = Math.FusedMultiplyAdd(q, r, E6);
        q = Math.FusedMultiplyAdd(q, r, E5);
        q = Math.FusedMultiplyAdd(q, r, E4);
        q = Math.FusedMultiplyAdd(q, r, E3);
        q = Math.FusedMultiplyAdd(q, r, E2);
        return Math.FusedMultiplyAdd(r * r, q, r);
    }

    // k ln 2 + ln(1 + f).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double LogOfParts(double k, double f)
    {
        double s = f / (2 + f);
        double z = s * s;
        double r = Math.FusedMultiplyAdd(z, G7, G6);
        r = Math.FusedMultiplyAdd(z, r, G5);
        r = Math.FusedMultiplyAdd(z, r, G4);
        r = Math.FusedMultiplyAdd(z, r, G3);
        r = Math.FusedMultiplyAdd(z, r, G2);
        r = Math.FusedMultiplyAdd(z, r, G1);
        double half = 0.5 * f * f;
        double low = Math.FusedMultiplyAdd(s, Math.FusedMultiplyAdd(z, r, half), k * LogTwoLow);
        return (k * LogTwoHigh) - (half - low - f);
    }
}
