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

    public OrderLanes(Model model, OptionPlan option)
    {
        int orders = option.Purchases.Length;
        LaneSeries[] Units() => [.. option.Purchases.Select(p => new LaneSeries(p.Units))];
        (Contract, Cancelled, Active) = (new LaneSeries(orders), new LaneSeries(orders), new LaneSeries(orders));
        (AbandonedAt, FirstUnit) = (new LaneSeries(orders), new LaneSeries(orders));
        (Delivered, Operational, Retired, UnitPrice) = (Units(), Units(), Units(), Units());
        retires = [.. option.Purchases.Select(p => model.Systems[p.System].Schedule.Retires)];
        foreach (LaneSeries never in Retired.Where((_, i) => !retires[i]))
        {
            never.Fill(double.PositiveInfinity);
            never.Unfold();
        }

        Acquisition = new LaneSeries(model.Years);
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

    /// <summary>
    /// Price by order and unit, MEUR at the delivery that was planned: growth, learning, discount, premium and escalation included, attribution
    /// too. Zero beyond the horizon. Only of systems that retire: nobody else asks.
    /// </summary>
    public LaneSeries[] UnitPrice { get; }

    /// <summary>Acquisition paid by year, MEUR, after the budget ceiling.</summary>
    public LaneSeries Acquisition { get; }

    /// <summary>Mean delay of payment under the budget ceiling, in years, weighted by amount.</summary>
    public double[] Stretch { get; } = new double[TrialGroup.Lanes];

    /// <summary>Mask: whether the fallback was ordered.</summary>
    public double[] FallbackUsed { get; } = new double[TrialGroup.Lanes];

    /// <summary>Termination fee, MEUR.</summary>
    public double[] Fee { get; } = new double[TrialGroup.Lanes];

    /// <summary>Time at which the fee is due; +∞ for none.</summary>
    public double[] FeeTime { get; } = new double[TrialGroup.Lanes];

    /// <summary>Writes what one trial at a time is asked for out lane by lane.</summary>
    public void Unfold()
    {
        Acquisition.Unfold();
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
