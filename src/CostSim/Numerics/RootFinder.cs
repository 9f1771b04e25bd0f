namespace CostSim.Numerics;

/// <summary>
/// A root of a monotone function between two points: inverse quadratic steps where they are safe, halving elsewhere (Chandrupatla,
/// Advances in Engineering Software 28, 1997). Tested by <c>RootFinderTests</c>.
/// </summary>
public static class RootFinder
{
    private const int MostSteps = 400;

    /// <summary>The point where <paramref name="function"/> changes sign.</summary>
    /// <param name="function">Function; a sign change between the ends is expected, otherwise the end nearer to zero is returned.</param>
    /// <param name="low">Lower end.</param>
    /// <param name="high">Upper end.</param>
    /// <returns>A point within one or two ulp of the change of sign.</returns>
    public static double Find(Func<double, double> function, double low, double high)
    {
        ArgumentNullException.ThrowIfNull(function);
        double a = high, b = low, fa = function(a), fb = function(b);
        if (fa == 0 || fb == 0 || fa > 0 == fb > 0)
        {
            return Math.Abs(fa) < Math.Abs(fb) ? a : b;
        }

        double share = 0.5;
        for (int step = 0; step < MostSteps; step++)
        {
            double x = a + (share * (b - a));
            double fx = function(x);
            double c, fc;
            if (fx > 0 == fa > 0)
            {
                (c, fc) = (a, fa);
            }
            else
            {
                (c, fc) = (b, fb);
                (b, fb) = (a, fa);
            }

            (a, fa) = (x, fx);
            double best = Math.Abs(fa) < Math.Abs(fb) ? a : b;
            double limit = (2 * 1.1102230246251565e-16 * Math.Abs(best)) / Math.Abs(b - a);
            if (limit > 0.5 || fa == 0 || b == a)
            {
                return best;
            }

            double xi = (a - b) / (c - b);
            double phi = (fa - fb) / (fc - fb);
            bool safe = phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi;
            share = safe
                ? (fa / (fb - fa) * fc / (fb - fc)) + ((c - a) / (b - a) * fa / (fc - fa) * fb / (fc - fb))
                : 0.5;
            share = Math.Clamp(share, limit, 1 - limit);
        }

        return Math.Abs(fa) < Math.Abs(fb) ? a : b;
    }
}
