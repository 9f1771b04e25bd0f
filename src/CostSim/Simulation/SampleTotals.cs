using CostSim.Compilation;
using CostSim.Decisions;
using CostSim.Statistics;

namespace CostSim.Simulation;

/// <summary>What all trials of a run say together, where not all of them are kept.</summary>
internal sealed class SampleTotals
{
    private readonly Model model;
    private readonly SimulationSettings settings;
    private readonly IReadOnlyList<TrialSums> replicates;
    private readonly TrialSums whole;
    private readonly TrialCounts counts;

    /// <param name="model">The model.</param>
    /// <param name="settings">The run.</param>
    /// <param name="replicates">Sums of each replicate.</param>
    /// <param name="counts">Counts of all trials.</param>
    public SampleTotals(Model model, SimulationSettings settings, IReadOnlyList<TrialSums> replicates, TrialCounts counts)
    {
        (this.model, this.settings, this.replicates, this.counts) = (model, settings, replicates, counts);
        whole = replicates[0];
        if (replicates.Count > 1)
        {
            whole = TrialSums.Empty(model);
            foreach (TrialSums replicate in replicates)
            {
                whole.Merge(replicate);
            }
        }
    }

    /// <summary>Statistics of an outcome.</summary>
    public ColumnSummary Column(int option, Outcome outcome)
    {
        int column = (option * Outcomes.Count) + (int)outcome;
        bool isWhole = outcome is Outcome.Units or Outcome.FallbackUsed or Outcome.Cancelled or Outcome.StockOuts;
        return new CountedColumn(
            settings.Trials, whole.Columns[column], [.. replicates.Select(replicate => Mean(replicate.Columns[column]))], counts.Columns[column],
            TrialCounts.Origin(model, outcome), isWhole);
    }

    /// <summary>What both sides spend on an exchange, as moments over trials, or over the replicates' means.</summary>
    public CoMoments Exchange(int option) => Joint(sums => sums.Exchange[option], [1, 0], [0, 1]);

    /// <summary>What trials say together of costs and a measure of effect.</summary>
    /// <param name="effect">The effect.</param>
    public IMeasureTotals Measure(Outcome effect) => new CountedMeasure(this, Array.FindIndex(DecisionOutcomes.Measures(model), one => one.Effect == effect));

    /// <summary>By year of the horizon the trials in which a milestone is reached, and those of them with a life-cycle cost within each limit.</summary>
    public long[][] Reached(int option, Outcome milestone, params ReadOnlySpan<double> limits)
    {
        long[][] reached = [.. Enumerable.Range(0, limits.Length + 1).Select(_ => new long[model.Years])];
        for (int y = 0; y < model.Years; y++)
        {
            int m = milestone == TrialCounts.Milestones[0] ? 0 : 1;
            if (counts.Schedule[(((option * TrialCounts.Milestones.Count) + m) * model.Years) + y] is not { } costs)
            {
                continue;
            }

            reached[0][y] = costs.Count;
            for (int i = 0; i < limits.Length; i++)
            {
                reached[i + 1][y] = costs.CountUpTo(limits[i]);
            }
        }

        return reached;
    }

    /// <summary>By place in <see cref="TrialCounts.Losses"/> the trials of a replicate with a loss of that size.</summary>
    public ReadOnlySpan<long> LossCounts(int replicate, int option, Outcome loss) => counts.LossCounts(replicate, option, loss == TrialCounts.LossOutcomes[0] ? 0 : 1);

    private static double Mean(in Moments moments) => moments.Count > 0 ? moments.Mean : double.NaN;

    private CoMoments Joint(Func<TrialSums, CoMomentMatrix> of, double[] a, double[] b)
    {
        if (replicates.Count == 1)
        {
            return of(whole).Of(a, b);
        }

        CoMoments[] each = [.. replicates.Select(replicate => of(replicate).Of(a, b))];
        return CoMoments.Of([.. each.Select(one => one.MeanA)], [.. each.Select(one => one.MeanB)]);
    }

    /// <summary>One measure of effect.</summary>
    private sealed class CountedMeasure(SampleTotals totals, int measure) : IMeasureTotals
    {
        private readonly int options = totals.model.Options.Length;
        private readonly double[] thresholds = [.. DecisionOutcomes.Measures(totals.model)[measure].Range.Values()];

        public long Trials => totals.settings.Trials;

        public Estimate Cost(int option) => Mean(option, Outcome.Cost);

        public Estimate Effect(int option) => Mean(option, DecisionOutcomes.Measures(totals.model)[measure].Effect);

        public CoMoments Joint(int option, int other = -1)
        {
            double[] Weights(int first)
            {
                double[] weights = new double[options * DecisionOutcomes.All.Count];
                weights[first + option] = 1;
                if (other >= 0)
                {
                    weights[first + other] -= 1;
                }

                return weights;
            }

            return totals.Joint(sums => sums.Decisions, Weights((measure + 1) * options), Weights(0));
        }

        public ThresholdResult At(int place)
        {
            int before = DecisionOutcomes.Measures(totals.model).Take(measure).Sum(one => one.Range.Count) + place;
            int counters = options * NetBenefitSums.CountsPerOption;
            double[] cost = [.. Enumerable.Range(0, options).Select(d => Cost(d).Value)], effect = [.. Enumerable.Range(0, options).Select(d => Effect(d).Value)];
            int width = options * NetBenefitSums.PerOption;
            return NetBenefit.Of(
                thresholds[place],
                [
                    .. totals.replicates.Select((sums, r) => NetBenefitSums.Of(
                        (long)sums.Benefits[0], (long)sums.Benefits[1], sums.Benefits.AsSpan(2 + (before * width), width), totals.counts.Wins(r).Slice(before * counters, counters))),
                ],
                new Precedence(totals.model.OptionIds, cost),
                Precedence.Slack(thresholds[place], cost, effect));
        }

        private Estimate Mean(int option, Outcome outcome)
        {
            ColumnSummary column = totals.Column(option, outcome);
            return new Estimate(column.Mean, column.StandardError, Trials);
        }
    }
}
