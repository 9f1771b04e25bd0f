using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using CostSim.Compilation;
using CostSim.Numerics;

namespace CostSim.Simulation;

/// <summary>
/// The yearly outcomes of a block of trials: sums, extremes and bins of every cell. Trials come in one by one with all their cells; some at a time
/// they are added up, and some more at a time their bins are put in order of the cells, so that a whole cache line of each is written at once.
/// </summary>
internal sealed class YearlyBlock
{
    private const int Added = TrialGroup.Lanes;
    private readonly int cells;
    private readonly int width;
    private readonly double[] values;
    private readonly double[] sums;
    private readonly double[] lowest;
    private readonly double[] highest;
    private readonly ushort[] least;
    private readonly ushort[] most;
    private readonly BinColumns bins;
    private int count;

    /// <param name="cells">Number of option × outcome × year cells.</param>
    public YearlyBlock(int cells)
    {
        this.cells = cells;
        width = (cells + YearlyGrid.Together - 1) / YearlyGrid.Together * YearlyGrid.Together;
        values = new double[Added * width];
        sums = new double[width];
        lowest = new double[width];
        highest = new double[width];
        least = new ushort[width];
        most = new ushort[width];
        bins = new BinColumns(width);
    }

    /// <summary>The cells of the next trial.</summary>
    public Span<double> Next => values.AsSpan(count % Added * width, cells);

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
        bins.Clear();
    }

    /// <summary>Takes the trial written to <see cref="Next"/>.</summary>
    public void Add()
    {
        count++;
        if (count % Added == 0)
        {
            Take(Added);
        }
    }

    /// <summary>Takes in what is still waiting at the end of a block.</summary>
    public void Complete()
    {
        Take(count % Added);
        bins.Complete();
        YearlyGrid.Fill(lowest, least);
        YearlyGrid.Fill(highest, most);
    }

    /// <summary>The bins of a cell, trial by trial.</summary>
    public ReadOnlySpan<ushort> Bins(int cell) => bins.Of(cell);

    /// <summary>The least and the greatest bin of a cell.</summary>
    public (int Least, int Most) Range(int cell) => (least[cell], most[cell]);

    private void Take(int trials)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            AddUp<Eight>(trials);
        }
        else
        {
            AddUp<Four>(trials);
        }

        for (int t = 0; t < trials; t++)
        {
            YearlyGrid.Fill(values.AsSpan(t * width, width), bins.Next);
            bins.Add();
        }
    }

    /// <summary>Adds trials to the sums one after another.</summary>
    private void AddUp<T>(int trials)
        where T : struct, IVector<T>
    {
        ref double from = ref MemoryMarshal.GetArrayDataReference(values);
        ref double sum = ref MemoryMarshal.GetArrayDataReference(sums);
        ref double bottom = ref MemoryMarshal.GetArrayDataReference(lowest);
        ref double top = ref MemoryMarshal.GetArrayDataReference(highest);
        for (int i = 0; i < width; i += T.Count)
        {
            var total = T.Load(ref sum, i);
            var low = T.Load(ref bottom, i);
            var high = T.Load(ref top, i);
            for (int t = 0; t < trials; t++)
            {
                var value = T.Load(ref from, (t * width) + i);
                total += value;
                low = T.Min(low, value);
                high = T.Max(high, value);
            }

            total.Store(ref sum, i);
            low.Store(ref bottom, i);
            high.Store(ref top, i);
        }
    }
}
