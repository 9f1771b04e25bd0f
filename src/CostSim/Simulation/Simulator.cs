using CostSim.Compilation;
using CostSim.Numerics;
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

    /// <summary>Fills the draws of some inputs in consecutive trials.</summary>
    /// <param name="firstTrial">First trial.</param>
    /// <param name="count">Number of trials.</param>
    /// <param name="inputs">Numbers of the inputs.</param>
    /// <param name="draws">Receives one of them after the other, each with <paramref name="count"/> values.</param>
    void Fill(long firstTrial, int count, IReadOnlyList<int> inputs, Span<double> draws);
}

/// <summary>
/// Runs the trials of a model: the only loop over trials and the only threads. Work is handed out in blocks of 1,024 trials; every trial
/// depends on its own draws alone, and sums are merged in the order of the blocks, so results do not depend on the number of threads.
/// </summary>
public static class Simulator
{
    /// <summary>Trials in a block.</summary>
    public const int BlockSize = 1024;

    /// <summary>Simulates a run.</summary>
    /// <param name="model">The model.</param>
    /// <param name="settings">How.</param>
    /// <param name="inputs">Draws of the model's inputs.</param>
    /// <param name="progress">Told the number of trials done, from any thread; may be null.</param>
    /// <param name="rows">Receives the trials as they come; may be null.</param>
    /// <param name="cancellation">Stops the run, within a trial where one takes long.</param>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public static Sample Run(
        Model model, SimulationSettings settings, IInputDraws inputs, Action<long>? progress = null, TrialHandover? rows = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return RunBlocks(model, settings, inputs, 0, TrialRecord.Blocks(settings.Trials), progress, rows, cancellation).ToSample(inputs);
    }

    /// <summary>Simulates some blocks of a run.</summary>
    /// <param name="model">The model.</param>
    /// <param name="settings">How the run is simulated.</param>
    /// <param name="inputs">Draws of the model's inputs.</param>
    /// <param name="firstBlock">First block.</param>
    /// <param name="endBlock">Block after the last.</param>
    /// <param name="progress">Told the number of trials done, from any thread; may be null.</param>
    /// <param name="rows">Receives the trials as they come; may be null.</param>
    /// <param name="cancellation">Stops the run, within a trial where one takes long.</param>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public static TrialRecord RunBlocks(
        Model model, SimulationSettings settings, IInputDraws inputs, long firstBlock, long endBlock, Action<long>? progress = null,
        TrialHandover? rows = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(settings);
        var record = new TrialRecord(model, settings, firstBlock, endBlock);
        new SimulationRun(record, inputs, rows, progress, cancellation).Execute();
        return record;
    }
}

/// <summary>Some blocks being simulated; shared by the workers.</summary>
internal sealed class SimulationRun
{
    /// <summary>How often the workers are looked at, milliseconds: where one fails, the others stop after so long.</summary>
    private const int Glance = 100;

    private readonly TrialRecord record;
    private readonly Model model;
    private readonly SimulationSettings settings;
    private readonly IInputDraws inputs;
    private readonly TrialHandover? rows;
    private readonly Action<long>? progress;
    private readonly CancellationToken cancellation;
    private readonly int cells;
    private long next;
    private long done;

    public SimulationRun(TrialRecord record, IInputDraws inputs, TrialHandover? rows, Action<long>? progress, CancellationToken cancellation)
    {
        (this.record, this.inputs, this.rows, this.progress, this.cancellation) = (record, inputs, rows, progress, cancellation);
        (model, settings, next) = (record.Model, record.Settings, record.FirstBlock);
        cells = record.Yearly.Cells;
    }

    public void Execute()
    {
        int workers = (int)Math.Max(1, Math.Min(settings.Threads, record.EndBlock - record.FirstBlock));
        var faults = new Exception?[workers];
        var threads = new Thread[workers];
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        for (int w = 0; w < workers; w++)
        {
            int worker = w;
            threads[w] = new Thread(() =>
            {
                try
                {
                    Work(stop.Token);
                }
                catch (Exception fault)
                {
                    // Nothing more is done here: where memory is short, the least thing could fail again, and end the program.
                    Volatile.Write(ref faults[worker], fault);
                }
            });
        }

        int started = 0;
        try
        {
            for (; started < workers; started++)
            {
                threads[started].Start();
            }
        }
        catch (OutOfMemoryException fault)
        {
            faults[started] = fault;
        }

        foreach (Thread thread in threads.AsSpan(0, started))
        {
            while (!thread.Join(Glance))
            {
                StopAll(faults, stop);
            }

            StopAll(faults, stop);
        }

        Exception[] found = [.. faults.OfType<Exception>()];
        if (found.Length > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(Workers.Cause(new AggregateException(found)));
        }
    }

    /// <summary>Where something went wrong in one worker: stops the others, and whoever waits for rows.</summary>
    private void StopAll(Exception?[] faults, CancellationTokenSource stop)
    {
        if (Array.Find(faults, fault => fault is not null) is { } first)
        {
            stop.Cancel();
            rows?.Abort(first);
        }
    }

    private void Work(CancellationToken stop)
    {
        var runner = new TrialRunner(model, settings.Exact, stop);
        var statistics = new YearlyStatistics(cells, model.Options.Length);
        var counts = new TrialCounts(model, settings.Replicates);
        double[] draws = new double[model.Inputs.Count * Simulator.BlockSize];
        var yearly = new YearlyBlock(cells);
        TrialBlock block = rows?.Rent() ?? new TrialBlock(model.Options.Length * Outcomes.Count);
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            long number = Interlocked.Increment(ref next) - 1;
            if (number >= record.EndBlock)
            {
                record.Add(statistics, counts);
                return;
            }

            block.First = number * Simulator.BlockSize;
            int count = (int)Math.Min(Simulator.BlockSize, settings.Trials - block.First);
            block.Clear();
            inputs.Fill(block.First, count, draws.AsSpan(0, model.Inputs.Count * count));
            yearly.Clear();
            for (int t = 0; t < count; t++)
            {
                int lane = t % TrialGroup.Lanes;
                if (lane == 0)
                {
                    stop.ThrowIfCancellationRequested();
                    runner.Group.Take(draws, count, t);
                    runner.BeginGroup();
                }

                runner.Run(new TrialAddress(settings.Seed, block.First + t), lane);
                Record(runner, block.Next, yearly.Next);
                block.Add();
                yearly.Add();
            }

            block.Complete();
            yearly.Complete();
            statistics.Add(yearly);
            record.Add(block, yearly, counts);
            block = rows?.Put(block, stop) ?? block;
            progress?.Invoke(Interlocked.Add(ref done, count));
        }
    }

    private void Record(TrialRunner runner, Span<double> outcomes, Span<double> yearly)
    {
        for (int o = 0; o < model.Options.Length; o++)
        {
            runner.Outcomes(o, outcomes.Slice(o * Outcomes.Count, Outcomes.Count));
            for (int i = 0; i < YearlyOutcomes.Count; i++)
            {
                runner.Yearly(o, (YearlyOutcome)i).CopyTo(yearly[Sample.Cell(model, o, 0, (YearlyOutcome)i)..]);
            }
        }
    }
}
