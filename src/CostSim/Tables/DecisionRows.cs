using CostSim.Decisions;
using CostSim.Statistics;

namespace CostSim.Tables;

/// <summary>What a decision study says, as rows: the same from a run's own trials as from the samples of any other model.</summary>
public sealed record DecisionRows
{
    /// <summary>Rows of <c>frontier.csv</c>.</summary>
    public IReadOnlyList<FrontierRow> Frontier { get; init; } = [];

    /// <summary>Rows of <c>acceptability.csv</c>.</summary>
    public IReadOnlyList<AcceptabilityRow> Acceptability { get; init; } = [];

    /// <summary>Rows of <c>verdicts.csv</c>.</summary>
    public IReadOnlyList<VerdictRow> Verdicts { get; init; } = [];

    /// <summary>Rows of <c>value_of_information.csv</c>.</summary>
    public IReadOnlyList<InformationRow> Information { get; init; } = [];

    /// <summary>Rows of <c>studies.csv</c>.</summary>
    public IReadOnlyList<StudyRow> Studies { get; init; } = [];

    /// <summary>Rows of <c>sensitivity.csv</c>.</summary>
    public IReadOnlyList<SensitivityRow> Sensitivity { get; init; } = [];

    /// <summary>Rows of <c>total_order.csv</c>; empty unless asked for.</summary>
    public IReadOnlyList<TotalOrderRow> TotalOrder { get; init; } = [];

    /// <summary>Rows of <c>breakeven.csv</c>.</summary>
    public IReadOnlyList<BreakEvenRow> BreakEven { get; init; } = [];

    /// <summary>Rows of <c>discovery.csv</c>.</summary>
    public IReadOnlyList<DiscoveryRow> Discovery { get; init; } = [];

    /// <summary>Rows of <c>conditional.csv</c>; empty where no input is held.</summary>
    public IReadOnlyList<ConditionalRow> Conditional { get; init; } = [];

    /// <summary>Rows of <c>flexibility.csv</c>; empty unless some options have a fallback and some have none.</summary>
    public IReadOnlyList<FlexibilityRow> Flexibility { get; init; } = [];
}

/// <summary>An option's place on the efficiency frontier of one measure of effect.</summary>
/// <param name="Measure">Column of the effect.</param>
/// <param name="Option">Identifier of the option.</param>
/// <param name="Cost">Mean life-cycle cost, MEUR.</param>
/// <param name="Effect">Mean effect.</param>
/// <param name="Icer">Extra cost per extra effect over the option before it on the frontier; not a number for the others.</param>
/// <param name="Status">Its status.</param>
public sealed record FrontierRow(string Measure, string Option, Estimate Cost, Estimate Effect, Estimate Icer, FrontierStatus Status)
{
    /// <summary>
    /// Whether its difference from the option before it on the frontier, or from the one that dominates it, is less than 1.96 of its own standard errors
    /// in cost or in effect, so that more trials might say otherwise.
    /// </summary>
    public bool IsWithinError { get; init; }
}

/// <summary>An option at one worth of the effect.</summary>
/// <param name="Measure">Column of the effect.</param>
/// <param name="Threshold">MEUR per unit of effect.</param>
/// <param name="Option">Identifier of the option.</param>
/// <param name="ProbabilityBest">Share of trials in which its net benefit is the highest, a trial shared in equal parts among those tied.</param>
/// <param name="NetBenefit">Mean net benefit, MEUR.</param>
/// <param name="Regret">Mean regret, MEUR.</param>
/// <param name="OnFrontier">Whether its mean net benefit is the highest; of equal ones that of the lowest cost, then the first by name.</param>
public sealed record AcceptabilityRow(
    string Measure, double Threshold, string Option, Estimate ProbabilityBest, Estimate NetBenefit, Estimate Regret, bool OnFrontier)
{
    /// <summary>Share of trials in which no option has a higher net benefit.</summary>
    public double AmongBest { get; init; } = ProbabilityBest.Value;

    /// <summary>95 % bounds of the probability of being the best.</summary>
    public Interval Bounds { get; init; } = Proportion.Bounds(ProbabilityBest);
}

/// <summary>What one criterion says at the headline worth of the effect.</summary>
/// <param name="Measure">Column of the effect.</param>
/// <param name="Threshold">MEUR per unit of effect.</param>
/// <param name="Criterion">The criterion, as in files.</param>
/// <param name="Option">The option it prefers.</param>
/// <param name="Value">The criterion's value for it.</param>
/// <param name="RunnerUp">The option that comes next; empty where there is none.</param>
/// <param name="WrongByNoise">Bound on the probability that the sampling of trials hides that another is better; not a number where it is not known.</param>
/// <param name="Agrees">Whether the mean says the same.</param>
public sealed record VerdictRow(
    string Measure, double Threshold, string Criterion, string Option, Estimate Value, string RunnerUp, double WrongByNoise, bool Agrees)
{
    /// <summary>95 % interval of the value; its ends are not numbers where it is not known.</summary>
    public Interval Bounds { get; init; } = new(double.NaN, double.NaN);
}

/// <summary>What knowing an input, a group of them or all would be worth.</summary>
/// <param name="Measure">Column of the effect.</param>
/// <param name="Threshold">MEUR per unit of effect.</param>
/// <param name="Input">Input; <c>(all)</c> for perfect information, <c>(group NAME)</c> for a group.</param>
/// <param name="Value">Expected value of the information, MEUR.</param>
/// <param name="Share">Share of that of perfect information.</param>
/// <param name="Split">
/// For perfect information the value with options chosen on one half of the trials and judged on the other: biased up where the first is biased
/// down, MEUR; otherwise not a number.
/// </param>
public sealed record InformationRow(string Measure, double Threshold, string Input, Estimate Value, double Share, double Split)
{
    /// <summary>Whether the value is more than noise makes of an input that tells nothing; for perfect information, more than two standard errors above zero.</summary>
    public bool IsDistinguishable { get; init; } = Value.Value > 2 * Value.StandardError;
}

/// <summary>What a study would be worth.</summary>
/// <param name="Measure">Column of the effect.</param>
/// <param name="Threshold">MEUR per unit of effect.</param>
/// <param name="Study">Name of the study.</param>
/// <param name="Input">The input of which it tells.</param>
/// <param name="Observations">Number of observations.</param>
/// <param name="Value">Expected value of its result, MEUR, with the standard error of the value of knowing the input.</param>
/// <param name="Cost">What it costs, MEUR.</param>
public sealed record StudyRow(string Measure, double Threshold, string Study, string Input, int Observations, Estimate Value, double Cost);

/// <summary>How a result of an option hangs on an input.</summary>
/// <param name="Outcome">Column of the result; <c>loses:MEASURE</c> for whether the preferred option is not among the best of the trial.</param>
/// <param name="Option">Identifier of the option.</param>
/// <param name="Input">The input, or the event.</param>
/// <param name="FirstOrder">Share of the variance that knowing the input explains, not below 0.</param>
/// <param name="Low">Mean result in the tenth of trials with the lowest input; of an event, where it does not happen.</param>
/// <param name="High">Mean result in the tenth with the highest; of an event, where it happens.</param>
/// <param name="Rank">Chatterjee's rank coefficient: 0 where the result does not depend on the input in any way, 1 where it is a function of it.</param>
public sealed record SensitivityRow(string Outcome, string Option, string Input, Estimate FirstOrder, Estimate Low, Estimate High, double Rank)
{
    /// <summary>Share of trials in which the event happens; not a number for an input.</summary>
    public double Happened { get; init; } = double.NaN;

    /// <summary>Whether it is an event: something that happens or does not, and no input with a lowest and a highest value.</summary>
    public bool IsEvent => !double.IsNaN(Happened);

    /// <summary>Whether the share is more than noise makes of an input that tells nothing.</summary>
    public bool IsDistinguishable { get; init; } = FirstOrder.Value > 2 * FirstOrder.StandardError;
}

/// <summary>A value of an input at which the option to prefer changes.</summary>
/// <param name="Measure">Column of the effect.</param>
/// <param name="Threshold">MEUR per unit of effect.</param>
/// <param name="Input">The input.</param>
/// <param name="Point">Where, and from which option to which.</param>
/// <param name="From">The option to prefer below.</param>
/// <param name="To">The option to prefer above.</param>
public sealed record BreakEvenRow(string Measure, double Threshold, string Input, SwitchPoint Point, string From, string To);

/// <summary>One side of a box in which the preferred option loses more often than elsewhere.</summary>
/// <param name="Measure">Column of the effect.</param>
/// <param name="Threshold">MEUR per unit of effect.</param>
/// <param name="Preferred">The option preferred on average, which loses there.</param>
/// <param name="Number">Number of the box, from 1.</param>
/// <param name="Box">The box.</param>
/// <param name="Input">The input restricted.</param>
/// <param name="Side">The restriction.</param>
/// <param name="Winner">The option that is best most often in the box.</param>
public sealed record DiscoveryRow(
    string Measure, double Threshold, string Preferred, int Number, Box Box, string Input, Restriction Side, string Winner);

/// <summary>An option at one worth of the effect, where an input is known.</summary>
/// <param name="Measure">Column of the effect.</param>
/// <param name="Input">The input.</param>
/// <param name="Window">The trials whose draws of it lie nearest, and its mean among them.</param>
/// <param name="Threshold">MEUR per unit of effect.</param>
/// <param name="Option">Identifier of the option.</param>
/// <param name="ProbabilityBest">Probability that its net benefit is the highest, shared among those tied, all else as uncertain as it is.</param>
/// <param name="NetBenefit">Expected net benefit, MEUR.</param>
/// <param name="OnFrontier">Whether its expected net benefit is the highest.</param>
/// <param name="WrongByNoise">For that option: bound on the probability that the sampling of trials hides a better one; otherwise not a number.</param>
public sealed record ConditionalRow(
    string Measure, string Input, HeldValue Window, double Threshold, string Option, Estimate ProbabilityBest, Estimate NetBenefit, bool OnFrontier, double WrongByNoise)
{
    /// <summary>Probability that no option has a higher net benefit.</summary>
    public double AmongBest { get; init; } = ProbabilityBest.Value;

    /// <summary>95 % bounds of the probability of being the best.</summary>
    public Interval Bounds { get; init; } = Proportion.Bounds(ProbabilityBest);
}

/// <summary>A value at which an input is held: the mean of the draws nearest to it.</summary>
/// <param name="Value">The value.</param>
/// <param name="Low">The least of the draws.</param>
/// <param name="High">The greatest.</param>
/// <param name="Trials">How many they are.</param>
public readonly record struct HeldValue(double Value, double Low, double High, int Trials);

/// <summary>What a fallback is worth.</summary>
/// <param name="Measure">Column of the effect.</param>
/// <param name="Threshold">MEUR per unit of effect.</param>
/// <param name="Value">Mean net benefit of the best option with a fallback less that of the best without, MEUR.</param>
/// <param name="With">The best with.</param>
/// <param name="Without">The best without.</param>
public sealed record FlexibilityRow(string Measure, double Threshold, Estimate Value, string With, string Without);
