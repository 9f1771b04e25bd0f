using CostSim.Sampling;
using CostSim.Scenarios;

namespace CostSim.Compilation;

/// <summary>A scenario as it is run: indices instead of names, scalars instead of quantities. Immutable.</summary>
public sealed class Model
{
    private readonly Scenario scenario = null!;

    internal Model()
    {
    }

    /// <summary>The scenario as written.</summary>
    public required Scenario Scenario
    {
        get => scenario;
        init => (scenario, Years) = (value, value.Horizon.Years);
    }

    /// <summary>The uncertain inputs; a draw's number is its place here.</summary>
    public required IReadOnlyList<InputInfo> Inputs { get; init; }

    /// <summary>Groups of inputs that depend on each other.</summary>
    public required IReadOnlyList<CorrelationGroup> Dependence { get; init; }

    /// <summary>Events that share an uncertain probability.</summary>
    public IReadOnlyList<EventGroup> Events { get; init; } = [];

    /// <summary>Identifiers of the options, in the scenario's order.</summary>
    public required IReadOnlyList<string> OptionIds { get; init; }

    /// <summary>Identifiers of the raid kinds, in the scenario's order; the reference raid is not one of them.</summary>
    public required IReadOnlyList<string> RaidIds { get; init; }

    /// <summary>Identifiers of the threat classes, in the scenario's order.</summary>
    public required IReadOnlyList<string> ThreatIds { get; init; }

    /// <summary>Identifiers of the kinds of missile in use.</summary>
    public required IReadOnlyList<string> MissileIds { get; init; }

    /// <summary>Number of years T.</summary>
    public int Years { get; private init; }

    internal EconomyPlan Economy { get; init; } = null!;

    internal ConflictPlan Conflict { get; init; } = null!;

    internal RaidPlan[] Raids { get; init; } = [];

    internal ArchetypePlan[] Archetypes { get; init; } = [];

    internal RaidEvaluation[] Evaluations { get; init; } = [];

    internal SitePlan[] Sites { get; init; } = [];

    internal SystemPlan[] Systems { get; init; } = [];

    internal SupplierPlan[] Suppliers { get; init; } = [];

    internal MissilePlan[] Missiles { get; init; } = [];

    internal AssetPlan[] Assets { get; init; } = [];

    internal OptionPlan[] Options { get; init; } = [];

    internal int ReferenceOption { get; init; }

    /// <summary>Reference raids in a row by which protection is measured.</summary>
    internal int ReferenceRaids { get; init; } = 1;

    internal int ThreatClasses { get; init; }

    /// <summary>Whether raids are always enumerated: some system shares out its missiles in a way that moments do not follow.</summary>
    internal bool Enumerates => Systems.Any(system => system.Shots.Any(shot => shot.Doctrine != FireDoctrine.WholeSalvos));

    /// <summary>What an attacker of each class costs its sender; empty where the scenario does not say.</summary>
    internal Scalar[] AttackerCosts { get; init; } = [];
}

internal sealed record EconomyPlan(
    Scalar DiscountRate, Scalar UsdPerEur, Scalar Volatility, Scalar[] Shocks, Scalar EquipmentEscalation, Scalar OperationEscalation,
    Scalar Inflation, Scalar PostCost, bool HasCeiling, Scalar Ceiling, double[] CeilingProfile, CeilingCover Cover, Scalar StretchPenalty, bool HasLifeValue,
    Scalar LifeValue, bool ResidualValue);

/// <summary>The payments that the ceiling on acquisition limits; none without a ceiling.</summary>
internal sealed record CeilingCover(bool Units, bool Missiles, bool Infrastructure, bool Training)
{
    /// <summary>Whether it limits anything.</summary>
    public bool Any => Units || Missiles || Infrastructure || Training;

    /// <summary>Whether it limits all capital payments.</summary>
    public bool All => Units && Missiles && Infrastructure && Training;
}

internal sealed record ConflictPlan(Scalar Onset, Scalar Duration, double[] Profile);

/// <summary>A raid kind; the last of all is the reference raid, which has no rate and no targets of its own.</summary>
internal sealed record RaidPlan(RaidPhase Phase, Scalar Rate, bool HasDispersion, Scalar Dispersion, double[] SiteShare, int[] Archetypes, Scalar[] Weights)
{
    /// <summary>Sum of the shares of the sites up to each.</summary>
    public double[] CumulativeShare { get; } = [.. SiteShare.Select((_, s) => SiteShare.Take(s + 1).Sum())];
}

internal sealed record ArchetypePlan(int[] Attackers);

/// <summary>A raid kind looked at in one phase. Site results are indexed by it.</summary>
internal readonly record struct RaidEvaluation(int Raid, bool InConflict, bool IsReference);

internal sealed record SitePlan(string Id, Scalar Value, double Weight, Scalar[] Hit, Scalar[] Damage, Scalar[] Deaths, ulong ProgrammesCovering);

internal sealed record SupplierPlan(Scalar QueueProbability, Scalar QueueChance, Scalar QueueYears, Scalar QueueTime);

internal sealed record PricePlan(Scalar Eur, Scalar Usd, Scalar UsdShare, double QuotedRate, bool IsUsd);

internal sealed record MissilePlan(PricePlan Price, bool HasRestockLimit, Scalar RestockPerYear);

internal sealed record CostPlan(
    PricePlan Price, Scalar Growth, bool HasLearning, Scalar LearningSlope, Scalar ContractShare, Scalar Infrastructure, Scalar InitialTraining,
    Scalar Support, Scalar Posts, Scalar Hours, Scalar HourCost, Scalar MidLifeShare, Scalar MidLifeAge, Scalar Disposal, Scalar AirDefenceShare);

internal sealed record DecisionPlan(
    bool IsHazard, Scalar Delay, Scalar CancellationProbability, Scalar ApprovalRate, Scalar CancellationRate, Scalar TimeChance,
    Scalar CancellationChance, Scalar ShockProbability, Scalar ShockChance, Scalar ShockYears, Scalar Negotiation, Scalar LegalChance);

internal sealed record SchedulePlan(Scalar Lead, Scalar Interval, Scalar Slip, Scalar Training, bool Retires, Scalar ServiceLife, DecisionPlan Decision);

internal sealed record ShotPlan(int Class, Scalar Kill, Scalar Detection, int Salvo, int Looks, int Missile, FireDoctrine Doctrine);

internal enum SystemKind
{
    Ground,
    Fighter,
    Programme,
}

/// <summary>A system. <c>ForceShift</c> and <c>ForceMask</c> place its number of units in the packed state of a site.</summary>
internal sealed record SystemPlan(
    string Id, SystemKind Kind, int Supplier, CostPlan Cost, SchedulePlan Schedule, ShotPlan[] Shots, Scalar CommonMode, GroundPlan? Ground,
    FighterPlan? Fighter, ProgrammePlan? Programme, int ForceShift, ulong ForceMask)
{
    /// <summary>The bits of a packed state that hold its units.</summary>
    public ulong Place => ForceMask << ForceShift;

    /// <summary>Whether it can engage anything in a raid; if not, it makes no difference to it.</summary>
    public bool Engages(ArchetypePlan raid) => Array.Exists(Shots, shot => raid.Attackers[shot.Class] > 0);
}

internal sealed record GroundPlan(Scalar Channels, Scalar Cycles, int[] Ready, Scalar Availability, Scalar AlertPeace, Scalar AlertConflict, Scalar Crewed);

internal sealed record FighterPlan(
    Scalar HomeShare, Scalar MissionCapable, Scalar SortiesPeace, Scalar SortiesConflict, Scalar HoursOnStation, Scalar Coverage, Scalar AlertPairs,
    Scalar OnTimePeace, Scalar OnTimeConflict, Scalar MissilesPerAircraft, Scalar UsableShare);

internal sealed record ProgrammePlan(int Index, Scalar ValueFactor, Scalar[] HitFactor, Scalar[] DamageFactor);

/// <summary>Units that every option has. <c>Sites[j]</c> are the sites that unit j covers.</summary>
internal sealed record AssetPlan(int System, int Units, double From, double Until, int[][] Sites, int[] Missiles);

internal sealed record RegimePlan(
    Scalar DecisionFactor, Scalar NegotiationFactor, Scalar CancellationFactor, Scalar PricePremium, Scalar LegalProbability, Scalar LegalYears);

internal sealed record JointPlan(Scalar Discount, Scalar Coordination, Scalar FixedShare);

/// <summary>An order. <c>Sites[j]</c> are the sites that unit j covers; empty for aircraft and programmes.</summary>
internal sealed record PurchasePlan(string Id, int System, int Units, double Order, int[] Missiles, int[][] Sites, JointPlan? Joint);

internal sealed record FallbackPlan(int Primary, Scalar Deadline, FallbackTrigger Trigger, Scalar FeeShare, int FirstFallback);

/// <summary>An option: its orders, then, from <c>Fallback.FirstFallback</c> on, those of the fallback.</summary>
internal sealed record OptionPlan(string Id, RegimePlan Regime, PurchasePlan[] Purchases, FallbackPlan? Fallback);
