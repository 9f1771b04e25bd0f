using CostSim.Compilation;
using CostSim.Procurement;
using CostSim.World;

namespace CostSim.Costing;

/// <summary>What an option pays, by kind and year, in real MEUR.</summary>
internal sealed class CostFlows(int years)
{
    /// <summary>Unit prices of systems.</summary>
    public double[] Acquisition { get; } = new double[years];

    /// <summary>Missiles bought with the orders.</summary>
    public double[] Missiles { get; } = new double[years];

    /// <summary>Infrastructure, initial training, fees.</summary>
    public double[] Infrastructure { get; } = new double[years];

    /// <summary>Support, posts, flying hours.</summary>
    public double[] Operation { get; } = new double[years];

    /// <summary>Mid-life upgrade, disposal, residual value.</summary>
    public double[] Renewal { get; } = new double[years];

    /// <summary>Everything but the replacement of missiles fired, in a year.</summary>
    public double WithoutReplenishment(int year) => Acquisition[year] + Missiles[year] + Infrastructure[year] + Operation[year] + Renewal[year];

    /// <summary>Sets all flows to zero.</summary>
    public void Clear()
    {
        Array.Clear(Acquisition);
        Array.Clear(Missiles);
        Array.Clear(Infrastructure);
        Array.Clear(Operation);
        Array.Clear(Renewal);
    }
}

/// <summary>Turns an option's orders into payments: every stream of cost but the replacement of missiles fired.</summary>
internal sealed class CostStation(Model model)
{
    private readonly CostFlows[] flows = [.. model.Options.Select(_ => new CostFlows(model.Years))];
    private readonly double[] missilePrices = new double[model.Missiles.Length * model.Years];

    /// <summary>Payments of an option.</summary>
    public CostFlows Flows(int option) => flows[option];

    /// <summary>Price of a missile in a year, MEUR, escalation included.</summary>
    public double MissilePrice(int missile, int year) => missilePrices[(missile * model.Years) + year];

    /// <summary>The same for all years.</summary>
    public ReadOnlySpan<double> MissilePrices(int missile) => missilePrices.AsSpan(missile * model.Years, model.Years);

    /// <summary>Runs one trial for every option.</summary>
    public void Run(TrialWorld world, ProcurementStation procurement, ReadOnlySpan<double> draws)
    {
        PriceMissiles(world, draws);
        for (int o = 0; o < flows.Length; o++)
        {
            flows[o].Clear();
            OptionOrders orders = procurement.Orders(o);
            orders.Acquisition.CopyTo(flows[o].Acquisition, 0);
            PurchasePlan[] purchases = model.Options[o].Purchases;
            for (int i = 0; i < purchases.Length; i++)
            {
                if (orders.Contract[i] < model.Years)
                {
                    RunOrder(flows[o], orders, i, purchases[i], procurement.Systems[purchases[i].System], world, draws);
                }
            }

            if (orders.FeeTime < model.Years)
            {
                flows[o].Infrastructure[(int)orders.FeeTime] += orders.Fee;
            }
        }
    }

    private void PriceMissiles(TrialWorld world, ReadOnlySpan<double> draws)
    {
        for (int m = 0; m < model.Missiles.Length; m++)
        {
            (double eur, double usd) = SystemDraw.Split(model.Missiles[m].Price, draws);
            for (int y = 0; y < model.Years; y++)
            {
                missilePrices[(m * model.Years) + y] = (eur + (usd / world.UsdPerEur[y])) * world.EquipmentIndex[y];
            }
        }
    }

    private void RunOrder(
        CostFlows flow, OptionOrders orders, int i, PurchasePlan purchase, in SystemDraw system, TrialWorld world, ReadOnlySpan<double> draws)
    {
        CostPlan cost = model.Systems[purchase.System].Cost;
        int years = model.Years;
        double share = system.AirDefenceShare;
        int contractYear = (int)orders.Contract[i];
        flow.Infrastructure[contractYear] += share * cost.Infrastructure.In(draws) * (purchase.Joint?.FixedShare.In(draws) ?? 1)
            * world.EquipmentIndex[contractYear];
        double perYear = cost.Support.In(draws) + (cost.Posts.In(draws) * model.Economy.PostCost.In(draws))
            + (cost.Hours.In(draws) * cost.HourCost.In(draws));
        double training = cost.InitialTraining.In(draws);
        double midLifeShare = cost.MidLifeShare.In(draws);
        double midLifeAge = cost.MidLifeAge.In(draws);
        double disposal = cost.Disposal.In(draws);
        for (int j = 0; j < purchase.Units; j++)
        {
            double delivered = orders.Delivered[i][j];
            if (delivered >= years)
            {
                continue;
            }

            int year = (int)delivered;
            flow.Infrastructure[year] += share * training * world.EquipmentIndex[year];
            for (int m = 0; m < purchase.Missiles.Length; m++)
            {
                flow.Missiles[year] += share * purchase.Missiles[m] * MissilePrice(m, year) / purchase.Units;
            }

            double retired = orders.Retired[i][j];
            Operate(flow.Operation, orders.Operational[i][j], retired, share * perYear, world);
            double upgrade = delivered + midLifeAge;
            if (midLifeShare > 0 && upgrade < years && upgrade < retired)
            {
                flow.Renewal[(int)upgrade] += midLifeShare * PriceIn(orders.UnitPrice[i][j], orders.PriceYear[i][j], (int)upgrade, system, world);
            }

            if (retired < years)
            {
                flow.Renewal[(int)retired] += share * disposal * world.EquipmentIndex[(int)retired];
            }
            else if (model.Economy.ResidualValue && system.ServiceLife < double.PositiveInfinity)
            {
                flow.Renewal[years - 1] -= orders.UnitPrice[i][j] * (retired - years) / system.ServiceLife;
            }
        }
    }

    /// <summary>A price paid in one year, at another year's currency and escalation.</summary>
    private static double PriceIn(double price, int from, int to, in SystemDraw system, TrialWorld world)
    {
        double then = system.UnitPrice(world, from) * world.EquipmentIndex[from];
        return then > 0 ? price * system.UnitPrice(world, to) * world.EquipmentIndex[to] / then : 0;
    }

    /// <summary>Operating cost counts the fraction of each year in which the unit is operational.</summary>
    private static void Operate(double[] operation, double from, double until, double perYear, TrialWorld world)
    {
        for (int y = (int)Math.Min(from, operation.Length); y < operation.Length && y < until; y++)
        {
            double fraction = Math.Min(until, y + 1) - Math.Max(from, y);
            operation[y] += Math.Max(0, fraction) * perYear * world.OperationIndex[y];
        }
    }
}
