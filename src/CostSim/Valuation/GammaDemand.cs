using System.Runtime.Intrinsics;
using CostSim.Numerics;

namespace CostSim.Valuation;

/// <summary>
/// A gamma demand against a stock, from a table of what a standardised demand exceeds a level by: E[(Z − z)⁺] and P(Z > z), for coefficients
/// of variation up to 1.5. Served shares are right to 1.5e-5, probabilities to 2e-4; beyond the table, and where little is in stock, by the
/// incomplete gamma function. Tested by <c>MissileStockTests</c>.
/// </summary>
internal static class GammaDemand
{
    private const int LevelsPerUnit = 10;
    private const double LevelStep = 1.0 / LevelsPerUnit;
    private const int VariationsPerUnit = 40;
    private const double LeastLevel = -8;
    private const double MostLevel = 15;
    private const double MostVariation = 1.5;
    private const double SquaredVariation = MostVariation * MostVariation;

    // Beyond the table: of a demand above so many times its scale, variance over mean, at most 1.2e-5 of the mean is expected.
    private const double MostSteps = 10;

    // Less in stock than this share of the demand: close to where a gamma demand begins, and its density is steep, a table is too coarse.
    private const double Little = 0.3;
    private const int Levels = (int)((MostLevel - LeastLevel) * LevelsPerUnit) + 2;
    private const int Variations = (int)(MostVariation * VariationsPerUnit) + 2;
    private static readonly Vector128<double>[] Table = new Vector128<double>[Variations * Levels];

    static GammaDemand()
    {
        for (int v = 0; v < Variations; v++)
        {
            for (int l = 0; l < Levels; l++)
            {
                (double excess, double beyond) = Standard((double)v / VariationsPerUnit, LeastLevel + (l * LevelStep));
                Table[(v * Levels) + l] = Vector128.Create(excess, beyond);
            }
        }
    }

    /// <summary>Share of the demand that a stock serves, E[min(stock, demand)] / E[demand], and the probability that the demand exceeds it.</summary>
    /// <param name="stock">Missiles.</param>
    /// <param name="mean">Mean demand.</param>
    /// <param name="variance">Variance of the demand.</param>
    public static (double Served, double Exceeded) Meet(double stock, double mean, double variance)
    {
        if (mean <= 0)
        {
            return (1, 0);
        }

        if (stock <= 0 || variance <= 0)
        {
            return (Math.Clamp(stock / mean, 0, 1), stock < mean ? 1 : 0);
        }

        // Mostly so much is in stock that the root need not be taken.
        double spare = stock - mean;
        bool hasTable = variance < SquaredVariation * mean * mean;
        if (hasTable ? spare > 0 && spare * spare >= MostLevel * MostLevel * variance : stock * mean > MostSteps * variance)
        {
            return (1, 0);
        }

        double sigma = Math.Sqrt(variance);
        double level = spare / sigma;
        double variation = sigma / mean;
        if (level < LeastLevel)
        {
            return (stock / mean, 1);
        }

        bool isListed = hasTable && stock >= Little * mean;
        (double excess, double beyond) = isListed ? Interpolate(variation, level) : Standard(variation, level);
        return (Math.Clamp(1 - (variation * excess), 0, Math.Min(1, stock / mean)), beyond);
    }

    /// <summary>Linear in the variation. Along the level the excess is a cubic, since its slope is known, −P(Z > z); the slope of that is the probability.</summary>
    private static (double Excess, double Beyond) Interpolate(double variation, double level)
    {
        double across = variation * VariationsPerUnit;
        double along = (level - LeastLevel) * LevelsPerUnit;
        int v = (int)across;
        int l = (int)along;
        double a = across - v;
        double b = along - l;
        int at = (v * Levels) + l;
        Vector128<double> left = ((1 - a) * Table[at]) + (a * Table[at + Levels]);
        Vector128<double> right = ((1 - a) * Table[at + 1]) + (a * Table[at + Levels + 1]);
        double fall = left[0] - right[0];
        double starts = (left[1] * LevelStep) - fall;
        double ends = (right[1] * LevelStep) - fall;
        double rest = 1 - b;
        double excess = (rest * left[0]) + (b * right[0]) - (b * rest * ((rest * starts) - (b * ends)));
        double slope = fall + (rest * (1 - (3 * b)) * starts) + (b * (1 - (3 * rest)) * ends);
        return (excess, Math.Clamp(slope * LevelsPerUnit, 0, 1));
    }

    /// <summary>E[(Z − z)⁺] and P(Z > z) of a gamma demand with mean 0 and deviation 1; the normal's when it does not vary.</summary>
    private static (double Excess, double Beyond) Standard(double variation, double level)
    {
        if (variation <= 0)
        {
            double tail = Elementary.NormalCdf(-level, out double density);
            return (density - (level * tail), tail);
        }

        double stock = 1 + (variation * level);
        if (stock <= 0)
        {
            return (-level, 1);
        }

        double shape = 1 / (variation * variation);
        double scaled = stock * shape;
        double front = SpecialFunctions.GammaTerm(shape, scaled, SpecialFunctions.StirlingError(shape));
        (_, double above) = SpecialFunctions.IncompleteGamma(shape, scaled, front);

        // E[D; D > S] = μ·Q(a + 1, x) and Q(a + 1, x) = Q(a, x) + x^a·e^(−x)/Γ(a + 1).
        return ((above + front - (stock * above)) / variation, above);
    }
}
