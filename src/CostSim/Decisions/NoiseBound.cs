using CostSim.Numerics;

namespace CostSim.Decisions;

/// <summary>
/// How likely it is that the sampling of trials alone puts one option before another: Student's tail of their paired difference, and never less than
/// 2⁻ⁿ for n independent parts, below which no sign test on n differences can go (Dixon and Mood 1946), whatever their spread happens to be.
/// </summary>
internal static class NoiseBound
{
    /// <summary>The bound.</summary>
    /// <param name="ahead">By how much the option is ahead on average.</param>
    /// <param name="error">Standard error of that.</param>
    /// <param name="parts">Independent parts behind it: trials, replicates, or the trials of a tail.</param>
    /// <param name="slack">What the difference may be by rounding alone; options that differ by no more, in every trial, are the same.</param>
    /// <returns>A probability; not a number where there are fewer than two parts.</returns>
    public static double Of(double ahead, double error, long parts, double slack)
    {
        if (parts < 2 || double.IsNaN(error))
        {
            return double.NaN;
        }

        bool isSame = error <= slack && ahead >= -slack;
        double tail = isSame ? 0 : error > 0 ? SpecialFunctions.StudentT(-ahead / error, parts - 1).Lower : ahead > 0 ? 0 : 1;
        return Math.Max(tail, Math.ScaleB(1, (int)-Math.Min(parts, 1100)));
    }

    /// <summary>The bound for several others together: their sum, at most one, added from the smallest so that their order makes no difference.</summary>
    /// <param name="bounds">The bounds.</param>
    public static double Sum(IEnumerable<double> bounds)
    {
        double sum = bounds.Order().Sum();
        return sum > 1 ? 1 : sum;
    }
}
