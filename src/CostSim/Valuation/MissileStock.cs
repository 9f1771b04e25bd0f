using CostSim.Numerics;

namespace CostSim.Valuation;

/// <summary>Whether the stock of a kind of missile lasts a year.</summary>
internal static class MissileStock
{
    /// <summary>
    /// Share of a normal demand that a stock serves: 1 − σ[φ(z) − z(1 − Φ(z))]/μ with z = (S − μ)/σ, the fill rate of inventory theory.
    /// </summary>
    /// <param name="stock">Missiles at the start of the year.</param>
    /// <param name="mean">Mean demand.</param>
    /// <param name="variance">Variance of the demand.</param>
    public static double FillRate(double stock, double mean, double variance)
    {
        if (mean <= 0)
        {
            return 1;
        }

        if (variance <= 0)
        {
            return Math.Min(1, stock / mean);
        }

        double sigma = Math.Sqrt(variance);
        double z = (stock - mean) / sigma;
        if (z > 8)
        {
            return 1;
        }

        double below = Elementary.NormalCdf(-z, out double density);
        double shortfall = z < -8 ? -z : density - (z * below);
        return Math.Clamp(1 - (sigma * shortfall / mean), 0, 1);
    }
}
