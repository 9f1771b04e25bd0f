namespace CostSim.Scenarios;

/// <summary>Rates, currency, price of posts, budget. Money is real, in million euro of the price base.</summary>
public sealed record Economy
{
    /// <summary>Real discount rate.</summary>
    [Field("Real discount rate per year.", Unit = "share", Minimum = -0.5, Maximum = 1, Example = "0.03", Unusual = 0.2, UnusualBelow = -0.02)]
    public required Quantity DiscountRate { get; init; }

    /// <summary>Exchange rate in the first year.</summary>
    [Field("Exchange rate in the first year.", Unit = "USD per EUR", Minimum = 0, AboveMinimum = true, Example = "1.16", Unusual = 4)]
    public required Quantity UsdPerEur { get; init; }

    /// <summary>Yearly volatility σ of the exchange rate, a martingale in level.</summary>
    [Field("Standard deviation of the yearly change of the exchange rate's logarithm; the rate itself is a martingale.", Unit = "share",
        Minimum = 0, Maximum = 2, Default = "0: the rate stays", Example = "0.08", Unusual = 0.5)]
    public Quantity? UsdPerEurVolatility { get; init; }

    /// <summary>Rate at which prices in euro with a dollar share were converted.</summary>
    [Field("Exchange rate at which euro prices with a dollar share were converted.", Unit = "USD per EUR", Minimum = 0, AboveMinimum = true,
        Default = "1.16", Example = "1.16")]
    public double QuotedUsdPerEur { get; init; } = 1.16;

    /// <summary>Real price growth of equipment.</summary>
    [Field("Real price growth of equipment per year.", Unit = "share", Minimum = -0.5, Maximum = 1, Default = "0", Example = "0.01", Unusual = 0.15, UnusualBelow = -0.15)]
    public Quantity? EquipmentEscalation { get; init; }

    /// <summary>Real price growth of operation and support.</summary>
    [Field("Real price growth of operation and support per year.", Unit = "share", Minimum = -0.5, Maximum = 1, Default = "0", Example = "0.01", Unusual = 0.15, UnusualBelow = -0.15)]
    public Quantity? OperationEscalation { get; init; }

    /// <summary>General inflation, used for nominal figures only.</summary>
    [Field("General inflation per year; used for nominal figures only.", Unit = "share", Minimum = -0.5, Maximum = 1, Default = "0", Example = "0.02", Unusual = 0.2)]
    public Quantity? Inflation { get; init; }

    /// <summary>Yearly cost of one post.</summary>
    [Field("Yearly cost of one military post.", Unit = "MEUR per year", Minimum = 0, Default = "0", Example = "0.095", Unusual = 1)]
    public Quantity? PostCostMEur { get; init; }

    /// <summary>What an option may pay for acquisition in a year.</summary>
    [Field("What an option may pay in a year for what acquisitionCeiling covers; it comes in evenly over the year, and deliveries wait for it.", Unit = "MEUR per year", Minimum = 0, AboveMinimum = true,
        Default = "no ceiling", Example = "800", Unusual = 100_000)]
    public Quantity? AcquisitionCeilingMEur { get; init; }

    /// <summary>Which payments the ceiling limits.</summary>
    [Field("Which payments the ceiling limits.", Default = "all capital payments")]
    public AcquisitionCeiling AcquisitionCeiling { get; init; } = new();

    /// <summary>Multipliers of the ceiling by year of the horizon; the last goes on.</summary>
    [Field("Multipliers of the ceiling, one per year of the horizon; the last goes on.", Unit = "ratio", Minimum = 0, Default = "1", Example = "[0.5, 1, 1.5]")]
    public IReadOnlyList<double> CeilingProfile { get; init; } = [];

    /// <summary>Cost growth per year by which payments are stretched.</summary>
    [Field("Growth of the price for every calendar year from that in which a payment falls due to that in which it is made; under the ceiling like the price.", Unit = "share per year", Minimum = 0, Maximum = 1, Default = "0",
        Example = "0.03", Unusual = 0.3)]
    public Quantity? StretchPenalty { get; init; }

    /// <summary>Value of a statistical life; deaths stay apart from euros without it.</summary>
    [Field("Value of a statistical life; without it deaths are reported beside the euros and never added.", Unit = "MEUR", Minimum = 0,
        Default = "none: lives are not turned into euros", Example = "4.2", Unusual = 100)]
    public Quantity? StatisticalLifeMEur { get; init; }

    /// <summary>Whether unused service life at the end of the horizon counts as residual value.</summary>
    [Field("Whether unused service life at the end of the horizon is credited.", Default = "false", Example = "true")]
    public bool ResidualValue { get; init; }
}

/// <summary>What a ceiling on acquisition limits.</summary>
public sealed record AcquisitionCeiling
{
    /// <summary>The kinds of payment that it limits.</summary>
    [Field("Payments that compete for the ceiling in the order in which they fall due; all others are made when they fall due, whatever the ceiling. A unit comes when what it comes with and the ceiling covers is paid.",
        Default = "all four", Example = "[\"units\", \"missiles\"]")]
    public IReadOnlyList<CapitalPayment> Covers { get; init; } = Enum.GetValues<CapitalPayment>();
}

/// <summary>Kinds of payment by which capability is acquired.</summary>
public enum CapitalPayment
{
    /// <summary>Units of systems, at contract and at delivery.</summary>
    Units,

    /// <summary>Missiles bought with an order, at each delivery.</summary>
    Missiles,

    /// <summary>Infrastructure and other fixed cost of an order, at contract.</summary>
    Infrastructure,

    /// <summary>Initial training of crews, at each delivery.</summary>
    InitialTraining,
}

/// <summary>Onset and length of a conflict; at most one in the horizon.</summary>
public sealed record Conflict
{
    /// <summary>Probability per year that a conflict begins.</summary>
    [Field("Probability per year that a conflict begins, given none before.", Unit = "share", Minimum = 0, Maximum = 1, Example = "0.004", Unusual = 0.3)]
    public required Quantity OnsetProbability { get; init; }

    /// <summary>Length; rounded up, at least one year.</summary>
    [Field("Length of a conflict; rounded up to whole years, at least one.", Unit = "years", Minimum = 0, Example = "1", Unusual = 30)]
    public required Quantity DurationYears { get; init; }

    /// <summary>Multipliers of the onset probability by year of the horizon; the last goes on.</summary>
    [Field("Multipliers of the onset probability, one per year of the horizon; the last goes on.", Unit = "ratio", Minimum = 0, Default = "1", Example = "[1, 1.5, 2]")]
    public IReadOnlyList<double> OnsetProfile { get; init; } = [];
}

/// <summary>A kind of attacker. Hit and damage can be overridden by site.</summary>
public sealed record ThreatClass
{
    /// <summary>Name for people.</summary>
    [Field("Name for people.", Example = "\"One-way attack drone\"")]
    public required string Name { get; init; }

    /// <summary>Probability that a leaker hits something that matters.</summary>
    [Field("Probability that a leaker hits something that matters.", Unit = "share", Minimum = 0, Maximum = 1, Example = "0.35")]
    public required Quantity HitProbability { get; init; }

    /// <summary>Share of what is left of a site's yearly value that one hit destroys.</summary>
    [Field("Share of what is left of a site's yearly value that one hit destroys.", Unit = "share", Minimum = 0, Maximum = 1, Example = "0.01")]
    public required Quantity DamageShare { get; init; }

    /// <summary>Deaths per hit.</summary>
    [Field("Deaths per hit.", Unit = "persons", Minimum = 0, Default = "0", Example = "0.12", Unusual = 10_000)]
    public Quantity? DeathsPerHit { get; init; }

    /// <summary>What one attacker costs whoever sends it.</summary>
    [Field("What one attacker costs whoever sends it: for the exchange of costs only. Give it for every class that comes in raids, or for none.", Unit = "MEUR", Minimum = 0, Default = "left out", Example = "0.04", Unusual = 100)]
    public Quantity? UnitCostMEur { get; init; }
}

/// <summary>When a kind of raid happens.</summary>
public enum RaidPhase
{
    /// <summary>In years without conflict.</summary>
    Peace,

    /// <summary>In years of conflict.</summary>
    Conflict,

    /// <summary>In every year.</summary>
    Always,
}

/// <summary>A kind of raid: how often, on what, with how many attackers. Each raid has one target.</summary>
public sealed record Raid
{
    /// <summary>Name for people.</summary>
    [Field("Name for people.", Example = "\"Combined strike\"")]
    public required string Name { get; init; }

    /// <summary>When it happens.</summary>
    [Field("When it happens: peace, conflict or always.", Example = "\"conflict\"")]
    public required RaidPhase Phase { get; init; }

    /// <summary>Raids per year of its phase, on all targets together.</summary>
    [Field("Raids per year of its phase, on all targets together.", Unit = "raids per year", Minimum = 0, Example = "3", Unusual = 1000)]
    public required Quantity RatePerYear { get; init; }

    /// <summary>Size parameter k of the negative binomial; Poisson without it.</summary>
    [Field("Size parameter k of a negative binomial number of raids: variance = mean + mean²/k.", Unit = "ratio", Minimum = 0, AboveMinimum = true, Default = "Poisson",
        Example = "1.5")]
    public Quantity? Dispersion { get; init; }

    /// <summary>Relative weight of each target site; need not sum to one.</summary>
    [Field("Relative weight of each target site; the sum does not matter.", Unit = "weight", Minimum = 0, Example = "{ \"port\": 1 }")]
    public required IReadOnlyDictionary<string, double> Targets { get; init; }

    /// <summary>Sizes the raid can have, by name.</summary>
    [Field("Sizes the raid can have, by name; at most 16.")]
    public required IReadOnlyDictionary<string, Archetype> Archetypes { get; init; }
}

/// <summary>One size a raid can have.</summary>
public sealed record Archetype
{
    /// <summary>Relative weight among the archetypes of the raid.</summary>
    [Field("Relative weight among the archetypes of the raid; the sum does not matter.", Unit = "weight", Minimum = 0, Example = "0.5")]
    public required Quantity Weight { get; init; }

    /// <summary>Number of attackers by threat class.</summary>
    [Field("Number of attackers by threat class.", Minimum = 0, Maximum = 1000, Example = "{ \"cruise\": 10 }")]
    public required IReadOnlyDictionary<string, int> Attackers { get; init; }

    /// <summary>Numbers of leakers that are possible, class by class: the outcomes that an enumeration goes through.</summary>
    internal double CountOutcomes() => Attackers.Values.Aggregate(1.0, (product, attackers) => product * (attackers + 1));
}

/// <summary>The raid, or the campaign of such raids, by which protection is measured, without any belief about how often it comes.</summary>
public sealed record ReferenceRaid
{
    /// <summary>Phase whose alert shares and presence apply.</summary>
    [Field("Phase whose alert shares and patrols apply: peace or conflict.", Default = "conflict", Example = "\"conflict\"")]
    public RaidPhase Phase { get; init; } = RaidPhase.Conflict;

    /// <summary>Raids in a row, all on the same site, from the missiles in stock in the year.</summary>
    [Field("Raids in a row on the same site, from the missiles that are in stock in the year; nothing is replaced or repaired in between.",
        Unit = "raids", Minimum = 1, Maximum = 50, Default = "1", Example = "3")]
    public int Raids { get; init; } = 1;

    /// <summary>Sizes it can have, by name.</summary>
    [Field("Sizes it can have, by name; at most 16.")]
    public required IReadOnlyDictionary<string, Archetype> Archetypes { get; init; }
}

/// <summary>Something to be protected.</summary>
public sealed record Site
{
    /// <summary>Name for people.</summary>
    [Field("Name for people.", Example = "\"Port of Antwerp-Bruges\"")]
    public required string Name { get; init; }

    /// <summary>Area it lies in: a ground unit sited in an area covers all its sites.</summary>
    [Field("Area it lies in: a ground unit sited in an area covers all of the area's sites.", Default = "an area of its own", Example = "\"antwerp-area\"")]
    public string Area { get; init; } = "";

    /// <summary>Value lost if the site is out of action for a year.</summary>
    [Field("Value lost if the site is out of action for a year.", Unit = "MEUR per year", Minimum = 0, Example = "11000", Unusual = 1_000_000)]
    public required Quantity ValueMEurPerYear { get; init; }

    /// <summary>Weight in protected years.</summary>
    [Field("Weight of the site in protected years; the sum does not matter.", Unit = "weight", Minimum = 0, Default = "1", Example = "2")]
    public double Weight { get; init; } = 1;

    /// <summary>Hit probability by threat class, where it differs from the class's own.</summary>
    [Field("Hit probability by threat class, where it differs from the class's own.", Unit = "share", Minimum = 0, Maximum = 1, Default = "the class's own", Example = "{ \"cruise\": 0.5 }")]
    public IReadOnlyDictionary<string, Quantity> HitProbability { get; init; } = new Dictionary<string, Quantity>();

    /// <summary>Damage share by threat class, where it differs from the class's own.</summary>
    [Field("Damage share by threat class, where it differs from the class's own.", Unit = "share", Minimum = 0, Maximum = 1, Default = "the class's own", Example = "{ \"cruise\": 0.1 }")]
    public IReadOnlyDictionary<string, Quantity> DamageShare { get; init; } = new Dictionary<string, Quantity>();

    /// <summary>Deaths per hit by threat class, where they differ from the class's own.</summary>
    [Field("Deaths per hit by threat class, where they differ from the class's own.", Unit = "persons", Minimum = 0, Default = "the class's own", Example = "{ \"cruise\": 3 }")]
    public IReadOnlyDictionary<string, Quantity> DeathsPerHit { get; init; } = new Dictionary<string, Quantity>();
}
