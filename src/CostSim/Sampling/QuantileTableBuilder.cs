namespace CostSim.Sampling;

/// <summary>Fills the rows of a <see cref="QuantileTable"/> and measures their error.</summary>
internal static class QuantileTableBuilder
{
    private const int Octaves = 52;
    private const int SegmentsPerOctave = 32;
    private const int Nodes = 4;

    // cos π/8, cos 3π/8, cos π/4.
    private const double Outer = 0.92387953251128674, Inner = 0.38268343236508977, Diagonal = 0.70710678118654752;

    // Up to eight units in the last place of x are rounding, not interpolation.
    private const double Rounding = 8.9e-16;

    // First the middle, about which series are expanded, then the four nodes, then the other checks; extremes of the error among them.
    private static ReadOnlySpan<double> Places =>
        [0, Outer, Inner, -Inner, -Outer, Diagonal, -Diagonal, 1, -1, 0.2, -0.2, 0.55, -0.55];

    /// <summary>Rows of the lower tail, then of the upper one, from the smallest probability upwards; returns the largest u-error.</summary>
    public static double Fill(Distribution distribution, Span<double> rows)
    {
        double worst = 0;
        int half = rows.Length / 2;
        Span<double> p = stackalloc double[SegmentsPerOctave * Places.Length], x = stackalloc double[p.Length];
        for (int side = 0; side < 2; side++)
        {
            Tail tail = side == 0 ? Tail.Lower : Tail.Upper;
            for (int octave = 0; octave < Octaves; octave++)
            {
                double start = BitConverter.UInt64BitsToDouble((ulong)(1023 - 53 + octave) << 52);
                double halfWidth = start / (2 * SegmentsPerOctave);
                for (int i = 0; i < p.Length; i++)
                {
                    double middle = start + (halfWidth * ((2 * (i / Places.Length)) + 1));
                    p[i] = middle + (halfWidth * Places[i % Places.Length]);
                }

                distribution.FillTail(p, x, tail);
                for (int segment = 0; segment < SegmentsPerOctave; segment++)
                {
                    Span<double> row = rows.Slice((side * half) + (Nodes * ((octave * SegmentsPerOctave) + segment)), Nodes);
                    int at = segment * Places.Length;
                    Interpolate(x.Slice(at + 1, Nodes), row);
                    worst = Math.Max(worst, Error(row, x.Slice(at, Places.Length), p.Slice(at, Places.Length), halfWidth));
                }
            }
        }

        return worst;
    }

    // Powers of s from the values at the Chebyshev nodes.
    private static void Interpolate(ReadOnlySpan<double> x, Span<double> row)
    {
        double wide = x[0] - x[3], narrow = x[1] - x[2];
        double t1 = 0.5 * ((wide * Outer) + (narrow * Inner));
        double t2 = 0.5 * Diagonal * (x[0] - x[1] - x[2] + x[3]);
        double t3 = 0.5 * ((wide * Inner) - (narrow * Outer));
        row[0] = (0.25 * (x[0] + x[1] + x[2] + x[3])) - t2;
        row[1] = t1 - (3 * t3);
        row[2] = 2 * t2;
        row[3] = 4 * t3;
    }

    private static double Error(ReadOnlySpan<double> row, ReadOnlySpan<double> x, ReadOnlySpan<double> p, double halfWidth)
    {
        double worst = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double s = Places[i];
            double value = Math.FusedMultiplyAdd(s, Math.FusedMultiplyAdd(s, Math.FusedMultiplyAdd(s, row[3], row[2]), row[1]), row[0]);
            double difference = Math.Abs(value - x[i]);
            if (difference <= Rounding * Math.Abs(x[i]))
            {
                continue;
            }

            double slope = Math.Abs(row[1] + (s * ((2 * row[2]) + (s * 3 * row[3])))) / halfWidth;
            double error = difference / slope / p[i];
            worst = error <= worst ? worst : error;
        }

        return worst;
    }
}
