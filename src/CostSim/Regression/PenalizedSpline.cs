using CostSim.Numerics;

namespace CostSim.Regression;

/// <summary>
/// P-splines (Eilers and Marx 1996) of one input: the penalty is on how far each coefficient lies off the line between its neighbours, so that straight
/// lines in the input are never penalised, wherever the knots are.
/// </summary>
internal static class PenalizedSpline
{
    /// <summary>Below this share of the largest, a function is one that the others already say.</summary>
    private const double Nothing = 1e-11;

    /// <summary>The functions of a basis in coordinates in which they are uncorrelated and the penalty acts on each alone.</summary>
    /// <param name="basis">The basis.</param>
    /// <param name="gram">Sums of products of its functions: row by row, the lower triangle.</param>
    /// <param name="means">Means of its functions.</param>
    /// <param name="trials">Number of trials.</param>
    public static ShrunkFit Of(InputBasis basis, double[] gram, double[] means, int trials)
    {
        int count = basis.Count;
        double[,] centred = new double[count, count];
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                centred[i, j] = centred[j, i] = gram[(i * count) + j] - (trials * means[i] * means[j]);
            }
        }

        return Of(centred, Bends(basis.Places), trials);
    }

    /// <summary>Functions in coordinates in which they are uncorrelated and a penalty acts on each alone.</summary>
    /// <param name="centred">Sums of products of the functions about their means.</param>
    /// <param name="penalised">Sums of coefficients whose squares are penalised: by row, the factor of each function.</param>
    /// <param name="trials">Number of trials.</param>
    public static ShrunkFit Of(double[,] centred, IReadOnlyList<double[]> penalised, int trials)
    {
        double[][] orthonormal = Orthonormal(centred);
        double[][] along = [.. penalised.Select(row => Array.ConvertAll(orthonormal, axis => Product(row, axis)))];
        double[,] penalty = new double[orthonormal.Length, orthonormal.Length];
        for (int a = 0; a < orthonormal.Length; a++)
        {
            for (int b = 0; b <= a; b++)
            {
                penalty[a, b] = penalty[b, a] = along.Sum(row => row[a] * row[b]);
            }
        }

        (double[] values, double[,] vectors) = SymmetricEigen.Decompose(penalty);
        double most = values.DefaultIfEmpty().Max();
        double[][] axes = [.. values.Select((_, k) => Axis(orthonormal, vectors, k, centred.GetLength(0)))];
        return new ShrunkFit(axes, [.. values.Select(value => value > 1e-10 * most ? value : 0)], trials);
    }

    /// <summary>Uncorrelated functions whose squares add up to 1 over the trials, as factors of the original ones; as many as the matrix has rank.</summary>
    /// <param name="centred">Sums of products of the original functions about their means.</param>
    internal static double[][] Orthonormal(double[,] centred)
    {
        (double[] values, double[,] vectors) = SymmetricEigen.Decompose(centred);
        double most = values.Max();
        return
        [
            .. Enumerable.Range(0, values.Length).Where(k => values[k] > Nothing * most && most > 0)
                .Select(k => Enumerable.Range(0, values.Length).Select(j => vectors[j, k] / Math.Sqrt(values[k])).ToArray()),
        ];
    }

    /// <summary>By inner function of a basis, what makes of coefficients how far its own lies off the line between its neighbours.</summary>
    internal static double[][] Bends(double[] places)
    {
        double[][] bends = new double[Math.Max(0, places.Length - 2)][];
        for (int i = 0; i < bends.Length; i++)
        {
            double before = places[i + 1] - places[i], after = places[i + 2] - places[i + 1];
            bends[i] = new double[places.Length];
            (bends[i][i], bends[i][i + 1], bends[i][i + 2]) = (-after / (before + after), 1, -before / (before + after));
        }

        return bends;
    }

    private static double[] Axis(double[][] orthonormal, double[,] vectors, int k, int functions)
    {
        double[] axis = new double[functions];
        for (int a = 0; a < orthonormal.Length; a++)
        {
            for (int j = 0; j < functions; j++)
            {
                axis[j] += vectors[a, k] * orthonormal[a][j];
            }
        }

        return axis;
    }

    private static double Product(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
