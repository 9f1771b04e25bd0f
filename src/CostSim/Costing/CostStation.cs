using System.Runtime.Intrinsics;
using CostSim.Compilation;
using CostSim.Numerics;
using CostSim.Procurement;
using CostSim.World;

namespace CostSim.Costing;

/// <summary>
/// Turns an option's orders into payments: every stream of cost but the replacement of missiles fired. All trials of a group at once, a lane
/// each.
/// </summary>
internal sealed class CostStation
{
    private readonly Model model;
    private readonly TrialGroup group;
    private readonly WorldLanes worlds;
    private readonly ProcurementStation procurement;
    private readonly CostFlows[] flows;
    private readonly FlowLanes flow;
    private readonly Replacement[] replacement;
    private readonly OrderCosts costs;
    private readonly LanePlaces places;
    private int current;

    /// <param name="model">The model.</param>
    /// <param name="group">The trials.</param>
    /// <param name="worlds">Their worlds.</param>
    /// <param name="procurement">Their orders.</param>
    public CostStation(Model model, TrialGroup group, WorldLanes worlds, ProcurementStation procurement)
    {
        (this.model, this.group, this.worlds, this.procurement) = (model, group, worlds, procurement);
        LaneSeries[] missilePrices = procurement.MissilePrices.ToArray();
        flows = [.. model.Options.Select(_ => new CostFlows(model.Years))];
        replacement = [.. model.Options.Select(option => new Replacement(model, option, group, missilePrices))];
        flow = new FlowLanes(model.Years);
        costs = new OrderCosts(model, group, worlds, missilePrices, flow);
        places = new LanePlaces(model.Years);
    }

    /// <summary>Payments of an option.</summary>
    public CostFlows Flows(int option) => flows[option];

    /// <summary>Price of a missile by year, MEUR, escalation included.</summary>
    public ReadOnlySpan<double> MissilePrices(int missile) => procurement.MissilePrices[missile].Row(current);

    /// <summary>What an option pays to replace missiles that were fired.</summary>
    public Replacement Replacement(int option) => replacement[option];

    /// <summary>Runs the trials of the group for every option; their worlds and orders are worked out.</summary>
    public void BeginGroup()
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Begin<Eight>();
        }
        else
        {
            Begin<Four>();
        }
    }

    /// <summary>Turns to a trial.</summary>
    /// <param name="lane">Its lane.</param>
    public void Take(int lane)
    {
        current = lane;
        for (int o = 0; o < flows.Length; o++)
        {
            flows[o].Take(lane);
            replacement[o].Take(lane);
        }
    }

    private void Begin<T>()
        where T : struct, IVector<T>
    {
        for (int o = 0; o < flows.Length; o++)
        {
            flow.Clear();
            for (int from = 0; from < TrialGroup.Lanes; from += T.Count)
            {
                Run<T>(model.Options[o], procurement.Orders(o).Lanes, from);
            }

            flows[o].Take(flow);
        }
    }

    private void Run<T>(OptionPlan option, OrderLanes orders, int from)
        where T : struct, IVector<T>
    {
        for (int i = 0; i < option.Purchases.Length; i++)
        {
            if (T.Any(T.Above(T.Of(model.Years), orders.Contract.At<T>(i, from))))
            {
                costs.Run<T>(orders, i, option.Purchases[i], procurement.Systems[option.Purchases[i].System], from);
            }
        }

        AddUp<T>(from);
        if (option.Fallback is not null)
        {
            Terminate<T>(orders, from);
        }
    }

    /// <summary>Sets infrastructure, training and operation at the prices of their years, until then those of the first, and adds all up.</summary>
    private void AddUp<T>(int from)
        where T : struct, IVector<T>
    {
        CeilingCover cover = model.Economy.Cover;
        for (int y = 0; y < model.Years; y++)
        {
            (T acquisition, T missiles) = (flow.Acquisition.At<T>(y, from), flow.Missiles.At<T>(y, from));
            T infrastructure = flow.Infrastructure.At<T>(y, from) * worlds.EquipmentIndex.At<T>(y, from);
            T training = flow.Training.At<T>(y, from) * worlds.EquipmentIndex.At<T>(y, from);
            T operation = flow.Operation.At<T>(y, from) * worlds.OperationIndex.At<T>(y, from);
            T covered = (cover.Units ? acquisition : T.Zero) + (cover.Missiles ? missiles : T.Zero);
            covered += (cover.Infrastructure ? infrastructure : T.Zero) + (cover.Training ? training : T.Zero);
            flow.Infrastructure.Set(y, from, infrastructure + training);
            flow.Operation.Set(y, from, operation);
            flow.UnderCeiling.Set(y, from, covered);
            T bought = acquisition + missiles + (infrastructure + training);
            flow.Total.Set(y, from, bought + operation + flow.Renewal.At<T>(y, from));
        }
    }

    /// <summary>Adds the fee on a contract that was ended.</summary>
    private void Terminate<T>(OrderLanes orders, int from)
        where T : struct, IVector<T>
    {
        places.Find(T.Load(ref orders.FeeTime[0], from), from);
        var fee = T.Load(ref orders.Fee[0], from);
        flow.Infrastructure.Add(places, fee);
        flow.Total.Add(places, fee);
    }
}
