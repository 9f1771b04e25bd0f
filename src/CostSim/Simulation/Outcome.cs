namespace CostSim.Simulation;

/// <summary>What one trial of one option results in. Money is the present value in MEUR of the price base; times are calendar years.</summary>
public enum Outcome
{
    /// <summary>Life-cycle cost, expected replenishment included.</summary>
    Cost,

    /// <summary>Loss of the reference option less loss of this option.</summary>
    LossAverted,

    /// <summary>Sum over the years of the protection against the reference raid, averaged over sites.</summary>
    ProtectedYears,

    /// <summary>Expected loss given the inputs.</summary>
    Loss,

    /// <summary>Loss that happened.</summary>
    RealisedLoss,

    /// <summary>Life-cycle cost with the missiles that were fired.</summary>
    RealisedCost,

    /// <summary>First unit operational; not a number when beyond the horizon.</summary>
    IocYear,

    /// <summary>Last unit operational; not a number when beyond the horizon.</summary>
    FocYear,

    /// <summary>Units bought by the option that are operational in the last year.</summary>
    Units,

    /// <summary>One when the fallback was ordered, zero otherwise.</summary>
    FallbackUsed,

    /// <summary>Number of the option's orders that were cancelled.</summary>
    Cancelled,

    /// <summary>Expected number of interceptors fired over the horizon.</summary>
    InterceptorsFired,

    /// <summary>Expected number of attackers that got through over the horizon.</summary>
    Leakers,

    /// <summary>Expected deaths of the reference option less those of this option.</summary>
    DeathsAverted,

    /// <summary>Largest loss that happened in one year, undiscounted.</summary>
    WorstYear,

    /// <summary>Raids in which missiles ran out.</summary>
    StockOuts,

    /// <summary>Expected attackers stopped over the horizon.</summary>
    ShotDown,

    /// <summary>Price of the interceptors expected to be fired.</summary>
    InterceptorSpend,

    /// <summary>What the attackers that come cost whoever sends them; not a number where the scenario does not say.</summary>
    AttackSpend,
}

/// <summary>Name, unit and meaning of an outcome: one home for CSV headers, figures and documentation.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Column">Column name in CSV files, unit included.</param>
/// <param name="Unit">Unit for tables and axes.</param>
/// <param name="Description">One sentence.</param>
public sealed record OutcomeInfo(Outcome Outcome, string Column, string Unit, string Description);

/// <summary>All outcomes in the order of <c>trials.csv</c>.</summary>
public static class Outcomes
{
    /// <summary>Every outcome, in the order of the columns.</summary>
    public static IReadOnlyList<OutcomeInfo> All { get; } =
    [
        new(Outcome.Cost, "cost_meur", "MEUR", "Life-cycle cost, present value, with the expected replenishment of missiles"),
        new(Outcome.LossAverted, "loss_averted_meur", "MEUR", "Expected loss of the reference option less that of this option, present value"),
        new(Outcome.ProtectedYears, "protected_years", "years", "Protection against the reference raid, averaged over sites, summed over years"),
        new(Outcome.Loss, "loss_meur", "MEUR", "Expected loss given the inputs, present value"),
        new(Outcome.RealisedLoss, "realised_loss_meur", "MEUR", "Loss that happened, present value: conflict, raids, kills and hits drawn"),
        new(Outcome.RealisedCost, "realised_cost_meur", "MEUR", "Life-cycle cost, present value, with the replenishment of the missiles that were fired"),
        new(Outcome.IocYear, "ioc_year", "calendar year", "First unit operational, programmes aside; empty when beyond the horizon"),
        new(Outcome.FocYear, "foc_year", "calendar year", "Last unit operational, programmes aside; empty when beyond the horizon"),
        new(Outcome.Units, "units", "units", "Units bought by the option that are operational in the middle of the last year"),
        new(Outcome.FallbackUsed, "fallback_used", "share", "1 when the fallback was ordered, 0 otherwise"),
        new(Outcome.Cancelled, "cancelled", "orders", "Orders of the option that were cancelled"),
        new(Outcome.InterceptorsFired, "interceptors_fired", "missiles", "Expected number of interceptors fired over the horizon"),
        new(Outcome.Leakers, "leakers", "attackers", "Expected number of attackers that got through over the horizon"),
        new(Outcome.DeathsAverted, "deaths_averted", "persons", "Expected deaths of the reference option less those of this option"),
        new(Outcome.WorstYear, "worst_year_meur", "MEUR", "Largest loss that happened in one year, undiscounted"),
        new(Outcome.StockOuts, "stock_outs", "raids", "Raids that happened in which a launcher had a target and no missile was left in stock"),
        new(Outcome.ShotDown, "shot_down", "attackers", "Expected number of attackers stopped over the horizon"),
        new(Outcome.InterceptorSpend, "interceptors_meur", "MEUR", "Price of the interceptors expected to be fired, present value"),
        new(Outcome.AttackSpend, "attackers_meur", "MEUR", "What the attackers that are expected to come cost whoever sends them, present value; empty where the scenario does not say"),
    ];

    /// <summary>Number of outcomes.</summary>
    public static int Count => All.Count;
}

/// <summary>What is followed year by year for each option.</summary>
public enum YearlyOutcome
{
    /// <summary>All spending of the year, real, undiscounted, MEUR.</summary>
    Cost,

    /// <summary>All spending of the year at current prices, MEUR.</summary>
    CostNominal,

    /// <summary>Acquisition of the year, MEUR.</summary>
    Acquisition,

    /// <summary>Missiles bought with the orders, MEUR.</summary>
    Missiles,

    /// <summary>Infrastructure, initial training and fees, MEUR.</summary>
    Infrastructure,

    /// <summary>Operation, support, posts and flying hours, MEUR.</summary>
    Operation,

    /// <summary>Replacement of missiles fired, MEUR.</summary>
    Replenishment,

    /// <summary>Mid-life upgrade, disposal and residual value, MEUR.</summary>
    Renewal,

    /// <summary>What the ceiling on acquisition allows, MEUR; not a number without one.</summary>
    BudgetLine,

    /// <summary>What is paid of the payments that the ceiling on acquisition covers, MEUR; never above it.</summary>
    UnderCeiling,

    /// <summary>Units of the option operational in mid-year.</summary>
    Units,

    /// <summary>Protection P_t against the reference raid, share.</summary>
    Protection,

    /// <summary>Expected loss, undiscounted, MEUR.</summary>
    Loss,
}

/// <summary>Name and unit of a yearly outcome.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Name">Name in <c>timeline.csv</c>.</param>
/// <param name="Unit">Unit.</param>
public sealed record YearlyOutcomeInfo(YearlyOutcome Outcome, string Name, string Unit);

/// <summary>All yearly outcomes in the order of <c>timeline.csv</c>.</summary>
public static class YearlyOutcomes
{
    /// <summary>Every yearly outcome.</summary>
    public static IReadOnlyList<YearlyOutcomeInfo> All { get; } =
    [
        new(YearlyOutcome.Cost, "cost", "MEUR"),
        new(YearlyOutcome.CostNominal, "cost_nominal", "MEUR"),
        new(YearlyOutcome.Acquisition, "acquisition", "MEUR"),
        new(YearlyOutcome.Missiles, "missiles", "MEUR"),
        new(YearlyOutcome.Infrastructure, "infrastructure", "MEUR"),
        new(YearlyOutcome.Operation, "operation", "MEUR"),
        new(YearlyOutcome.Replenishment, "replenishment", "MEUR"),
        new(YearlyOutcome.Renewal, "renewal", "MEUR"),
        new(YearlyOutcome.BudgetLine, "budget_line", "MEUR"),
        new(YearlyOutcome.UnderCeiling, "under_ceiling", "MEUR"),
        new(YearlyOutcome.Units, "units", "units"),
        new(YearlyOutcome.Protection, "protection", "share"),
        new(YearlyOutcome.Loss, "loss", "MEUR"),
    ];

    /// <summary>Number of yearly outcomes.</summary>
    public static int Count => All.Count;
}
