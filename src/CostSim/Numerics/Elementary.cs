using System.Runtime.CompilerServices;

namespace CostSim.Numerics;

/// <summary>
/// Elementary functions from IEEE-exact operations only (+ − × ÷ √, fused multiply-add, integer operations), so that every machine gets the
/// same bits. The platform's own exp and log differ between operating systems. Right against 40-digit values: <c>ElementaryTests</c>.
/// </summary>
public static class Elementary
{
    /// <summary>Natural logarithm of 2.</summary>
    public const double Ln2 = 0.693147180559945309417;

    private const double Ln2High = 6.93147180369123816490e-1;
    private const double Ln2Low = 1.90821492927058770002e-10;
    private const double Log2E = 1.44269504088896340736;
    private const double InverseRootTwoPi = 0.398942280401432677940;
    private const double RootTwoPi = 2.50662827463100050242;

    /// <summary>eˣ; the argument is clamped to ±700. Relative error about one unit in the last place (Taylor, degree 13).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Exp(double x)
    {
        x = Math.Min(Math.Max(x, -700), 700);
        double k = Math.Round(x * Log2E);
        double r = Math.FusedMultiplyAdd(k, -Ln2High, x);
        r = Math.FusedMultiplyAdd(k, -Ln2Low, r);
        double p = 1.0 / 6227020800;
        p = Math.FusedMultiplyAdd(p, r, 1.0 / 479001600);
        p = Math.FusedMultiplyAdd(p, r, 1.0 / 39916800);
        p = Math.FusedMultiplyAdd(p, r, 1.0 / 3628800);
        p = Math.FusedMultiplyAdd(p, r, 1.0 / 362880);
        p = Math.FusedMultiplyAdd(p, r, 1.0 / 40320);
        p = Math.FusedMultiplyAdd(p, r, 1.0 / 5040);
        p = Math.FusedMultiplyAdd(p, r, 1.0 / 720);
        p = Math.FusedMultiplyAdd(p, r, 1.0 / 120);
        p = Math.FusedMultiplyAdd(p, r, 1.0 / 24);
        p = Math.FusedMultiplyAdd(p, r, 1.0 / 6);
        p = Math.FusedMultiplyAdd(p, r, 0.5);
        p = Math.FusedMultiplyAdd(p, r, 1);
        p = Math.FusedMultiplyAdd(p, r, 1);
        return p * BitConverter.Int64BitsToDouble(((long)k + 1023) << 52);
    }

    /// <summary>
    /// ln x for positive normal x; −∞ for 0, not a number below. Relative error about one unit in the last place
    /// (atanh series on [√½, √2], FreeBSD msun's polynomial, Sun Microsystems 1993).
    /// </summary>
    public static double Log(double x)
    {
        if (x <= 0 || !double.IsFinite(x))
        {
            return x == 0 ? double.NegativeInfinity : x > 0 ? x : double.NaN;
        }

        long bits = BitConverter.DoubleToInt64Bits(x);
        int k = 0;
        if (bits < 0x0010000000000000)
        {
            bits = BitConverter.DoubleToInt64Bits(x * 18014398509481984.0);
            k = -54;
        }

        // Brings the mantissa into [√½, √2).
        long shifted = bits + (0x3FF0000000000000 - 0x3FE6A09E667F3BCD);
        k += (int)(shifted >> 52) - 1023;
        double m = BitConverter.Int64BitsToDouble((shifted & 0x000FFFFFFFFFFFFF) + 0x3FE6A09E667F3BCD);
        double f = m - 1;
        double s = f / (2 + f);
        double z = s * s;
        double w = z * z;
        double t1 = w * (3.999999999940941908e-01 + (w * (2.222219843214978396e-01 + (w * 1.531383769920937332e-01))));
        double t2 = z * (6.666666666666735130e-01
            + (w * (2.857142874366239149e-01 + (w * (1.818357216161805012e-01 + (w * 1.479819860511658591e-01))))));
        double half = 0.5 * f * f;
        return (k * Ln2High) - (half - ((s * (half + t1 + t2)) + (k * Ln2Low)) - f);
    }

    /// <summary>xʸ for positive x, as exp(y ln x).</summary>
    public static double Pow(double x, double y) => Exp(y * Log(x));

    /// <summary>xⁿ by repeated multiplication.</summary>
    public static double PowInteger(double x, int n)
    {
        double factor = n < 0 ? 1 / x : x;
        double result = 1;
        for (uint left = (uint)Math.Abs(n); left != 0; left >>= 1)
        {
            if ((left & 1) != 0)
            {
                result *= factor;
            }

            factor *= factor;
        }

        return result;
    }

    /// <summary>φ(x), the standard normal density.</summary>
    public static double NormalDensity(double x) => InverseRootTwoPi * Exp(-0.5 * x * x);

    /// <summary>Φ(x), the standard normal distribution function, relative error about 1e-15 in the lower tail (Hart 1968, West 2005).</summary>
    public static double NormalCdf(double x)
    {
        double a = Math.Abs(x);
        if (a > 37)
        {
            return x > 0 ? 1 : 0;
        }

        double density = Exp(-0.5 * a * a);
        double tail;
        if (a < 7.07106781186547)
        {
            double numerator = 3.52624965998911e-02;
            numerator = (numerator * a) + 0.700383064443688;
            numerator = (numerator * a) + 6.37396220353165;
            numerator = (numerator * a) + 33.912866078383;
            numerator = (numerator * a) + 112.079291497871;
            numerator = (numerator * a) + 221.213596169931;
            numerator = (numerator * a) + 220.206867912376;
            double denominator = 8.83883476483184e-02;
            denominator = (denominator * a) + 1.75566716318264;
            denominator = (denominator * a) + 16.064177579207;
            denominator = (denominator * a) + 86.7807322029461;
            denominator = (denominator * a) + 296.564248779674;
            denominator = (denominator * a) + 637.333633378831;
            denominator = (denominator * a) + 793.826512519948;
            denominator = (denominator * a) + 440.413735824752;
            tail = density * numerator / denominator;
        }
        else
        {
            double fraction = a + (1 / (a + (2 / (a + (3 / (a + (4 / (a + 0.65))))))));
            tail = density / fraction / RootTwoPi;
        }

        return x > 0 ? 1 - tail : tail;
    }

    /// <summary>Φ⁻¹(p) for p in (0, 1), relative error about 1e-16 (Wichura 1988, algorithm AS 241, PPND16).</summary>
    public static double NormalQuantile(double p)
    {
        double q = p - 0.5;
        if (Math.Abs(q) <= 0.425)
        {
            double r = 0.180625 - (q * q);
            double numerator = (((((((((((((2.5090809287301226727e3 * r) + 3.3430575583588128105e4) * r) + 6.7265770927008700853e4) * r)
                + 4.5921953931549871457e4) * r) + 1.3731693765509461125e4) * r) + 1.9715909503065514427e3) * r) + 1.3314166789178437745e2) * r)
                + 3.3871328727963666080e0;
            double denominator = (((((((((((((5.2264952788528545610e3 * r) + 2.8729085735721942674e4) * r) + 3.9307895800092710610e4) * r)
                + 2.1213794301586595867e4) * r) + 5.3941960214247511077e3) * r) + 6.8718700749205790830e2) * r) + 4.2313330701600911252e1) * r)
                + 1;
            return q * numerator / denominator;
        }

        double tail = Math.Sqrt(-Log(q < 0 ? p : 1 - p));
        double value = NormalTail(tail);
        return q < 0 ? -value : value;
    }

    /// <summary>−Φ⁻¹(p) for p below 0.075, given √(−ln p).</summary>
    private static double NormalTail(double r)
    {
        double numerator;
        double denominator;
        if (r <= 5)
        {
            r -= 1.6;
            numerator = (((((((((((((7.74545014278341407640e-4 * r) + 2.27238449892691845833e-2) * r) + 2.41780725177450611770e-1) * r)
                + 1.27045825245236838258e0) * r) + 3.64784832476320460504e0) * r) + 5.76949722146069140550e0) * r) + 4.63033784615654529590e0) * r)
                + 1.42343711074968357734e0;
            denominator = (((((((((((((1.05075007164441684324e-9 * r) + 5.47593808499534494600e-4) * r) + 1.51986665636164571966e-2) * r)
                + 1.48103976427480074590e-1) * r) + 6.89767334985100004550e-1) * r) + 1.67638483018380384940e0) * r) + 2.05319162663775882187e0) * r)
                + 1;
            return numerator / denominator;
        }

        r -= 5;
        numerator = (((((((((((((2.01033439929228813265e-7 * r) + 2.71155556874348757815e-5) * r) + 1.24266094738807843860e-3) * r)
            + 2.65321895265761230930e-2) * r) + 2.96560571828504891230e-1) * r) + 1.78482653991729133580e0) * r) + 5.46378491116411436990e0) * r)
            + 6.65790464350110377720e0;
        denominator = (((((((((((((2.04426310338993978564e-15 * r) + 1.42151175831644588870e-7) * r) + 1.84631831751005468180e-5) * r)
            + 7.86869131145613259100e-4) * r) + 1.48753612908506148525e-2) * r) + 1.36929880922735805310e-1) * r) + 5.99832206555887937690e-1) * r)
            + 1;
        return numerator / denominator;
    }
}
