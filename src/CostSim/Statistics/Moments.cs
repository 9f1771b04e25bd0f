using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CostSim.Statistics;

/// <summary>
/// Count, mean, second to fourth central sums, smallest and largest value of a set of outcomes; two of them merge into that of the
/// union. The bits depend on the order of merging only: use <see cref="BlockTree{T}"/>.
/// </summary>
/// <param name="Count">Number of values n.</param>
/// <param name="Mean">Mean.</param>
/// <param name="M2">Σ (x − mean)².</param>
/// <param name="M3">Σ (x − mean)³.</param>
/// <param name="M4">Σ (x − mean)⁴.</param>
/// <param name="Minimum">Smallest value; +∞ when empty.</param>
/// <param name="Maximum">Largest value; −∞ when empty.</param>
/// <remarks>
/// Merging by Chan, Golub and LeVeque (1979) and Pébay (2008). Tested by <c>MomentsTests</c>: published merge, cancellation case,
/// vector equal to scalar.
/// </remarks>
public readonly record struct Moments(long Count, double Mean, double M2, double M3, double M4, double Minimum, double Maximum)
{
    /// <summary>The moments of nothing.</summary>
    public static Moments Empty => new(0, 0, 0, 0, 0, double.PositiveInfinity, double.NegativeInfinity);

    /// <summary>Unbiased variance; not a number below two values.</summary>
    public double Variance => Count > 1 ? M2 / (Count - 1) : double.NaN;

    /// <summary>Standard deviation; not a number below two values.</summary>
    public double StandardDeviation => Math.Sqrt(Variance);

    /// <summary>Standard error of the mean of independent trials.</summary>
    public double StandardError => Math.Sqrt(Variance / Count);

    /// <summary>Skewness g₁ = √n M₃ / M₂^1.5; 0 when all values are equal.</summary>
    public double Skewness => M2 > 0 ? Math.Sqrt(Count) * M3 / (M2 * Math.Sqrt(M2)) : 0;

    /// <summary>Kurtosis n M₄ / M₂², 3 for the normal distribution; 1 when all values are equal.</summary>
    public double Kurtosis => M2 > 0 ? Count * M4 / (M2 * M2) : 1;

    /// <summary>The mean as an estimate from independent trials.</summary>
    public Estimate ToEstimate() => new(Mean, StandardError, Count);

    /// <summary>The moments of a block, in two passes with four fixed lanes.</summary>
    /// <param name="values">Outcomes of a block of trials, at most 2³¹ − 1, finite.</param>
    public static Moments Of(ReadOnlySpan<double> values)
    {
        if (values.IsEmpty)
        {
            return Empty;
        }

        return Vector256.IsHardwareAccelerated ? OfVector(values) : OfScalar(values);
    }

    /// <summary>The moments of both sets together; this one counts as the left.</summary>
    /// <param name="right">The other set.</param>
    public Moments Merge(in Moments right)
    {
        if (Count == 0 || right.Count == 0)
        {
            return Count == 0 ? right : this;
        }

        double a = Count, b = right.Count, n = a + b;
        double d = right.Mean - Mean, dn = d / n;
        double m2 = M2 + right.M2 + (d * dn * a * b);
        double m3 = M3 + right.M3 + (d * dn * dn * a * b * (a - b)) + (3 * dn * ((a * right.M2) - (b * M2)));
        double m4 = M4 + right.M4 + (d * dn * dn * dn * a * b * ((a * a) - (a * b) + (b * b)))
            + (6 * dn * dn * ((a * a * right.M2) + (b * b * M2))) + (4 * dn * ((a * right.M3) - (b * M3)));
        return new Moments(
            Count + right.Count, Mean + (b * dn), m2, m3, m4, Math.Min(Minimum, right.Minimum), Math.Max(Maximum, right.Maximum));
    }

    internal static Moments OfScalar(ReadOnlySpan<double> values)
    {
        Span<double> sum = stackalloc double[4], s2 = stackalloc double[4], s3 = stackalloc double[4], s4 = stackalloc double[4];
        double least = double.PositiveInfinity, most = double.NegativeInfinity;
        for (int t = 0; t < values.Length; t++)
        {
            sum[t & 3] += values[t];
            least = values[t] < least ? values[t] : least;
            most = values[t] > most ? values[t] : most;
        }

        double mean = Fold(sum) / values.Length;
        for (int t = 0; t < values.Length; t++)
        {
            double d = values[t] - mean, square = d * d;
            s2[t & 3] += square;
            s3[t & 3] = Math.FusedMultiplyAdd(square, d, s3[t & 3]);
            s4[t & 3] = Math.FusedMultiplyAdd(square, square, s4[t & 3]);
        }

        return new Moments(values.Length, mean, Fold(s2), Fold(s3), Fold(s4), least, most);
    }

    internal static Moments OfVector(ReadOnlySpan<double> values)
    {
        ref double start = ref MemoryMarshal.GetReference(values);
        int body = values.Length & ~3;
        Span<double> lanes = stackalloc double[4];
        Vector256<double> sum = Vector256<double>.Zero;
        Vector256<double> least = Vector256.Create(double.PositiveInfinity), most = Vector256.Create(double.NegativeInfinity);
        for (int t = 0; t < body; t += 4)
        {
            Vector256<double> x = Vector256.LoadUnsafe(ref start, (nuint)t);
            sum += x;
            least = Vector256.ConditionalSelect(Vector256.LessThan(x, least), x, least);
            most = Vector256.ConditionalSelect(Vector256.GreaterThan(x, most), x, most);
        }

        sum.CopyTo(lanes);
        double low = Math.Min(Math.Min(least[0], least[1]), Math.Min(least[2], least[3]));
        double high = Math.Max(Math.Max(most[0], most[1]), Math.Max(most[2], most[3]));
        for (int t = body; t < values.Length; t++)
        {
            lanes[t & 3] += values[t];
            low = values[t] < low ? values[t] : low;
            high = values[t] > high ? values[t] : high;
        }

        double mean = Fold(lanes) / values.Length;
        Vector256<double> centre = Vector256.Create(mean), s2 = Vector256<double>.Zero, s3 = s2, s4 = s2;
        for (int t = 0; t < body; t += 4)
        {
            Vector256<double> d = Vector256.LoadUnsafe(ref start, (nuint)t) - centre, square = d * d;
            s2 += square;
            s3 = Vector256.FusedMultiplyAdd(square, d, s3);
            s4 = Vector256.FusedMultiplyAdd(square, square, s4);
        }

        Vector256<double> rest = Vector256<double>.Zero;
        for (int t = body; t < values.Length; t++)
        {
            rest = rest.WithElement(t & 3, values[t] - mean);
        }

        // A lane without a value adds zero, which changes nothing.
        Vector256<double> restSquare = rest * rest;
        s2 += restSquare;
        s3 = Vector256.FusedMultiplyAdd(restSquare, rest, s3);
        s4 = Vector256.FusedMultiplyAdd(restSquare, restSquare, s4);
        return new Moments(values.Length, mean, Fold(s2), Fold(s3), Fold(s4), low, high);
    }

    private static double Fold(ReadOnlySpan<double> lanes) => (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]);

    private static double Fold(Vector256<double> lanes) => (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]);
}
