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

    /// <summary>Most trials that are kept one by one; of a run with more only a part is, and sums of all.</summary>
    public long Keep { get; init; } = long.MaxValue;
}

/// <summary>
/// The trials of a run: a column per option and outcome, and the statistics of every year. Of a run too large to keep, the decision's outcomes in
/// the trials that are kept, and what all trials say together.
/// </summary>
public sealed class Sample
{
    private readonly double[][] columns;
    private readonly double[] yearlyMeans;
    private readonly YearlyStatistics yearly;

    internal Sample(Model model, SimulationSettings settings, IInputDraws draws, double[][] columns, double[] yearlyMeans, YearlyStatistics yearly,
        SampleTotals? totals)
    {
        Model = model;
        Settings = settings;
        Draws = draws;
        this.columns = columns;
        this.yearlyMeans = yearlyMeans;
        this.yearly = yearly;
        Totals = totals;
        Kept = new KeptTrials(settings);
    }

    /// <summary>The model that was simulated.</summary>
    public Model Model { get; }

    /// <summary>How it was simulated.</summary>
    public SimulationSettings Settings { get; }

    /// <summary>Draws of the inputs.</summary>
    public IInputDraws Draws { get; }

    /// <summary>Number of trials.</summary>
    public long Trials => Settings.Trials;

    /// <summary>Which trials are kept one by one.</summary>
    public KeptTrials Kept { get; }

    /// <summary>What all trials say together; null where all are kept.</summary>
    internal SampleTotals? Totals { get; }

    /// <summary>An outcome of an option in every trial that is kept; not a number where it is censored.</summary>
    /// <exception cref="InvalidOperationException">The outcome is not kept: of a large run only cost, protected years, loss averted and dates are.</exception>
    public ReadOnlyMemory<double> Column(int option, Outcome outcome)
    {
        int place = Kept.IsAll ? (int)outcome : DecisionOutcomes.Place(outcome);
        return place >= 0
            ? columns[(option * TrialRecord.KeptOutcomes(Kept)) + place]
            : throw new InvalidOperationException($"Of {Trials} trials no {outcome} is kept.");
    }

    /// <summary>Statistics of an outcome over all trials.</summary>
    internal ColumnSummary Summary(int option, Outcome outcome) =>
        Totals?.Column(option, outcome) ?? new ColumnStatistics(Column(option, outcome).Span, Settings.Replicates);

    /// <summary>Mean of a yearly outcome over trials.</summary>
    public double YearlyMean(int option, int year, YearlyOutcome outcome) => yearlyMeans[Cell(Model, option, year, outcome)];

    /// <summary>Quantile of a yearly outcome over trials, to 0.8 % of its value.</summary>
    public double YearlyQuantile(int option, int year, YearlyOutcome outcome, double probability) =>
        yearly.Quantile(Cell(Model, option, year, outcome), probability);

    internal static int Cell(Model model, int option, int year, YearlyOutcome outcome) =>
        (((option * YearlyOutcomes.Count) + (int)outcome) * model.Years) + year;
}
