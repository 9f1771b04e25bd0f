using System.Runtime.CompilerServices;

namespace CostSim.Numerics;

public static partial class Elementary
{
    // Where Φ changes from its odd series about 0 to the tail form, and from that to the form far out.
    private const double CentreEnd = 0.66291;
    private const double TailEnd = 5.65;

    // Rational approximations of Cody (Math. Comp. 23, 1969; ACM Algorithm 715, 1993): odd part of Φ, e^(x²/2) Φ(−x), and the same far out.
    private const double N0 = 18154.981253343561249, N1 = 1067.6894854603709582, N2 = 161.02823106855587881, N3 = 2.2352520354606839287;
    private const double N4 = 0.065682337918207449113, O0 = 45507.789335026729956, O1 = 10260.932208618978205, O2 = 976.09855173777669322;
    private const double O3 = 47.20258190468824187;
    private const double P0 = 9842.7148383839780218, P1 = 11602.651437647350124, P2 = 6848.1904505362823326, P3 = 2494.5375852903726711;
    private const double P4 = 597.27027639480026226, P5 = 93.506656132177855979, P6 = 8.8831497943883759412, P7 = 0.39894151208813466764;
    private const double P8 = 1.0765576773720192317e-8;
    private const double Q0 = 19685.429676859990727, Q1 = 38912.003286093271411, Q2 = 34900.952721145977266, Q3 = 18615.571640885098091;
    private const double Q4 = 6485.558298266760755, Q5 = 1519.377599407554805, Q6 = 235.38790178262499861, Q7 = 22.266688044328115691;
    private const double R0 = 0.21589853405795699, R1 = 0.1274011611602473639, R2 = 0.022235277870649807, R3 = 0.001421619193227893466;
    private const double R4 = 2.9112874951168792e-5, R5 = 0.02307344176494017303;
    private const double S0 = 1.28426009614491121, S1 = 0.468238212480865118, S2 = 0.0659881378689285515, S3 = 0.00378239633202758244;
    private const double S4 = 7.29751555083966205e-5;

    // Algorithm AS 241, PPND16 (Wichura, Applied Statistics 37, 1988): centre, tail, far tail.
    private const double A0 = 3.3871328727963666080, A1 = 133.14166789178437745, A2 = 1971.5909503065514427, A3 = 13731.693765509461125;
    private const double A4 = 45921.953931549871457, A5 = 67265.770927008700853, A6 = 33430.575583588128105, A7 = 2509.0809287301226727;
    private const double B1 = 42.313330701600911252, B2 = 687.18700749205790830, B3 = 5394.1960214247511077, B4 = 21213.794301586595867;
    private const double B5 = 39307.895800092710610, B6 = 28729.085735721942674, B7 = 5226.4952788528545610;
    private const double C0 = 1.42343711074968357734, C1 = 4.63033784615654529590, C2 = 5.76949722146069140550, C3 = 3.64784832476320460504;
    private const double C4 = 1.27045825245236838258, C5 = 0.241780725177450611770, C6 = 0.0227238449892691845833, C7 = 7.74545014278341407640e-4;
    private const double D1 = 2.05319162663775882187, D2 = 1.67638483018380384940, D3 = 0.689767334985100004550, D4 = 0.148103976427480074590;
    private const double D5 = 0.0151986665636164571966, D6 = 5.47593808499534494600e-4, D7 = 1.05075007164441684324e-9;
    private const double F0 = 6.65790464350110377720, F1 = 5.46378491116411436990, F2 = 1.78482653991729133580, F3 = 0.296560571828504891230;
    private const double F4 = 0.0265321895265761230930, F5 = 0.00124266094738807843860, F6 = 2.71155556874348757815e-5, F7 = 2.01033439929228813265e-7;
    private const double H1 = 0.599832206555887937690, H2 = 0.136929880922735805310, H3 = 0.0148753612908506148525;
    private const double H4 = 7.86869131145613259100e-4, H5 = 1.84631831751005468180e-5, H6 = 1.42151175831644588870e-7, H7 = 2.04426310338993978564e-15;

    /// <summary>φ(x), density of the standard normal distribution.</summary>
    /// <param name="x">Any double.</param>
    public static double NormalDensity(double x) => InverseRootTwoPi * ExpOfHalfSquare(x);

    /// <summary>Φ(x), the standard normal distribution function, accurate in the lower tail; use Φ(−x) for the upper one.</summary>
    /// <param name="x">Any double.</param>
    /// <returns>Relative error below 2e-15 for −37 ≤ x.</returns>
    public static double NormalCdf(double x)
    {
        return Math.Abs(x) < CentreEnd ? 0.5 + NormalCentre(x) : NormalCdf(x, out _);
    }

    /// <summary>Φ(x) and φ(x) together: they share an exponential. The bits of <see cref="NormalCdf(double)"/> and <see cref="NormalDensity"/>.</summary>
    /// <param name="x">Any double.</param>
    /// <param name="density">Receives φ(x).</param>
    public static double NormalCdf(double x, out double density)
    {
        double size = Math.Abs(x);
        double e = ExpOfHalfSquare(x);
        density = InverseRootTwoPi * e;
        if (size < CentreEnd)
        {
            return 0.5 + NormalCentre(x);
        }

        double tail = e * (size < TailEnd ? NormalRational(size) : NormalFar(size));
        return x > 0 ? 1 - tail : tail;
    }

    /// <summary>Φ⁻¹(p), the standard normal quantile; −∞ at 0, +∞ at 1, not a number outside [0, 1].</summary>
    /// <param name="p">Lower-tail probability.</param>
    /// <returns>Relative error about 1e-16 (AS 241, PPND16). For an upper tail use −Φ⁻¹(p) of its probability.</returns>
    public static double NormalQuantile(double p)
    {
        double q = p - 0.5;
        if (Math.Abs(q) <= 0.425)
        {
            return QuantileCentre(q);
        }

        if (!(p > 0 && p < 1))
        {
            return p == 0 ? double.NegativeInfinity : p == 1 ? double.PositiveInfinity : double.NaN;
        }

        double r = Math.Sqrt(-Log(q < 0 ? p : 1 - p));
        double tail = r <= 5 ? QuantileTail(r - 1.6) : QuantileFarTail(r - 5);
        return q < 0 ? -tail : tail;
    }

    // e^(−x²/2) with the rounding of x² carried along.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double ExpOfHalfSquare(double x)
    {
        double square = x * x;
        double lost = Math.FusedMultiplyAdd(x, x, -square);
        double e = Exp(-0.5 * square);
        double corrected = Math.FusedMultiplyAdd(-0.5 * lost, e, e);
        return square < 1600 ? corrected : e;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double NormalCentre(double x)
    {
        double square = x * x;
        double n = Math.FusedMultiplyAdd(N4, square, N3);
        n = Math.FusedMultiplyAdd(n, square, N2);
        n = Math.FusedMultiplyAdd(n, square, N1);
        n = Math.FusedMultiplyAdd(n, square, N0);
        double o = square + O3;
        o = Math.FusedMultiplyAdd(o, square, O2);
        o = Math.FusedMultiplyAdd(o, square, O1);
        o = Math.FusedMultiplyAdd(o, square, O0);
        return x * n / o;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double NormalRational(double x)
    {
        double p = Math.FusedMultiplyAdd(Horner(x, P8, P7, P6, P5, P4, P3, P2, P1), x, P0);
        return p / Math.FusedMultiplyAdd(Horner(x, 1, Q7, Q6, Q5, Q4, Q3, Q2, Q1), x, Q0);
    }

    // Mills' ratio over √2π far out, in 1/x².
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double NormalFar(double x)
    {
        double s = 1 / (x * x);
        double n = Math.FusedMultiplyAdd(R5, s, R0);
        n = Math.FusedMultiplyAdd(n, s, R1);
        n = Math.FusedMultiplyAdd(n, s, R2);
        n = Math.FusedMultiplyAdd(n, s, R3);
        n = Math.FusedMultiplyAdd(n, s, R4);
        double d = s + S0;
        d = Math.FusedMultiplyAdd(d, s, S1);
        d = Math.FusedMultiplyAdd(d, s, S2);
        d = Math.FusedMultiplyAdd(d, s, S3);
        d = Math.FusedMultiplyAdd(d, s, S4);
        return (InverseRootTwoPi - (s * n / d)) / x;
    }

    private static double QuantileCentre(double q)
    {
        double r = 0.180625 - (q * q);
        double top = Horner(r, A7, A6, A5, A4, A3, A2, A1, A0);
        return q * top / Horner(r, B7, B6, B5, B4, B3, B2, B1, 1);
    }

    private static double QuantileTail(double r) =>
        Horner(r, C7, C6, C5, C4, C3, C2, C1, C0) / Horner(r, D7, D6, D5, D4, D3, D2, D1, 1);

    private static double QuantileFarTail(double r) =>
        Horner(r, F7, F6, F5, F4, F3, F2, F1, F0) / Horner(r, H7, H6, H5, H4, H3, H2, H1, 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Horner(double x, double c7, double c6, double c5, double c4, double c3, double c2, double c1, double c0)
    {
        double p = Math.FusedMultiplyAdd(c7, x, c6);
        p = Math.FusedMultiplyAdd(p, x, c5);
        p = Math.FusedMultiplyAdd(p, x, c4);
        p = Math.FusedMultiplyAdd(p, x, c3);
        p = Math.FusedMultiplyAdd(p, x, c2);
        p = Math.FusedMultiplyAdd(p, x, c1);
        return Math.FusedMultiplyAdd(p, x, c0);
    }
}
