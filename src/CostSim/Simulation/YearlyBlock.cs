using System.Runtime.Intrinsics;
using CostSim.Numerics;

namespace CostSim.Simulation;

/// <summary>
/// The yearly outcomes of a block of trials: sums, extremes and bins of every cell. Trials come in one by one with all their cells; their bins
/// are gathered some trials at a time, so that a whole cache line of each cell is written at once.
/// </summary>
internal sealed class YearlyBlock
{
    private const int Gathered = 32;
    private readonly int cells;
    private readonly int width;
    private readonly double[] values;
    private readonly double[] sums;
    private readonly double[] lowest;
    private readonly double[] highest;
    private readonly ushort[] waiting;
    private readonly ushort[] bins;
    private int count;

    /// <param name="cells">Number of option × outcome × year cells.</param>
    public YearlyBlock(int cells)
    {
        this.cells = cells;
        width = (cells + YearlyGrid.Together - 1) / YearlyGrid.Together * YearlyGrid.Together;
        values = new double[width];
        sums = new double[width];
        lowest = new double[width];
        highest = new double[width];
        waiting = new ushort[Gathered * width];
        bins = new ushort[cells * Simulator.BlockSize];
    }

    /// <summary>The cells of the next trial.</summary>
    public Span<double> Next => values.AsSpan(0, cells);

    /// <summary>Sum of each cell over the trials of the block, in their order.</summary>
    public ReadOnlySpan<double> Sums => sums.AsSpan(0, cells);

    /// <summary>Least value of each cell.</summary>
    public ReadOnlySpan<double> Lowest => lowest.AsSpan(0, cells);

    /// <summary>Greatest value of each cell.</summary>
    public ReadOnlySpan<double> Highest => highest.AsSpan(0, cells);

    /// <summary>Starts a block.</summary>
    public void Clear()
    {
        count = 0;
        Array.Clear(sums);
        Array.Fill(lowest, double.PositiveInfinity);
        Array.Fill(highest, double.NegativeInfinity);
    }

    /// <summary>Takes the trial written to <see cref="Next"/>.</summary>
    public void Add()
    {
        for (int i = 0; i < width; i += Vector256<double>.Count)
        {
            Vector256<double> value = Lanes.Load(values, i);
            Lanes.Store(sums, i, Lanes.Load(sums, i) + value);
            Lanes.Store(lowest, i, Vector256.Min(Lanes.Load(lowest, i), value));
            Lanes.Store(highest, i, Vector256.Max(Lanes.Load(highest, i), value));
        }

        YearlyGrid.Fill(values, waiting.AsSpan(count % Gathered * width, width));
        count++;
        if (count % Gathered == 0)
        {
            Store(count - Gathered, Gathered);
        }
    }

    /// <summary>Stores what is still waiting at the end of a block.</summary>
    public void Complete() => Store(count - (count % Gathered), count % Gathered);

    /// <summary>The bins of a cell, trial by trial.</summary>
    public ReadOnlySpan<ushort> Bins(int cell) => bins.AsSpan(cell * Simulator.BlockSize, count);

    private void Store(int first, int trials)
    {
        for (int cell = 0; cell < cells; cell++)
        {
            Span<ushort> to = bins.AsSpan((cell * Simulator.BlockSize) + first, trials);
            for (int t = 0; t < to.Length; t++)
            {
                to[t] = waiting[(t * width) + cell];
            }
        }
    }
}
