using CostSim.Numerics;

namespace CostSim.Costing;

/// <summary>What an option pays in one trial of a group, by kind and year, in real MEUR.</summary>
/// <param name="years">Years of the horizon.</param>
internal sealed class CostFlows(int years)
{
    private readonly double[][] acquisition = LaneSeries.Rows(years);
    private readonly double[][] missiles = LaneSeries.Rows(years);
    private readonly double[][] infrastructure = LaneSeries.Rows(years);
    private readonly double[][] operation = LaneSeries.Rows(years);
    private readonly double[][] renewal = LaneSeries.Rows(years);
    private readonly double[][] underCeiling = LaneSeries.Rows(years);
    private readonly double[][] total = LaneSeries.Rows(years);
    private int lane;

    /// <summary>Units of systems, at contract and at delivery.</summary>
    public double[] Acquisition => acquisition[lane];

    /// <summary>Missiles bought with the orders.</summary>
    public double[] Missiles => missiles[lane];

    /// <summary>Infrastructure, initial training, fees.</summary>
    public double[] Infrastructure => infrastructure[lane];

    /// <summary>Support, posts, flying hours.</summary>
    public double[] Operation => operation[lane];

    /// <summary>Mid-life upgrade, disposal, residual value.</summary>
    public double[] Renewal => renewal[lane];

    /// <summary>The payments that the ceiling on acquisition covers; zero without one.</summary>
    public double[] UnderCeiling => underCeiling[lane];

    /// <summary>Everything but the replacement of missiles fired.</summary>
    public double[] WithoutReplenishment => total[lane];

    /// <summary>Takes the flows of all trials of the group.</summary>
    public void Take(FlowLanes flows)
    {
        flows.Acquisition.Unfold(acquisition);
        flows.Missiles.Unfold(missiles);
        flows.Infrastructure.Unfold(infrastructure);
        flows.Operation.Unfold(operation);
        flows.Renewal.Unfold(renewal);
        flows.UnderCeiling.Unfold(underCeiling);
        flows.Total.Unfold(total);
    }

    /// <summary>Turns to a trial.</summary>
    /// <param name="of">Its lane.</param>
    public void Take(int of) => lane = of;
}
