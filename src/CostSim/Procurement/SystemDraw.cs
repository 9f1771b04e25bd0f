using CostSim.Compilation;
using CostSim.World;

namespace CostSim.Procurement;

/// <summary>
/// What one trial says of one system, whichever option buys it: price, growth, delays and the chances that decide them. Times in years.
/// </summary>
internal readonly struct SystemDraw
{
    private readonly double eur;
    private readonly double usd;

    public SystemDraw(SystemPlan system, SupplierPlan[] suppliers, ReadOnlySpan<double> draws)
    {
        (eur, usd) = Split(system.Cost.Price, draws);
        Growth = system.Cost.Growth.In(draws);
        LearningSlope = system.Cost.LearningSlope.In(draws);
        ContractShare = system.Cost.ContractShare.In(draws);
        AirDefenceShare = system.Cost.AirDefenceShare.In(draws);
        Slip = system.Schedule.Slip.In(draws);
        Lead = system.Schedule.Lead.In(draws) * Slip;
        Interval = system.Schedule.Interval.In(draws) * Slip;
        Training = system.Schedule.Training.In(draws);
        ServiceLife = system.Schedule.ServiceLife.In(draws);
        QueueDelay = 0;
        QueueTime = double.NegativeInfinity;
        if (system.Supplier >= 0)
        {
            SupplierPlan supplier = suppliers[system.Supplier];
            if (supplier.QueueChance.In(draws) < supplier.QueueProbability.In(draws))
            {
                QueueDelay = supplier.QueueYears.In(draws);
                QueueTime = supplier.QueueTime.In(draws);
            }
        }
    }

    public double Growth { get; }

    public double LearningSlope { get; }

    public double ContractShare { get; }

    /// <summary>Share of all cost that is attributed to air defence.</summary>
    public double AirDefenceShare { get; }

    public double Slip { get; }

    /// <summary>Contract to first delivery, slip included.</summary>
    public double Lead { get; }

    /// <summary>Between deliveries, slip included.</summary>
    public double Interval { get; }

    public double Training { get; }

    public double ServiceLife { get; }

    /// <summary>Extra delay because the supplier serves others first.</summary>
    public double QueueDelay { get; }

    /// <summary>Calendar time of that decision.</summary>
    public double QueueTime { get; }

    /// <summary>Unit price in MEUR of the given year, before growth, learning, discount, premium and escalation.</summary>
    public double UnitPrice(TrialWorld world, int year) => eur + (usd / world.UsdPerEur[year]);

    /// <summary>A price as its euro part (MEUR) and its dollar part (MUSD).</summary>
    public static (double Eur, double Usd) Split(PricePlan price, ReadOnlySpan<double> draws)
    {
        if (price.IsUsd)
        {
            return (0, price.Usd.In(draws));
        }

        double amount = price.Eur.In(draws);
        double share = price.UsdShare.In(draws);
        return (amount * (1 - share), amount * share * price.QuotedRate);
    }
}
