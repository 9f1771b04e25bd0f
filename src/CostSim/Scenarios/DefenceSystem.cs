namespace CostSim.Scenarios;

/// <summary>
/// Something that protects: what it costs, how long it takes, what it can do. Exactly one of <see cref="Ground"/>, <see cref="Fighter"/> and
/// <see cref="Programme"/> says which kind it is; the first two also have an <see cref="Engagement"/>.
/// </summary>
public sealed record DefenceSystem
{
    /// <summary>Name for people.</summary>
    [Field("Name for people.", Example = "\"NASAMS fire unit\"")]
    public required string Name { get; init; }

    /// <summary>Name of the supplier whose queue it shares.</summary>
    [Field("Name of the supplier whose queue it shares.", Default = "none: no queue risk", Example = "\"us-fms\"")]
    public string Supplier { get; init; } = "";

    /// <summary>What it costs.</summary>
    [Field("What a unit costs to buy, run, renew and give up.")]
    public required SystemCost Cost { get; init; }

    /// <summary>How long it takes from contract to operation.</summary>
    [Field("How long it takes from contract to operation.")]
    public required SystemSchedule Schedule { get; init; }

    /// <summary>What it does to a raid; none for a programme.</summary>
    [Field("What it does to a raid; left out for a programme.", Default = "none")]
    public Engagement? Engagement { get; init; }

    /// <summary>Ground-based unit.</summary>
    [Field("Set for a ground-based system.", Default = "not a ground-based system")]
    public GroundUnit? Ground { get; init; }

    /// <summary>Fighter aircraft.</summary>
    [Field("Set for fighter aircraft.", Default = "not an aircraft")]
    public FighterUnit? Fighter { get; init; }

    /// <summary>Non-kinetic programme.</summary>
    [Field("Set for a non-kinetic programme.", Default = "not a programme")]
    public Programme? Programme { get; init; }
}

/// <summary>Cost of a system per unit, real, before growth, escalation and discounting.</summary>
public sealed record SystemCost
{
    /// <summary>Unit price in euro; or give it in dollar.</summary>
    [Field("Unit price without missiles, in euro.", Unit = "MEUR", Minimum = 0, Default = "use unitPriceMUsd", Example = "235", Unusual = 10_000)]
    public Quantity? UnitPriceMEur { get; init; }

    /// <summary>Unit price in dollar.</summary>
    [Field("Unit price without missiles, in dollar (instead of unitPriceMEur).", Unit = "MUSD", Minimum = 0, Default = "use unitPriceMEur", Example = "270", Unusual = 10_000)]
    public Quantity? UnitPriceMUsd { get; init; }

    /// <summary>Share of a euro price that moves with the dollar.</summary>
    [Field("Share of the euro price that moves with the dollar.", Unit = "share", Minimum = 0, Maximum = 1, Default = "0", Example = "0.25")]
    public Quantity? UsdShare { get; init; }

    /// <summary>Factor between the quoted and the final price.</summary>
    [Field("Factor between the quoted and the final price.", Unit = "ratio", Minimum = 0, Default = "1", Example = "1.14", Unusual = 5, UnusualBelow = 0.5, Meant = "it is a factor: a price that grows by 14 % is 1.14")]
    public Quantity? CostGrowth { get; init; }

    /// <summary>Learning slope: price ratio at every doubling of the number bought.</summary>
    [Field("Price ratio at every doubling of the number bought (unit theory).", Unit = "ratio", Minimum = 0.5, Maximum = 1.5, Default = "1: no learning",
        Example = "0.95")]
    public Quantity? LearningSlope { get; init; }

    /// <summary>Share of the price paid at contract; the rest at delivery.</summary>
    [Field("Share of the price paid at contract; the rest is paid at each delivery.", Unit = "share", Minimum = 0, Maximum = 1, Default = "0.3", Example = "0.3")]
    public Quantity? ContractShare { get; init; }

    /// <summary>Infrastructure, once per purchase, paid at contract.</summary>
    [Field("Infrastructure and other fixed cost, once per purchase, paid at contract.", Unit = "MEUR", Minimum = 0, Default = "0", Example = "60", Unusual = 20_000)]
    public Quantity? InfrastructureMEur { get; init; }

    /// <summary>Initial training per unit, paid at delivery.</summary>
    [Field("Initial training per unit, paid at delivery.", Unit = "MEUR", Minimum = 0, Default = "0", Example = "5", Unusual = 1000)]
    public Quantity? InitialTrainingMEur { get; init; }

    /// <summary>Support per operational unit and year, without posts and flying.</summary>
    [Field("Support per operational unit and year, without posts and flying hours.", Unit = "MEUR per year", Minimum = 0, Default = "0", Example = "11", Unusual = 2000)]
    public Quantity? SupportMEurPerYear { get; init; }

    /// <summary>Posts per operational unit.</summary>
    [Field("Posts per operational unit.", Unit = "posts", Minimum = 0, Default = "0", Example = "50", Unusual = 5000)]
    public Quantity? PostsPerUnit { get; init; }

    /// <summary>Flying hours per operational unit and year.</summary>
    [Field("Flying hours per operational unit and year.", Unit = "hours per year", Minimum = 0, Default = "0", Example = "185", Unusual = 1000)]
    public Quantity? FlyingHoursPerYear { get; init; }

    /// <summary>Cost of a flying hour.</summary>
    [Field("Cost of a flying hour.", Unit = "MEUR", Minimum = 0, Default = "0", Example = "0.032", Unusual = 1)]
    public Quantity? FlyingHourMEur { get; init; }

    /// <summary>Mid-life upgrade as a share of the unit price.</summary>
    [Field("Mid-life upgrade as a share of the unit price.", Unit = "share", Minimum = 0, Maximum = 5, Default = "0", Example = "0.3", Unusual = 2)]
    public Quantity? MidLifeShare { get; init; }

    /// <summary>Age at the mid-life upgrade.</summary>
    [Field("Age of a unit at its mid-life upgrade.", Unit = "years", Minimum = 0, Default = "12", Example = "12", Unusual = 60)]
    public Quantity? MidLifeAgeYears { get; init; }

    /// <summary>Disposal per unit, at retirement.</summary>
    [Field("Disposal per unit, at retirement within the horizon.", Unit = "MEUR", Minimum = 0, Default = "0", Example = "2", Unusual = 1000)]
    public Quantity? DisposalMEur { get; init; }

    /// <summary>Share of all this system's cost that is attributed to air defence.</summary>
    [Field("Share of this system's cost that is attributed to air defence; the rest serves other missions.", Unit = "share", Minimum = 0, Maximum = 1,
        Default = "1", Example = "0.4")]
    public Quantity? AirDefenceShare { get; init; }
}

/// <summary>Time from contract to operation, and service life.</summary>
public sealed record SystemSchedule
{
    /// <summary>Contract to first delivery as planned.</summary>
    [Field("Contract to first delivery, as planned.", Unit = "years", Minimum = 0, Example = "3.2", Unusual = 15)]
    public required Quantity LeadYears { get; init; }

    /// <summary>Between deliveries as planned.</summary>
    [Field("Time between deliveries, as planned.", Unit = "years", Minimum = 0, Default = "0: all at once", Example = "0.33", Unusual = 3)]
    public Quantity? IntervalYears { get; init; }

    /// <summary>Slip S: factor on lead and interval.</summary>
    [Field("Slip: factor on lead and interval.", Unit = "ratio", Minimum = 0, Default = "1", Example = "1.2", Unusual = 5, UnusualBelow = 0.5, Meant = "it is a factor: a fifth later is 1.2")]
    public Quantity? Slip { get; init; }

    /// <summary>Delivery to operation.</summary>
    [Field("Training from delivery to operation.", Unit = "years", Minimum = 0, Default = "0", Example = "0.75", Unusual = 5)]
    public Quantity? TrainingYears { get; init; }

    /// <summary>Service life from delivery.</summary>
    [Field("Service life, from delivery.", Unit = "years", Minimum = 0, AboveMinimum = true, Default = "beyond the horizon", Example = "30", Unusual = 80)]
    public Quantity? ServiceLifeYears { get; init; }

    /// <summary>Decision of its own.</summary>
    [Field("A political decision of its own.", Default = "the scenario's")]
    public Decision? Decision { get; init; }

    /// <summary>Negotiation of its own.</summary>
    [Field("A negotiation of its own.", Unit = "years", Minimum = 0, Default = "the scenario's", Example = "0.5", Unusual = 5)]
    public Quantity? NegotiationYears { get; init; }
}

/// <summary>What a layer does to a raid.</summary>
public sealed record Engagement
{
    /// <summary>Classes it can engage, in priority order.</summary>
    [Field("Threat classes it can engage, by name, in the order in which they are served.")]
    public required IReadOnlyDictionary<string, Shot> Classes { get; init; }

    /// <summary>Probability per raid that the layer works at all: radar up, not jammed.</summary>
    [Field("Probability per raid that the whole layer works: radar up, not jammed.", Unit = "share", Minimum = 0, Maximum = 1, Default = "1", Example = "0.9")]
    public Quantity? CommonModeSuccess { get; init; }
}

/// <summary>How a layer engages one class of attacker.</summary>
public sealed record Shot
{
    /// <summary>Single-shot kill probability.</summary>
    [Field("Single-shot kill probability.", Unit = "share", Minimum = 0, Maximum = 1, Example = "0.75")]
    public required Quantity KillProbability { get; init; }

    /// <summary>Probability that a target is detected, tracked and classified: common to all shots at it.</summary>
    [Field("Probability that a target is detected, tracked and classified; common to all shots at it.", Unit = "share", Minimum = 0, Maximum = 1, Default = "1",
        Example = "0.94")]
    public Quantity? DetectionProbability { get; init; }

    /// <summary>Shots per target and look.</summary>
    [Field("Shots per target and look.", Unit = "shots", Minimum = 1, Maximum = 16, Default = "1", Example = "2")]
    public int Salvo { get; init; } = 1;

    /// <summary>Looks: more than one is shoot-look-shoot.</summary>
    [Field("Looks: with more than one, survivors of a look are shot at again.", Unit = "looks", Minimum = 1, Maximum = 4, Default = "1", Example = "2")]
    public int Looks { get; init; } = 1;

    /// <summary>Kind of missile; a gun or directed energy without it.</summary>
    [Field("Kind of missile fired; left out for guns, whose rounds are part of support.", Default = "a gun", Example = "\"amraam\"")]
    public string Missile { get; init; } = "";

    /// <summary>How targets share missiles that are short of a salvo for each.</summary>
    [Field("How targets share missiles that are short of a salvo for each: wholeSalvos (targets get a whole salvo or nothing), partialSalvo (what is left over goes to one more target), spread (evenly over all targets), optimal (evenly, and as many in each look as let fewest through; at most a salvo per target). All but wholeSalvos are worked out by enumeration, which is slow.",
        Default = "wholeSalvos", Example = "\"spread\"")]
    public FireDoctrine Doctrine { get; init; } = FireDoctrine.WholeSalvos;
}

/// <summary>How targets share missiles that are short of a salvo for each.</summary>
public enum FireDoctrine
{
    /// <summary>A target gets a whole salvo or nothing.</summary>
    WholeSalvos,

    /// <summary>What is left over when no whole salvo remains goes to one more target.</summary>
    PartialSalvo,

    /// <summary>Missiles are spread evenly over all targets in reach.</summary>
    Spread,

    /// <summary>Spread evenly, as many in each look as let the fewest through in the end; at most a salvo per target and look.</summary>
    Optimal,
}

/// <summary>What limits a ground-based unit.</summary>
public sealed record GroundUnit
{
    /// <summary>Targets engaged at once by a unit.</summary>
    [Field("Targets engaged at once by one unit.", Unit = "targets", Minimum = 0, Maximum = 1000, Example = "10")]
    public required Quantity Channels { get; init; }

    /// <summary>Engagement cycles in the time a raid is in range.</summary>
    [Field("Engagement cycles in the time a raid is in range.", Unit = "cycles", Minimum = 1, Maximum = 100, Default = "1", Example = "2")]
    public Quantity? Cycles { get; init; }

    /// <summary>Ready missiles per unit by kind.</summary>
    [Field("Ready missiles per unit, by kind.", Unit = "missiles", Minimum = 0, Maximum = 10_000, Default = "none", Example = "{ \"amraam\": 6 }")]
    public IReadOnlyDictionary<string, int> ReadyMissiles { get; init; } = new Dictionary<string, int>();

    /// <summary>Technical availability of a unit.</summary>
    [Field("Technical availability of a unit.", Unit = "share", Minimum = 0, Maximum = 1, Default = "1", Example = "0.87")]
    public Quantity? Availability { get; init; }

    /// <summary>Share of time a unit is manned and alert, by phase.</summary>
    [Field("Share of time a unit is manned and alert, by phase.", Unit = "share", Minimum = 0, Maximum = 1, Default = "1 in both phases", Example = "{ \"peace\": 0.2, \"conflict\": 0.8 }")]
    public ByPhase? AlertShare { get; init; }

    /// <summary>Share of units that recruitment can crew; caps the alert share.</summary>
    [Field("Share of units that recruitment can crew; caps the alert share.", Unit = "share", Minimum = 0, Maximum = 1, Default = "1", Example = "0.85")]
    public Quantity? CrewedShare { get; init; }
}

/// <summary>What limits fighter aircraft: a layer that covers every site.</summary>
public sealed record FighterUnit
{
    /// <summary>Share of the fleet kept for home defence.</summary>
    [Field("Share of the fleet kept for home defence.", Unit = "share", Minimum = 0, Maximum = 1, Example = "0.5")]
    public required Quantity HomeDefenceShare { get; init; }

    /// <summary>Mission-capable rate.</summary>
    [Field("Mission-capable rate.", Unit = "share", Minimum = 0, Maximum = 1, Example = "0.56")]
    public required Quantity MissionCapableRate { get; init; }

    /// <summary>Patrol sorties per mission-capable aircraft and day, by phase.</summary>
    [Field("Patrol sorties per mission-capable aircraft and day, by phase.", Unit = "sorties per day", Minimum = 0, Maximum = 10, Default = "0: no patrols", Example = "{ \"peace\": 0, \"conflict\": 1.5 }")]
    public ByPhase? PatrolSorties { get; init; }

    /// <summary>Hours on station per sortie.</summary>
    [Field("Hours on station per patrol sortie.", Unit = "hours", Minimum = 0, Maximum = 24, Default = "0", Example = "1.75")]
    public Quantity? HoursOnStation { get; init; }

    /// <summary>Share of raids that a patrol on station can reach.</summary>
    [Field("Share of raids that a pair on station can reach in time.", Unit = "share", Minimum = 0, Maximum = 1, Default = "1", Example = "0.8")]
    public Quantity? PatrolCoverage { get; init; }

    /// <summary>Pairs on ground alert.</summary>
    [Field("Pairs on ground alert.", Unit = "pairs", Minimum = 0, Maximum = 100, Default = "0", Example = "1")]
    public Quantity? AlertPairs { get; init; }

    /// <summary>Probability that the alert pairs reach a raid in time, by phase.</summary>
    [Field("Probability that the alert pairs reach a raid in time, by phase.", Unit = "share", Minimum = 0, Maximum = 1, Default = "0", Example = "{ \"peace\": 0.1, \"conflict\": 0.3 }")]
    public ByPhase? OnTimeProbability { get; init; }

    /// <summary>Missiles per aircraft.</summary>
    [Field("Air-to-air missiles per aircraft.", Unit = "missiles", Minimum = 0, Maximum = 32, Example = "4")]
    public required Quantity MissilesPerAircraft { get; init; }

    /// <summary>Share of the missiles aboard that can be used in one raid.</summary>
    [Field("Share of the missiles aboard that can be used in one raid.", Unit = "share", Minimum = 0, Maximum = 1, Default = "1", Example = "0.75")]
    public Quantity? UsableShare { get; init; }
}

/// <summary>A non-kinetic programme: hardening, dispersal, cyber resilience. Factors apply from the year in which it works.</summary>
public sealed record Programme
{
    /// <summary>Sites it covers.</summary>
    [Field("Sites it covers, by name; all sites when left out.", Default = "all sites", Example = "[\"port\"]")]
    public IReadOnlyList<string> Sites { get; init; } = [];

    /// <summary>Factor on the value at stake.</summary>
    [Field("Factor on the value at stake.", Unit = "ratio", Minimum = 0, Maximum = 1, Default = "1", Example = "0.9")]
    public Quantity? ValueFactor { get; init; }

    /// <summary>Factor on the hit probability by threat class.</summary>
    [Field("Factor on the hit probability, by threat class.", Unit = "ratio", Minimum = 0, Maximum = 1, Default = "1", Example = "{ \"cruise\": 0.8 }")]
    public IReadOnlyDictionary<string, Quantity> HitFactor { get; init; } = new Dictionary<string, Quantity>();

    /// <summary>Factor on the damage share by threat class.</summary>
    [Field("Factor on the damage share, by threat class.", Unit = "ratio", Minimum = 0, Maximum = 1, Default = "1", Example = "{ \"cruise\": 0.5 }")]
    public IReadOnlyDictionary<string, Quantity> DamageFactor { get; init; } = new Dictionary<string, Quantity>();
}

/// <summary>A kind of interceptor.</summary>
public sealed record Missile
{
    /// <summary>Name for people.</summary>
    [Field("Name for people.", Example = "\"AMRAAM\"")]
    public required string Name { get; init; }

    /// <summary>Price in euro; or give it in dollar.</summary>
    [Field("Price in euro.", Unit = "MEUR", Minimum = 0, Default = "use priceMUsd", Example = "1.7", Unusual = 50)]
    public Quantity? PriceMEur { get; init; }

    /// <summary>Price in dollar.</summary>
    [Field("Price in dollar (instead of priceMEur).", Unit = "MUSD", Minimum = 0, Default = "use priceMEur", Example = "2", Unusual = 50)]
    public Quantity? PriceMUsd { get; init; }

    /// <summary>Share of a euro price that moves with the dollar.</summary>
    [Field("Share of the euro price that moves with the dollar.", Unit = "share", Minimum = 0, Maximum = 1, Default = "0", Example = "0.95")]
    public Quantity? UsdShare { get; init; }

    /// <summary>How many can be replaced in a year.</summary>
    [Field("How many fired missiles can be replaced in a year.", Unit = "missiles per year", Minimum = 0, Default = "no limit", Example = "60")]
    public Quantity? RestockPerYear { get; init; }
}
