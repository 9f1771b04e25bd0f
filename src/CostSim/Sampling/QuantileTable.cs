namespace CostSim.Sampling;

/// <summary>
/// A quantile function as a table of cubics on a dyadic grid: every octave of p = min(u, 1−u) has 32 segments, so that both tails are as
/// exact as the middle and every family costs the same (in the manner of Hörmann and Leydold 2003). Families with kinks or steps are
/// evaluated directly. The largest error of u is measured when the table is built.
/// </summary>
public sealed class QuantileTable
{
    private const int MantissaBits = 5;
    private const int Octaves = 52;
    private const int Segments = Octaves << MantissaBits;
    private const double WorstAllowed = 1e-7;
    private static readonly double[] Nodes = [0.923879532511286756, 0.382683432365089772, -0.382683432365089772, -0.923879532511286756];

    private readonly Distribution distribution;
    private readonly double[]? coefficients;

    private QuantileTable(Distribution distribution, double[]? coefficients, double worstError)
    {
        this.distribution = distribution;
        this.coefficients = coefficients;
        WorstError = worstError;
    }

    /// <summary>Largest measured |F(Q̃(u)) − u| / min(u, 1−u); 0 when the distribution is evaluated directly.</summary>
    public double WorstError { get; }

    /// <summary>Builds the table of a distribution.</summary>
    public static QuantileTable Of(Distribution distribution)
    {
        ArgumentNullException.ThrowIfNull(distribution);
        if (distribution.Family is not ("normal" or "lognormal" or "beta" or "pert"))
        {
            return new QuantileTable(distribution, null, 0);
        }

        double[] table = new double[2 * Segments * 4];
        for (int side = 0; side < 2; side++)
        {
            for (int segment = 0; segment < Segments; segment++)
            {
                Fit(distribution, side, segment, table.AsSpan(((side * Segments) + segment) * 4, 4));
            }
        }

        var built = new QuantileTable(distribution, table, 0);
        double worst = built.Measure();
        return worst > WorstAllowed ? new QuantileTable(distribution, null, 0) : new QuantileTable(distribution, table, worst);
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
        p = Math.Max(p, 1.0 / 9007199254740992);
        if (p >= 0.5)
        {
            p = 0.49999999999999994;
        }

        long bits = BitConverter.DoubleToInt64Bits(p);
        int segment = (int)((bits >> (52 - MantissaBits)) - ((1023L - 53) << MantissaBits));
        double f = BitConverter.Int64BitsToDouble(((bits << MantissaBits) & 0x000FFFFFFFFFFFFF) | 0x3FF0000000000000);
        double t = (2 * f) - 3;
        ReadOnlySpan<double> c = coefficients.AsSpan(((upper ? Segments : 0) + segment) * 4, 4);
        return Math.FusedMultiplyAdd(Math.FusedMultiplyAdd(Math.FusedMultiplyAdd(c[3], t, c[2]), t, c[1]), t, c[0]);
    }

    /// <summary>The p at which local coordinate t ∈ [−1, 1) of a segment lies.</summary>
    private static double Probability(int segment, double t)
    {
        double low = BitConverter.Int64BitsToDouble((segment + ((1023L - 53) << MantissaBits)) << (52 - MantissaBits));
        double high = BitConverter.Int64BitsToDouble((segment + 1 + ((1023L - 53) << MantissaBits)) << (52 - MantissaBits));
        return low + ((high - low) * (t + 1) / 2);
    }

    private static void Fit(Distribution distribution, int side, int segment, Span<double> row)
    {
        // Newton's divided differences through the four Chebyshev nodes, then expanded into powers of t.
        Span<double> d = stackalloc double[4];
        for (int k = 0; k < 4; k++)
        {
            double p = Math.Min(0.5, Probability(segment, Nodes[k]));
            d[k] = side == 0 ? distribution.LowerTail(p) : distribution.UpperTail(p);
        }

        for (int order = 1; order < 4; order++)
        {
            for (int k = 3; k >= order; k--)
            {
                d[k] = (d[k] - d[k - 1]) / (Nodes[k] - Nodes[k - order]);
            }
        }

        row.Clear();
        row[0] = d[3];
        for (int k = 2; k >= 0; k--)
        {
            for (int power = 3 - k; power > 0; power--)
            {
                row[power] = row[power - 1] - (Nodes[k] * row[power]);
            }

            row[0] = d[k] - (Nodes[k] * row[0]);
        }
    }

    private double Measure()
    {
        double worst = 0;
        for (int segment = 0; segment < Segments; segment += 3)
        {
            for (int k = 0; k < 3; k++)
            {
                double p = Probability(segment, (-0.7 + (0.7 * k)) * 0.999);
                if (p < 1e-12 || p >= 0.5)
                {
                    continue;
                }

                worst = Math.Max(worst, Math.Abs(distribution.Cdf(Evaluate(p)) - p) / p);
                double upper = 1 - p;
                worst = Math.Max(worst, p < 1e-4 ? 0 : Math.Abs(distribution.Cdf(Evaluate(upper)) - upper) / p);
            }
        }

        return worst;
    }
}
