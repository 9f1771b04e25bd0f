using CostSim.Compilation;
using CostSim.Numerics;
using CostSim.World;

namespace CostSim.Procurement;

/// <summary>
/// The capital payments of an option's orders: what they come to, when they are made, and the deliveries that wait for them. A unit comes with its
/// share of the order's missiles and with its initial training, once all of these that the ceiling covers are paid.
/// </summary>
internal sealed class OrderPayments
{
    private readonly Model model;
    private readonly OptionPlan option;
    private readonly TrialGroup group;
    private readonly OrderLanes orders;
    private readonly SystemLanes[] systems;
    private readonly LaneSeries[] missilePrices;
    private readonly BudgetCeiling budget;
    private readonly int[] payments;
    private readonly int[][] armed;
    private readonly LanePlaces places;
    private readonly double[] struck = new double[TrialGroup.Lanes];
    private readonly double[] struckByPrice = new double[TrialGroup.Lanes];

    /// <param name="model">The model.</param>
    /// <param name="option">The option.</param>
    /// <param name="group">The trials.</param>
    /// <param name="orders">Its orders; receives what is paid when.</param>
    /// <param name="systems">The system of each order.</param>
    /// <param name="missilePrices">Price of each missile by year, MEUR.</param>
    /// <param name="budget">Serves the payments of one option after the other.</param>
    public OrderPayments(
        Model model, OptionPlan option, TrialGroup group, OrderLanes orders, SystemLanes[] systems, LaneSeries[] missilePrices, BudgetCeiling budget)
    {
        (this.model, this.option, this.group, this.orders) = (model, option, group, orders);
        (this.systems, this.missilePrices, this.budget, places) = (systems, missilePrices, budget, new LanePlaces(model.Years));
        armed = [.. option.Purchases.Select(purchase => Enumerable.Range(0, missilePrices.Length).Where(m => purchase.Missiles[m] > 0).ToArray())];
        payments = [.. option.Purchases.Select((purchase, i) => 1 + (Waits(i) ? purchase.Units : 0))];
    }

    private CeilingCover Cover => model.Economy.Cover;

    /// <summary>Works out what an order costs, as multiples of prices that go by the year.</summary>
    public void Price<T>(int i, int from)
        where T : struct, IVector<T>
    {
        PurchasePlan purchase = option.Purchases[i];
        CostPlan cost = systems[i].Plan.Cost;
        JointPlan? joint = purchase.Joint;
        T attributed = group.In<T>(cost.AirDefenceShare, from);
        T discount = joint is null ? T.Zero : group.In<T>(joint.Discount, from);
        T premium = T.Of(1) + group.In<T>(option.Regime.PricePremium, from);
        T first = group.In<T>(cost.Growth, from) * (T.Of(1) - discount) * premium * attributed;
        T share = group.In<T>(cost.ContractShare, from);
        T units = T.Zero;
        for (int j = 0; j < purchase.Units; j++)
        {
            units += ByPrice<T>(i, j, from);
        }

        orders.FirstUnit.Set(i, from, first);
        orders.AtContract.Set(i, from, share * first * units);
        orders.AtDelivery.Set(i, from, (T.Of(1) - share) * first);
        T own = joint is null ? T.Of(1) : group.In<T>(joint.FixedShare, from);
        orders.Infrastructure.Set(i, from, attributed * group.In<T>(cost.Infrastructure, from) * own);
        orders.Training.Set(i, from, attributed * group.In<T>(cost.InitialTraining, from));
    }

    /// <summary>Strikes what an abandoned order has not delivered by then.</summary>
    public void Strike<T>(int primary, int from)
        where T : struct, IVector<T>
    {
        LaneSeries deliveries = orders.Delivered[primary];
        T stop = orders.AbandonedAt.At<T>(primary, from);
        (T count, T byPrice) = (T.Zero, T.Zero);
        for (int j = 0; j < deliveries.Length; j++)
        {
            T delivered = deliveries.At<T>(j, from);
            T never = T.AtLeast(delivered, stop);
            count += never & T.Of(1);
            byPrice += never & ByPrice<T>(primary, j, from);
            deliveries.Set(j, from, T.Select(never, T.Of(double.PositiveInfinity), delivered));
        }

        count.Store(ref struck[0], from);
        byPrice.Store(ref struckByPrice[0], from);
    }

    /// <summary>Makes the payments: those that the ceiling covers as it allows, and the deliveries wait for them; all others when they fall due.</summary>
    public void Pay<T>(WorldLanes worlds, int from)
        where T : struct, IVector<T>
    {
        int primary = option.Fallback?.Primary ?? -1;
        if (Cover.Any)
        {
            budget.Queue.Begin(payments);
            for (int i = 0; i < payments.Length; i++)
            {
                List<T>(i, worlds, from);
            }

            budget.Serve(
                worlds.Ceiling, group.In<T>(model.Economy.StretchPenalty, from), primary, T.Load(ref orders.FeeTime[0], from), from, orders.Paid(true));
            for (int i = 0; i < payments.Length; i++)
            {
                for (int j = 0; j + 1 < payments[i]; j++)
                {
                    orders.Delivered[i].Set(j, from, budget.Served<T>(i, 1 + j, from));
                }
            }
        }

        for (int i = 0; i < payments.Length && !Cover.All; i++)
        {
            orders.Paid(false).PayContract(i, orders.Contract.At<T>(i, from), from);
            orders.Paid(false).PayUnits<T>(i, orders.Delivered[i], systems[i].Learning, from);
        }

        if (primary >= 0)
        {
            Terminate<T>(primary, worlds, from);
        }
    }

    /// <summary>Lists what the ceiling covers of an order: what falls due at contract, and what falls due with each unit.</summary>
    private void List<T>(int i, WorldLanes worlds, int from)
        where T : struct, IVector<T>
    {
        budget.Queue.Set(i, 0, from, orders.Contract.At<T>(i, from), T.Of(1));
        for (int j = 0; j + 1 < payments[i]; j++)
        {
            budget.Queue.Set(i, 1 + j, from, orders.Delivered[i].At<T>(j, from), ByPrice<T>(i, j, from));
        }

        (int contract, int units) = (orders.Paid(true).Contract(i), orders.Paid(true).Units(i));
        for (int y = 0; y < model.Years; y++)
        {
            T price = systems[i].Price.At<T>(y, from);
            T equipment = worlds.EquipmentIndex.At<T>(y, from);
            T fixedCost = Cover.Infrastructure ? orders.Infrastructure.At<T>(i, from) * equipment : T.Zero;
            T training = Cover.Training ? orders.Training.At<T>(i, from) * equipment : T.Zero;
            T missiles = Cover.Missiles ? Armament<T>(i, y, from) : T.Zero;
            T atContract = Cover.Units ? orders.AtContract.At<T>(i, from) * price : T.Zero;
            T atDelivery = Cover.Units ? orders.AtDelivery.At<T>(i, from) * price : T.Zero;
            budget.Queue.SetAmount(contract + y, from, fixedCost + atContract, T.Zero);
            budget.Queue.SetAmount(units + y, from, missiles + training, atDelivery);
        }
    }

    /// <summary>The fee on what of a signed contract is committed and not paid when it is ended, at the prices of that year.</summary>
    private void Terminate<T>(int primary, WorldLanes worlds, int from)
        where T : struct, IVector<T>
    {
        var time = T.Load(ref orders.FeeTime[0], from);
        places.Find(time, from);
        T price = systems[primary].Price.At<T>(places);
        T equipment = worlds.EquipmentIndex.At<T>(places);
        T withUnit = orders.Training.At<T>(primary, from) * equipment;
        foreach (int m in armed[primary])
        {
            withUnit += PerUnit<T>(primary, m, from) * missilePrices[m].At<T>(places);
        }

        T unpaid = (T.Load(ref struck[0], from) * withUnit) + (T.Load(ref struckByPrice[0], from) * orders.AtDelivery.At<T>(primary, from) * price);
        T unmade = Cover.Any ? budget.Unmade<T>(from) : T.Zero;
        unpaid += unmade * (Cover.Units ? orders.AtContract.At<T>(primary, from) * price : T.Zero);
        unpaid += unmade * (Cover.Infrastructure ? orders.Infrastructure.At<T>(primary, from) * equipment : T.Zero);
        T within = T.Above(T.Of(model.Years), time);
        (within & (group.In<T>(option.Fallback!.FeeShare, from) * unpaid)).Store(ref orders.Fee[0], from);
    }

    /// <summary>Whether the units of an order wait for payments that the ceiling covers.</summary>
    private bool Waits(int i) => Cover.Units || (Cover.Missiles && armed[i].Length > 0)
        || (Cover.Training && !systems[i].Plan.Cost.InitialTraining.IsZero);

    /// <summary>Price of a unit of an order as a multiple of the first unit's.</summary>
    private T ByPrice<T>(int i, int unit, int from)
        where T : struct, IVector<T> => systems[i].Learning is { } learning ? learning.At<T>(unit, from) : T.Of(1);

    /// <summary>What the missiles that come with a unit of an order cost in a year, MEUR.</summary>
    private T Armament<T>(int i, int year, int from)
        where T : struct, IVector<T>
    {
        T cost = T.Zero;
        foreach (int m in armed[i])
        {
            cost += PerUnit<T>(i, m, from) * missilePrices[m].At<T>(year, from);
        }

        return cost;
    }

    /// <summary>Missiles of a kind that come with a unit of an order, attribution included.</summary>
    private T PerUnit<T>(int i, int missile, int from)
        where T : struct, IVector<T> =>
        group.In<T>(systems[i].Plan.Cost.AirDefenceShare, from) * T.Of((double)option.Purchases[i].Missiles[missile] / option.Purchases[i].Units);
}
