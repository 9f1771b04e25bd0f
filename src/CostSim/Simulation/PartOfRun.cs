using System.Numerics;

namespace CostSim.Simulation;

/// <summary>
/// The blocks of one of several equal parts of a run. Parts begin at multiples of a power of two of blocks, at most a sixteenth of a part, so that few
/// nodes of the canonical tree are cut.
/// </summary>
/// <param name="Number">Number of the part, from 1.</param>
/// <param name="Of">Number of parts, at most that of the run's blocks.</param>
/// <param name="Trials">Trials of the run.</param>
public readonly record struct PartOfRun(int Number, int Of, long Trials)
{
    /// <summary>First block.</summary>
    public long FirstBlock => Border(Number - 1);

    /// <summary>Block after the last.</summary>
    public long EndBlock => Border(Number);

    /// <summary>First trial.</summary>
    public long FirstTrial => FirstBlock * Simulator.BlockSize;

    /// <summary>Trial after the last.</summary>
    public long EndTrial => Math.Min(EndBlock * Simulator.BlockSize, Trials);

    private long Border(long parts)
    {
        long blocks = TrialRecord.Blocks(Trials);
        long step = 1L << BitOperations.Log2((ulong)Math.Max(1, blocks / (16L * Of)));
        return parts == Of ? blocks : parts * blocks / Of / step * step;
    }
}
