using CostSim.Sampling;

namespace CostSim.Scenarios;

/// <summary>
/// The meaning of one scenario file, as written: names, units and sources kept. Parts that are named in the file are dictionaries that
/// keep the file's order. Valid once <see cref="ScenarioRules"/> has found no problem.
/// </summary>
public sealed record Scenario
{
    /// <summary>Version of the file format.</summary>
    [Field("Version of the file format.", Minimum = 1, Maximum = 1, Example = "1")]
    public required int SchemaVersion { get; init; }

    /// <summary>Identifier: names the results folder.</summary>
    [Field("Identifier in lower-case letters, digits and hyphens; names the results folder.", Example = "\"belgium-baseline\"")]
    public required string Name { get; init; }

    /// <summary>Title for people.</summary>
    [Field("Title for people.", Example = "\"Belgium, founding framing\"")]
    public required string Title { get; init; }

    /// <summary>What the scenario is about.</summary>
    [Field("What the scenario is about, in a few sentences.", Default = "none", Example = "\"What would ten NASAMS buy?\"")]
    public string Description { get; init; } = "";

    /// <summary>How it is simulated.</summary>
    [Field("How the scenario is simulated; the command line can override it.", Default = "16,384 trials, seed 1")]
    public RunSettings Run { get; init; } = new();

    /// <summary>What effects are held to be worth.</summary>
    [Field("What effects are held to be worth, for decisions.", Default = "the ranges of its parts")]
    public DecisionSettings Decision { get; init; } = new();

    /// <summary>The years looked at.</summary>
    [Field("The years looked at.")]
    public required Horizon Horizon { get; init; }

    /// <summary>Rates, prices of labour and currency.</summary>
    [Field("Discount rate, currency, escalation, posts and budget.")]
    public required Economy Economy { get; init; }

    /// <summary>How likely a conflict is and how long it lasts.</summary>
    [Field("How likely a conflict is and how long it lasts.")]
    public required Conflict Conflict { get; init; }

    /// <summary>Kinds of attacker, by name.</summary>
    [Field("Kinds of attacker, by name.")]
    public required IReadOnlyDictionary<string, ThreatClass> ThreatClasses { get; init; }

    /// <summary>Kinds of raid, by name.</summary>
    [Field("Kinds of raid, by name.")]
    public required IReadOnlyDictionary<string, Raid> Raids { get; init; }

    /// <summary>The raid by which protection is measured.</summary>
    [Field("The raid by which protected years are measured.")]
    public required ReferenceRaid ReferenceRaid { get; init; }

    /// <summary>What is to be protected, by name.</summary>
    [Field("What is to be protected, by name.")]
    public required IReadOnlyDictionary<string, Site> Sites { get; init; }

    /// <summary>How long decisions take and under which rules.</summary>
    [Field("How long decisions take and under which rules things are bought.")]
    public required Procurement Procurement { get; init; }

    /// <summary>Who delivers, by name.</summary>
    [Field("Who delivers, by name.", Default = "none")]
    public IReadOnlyDictionary<string, Supplier> Suppliers { get; init; } = new Dictionary<string, Supplier>();

    /// <summary>Kinds of interceptor, by name.</summary>
    [Field("Kinds of interceptor, by name.", Default = "none")]
    public IReadOnlyDictionary<string, Missile> Missiles { get; init; } = new Dictionary<string, Missile>();

    /// <summary>What can be bought or is there, by name; their order is the order in which a raid meets the layers.</summary>
    [Field("Systems that can be bought or are there, by name; their order is the order in which a raid meets the layers.")]
    public required IReadOnlyDictionary<string, DefenceSystem> Systems { get; init; }

    /// <summary>What every option has without paying for it, by name.</summary>
    [Field("What every option has without paying for it, by name.", Default = "none")]
    public IReadOnlyDictionary<string, Asset> Assets { get; init; } = new Dictionary<string, Asset>();

    /// <summary>What is compared, by name, in the order in which it is shown.</summary>
    [Field("The options compared, by name, in the order in which they are shown.")]
    public required IReadOnlyDictionary<string, PolicyOption> Options { get; init; }

    /// <summary>Name of the option against which losses are averted; the first when left out.</summary>
    [Field("Name of the option against which losses are averted.", Default = "the first option", Example = "\"do-minimum\"")]
    public string ReferenceOption { get; init; } = "";

    /// <summary>Rank correlations between inputs.</summary>
    [Field("Pairs of inputs with their rank correlation; inputs that are not paired are independent.", Default = "none")]
    public IReadOnlyList<CorrelatedPair> Correlations { get; init; } = [];

    /// <summary>What to do with correlations that contradict each other.</summary>
    [Field("What to do with correlations that contradict each other: refuse, or take the nearest that do not.", Default = "refuse", Example = "\"nearest\"")]
    public CorrelationRepair CorrelationRepair { get; init; } = CorrelationRepair.Refuse;

    /// <summary>Warnings that are known and meant.</summary>
    [Field("Warnings that are known and meant, so that they are not given: a code alone, or with its place and why. It changes no result.", Default = "none",
        Example = "[{ \"code\": \"CS307\", \"at\": \"missiles.hawk\", \"reason\": \"No longer made.\" }, \"CS313\"]", Shorthand = "code")]
    public IReadOnlyList<Acceptance> Accept { get; init; } = [];
}

/// <summary>One rank correlation.</summary>
public sealed record CorrelatedPair
{
    /// <summary>Path of one input.</summary>
    [Field("Path of one input, as in inputs.csv.", Example = "\"systems:patriot:cost:costGrowth\"")]
    public required string First { get; init; }

    /// <summary>Path of the other input.</summary>
    [Field("Path of the other input.", Example = "\"systems:patriot:schedule:slip\"")]
    public required string Second { get; init; }

    /// <summary>Spearman's rank correlation.</summary>
    [Field("Spearman's rank correlation.", Unit = "correlation", Minimum = -1, Maximum = 1, Example = "0.4")]
    public required double Rank { get; init; }

    /// <summary>Where the figure comes from.</summary>
    [Field("Where the figure comes from.", Default = "none", Example = "\"Contract of 2024, annex B\"")]
    public string Source { get; init; } = "";
}

/// <summary>How a scenario is simulated.</summary>
public sealed record RunSettings
{
    /// <summary>Number of trials.</summary>
    [Field("Number of trials.", Unit = "trials", Minimum = 2, Maximum = 4_294_967_296, Default = "16,384", Example = "100000")]
    public long Trials { get; init; } = 16_384;

    /// <summary>Seed of all draws.</summary>
    [Field("Seed of all draws; any whole number, none is special.", Minimum = 0, Maximum = 9_007_199_254_740_992, Default = "1", Example = "20250520")]
    public long Seed { get; init; } = 1;

    /// <summary>How trials are spread over the inputs.</summary>
    [Field("How trials are spread over the inputs: mc (independent), lhs (Latin hypercube) or sobol (scrambled Sobol' points).", Default = "mc", Example = "\"sobol\"")]
    public TrialSpread Design { get; init; }

    /// <summary>Independent replicates of an lhs or sobol design, from whose spread errors are computed.</summary>
    [Field("Independent replicates of an lhs or sobol design; errors come from their spread. They share the trials evenly; each sobol replicate has 2^k of them.", Minimum = 2, Maximum = 65535, Default = "16", Example = "32")]
    public int Replicates { get; init; } = 16;

    /// <summary>Inputs that get the first and best Sobol' dimensions.</summary>
    [Field("Inputs that get the first, best dimensions of a sobol design: paths as in inputs.csv, the most important first.", Default = "none", Example = "[\"systems:patriot:cost:costGrowth\"]")]
    public IReadOnlyList<string> Priority { get; init; } = [];

    /// <summary>Most trials that are kept one by one.</summary>
    [Field("Most trials that are kept one by one. Of a run with more all are counted and summed, and what needs single trials (value of learning an input, sensitivity, switch points, corners, tails) uses the first so many, of every replicate evenly.", Unit = "trials", Minimum = 1024, Maximum = 50_000_000, Default = "131,072", Example = "1000000")]
    public long Keep { get; init; } = 131_072;

    /// <summary>When to stop; without it, after the given number of trials.</summary>
    [Field("When to stop; without it, after the given number of trials.", Default = "none")]
    public PrecisionGoal? Until { get; init; }
}

/// <summary>How trials are spread over the inputs.</summary>
public enum TrialSpread
{
    /// <summary>Independent trials.</summary>
    Mc,

    /// <summary>Latin hypercube.</summary>
    Lhs,

    /// <summary>Scrambled Sobol' points.</summary>
    Sobol,
}

/// <summary>When a run may stop: the number of trials is doubled until it does. Either an outcome's mean is known well enough, or a choice is settled.</summary>
public sealed record PrecisionGoal
{
    /// <summary>Outcome whose mean is wanted, for every option.</summary>
    [Field("Outcome whose mean is wanted for every option: a column of trials.csv. Goes with relativeError.", Default = "none", Example = "\"cost_meur\"")]
    public string? Outcome { get; init; }

    /// <summary>Half-width of the 95 % interval over the mean.</summary>
    [Field("Half-width of the 95 % interval of the outcome's mean, as a share of the mean.", Unit = "share", Minimum = 0, Maximum = 1, AboveMinimum = true, Default = "none", Example = "0.01")]
    public double? RelativeError { get; init; }

    /// <summary>The choice that is to be settled, instead of an outcome.</summary>
    [Field("The choice that is to be settled, instead of an outcome: which option has the highest mean net benefit.", Default = "none")]
    public DecisionGoal? Decision { get; init; }

    /// <summary>Trials after which the run stops in any case.</summary>
    [Field("Trials after which the run stops in any case.", Unit = "trials", Minimum = 2, Maximum = 50_000_000, Default = "1,048,576", Example = "262144")]
    public long MostTrials { get; init; } = 1_048_576;
}

/// <summary>A choice that is settled when noise is unlikely to hide a better option.</summary>
public sealed record DecisionGoal
{
    /// <summary>Measure of effect.</summary>
    [Field("Measure of effect, at whose headline worth in decision the choice is made: protected_years or loss_averted_meur.", Example = "\"protected_years\"")]
    public required string Measure { get; init; }

    /// <summary>Probability of a wrong choice that is accepted.</summary>
    [Field("Probability that is accepted of stopping with an option that more trials would show not to be the best.", Unit = "probability", Minimum = 0, Maximum = 0.5, AboveMinimum = true, Default = "0.01", Example = "0.05")]
    public double WrongByNoise { get; init; } = 0.01;

    /// <summary>Difference that does not matter.</summary>
    [Field("Difference in mean net benefit that does not matter: an option that is better by less is as good.", Unit = "MEUR", Minimum = 0, Default = "0", Example = "25")]
    public double IndifferenceMEur { get; init; }
}

/// <summary>The years looked at.</summary>
public sealed record Horizon
{
    /// <summary>First calendar year.</summary>
    [Field("First calendar year; time 0 is its first day.", Minimum = 1900, Maximum = 2200, Example = "2026")]
    public required int StartYear { get; init; }

    /// <summary>Number of years T.</summary>
    [Field("Number of years.", Unit = "years", Minimum = 1, Maximum = 100, Example = "20")]
    public required int Years { get; init; }

    /// <summary>Year whose prices all money is in.</summary>
    [Field("Year in whose prices all money is stated.", Minimum = 1900, Maximum = 2200, Example = "2026")]
    public required int PriceBase { get; init; }
}
