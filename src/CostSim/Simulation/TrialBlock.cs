namespace CostSim.Simulation;

/// <summary>The outcomes of consecutive trials, as a worker hands them over.</summary>
/// <param name="columns">Number of option × outcome columns.</param>
public sealed class TrialBlock(int columns)
{
    private readonly double[][] values = [.. Enumerable.Range(0, columns).Select(_ => new double[Simulator.BlockSize])];

    /// <summary>First trial.</summary>
    public long First { get; set; }

    /// <summary>Number of trials.</summary>
    public int Count { get; set; }

    /// <summary>An outcome of an option, trial by trial.</summary>
    public ReadOnlyMemory<double> Column(int option, Outcome outcome) => values[(option * Outcomes.Count) + (int)outcome].AsMemory(0, Count);

    internal double[][] Columns => values;

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
}
