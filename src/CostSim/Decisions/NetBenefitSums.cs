using System.Runtime.Intrinsics;
using CostSim.Numerics;
using CostSim.Statistics;

namespace CostSim.Decisions;

/// <summary>
/// Sums of net benefits and regrets of all options at one threshold over some trials, about a pivot and about their mean (<see cref="HalvedMoments"/>).
/// What is wanted of trials that are not kept: two parts merge into that of both together.
/// </summary>
/// <param name="options">Number of options.</param>
public sealed class NetBenefitSums(int options)
{
    /// <summary>Numbers that <see cref="CopyTo"/> gives for each option: moments of net benefit, then of regret.</summary>
    public const int PerOption = 2 * HalvedMoments.Numbers;

    /// <summary>Trials whose net benefits are summed in two passes; a multiple of the vector length, and small enough to stay in the nearest cache.</summary>
    private const int Chunk = 256;

    private readonly HalvedMoments[] benefits = new HalvedMoments[options];
    private readonly HalvedMoments[] regrets = new HalvedMoments[options];
    private TrialHalves halves;

    /// <summary>Trials.</summary>
    public long Count => halves.Count;

    /// <summary>By option, trials in which its net benefit is the highest; the first of equal ones.</summary>
    public long[] Wins { get; } = new long[options];

    /// <summary>Mean net benefit of an option, with the error of independent trials.</summary>
    internal Estimate Benefit(int option) => new(benefits[option].Mean(halves), benefits[option].StandardError(halves), Count);

    /// <summary>Mean regret of an option, with the error of independent trials.</summary>
    internal Estimate Regret(int option) => new(regrets[option].Mean(halves), regrets[option].StandardError(halves), Count);

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
        double[] own = new double[cost.Count * Chunk], regret = new double[cost.Count * Chunk];
        double[][] costs = cost as double[][] ?? [.. cost], effects = effect as double[][] ?? [.. effect];
        for (int start = from; start < to; start += Chunk)
        {
            int end = Math.Min(start + Chunk, to);
            sums.Compare(costs, effects, threshold, start, end, benefit, own, regret);
            TrialHalves chunk = TrialHalves.Of(end - start);
            for (int d = 0; d < cost.Count; d++)
            {
                sums.benefits[d] = sums.benefits[d].Merge(sums.halves, HalvedMoments.Of(own.AsSpan(d * Chunk, end - start)), chunk);
                sums.regrets[d] = sums.regrets[d].Merge(sums.halves, HalvedMoments.Of(regret.AsSpan(d * Chunk, end - start)), chunk);
            }

            sums.halves = sums.halves.Plus(chunk);
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
        var sums = new NetBenefitSums(wins.Length) { halves = new TrialHalves(even, odd) };
        wins.CopyTo(sums.Wins);
        for (int d = 0; d < wins.Length; d++)
        {
            ReadOnlySpan<double> own = numbers.Slice(d * PerOption, PerOption);
            (sums.benefits[d], sums.regrets[d]) = (HalvedMoments.From(own), HalvedMoments.From(own[HalvedMoments.Numbers..]));
        }

        return sums;
    }

    /// <summary>The sums as numbers that merge over parts (<see cref="Merge"/>).</summary>
    /// <param name="numbers">Receives <see cref="PerOption"/> numbers for each option.</param>
    public void CopyTo(Span<double> numbers)
    {
        for (int d = 0; d < benefits.Length; d++)
        {
            Span<double> own = numbers.Slice(d * PerOption, PerOption);
            benefits[d].CopyTo(own);
            regrets[d].CopyTo(own[HalvedMoments.Numbers..]);
        }
    }

    /// <summary>Merges numbers that <see cref="CopyTo"/> gave, of any options and thresholds, with those of the trials that follow.</summary>
    /// <param name="left">The numbers; receives those of both together.</param>
    /// <param name="trials">How many trials they are of.</param>
    /// <param name="right">The numbers of the trials that follow, in the same order.</param>
    /// <param name="others">How many those are.</param>
    public static void Merge(Span<double> left, TrialHalves trials, ReadOnlySpan<double> right, TrialHalves others)
    {
        for (int i = 0; i < left.Length; i += HalvedMoments.Numbers)
        {
            HalvedMoments.From(left[i..]).Merge(trials, HalvedMoments.From(right[i..]), others).CopyTo(left[i..]);
        }
    }

    internal NetBenefitSums Add(NetBenefitSums other)
    {
        for (int d = 0; d < benefits.Length; d++)
        {
            benefits[d] = benefits[d].Merge(halves, other.benefits[d], other.halves);
            regrets[d] = regrets[d].Merge(halves, other.regrets[d], other.halves);
            Wins[d] += other.Wins[d];
        }

        halves = halves.Plus(other.halves);
        return this;
    }

    /// <summary>Means of net benefit and regret over the trials at even places (0) or at odd ones (1).</summary>
    internal (double[] Benefit, double[] Regret) Half(int half) =>
        ([.. benefits.Select(one => one.HalfMean(halves, half))], [.. regrets.Select(one => one.HalfMean(halves, half))]);

    /// <summary>The option with the highest mean; the first of equal ones.</summary>
    internal int Preferred() => Best.Of([.. benefits.Select(one => one.Mean(halves))]);

    /// <summary>Compares the options trial by trial, four trials at a time, a lane each.</summary>
    private void Compare(
        double[][] cost, double[][] effect, double threshold, int from, int to, Vector256<double>[] benefit, double[] own, double[] regret)
    {
        var worth = Vector256.Create(threshold);
        for (int t = from; t < to; t += Vector256<double>.Count)
        {
            Vector256<double> best = Vector256.Create(double.NegativeInfinity);
            for (int d = 0; d < benefit.Length; d++)
            {
                benefit[d] = (worth * Lanes.LoadPart(effect[d].AsSpan(0, to), t)) - Lanes.LoadPart(cost[d].AsSpan(0, to), t);
                best = Vector256.Max(best, benefit[d]);
            }

            // Lanes that are left over at the end count for nothing.
            int count = Math.Min(Vector256<double>.Count, to - t);
            uint open = (1u << count) - 1;
            for (int d = 0; d < benefit.Length; d++)
            {
                Lanes.Store(own, (d * Chunk) + t - from, benefit[d]);
                Lanes.Store(regret, (d * Chunk) + t - from, best - benefit[d]);
                uint wins = Vector256.Equals(benefit[d], best).ExtractMostSignificantBits() & open;
                Wins[d] += System.Numerics.BitOperations.PopCount(wins);
                open &= ~wins;
            }
        }
    }
}
