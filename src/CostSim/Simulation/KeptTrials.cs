using System.Numerics;
using CostSim.Scenarios;

namespace CostSim.Simulation;

/// <summary>
/// Which trials of a run are kept one by one: all of a small run; of a large one the first of every replicate, evenly, so that what is kept is a
/// smaller sample of the same design. Kept trials are numbered in the order of the trials.
/// </summary>
public readonly record struct KeptTrials
{
    /// <summary>Most replicates of a run that keeps only a part: each has sums of its own.</summary>
    public const int MostReplicates = 256;

    private readonly long each;

    /// <summary>The kept trials of a run.</summary>
    /// <param name="settings">The run: trials, replicates, design and how many may be kept.</param>
    public KeptTrials(SimulationSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        Trials = settings.Trials;
        Replicates = settings.Replicates;
        each = Trials / Replicates;
        IsAll = Trials <= settings.Keep;
        long share = Math.Max(1, settings.Keep / Replicates);

        // The first 2^k of a replicate's Sobol' points are spread as evenly as all of them.
        share = settings.Design == TrialSpread.Sobol ? 1L << BitOperations.Log2((ulong)share) : share;
        KeptEach = IsAll ? each : Math.Min(each, share);
    }

    /// <summary>Trials of the run.</summary>
    public long Trials { get; }

    /// <summary>Replicates.</summary>
    public int Replicates { get; }

    /// <summary>Trials kept of each replicate, its first.</summary>
    public long KeptEach { get; }

    /// <summary>Whether all are kept.</summary>
    public bool IsAll { get; }

    /// <summary>Number of trials kept.</summary>
    public long Count => IsAll ? Trials : KeptEach * Replicates;

    /// <summary>How many of the trials before the given one are kept.</summary>
    public long Before(long trial) => IsAll ? trial : (ReplicateOf(trial) * KeptEach) + Math.Min(trial - (ReplicateOf(trial) * each), KeptEach);

    /// <summary>The trial that is the given one of those kept.</summary>
    public long TrialOf(long kept) => IsAll ? kept : (kept / KeptEach * each) + (kept % KeptEach);

    /// <summary>The replicate of a trial; the number of replicates for the end of the run.</summary>
    public long ReplicateOf(long trial) => trial / each;

    /// <summary>The trial after a replicate's last.</summary>
    public long EndOf(long replicate) => (replicate + 1) * each;
}
