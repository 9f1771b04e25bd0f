using System.Runtime.Intrinsics;
using CostSim.Numerics;
using CostSim.Statistics;

namespace CostSim.Decisions;

/// <summary>
/// Sums of net benefits and regrets of all options at one threshold over some trials, about a pivot and about their mean (<see cref="HalvedMoments"/>).
/// What is wanted of trials that are not kept: two parts merge into that of both together. Options within rounding of the best of a trial are tied
/// (<see cref="Precedence.Rounding"/>) and share it in equal parts, counted in whole numbers so that it does not matter in which order.
/// </summary>
/// <param name="options">Number of options.</param>
public sealed class NetBenefitSums(int options)
{
    /// <summary>Numbers that <see cref="CopyTo"/> gives for each option: moments of net benefit, then of regret.</summary>
    public const int PerOption = 2 * HalvedMoments.Numbers;

    /// <summary>Counters that <see cref="AddCountsTo"/> adds to for each option.</summary>
    public const int CountsPerOption = 3;

    /// <summary>A trial in the unit in which shares of it are counted: the least number that 1 to 22 all divide; among more, shares are rounded to it.</summary>
    internal const long Whole = 232_792_560;

    /// <summary>Trials whose net benefits are summed in two passes; a multiple of the vector length, and small enough to stay in the nearest cache.</summary>
    private const int Chunk = 256;

    private readonly HalvedMoments[] benefits = new HalvedMoments[options];
    private readonly HalvedMoments[] regrets = new HalvedMoments[options];
    private TrialHalves halves;

    /// <summary>By option shares of trials, their squares, and trials in which it is among the best.</summary>
    private readonly long[] counts = new long[options * CountsPerOption];

    /// <summary>Trials.</summary>
    public long Count => halves.Count;

    /// <summary>Number of options.</summary>
    public int Options => benefits.Length;

    /// <summary>Share of trials in which an option has the highest net benefit, a trial shared in equal parts among those tied.</summary>
    /// <param name="option">The option.</param>
    public double Share(int option) => Trials(counts[option * CountsPerOption]) / Count;

    /// <summary>Share of trials in which no option has a higher net benefit.</summary>
    /// <param name="option">The option.</param>
    public double ShareAmong(int option) => (double)counts[(option * CountsPerOption) + 2] / Count;

    /// <summary>Variance over trials of the option's share of each.</summary>
    internal double ShareVariance(int option)
    {
        (long shares, long squares) = (counts[option * CountsPerOption], counts[(option * CountsPerOption) + 1]);
        double share = Share(option);
        return shares == squares ? share * (1 - share) : Math.Max(0, (Trials(squares) / Count) - (share * share));
    }

    private static double Trials(long shares) => (shares / Whole) + ((double)(shares % Whole) / Whole);

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
    /// <param name="cancellation">Stops between some trials and the next.</param>
    public static NetBenefitSums Of(
        IReadOnlyList<double[]> cost, IReadOnlyList<double[]> effect, double threshold, int from, int to, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(cost);
        ArgumentNullException.ThrowIfNull(effect);
        var sums = new NetBenefitSums(cost.Count);
        var benefit = new Vector256<double>[cost.Count];
        double[] own = new double[cost.Count * Chunk], regret = new double[cost.Count * Chunk];
        double[][] costs = cost as double[][] ?? [.. cost], effects = effect as double[][] ?? [.. effect];
        for (int start = from; start < to; start += Chunk)
        {
            cancellation.ThrowIfCancellationRequested();
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
    /// <param name="counts"><see cref="CountsPerOption"/> counters for each option.</param>
    public static NetBenefitSums Of(long even, long odd, ReadOnlySpan<double> numbers, ReadOnlySpan<long> counts)
    {
        var sums = new NetBenefitSums(counts.Length / CountsPerOption) { halves = new TrialHalves(even, odd) };
        counts.CopyTo(sums.counts);
        for (int d = 0; d < sums.Options; d++)
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

    /// <summary>Adds how often each option is the best, alone or with others, to counters that can be added up over parts in any order.</summary>
    /// <param name="into">Receives <see cref="CountsPerOption"/> counters for each option, added to what is there.</param>
    public void AddCountsTo(Span<long> into)
    {
        for (int i = 0; i < counts.Length; i++)
        {
            into[i] += counts[i];
        }
    }

    internal NetBenefitSums Add(NetBenefitSums other)
    {
        for (int d = 0; d < benefits.Length; d++)
        {
            benefits[d] = benefits[d].Merge(halves, other.benefits[d], other.halves);
            regrets[d] = regrets[d].Merge(halves, other.regrets[d], other.halves);
        }

        other.AddCountsTo(counts);
        halves = halves.Plus(other.halves);
        return this;
    }

    /// <summary>Means of net benefit and regret over the trials at even places (0) or at odd ones (1).</summary>
    internal (double[] Benefit, double[] Regret) Half(int half) =>
        ([.. benefits.Select(one => one.HalfMean(halves, half))], [.. regrets.Select(one => one.HalfMean(halves, half))]);

    /// <summary>Means of net benefit over all trials.</summary>
    internal double[] Means() => [.. benefits.Select(one => one.Mean(halves))];

    /// <summary>Compares the options trial by trial, four trials at a time, a lane each.</summary>
    private void Compare(
        double[][] cost, double[][] effect, double threshold, int from, int to, Vector256<double>[] benefit, double[] own, double[] regret)
    {
        var worth = Vector256.Create(threshold);
        for (int t = from; t < to; t += Vector256<double>.Count)
        {
            Vector256<double> best = Vector256.Create(double.NegativeInfinity), most = Vector256<double>.Zero;
            for (int d = 0; d < benefit.Length; d++)
            {
                Vector256<double> gain = worth * Lanes.LoadPart(effect[d].AsSpan(0, to), t), price = Lanes.LoadPart(cost[d].AsSpan(0, to), t);
                benefit[d] = gain - price;
                best = Vector256.Max(best, benefit[d]);
                most = Vector256.Max(most, Vector256.Abs(gain) + Vector256.Abs(price));
            }

            Vector256<double> slack = most * Precedence.Rounding, tied = Vector256<double>.Zero;

            // Lanes that are left over at the end count for nothing.
            int count = Math.Min(Vector256<double>.Count, to - t);
            uint open = (1u << count) - 1;
            for (int d = 0; d < benefit.Length; d++)
            {
                Lanes.Store(own, (d * Chunk) + t - from, benefit[d]);
                Vector256<double> less = best - benefit[d], isBest = Vector256.LessThanOrEqual(less, slack);
                Lanes.Store(regret, (d * Chunk) + t - from, Vector256.AndNot(less, isBest));
                tied += isBest & Vector256<double>.One;
            }

            Share(benefit, best, slack, tied, open);
        }
    }

    /// <summary>Shares four trials among those that are best in them.</summary>
    private void Share(ReadOnlySpan<Vector256<double>> benefit, Vector256<double> best, Vector256<double> slack, Vector256<double> tied, uint open)
    {
        bool isAlone = (Vector256.GreaterThan(tied, Vector256<double>.One).ExtractMostSignificantBits() & open) == 0;
        for (int d = 0; d < benefit.Length; d++)
        {
            uint wins = Vector256.LessThanOrEqual(best - benefit[d], slack).ExtractMostSignificantBits() & open;
            Span<long> own = counts.AsSpan(d * CountsPerOption, CountsPerOption);
            int count = System.Numerics.BitOperations.PopCount(wins);
            own[2] += count;
            if (isAlone)
            {
                own[0] += count * Whole;
                own[1] += count * Whole;
                continue;
            }

            for (int lane = 0; wins >> lane != 0; lane++)
            {
                long among = (wins >> lane & 1) != 0 ? (long)tied[lane] : 0;
                own[0] += among > 0 ? (Whole + (among / 2)) / among : 0;
                own[1] += among > 0 ? (Whole + (among * among / 2)) / (among * among) : 0;
            }
        }
    }
}
