namespace CostSim.Scenarios;

/// <summary>How long decisions take and under which rules things are bought.</summary>
public sealed record Procurement
{
    /// <summary>Political decision: a delay or competing hazards. A system can have its own.</summary>
    [Field("The political decision; a system can have its own.")]
    public required Decision Decision { get; init; }

    /// <summary>From decision to contract.</summary>
    [Field("From decision to contract; a system can have its own.", Unit = "years", Minimum = 0, Example = "0.5", Unusual = 5)]
    public required Quantity NegotiationYears { get; init; }

    /// <summary>Procurement regimes, by name; an option names one.</summary>
    [Field("Procurement regimes, by name; an option names one.", Default = "normal, with all factors 1")]
    public IReadOnlyDictionary<string, Regime> Regimes { get; init; } = new Dictionary<string, Regime>();

    /// <summary>Joint allied purchases, by name; a purchase names one.</summary>
    [Field("Joint allied purchases, by name; a purchase names one.", Default = "none")]
    public IReadOnlyDictionary<string, JointPurchase> JointPurchases { get; init; } = new Dictionary<string, JointPurchase>();
}

/// <summary>
/// Time until a decision: either <see cref="DelayYears"/> with a cancellation probability, or competing hazards of approval and cancellation.
/// </summary>
public sealed record Decision
{
    /// <summary>Time until the decision falls.</summary>
    [Field("Time until the decision falls.", Unit = "years", Minimum = 0, Default = "use hazards", Example = "1.25", Unusual = 10)]
    public Quantity? DelayYears { get; init; }

    /// <summary>Probability that the decision is to cancel.</summary>
    [Field("Probability that the decision is to cancel (with delayYears).", Unit = "share", Minimum = 0, Maximum = 1, Default = "0", Example = "0.1")]
    public Quantity? CancellationProbability { get; init; }

    /// <summary>Hazard of approval.</summary>
    [Field("Hazard of approval (instead of delayYears).", Unit = "per year", Minimum = 0, Default = "use delayYears", Example = "0.5")]
    public Quantity? ApprovalPerYear { get; init; }

    /// <summary>Hazard of cancellation.</summary>
    [Field("Hazard of cancellation (with approvalPerYear).", Unit = "per year", Minimum = 0, Default = "0", Example = "0.1")]
    public Quantity? CancellationPerYear { get; init; }

    /// <summary>Probability of a further political delay.</summary>
    [Field("Probability of a further political delay.", Unit = "share", Minimum = 0, Maximum = 1, Default = "0", Example = "0.25")]
    public Quantity? ShockProbability { get; init; }

    /// <summary>Length of the further delay.</summary>
    [Field("Length of the further political delay.", Unit = "years", Minimum = 0, Default = "0", Example = "1", Unusual = 8)]
    public Quantity? ShockYears { get; init; }
}

/// <summary>Factors on decision, negotiation and cancellation, with their price.</summary>
public sealed record Regime
{
    /// <summary>Factor on the time to a decision.</summary>
    [Field("Factor on the time to a decision.", Unit = "ratio", Minimum = 0, Default = "1", Example = "0.3")]
    public Quantity? DecisionFactor { get; init; }

    /// <summary>Factor on the negotiation.</summary>
    [Field("Factor on the length of the negotiation.", Unit = "ratio", Minimum = 0, Default = "1", Example = "0.5")]
    public Quantity? NegotiationFactor { get; init; }

    /// <summary>Factor on the cancellation probability or hazard.</summary>
    [Field("Factor on the cancellation probability or hazard.", Unit = "ratio", Minimum = 0, Default = "1", Example = "0.5")]
    public Quantity? CancellationFactor { get; init; }

    /// <summary>Price premium.</summary>
    [Field("Price premium on acquisition.", Unit = "share", Minimum = -0.5, Maximum = 2, Default = "0", Example = "0.08", Unusual = 0.75, Meant = "it is added to the price: 8 % dearer is 0.08, not 1.08")]
    public Quantity? PricePremium { get; init; }

    /// <summary>Probability of a legal challenge to the award.</summary>
    [Field("Probability of a legal challenge to the award.", Unit = "share", Minimum = 0, Maximum = 1, Default = "0", Example = "0.15")]
    public Quantity? LegalChallengeProbability { get; init; }

    /// <summary>Delay by a legal challenge.</summary>
    [Field("Delay of the contract by a legal challenge.", Unit = "years", Minimum = 0, Default = "0", Example = "0.75", Unusual = 5)]
    public Quantity? LegalChallengeYears { get; init; }
}

/// <summary>Buying together with allies.</summary>
public sealed record JointPurchase
{
    /// <summary>Price discount.</summary>
    [Field("Discount on the unit price; negative for a surcharge.", Unit = "share", Minimum = -1, Maximum = 1, Default = "0", Example = "0.06", Unusual = 0.6, Meant = "it is taken off the price: 6 % cheaper is 0.06, not 0.94")]
    public Quantity? Discount { get; init; }

    /// <summary>Extra time to agree.</summary>
    [Field("Extra time to agree among allies, before the contract; negative if joining an existing contract saves time.", Unit = "years", Minimum = -5,
        Default = "0", Example = "0.5", Unusual = 5)]
    public Quantity? CoordinationYears { get; init; }

    /// <summary>Share of infrastructure that this buyer pays.</summary>
    [Field("Share of infrastructure and initial fixed cost that this buyer pays.", Unit = "share", Minimum = 0, Maximum = 1, Default = "1", Example = "0.7")]
    public Quantity? FixedCostShare { get; init; }
}

/// <summary>A supplier whose queue may push this buyer back: one draw per trial for all its systems.</summary>
public sealed record Supplier
{
    /// <summary>Name for people.</summary>
    [Field("Name for people.", Example = "\"United States, foreign military sales\"")]
    public required string Name { get; init; }

    /// <summary>Probability that others are served first.</summary>
    [Field("Probability that others are served first.", Unit = "share", Minimum = 0, Maximum = 1, Default = "0", Example = "0.5")]
    public Quantity? QueueProbability { get; init; }

    /// <summary>Delay of every unit not yet delivered.</summary>
    [Field("Delay of every unit not yet delivered, if others are served first.", Unit = "years", Minimum = 0, Default = "0", Example = "3", Unusual = 10)]
    public Quantity? QueueYears { get; init; }

    /// <summary>Calendar time of the decision to serve others first; units delivered before it are not delayed.</summary>
    [Field("Calendar time of the decision to serve others first; units delivered before it are not delayed.", Unit = "calendar year", Minimum = 1900,
        Default = "before the horizon: all units are delayed", Example = "2028")]
    public Quantity? QueueYear { get; init; }
}

/// <summary>What every option has: existing aircraft, allied contributions. Not paid for by any option.</summary>
public sealed record Asset
{
    /// <summary>Name of the system.</summary>
    [Field("Name of the system.", Example = "\"f35\"")]
    public required string System { get; init; }

    /// <summary>Number of units.</summary>
    [Field("Number of units.", Unit = "units", Minimum = 0, Maximum = 10_000, Example = "34")]
    public required int Units { get; init; }

    /// <summary>Calendar time from which they are operational.</summary>
    [Field("Calendar time from which the units are operational.", Unit = "calendar year", Minimum = 1900, Maximum = 2300, Default = "the first year", Example = "2028")]
    public double? FromYear { get; init; }

    /// <summary>Calendar time at which they retire.</summary>
    [Field("Calendar time at which the units retire.", Unit = "calendar year", Minimum = 1900, Maximum = 2300, Default = "beyond the horizon", Example = "2045")]
    public double? UntilYear { get; init; }

    /// <summary>Areas or sites, one per unit in turn.</summary>
    [Field("Areas or sites of ground units: the first unit goes to the first place, and so on round.", Default = "none", Example = "[\"antwerp-area\"]")]
    public IReadOnlyList<string> Siting { get; init; } = [];

    /// <summary>Missiles that come with it, by kind.</summary>
    [Field("Missiles that come with it, by kind.", Unit = "missiles", Minimum = 0, Default = "none", Example = "{ \"amraam\": 24 }")]
    public IReadOnlyDictionary<string, int> Missiles { get; init; } = new Dictionary<string, int>();

    /// <summary>Where the figure comes from.</summary>
    [Field("Where the figure comes from.", Default = "none", Example = "\"Contract of 2024, annex B\"")]
    public string Source { get; init; } = "";
}

/// <summary>One order of an option.</summary>
public sealed record Purchase
{
    /// <summary>Name of the system.</summary>
    [Field("Name of the system.", Example = "\"nasams\"")]
    public required string System { get; init; }

    /// <summary>Number of units.</summary>
    [Field("Number of units.", Unit = "units", Minimum = 1, Maximum = 1000, Example = "10")]
    public required int Units { get; init; }

    /// <summary>Calendar time at which the decision process starts.</summary>
    [Field("Calendar time at which the decision process starts.", Unit = "calendar year", Minimum = 1900, Maximum = 2300, Default = "the first day of the horizon",
        Example = "2026")]
    public double? OrderYear { get; init; }

    /// <summary>Missiles bought with it, by kind.</summary>
    [Field("Missiles bought with it, by kind.", Unit = "missiles", Minimum = 0, Maximum = 100_000, Default = "none", Example = "{ \"amraam\": 260 }")]
    public IReadOnlyDictionary<string, int> Missiles { get; init; } = new Dictionary<string, int>();

    /// <summary>Areas or sites, filled in delivery order and round again.</summary>
    [Field("Areas or sites of ground units, filled in delivery order and round again.", Default = "none", Example = "[\"antwerp-area\", \"brussels-area\"]")]
    public IReadOnlyList<string> Siting { get; init; } = [];

    /// <summary>Name of a joint purchase.</summary>
    [Field("Name of the joint purchase it is part of.", Default = "none", Example = "\"with-the-netherlands\"")]
    public string JointPurchase { get; init; } = "";

    /// <summary>Where the figure comes from.</summary>
    [Field("Where quantity and siting come from.", Default = "none", Example = "\"Contract of 2024, annex B\"")]
    public string Source { get; init; } = "";
}

/// <summary>A way of protecting the sites: what is compared.</summary>
public sealed record PolicyOption
{
    /// <summary>Name for people.</summary>
    [Field("Name for people; short enough for a chart.", Example = "\"NASAMS + Skyranger\"")]
    public required string Name { get; init; }

    /// <summary>What it consists of.</summary>
    [Field("What it consists of.", Default = "none", Example = "\"Ten NASAMS fire units at ports and institutions.\"")]
    public string Description { get; init; } = "";

    /// <summary>Name of the procurement regime.</summary>
    [Field("Name of the procurement regime.", Default = "normal", Example = "\"emergency\"")]
    public string Regime { get; init; } = "normal";

    /// <summary>Orders, by name.</summary>
    [Field("Orders, by name; under a budget ceiling they are paid in this order.", Default = "none")]
    public IReadOnlyDictionary<string, Purchase> Purchases { get; init; } = new Dictionary<string, Purchase>();

    /// <summary>What is bought instead if the primary purchase cannot be had in time.</summary>
    [Field("What is bought instead if the primary purchase cannot be had in time.", Default = "none")]
    public Fallback? Fallback { get; init; }
}

/// <summary>Which event must have happened by the deadline.</summary>
public enum FallbackTrigger
{
    /// <summary>The contract is signed.</summary>
    Contract,

    /// <summary>The first unit is delivered.</summary>
    FirstDelivery,
}

/// <summary>
/// A fallback policy: if the primary purchase is cancelled, or its trigger falls after the deadline, it is abandoned at the deadline and the
/// fallback purchases start then.
/// </summary>
public sealed record Fallback
{
    /// <summary>Name of the option's purchase that may be abandoned.</summary>
    [Field("Name of the option's purchase that may be abandoned.", Example = "\"nasams\"")]
    public required string Primary { get; init; }

    /// <summary>Calendar time by which the trigger must have fallen.</summary>
    [Field("Calendar time by which the trigger must have fallen; at or before the first day of the horizon the fallback is always used.",
        Unit = "calendar year", Minimum = 0, Maximum = 2300, Example = "2029")]
    public required Quantity DeadlineYear { get; init; }

    /// <summary>Event that must have happened.</summary>
    [Field("Event that must have happened by the deadline: contract or firstDelivery.", Default = "contract", Example = "\"firstDelivery\"")]
    public FallbackTrigger Trigger { get; init; } = FallbackTrigger.Contract;

    /// <summary>Fee as a share of what was committed and not yet paid.</summary>
    [Field("Fee for ending a signed contract, as a share of what was committed and not yet paid.", Unit = "share", Minimum = 0, Maximum = 1, Default = "0",
        Example = "0.2")]
    public Quantity? TerminationFeeShare { get; init; }

    /// <summary>What is ordered instead, by name.</summary>
    [Field("What is ordered instead, by name.")]
    public required IReadOnlyDictionary<string, Purchase> Purchases { get; init; }
}
