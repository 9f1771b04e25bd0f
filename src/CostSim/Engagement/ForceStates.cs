using CostSim.Compilation;
using CostSim.Procurement;

namespace CostSim.Engagement;

/// <summary>
/// Which units stand around each site at a given time, and which missiles are in stock if none had been fired: assets that every option has
/// and what the option's own orders have brought.
/// </summary>
internal sealed class ForceStates
{
    private readonly Model model;
    private readonly Start[] starts;
    private readonly ulong[] sites;
    private readonly double[] stock;
    private ulong everywhere;
    private double time;

    public ForceStates(Model model)
    {
        this.model = model;
        sites = new ulong[model.Sites.Length];
        stock = new double[model.Missiles.Length];
        starts = [.. Enumerable.Range(0, model.Years).Select(Assets)];
    }

    /// <summary>State of each site, packed: units by system, and programmes at work.</summary>
    public ReadOnlySpan<ulong> Sites => sites;

    /// <summary>Missiles by kind: those of the assets, and of the orders in step with their deliveries.</summary>
    public ReadOnlySpan<double> Stock => stock;

    /// <summary>Units of the option's own that are operational.</summary>
    public int Own { get; private set; }

    /// <summary>The first later time at which any of this changes.</summary>
    public double Until { get; private set; }

    /// <summary>Works out everything for the middle of a year.</summary>
    public void Fill(OptionPlan option, OptionOrders orders, int year)
    {
        Start start = starts[year];
        start.Sites.CopyTo(sites, 0);
        start.Stock.CopyTo(stock, 0);
        (time, Until, Own, everywhere) = (year + 0.5, start.Until, 0, start.Everywhere);
        for (int i = 0; i < option.Purchases.Length; i++)
        {
            FillOrder(option.Purchases[i], orders, i);
        }

        for (int s = 0; s < sites.Length; s++)
        {
            sites[s] += everywhere;
        }
    }

    /// <summary>What there is before anything is ordered: the same in every trial.</summary>
    private Start Assets(int year)
    {
        Array.Clear(sites);
        Array.Clear(stock);
        (time, Until, everywhere) = (year + 0.5, double.PositiveInfinity, 0);
        foreach (AssetPlan asset in model.Assets)
        {
            if (HasCome(asset.From) & !HasCome(asset.Until))
            {
                for (int j = 0; j < asset.Sites.Length; j++)
                {
                    PlaceGround(asset.System, asset.Sites[j]);
                }

                PlaceEverywhere(asset.System, asset.Units);
                for (int m = 0; m < stock.Length; m++)
                {
                    stock[m] += asset.Missiles[m];
                }
            }
        }

        return new Start([.. sites], [.. stock], everywhere, Until);
    }

    private void FillOrder(PurchasePlan purchase, OptionOrders orders, int order)
    {
        ReadOnlySpan<double> operational = orders.Operational[order];
        ReadOnlySpan<double> delivered = orders.Delivered[order].AsSpan(0, operational.Length);
        ReadOnlySpan<double> retired = orders.Retired[order].AsSpan(0, operational.Length);
        double now = time;
        double next = Until;
        int count = 0;
        int here = 0;
        for (int j = 0; j < operational.Length; j++)
        {
            if (delivered[j] > now)
            {
                next = Math.Min(next, delivered[j]);
                continue;
            }

            here++;
            if (operational[j] > now)
            {
                next = Math.Min(next, operational[j]);
            }
            else if (retired[j] > now)
            {
                next = Math.Min(next, retired[j]);
                count++;
                if (purchase.Sites.Length > 0)
                {
                    PlaceGround(purchase.System, purchase.Sites[j]);
                }
            }
        }

        Until = next;
        Own += count;
        PlaceEverywhere(purchase.System, count);
        for (int m = 0; m < stock.Length && here > 0; m++)
        {
            stock[m] += (double)purchase.Missiles[m] * here / purchase.Units;
        }
    }

    /// <summary>Whether a date has come; if not, things change then.</summary>
    private bool HasCome(double date)
    {
        if (date <= time)
        {
            return true;
        }

        Until = Math.Min(Until, date);
        return false;
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

        if (plan.Kind == SystemKind.Fighter)
        {
            everywhere += (ulong)units << plan.ForceShift;
        }
        else
        {
            everywhere |= 1UL << plan.ForceShift;
        }
    }

    /// <summary>The assets in the middle of a year.</summary>
    /// <param name="Sites">State of each site, packed, without what covers all of them.</param>
    /// <param name="Stock">Missiles by kind.</param>
    /// <param name="Everywhere">What covers all sites, packed.</param>
    /// <param name="Until">The first later time at which an asset comes or goes.</param>
    private sealed record Start(ulong[] Sites, double[] Stock, ulong Everywhere, double Until);
}
