namespace CostSim.Simulation;

/// <summary>The outcomes of consecutive trials, as a worker hands them over.</summary>
/// <param name="columns">Number of option × outcome columns.</param>
public sealed class TrialBlock(int columns)
{
    private const int Gathered = 8;
    private readonly double[][] values = [.. Enumerable.Range(0, columns).Select(_ => new double[Simulator.BlockSize])];
    private readonly double[] rows = new double[Gathered * columns];

    /// <summary>First trial.</summary>
    public long First { get; set; }

    /// <summary>Number of trials.</summary>
    public int Count { get; set; }

    /// <summary>An outcome of an option, trial by trial.</summary>
    public ReadOnlyMemory<double> Column(int option, Outcome outcome) => values[(option * Outcomes.Count) + (int)outcome].AsMemory(0, Count);

    internal double[][] Columns => values;

    /// <summary>The outcomes of the next trial: option after option.</summary>
    internal Span<double> Next => rows.AsSpan(Count % Gathered * columns, columns);

    /// <summary>Starts a block.</summary>
    internal void Clear() => Count = 0;

    /// <summary>Takes the trial written to <see cref="Next"/>; columns are written some trials at a time, a cache line each.</summary>
    internal void Add()
    {
        Count++;
        if (Count % Gathered == 0)
        {
            Store(Count - Gathered, Gathered);
        }
    }

    /// <summary>Takes in what is still waiting at the end of a block.</summary>
    internal void Complete() => Store(Count - (Count % Gathered), Count % Gathered);

    /// <summary>Hands the outcomes on: option after option, outcome after outcome.</summary>
    /// <param name="sink">Takes them.</param>
    public void WriteTo(IRecordSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        foreach (double[] column in values)
        {
            sink.Reals(column.AsSpan(0, Count));
        }
    }

    /// <summary>Takes outcomes that were handed on, those of <see cref="Count"/> trials.</summary>
    /// <param name="source">Gives them.</param>
    /// <exception cref="FormatException">There are fewer.</exception>
    public void ReadFrom(IRecordSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        foreach (double[] column in values)
        {
            source.Reals(column.AsSpan(0, Count));
        }
    }

    private void Store(int first, int trials)
    {
        for (int column = 0; column < values.Length; column++)
        {
            Span<double> to = values[column].AsSpan(first, trials);
            for (int t = 0; t < to.Length; t++)
            {
                to[t] = rows[(t * columns) + column];
            }
        }
    }
}
