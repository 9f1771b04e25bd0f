using CostSim.Compilation;
using CostSim.Scenarios;

namespace CostSim.Simulation;

/// <summary>How a model is simulated.</summary>
public sealed record SimulationSettings
{
    /// <summary>Number of trials.</summary>
    public required long Trials { get; init; }

    /// <summary>Seed of all draws.</summary>
    public required long Seed { get; init; }

    /// <summary>How trials are spread over the inputs.</summary>
    public TrialSpread Design { get; init; }

    /// <summary>Independent replicates of the design; 1 for independent trials. Trial t belongs to replicate t · replicates / trials, rounded down.</summary>
    public int Replicates { get; init; } = 1;

    /// <summary>Inputs that get the first Sobol' dimensions.</summary>
    public IReadOnlyList<string> Priority { get; init; } = [];

    /// <summary>Threads; results do not depend on it.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Whether engagements are enumerated exactly instead of by moments.</summary>
    public bool Exact { get; init; }
}

/// <summary>All trials together: a column per option and outcome, and the statistics of every year.</summary>
public sealed class Sample
{
    private readonly double[][] columns;
    private readonly double[] yearlyMeans;
    private readonly YearlyStatistics yearly;

    internal Sample(Model model, SimulationSettings settings, IInputDraws draws, double[][] columns, double[] yearlyMeans, YearlyStatistics yearly)
    {
        Model = model;
        Settings = settings;
        Draws = draws;
        this.columns = columns;
        this.yearlyMeans = yearlyMeans;
        this.yearly = yearly;
    }

    /// <summary>The model that was simulated.</summary>
    public Model Model { get; }

    /// <summary>How it was simulated.</summary>
    public SimulationSettings Settings { get; }

    /// <summary>Draws of the inputs.</summary>
    public IInputDraws Draws { get; }

    /// <summary>Number of trials.</summary>
    public long Trials => Settings.Trials;

    /// <summary>An outcome of an option in every trial; not a number where it is censored.</summary>
    public ReadOnlyMemory<double> Column(int option, Outcome outcome) => columns[(option * Outcomes.Count) + (int)outcome];

    /// <summary>Mean of a yearly outcome over trials.</summary>
    public double YearlyMean(int option, int year, YearlyOutcome outcome) => yearlyMeans[Cell(Model, option, year, outcome)];

    /// <summary>Quantile of a yearly outcome over trials, to 0.8 % of its value.</summary>
    public double YearlyQuantile(int option, int year, YearlyOutcome outcome, double probability) =>
        yearly.Quantile(Cell(Model, option, year, outcome), probability);

    internal static int Cell(Model model, int option, int year, YearlyOutcome outcome) =>
        (((option * YearlyOutcomes.Count) + (int)outcome) * model.Years) + year;
}
