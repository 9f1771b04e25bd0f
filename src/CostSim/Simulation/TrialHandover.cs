using CostSim.Compilation;

namespace CostSim.Simulation;

/// <summary>
/// Hands the trials of a run on in their order while it simulates, to be written: workers put blocks in as they come, one reader takes them out in
/// order. Blocks that wait are few: a worker that is too far ahead waits for the reader. Tested by <c>TrialHandoverTests</c>.
/// </summary>
public sealed class TrialHandover
{
    /// <summary>How often one who waits looks whether the run was stopped, milliseconds.</summary>
    private const int Glance = 100;

    private readonly object gate = new();
    private readonly Dictionary<long, TrialBlock> waiting = [];
    private readonly Stack<TrialBlock> free = [];
    private readonly int columns;
    private readonly int window;
    private long next;
    private bool isComplete;
    private Exception? broken;

    /// <summary>A stream of some trials of a run.</summary>
    /// <param name="model">The model.</param>
    /// <param name="first">First trial, at the start of a block.</param>
    /// <param name="end">Trial after the last that is wanted.</param>
    /// <param name="threads">Threads that simulate.</param>
    public TrialHandover(Model model, long first, long end, int threads)
    {
        ArgumentNullException.ThrowIfNull(model);
        (First, End) = (first, end);
        columns = model.Options.Length * Outcomes.Count;
        window = Math.Max(4, 2 * threads);
        next = first / Simulator.BlockSize;
    }

    /// <summary>First trial.</summary>
    public long First { get; }

    /// <summary>Trial after the last.</summary>
    public long End { get; }

    /// <summary>The blocks in order, each the caller's until it asks for the next; ends when <see cref="Complete"/> says that they are wanted.</summary>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="OperationCanceledException">The run was given up.</exception>
    public IEnumerable<TrialBlock> Read(CancellationToken cancellation)
    {
        for (long at = First; at < End;)
        {
            TrialBlock block = Take(cancellation);
            block.Count = (int)Math.Min(block.Count, End - at);
            at += block.Count;
            yield return block;
            lock (gate)
            {
                free.Push(block);
            }
        }

        lock (gate)
        {
            while (!isComplete)
            {
                Wait(cancellation);
            }
        }
    }

    /// <summary>Nothing more will be put in, and what was is wanted.</summary>
    public void Complete()
    {
        lock (gate)
        {
            isComplete = true;
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>Gives up: reader and workers are told.</summary>
    /// <param name="reason">Why.</param>
    public void Abort(Exception reason)
    {
        lock (gate)
        {
            broken ??= reason;
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>An empty block for a worker.</summary>
    internal TrialBlock Rent()
    {
        lock (gate)
        {
            return free.TryPop(out TrialBlock? block) ? block : new TrialBlock(columns);
        }
    }

    /// <summary>Hands over a block.</summary>
    /// <returns>The block to fill next.</returns>
    internal TrialBlock Put(TrialBlock block, CancellationToken cancellation)
    {
        if (block.First >= End)
        {
            return block;
        }

        lock (gate)
        {
            long number = block.First / Simulator.BlockSize;
            while (number >= next + window)
            {
                Wait(cancellation);
            }

            waiting.Add(number, block);
            Monitor.PulseAll(gate);
            return Rent();
        }
    }

    private TrialBlock Take(CancellationToken cancellation)
    {
        lock (gate)
        {
            TrialBlock? block;
            while (!waiting.Remove(next, out block))
            {
                Wait(cancellation);
            }

            next++;
            Monitor.PulseAll(gate);
            return block;
        }
    }

    /// <summary>Waits for something to change; the caller holds the gate.</summary>
    private void Wait(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (broken is not null)
        {
            throw new OperationCanceledException("The run was given up.", broken);
        }

        Monitor.Wait(gate, Glance);
    }
}
