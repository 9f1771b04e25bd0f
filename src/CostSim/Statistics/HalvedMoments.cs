using System.Runtime.Intrinsics;

namespace CostSim.Statistics;

/// <summary>
/// Sums of one outcome over consecutive trials, those at even and those at odd places apart, less a pivot near them, and the sum of squares about
/// their mean. However far from zero the outcomes lie, no digit of their spread is lost. Two of them merge into that of the union (Chan, Golub and LeVeque
/// 1979); the bits depend on the order of merging only. How many trials there are is kept by the caller. Tested by <c>HalvedMomentsTests</c>.
/// </summary>
/// <param name="Pivot">What was subtracted of each outcome: the first of them.</param>
/// <param name="Even">Σ (x − pivot) over the trials at even places.</param>
/// <param name="Odd">The same at odd places.</param>
/// <param name="Squares">Σ (x − mean)² over all of them.</param>
public readonly record struct HalvedMoments(double Pivot, double Even, double Odd, double Squares)
{
    /// <summary>How many numbers it is.</summary>
    public const int Numbers = 4;

    /// <summary>The moments of a chunk of trials, in two passes with four fixed lanes.</summary>
    /// <param name="values">Outcomes, trial by trial; the first is at an even place.</param>
    public static HalvedMoments Of(ReadOnlySpan<double> values)
    {
        if (values.IsEmpty)
        {
            return default;
        }

        Vector256<double> pivot = Vector256.Create(values[0]), sum = Vector256<double>.Zero, squares = sum;
        for (int t = 0; t < values.Length; t += Vector256<double>.Count)
        {
            sum += Four(values, t, pivot, values[0]);
        }

        (double even, double odd) = (sum[0] + sum[2], sum[1] + sum[3]);
        double shift = (even + odd) / values.Length;
        Vector256<double> centre = Vector256.Create(shift);
        for (int t = 0; t < values.Length; t += Vector256<double>.Count)
        {
            Vector256<double> apart = Four(values, t, pivot, values[0]) - centre;
            int count = values.Length - t;
            apart = count >= Vector256<double>.Count ? apart : apart & Vector256.LessThan(Vector256.Create(0.0, 1, 2, 3), Vector256.Create((double)count));
            squares += apart * apart;
        }

        return new HalvedMoments(values[0], even, odd, squares[0] + squares[1] + (squares[2] + squares[3]));
    }

    /// <summary>From numbers that <see cref="CopyTo"/> gave.</summary>
    public static HalvedMoments From(ReadOnlySpan<double> numbers) => new(numbers[0], numbers[1], numbers[2], numbers[3]);

    /// <summary>The moments as numbers.</summary>
    public void CopyTo(Span<double> numbers) => (numbers[0], numbers[1], numbers[2], numbers[3]) = (Pivot, Even, Odd, Squares);

    /// <summary>Mean over all trials.</summary>
    /// <param name="trials">How many they are.</param>
    public double Mean(TrialHalves trials) => Pivot + ((Even + Odd) / trials.Count);

    /// <summary>Mean over the trials at even places, or at odd ones.</summary>
    /// <param name="trials">How many they are.</param>
    /// <param name="half">0 for even places, 1 for odd ones.</param>
    public double HalfMean(TrialHalves trials, int half) => Pivot + (half == 0 ? Even / trials.Even : Odd / trials.Odd);

    /// <summary>Standard error of the mean of independent trials; 0 for a single one.</summary>
    /// <param name="trials">How many they are.</param>
    public double StandardError(TrialHalves trials) => Math.Sqrt(Squares / trials.Count / Math.Max(1, trials.Count - 1));

    /// <summary>The moments of these trials and of those that follow.</summary>
    /// <param name="trials">How many these are.</param>
    /// <param name="right">Those that follow.</param>
    /// <param name="others">How many they are.</param>
    public HalvedMoments Merge(TrialHalves trials, in HalvedMoments right, TrialHalves others)
    {
        if (trials.Count == 0 || others.Count == 0)
        {
            return trials.Count == 0 ? right : this;
        }

        double a = trials.Count, b = others.Count, shift = right.Pivot - Pivot;
        double apart = shift + (((right.Even + right.Odd) / b) - ((Even + Odd) / a));
        return new HalvedMoments(
            Pivot, Even + (right.Even + (others.Even * shift)), Odd + (right.Odd + (others.Odd * shift)), Squares + right.Squares + (apart * apart * (a * b / (a + b))));
    }

    /// <summary>Four outcomes less the pivot; none beyond the last.</summary>
    private static Vector256<double> Four(ReadOnlySpan<double> values, int from, Vector256<double> pivot, double rest) =>
        from + Vector256<double>.Count <= values.Length
            ? Vector256.Create(values[from..]) - pivot
            : Vector256.Create(
                values[from] - rest,
                from + 1 < values.Length ? values[from + 1] - rest : 0,
                from + 2 < values.Length ? values[from + 2] - rest : 0,
                0);
}

/// <summary>How many trials are at even and at odd places.</summary>
/// <param name="Even">At even places, the first among them.</param>
/// <param name="Odd">At odd places.</param>
public readonly record struct TrialHalves(long Even, long Odd)
{
    /// <summary>All of them.</summary>
    public long Count => Even + Odd;

    /// <summary>The halves of consecutive trials.</summary>
    /// <param name="count">How many trials.</param>
    public static TrialHalves Of(long count) => new((count + 1) / 2, count / 2);

    /// <summary>Both together.</summary>
    public TrialHalves Plus(TrialHalves other) => new(Even + other.Even, Odd + other.Odd);
}
