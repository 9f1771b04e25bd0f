using CostSim.Numerics;

namespace CostSim.Costing;

/// <summary>What an option pays, by kind and year, in real MEUR, in every trial of a group while it is worked out: one option after the other.</summary>
/// <param name="years">Years of the horizon.</param>
internal sealed class FlowLanes(int years)
{
    /// <summary>Units of systems, at contract and at delivery.</summary>
    public LaneSeries Acquisition { get; } = new(years);

    /// <summary>Missiles bought with the orders.</summary>
    public LaneSeries Missiles { get; } = new(years);

    /// <summary>Infrastructure, and, once all is added up, initial training and fees.</summary>
    public LaneSeries Infrastructure { get; } = new(years);

    /// <summary>Initial training.</summary>
    public LaneSeries Training { get; } = new(years);

    /// <summary>What of these the ceiling covers.</summary>
    public LaneSeries UnderCeiling { get; } = new(years);

    /// <summary>Support, posts, flying hours.</summary>
    public LaneSeries Operation { get; } = new(years);

    /// <summary>Mid-life upgrade, disposal, residual value.</summary>
    public LaneSeries Renewal { get; } = new(years);

    /// <summary>All but the replacement of missiles fired.</summary>
    public LaneSeries Total { get; } = new(years);

    /// <summary>Sets to zero what orders add to.</summary>
    public void Clear()
    {
        Acquisition.Clear();
        Missiles.Clear();
        Infrastructure.Clear();
        Training.Clear();
        Operation.Clear();
        Renewal.Clear();
    }
}
