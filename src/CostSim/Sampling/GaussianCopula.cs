using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using CostSim.Numerics;

namespace CostSim.Sampling;

/// <summary>What to do with rank correlations that contradict each other.</summary>
public enum CorrelationRepair
{
    /// <summary>Refuse them, and show the nearest matrix that would do.</summary>
    Refuse,

    /// <summary>Use the nearest matrix, unless an entry moves by more than 0.1.</summary>
    Nearest,
}

/// <summary>
/// Dependence between inputs, given as rank (Spearman) correlations: u′ = Φ(L Φ⁻¹(u)), L Lᵀ = R, R = 2 sin(π S / 6). Every input
/// keeps its own distribution.
/// </summary>
/// <remarks>Tested by <c>GaussianCopulaTests</c>: published factor and values, achieved rank correlations within 5 standard errors.</remarks>
public sealed class GaussianCopula
{
    private const double LargestMove = 0.1;

    /// <summary>Inputs of which a message spells all correlations, and entries that it names of more.</summary>
    private const int MostSpelled = 6;
    private const double SmallestEigenvalue = 1e-10;
    private const double RepairedEigenvalue = 1e-8;
    private const double SmallestTail = 1.1102230246251565e-16;

    private readonly double[] _factor;

    private GaussianCopula(double[,] correlation, double[,] factor, double largestChange)
    {
        Dimension = factor.GetLength(0);
        Correlation = correlation;
        LargestChange = largestChange;
        _factor = [.. factor.Cast<double>()];
    }

    /// <summary>Number of inputs.</summary>
    public int Dimension { get; }

    /// <summary>Largest absolute change of a normal-score correlation made by a repair; 0 without one.</summary>
    public double LargestChange { get; }

    /// <summary>R, the correlations of the normal scores in use.</summary>
    internal double[,] Correlation { get; }

    /// <summary>Makes the copula, or says why there is none.</summary>
    /// <param name="spearman">Rank correlations: symmetric, ones on the diagonal, entries within [−1, 1].</param>
    /// <param name="repair">What to do when they contradict each other.</param>
    /// <param name="copula">The copula; null with a fault.</param>
    /// <param name="fault">What is wrong; null with a copula.</param>
    /// <returns>Whether there is a copula.</returns>
    public static bool TryCreate(
        double[,] spearman,
        CorrelationRepair repair,
        [NotNullWhen(true)] out GaussianCopula? copula,
        [NotNullWhen(false)] out DistributionFault? fault)
    {
        ArgumentNullException.ThrowIfNull(spearman);
        copula = null;
        fault = FindFault(spearman);
        if (fault is not null)
        {
            return false;
        }

        int n = spearman.GetLength(0);
        double[,] scores = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                scores[i, j] = i == j ? 1 : NormalFromSpearman(spearman[i, j]);
            }
        }

        double change = 0;
        if (SymmetricEigen.Decompose(scores).Values.Min() < SmallestEigenvalue)
        {
            double[,] nearest = NearestCorrelation.Find(scores, RepairedEigenvalue);
            change = LargestDifference(scores, nearest);
            fault = Contradiction(scores, nearest, change, repair);
            if (fault is not null)
            {
                return false;
            }

            scores = nearest;
        }

        if (!Cholesky.TryFactor(scores, out double[,]? factor))
        {
            fault = new DistributionFault(null, "The correlations leave no freedom to some input.", "Lower the largest correlations.");
            return false;
        }

        copula = new GaussianCopula(scores, factor!, change);
        return true;
    }

    /// <summary>Correlation of normal scores that gives a rank correlation: r = 2 sin(π ρ / 6).</summary>
    /// <param name="spearman">Rank correlation in [−1, 1].</param>
    public static double NormalFromSpearman(double spearman) => 2 * Elementary.Sin(Math.PI / 6 * spearman);

    /// <summary>Rank correlation that gives a correlation of normal scores: the inverse of <see cref="NormalFromSpearman"/>.</summary>
    /// <param name="normal">Correlation of normal scores in [−1, 1].</param>
    internal static double SpearmanFromNormal(double normal) => RootFinder.Find(rank => NormalFromSpearman(rank) - normal, -1.01, 1.01);

    /// <summary>
    /// Turns independent uniforms into dependent ones, in place. The first column stays as it is, bit by bit; a column depends on
    /// those before it only.
    /// </summary>
    /// <param name="columns">Columns of equal length one after the other: input i of the group stands at i · trials.</param>
    /// <param name="trials">Length of a column.</param>
    /// <exception cref="ArgumentException">The columns do not hold whole columns, or more than there are inputs.</exception>
    public void Apply(Span<double> columns, int trials)
    {
        int count = trials == 0 ? 0 : columns.Length / trials;
        if (count > Dimension || count * trials != columns.Length)
        {
            throw new ArgumentException($"{columns.Length} values are not columns of {trials} trials for {Dimension} inputs.", nameof(columns));
        }

        if (count <= 1)
        {
            return;
        }

        double[] kept = ArrayPool<double>.Shared.Rent(trials);
        columns[..trials].CopyTo(kept);
        Elementary.NormalQuantile(columns, columns);

        // From the last column up, so that the scores a row needs are still there.
        for (int column = count - 1; column >= 1; column--)
        {
            Span<double> target = columns.Slice(column * trials, trials);
            ReadOnlySpan<double> weights = _factor.AsSpan(column * Dimension, column + 1);
            for (int t = 0; t < trials; t++)
            {
                double z = 0;
                for (int k = 0; k <= column; k++)
                {
                    z = Math.FusedMultiplyAdd(weights[k], columns[(k * trials) + t], z);
                }

                target[t] = z;
            }

            Elementary.NormalCdf(target, target);
            for (int t = 0; t < trials; t++)
            {
                target[t] = Math.Clamp(target[t], SmallestTail, 1 - SmallestTail);
            }
        }

        kept.AsSpan(0, trials).CopyTo(columns);
        ArrayPool<double>.Shared.Return(kept);
    }

    private static DistributionFault? FindFault(double[,] matrix)
    {
        int n = matrix.GetLength(0);
        if (n == 0 || matrix.GetLength(1) != n)
        {
            return new DistributionFault(null, $"The correlations form a table of {n} by {matrix.GetLength(1)}.", "Give as many rows as columns.");
        }

        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double value = matrix[i, j];
                if (!(value >= -1 && value <= 1) || value != matrix[j, i] || (i == j && value != 1))
                {
                    return new DistributionFault(
                        null,
                        FormattableString.Invariant($"The correlation in row {i + 1}, column {j + 1} is {value}, its mirror image {matrix[j, i]}."),
                        "Give a symmetric table of numbers from -1 to 1, with ones on the diagonal.");
                }
            }
        }

        return null;
    }

    private static DistributionFault? Contradiction(double[,] scores, double[,] nearest, double change, CorrelationRepair repair)
    {
        if (repair == CorrelationRepair.Nearest && change <= LargestMove)
        {
            return null;
        }

        return new DistributionFault(
            null,
            repair == CorrelationRepair.Refuse
                ? "These rank correlations cannot hold together."
                : FormattableString.Invariant($"These rank correlations cannot hold together, and the nearest that can differ by {change}, more than {LargestMove}."),
            nearest.GetLength(0) <= MostSpelled
                ? $"The nearest that can, as correlations of normal scores: {Spelled(nearest)}."
                : FormattableString.Invariant($"In the nearest that can, correlations of normal scores move by up to {Math.Round(change, 2)}: {Moved(scores, nearest)}."));
    }

    /// <summary>The entries that move most, by row and column.</summary>
    private static string Moved(double[,] scores, double[,] nearest)
    {
        int n = scores.GetLength(0);
        return string.Join("; ", Enumerable.Range(0, n * n).Where(cell => cell / n < cell % n).Select(cell => (Row: cell / n, Column: cell % n))
            .OrderByDescending(cell => Math.Abs(scores[cell.Row, cell.Column] - nearest[cell.Row, cell.Column])).Take(MostSpelled)
            .Select(cell => FormattableString.Invariant(
                $"row {cell.Row + 1}, column {cell.Column + 1} from {Math.Round(scores[cell.Row, cell.Column], 2)} to {Math.Round(nearest[cell.Row, cell.Column], 2)}")));
    }

    private static string Spelled(double[,] matrix)
    {
        int n = matrix.GetLength(0);
        return string.Join("; ", Enumerable.Range(0, n).Select(
            i => string.Join(" ", Enumerable.Range(0, n).Select(j => FormattableString.Invariant($"{Math.Round(matrix[i, j], 4)}")))));
    }

    private static double LargestDifference(double[,] a, double[,] b) => a.Cast<double>().Zip(b.Cast<double>(), (x, y) => Math.Abs(x - y)).Max();
}
