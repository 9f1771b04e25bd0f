namespace CostSim.Numerics;

/// <summary>Lower triangular factor L of a symmetric positive definite matrix A = L Lᵀ. Tested by <c>MatrixTests</c>.</summary>
public static class Cholesky
{
    /// <summary>Factors a symmetric matrix; only its lower triangle is read.</summary>
    /// <param name="matrix">Square matrix.</param>
    /// <param name="factor">L, zero above the diagonal; null when the matrix is not positive definite.</param>
    /// <returns>Whether every pivot was positive.</returns>
    /// <exception cref="ArgumentException">The matrix is not square.</exception>
    public static bool TryFactor(double[,] matrix, out double[,]? factor)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        int n = matrix.GetLength(0);
        if (matrix.GetLength(1) != n)
        {
            throw new ArgumentException($"The matrix is {n} by {matrix.GetLength(1)}; a square one is needed.", nameof(matrix));
        }

        factor = null;
        double[,] lower = new double[n, n];
        for (int row = 0; row < n; row++)
        {
            for (int column = 0; column <= row; column++)
            {
                double sum = matrix[row, column];
                for (int k = 0; k < column; k++)
                {
                    sum -= lower[row, k] * lower[column, k];
                }

                if (row != column)
                {
                    lower[row, column] = sum / lower[column, column];
                }
                else if (sum > 0)
                {
                    lower[row, row] = Math.Sqrt(sum);
                }
                else
                {
                    return false;
                }
            }
        }

        factor = lower;
        return true;
    }
}
