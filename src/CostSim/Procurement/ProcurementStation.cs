using System.Runtime.Intrinsics;
using CostSim.Compilation;
using CostSim.Numerics;
using CostSim.World;

namespace CostSim.Procurement;

/// <summary>
/// From order to operational units, and what acquisition costs by year: contracts, deliveries under slip, supplier's queue and budget
/// ceiling, and the fallback policy. All trials of a group at once, a lane each.
/// </summary>
internal sealed class ProcurementStation
{
    private readonly WorldLanes worlds;
    private readonly SystemLanes[] systems;
    private readonly ContractDelay[] delays;
    private readonly OptionOrders[] orders;
    private readonly OptionProcurement[] options;

    /// <param name="model">The model.</param>
    /// <param name="group">The trials.</param>
    /// <param name="worlds">Their worlds.</param>
    public ProcurementStation(Model model, TrialGroup group, WorldLanes worlds)
    {
        this.worlds = worlds;
        systems = [.. model.Systems.Select((_, i) => new SystemLanes(model, i, group))];
        orders = [.. model.Options.Select(option => new OptionOrders(model, option))];
        var known = new Dictionary<(DecisionPlan Decision, RegimePlan Regime, JointPlan? Joint), ContractDelay>();
        ContractDelay Delay(OptionPlan option, PurchasePlan purchase)
        {
            (DecisionPlan decision, RegimePlan regime, JointPlan? joint) key = (model.Systems[purchase.System].Schedule.Decision, option.Regime, purchase.Joint);
            if (!known.TryGetValue(key, out ContractDelay? delay))
            {
                known.Add(key, delay = new ContractDelay(key.decision, key.regime, key.joint, group));
            }

            return delay;
        }

        var budget = new BudgetCeiling(model.Years, model.Options.Select(option => option.Purchases.Sum(p => p.Units + 1)).DefaultIfEmpty(0).Max());
        options =
        [
            .. model.Options.Select((option, o) => new OptionProcurement(
                model, option, group, orders[o].Lanes, [.. option.Purchases.Select(p => systems[p.System])], [.. option.Purchases.Select(p => Delay(option, p))],
                budget)),
        ];
        delays = [.. known.Values];
    }

    /// <summary>The group's view of each system.</summary>
    public ReadOnlySpan<SystemLanes> Systems => systems;

    /// <summary>What became of an option's orders.</summary>
    public OptionOrders Orders(int option) => orders[option];

    /// <summary>Runs the trials of the group for every option; their worlds are worked out.</summary>
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

        foreach (OptionOrders one in orders)
        {
            one.Lanes.Unfold();
        }
    }

    /// <summary>Turns to a trial.</summary>
    /// <param name="lane">Its lane.</param>
    public void Take(int lane)
    {
        foreach (OptionOrders one in orders)
        {
            one.Take(lane);
        }
    }

    private void Begin<T>()
        where T : struct, IVector<T>
    {
        for (int from = 0; from < TrialGroup.Lanes; from += T.Count)
        {
            foreach (SystemLanes system in systems)
            {
                system.Begin<T>(worlds, from);
            }

            foreach (ContractDelay delay in delays)
            {
                delay.Begin<T>(from);
            }

            foreach (OptionProcurement option in options)
            {
                option.Begin<T>(worlds, from);
            }
        }
    }
}
