using CostSim.Compilation;
using CostSim.Numerics;
using CostSim.Procurement;
using CostSim.World;

namespace CostSim.Costing;

/// <summary>What an order costs, in the trials of a group, a lane each.</summary>
internal sealed class OrderCosts
{
    private readonly Model model;
    private readonly TrialGroup group;
    private readonly WorldLanes worlds;
    private readonly CeilingCover cover;
    private readonly LaneSeries[] missilePrices;
    private readonly FlowLanes flow;
    private readonly LaneSeries come;
    private readonly LaneSeries upgrades;
    private readonly LanePlaces places;

    /// <param name="model">The model.</param>
    /// <param name="group">The trials.</param>
    /// <param name="worlds">Their worlds.</param>
    /// <param name="missilePrices">Price of each missile by year, MEUR.</param>
    /// <param name="flow">Receives the costs of an option.</param>
    public OrderCosts(Model model, TrialGroup group, WorldLanes worlds, LaneSeries[] missilePrices, FlowLanes flow)
    {
        (this.model, this.group, this.worlds, this.missilePrices, this.flow) = (model, group, worlds, missilePrices, flow);
        cover = model.Economy.Cover;
        upgrades = new LaneSeries(model.Options.SelectMany(option => option.Purchases).Select(p => p.Units).DefaultIfEmpty(0).Max());
        come = new LaneSeries(model.Years);
        places = new LanePlaces(model.Years);
    }

    /// <summary>Adds what an order costs in some lanes; infrastructure, training and operation at the prices of the first year.</summary>
    /// <param name="orders">The orders of the option.</param>
    /// <param name="i">Which of them.</param>
    /// <param name="purchase">What is ordered.</param>
    /// <param name="system">Its system.</param>
    /// <param name="from">First of the lanes.</param>
    public void Run<T>(OrderLanes orders, int i, PurchasePlan purchase, SystemLanes system, int from)
        where T : struct, IVector<T>
    {
        CostPlan cost = system.Plan.Cost;
        T share = group.In<T>(cost.AirDefenceShare, from);
        Acquire<T>(orders, i, system, from);
        Arm(orders, i, purchase, share, from);
        if (!cost.Infrastructure.IsZero || !cost.InitialTraining.IsZero)
        {
            Equip<T>(orders, i, from);
        }

        if (!cost.MidLifeShare.IsZero)
        {
            Upgrade<T>(orders, i, system, from);
        }

        T perYear = group.In<T>(cost.Support, from) + (group.In<T>(cost.Posts, from) * group.In<T>(model.Economy.PostCost, from));
        perYear = share * (perYear + (group.In<T>(cost.Hours, from) * group.In<T>(cost.HourCost, from)));
        if (system.Plan.Schedule.Retires)
        {
            OperateForLife(orders, i, perYear, from);
            Retire(orders, i, system, share, from);
        }
        else
        {
            Operate(orders.Operational[i], perYear, from);
        }
    }

    /// <summary>Counts, year by year, what comes, each at its weight.</summary>
    /// <returns>The first year in which something does, and the one after the last.</returns>
    private (int First, int End) Count<T>(LaneSeries dates, int units, LaneSeries? weights, int from)
        where T : struct, IVector<T>
    {
        var arrivals = new Arrivals<T>(dates, 0, units, model.Years, from);
        int first = arrivals.Start();
        int year = first;
        for (; year < model.Years && !arrivals.Done; year++)
        {
            come.Set(year, from, arrivals.In(year, weights));
        }

        return (first, year);
    }

    /// <summary>Units are paid at the prices of the years in which they are paid, part at contract and part at delivery.</summary>
    private void Acquire<T>(OrderLanes orders, int i, SystemLanes system, int from)
        where T : struct, IVector<T>
    {
        PaidShares paid = orders.Paid(cover.Units);
        (T contract, T delivery) = (orders.AtContract.At<T>(i, from), orders.AtDelivery.At<T>(i, from));
        for (int y = 0; y < model.Years; y++)
        {
            T units = (contract * paid.AtContract<T>(i, y, from)) + (delivery * paid.WithUnitsByPrice<T>(i, y, from));
            flow.Acquisition.Add(y, from, units * system.Price.At<T>(y, from));
        }
    }

    /// <summary>The missiles of an order come with its units, an equal share with each.</summary>
    private void Arm<T>(OrderLanes orders, int i, PurchasePlan purchase, T share, int from)
        where T : struct, IVector<T>
    {
        PaidShares paid = orders.Paid(cover.Missiles);
        for (int m = 0; m < missilePrices.Length; m++)
        {
            T perUnit = share * T.Of((double)purchase.Missiles[m] / purchase.Units);
            for (int y = 0; y < model.Years && purchase.Missiles[m] > 0; y++)
            {
                flow.Missiles.Add(y, from, perUnit * missilePrices[m].At<T>(y, from) * paid.WithUnits<T>(i, y, from));
            }
        }
    }

    /// <summary>Infrastructure at contract, initial training at each delivery.</summary>
    private void Equip<T>(OrderLanes orders, int i, int from)
        where T : struct, IVector<T>
    {
        (PaidShares atContract, PaidShares withUnits) = (orders.Paid(cover.Infrastructure), orders.Paid(cover.Training));
        (T infrastructure, T training) = (orders.Infrastructure.At<T>(i, from), orders.Training.At<T>(i, from));
        for (int y = 0; y < model.Years; y++)
        {
            flow.Infrastructure.Add(y, from, infrastructure * atContract.AtContract<T>(i, y, from));
            flow.Training.Add(y, from, training * withUnits.WithUnits<T>(i, y, from));
        }
    }

    /// <summary>Operating cost counts the fraction of each year in which a unit is operational.</summary>
    private void Operate<T>(LaneSeries operational, T perYear, int from)
        where T : struct, IVector<T>
    {
        var arrivals = new Arrivals<T>(operational, 0, operational.Length, model.Years, from);
        int year = arrivals.Start();
        for (; year < model.Years && !arrivals.Done; year++)
        {
            flow.Operation.Add(year, from, arrivals.Presence(year) * perYear);
        }

        T lasting = arrivals.Settled * perYear;
        for (; year < model.Years; year++)
        {
            flow.Operation.Add(year, from, lasting);
        }
    }

    /// <summary>The same for units that retire.</summary>
    private void OperateForLife<T>(OrderLanes orders, int i, T perYear, int from)
        where T : struct, IVector<T>
    {
        for (int j = 0; j < orders.Operational[i].Length; j++)
        {
            T start = orders.Operational[i].At<T>(j, from);
            T end = orders.Retired[i].At<T>(j, from);
            for (int y = 0; y < model.Years; y++)
            {
                T fraction = T.Max(T.Zero, T.Min(end, T.Of(y + 1)) - T.Max(start, T.Of(y)));
                flow.Operation.Add(y, from, fraction * perYear);
            }
        }
    }

    /// <summary>A mid-life upgrade of what has not retired by then costs a share of what the unit would cost in its year.</summary>
    private void Upgrade<T>(OrderLanes orders, int i, SystemLanes system, int from)
        where T : struct, IVector<T>
    {
        CostPlan cost = system.Plan.Cost;
        T age = group.In<T>(cost.MidLifeAge, from);
        T happens = T.Above(group.In<T>(system.Plan.Schedule.ServiceLife, from), age);
        T share = happens & (T.Max(T.Zero, group.In<T>(cost.MidLifeShare, from)) * orders.FirstUnit.At<T>(i, from));
        LaneSeries deliveries = orders.Delivered[i];
        int later = system.Learning is null ? WholeYears(cost.MidLifeAge) : -1;
        (int first, int end) = later < 0 ? (0, 0) : Count<T>(deliveries, deliveries.Length, null, from);
        if (later < 0)
        {
            for (int j = 0; j < deliveries.Length; j++)
            {
                upgrades.Set(j, from, deliveries.At<T>(j, from) + age);
            }

            (first, end) = Count<T>(upgrades, deliveries.Length, system.Learning, from);
            later = 0;
        }

        for (int y = first + later; y < Math.Min(model.Years, end + later); y++)
        {
            flow.Renewal.Add(y, from, share * system.Price.At<T>(y, from) * come.At<T>(y - later, from));
        }
    }

    /// <summary>A time that is the same whole number of years in every trial: what comes so much later comes as many years later; −1 for any other.</summary>
    private int WholeYears(Scalar time) =>
        time.IsConstant && time.In([]) is double years && years >= 0 && years <= model.Years && years == Math.Floor(years) ? (int)years : -1;

    /// <summary>
    /// Disposal of units at the end of their life, and what others are still worth at the end of the horizon: of the price of the year in which they
    /// came, the share of their life that is left.
    /// </summary>
    private void Retire<T>(OrderLanes orders, int i, SystemLanes system, T share, int from)
        where T : struct, IVector<T>
    {
        T horizon = T.Of(model.Years);
        T disposal = share * group.In<T>(system.Plan.Cost.Disposal, from);
        (int first, int end) = Count<T>(orders.Retired[i], orders.Retired[i].Length, null, from);
        for (int y = first; y < end; y++)
        {
            flow.Renewal.Add(y, from, disposal * worlds.EquipmentIndex.At<T>(y, from) * come.At<T>(y, from));
        }

        T life = group.In<T>(system.Plan.Schedule.ServiceLife, from);
        T worth = T.Zero;
        for (int j = 0; j < orders.Delivered[i].Length && model.Economy.ResidualValue; j++)
        {
            T delivered = orders.Delivered[i].At<T>(j, from);
            T retired = orders.Retired[i].At<T>(j, from);
            T remains = T.Above(horizon, delivered) & T.AtLeast(retired, horizon) & T.Above(T.Of(double.PositiveInfinity), life);
            places.Find(delivered, from);
            T price = orders.FirstUnit.At<T>(i, from) * system.Price.At<T>(places);
            price = system.Learning is null ? price : price * system.Learning.At<T>(j, from);
            worth += remains & (price * (retired - horizon) / life);
        }

        flow.Renewal.Add(model.Years - 1, from, -worth);
    }
}
