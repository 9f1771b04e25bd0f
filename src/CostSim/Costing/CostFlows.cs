using CostSim.Numerics;

namespace CostSim.Costing;

/// <summary>What an option pays, by kind and year, in real MEUR: in the trials of a group, and in the one that is looked at.</summary>
/// <param name="years">Years of the horizon.</param>
/// <param name="acquisition">Unit prices of systems, as procurement has them.</param>
internal sealed class CostFlows(int years, LaneSeries acquisition)
{
    private int lane;

    /// <summary>Unit prices of systems.</summary>
    public double[] Acquisition => acquisition.Row(lane);

    /// <summary>Missiles bought with the orders.</summary>
    public double[] Missiles => MissileLanes.Row(lane);

    /// <summary>Infrastructure, initial training, fees.</summary>
    public double[] Infrastructure => InfrastructureLanes.Row(lane);

    /// <summary>Support, posts, flying hours.</summary>
    public double[] Operation => OperationLanes.Row(lane);

    /// <summary>Mid-life upgrade, disposal, residual value.</summary>
    public double[] Renewal => RenewalLanes.Row(lane);

    /// <summary>Everything but the replacement of missiles fired.</summary>
    public double[] WithoutReplenishment => TotalLanes.Row(lane);

    /// <summary><see cref="Acquisition"/> in every lane.</summary>
    public LaneSeries AcquisitionLanes => acquisition;

    /// <summary><see cref="Missiles"/> in every lane.</summary>
    public LaneSeries MissileLanes { get; } = new(years);

    /// <summary><see cref="Infrastructure"/> in every lane.</summary>
    public LaneSeries InfrastructureLanes { get; } = new(years);

    /// <summary><see cref="Operation"/> in every lane.</summary>
    public LaneSeries OperationLanes { get; } = new(years);

    /// <summary><see cref="Renewal"/> in every lane.</summary>
    public LaneSeries RenewalLanes { get; } = new(years);

    /// <summary><see cref="WithoutReplenishment"/> in every lane.</summary>
    public LaneSeries TotalLanes { get; } = new(years);

    /// <summary>Sets all flows but acquisition to zero, in every lane.</summary>
    public void Clear()
    {
        MissileLanes.Clear();
        InfrastructureLanes.Clear();
        OperationLanes.Clear();
        RenewalLanes.Clear();
    }

    /// <summary>Writes the flows out lane by lane.</summary>
    public void Unfold()
    {
        MissileLanes.Unfold();
        InfrastructureLanes.Unfold();
        OperationLanes.Unfold();
        RenewalLanes.Unfold();
        TotalLanes.Unfold();
    }

    /// <summary>Turns to a trial.</summary>
    /// <param name="of">Its lane.</param>
    public void Take(int of) => lane = of;
}
