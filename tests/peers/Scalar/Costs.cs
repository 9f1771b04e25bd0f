namespace CostSim.Peers.Scalar;

/// <summary>What the units of a purchase cost once they are delivered, as present value.</summary>
internal static class Costs
{
    /// <summary>Running, renewal and disposal of a purchase.</summary>
    /// <param name="purchase">With the dates of its units.</param>
    /// <param name="world">Prices.</param>
    public static double Present(Purchase purchase, World world)
    {
        double total = 0;
        for (int j = 0; j < purchase.Units; j++)
        {
            total += purchase.Delivered[j] < world.Years ? Unit(purchase, j, world) : 0;
        }

        return total;
    }

    private static double Unit(Purchase purchase, int j, World world)
    {
        BoughtSystem system = purchase.System;
        double delivered = purchase.Delivered[j], retired = delivered + system.Life;
        double total = 0;
        double start = delivered + system.Training;
        for (int y = (int)start; y < world.Years && y < retired; y++)
        {
            total += system.PerYear * Math.Max(0, Math.Min(y + 1, retired) - Math.Max(start, y)) * world.Discount[y] * world.Operation[y];
        }

        double upgrade = delivered + system.MidLifeAge;
        if (upgrade < Math.Min(world.Years, retired))
        {
            int then = (int)upgrade;
            total += system.MidLifeShare * purchase.UnitFactor[j] * world.Discount[then] * system.BasePrice[then];
        }

        if (retired < world.Years)
        {
            total += system.Disposal * world.Discount[(int)retired] * world.Equipment[(int)retired];
        }

        return total;
    }
}
