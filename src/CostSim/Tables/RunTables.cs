using CostSim.Simulation;
using CostSim.Statistics;

namespace CostSim.Tables;

/// <summary>
/// What a run says, as rows: computed once from the sample, written as CSV, drawn as figures. Figures and reports know nothing else, so that
/// they can be redrawn from the files.
/// </summary>
public sealed record RunTables
{
    /// <summary>Title, trials, seed and the like: what the foot line of a figure needs.</summary>
    public required RunFacts Facts { get; init; }

    /// <summary>The options in the order of the scenario.</summary>
    public required IReadOnlyList<OptionName> Options { get; init; }

    /// <summary>Names for people of what inputs belong to, by path: <c>systems:nasams</c>, <c>threatClasses:cruise</c>.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Rows of <c>inputs.csv</c>.</summary>
    public required IReadOnlyList<InputRow> Inputs { get; init; }

    /// <summary>Rows of <c>summary.csv</c>.</summary>
    public required IReadOnlyList<SummaryRow> Summary { get; init; }

    /// <summary>Rows of <c>distributions.csv</c>.</summary>
    public required IReadOnlyList<DistributionRow> Distributions { get; init; }

    /// <summary>Rows of <c>timeline.csv</c>.</summary>
    public required IReadOnlyList<TimelineRow> Timeline { get; init; }

    /// <summary>When options are in service, alone and together with what they cost.</summary>
    public required IReadOnlyList<ScheduleRow> Schedule { get; init; }

    /// <summary>How likely losses beyond a size are.</summary>
    public required IReadOnlyList<ExceedanceRow> Exceedance { get; init; }

    /// <summary>Rows of <c>exchange.csv</c>; empty unless the scenario says what attackers cost.</summary>
    public IReadOnlyList<ExchangeRow> Exchange { get; init; } = [];

    /// <summary>Rows of <c>interceptions.csv</c>.</summary>
    public IReadOnlyList<InterceptionRow> Interceptions { get; init; } = [];

    /// <summary>What the trials say of the choice.</summary>
    public DecisionRows Decisions { get; init; } = new();

    /// <summary>A thinned cloud for the cost-effectiveness plane: the first trials of <c>trials.csv</c>, at most 2,000.</summary>
    public required IReadOnlyList<PlanePoint> Plane { get; init; }
}

/// <summary>Facts of a run that every figure cites.</summary>
/// <param name="Scenario">Identifier of the scenario.</param>
/// <param name="Title">Title of the scenario.</param>
/// <param name="StartYear">First calendar year.</param>
/// <param name="Years">Number of years.</param>
/// <param name="PriceBase">Year of prices.</param>
/// <param name="Trials">Number of trials.</param>
/// <param name="Seed">Seed.</param>
/// <param name="Design">Design in lower case.</param>
/// <param name="Replicates">Number of replicates; 1 for independent draws.</param>
/// <param name="Version">CostSim version.</param>
/// <param name="ReferenceOption">Identifier of the reference option.</param>
/// <param name="Precision">What was reached, where a precision was the goal.</param>
public sealed record RunFacts(
    string Scenario, string Title, int StartYear, int Years, int PriceBase, long Trials, long Seed, string Design, int Replicates, string Version,
    string ReferenceOption, Precision? Precision = null);

/// <summary>An option's identifier and its name for people.</summary>
/// <param name="Id">Identifier, as in CSV files.</param>
/// <param name="Name">Name, as in figures.</param>
public sealed record OptionName(string Id, string Name);

/// <summary>A row of <c>inputs.csv</c>: one uncertain input.</summary>
/// <param name="Input">Path of the input.</param>
/// <param name="Unit">Unit.</param>
/// <param name="Distribution">The distribution in words.</param>
/// <param name="Mean">Mean of the distribution.</param>
/// <param name="StandardDeviation">Standard deviation of the distribution.</param>
/// <param name="P05">5 % quantile.</param>
/// <param name="P50">Median.</param>
/// <param name="P95">95 % quantile.</param>
/// <param name="Source">Source of the figure.</param>
public sealed record InputRow(
    string Input, string Unit, string Distribution, double Mean, double StandardDeviation, double P05, double P50, double P95, string Source);

/// <summary>A row of <c>summary.csv</c>. Moments are over the trials that are not censored; quantiles count the censored as beyond the horizon.</summary>
/// <param name="Option">Identifier of the option.</param>
/// <param name="Outcome">Column name of the outcome.</param>
/// <param name="Unit">Unit.</param>
/// <param name="Mean">Mean.</param>
/// <param name="StandardError">Standard error of the mean, by the formula of the design.</param>
/// <param name="StandardDeviation">Standard deviation over trials.</param>
/// <param name="P05">5 % quantile; not a number where it lies beyond the horizon.</param>
/// <param name="P25">25 % quantile.</param>
/// <param name="P50">Median.</param>
/// <param name="P75">75 % quantile.</param>
/// <param name="P95">95 % quantile.</param>
/// <param name="ShareCensored">Share of trials in which the event lies beyond the horizon.</param>
public sealed record SummaryRow(
    string Option, string Outcome, string Unit, double Mean, double StandardError, double StandardDeviation, double P05, double P25, double P50,
    double P75, double P95, double ShareCensored);

/// <summary>A row of <c>distributions.csv</c>: the value not exceeded with the given probability; not a number when beyond the horizon.</summary>
/// <param name="Option">Identifier of the option.</param>
/// <param name="Outcome">Column name of the outcome.</param>
/// <param name="Probability">Probability, 0.005 to 0.995.</param>
/// <param name="Value">Value, in the outcome's unit.</param>
public sealed record DistributionRow(string Option, string Outcome, double Probability, double Value);

/// <summary>A row of <c>timeline.csv</c>.</summary>
/// <param name="Option">Identifier of the option.</param>
/// <param name="Year">Calendar year.</param>
/// <param name="Outcome">Name of the yearly outcome.</param>
/// <param name="Unit">Unit.</param>
/// <param name="Mean">Mean over trials.</param>
/// <param name="P05">5 % quantile.</param>
/// <param name="P25">25 % quantile.</param>
/// <param name="P50">Median.</param>
/// <param name="P75">75 % quantile.</param>
/// <param name="P95">95 % quantile.</param>
public sealed record TimelineRow(
    string Option, int Year, string Outcome, string Unit, double Mean, double P05, double P25, double P50, double P75, double P95);

/// <summary>One trial of one option on the cost-effectiveness plane.</summary>
/// <param name="Option">Identifier of the option.</param>
/// <param name="CostMEur">Life-cycle cost, MEUR.</param>
/// <param name="ProtectedYears">Protected years.</param>
/// <param name="LossAvertedMEur">Loss averted, MEUR.</param>
public sealed record PlanePoint(string Option, double CostMEur, double ProtectedYears, double LossAvertedMEur);

/// <summary>How likely an option has reached a milestone by the end of a year, and has then cost no more than it is likely to.</summary>
/// <param name="Option">Identifier of the option.</param>
/// <param name="Milestone"><c>first</c> for the first unit operational, <c>full</c> for the last, programmes aside.</param>
/// <param name="Year">Calendar year.</param>
/// <param name="Probability">P(milestone by the end of the year).</param>
/// <param name="WithinP50Cost">P(milestone by the end of the year and life-cycle cost at most its median).</param>
/// <param name="WithinP80Cost">The same with the 80 % quantile of cost: the joint confidence of cost and schedule.</param>
/// <param name="WithinP50CostAndProtection">P(milestone by the end of the year, cost at most its median, protected years at least their median).</param>
/// <param name="WithinP80CostAndProtection">The same with the 80 % quantile of cost and the 20 % quantile of protected years, each of which holds with 80 % alone.</param>
/// <param name="WithinTarget">P(milestone by the end of the year, cost and protected years within the scenario's target); not a number without one.</param>
public sealed record ScheduleRow(
    string Option, string Milestone, int Year, double Probability, double WithinP50Cost, double WithinP80Cost, double WithinP50CostAndProtection,
    double WithinP80CostAndProtection, double WithinTarget);

/// <summary>How likely an option meets a loss beyond a size.</summary>
/// <param name="Option">Identifier of the option.</param>
/// <param name="LossMEur">The loss, MEUR.</param>
/// <param name="Probability">P(loss over the horizon, present value, larger than that).</param>
/// <param name="StandardError">Its standard error.</param>
/// <param name="WorstYear">P(loss of the worst year, undiscounted, larger than that).</param>
/// <param name="WorstYearStandardError">Its standard error.</param>
public sealed record ExceedanceRow(
    string Option, double LossMEur, double Probability, double StandardError, double WorstYear, double WorstYearStandardError);

/// <summary>What defence and attack spend on each other, expected over the horizon.</summary>
/// <param name="Option">Identifier of the option.</param>
/// <param name="Fired">Interceptors fired.</param>
/// <param name="ShotDown">Attackers stopped.</param>
/// <param name="Leakers">Attackers that get through.</param>
/// <param name="SpentMEur">Price of the interceptors, present value, MEUR.</param>
/// <param name="SentMEur">What the attackers cost whoever sent them, present value, MEUR.</param>
/// <param name="Ratio">The one over the other, ratio of means.</param>
public sealed record ExchangeRow(string Option, double Fired, double ShotDown, double Leakers, double SpentMEur, double SentMEur, Estimate Ratio);

/// <summary>What became of the attackers of one class that came.</summary>
/// <param name="Option">Identifier of the option.</param>
/// <param name="ThreatClass">Identifier of the class.</param>
/// <param name="Attackers">How many came over the horizon, mean over the trials looked at.</param>
/// <param name="Stopped">How many of them did not get through, mean.</param>
/// <param name="Share">The one over the other, a ratio of sums; not a number where none came.</param>
/// <param name="Trials">Trials looked at.</param>
public sealed record InterceptionRow(string Option, string ThreatClass, double Attackers, double Stopped, Estimate Share, long Trials);
