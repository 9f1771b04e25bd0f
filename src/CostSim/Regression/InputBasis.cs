using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using CostSim.Numerics;

namespace CostSim.Regression;

/// <summary>
/// Functions of one input that a regression adds up: cubic B-splines with knots at quantiles of the values (de Boor 1978), or, where an input
/// has few values, one indicator for each. At most four functions differ from zero anywhere, one after the other, and all of them add up to 1.
/// Tested by <c>RegressionTests</c>.
/// </summary>
public sealed class InputBasis
{
    /// <summary>Most functions that differ from zero at a point.</summary>
    public const int Width = 4;

    private const int Degree = 3;
    private readonly double[] knots;
    private readonly double[] levels;

    private readonly double[][] widths;

    private InputBasis(double[] knots, double[] levels)
    {
        (this.knots, this.levels) = (knots, levels);

        // One over the width of each function's stretch, by degree.
        widths = [.. Enumerable.Range(1, Degree).Select(degree => knots.Select((knot, i) => i + degree < knots.Length ? 1 / (knots[i + degree] - knot) : 0).ToArray())];
    }

    /// <summary>Number of functions.</summary>
    public int Count => levels.Length > 0 ? levels.Length : knots.Length - Degree - 1;

    /// <summary>Whether each value has a function of its own.</summary>
    public bool HasLevels => levels.Length > 0;

    /// <summary>The functions for an input.</summary>
    /// <param name="sorted">Its values, ascending, at least one.</param>
    /// <param name="interiorKnots">Knots between the ends, where as many quantiles differ.</param>
    public static InputBasis Of(ReadOnlySpan<double> sorted, int interiorKnots = 8)
    {
        var distinct = new List<double>();
        for (int i = 0; i < sorted.Length && distinct.Count <= interiorKnots + Degree + 1; i++)
        {
            if (distinct.Count == 0 || sorted[i] > distinct[^1])
            {
                distinct.Add(sorted[i]);
            }
        }

        if (distinct.Count <= interiorKnots + Degree + 1)
        {
            return new InputBasis([], [.. distinct]);
        }

        (double first, double last) = (sorted[0], sorted[^1]);
        var knots = new List<double> { first, first, first, first };
        for (int k = 1; k <= interiorKnots; k++)
        {
            double knot = sorted[(int)((long)k * sorted.Length / (interiorKnots + 1))];
            if (knot > knots[^1] && knot < last)
            {
                knots.Add(knot);
            }
        }

        knots.AddRange([last, last, last, last]);
        return new InputBasis([.. knots], []);
    }

    /// <summary>The values that have a function of their own; none for splines.</summary>
    internal ReadOnlySpan<double> Levels => levels;

    /// <summary>Where each function lies: its value, or the mean of the knots within it (Greville's abscissa), so that coefficients on a line say a line.</summary>
    internal double[] Places => levels.Length > 0 ? levels : [.. Enumerable.Range(0, Count).Select(i => (knots[i + 1] + knots[i + 2] + knots[i + 3]) / Degree)];

    /// <summary>The functions at a value; values beyond the ends count as the ends.</summary>
    /// <param name="x">Value.</param>
    /// <param name="weights">Receives four values, of the functions from the one returned on; zero beyond the last.</param>
    /// <returns>Number of the first function.</returns>
    public int At(double x, Span<double> weights)
    {
        if (levels.Length > 0)
        {
            weights[..Width].Clear();
            weights[0] = 1;
            int place = Array.BinarySearch(levels, x);
            return Math.Min(place >= 0 ? place : ~place, levels.Length - 1);
        }

        int last = knots.Length - Degree - 2;
        x = Math.Clamp(x, knots[0], knots[^1]);
        int at = Degree;
        for (int k = Degree + 1; k <= last; k++)
        {
            at += x >= knots[k] ? 1 : 0;
        }

        // The triangle of Cox and de Boor, from degree 0 up.
        weights[0] = 1;
        for (int degree = 1; degree <= Degree; degree++)
        {
            double carried = 0;
            ReadOnlySpan<double> inverse = widths[degree - 1];
            for (int i = 0; i < degree; i++)
            {
                double right = knots[at + 1 + i];
                double left = knots[at + 1 - degree + i];
                double share = weights[i] * inverse[at + 1 - degree + i];
                weights[i] = carried + (share * (right - x));
                carried = share * (x - left);
            }

            weights[degree] = carried;
        }

        return at - Degree;
    }

    /// <summary>The functions at ascending values, as <see cref="At(double, Span{double})"/> has them one by one.</summary>
    /// <param name="sorted">Values, ascending, none beyond the ends.</param>
    /// <param name="firsts">Receives the number of the first function at each.</param>
    /// <param name="weights">Receives four values for each, one after the other.</param>
    public void At(ReadOnlySpan<double> sorted, Span<int> firsts, Span<double> weights)
    {
        for (int i = 0; i < sorted.Length;)
        {
            firsts[i] = At(sorted[i], weights[(i * Width)..]);
            int end = i + 1;
            if (levels.Length == 0)
            {
                // Four at a time as far as they lie between the same knots.
                int at = firsts[i] + Degree;
                double beyond = at < knots.Length - Degree - 2 ? knots[at + 1] : double.PositiveInfinity;
                for (; end + Four.Count <= sorted.Length && sorted[end + Four.Count - 1] < beyond; end += Four.Count)
                {
                    Fill(at, sorted[end..], weights[(end * Width)..]);
                    firsts.Slice(end, Four.Count).Fill(at - Degree);
                }
            }

            i = end;
        }
    }

    /// <summary>The functions at four values between the same knots: the triangle of Cox and de Boor.</summary>
    private void Fill(int at, ReadOnlySpan<double> values, Span<double> rows)
    {
        var x = new Four(Vector256.Create(values));
        (Four a, Four b, Four c, Four d) = (Four.Of(1), Four.Zero, Four.Zero, Four.Zero);
        Four carried = Four.Zero;
        Step(1, 0, ref a, ref carried);
        b = carried;
        carried = Four.Zero;
        Step(2, 0, ref a, ref carried);
        Step(2, 1, ref b, ref carried);
        c = carried;
        carried = Four.Zero;
        Step(3, 0, ref a, ref carried);
        Step(3, 1, ref b, ref carried);
        Step(3, 2, ref c, ref carried);
        d = carried;
        for (int lane = 0; lane < Four.Count; lane++)
        {
            Vector256.Create(a.Value[lane], b.Value[lane], c.Value[lane], d.Value[lane]).CopyTo(rows[(lane * Width)..]);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        void Step(int degree, int i, ref Four weight, ref Four carry)
        {
            Four share = weight * Four.Of(widths[degree - 1][at + 1 - degree + i]);
            weight = carry + (share * (Four.Of(knots[at + 1 + i]) - x));
            carry = share * (x - Four.Of(knots[at + 1 - degree + i]));
        }
    }
}
