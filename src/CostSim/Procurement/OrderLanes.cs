using CostSim.Compilation;
using CostSim.Numerics;

namespace CostSim.Procurement;

/// <summary>
/// What became of an option's orders in the trials of a group: contracts, deliveries, payments; a lane per trial. Times in years from the start
/// of the horizon, +∞ for never.
/// </summary>
internal sealed class OrderLanes
{
    private readonly bool[] retires;
    private readonly PaidShares? underCeiling;
    private readonly PaidShares? whenDue;

    public OrderLanes(Model model, OptionPlan option)
    {
        int orders = option.Purchases.Length;
        LaneSeries[] Units() => [.. option.Purchases.Select(p => new LaneSeries(p.Units))];
        (Contract, Cancelled, Active) = (new LaneSeries(orders), new LaneSeries(orders), new LaneSeries(orders));
        (AbandonedAt, FirstUnit) = (new LaneSeries(orders), new LaneSeries(orders));
        (AtContract, AtDelivery) = (new LaneSeries(orders), new LaneSeries(orders));
        (Infrastructure, Training) = (new LaneSeries(orders), new LaneSeries(orders));
        (Delivered, Operational, Retired) = (Units(), Units(), Units());
        retires = [.. option.Purchases.Select(p => model.Systems[p.System].Schedule.Retires)];
        foreach (LaneSeries never in Retired.Where((_, i) => !retires[i]))
        {
            never.Fill(double.PositiveInfinity);
            never.Unfold();
        }

        bool weighs = option.Purchases.Any(p => model.Systems[p.System].Cost.HasLearning);
        CeilingCover cover = model.Economy.Cover;
        PaidShares? Shares(bool isNeeded) => isNeeded ? new PaidShares(orders, model.Years, weighs) : null;
        underCeiling = Shares(cover.Any);
        whenDue = Shares(!cover.All);
    }

    /// <summary>Time of the contract by order.</summary>
    public LaneSeries Contract { get; }

    /// <summary>Mask by order: whether it was cancelled by the decision.</summary>
    public LaneSeries Cancelled { get; }

    /// <summary>Mask by order: whether it is part of what the option does. Not set for an unused fallback and an abandoned primary.</summary>
    public LaneSeries Active { get; }

    /// <summary>Time at which a primary order was abandoned for the fallback, by order; +∞ if not.</summary>
    public LaneSeries AbandonedAt { get; }

    /// <summary>Delivery by order and unit.</summary>
    public LaneSeries[] Delivered { get; }

    /// <summary>Start of operation by order and unit.</summary>
    public LaneSeries[] Operational { get; }

    /// <summary>Retirement by order and unit.</summary>
    public LaneSeries[] Retired { get; }

    /// <summary>What the first unit costs as a multiple of the system's price, by order: growth, discount, premium and attribution.</summary>
    public LaneSeries FirstUnit { get; }

    /// <summary>What an order pays for its units at contract, as a multiple of the system's price.</summary>
    public LaneSeries AtContract { get; }

    /// <summary>What an order pays for its first unit at delivery, as a multiple of the system's price; for the others by their own prices.</summary>
    public LaneSeries AtDelivery { get; }

    /// <summary>Infrastructure of an order, MEUR at the prices of the first year.</summary>
    public LaneSeries Infrastructure { get; }

    /// <summary>Initial training for a unit of an order, MEUR at the prices of the first year.</summary>
    public LaneSeries Training { get; }

    /// <summary>When payments are made that the ceiling covers, or all others.</summary>
    /// <param name="isCovered">Whether the ceiling covers them.</param>
    public PaidShares Paid(bool isCovered) => (isCovered ? underCeiling : whenDue)!;

    /// <summary>Mask: whether the fallback was ordered.</summary>
    public double[] FallbackUsed { get; } = new double[TrialGroup.Lanes];

    /// <summary>Termination fee, MEUR at the prices of the year in which it is due.</summary>
    public double[] Fee { get; } = new double[TrialGroup.Lanes];

    /// <summary>Time at which the fee is due; +∞ for none.</summary>
    public double[] FeeTime { get; } = new double[TrialGroup.Lanes];

    /// <summary>Starts a new group: nothing is paid yet.</summary>
    public void Clear()
    {
        underCeiling?.Clear();
        whenDue?.Clear();
    }

    /// <summary>Writes what one trial at a time is asked for out lane by lane.</summary>
    public void Unfold()
    {
        for (int i = 0; i < Delivered.Length; i++)
        {
            Delivered[i].Unfold();
            Operational[i].Unfold();
            if (retires[i])
            {
                Retired[i].Unfold();
            }
        }
    }
}
