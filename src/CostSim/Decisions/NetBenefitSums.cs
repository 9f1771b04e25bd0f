using System.Runtime.Intrinsics;
using CostSim.Numerics;

namespace CostSim.Decisions;

/// <summary>
/// Sums of net benefits and regrets of all options at one threshold over some trials, lane by lane: a lane is every fourth trial. What is wanted of
/// trials that are not kept: sums of two parts are those of both together.
/// </summary>
/// <param name="options">Number of options.</param>
public sealed class NetBenefitSums(int options)
{
    /// <summary>Numbers that <see cref="CopyTo"/> gives for each option.</summary>
    public const int PerOption = 6;

    private readonly Vector256<double>[] sum = new Vector256<double>[options];
    private readonly Vector256<double>[] squares = new Vector256<double>[options];
    private readonly Vector256<double>[] regret = new Vector256<double>[options];
    private readonly Vector256<double>[] regretSquares = new Vector256<double>[options];
    private readonly long[] lanes = new long[Vector256<double>.Count];

    /// <summary>Trials.</summary>
    public long Count { get; private set; }

    /// <summary>By option, trials in which its net benefit is the highest; the first of equal ones.</summary>
    public long[] Wins { get; } = new long[options];

    internal double Sum(int option) => Vector256.Sum(sum[option]);

    internal double Squares(int option) => Vector256.Sum(squares[option]);

    internal double Regret(int option) => Vector256.Sum(regret[option]);

    internal double RegretSquares(int option) => Vector256.Sum(regretSquares[option]);

    /// <summary>Sums over consecutive trials.</summary>
    /// <param name="cost">By option, costs.</param>
    /// <param name="effect">By option, effects.</param>
    /// <param name="threshold">λ, MEUR per unit of effect.</param>
    /// <param name="from">First trial.</param>
    /// <param name="to">Trial after the last.</param>
    public static NetBenefitSums Of(IReadOnlyList<double[]> cost, IReadOnlyList<double[]> effect, double threshold, int from, int to)
    {
        ArgumentNullException.ThrowIfNull(cost);
        ArgumentNullException.ThrowIfNull(effect);
        var sums = new NetBenefitSums(cost.Count);
        var benefit = new Vector256<double>[cost.Count];
        double[][] costs = cost as double[][] ?? [.. cost], effects = effect as double[][] ?? [.. effect];

        // Four trials at a time, a lane each; lanes that are left over at the end count for nothing.
        var worth = Vector256.Create(threshold);
        for (int t = from; t < to; t += Vector256<double>.Count)
        {
            Vector256<double> best = Vector256.Create(double.NegativeInfinity);
            for (int d = 0; d < benefit.Length; d++)
            {
                benefit[d] = (worth * Lanes.LoadPart(effects[d].AsSpan(0, to), t)) - Lanes.LoadPart(costs[d].AsSpan(0, to), t);
                best = Vector256.Max(best, benefit[d]);
            }

            sums.Add(benefit, best, Math.Min(Vector256<double>.Count, to - t));
        }

        return sums;
    }

    /// <summary>Sums that <see cref="CopyTo"/> gave, added up over parts.</summary>
    /// <param name="even">Trials at even places.</param>
    /// <param name="odd">Trials at odd places.</param>
    /// <param name="numbers"><see cref="PerOption"/> numbers for each option.</param>
    /// <param name="wins">By option, trials in which it is the best.</param>
    public static NetBenefitSums Of(long even, long odd, ReadOnlySpan<double> numbers, ReadOnlySpan<long> wins)
    {
        var sums = new NetBenefitSums(wins.Length) { Count = even + odd };
        (sums.lanes[0], sums.lanes[1]) = (even, odd);
        wins.CopyTo(sums.Wins);
        for (int d = 0; d < wins.Length; d++)
        {
            ReadOnlySpan<double> own = numbers.Slice(d * PerOption, PerOption);
            sums.sum[d] = Vector256.Create(own[0], own[1], 0, 0);
            sums.regret[d] = Vector256.Create(own[2], own[3], 0, 0);
            sums.squares[d] = Vector256.CreateScalar(own[4]);
            sums.regretSquares[d] = Vector256.CreateScalar(own[5]);
        }

        return sums;
    }

    /// <summary>The sums as numbers that can be added up over parts: for each option net benefit and regret by even and odd places, squares of both.</summary>
    /// <param name="numbers">Receives <see cref="PerOption"/> numbers for each option.</param>
    public void CopyTo(Span<double> numbers)
    {
        for (int d = 0; d < sum.Length; d++)
        {
            Span<double> own = numbers.Slice(d * PerOption, PerOption);
            (own[0], own[1]) = (sum[d][0] + sum[d][2], sum[d][1] + sum[d][3]);
            (own[2], own[3]) = (regret[d][0] + regret[d][2], regret[d][1] + regret[d][3]);
            (own[4], own[5]) = (Squares(d), RegretSquares(d));
        }
    }

    internal NetBenefitSums Add(NetBenefitSums other)
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
    internal (double[] Benefit, double[] Regret) Half(int half)
    {
        double count = lanes[half] + lanes[half + 2];
        return ([.. sum.Select(lane => (lane[half] + lane[half + 2]) / count)], [.. regret.Select(lane => (lane[half] + lane[half + 2]) / count)]);
    }

    /// <summary>The option with the highest mean; the first of equal ones.</summary>
    internal int Preferred() => Best.Of([.. sum.Select(Vector256.Sum)]);

    private void Add(ReadOnlySpan<Vector256<double>> benefit, Vector256<double> best, int count)
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
}
