using MathNet.Numerics;

namespace CostSim.Peers.Scalar;

/// <summary>A stock at the start of a year of conflict: it ran out before (then it is <paramref name="Low"/>), or not (then <paramref name="High"/> on average).</summary>
internal readonly record struct Stock(double RanOut, double Low, double High)
{
    public double FillRate(double mean, double variance) =>
        mean <= 0 ? 1 : (RanOut * (RanOut > 0 ? Meet(Low, mean, variance).Served : 0)) + ((1 - RanOut) * Meet(High, mean, variance).Served);

    /// <summary>The stock a year later.</summary>
    public Stock Later(double mean, double variance, double owned, double restock)
    {
        (double ranOut, double left) = After(High, mean, variance);
        if (RanOut > 0)
        {
            (double again, double rest) = After(Low, mean, variance);
            double lasting = ((1 - RanOut) * (1 - ranOut)) + (RanOut * (1 - again));
            left = lasting > 0 ? (((1 - RanOut) * (1 - ranOut) * left) + (RanOut * (1 - again) * rest)) / lasting : 0;
            ranOut = 1 - lasting;
        }

        return new Stock(ranOut, Math.Min(owned, restock), left + Math.Min(restock, Math.Max(0, owned - left)));
    }

    /// <summary>E[exp(−a min(D, S) − b (D − S)⁺)] for a gamma demand: what is left where a unit of demand takes a served, b unserved.</summary>
    public double ValueLeft(double mean, double variance, double served, double unserved)
    {
        double left = RanOut > 0 ? RanOut * One(Low, mean, variance, served, unserved) : 0;
        return left + ((1 - RanOut) * One(High, mean, variance, served, unserved));
    }

    /// <summary>E[min(limit, D)] for a gamma demand.</summary>
    public static double AtMost(double limit, double mean, double variance) =>
        mean < 1e-100 ? 0
        : double.IsPositiveInfinity(limit) ? mean
        : variance <= 0 ? Math.Min(limit, mean)
        : mean * Meet(limit, mean, variance).Served;

    private static double One(double stock, double mean, double variance, double served, double unserved)
    {
        double shape = mean * mean / variance, scale = variance / mean;
        if (stock <= 0)
        {
            return Math.Pow(1 + (unserved * scale), -shape);
        }

        double within = Math.Pow(1 + (served * scale), -shape) * SpecialFunctions.GammaLowerRegularized(shape, stock * ((1 / scale) + served));
        double upper = SpecialFunctions.GammaUpperRegularized(shape, stock * ((1 / scale) + unserved));
        double exponent = ((unserved - served) * stock) - (shape * Math.Log(1 + (unserved * scale)));
        return within + (upper > 0 ? Math.Exp(Math.Min(exponent, 700)) * upper : 0);
    }

    private static (double RanOut, double Left) After(double stock, double mean, double variance)
    {
        (double above, double served) = Meet(stock, mean, variance);
        double fired = above < 1 ? ((served * mean) - (stock * above)) / (1 - above) : stock;
        return (above, Math.Max(0, stock - fired));
    }

    /// <summary>P(D > S) and E[min(D, S)] / E[D] for a gamma demand.</summary>
    private static (double Above, double Served) Meet(double stock, double mean, double variance)
    {
        if (mean <= 0)
        {
            return (0, 1);
        }

        if (stock <= 0)
        {
            return (1, 0);
        }

        double shape = mean * mean / variance, x = stock * mean / variance;
        double above = SpecialFunctions.GammaUpperRegularized(shape, x);
        double served = SpecialFunctions.GammaLowerRegularized(shape + 1, x) + (stock / mean * above);
        return (above, Math.Clamp(served, 0, Math.Min(1, stock / mean)));
    }
}
