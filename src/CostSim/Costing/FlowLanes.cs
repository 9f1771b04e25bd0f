using CostSim.Numerics;

namespace CostSim.Costing;

/// <summary>What an option pays, by kind and year, in real MEUR, in every trial of a group while it is worked out: one option after the other.</summary>
/// <param name="years">Years of the horizon.</param>
internal sealed class FlowLanes(int years)
{
    /// <summary>Missiles bought with the orders.</summary>
    public LaneSeries Missiles { get; } = new(years);

    /// <summary>Infrastructure, initial training, fees.</summary>
    public LaneSeries Infrastructure { get; } = new(years);

    /// <summary>Support, posts, flying hours.</summary>
    public LaneSeries Operation { get; } = new(years);

    /// <summary>Mid-life upgrade, disposal, residual value.</summary>
    public LaneSeries Renewal { get; } = new(years);

    /// <summary>All of these, and acquisition.</summary>
    public LaneSeries Total { get; } = new(years);

    /// <summary>Sets all flows to zero but the total.</summary>
    public void Clear()
    {
        Missiles.Clear();
        Infrastructure.Clear();
        Operation.Clear();
        Renewal.Clear();
    }
}
