using CostSim.Compilation;
using CostSim.Decisions;
using CostSim.Scenarios;
using CostSim.Statistics;

namespace CostSim.Simulation;

/// <summary>
/// What is added up of consecutive trials of one replicate that are not kept: moments of every outcome, co-moments of costs and effects, net benefits
/// and regrets at every threshold. Merges in the order of the trials only, by <see cref="BlockTree{T}"/>.
/// </summary>
internal sealed class TrialSums
{
    /// <summary>Moments by option and outcome, of the trials that are not censored.</summary>
    public required Moments[] Columns { get; init; }

    /// <summary>Costs of all options, then by measure the effects.</summary>
    public required CoMomentMatrix Decisions { get; init; }

    /// <summary>By option, what both sides spend; empty unless attackers have a cost.</summary>
    public required CoMomentMatrix[] Exchange { get; init; }

    /// <summary>Trials at even and at odd places, then by measure and threshold what <see cref="NetBenefitSums.CopyTo"/> gives.</summary>
    public required double[] Benefits { get; init; }

    /// <summary>An empty one for a model, to be filled by a reader.</summary>
    public static TrialSums Empty(Model model)
    {
        int options = model.Options.Length;
        return new TrialSums
        {
            Columns = [.. Enumerable.Repeat(Moments.Empty, options * Outcomes.Count)],
            Decisions = new CoMomentMatrix(options * DecisionOutcomes.All.Count),
            Exchange = [.. Enumerable.Range(0, model.AttackerCosts.Length > 0 ? options : 0).Select(_ => new CoMomentMatrix(2))],
            Benefits = new double[BenefitCount(model)],
        };
    }

    /// <summary>The sums of some trials of a block.</summary>
    /// <param name="model">The model.</param>
    /// <param name="block">The block.</param>
    /// <param name="from">First of its trials.</param>
    /// <param name="to">Trial after the last.</param>
    /// <param name="wins">Receives, added up, by measure, threshold and option how often the option is the best (<see cref="NetBenefitSums.AddCountsTo"/>).</param>
    public static TrialSums Of(Model model, TrialBlock block, int from, int to, Span<long> wins)
    {
        int options = model.Options.Length;
        double[][] columns = block.Columns;
        double[][] Of(Outcome outcome) => [.. Enumerable.Range(0, options).Select(o => columns[(o * Outcomes.Count) + (int)outcome])];
        double[] benefits = new double[BenefitCount(model)];
        (benefits[0], benefits[1]) = ((to - from + 1) / 2, (to - from) / 2);
        double[][] cost = Of(Outcome.Cost);
        int place = 2, won = 0;
        foreach ((Outcome effect, ThresholdRange range) in DecisionOutcomes.Measures(model))
        {
            double[][] effects = Of(effect);
            foreach (double threshold in range.Values())
            {
                var sums = NetBenefitSums.Of(cost, effects, threshold, from, to);
                sums.CopyTo(benefits.AsSpan(place, options * NetBenefitSums.PerOption));
                place += options * NetBenefitSums.PerOption;
                sums.AddCountsTo(wins.Slice(won, options * NetBenefitSums.CountsPerOption));
                won += options * NetBenefitSums.CountsPerOption;
            }
        }

        return new TrialSums
        {
            Columns = [.. columns.Select(column => Known(column.AsSpan(from, to - from)))],
            Decisions = CoMomentMatrix.Of([.. DecisionOutcomes.All.SelectMany(Of)], from, to),
            Exchange =
            [
                .. Enumerable.Range(0, model.AttackerCosts.Length > 0 ? options : 0).Select(o => CoMomentMatrix.Of(
                    [columns[(o * Outcomes.Count) + (int)Outcome.InterceptorSpend], columns[(o * Outcomes.Count) + (int)Outcome.AttackSpend]], from, to)),
            ],
            Benefits = benefits,
        };
    }

    /// <summary>Takes in the trials that follow.</summary>
    public void Merge(TrialSums right)
    {
        for (int i = 0; i < Columns.Length; i++)
        {
            Columns[i] = Columns[i].Merge(right.Columns[i]);
        }

        Decisions.Merge(right.Decisions);
        for (int o = 0; o < Exchange.Length; o++)
        {
            Exchange[o].Merge(right.Exchange[o]);
        }

        TrialHalves trials = new((long)Benefits[0], (long)Benefits[1]), others = new((long)right.Benefits[0], (long)right.Benefits[1]);
        NetBenefitSums.Merge(Benefits.AsSpan(2), trials, right.Benefits.AsSpan(2), others);
        (Benefits[0], Benefits[1]) = (trials.Even + others.Even, trials.Odd + others.Odd);
    }

    private static int BenefitCount(Model model) => 2 + (DecisionOutcomes.Thresholds(model) * model.Options.Length * NetBenefitSums.PerOption);

    private static Moments Known(ReadOnlySpan<double> values)
    {
        Span<double> known = stackalloc double[Simulator.BlockSize];
        int count = 0;
        foreach (double value in values)
        {
            known[count] = value;
            count += double.IsNaN(value) ? 0 : 1;
        }

        return Moments.Of(known[..count]);
    }
}

/// <summary>What is added up of consecutive blocks: a node of the canonical tree.</summary>
/// <param name="First">The replicate of the first trial.</param>
/// <param name="Replicates">Sums of the trials of that replicate, of the next, and so on.</param>
/// <param name="Yearly">Sum of every yearly outcome.</param>
internal sealed record BlockSums(int First, List<TrialSums> Replicates, double[] Yearly)
{
    /// <summary>Takes in the blocks that follow.</summary>
    public BlockSums Merge(BlockSums right)
    {
        bool isSame = First + Replicates.Count - 1 == right.First;
        if (isSame)
        {
            Replicates[^1].Merge(right.Replicates[0]);
        }

        Replicates.AddRange(right.Replicates.Skip(isSame ? 1 : 0));
        for (int i = 0; i < Yearly.Length; i++)
        {
            Yearly[i] += right.Yearly[i];
        }

        return this;
    }
}
