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
}
