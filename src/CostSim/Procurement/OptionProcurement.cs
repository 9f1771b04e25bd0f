using CostSim.Compilation;
using CostSim.Numerics;
using CostSim.Scenarios;
using CostSim.World;

namespace CostSim.Procurement;

/// <summary>The orders of one option in the trials of a group: contracts, fallback, payments under the budget ceiling, operation.</summary>
internal sealed class OptionProcurement
{
    private readonly Model model;
    private readonly OptionPlan option;
    private readonly TrialGroup group;
    private readonly OrderLanes orders;
    private readonly SystemLanes[] systems;
    private readonly ContractDelay[] delays;
    private readonly OrderPayments payments;

    /// <param name="model">The model.</param>
    /// <param name="option">The option.</param>
    /// <param name="group">The trials.</param>
    /// <param name="orders">Receives what becomes of the orders.</param>
    /// <param name="systems">The system of each order.</param>
    /// <param name="delays">The time to the contract of each order.</param>
    /// <param name="payments">What the orders are paid, and when.</param>
    public OptionProcurement(
        Model model, OptionPlan option, TrialGroup group, OrderLanes orders, SystemLanes[] systems, ContractDelay[] delays,
        OrderPayments payments)
    {
        (this.model, this.option, this.group, this.orders) = (model, option, group, orders);
        (this.systems, this.delays, this.payments) = (systems, delays, payments);
    }

    private static T Never<T>()
        where T : struct, IVector<T> => T.Of(double.PositiveInfinity);

    private static T Everywhere<T>()
        where T : struct, IVector<T> => T.AtLeast(T.Zero, T.Zero);

    /// <summary>Runs the option in some lanes; systems and delays are worked out.</summary>
    public void Begin<T>(WorldLanes worlds, int from)
        where T : struct, IVector<T>
    {
        T.Zero.Store(ref orders.FallbackUsed[0], from);
        T.Zero.Store(ref orders.Fee[0], from);
        Never<T>().Store(ref orders.FeeTime[0], from);
        int regular = option.Fallback?.FirstFallback ?? option.Purchases.Length;
        for (int i = 0; i < regular; i++)
        {
            Order(i, T.Of(option.Purchases[i].Order), Everywhere<T>(), from);
        }

        if (option.Fallback is { } fallback)
        {
            Decide<T>(fallback, from);
        }

        for (int i = 0; i < option.Purchases.Length; i++)
        {
            payments.Price<T>(i, from);
        }

        if (option.Fallback is { } signed)
        {
            payments.Strike<T>(signed.Primary, from);
        }

        payments.Pay<T>(worlds, from);
        for (int i = 0; i < option.Purchases.Length; i++)
        {
            Operate<T>(i, from);
        }
    }

    /// <summary>Contract and deliveries as planned, before the budget has its say, in the lanes where it is ordered.</summary>
    private void Order<T>(int i, T start, T ordered, int from)
        where T : struct, IVector<T>
    {
        T contract = T.Select(ordered, start + delays[i].Years<T>(from), Never<T>());
        orders.Contract.Set(i, from, contract);
        orders.Cancelled.Set(i, from, delays[i].Cancelled<T>(from) & ordered);
        orders.Active.Set(i, from, ordered);
        orders.AbandonedAt.Set(i, from, Never<T>());
        systems[i].Deliver(contract, from, orders.Delivered[i]);
    }

    /// <summary>Whether the primary is abandoned at the deadline; then the fallback is ordered.</summary>
    private void Decide<T>(FallbackPlan fallback, int from)
        where T : struct, IVector<T>
    {
        T deadline = T.Max(T.Zero, group.In<T>(fallback.Deadline, from) - T.Of(model.Scenario.Horizon.StartYear));
        int primary = fallback.Primary;
        T contract = orders.Contract.At<T>(primary, from);
        T trigger = fallback.Trigger == FallbackTrigger.Contract ? contract : orders.Delivered[primary].At<T>(0, from);
        T used = T.AtLeast(T.Zero, deadline) | T.Above(trigger, deadline);
        used.Store(ref orders.FallbackUsed[0], from);
        for (int i = fallback.FirstFallback; i < option.Purchases.Length; i++)
        {
            Order(i, T.Max(deadline, T.Of(option.Purchases[i].Order)), used, from);
        }

        T signed = used & T.Above(deadline, contract);
        orders.Active.Set(primary, from, T.Select(used, T.Zero, Everywhere<T>()));
        orders.AbandonedAt.Set(primary, from, T.Select(used, deadline, Never<T>()));
        T.Select(signed, deadline, Never<T>()).Store(ref orders.FeeTime[0], from);
        orders.Contract.Set(primary, from, T.Select(used & T.AtLeast(contract, deadline), Never<T>(), contract));
    }

    private void Operate<T>(int i, int from)
        where T : struct, IVector<T>
    {
        SchedulePlan schedule = systems[i].Plan.Schedule;
        T training = group.In<T>(schedule.Training, from);
        T life = group.In<T>(schedule.ServiceLife, from);
        LaneSeries deliveries = orders.Delivered[i];
        for (int j = 0; j < deliveries.Length; j++)
        {
            T delivered = deliveries.At<T>(j, from);
            orders.Operational[i].Set(j, from, delivered + training);
            if (schedule.Retires)
            {
                orders.Retired[i].Set(j, from, delivered + life);
            }
        }
    }
}
