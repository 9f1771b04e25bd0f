using CostSim.Compilation;
using CostSim.Numerics;
using CostSim.Realisation;
using CostSim.Simulation;
using CostSim.Statistics;

namespace CostSim.Tables;

/// <summary>
/// What became of attackers, by class: the raids that happened in the first trials, fought again one by one and counted. The share stopped is a
/// ratio of sums over trials, never a mean of ratios, with the error of a ratio.
/// </summary>
internal static class InterceptionTable
{
    /// <summary>Trials fought again at most.</summary>
    private const int MostTrials = 2048;

    /// <summary>Trials that one worker fights in a row.</summary>
    private const int Block = 128;

    /// <summary>A row per option and threat class; trials in which none comes count as none.</summary>
    /// <param name="sample">The trials.</param>
    /// <param name="cancellation">Stops between raids.</param>
    public static IReadOnlyList<InterceptionRow> Build(Sample sample, CancellationToken cancellation)
    {
        Model model = sample.Model;
        int trials = (int)Math.Min(MostTrials, sample.Trials);
        int cells = model.OptionIds.Count * model.ThreatClasses;
        double[][] came = [.. Enumerable.Range(0, cells).Select(_ => new double[trials])];
        double[][] stopped = [.. Enumerable.Range(0, cells).Select(_ => new double[trials])];
        Workers.For(
            (trials + Block - 1) / Block,
            sample.Settings.Threads,
            () => new Fighter(sample, came, stopped, cancellation),
            (block, fighter) => fighter.Fight(block * Block, Math.Min(trials, (block + 1) * Block)),
            cancellation);
        return
        [
            .. Enumerable.Range(0, cells).Select(cell => new InterceptionRow(
                model.OptionIds[cell / model.ThreatClasses], model.ThreatIds[cell % model.ThreatClasses], came[cell].Sum() / trials, stopped[cell].Sum() / trials, Share(stopped[cell], came[cell]), trials)),
        ];
    }

    private static Estimate Share(double[] stopped, double[] came) =>
        came.Length > 1 && came.Any(count => count > 0) ? RatioEstimate.Of(stopped, came).Ratio : new Estimate(double.NaN, double.NaN, came.Length);

    /// <summary>Fights trials again, for one worker.</summary>
    private sealed class Fighter
    {
        private readonly Sample sample;
        private readonly double[][] came;
        private readonly double[][] stopped;
        private readonly TrialRunner runner;
        private readonly InterceptionStation station;
        private readonly double[] draws;

        public Fighter(Sample sample, double[][] came, double[][] stopped, CancellationToken cancellation)
        {
            (this.sample, this.came, this.stopped) = (sample, came, stopped);
            runner = new TrialRunner(sample.Model, sample.Settings.Exact, cancellation);
            station = new InterceptionStation(sample.Model, runner.Forces.Layers, cancellation);
            draws = new double[sample.Model.Inputs.Count * Block];
        }

        public void Fight(int from, int to)
        {
            int count = to - from;
            sample.Draws.Fill(from, count, draws.AsSpan(0, sample.Model.Inputs.Count * count));
            for (int first = 0; first < count; first += TrialGroup.Lanes)
            {
                runner.Group.Take(draws, count, first);
                runner.BeginForces();
                for (int lane = 0; lane < runner.Group.Count; lane++)
                {
                    runner.Prepare(lane);
                    Count(from + first + lane, runner.Group.Row(lane));
                }
            }
        }

        private void Count(int trial, ReadOnlySpan<double> row)
        {
            station.Run(new TrialAddress(sample.Settings.Seed, trial), runner.World, runner.Forces.Placed, runner.Costs, row);
            for (int cell = 0; cell < came.Length; cell++)
            {
                int attackers = station.Came[cell % station.Came.Length];
                (came[cell][trial], stopped[cell][trial]) = (attackers, attackers - station.Leaked[cell]);
            }
        }
    }
}
