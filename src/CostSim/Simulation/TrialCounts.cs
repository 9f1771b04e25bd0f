using CostSim.Compilation;
using CostSim.Decisions;
using CostSim.Numerics;
using CostSim.Statistics;

namespace CostSim.Simulation;

/// <summary>
/// What is counted of trials that are not kept: every outcome by size, life-cycle costs by the year in which a milestone is reached, losses beyond a
/// size, and how often each option is the best. Whole numbers, so that it does not matter who counts what, or in which order it is added.
/// </summary>
internal sealed class TrialCounts
{
    /// <summary>Preferred numbers, ten a decade (ISO 3, R10).</summary>
    private static readonly double[] Decade = [1, 1.25, 1.6, 2, 2.5, 3.15, 4, 5, 6.3, 8];

    /// <summary>Losses looked at: zero, and ten per decade from 0.1 MEUR.</summary>
    public static double[] Losses { get; } = [0, .. Enumerable.Range(0, 160).Select(LossAt)];

    /// <summary>Losses that are counted by size.</summary>
    public static IReadOnlyList<Outcome> LossOutcomes { get; } = [Outcome.RealisedLoss, Outcome.WorstYear];

    /// <summary>The milestones: first and last unit operational.</summary>
    public static IReadOnlyList<Outcome> Milestones { get; } = [Outcome.IocYear, Outcome.FocYear];

    private readonly Model model;
    private readonly long[]?[] byReplicate;

    /// <param name="model">The model.</param>
    /// <param name="replicates">Replicates of the run.</param>
    public TrialCounts(Model model, int replicates)
    {
        this.model = model;
        Columns = [.. Enumerable.Range(0, model.Options.Length * Outcomes.Count).Select(_ => new LogHistogram())];
        Schedule = new LogHistogram?[model.Options.Length * Milestones.Count * model.Years];
        byReplicate = new long[replicates][];
    }

    /// <summary>By option and outcome the values that are not censored, dates from the start of the horizon.</summary>
    public LogHistogram[] Columns { get; }

    /// <summary>By option, milestone and year in which it is reached the life-cycle costs; null where it never is.</summary>
    public LogHistogram?[] Schedule { get; }

    /// <summary>By replicate what <see cref="Wins"/> and <see cref="LossCounts"/> are parts of; null where nothing was counted.</summary>
    public long[]?[] ByReplicate => byReplicate;

    /// <summary>What a date is counted from; zero for anything else.</summary>
    public static double Origin(Model model, Outcome outcome) => Milestones.Contains(outcome) ? model.Scenario.Horizon.StartYear : 0;

    /// <summary>A loss of the grid: 0.1, 0.125, 0.16 … MEUR.</summary>
    public static double LossAt(int place) => Decade[place % Decade.Length] * Elementary.PowInteger(10, place / Decade.Length) / 10;

    /// <summary>By measure, threshold and option, how often the option is the best in a replicate: <see cref="NetBenefitSums.CountsPerOption"/> counters each.</summary>
    public Span<long> Wins(int replicate) => Of(replicate).AsSpan(0, WinCount);

    /// <summary>By place of a loss in <see cref="Losses"/>, trials of a replicate whose loss is larger than the one before and at most that; last what is larger than all.</summary>
    public Span<long> LossCounts(int replicate, int option, int loss) =>
        Of(replicate).AsSpan(WinCount + (((option * LossOutcomes.Count) + loss) * (Losses.Length + 1)), Losses.Length + 1);

    /// <summary>Counts some trials of a block, all of one replicate, but for the wins, which are known from elsewhere.</summary>
    public void Add(TrialBlock block, int from, int to, int replicate)
    {
        for (int o = 0; o < model.Options.Length; o++)
        {
            foreach (OutcomeInfo info in Outcomes.All)
            {
                Count(Columns[(o * Outcomes.Count) + (int)info.Outcome], block.Columns[(o * Outcomes.Count) + (int)info.Outcome].AsSpan(from, to - from), Origin(model, info.Outcome));
            }

            ReadOnlySpan<double> cost = block.Columns[(o * Outcomes.Count) + (int)Outcome.Cost].AsSpan(from, to - from);
            for (int m = 0; m < Milestones.Count; m++)
            {
                AddMilestone(o, m, block.Columns[(o * Outcomes.Count) + (int)Milestones[m]].AsSpan(from, to - from), cost);
            }

            for (int l = 0; l < LossOutcomes.Count; l++)
            {
                Span<long> counts = LossCounts(replicate, o, l);
                foreach (double value in block.Columns[(o * Outcomes.Count) + (int)LossOutcomes[l]].AsSpan(from, to - from))
                {
                    counts[Place(Losses, value)]++;
                }
            }
        }
    }

    /// <summary>Adds another's counts.</summary>
    public void Merge(TrialCounts other)
    {
        for (int i = 0; i < Columns.Length; i++)
        {
            Columns[i].Merge(other.Columns[i]);
        }

        for (int i = 0; i < Schedule.Length; i++)
        {
            if (other.Schedule[i] is { } from)
            {
                (Schedule[i] ??= new LogHistogram()).Merge(from);
            }
        }

        for (int r = 0; r < byReplicate.Length; r++)
        {
            for (int i = 0; other.byReplicate[r] is { } from && i < from.Length; i++)
            {
                Of(r)[i] += from[i];
            }
        }
    }

    /// <summary>Place of the first of the sorted losses that is at least a value.</summary>
    public static int Place(double[] losses, double value)
    {
        int place = Array.BinarySearch(losses, value);
        return place >= 0 ? place : ~place;
    }

    /// <summary>Year of the horizon in which a date lies.</summary>
    public static int YearOf(Model model, double date) => Math.Clamp((int)Math.Floor(date) - model.Scenario.Horizon.StartYear, 0, model.Years - 1);

    /// <summary>Counters of a replicate.</summary>
    public long[] Of(int replicate) =>
        byReplicate[replicate] ??= new long[WinCount + (model.Options.Length * LossOutcomes.Count * (Losses.Length + 1))];

    private int WinCount => DecisionOutcomes.Thresholds(model) * model.Options.Length * NetBenefitSums.CountsPerOption;

    private void AddMilestone(int option, int milestone, ReadOnlySpan<double> dates, ReadOnlySpan<double> cost)
    {
        for (int t = 0; t < dates.Length; t++)
        {
            if (!double.IsNaN(dates[t]))
            {
                (Schedule[(((option * Milestones.Count) + milestone) * model.Years) + YearOf(model, dates[t])] ??= new LogHistogram()).Add(cost[t]);
            }
        }
    }

    private static void Count(LogHistogram histogram, ReadOnlySpan<double> values, double origin)
    {
        foreach (double value in values)
        {
            if (!double.IsNaN(value))
            {
                histogram.Add(value - origin);
            }
        }
    }
}
