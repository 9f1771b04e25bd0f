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
    private readonly BudgetCeiling budget;
    private readonly int[] payments;
    private readonly LanePlaces places;

    /// <param name="model">The model.</param>
    /// <param name="option">The option.</param>
    /// <param name="group">The trials.</param>
    /// <param name="orders">Receives what becomes of the orders.</param>
    /// <param name="systems">The system of each order.</param>
    /// <param name="delays">The time to the contract of each order.</param>
    /// <param name="budget">Serves the payments of one option after the other.</param>
    public OptionProcurement(
        Model model, OptionPlan option, TrialGroup group, OrderLanes orders, SystemLanes[] systems, ContractDelay[] delays,
        BudgetCeiling budget)
    {
        (this.model, this.option, this.group, this.orders) = (model, option, group, orders);
        (this.systems, this.delays, this.budget, places) = (systems, delays, budget, new LanePlaces(model.Years));
        payments = new int[option.Purchases.Length + 1];
        for (int i = 0; i < option.Purchases.Length; i++)
        {
            payments[i + 1] = payments[i] + 1 + option.Purchases[i].Units;
        }
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

        budget.Payments.Begin(payments);
        for (int i = 0; i < option.Purchases.Length; i++)
        {
            Pay<T>(i, worlds, from);
        }

        if (budget.Serve<T>(worlds.Ceiling, from, orders.Acquisition))
        {
            Postpone<T>(from);
        }

        budget.Stretch<T>(from).Store(ref orders.Stretch[0], from);

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

    /// <summary>Lists the payments of an order: a share of all units at contract, the rest of each at its delivery.</summary>
    private void Pay<T>(int i, WorldLanes worlds, int from)
        where T : struct, IVector<T>
    {
        PurchasePlan purchase = option.Purchases[i];
        SystemLanes system = systems[i];
        T share = group.In<T>(system.Plan.Cost.ContractShare, from);
        T first = FirstUnit<T>(i, from);
        orders.FirstUnit.Set(i, from, first);
        if (option.Fallback is { } fallback && fallback.Primary == i)
        {
            Abandon(fallback, first * (T.Of(1) - share), from);
        }

        LaneSeries deliveries = orders.Delivered[i];
        int payment = budget.Payments.First(i);
        T contract = orders.Contract.At<T>(i, from);
        places.Find(contract, from);
        T units = T.Of(purchase.Units);
        if (system.Learning is not null)
        {
            units = T.Zero;
            for (int j = 0; j < purchase.Units; j++)
            {
                units += system.Learning.At<T>(j, from);
            }
        }

        budget.Payments.Add(payment, from, contract, share * (first * system.Price.At<T>(places)) * units);
        for (int j = 0; j < purchase.Units; j++)
        {
            T delivered = deliveries.At<T>(j, from);
            places.Find(delivered, from);
            T price = first * system.Price.At<T>(places);
            price = system.Learning is null ? price : price * system.Learning.At<T>(j, from);
            if (system.Plan.Schedule.Retires)
            {
                orders.UnitPrice[i].Set(j, from, price);
            }

            budget.Payments.Add(payment + 1 + j, from, delivered, (T.Of(1) - share) * price);
        }
    }

    /// <summary>What the first unit of an order costs, as a multiple of the system's price.</summary>
    private T FirstUnit<T>(int i, int from)
        where T : struct, IVector<T>
    {
        CostPlan cost = systems[i].Plan.Cost;
        T growth = group.In<T>(cost.Growth, from);
        T discount = option.Purchases[i].Joint is { } joint ? group.In<T>(joint.Discount, from) : T.Zero;
        T premium = T.Of(1) + group.In<T>(option.Regime.PricePremium, from);
        return growth * (T.Of(1) - discount) * premium * group.In<T>(cost.AirDefenceShare, from);
    }

    /// <summary>
    /// Strikes what an abandoned order has not delivered by then, and works out the fee on what of it was committed and not yet paid when a signed
    /// contract is ended. What would have come beyond the horizon is priced at its last year.
    /// </summary>
    private void Abandon<T>(FallbackPlan fallback, T rest, int from)
        where T : struct, IVector<T>
    {
        SystemLanes system = systems[fallback.Primary];
        LaneSeries deliveries = orders.Delivered[fallback.Primary];
        T stop = orders.AbandonedAt.At<T>(fallback.Primary, from);
        T unpaid = T.Zero;
        for (int j = 0; j < deliveries.Length; j++)
        {
            T delivered = deliveries.At<T>(j, from);
            T struck = T.AtLeast(delivered, stop);
            places.Find(T.Min(delivered, T.Of(model.Years - 1)), from);
            T price = rest * system.Price.At<T>(places);
            unpaid += struck & (system.Learning is null ? price : price * system.Learning.At<T>(j, from));
            deliveries.Set(j, from, T.Select(struck, Never<T>(), delivered));
        }

        T due = T.Above(Never<T>(), T.Load(ref orders.FeeTime[0], from));
        (due & (group.In<T>(fallback.FeeShare, from) * unpaid)).Store(ref orders.Fee[0], from);
    }

    /// <summary>Units come when they are paid for; what is stretched is dearer.</summary>
    private void Postpone<T>(int from)
        where T : struct, IVector<T>
    {
        for (int i = 0; i < option.Purchases.Length; i++)
        {
            LaneSeries deliveries = orders.Delivered[i];
            for (int j = 0; j < deliveries.Length; j++)
            {
                deliveries.Set(j, from, T.Max(deliveries.At<T>(j, from), budget.Served.At<T>(budget.Payments.First(i) + 1 + j, from)));
            }
        }

        T penalty = T.Max(T.Of(1), T.Of(1) + (group.In<T>(model.Economy.StretchPenalty, from) * budget.Stretch<T>(from)));
        for (int y = 0; y < model.Years && !model.Economy.StretchPenalty.IsZero; y++)
        {
            orders.Acquisition.Set(y, from, orders.Acquisition.At<T>(y, from) * penalty);
        }
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
