using CostSim.Compilation;
using CostSim.Procurement;

namespace CostSim.Engagement;

/// <summary>Which units stand around each site at a given time: assets that every option has and the option's own operational units.</summary>
internal sealed class ForceStates(Model model)
{
    private readonly ulong[] sites = new ulong[model.Sites.Length];

    /// <summary>State of each site, packed: units by system, and programmes at work.</summary>
    public ReadOnlySpan<ulong> Sites => sites;

    /// <summary>Fills the states at a time and returns how many units of the option's own are operational.</summary>
    public int Fill(OptionPlan option, OptionOrders orders, double time)
    {
        Array.Clear(sites);
        foreach (AssetPlan asset in model.Assets)
        {
            if (asset.From <= time && time < asset.Until)
            {
                for (int j = 0; j < asset.Units; j++)
                {
                    Place(asset.System, asset.Sites, j);
                }
            }
        }

        int own = 0;
        for (int i = 0; i < option.Purchases.Length; i++)
        {
            PurchasePlan purchase = option.Purchases[i];
            double[] operational = orders.Operational[i];
            double[] retired = orders.Retired[i];
            for (int j = 0; j < purchase.Units; j++)
            {
                if (operational[j] <= time && time < retired[j])
                {
                    own++;
                    Place(purchase.System, purchase.Sites, j);
                }
            }
        }

        return own;
    }

    /// <summary>Missiles in stock at a time if none had been fired: those of the assets, and of the orders in step with their deliveries.</summary>
    public void Stock(OptionPlan option, OptionOrders orders, double time, Span<double> stock)
    {
        stock.Clear();
        foreach (AssetPlan asset in model.Assets)
        {
            if (asset.From <= time && time < asset.Until)
            {
                for (int m = 0; m < stock.Length; m++)
                {
                    stock[m] += asset.Missiles[m];
                }
            }
        }

        for (int i = 0; i < option.Purchases.Length; i++)
        {
            PurchasePlan purchase = option.Purchases[i];
            int delivered = 0;
            foreach (double date in orders.Delivered[i])
            {
                delivered += date <= time ? 1 : 0;
            }

            for (int m = 0; m < stock.Length && delivered > 0; m++)
            {
                stock[m] += (double)purchase.Missiles[m] * delivered / purchase.Units;
            }
        }
    }

    private void Place(int system, int[][] covered, int unit)
    {
        SystemPlan plan = model.Systems[system];
        ulong one = 1UL << plan.ForceShift;
        if (plan.Kind == SystemKind.Ground)
        {
            foreach (int site in covered[unit])
            {
                sites[site] += one;
            }
        }
        else
        {
            for (int s = 0; s < sites.Length; s++)
            {
                if (plan.Kind == SystemKind.Fighter || ((sites[s] >> plan.ForceShift) & plan.ForceMask) == 0)
                {
                    sites[s] += one;
                }
            }
        }
    }
}
