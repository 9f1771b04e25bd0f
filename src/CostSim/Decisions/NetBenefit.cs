using System.Runtime.Intrinsics;
using CostSim.Statistics;

namespace CostSim.Decisions;

/// <summary>An option at one threshold.</summary>
/// <param name="Option">Number of the option.</param>
/// <param name="ProbabilityBest">Share of trials in which its net benefit is the highest; of equal ones the first counts.</param>
/// <param name="ExpectedNetBenefit">Mean of λ · effect − cost, MEUR.</param>
/// <param name="ExpectedRegret">Mean of what the best option of each trial has more, MEUR.</param>
/// <param name="IsBestOnAverage">Whether its expected net benefit is the highest: the acceptability frontier runs through it.</param>
public sealed record ThresholdOption(int Option, Estimate ProbabilityBest, Estimate ExpectedNetBenefit, Estimate ExpectedRegret, bool IsBestOnAverage);

/// <summary>All options at one threshold.</summary>
/// <param name="Threshold">λ, MEUR per unit of effect.</param>
/// <param name="Options">The options in the order given.</param>
/// <param name="PerfectInformation">
/// EVPI: what it would be worth to know every input before choosing, MEUR; the expected regret of the option that is best on average. Never
/// negative; biased down by the choice of that option from the same trials (see <see cref="SplitPerfectInformation"/>).
/// </param>
/// <param name="SplitPerfectInformation">The same with the option chosen on one half of the trials and judged on the other: biased up.</param>
public sealed record ThresholdResult(double Threshold, IReadOnlyList<ThresholdOption> Options, Estimate PerfectInformation, double SplitPerfectInformation);

/// <summary>
/// Net benefit at a threshold: acceptability curve and frontier (Fenwick, Claxton and Sculpher 2001), expected regret, value of perfect
/// information. Tested by <c>DecisionTests</c> against closed forms for normal net benefits.
/// </summary>
public static class NetBenefit
{
    /// <summary>Evaluates a threshold.</summary>
    /// <param name="sample">Costs and effects.</param>
    /// <param name="threshold">λ, MEUR per unit of effect.</param>
    public static ThresholdResult At(DecisionSample sample, double threshold)
    {
        ArgumentNullException.ThrowIfNull(sample);
        int options = sample.Options.Count;
        int replicates = sample.Replicates;
        int each = sample.Trials / replicates;
        var parts = new Part[replicates];
        double[][] cost = [.. sample.Cost];
        double[][] effect = [.. sample.Effect];
        var benefit = new Vector256<double>[options];
        for (int r = 0; r < replicates; r++)
        {
            parts[r] = new Part(options);
            Fill(cost, effect, threshold, r * each, (r + 1) * each, benefit, parts[r]);
        }

        Part whole = parts.Aggregate(new Part(options), (sum, part) => sum.Add(part));
        int best = whole.Preferred();
        (double[] first, double[] firstRegret) = whole.Half(0);
        (double[] second, double[] secondRegret) = whole.Half(1);
        return new ThresholdResult(
            threshold,
            [
                .. Enumerable.Range(0, options).Select(d => new ThresholdOption(
                    d,
                    Share(parts, whole, d),
                    Mean(parts, whole, part => part.Sum(d), part => part.Squares(d)),
                    Mean(parts, whole, part => part.Regret(d), part => part.RegretSquares(d)),
                    d == best)),
            ],
            Mean(parts, whole, part => part.Regret(best), part => part.RegretSquares(best)),
            (secondRegret[Best.Of(first)] + firstRegret[Best.Of(second)]) / 2);
    }

    /// <summary>Four trials at a time, a lane each; lanes that are left over at the end count for nothing.</summary>
    private static void Fill(double[][] cost, double[][] effect, double threshold, int from, int to, Vector256<double>[] benefit, Part part)
    {
        var worth = Vector256.Create(threshold);
        for (int t = from; t < to; t += Vector256<double>.Count)
        {
            Vector256<double> best = Vector256.Create(double.NegativeInfinity);
            for (int d = 0; d < benefit.Length; d++)
            {
                benefit[d] = (worth * Load(effect[d], t, to)) - Load(cost[d], t, to);
                best = Vector256.Max(best, benefit[d]);
            }

            part.Add(benefit, best, Math.Min(Vector256<double>.Count, to - t));
        }
    }

    private static Vector256<double> Load(double[] column, int at, int end)
    {
        if (at + Vector256<double>.Count <= end)
        {
            return Vector256.LoadUnsafe(ref column[at]);
        }

        Span<double> lanes = stackalloc double[Vector256<double>.Count];
        lanes.Clear();
        column.AsSpan(at, end - at).CopyTo(lanes);
        return Vector256.Create<double>(lanes);
    }

    private static Estimate Share(Part[] parts, Part whole, int option)
    {
        double share = (double)whole.Wins[option] / whole.Count;
        double error = parts.Length > 1
            ? Moments.Of([.. parts.Select(part => (double)part.Wins[option] / part.Count)]).StandardError
            : Math.Sqrt(share * (1 - share) / whole.Count);
        return new Estimate(share, error, whole.Count);
    }

    private static Estimate Mean(Part[] parts, Part whole, Func<Part, double> sum, Func<Part, double> squares)
    {
        double mean = sum(whole) / whole.Count;
        double error = parts.Length > 1
            ? Moments.Of([.. parts.Select(part => sum(part) / part.Count)]).StandardError
            : Math.Sqrt(Math.Max(0, (squares(whole) / whole.Count) - (mean * mean)) / Math.Max(1, whole.Count - 1));
        return new Estimate(mean, error, whole.Count);
    }

    /// <summary>Sums over some trials, lane by lane: a lane is every fourth trial.</summary>
    private sealed class Part(int options)
    {
        private readonly Vector256<double>[] sum = new Vector256<double>[options];
        private readonly Vector256<double>[] squares = new Vector256<double>[options];
        private readonly Vector256<double>[] regret = new Vector256<double>[options];
        private readonly Vector256<double>[] regretSquares = new Vector256<double>[options];
        private readonly long[] lanes = new long[Vector256<double>.Count];

        public long Count { get; private set; }

        public long[] Wins { get; } = new long[options];

        public double Sum(int option) => Vector256.Sum(sum[option]);

        public double Squares(int option) => Vector256.Sum(squares[option]);

        public double Regret(int option) => Vector256.Sum(regret[option]);

        public double RegretSquares(int option) => Vector256.Sum(regretSquares[option]);

        public void Add(ReadOnlySpan<Vector256<double>> benefit, Vector256<double> best, int count)
        {
            Vector256<double> counted = Vector256.LessThan(Vector256.Create(0.0, 1, 2, 3), Vector256.Create((double)count));
            uint open = counted.ExtractMostSignificantBits();
            Count += count;
            for (int lane = 0; lane < count; lane++)
            {
                lanes[lane]++;
            }

            for (int d = 0; d < benefit.Length; d++)
            {
                Vector256<double> own = benefit[d] & counted;
                Vector256<double> less = (best - benefit[d]) & counted;
                sum[d] += own;
                squares[d] += own * own;
                regret[d] += less;
                regretSquares[d] += less * less;
                uint wins = Vector256.Equals(benefit[d], best).ExtractMostSignificantBits() & open;
                Wins[d] += System.Numerics.BitOperations.PopCount(wins);
                open &= ~wins;
            }
        }

        public Part Add(Part other)
        {
            Count += other.Count;
            for (int lane = 0; lane < lanes.Length; lane++)
            {
                lanes[lane] += other.lanes[lane];
            }

            for (int d = 0; d < sum.Length; d++)
            {
                sum[d] += other.sum[d];
                squares[d] += other.squares[d];
                regret[d] += other.regret[d];
                regretSquares[d] += other.regretSquares[d];
                Wins[d] += other.Wins[d];
            }

            return this;
        }

        /// <summary>Means of net benefit and regret over one half of the trials: two of the four lanes.</summary>
        public (double[] Benefit, double[] Regret) Half(int half)
        {
            double count = lanes[half] + lanes[half + 2];
            return ([.. sum.Select(lane => (lane[half] + lane[half + 2]) / count)], [.. regret.Select(lane => (lane[half] + lane[half + 2]) / count)]);
        }

        /// <summary>The option with the highest mean; the first of equal ones.</summary>
        public int Preferred() => Best.Of([.. sum.Select(Vector256.Sum)]);
    }
}
