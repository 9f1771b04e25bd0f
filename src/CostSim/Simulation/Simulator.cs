using CostSim.Compilation;
using CostSim.Realisation;

namespace CostSim.Simulation;

/// <summary>Where the draws of the inputs come from.</summary>
public interface IInputDraws
{
    /// <summary>Fills the draws of consecutive trials.</summary>
    /// <param name="firstTrial">First trial.</param>
    /// <param name="count">Number of trials.</param>
    /// <param name="draws">Receives input after input, each with <paramref name="count"/> values.</param>
    void Fill(long firstTrial, int count, Span<double> draws);
}

/// <summary>
/// Runs the trials of a model: the only loop over trials and the only threads. Work is handed out in blocks of 1,024 trials; every trial
/// depends on its own draws alone, and sums are merged in the order of the blocks, so results do not depend on the number of threads.
/// </summary>
public static class Simulator
{
    /// <summary>Trials in a block.</summary>
    public const int BlockSize = 1024;

    /// <summary>Simulates.</summary>
    /// <param name="model">The model.</param>
    /// <param name="settings">How.</param>
    /// <param name="inputs">Draws of the model's inputs.</param>
    /// <param name="progress">Told the number of trials done, from any thread; may be null.</param>
    /// <param name="cancellation">Stops the run between blocks.</param>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public static Sample Run(
        Model model, SimulationSettings settings, IInputDraws inputs, Action<long>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(settings);
        var run = new SimulationRun(model, settings, inputs, progress, cancellation);
        return run.Execute();
    }
}

/// <summary>The state of one run, shared by its workers.</summary>
internal sealed class SimulationRun
{
    private readonly Model model;
    private readonly SimulationSettings settings;
    private readonly IInputDraws inputs;
    private readonly Action<long>? progress;
    private readonly CancellationToken cancellation;
    private readonly double[][] columns;
    private readonly double[][] blockSums;
    private readonly int blocks;
    private readonly int cells;
    private int next;
    private long done;

    public SimulationRun(Model model, SimulationSettings settings, IInputDraws inputs, Action<long>? progress, CancellationToken cancellation)
    {
        (this.model, this.settings, this.inputs, this.progress, this.cancellation) = (model, settings, inputs, progress, cancellation);
        blocks = checked((int)((settings.Trials + Simulator.BlockSize - 1) / Simulator.BlockSize));
        cells = model.Options.Length * model.Years * YearlyOutcomes.Count;
        blockSums = new double[blocks][];
        columns = new double[model.Options.Length * Outcomes.Count][];
        for (int i = 0; i < columns.Length; i++)
        {
            columns[i] = new double[settings.Trials];
        }
    }

    public Sample Execute()
    {
        int workers = Math.Max(1, Math.Min(settings.Threads, blocks));
        var statistics = new YearlyStatistics[workers];
        var faults = new Exception?[workers];
        var threads = new Thread[workers];
        for (int w = 0; w < workers; w++)
        {
            int worker = w;
            threads[w] = new Thread(() =>
            {
                try
                {
                    statistics[worker] = Work();
                }
                catch (Exception fault) when (fault is not OutOfMemoryException)
                {
                    faults[worker] = fault;
                }
            });
            threads[w].Start();
        }

        foreach (Thread thread in threads)
        {
            thread.Join();
        }

        if (Array.Find(faults, fault => fault is not null) is { } first)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(first);
        }

        for (int w = 1; w < workers; w++)
        {
            statistics[0].Merge(statistics[w]);
        }

        return new Sample(model, settings, inputs, columns, Means(), statistics[0]);
    }

    private YearlyStatistics Work()
    {
        var runner = new TrialRunner(model, settings.Exact);
        var statistics = new YearlyStatistics(cells);
        double[] draws = new double[model.Inputs.Count * Simulator.BlockSize];
        double[] row = new double[model.Inputs.Count];
        var yearly = new YearlyBlock(cells);
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            int block = Interlocked.Increment(ref next) - 1;
            if (block >= blocks)
            {
                return statistics;
            }

            long first = (long)block * Simulator.BlockSize;
            int count = (int)Math.Min(Simulator.BlockSize, settings.Trials - first);
            inputs.Fill(first, count, draws.AsSpan(0, model.Inputs.Count * count));
            yearly.Clear();
            for (int t = 0; t < count; t++)
            {
                for (int i = 0; i < row.Length; i++)
                {
                    row[i] = draws[(i * count) + t];
                }

                runner.Run(new TrialAddress(settings.Seed, first + t), row);
                Record(runner, first + t, yearly.Next);
                yearly.Add();
            }

            yearly.Complete();
            statistics.Add(yearly);
            blockSums[block] = yearly.Sums.ToArray();
            progress?.Invoke(Interlocked.Add(ref done, count));
        }
    }

    private void Record(TrialRunner runner, long trial, Span<double> yearly)
    {
        Span<double> outcomes = stackalloc double[Outcomes.Count];
        for (int o = 0; o < model.Options.Length; o++)
        {
            runner.Outcomes(o, outcomes);
            for (int i = 0; i < outcomes.Length; i++)
            {
                columns[(o * Outcomes.Count) + i][trial] = outcomes[i];
            }

            for (int i = 0; i < YearlyOutcomes.Count; i++)
            {
                runner.Yearly(o, (YearlyOutcome)i).CopyTo(yearly[Sample.Cell(model, o, 0, (YearlyOutcome)i)..]);
            }
        }
    }

    private double[] Means()
    {
        double[] means = new double[cells];
        foreach (double[] sums in blockSums)
        {
            for (int cell = 0; cell < cells; cell++)
            {
                means[cell] += sums[cell];
            }
        }

        for (int cell = 0; cell < cells; cell++)
        {
            means[cell] /= settings.Trials;
        }

        return means;
    }
}
