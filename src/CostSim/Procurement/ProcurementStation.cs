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
    private readonly Model model;
    private readonly TrialGroup group;
    private readonly WorldLanes worlds;
    private readonly LaneSeries[] missilePrices;
    private readonly SystemLanes[] systems;
    private readonly ContractDelay[] delays;
    private readonly OptionOrders[] orders;
    private readonly OptionProcurement[] options;

    /// <param name="model">The model.</param>
    /// <param name="group">The trials.</param>
    /// <param name="worlds">Their worlds.</param>
    public ProcurementStation(Model model, TrialGroup group, WorldLanes worlds)
    {
        (this.model, this.group, this.worlds) = (model, group, worlds);
        missilePrices = [.. model.Missiles.Select(_ => new LaneSeries(model.Years))];
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

        var budget = new BudgetCeiling(
            model.Years, Most(model, option => option.Purchases.Length), Most(model, option => option.Purchases.Sum(p => p.Units + 1)));
        options = [.. model.Options.Select((option, o) =>
        {
            SystemLanes[] bought = [.. option.Purchases.Select(p => systems[p.System])];
            var payments = new OrderPayments(model, option, group, orders[o].Lanes, bought, missilePrices, budget);
            return new OptionProcurement(model, option, group, orders[o].Lanes, bought, [.. option.Purchases.Select(p => Delay(option, p))], payments);
        })];
        delays = [.. known.Values];
    }

    /// <summary>The group's view of each system.</summary>
    public ReadOnlySpan<SystemLanes> Systems => systems;

    /// <summary>Price of each missile by year, MEUR, escalation included.</summary>
    public ReadOnlySpan<LaneSeries> MissilePrices => missilePrices;

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

        foreach (LaneSeries prices in missilePrices)
        {
            prices.Unfold();
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

    private static int Most(Model model, Func<OptionPlan, int> count) => model.Options.Select(count).DefaultIfEmpty(0).Max();

    private void Begin<T>()
        where T : struct, IVector<T>
    {
        foreach (OptionOrders one in orders)
        {
            one.Lanes.Clear();
        }

        for (int from = 0; from < TrialGroup.Lanes; from += T.Count)
        {
            foreach (SystemLanes system in systems)
            {
                system.Begin<T>(worlds, from);
            }

            for (int m = 0; m < missilePrices.Length; m++)
            {
                Prices.Fill<T>(model.Missiles[m].Price, worlds, group, from, missilePrices[m]);
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
