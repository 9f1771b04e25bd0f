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
                for (int j = 0; j < asset.Sites.Length; j++)
                {
                    PlaceGround(asset.System, asset.Sites[j]);
                }

                PlaceEverywhere(asset.System, asset.Units);
            }
        }

        int own = 0;
        for (int i = 0; i < option.Purchases.Length; i++)
        {
            PurchasePlan purchase = option.Purchases[i];
            double[] operational = orders.Operational[i];
            double[] retired = orders.Retired[i];
            int count = 0;
            for (int j = 0; j < operational.Length; j++)
            {
                if (operational[j] <= time && time < retired[j])
                {
                    count++;
                    if (purchase.Sites.Length > 0)
                    {
                        PlaceGround(purchase.System, purchase.Sites[j]);
                    }
                }
            }

            own += count;
            PlaceEverywhere(purchase.System, count);
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

    private void PlaceGround(int system, int[] covered)
    {
        ulong one = 1UL << model.Systems[system].ForceShift;
        foreach (int site in covered)
        {
            sites[site] += one;
        }
    }

    /// <summary>Aircraft cover every site; a programme works or does not, however many were bought.</summary>
    private void PlaceEverywhere(int system, int units)
    {
        SystemPlan plan = model.Systems[system];
        if (plan.Kind == SystemKind.Ground || units == 0)
        {
            return;
        }

        for (int s = 0; s < sites.Length; s++)
        {
            if (plan.Kind == SystemKind.Fighter)
            {
                sites[s] += (ulong)units << plan.ForceShift;
            }
            else
            {
                sites[s] |= 1UL << plan.ForceShift;
            }
        }
    }
}
