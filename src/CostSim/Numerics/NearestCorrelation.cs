namespace CostSim.Numerics;

/// <summary>
/// The correlation matrix nearest in the Frobenius norm to a given symmetric matrix: alternating projections with Dykstra's
/// correction (Higham, "Computing the nearest correlation matrix", IMA J. Numer. Anal. 22, 2002). Tested by <c>MatrixTests</c>.
/// </summary>
public static class NearestCorrelation
{
    private const int MostSteps = 10_000;
    private const double Tolerance = 1e-12;

    /// <summary>Projects onto the correlation matrices and shrinks towards the identity until the smallest eigenvalue is large enough.</summary>
    /// <param name="matrix">Symmetric matrix with unit diagonal.</param>
    /// <param name="smallestEigenvalue">Smallest eigenvalue wanted; 0 leaves the projection as it is.</param>
    /// <returns>A symmetric matrix with unit diagonal.</returns>
    public static double[,] Find(double[,] matrix, double smallestEigenvalue)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        int n = matrix.GetLength(0);
        double[,] y = (double[,])matrix.Clone();
        double[,] correction = new double[n, n];
        double change = double.PositiveInfinity;
        for (int step = 0; step < MostSteps && change > Tolerance; step++)
        {
            double[,] r = Combine(y, correction, -1);
            double[,] x = ClipEigenvalues(r);
            correction = Combine(x, r, -1);
            double[,] next = (double[,])x.Clone();
            for (int i = 0; i < n; i++)
            {
                next[i, i] = 1;
            }

            change = Norm(Combine(next, y, -1)) / Norm(next);
            y = next;
        }

        double least = SymmetricEigen.Decompose(y).Values.Min();
        if (least < smallestEigenvalue)
        {
            double share = (smallestEigenvalue - least) / (1 - least);
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++)
                {
                    y[i, j] = i == j ? 1 : (1 - share) * y[i, j];
                }
            }
        }

        return y;
    }

    /// <summary>Frobenius norm, the root of the sum of squares.</summary>
    /// <param name="matrix">Any matrix.</param>
    public static double Norm(double[,] matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        double sum = 0;
        foreach (double value in matrix)
        {
            sum += value * value;
        }

        return Math.Sqrt(sum);
    }

    private static double[,] ClipEigenvalues(double[,] matrix)
    {
        int n = matrix.GetLength(0);
        (double[] values, double[,] vectors) = SymmetricEigen.Decompose(matrix);
        double[,] result = new double[n, n];
        for (int k = 0; k < n; k++)
        {
            if (values[k] <= 0)
            {
                continue;
            }

            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++)
                {
                    result[i, j] += values[k] * vectors[i, k] * vectors[j, k];
                }
            }
        }

        return result;
    }

    private static double[,] Combine(double[,] a, double[,] b, double weight)
    {
        int n = a.GetLength(0);
        double[,] result = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                result[i, j] = a[i, j] + (weight * b[i, j]);
            }
        }

        return result;
    }
}
