namespace CostSim.Numerics;

/// <summary>
/// Eigenvalues and eigenvectors of a symmetric matrix by cyclic Jacobi rotations (Golub and Van Loan, "Matrix Computations",
/// §8.5). Exact operations only, so the same on every machine. Tested by <c>MatrixTests</c>.
/// </summary>
public static class SymmetricEigen
{
    private const int MostSweeps = 100;

    /// <summary>Decomposes A = V diag(values) Vᵀ.</summary>
    /// <param name="matrix">Symmetric matrix; not changed.</param>
    /// <returns>Eigenvalues in no particular order, and eigenvectors as the columns of Vectors in the same order.</returns>
    public static (double[] Values, double[,] Vectors) Decompose(double[,] matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        int n = matrix.GetLength(0);
        double[,] a = (double[,])matrix.Clone();
        double[,] v = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            v[i, i] = 1;
        }

        for (int sweep = 0; sweep < MostSweeps && OffDiagonal(a) > 0; sweep++)
        {
            for (int p = 0; p < n - 1; p++)
            {
                for (int q = p + 1; q < n; q++)
                {
                    Rotate(a, v, p, q, n);
                }
            }
        }

        double[] values = new double[n];
        for (int i = 0; i < n; i++)
        {
            values[i] = a[i, i];
        }

        return (values, v);
    }

    private static void Rotate(double[,] a, double[,] v, int p, int q, int n)
    {
        double apq = a[p, q];
        if (Math.Abs(apq) <= 1e-18 * (Math.Abs(a[p, p]) + Math.Abs(a[q, q])))
        {
            a[p, q] = 0;
            a[q, p] = 0;
            return;
        }

        double theta = (a[q, q] - a[p, p]) / (2 * apq);
        double t = 1 / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1));
        t = theta < 0 ? -t : t;
        double c = 1 / Math.Sqrt((t * t) + 1);
        double s = t * c;
        for (int k = 0; k < n; k++)
        {
            (a[k, p], a[k, q]) = ((c * a[k, p]) - (s * a[k, q]), (s * a[k, p]) + (c * a[k, q]));
        }

        for (int k = 0; k < n; k++)
        {
            (a[p, k], a[q, k]) = ((c * a[p, k]) - (s * a[q, k]), (s * a[p, k]) + (c * a[q, k]));
            (v[k, p], v[k, q]) = ((c * v[k, p]) - (s * v[k, q]), (s * v[k, p]) + (c * v[k, q]));
        }

        a[p, q] = 0;
        a[q, p] = 0;
    }

    private static double OffDiagonal(double[,] a)
    {
        double sum = 0;
        for (int i = 1; i < a.GetLength(0); i++)
        {
            for (int j = 0; j < i; j++)
            {
                sum += Math.Abs(a[i, j]);
            }
        }

        return sum;
    }
}
