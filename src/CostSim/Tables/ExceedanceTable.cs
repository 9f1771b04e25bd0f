using CostSim.Compilation;
using CostSim.Simulation;
using CostSim.Statistics;

namespace CostSim.Tables;

/// <summary>
/// How likely losses beyond a size are: of what happened in each trial, never of expectations, in which luck is averaged away. The losses
/// looked at are zero and ten per decade from 0.1 MEUR to beyond the largest that any option met.
/// </summary>
internal static class ExceedanceTable
{
    /// <summary>A row per option and loss.</summary>
    /// <param name="sample">The trials.</param>
    public static IEnumerable<ExceedanceRow> Build(Sample sample)
    {
        Model model = sample.Model;
        double most = 0;
        for (int o = 0; o < model.OptionIds.Count; o++)
        {
            foreach (Outcome outcome in TrialCounts.LossOutcomes)
            {
                most = Math.Max(most, Largest(sample, o, outcome));
            }
        }

        double[] losses = [.. Grid(most)];
        for (int o = 0; o < model.OptionIds.Count; o++)
        {
            Estimate[] horizon = Beyond(sample, o, Outcome.RealisedLoss, losses);
            Estimate[] worst = Beyond(sample, o, Outcome.WorstYear, losses);
            for (int i = 0; i < losses.Length; i++)
            {
                yield return new ExceedanceRow(
                    model.OptionIds[o], losses[i], horizon[i].Value, horizon[i].StandardError, worst[i].Value, worst[i].StandardError);
            }
        }
    }

    private static double Largest(Sample sample, int option, Outcome outcome)
    {
        if (sample.Totals is { } totals)
        {
            return totals.Column(option, outcome).Moments.Maximum;
        }

        double most = 0;
        foreach (double loss in sample.Column(option, outcome).Span)
        {
            most = Math.Max(most, loss);
        }

        return most;
    }

    private static IEnumerable<double> Grid(double most)
    {
        yield return 0;
        for (int i = 1; i < TrialCounts.Losses.Length && TrialCounts.Losses[i - 1] < most; i++)
        {
            yield return TrialCounts.Losses[i];
        }
    }

    /// <summary>P(outcome > loss), with the standard error that fits the design.</summary>
    private static Estimate[] Beyond(Sample sample, int option, Outcome outcome, double[] losses)
    {
        int replicates = sample.Settings.Replicates;
        long trials = sample.Trials;
        long each = trials / replicates;
        double[][] shares = [.. losses.Select(_ => new double[replicates])];
        for (int r = 0; r < replicates; r++)
        {
            ReadOnlySpan<long> counts = sample.Totals is { } totals ? totals.LossCounts(r, option, outcome) : Counts(sample, option, outcome, r, losses);
            long beyond = each;
            for (int i = 0; i < losses.Length; i++)
            {
                beyond -= counts[i];
                shares[i][r] = (double)beyond / each;
            }
        }

        return
        [
            .. shares.Select(share =>
            {
                double p = share.Average();
                double error = replicates > 1 ? Moments.Of(share).StandardError : Math.Sqrt(p * (1 - p) / trials);
                return new Estimate(p, error, trials);
            }),
        ];
    }

    private static long[] Counts(Sample sample, int option, Outcome outcome, int replicate, double[] losses)
    {
        long[] counts = new long[losses.Length + 1];
        int each = (int)(sample.Trials / sample.Settings.Replicates);
        foreach (double value in sample.Column(option, outcome).Span.Slice(replicate * each, each))
        {
            counts[TrialCounts.Place(losses, value)]++;
        }

        return counts;
    }
}
