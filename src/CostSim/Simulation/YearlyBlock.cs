namespace CostSim.Simulation;

/// <summary>
/// The yearly outcomes of a block of trials, cell after cell. Trials come in one by one with all their cells; they are gathered a few at a
/// time, so that a whole cache line of each cell is written at once.
/// </summary>
internal sealed class YearlyBlock(int cells)
{
    private const int Gathered = 8;
    private readonly double[] waiting = new double[Gathered * cells];
    private readonly double[] values = new double[cells * Simulator.BlockSize];
    private int count;

    /// <summary>Starts a block.</summary>
    public void Clear() => count = 0;

    /// <summary>Room for the cells of the next trial.</summary>
    public Span<double> Next() => waiting.AsSpan(count % Gathered * cells, cells);

    /// <summary>Takes the trial written to <see cref="Next"/>.</summary>
    public void Add()
    {
        count++;
        if (count % Gathered == 0)
        {
            Store(count - Gathered, Gathered);
        }
    }

    /// <summary>Stores what is still waiting at the end of a block.</summary>
    public void Complete() => Store(count - (count % Gathered), count % Gathered);

    /// <summary>The trials of a cell.</summary>
    public ReadOnlySpan<double> Cell(int cell) => values.AsSpan(cell * Simulator.BlockSize, count);

    private void Store(int first, int trials)
    {
        for (int cell = 0; cell < cells; cell++)
        {
            Span<double> to = values.AsSpan((cell * Simulator.BlockSize) + first, trials);
            for (int t = 0; t < to.Length; t++)
            {
                to[t] = waiting[(t * cells) + cell];
            }
        }
    }
}
