using CostSim.Numerics;

namespace CostSim.Sampling;

/// <summary>Fitting and checking the metalog: the terms, the linear system, and whether the curve rises everywhere.</summary>
internal static class MetalogFit
{
    private const int GridPoints = 1000;

    /// <summary>M at a logit L and c = y − ½.</summary>
    public static double Evaluate(ReadOnlySpan<double> a, double logit, double c)
    {
        double sum = a[0] + (a[1] * logit);
        double power = c;
        for (int i = 2; i < a.Length; i++)
        {
            sum += a[i] * (HasLogit(i) ? power * logit : power);
            power = i >= 3 && (i & 1) == 1 ? power * c : power;
        }

        return sum;
    }

    /// <summary>y − ½ of a logit.</summary>
    public static double Centred(double logit)
    {
        double e = Elementary.Exp(-Math.Abs(logit));
        double half = 0.5 * (1 - e) / (1 + e);
        return logit < 0 ? -half : half;
    }

    /// <summary>Coefficients through all pairs, by elimination with pivoting.</summary>
    public static double[] Solve(IReadOnlyList<double> probabilities, double[] values)
    {
        int n = values.Length;
        double[,] system = new double[n, n + 1];
        double[] unit = new double[n];
        for (int row = 0; row < n; row++)
        {
            double y = probabilities[row];
            for (int column = 0; column < n; column++)
            {
                unit[column] = 1;
                system[row, column] = Evaluate(unit, Elementary.Log(y) - Elementary.LogOnePlus(-y), y - 0.5);
                unit[column] = 0;
            }

            system[row, n] = values[row];
        }

        return Eliminate(system, n);
    }

    /// <summary>Faults visible before fitting.</summary>
    public static DistributionFault? FindFault(
        IReadOnlyList<double> probabilities, IReadOnlyList<double> quantiles, double lower, double upper, int mostTerms)
    {
        if (probabilities.Count != quantiles.Count || probabilities.Count < 2 || probabilities.Count > mostTerms)
        {
            return new DistributionFault(
                "quantiles",
                $"There are {probabilities.Count} probabilities and {quantiles.Count} quantiles.",
                $"Give as many of one as of the other, 2 to {mostTerms}.");
        }

        for (int i = 0; i < quantiles.Count; i++)
        {
            bool isInside = quantiles[i] > lower && quantiles[i] < upper && double.IsFinite(quantiles[i]);
            if (!isInside || (i > 0 && !(quantiles[i] > quantiles[i - 1])))
            {
                return new DistributionFault(
                    "quantiles",
                    FormattableString.Invariant($"The quantiles {string.Join(", ", quantiles.Select(x => FormattableString.Invariant($"{x}")))} must ascend strictly inside [{lower}, {upper}]."),
                    "Put them in ascending order, inside the bounds.");
            }

            if (!(probabilities[i] > 0 && probabilities[i] < 1) || (i > 0 && !(probabilities[i] > probabilities[i - 1])))
            {
                return new DistributionFault(
                    "probabilities", "The probabilities must ascend strictly between 0 and 1.", "Give for example [0.05, 0.5, 0.95].");
            }
        }

        return null;
    }

    /// <summary>Whether the fitted curve rises everywhere, and its mean exists.</summary>
    public static DistributionFault? FindInfeasibility(double[] a, double lower, double upper)
    {
        bool rises = EndSlope(a, 0.5) > 0 && EndSlope(a, -0.5) > 0;
        for (int i = 1; i < GridPoints && rises; i++)
        {
            rises = Slope(a, (double)i / GridPoints) > 0;
        }

        if (!rises)
        {
            return new DistributionFault(
                "quantiles",
                "No metalog passes through these percentiles: the curve would have to fall somewhere (they are too skewed).",
                "Move the median towards the middle, give a bound, or use lognormal with p5, p50 and p95.");
        }

        return TailIndex(a, lower, upper) < 1 ? null : new DistributionFault(
            "quantiles",
            "With one bound these percentiles have so heavy a tail that the mean does not exist.",
            "Give both bounds, or bring the outer percentiles nearer.");
    }

    /// <summary>Exponent of the power-law tail opposite to a single bound; moments of order below its inverse exist.</summary>
    public static double TailIndex(double[] a, double lower, double upper)
    {
        bool hasLower = double.IsFinite(lower), hasUpper = double.IsFinite(upper);
        return hasLower == hasUpper ? 0 : EndSlope(a, hasLower ? 0.5 : -0.5);
    }

    // Coefficient of the logit at an end, c = ±½.
    private static double EndSlope(double[] a, double c)
    {
        double sum = a[1];
        double power = c;
        for (int i = 2; i < a.Length; i++)
        {
            sum += HasLogit(i) ? a[i] * power : 0;
            power = i >= 3 && (i & 1) == 1 ? power * c : power;
        }

        return sum;
    }

    // dM/dy.
    private static double Slope(double[] a, double y)
    {
        double c = y - 0.5, logit = Elementary.Log(y / (1 - y)), rise = 1 / (y * (1 - y));
        double sum = a[1] * rise;
        for (int i = 2; i < a.Length; i++)
        {
            int power = i <= 3 ? 1 : i / 2;
            double term = Elementary.PowInteger(c, power), derivative = power * Elementary.PowInteger(c, power - 1);
            sum += a[i] * (HasLogit(i) ? (derivative * logit) + (term * rise) : derivative);
        }

        return sum;
    }

    // Terms, counted from 0: 1, L, cL, c, c², c²L, c³, c³L, …
    private static bool HasLogit(int term) => term == 2 || (term >= 5 && (term & 1) == 1);

    private static double[] Eliminate(double[,] system, int n)
    {
        for (int column = 0; column < n; column++)
        {
            int pivot = column;
            for (int row = column + 1; row < n; row++)
            {
                pivot = Math.Abs(system[row, column]) > Math.Abs(system[pivot, column]) ? row : pivot;
            }

            for (int k = 0; k <= n; k++)
            {
                (system[column, k], system[pivot, k]) = (system[pivot, k], system[column, k]);
            }

            for (int row = 0; row < n; row++)
            {
                double factor = row == column ? 0 : system[row, column] / system[column, column];
                for (int k = column; k <= n && factor != 0; k++)
                {
                    system[row, k] -= factor * system[column, k];
                }
            }
        }

        double[] solution = new double[n];
        for (int i = 0; i < n; i++)
        {
            solution[i] = system[i, n] / system[i, i];
        }

        return solution;
    }
}
