namespace CostSim.Numerics;

/// <summary>
/// Quantiles of the gamma, beta and Student distributions: safeguarded Newton steps on the logarithm of the tail probability, from
/// the power law at the origin or a normal approximation. Each tail is solved in its own terms, so nothing is lost to 1 − p.
/// </summary>
/// <remarks>Tested by <c>SpecialFunctionsTests</c> by round trips and 12-digit values.</remarks>
public static class InverseFunctions
{
    private const int MostSteps = 200;

    // A Newton step this small leaves an error of its square.
    private const double Settled = 1e-9;

    /// <summary>x with P(shape, x) = p.</summary>
    /// <param name="shape">Shape, positive.</param>
    /// <param name="p">Lower-tail probability in (0, 1).</param>
    public static double GammaLower(double shape, double p) =>
        SolveGamma(shape, p, false, GammaStart(shape, p, false), SpecialFunctions.StirlingError(shape));

    /// <summary>x with Q(shape, x) = p.</summary>
    /// <param name="shape">Shape, positive.</param>
    /// <param name="p">Upper-tail probability in (0, 1).</param>
    public static double GammaUpper(double shape, double p) =>
        SolveGamma(shape, p, true, GammaStart(shape, p, true), SpecialFunctions.StirlingError(shape));

    /// <summary>(x, 1 − x) with I_x(a, b) = p; for the upper tail swap a and b and the answers.</summary>
    /// <param name="a">First shape, positive.</param>
    /// <param name="b">Second shape, positive.</param>
    /// <param name="p">Lower-tail probability in (0, 1).</param>
    public static (double X, double Y) BetaLower(double a, double b, double p)
    {
        double logBeta = SpecialFunctions.LogGamma(a) + SpecialFunctions.LogGamma(b) - SpecialFunctions.LogGamma(a + b);
        double power = (Elementary.Log(p) + Elementary.Log(a) + logBeta) / a;
        return BetaLower(a, b, p, power < -3 ? power : NormalStart(a, b, p), SpecialFunctions.StirlingError(a, b));
    }

    // Unknown: the log-odds of x, in which both ends are at infinity.
    internal static (double X, double Y) BetaLower(double a, double b, double p, double start, double stirling)
    {
        double low = double.NegativeInfinity, high = double.PositiveInfinity, s = start;
        for (int step = 0; step < MostSteps; step++)
        {
            (double x, double y) = FromLogOdds(s);
            double slope = SpecialFunctions.BetaTerm(a, b, x, y, stirling);
            double lower = SpecialFunctions.IncompleteBeta(a, b, x, y, slope).Lower;
            double move = Move(p, lower, slope, rising: true, s, ref low, ref high);
            s += move;
            if (Math.Abs(move) <= Settled)
            {
                break;
            }
        }

        return FromLogOdds(s);
    }

    /// <summary>t with P(T ≤ t) = p for Student's t with the given degrees of freedom.</summary>
    /// <param name="p">Lower-tail probability in (0, 1).</param>
    /// <param name="degrees">Degrees of freedom, positive.</param>
    public static double StudentT(double p, double degrees)
    {
        if (p == 0.5)
        {
            return 0;
        }

        double tail = 2 * Math.Min(p, 1 - p);
        (double x, double y) = BetaLower(degrees / 2, 0.5, tail);
        double t = Math.Sqrt(degrees * y / x);
        return p < 0.5 ? -t : t;
    }

    // Unknown: ln x.
    internal static double SolveGamma(double shape, double p, bool upper, double start, double stirling)
    {
        double s = start;
        double low = double.NegativeInfinity, high = double.PositiveInfinity;
        for (int step = 0; step < MostSteps; step++)
        {
            double x = Elementary.Exp(s);
            double front = SpecialFunctions.GammaTerm(shape, x, stirling);
            (double below, double above) = SpecialFunctions.IncompleteGamma(shape, x, front);
            double move = Move(p, upper ? above : below, front * shape, !upper, s, ref low, ref high);
            s += move;
            if (Math.Abs(move) <= Settled)
            {
                break;
            }
        }

        return Elementary.Exp(s);
    }

    private static double GammaStart(double shape, double p, bool upper)
    {
        double z = Elementary.NormalQuantile(p);
        double cube = 1 - (1 / (9 * shape)) + ((upper ? -z : z) / (3 * Math.Sqrt(shape)));
        double power = upper ? double.PositiveInfinity
            : (Elementary.Log(p) + SpecialFunctions.LogGamma(shape + 1)) / shape;
        if (!upper && (power < -2 || cube <= 0.1))
        {
            return power;
        }

        return Elementary.Log(shape * cube * cube * cube > 1e-3 ? shape * cube * cube * cube : 1e-3);
    }

    private static double NormalStart(double a, double b, double p)
    {
        double mean = a / (a + b);
        double deviation = Math.Sqrt(a * b / (a + b + 1)) / (a + b);
        double x = Math.Clamp(mean + (deviation * Elementary.NormalQuantile(p)), mean * 0.05, 1 - ((1 - mean) * 0.05));
        return Elementary.Log(x / (1 - x));
    }

    private static (double X, double Y) FromLogOdds(double s)
    {
        double e = Elementary.Exp(-Math.Abs(s));
        return s < 0 ? (e / (1 + e), 1 / (1 + e)) : (1 / (1 + e), e / (1 + e));
    }

    // One Newton step on ln F, kept inside the bracket found so far; outside it, bisection or doubling.
    private static double Move(double p, double f, double slope, bool rising, double s, ref double low, ref double high)
    {
        if (f == p)
        {
            return 0;
        }

        bool below = rising == (f < p);
        (low, high) = below ? (s, high) : (low, s);
        double newton = f > 0 && slope > 0 ? Elementary.Log(f / p) * f / slope : double.NaN;
        newton = rising ? -newton : newton;
        if (Math.Abs(newton) <= Settled || (Math.Abs(newton) < 1e3 && s + newton > low && s + newton < high))
        {
            return newton;
        }

        if (double.IsFinite(low) && double.IsFinite(high))
        {
            return ((low + high) / 2) - s;
        }

        return below ? Math.Max(1, Math.Abs(s)) : -Math.Max(1, Math.Abs(s));
    }
}
