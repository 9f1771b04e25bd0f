using CostSim.Compilation;
using CostSim.Statistics;

namespace CostSim.Simulation;

/// <summary>
/// What consecutive blocks of a run leave behind: the trials that are kept one by one and, of a large run, sums along the canonical tree and counts
/// of all. Records of neighbouring blocks merge into that of both, in any order; that of all blocks is a <see cref="Sample"/> with the same bits however
/// they were shared out.
/// </summary>
public sealed partial class TrialRecord
{
    private readonly Lock gate = new();
    private readonly double[][] columns;
    private readonly double[][] yearlySums;
    private readonly BlockTree<BlockSums> tree = new((left, right) => left.Merge(right));

    /// <summary>An empty record.</summary>
    /// <param name="model">The model.</param>
    /// <param name="settings">The run.</param>
    /// <param name="firstBlock">First block.</param>
    /// <param name="endBlock">Block after the last.</param>
    /// <exception cref="ArgumentException">The run keeps only a part of its trials and has too many replicates for that.</exception>
    public TrialRecord(Model model, SimulationSettings settings, long firstBlock, long endBlock)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(settings);
        (Model, Settings, FirstBlock, EndBlock) = (model, settings, firstBlock, endBlock);
        Kept = new KeptTrials(settings);
        if (!Kept.IsAll && settings.Replicates > KeptTrials.MostReplicates)
        {
            throw new ArgumentException($"A run that keeps a part of its trials has at most {KeptTrials.MostReplicates} replicates, not {settings.Replicates}.", nameof(settings));
        }

        FirstKept = Kept.Before(FirstTrial);
        KeptCount = Kept.Before(EndTrial) - FirstKept;
        columns = [.. Enumerable.Range(0, model.Options.Length * KeptOutcomes(Kept)).Select(_ => new double[KeptCount])];
        yearlySums = Kept.IsAll ? new double[endBlock - firstBlock][] : [];
        int cells = model.Options.Length * model.Years * YearlyOutcomes.Count;
        Yearly = new YearlyStatistics(cells);
        Counts = new TrialCounts(model, settings.Replicates);
    }

    /// <summary>The model.</summary>
    public Model Model { get; }

    /// <summary>The run.</summary>
    public SimulationSettings Settings { get; }

    /// <summary>First block.</summary>
    public long FirstBlock { get; }

    /// <summary>Block after the last.</summary>
    public long EndBlock { get; }

    /// <summary>First trial.</summary>
    public long FirstTrial => FirstBlock * Simulator.BlockSize;

    /// <summary>Trial after the last.</summary>
    public long EndTrial => Math.Min(EndBlock * Simulator.BlockSize, Settings.Trials);

    /// <summary>Which trials of the run are kept.</summary>
    public KeptTrials Kept { get; }

    /// <summary>The first of its own trials among all that are kept.</summary>
    internal long FirstKept { get; }

    /// <summary>How many of its own trials are kept.</summary>
    internal long KeptCount { get; }

    internal double[][] Columns => columns;

    /// <summary>By block the sum of every yearly outcome; only where all trials are kept.</summary>
    internal double[][] YearlySums => yearlySums;

    /// <summary>The sums of blocks; only where not all trials are kept.</summary>
    internal BlockTree<BlockSums> Tree => tree;

    internal YearlyStatistics Yearly { get; }

    internal TrialCounts Counts { get; }

    /// <summary>Number of blocks of a run.</summary>
    public static long Blocks(long trials) => (trials + Simulator.BlockSize - 1) / Simulator.BlockSize;

    /// <summary>The run's trials, once all of its blocks are in.</summary>
    /// <param name="draws">Draws of the inputs.</param>
    public Sample ToSample(IInputDraws draws)
    {
        double[] means = new double[Yearly.Cells];
        BlockSums? sums = null;
        if (Kept.IsAll)
        {
            foreach (double[] block in yearlySums)
            {
                Add(means, block);
            }
        }
        else
        {
            sums = tree.Total(EndBlock);
            Add(means, sums.Yearly);
        }

        for (int cell = 0; cell < means.Length; cell++)
        {
            means[cell] /= Settings.Trials;
        }

        return new Sample(Model, Settings, draws, columns, means, Yearly, sums is null ? null : new SampleTotals(Model, Settings, sums.Replicates, Counts));
    }

    /// <summary>Takes in a block that was simulated; from any worker.</summary>
    /// <param name="block">Its trials.</param>
    /// <param name="yearly">Its yearly outcomes.</param>
    /// <param name="counts">The worker's own counts.</param>
    internal void Add(TrialBlock block, YearlyBlock yearly, TrialCounts counts)
    {
        long number = block.First / Simulator.BlockSize;
        if (Kept.IsAll)
        {
            Keep(block, 0, block.Count);
            yearlySums[number - FirstBlock] = yearly.Sums.ToArray();
            return;
        }

        var sums = new BlockSums((int)Kept.ReplicateOf(block.First), [], yearly.Sums.ToArray());
        for (int from = 0; from < block.Count;)
        {
            int replicate = (int)Kept.ReplicateOf(block.First + from);
            int to = (int)Math.Min(block.Count, Kept.EndOf(replicate) - block.First);
            counts.Add(block, from, to, replicate);
            sums.Replicates.Add(TrialSums.Of(Model, block, from, to, counts.Wins(replicate)));
            int kept = (int)(Kept.Before(block.First + to) - Kept.Before(block.First + from));
            Keep(block, from, from + kept);
            from = to;
        }

        lock (gate)
        {
            tree.Add(number, sums);
        }
    }

    /// <summary>Adds a worker's counts.</summary>
    internal void Add(YearlyStatistics yearly, TrialCounts counts)
    {
        lock (gate)
        {
            Yearly.Merge(yearly);
            Counts.Merge(counts);
        }
    }

    /// <summary>How many outcomes of an option are kept of each trial that is.</summary>
    public static int KeptOutcomes(KeptTrials kept) => kept.IsAll ? Outcomes.Count : DecisionOutcomes.Kept.Count;

    private void Keep(TrialBlock block, int from, int to)
    {
        int each = KeptOutcomes(Kept);
        long at = Kept.Before(block.First + from) - FirstKept;
        for (int i = 0; i < columns.Length && to > from; i++)
        {
            int outcome = Kept.IsAll ? i % each : (int)DecisionOutcomes.Kept[i % each];
            block.Columns[(i / each * Outcomes.Count) + outcome].AsSpan(from, to - from).CopyTo(columns[i].AsSpan((int)at));
        }
    }

    private static void Add(double[] to, double[] sums)
    {
        for (int cell = 0; cell < to.Length; cell++)
        {
            to[cell] += sums[cell];
        }
    }
}
