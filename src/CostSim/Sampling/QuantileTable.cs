namespace CostSim.Sampling;

/// <summary>
/// A quantile function as a table of cubics on a dyadic grid: every octave of p = min(u, 1−u) has 32 segments, so that both tails are as
/// exact as the middle and every smooth family costs the same (in the manner of Hörmann and Leydold 2003). A segment is fitted when it is
/// first needed; it depends on nothing but the distribution. Families with kinks or steps are evaluated directly.
/// Error of u below 1e-8 of min(u, 1−u): <c>QuantileTableTests</c>.
/// </summary>
public sealed class QuantileTable
{
    private const int MantissaBits = 5;
    private const int Octaves = 52;
    private const int Segments = Octaves << MantissaBits;
    private static readonly double[] Nodes = [0.923879532511286756, 0.382683432365089772, -0.382683432365089772, -0.923879532511286756];

    private readonly Distribution distribution;
    private readonly double[]? coefficients;
    private readonly bool[] isFitted;

    private QuantileTable(Distribution distribution, bool isTabled)
    {
        this.distribution = distribution;
        coefficients = isTabled ? new double[2 * Segments * 4] : null;
        isFitted = new bool[isTabled ? 2 * Segments : 0];
    }

    /// <summary>The table of a distribution.</summary>
    public static QuantileTable Of(Distribution distribution)
    {
        ArgumentNullException.ThrowIfNull(distribution);
        return new QuantileTable(distribution, distribution.Family is "normal" or "lognormal" or "beta" or "pert");
    }

    /// <summary>Turns uniforms into values.</summary>
    /// <param name="uniforms">Uniforms in (0, 1).</param>
    /// <param name="values">Receives as many values; may be the same span.</param>
    public void Evaluate(ReadOnlySpan<double> uniforms, Span<double> values)
    {
        for (int i = 0; i < uniforms.Length; i++)
        {
            values[i] = coefficients is null ? distribution.Quantile(uniforms[i]) : Evaluate(uniforms[i]);
        }
    }

    private double Evaluate(double u)
    {
        bool upper = u >= 0.5;
        double p = upper ? 1 - u : u;
        p = Math.Clamp(p, 1.0 / 9007199254740992, 0.49999999999999994);
        long bits = BitConverter.DoubleToInt64Bits(p);
        int segment = (int)((bits >> (52 - MantissaBits)) - ((1023L - 53) << MantissaBits));
        int row = (upper ? Segments : 0) + segment;
        if (!Volatile.Read(ref isFitted[row]))
        {
            // Two threads may both fit it: they write the same numbers.
            Fit(upper, segment, coefficients.AsSpan(row * 4, 4));
            Volatile.Write(ref isFitted[row], true);
        }

        double f = BitConverter.Int64BitsToDouble(((bits << MantissaBits) & 0x000FFFFFFFFFFFFF) | 0x3FF0000000000000);
        double t = (2 * f) - 3;
        ReadOnlySpan<double> c = coefficients.AsSpan(row * 4, 4);
        return Math.FusedMultiplyAdd(Math.FusedMultiplyAdd(Math.FusedMultiplyAdd(c[3], t, c[2]), t, c[1]), t, c[0]);
    }

    /// <summary>The p at which local coordinate t ∈ [−1, 1) of a segment lies.</summary>
    private static double Probability(int segment, double t)
    {
        double low = BitConverter.Int64BitsToDouble((segment + ((1023L - 53) << MantissaBits)) << (52 - MantissaBits));
        double high = BitConverter.Int64BitsToDouble((segment + 1 + ((1023L - 53) << MantissaBits)) << (52 - MantissaBits));
        return low + ((high - low) * (t + 1) / 2);
    }

    /// <summary>Newton's divided differences through four Chebyshev nodes, expanded into powers of t.</summary>
    private void Fit(bool upper, int segment, Span<double> row)
    {
        Span<double> d = stackalloc double[4];
        Span<double> c = stackalloc double[4];
        for (int k = 0; k < 4; k++)
        {
            double p = Math.Min(0.5, Probability(segment, Nodes[k]));
            d[k] = upper ? distribution.UpperTail(p) : distribution.LowerTail(p);
        }

        for (int order = 1; order < 4; order++)
        {
            for (int k = 3; k >= order; k--)
            {
                d[k] = (d[k] - d[k - 1]) / (Nodes[k] - Nodes[k - order]);
            }
        }

        c.Clear();
        c[0] = d[3];
        for (int k = 2; k >= 0; k--)
        {
            for (int power = 3 - k; power > 0; power--)
            {
                c[power] = c[power - 1] - (Nodes[k] * c[power]);
            }

            c[0] = d[k] - (Nodes[k] * c[0]);
        }

        c.CopyTo(row);
    }
}
