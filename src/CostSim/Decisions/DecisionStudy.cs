namespace CostSim.Decisions;

/// <summary>Everything a decision is studied from: costs and effects of options trial by trial, from this model or any other, and what was uncertain.</summary>
public sealed record DecisionStudy
{
    /// <summary>Names of the options, each its own; their order is that of the tables, and makes no other difference.</summary>
    public required IReadOnlyList<string> Options { get; init; }

    /// <summary>By option, a cost per trial, MEUR.</summary>
    public required IReadOnlyList<double[]> Cost { get; init; }

    /// <summary>Name of the cost, as in files.</summary>
    public string CostName { get; init; } = "cost_meur";

    /// <summary>The measures of effect.</summary>
    public required IReadOnlyList<EffectMeasure> Measures { get; init; }

    /// <summary>Independent replicates that the trials fall into, one after the other; 1 for independent trials.</summary>
    public int Replicates { get; init; } = 1;

    /// <summary>By option, whether it is a policy with a fallback; empty when none is.</summary>
    public IReadOnlyList<bool> HasFallback { get; init; } = [];

    /// <summary>The uncertain inputs of which something could be learnt before the choice; none when they are not known.</summary>
    public IInputColumns? Inputs { get; init; }

    /// <summary>Events, 1 in the trials in which they happen and 0 in the others: results hang on them, but nobody can know them before the choice.</summary>
    public IInputColumns? Events { get; init; }

    /// <summary>Other draws of chance, such as the course of an exchange rate: as with events, results hang on them, and nothing could be learnt.</summary>
    public IInputColumns? Luck { get; init; }

    /// <summary>Inputs to be learnt together.</summary>
    public IReadOnlyList<InputGroup> Groups { get; init; } = [];

    /// <summary>Studies and trials that could be made before the decision.</summary>
    public IReadOnlyList<Experiment> Experiments { get; init; } = [];

    /// <summary>Inputs that a measure hangs on so much that the choice is shown where each of them is known.</summary>
    public IReadOnlyList<HeldInput> Held { get; init; } = [];

    /// <summary>Most that may be spent, for the verdict by targets; infinite without one.</summary>
    public double CostTarget { get; init; } = double.PositiveInfinity;

    /// <summary>Threads; results do not depend on it.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Stops the study; results do not depend on it.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Number of trials.</summary>
    public int Trials => Cost[0].Length;

    /// <summary>How ties among the options are decided: by mean cost over all trials, then by name.</summary>
    public Precedence Precedence => Measures.Select(measure => measure.Totals).FirstOrDefault(totals => totals is not null) is { } totals
        ? new Precedence(Options, [.. Options.Select((_, d) => totals.Cost(d).Value)])
        : field ??= Precedence.Of(Options, Cost);

    /// <summary>Costs and effects of one measure.</summary>
    public DecisionSample Of(EffectMeasure measure)
    {
        ArgumentNullException.ThrowIfNull(measure);
        return new DecisionSample(Options, Cost, measure.Effect, Replicates) { Precedence = Precedence, Cancellation = Cancellation };
    }
}

/// <summary>A measure of effect, and what a unit of it may be held to be worth.</summary>
/// <param name="Name">Name, as in files.</param>
/// <param name="Effect">By option, an effect per trial.</param>
/// <param name="Thresholds">Worths of a unit, ascending, MEUR.</param>
/// <param name="Headline">The worth at which the decision is taken apart, one of the thresholds: switch points, discovery, verdicts.</param>
/// <param name="Target">Least effect, for the verdict by targets; not a number without one.</param>
/// <param name="CountsLuck">Whether the effect or the cost includes luck, so that nothing could be learnt of a part of it.</param>
public sealed record EffectMeasure(
    string Name, IReadOnlyList<double[]> Effect, IReadOnlyList<double> Thresholds, double Headline, double Target = double.NaN, bool CountsLuck = false)
{
    /// <summary>What all trials say together, where there are more than those that are kept one by one; null where there are not.</summary>
    public IMeasureTotals? Totals { get; init; }

    /// <summary>Whether the effect is a harm: its worth is negative, that of the headline or, where that is zero, of the middle of all.</summary>
    public bool IsHarm => Headline < 0 || (Headline == 0 && Thresholds.Count > 0 && Thresholds[0] + Thresholds[^1] < 0);
}

/// <summary>An input that is held at one value after the other, to see what would be chosen there.</summary>
/// <param name="Measure">Name of the measure of effect.</param>
/// <param name="Input">Number of the input.</param>
public sealed record HeldInput(string Measure, int Input);

/// <summary>The draws of the uncertain inputs, read some columns at a time.</summary>
public interface IInputColumns
{
    /// <summary>Names of the inputs.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>Numbers that are well read at a time; 64 MiB unless reading is dear.</summary>
    long NumbersAtOnce => 1L << 23;

    /// <summary>Reads some inputs.</summary>
    /// <param name="inputs">Their numbers.</param>
    /// <returns>By input asked for, a value per trial.</returns>
    double[][] Read(IReadOnlyList<int> inputs);
}

/// <summary>Inputs that would be learnt together.</summary>
/// <param name="Name">Name of the group.</param>
/// <param name="Inputs">Their numbers.</param>
public sealed record InputGroup(string Name, IReadOnlyList<int> Inputs);

/// <summary>What an observation of an experiment is like, given the input.</summary>
public enum ObservationKind
{
    /// <summary>A success or not; the input is the probability of success.</summary>
    Binomial,

    /// <summary>The input plus a normal error.</summary>
    Normal,

    /// <summary>Events in a year; the input is their rate.</summary>
    Poisson,
}

/// <summary>A study that could be made before the decision.</summary>
/// <param name="Name">Name.</param>
/// <param name="Input">Number of the input of which it tells.</param>
/// <param name="Kind">What an observation is like.</param>
/// <param name="Deviation">Standard deviation of the error of an observation, unit of the input; for normal ones.</param>
/// <param name="Sizes">Numbers of observations to look at.</param>
/// <param name="FixedCost">Cost of the study, MEUR.</param>
/// <param name="CostPerObservation">Cost of each observation, MEUR.</param>
public sealed record Experiment(
    string Name, int Input, ObservationKind Kind, double Deviation, IReadOnlyList<int> Sizes, double FixedCost, double CostPerObservation);
