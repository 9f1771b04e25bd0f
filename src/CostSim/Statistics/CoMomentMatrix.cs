using System.Runtime.Intrinsics;

namespace CostSim.Statistics;

/// <summary>
/// Means and co-moments Σ (x − mean)(y − mean) of several outcomes of the same trials; two of them merge into that of the union (Chan, Golub and
/// LeVeque 1979). The bits depend on the order of merging only: use <see cref="BlockTree{T}"/>. Tested by <c>CoMomentMatrixTests</c>.
/// </summary>
public sealed class CoMomentMatrix
{
    private readonly double[] means;
    private readonly double[] products;

    /// <summary>A matrix of nothing.</summary>
    /// <param name="columns">Number of outcomes.</param>
    public CoMomentMatrix(int columns)
    {
        means = new double[columns];
        products = new double[columns * (columns + 1) / 2];
    }

    /// <summary>Trials.</summary>
    public long Count { get; set; }

    /// <summary>Mean of each outcome.</summary>
    public Span<double> Means => means;

    /// <summary>Co-moments of each outcome with itself and those after it: the upper triangle, row after row.</summary>
    public Span<double> Products => products;

    /// <summary>The matrix of a block of trials, in two passes with four fixed lanes.</summary>
    /// <param name="columns">By outcome, values trial by trial.</param>
    /// <param name="from">First trial of the block.</param>
    /// <param name="to">Trial after its last.</param>
    public static CoMomentMatrix Of(IReadOnlyList<double[]> columns, int from, int to)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var matrix = new CoMomentMatrix(columns.Count) { Count = to - from };
        double[][] centred = new double[columns.Count][];
        for (int i = 0; i < centred.Length; i++)
        {
            ReadOnlySpan<double> column = columns[i].AsSpan(from, to - from);
            matrix.means[i] = Sum(column) / column.Length;
            centred[i] = new double[(column.Length + 3) & ~3];
            for (int t = 0; t < column.Length; t++)
            {
                centred[i][t] = column[t] - matrix.means[i];
            }
        }

        int place = 0;
        for (int i = 0; i < centred.Length; i++)
        {
            for (int j = i; j < centred.Length; j++)
            {
                matrix.products[place++] = Product(centred[i], centred[j]);
            }
        }

        return matrix;
    }

    /// <summary>Takes in the trials of another; this one counts as the left.</summary>
    /// <param name="right">The other, left as it is.</param>
    public void Merge(CoMomentMatrix right)
    {
        ArgumentNullException.ThrowIfNull(right);
        if (right.Count == 0)
        {
            return;
        }

        double a = Count, b = right.Count, n = a + b, weight = a * b / n;
        int place = 0;
        for (int i = 0; i < means.Length; i++)
        {
            double apart = right.means[i] - means[i];
            for (int j = i; j < means.Length; j++)
            {
                products[place] += right.products[place] + (apart * (right.means[j] - means[j]) * weight);
                place++;
            }
        }

        for (int i = 0; i < means.Length; i++)
        {
            means[i] += b * ((right.means[i] - means[i]) / n);
        }

        Count += right.Count;
    }

    /// <summary>Means, variances and covariance of two sums of outcomes, each weighted.</summary>
    /// <param name="a">By outcome, its weight in the first sum.</param>
    /// <param name="b">By outcome, its weight in the second sum.</param>
    public CoMoments Of(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double meanA = 0, meanB = 0, varianceA = 0, varianceB = 0, covariance = 0;
        int place = 0;
        for (int i = 0; i < means.Length; i++)
        {
            meanA += a[i] * means[i];
            meanB += b[i] * means[i];
            for (int j = i; j < means.Length; j++)
            {
                double product = products[place++], both = i == j ? 1 : 2;
                varianceA += both * a[i] * a[j] * product;
                varianceB += both * b[i] * b[j] * product;
                covariance += (i == j ? a[i] * b[i] : (a[i] * b[j]) + (a[j] * b[i])) * product;
            }
        }

        // What rounding leaves of outcomes that are the same in all trials is no variance.
        double n = Count - 1;
        return new CoMoments(Count, meanA, meanB, Math.Max(0, varianceA) / n, Math.Max(0, varianceB) / n, covariance / n);
    }

    private static double Sum(ReadOnlySpan<double> values)
    {
        Vector256<double> sum = Vector256<double>.Zero;
        int t = 0;
        for (; t + 4 <= values.Length; t += 4)
        {
            sum += Vector256.Create(values[t..]);
        }

        double rest = 0;
        for (; t < values.Length; t++)
        {
            rest += values[t];
        }

        return Fold(sum) + rest;
    }

    private static double Product(double[] a, double[] b)
    {
        Vector256<double> sum = Vector256<double>.Zero;
        for (int t = 0; t < a.Length; t += 4)
        {
            sum += Vector256.Create(a, t) * Vector256.Create(b, t);
        }

        return Fold(sum);
    }

    private static double Fold(Vector256<double> lanes) => (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]);
}
