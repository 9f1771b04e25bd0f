namespace CostSim.Simulation;

/// <summary>One trial told in full: what was drawn, what happened in the world, and what became of each option.</summary>
/// <param name="Trial">Number of the trial, from 0.</param>
/// <param name="Seed">Seed of the run.</param>
/// <param name="Inputs">Every input drawn, in the order of <c>inputs.csv</c>.</param>
/// <param name="Events">What happened on the way from order to delivery and what did not.</param>
/// <param name="Years">The world, year by year.</param>
/// <param name="ConflictBegins">Calendar year in which a conflict begins; null when there is none.</param>
/// <param name="ConflictYears">Calendar years that the conflict touches within the horizon.</param>
/// <param name="Options">The options, in the order of the scenario.</param>
public sealed record TrialAccount(
    long Trial, long Seed, IReadOnlyList<DrawnInput> Inputs, IReadOnlyList<EventAccount> Events, IReadOnlyList<WorldYear> Years, int? ConflictBegins, int ConflictYears,
    IReadOnlyList<OptionAccount> Options);

/// <summary>An input as drawn.</summary>
/// <param name="Input">Path of the input.</param>
/// <param name="Unit">Unit.</param>
/// <param name="Value">Value drawn.</param>
/// <param name="Percentile">Probability of a smaller value, share; how unusual the draw is.</param>
public sealed record DrawnInput(string Input, string Unit, double Value, double Percentile);

/// <summary>An event of the trial.</summary>
/// <param name="Event">Its name, as in <c>sensitivity.csv</c>.</param>
/// <param name="Draw">Path of the draw that decides it.</param>
/// <param name="Happens">Whether it happens.</param>
public sealed record EventAccount(string Event, string Draw, bool Happens);

/// <summary>A year of the world, the same for every option.</summary>
/// <param name="Year">Calendar year.</param>
/// <param name="UsdPerEur">Exchange rate.</param>
/// <param name="Discount">Discount factor.</param>
/// <param name="BudgetMEur">What may be paid for acquisition, MEUR; null without a ceiling.</param>
/// <param name="ConflictProbability">Probability, given the inputs, that the year is one of conflict.</param>
/// <param name="Conflict">Whether it is.</param>
public sealed record WorldYear(int Year, double UsdPerEur, double Discount, double? BudgetMEur, double ConflictProbability, bool Conflict);

/// <summary>An option in one trial.</summary>
/// <param name="Option">Identifier.</param>
/// <param name="Name">Name for people.</param>
/// <param name="Outcomes">The row of <c>trials.csv</c>.</param>
/// <param name="Orders">Its orders, those of an unused fallback left out.</param>
/// <param name="FallbackUsed">Whether the fallback was ordered.</param>
/// <param name="Years">Money and protection, year by year.</param>
/// <param name="Raids">Every raid that came, in order.</param>
public sealed record OptionAccount(
    string Option, string Name, IReadOnlyList<OutcomeValue> Outcomes, IReadOnlyList<OrderAccount> Orders, bool FallbackUsed,
    IReadOnlyList<OptionYear> Years, IReadOnlyList<RaidAccount> Raids);

/// <summary>An outcome of the trial.</summary>
/// <param name="Outcome">Column of <c>trials.csv</c>.</param>
/// <param name="Unit">Unit.</param>
/// <param name="Value">Value; null when censored.</param>
public sealed record OutcomeValue(string Outcome, string Unit, double? Value);

/// <summary>What became of an order. Dates are calendar time; null is never, or beyond the horizon.</summary>
/// <param name="Order">Name of the order.</param>
/// <param name="System">System.</param>
/// <param name="Contract">Date of the contract.</param>
/// <param name="Cancelled">Whether the decision was to cancel.</param>
/// <param name="Abandoned">Date at which it was given up for the fallback.</param>
/// <param name="Delivered">Delivery of each unit.</param>
/// <param name="Operational">Start of operation of each unit.</param>
public sealed record OrderAccount(
    string Order, string System, double? Contract, bool Cancelled, double? Abandoned, IReadOnlyList<double?> Delivered, IReadOnlyList<double?> Operational);

/// <summary>An option in one year; money real and undiscounted, MEUR.</summary>
/// <param name="Year">Calendar year.</param>
/// <param name="Acquisition">Acquisition.</param>
/// <param name="Missiles">Missiles bought with the orders.</param>
/// <param name="Infrastructure">Infrastructure, initial training and fees.</param>
/// <param name="UnderCeiling">What of the above the ceiling on acquisition covers; null without one.</param>
/// <param name="Operation">Operation, support, posts and flying hours.</param>
/// <param name="Renewal">Mid-life upgrade, disposal and residual value.</param>
/// <param name="Replenishment">Replacement of the missiles that were fired.</param>
/// <param name="Units">Units of the option operational in mid-year.</param>
/// <param name="Protection">Protection against the reference raid, share.</param>
/// <param name="ExpectedLoss">Loss expected given the inputs.</param>
/// <param name="Loss">Loss that happened.</param>
public sealed record OptionYear(
    int Year, double Acquisition, double Missiles, double Infrastructure, double? UnderCeiling, double Operation, double Renewal, double Replenishment, double Units,
    double Protection, double ExpectedLoss, double Loss);

/// <summary>A raid as it went for an option.</summary>
/// <param name="Date">Calendar time.</param>
/// <param name="Raid">Raid kind.</param>
/// <param name="Site">Site.</param>
/// <param name="Attackers">Attackers by class.</param>
/// <param name="Leakers">Those that got through.</param>
/// <param name="Hits">Those that hit.</param>
/// <param name="Fired">Missiles fired by kind.</param>
/// <param name="OutOfStock">Whether missiles ran out.</param>
public sealed record RaidAccount(
    double Date, string Raid, string Site, IReadOnlyDictionary<string, int> Attackers, IReadOnlyDictionary<string, int> Leakers,
    IReadOnlyDictionary<string, int> Hits, IReadOnlyDictionary<string, int> Fired, bool OutOfStock);
