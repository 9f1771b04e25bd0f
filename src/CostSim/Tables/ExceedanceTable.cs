using CostSim.Compilation;
using CostSim.Numerics;
using CostSim.Simulation;
using CostSim.Statistics;

namespace CostSim.Tables;

/// <summary>
/// How likely losses beyond a size are: of what happened in each trial, never of expectations, in which luck is averaged away. The losses
/// looked at are zero and ten per decade from 0.1 MEUR to beyond the largest that any option met.
/// </summary>
internal static class ExceedanceTable
{
    /// <summary>Preferred numbers, ten a decade (ISO 3, R10).</summary>
    private static readonly double[] Decade = [1, 1.25, 1.6, 2, 2.5, 3.15, 4, 5, 6.3, 8];

    /// <summary>A row per option and loss.</summary>
    /// <param name="sample">The trials.</param>
    public static IEnumerable<ExceedanceRow> Build(Sample sample)
    {
        Model model = sample.Model;
        double most = 0;
        for (int o = 0; o < model.OptionIds.Count; o++)
        {
            foreach (Outcome outcome in (Outcome[])[Outcome.RealisedLoss, Outcome.WorstYear])
            {
                foreach (double loss in sample.Column(o, outcome).Span)
                {
                    most = Math.Max(most, loss);
                }
            }
        }

        double[] losses = [0, .. Grid(most)];
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

    private static IEnumerable<double> Grid(double most)
    {
        double loss = 0;
        for (int i = 0; loss < most; i++)
        {
            loss = Decade[i % Decade.Length] * Elementary.PowInteger(10, i / Decade.Length) / 10;
            yield return loss;
        }
    }

    /// <summary>P(outcome > loss), with the standard error that fits the design.</summary>
    private static Estimate[] Beyond(Sample sample, int option, Outcome outcome, double[] losses)
    {
        int replicates = sample.Settings.Replicates;
        ReadOnlySpan<double> values = sample.Column(option, outcome).Span;
        int trials = values.Length;
        int each = trials / replicates;
        double[][] shares = new double[losses.Length][];
        for (int i = 0; i < losses.Length; i++)
        {
            shares[i] = new double[replicates];
        }

        for (int r = 0; r < replicates; r++)
        {
            int[] counts = new int[losses.Length + 1];
            foreach (double value in values.Slice(r * each, each))
            {
                int place = Array.BinarySearch(losses, value);
                counts[place >= 0 ? place : ~place]++;
            }

            int beyond = each;
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
}
