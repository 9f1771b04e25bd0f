using System.Numerics;
using CostSim.Compilation;
using CostSim.Procurement;

namespace CostSim.Engagement;

/// <summary>
/// Where an option's units stand year by year, from how many of each order have been delivered, are operational and are retired by mid-year: units of an
/// order come and go one after the other, so that these counts say all.
/// </summary>
internal sealed class OptionPlacements
{
    private readonly Model model;
    private readonly OptionPlan option;
    private readonly PlacementBook book;
    private readonly AssetYears assets;
    private readonly ForceIndex index = new(256);
    private readonly List<(Placement Placement, int Own)> known = [];
    private readonly int[] counts;
    private readonly int[] shifts;
    private readonly bool isPacked;
    private readonly ulong[] sites;
    private readonly double[] stock;
    private int edition;

    public OptionPlacements(Model model, OptionPlan option, PlacementBook book, AssetYears assets)
    {
        (this.model, this.option, this.book, this.assets) = (model, option, book, assets);
        counts = new int[3 * option.Purchases.Length];
        shifts = new int[counts.Length];
        int used = BitOperations.Log2((uint)model.Years) + 1;
        for (int i = 0; i < counts.Length; i++)
        {
            shifts[i] = used;
            used += BitOperations.Log2((uint)option.Purchases[i / 3].Units) + 1;
        }

        isPacked = used <= 64;
        sites = new ulong[model.Sites.Length];
        stock = new double[model.Missiles.Length];
    }

    /// <summary>Places the option's units in every year of a trial.</summary>
    /// <param name="orders">What became of its orders.</param>
    /// <param name="years">Receives the placements.</param>
    public void Run(OptionOrders orders, ForceYears years)
    {
        if (edition != book.Edition)
        {
            edition = book.Edition;
            index.Clear();
            known.Clear();
        }

        Array.Clear(counts);
        for (int from = 0, to; from < model.Years; from = to)
        {
            double until = Count(orders, from + 0.5);
            to = from + 1;
            while (to < model.Years && to + 0.5 < until && assets.Same(from, to))
            {
                to++;
            }

            (Placement placement, int own) = Find(from);
            years.Set(from, to, placement, own);
        }
    }

    /// <summary>Counts up to a time; returns the first later time at which a count changes.</summary>
    private double Count(OptionOrders orders, double now)
    {
        double until = double.PositiveInfinity;
        for (int i = 0; i < option.Purchases.Length; i++)
        {
            until = Math.Min(until, Count(orders.Delivered[i], now, ref counts[3 * i]));
            until = Math.Min(until, Count(orders.Operational[i], now, ref counts[(3 * i) + 1]));
            until = Math.Min(until, Count(orders.Retired[i], now, ref counts[(3 * i) + 2]));
        }

        return until;
    }

    private static double Count(double[] dates, double now, ref int count)
    {
        int n = count;
        while (n < dates.Length && dates[n] <= now)
        {
            n++;
        }

        count = n;
        return n < dates.Length ? dates[n] : double.PositiveInfinity;
    }

    private (Placement Placement, int Own) Find(int year)
    {
        if (!isPacked)
        {
            return Place(year);
        }

        ulong key = (ulong)assets.First(year);
        for (int i = 0; i < counts.Length; i++)
        {
            key |= (ulong)counts[i] << shifts[i];
        }

        int entry = index.Find(key, 0, out bool isNew);
        if (isNew)
        {
            known.Add(Place(year));
        }

        return known[entry];
    }

    private (Placement Placement, int Own) Place(int year)
    {
        int all = 0;
        ulong everywhere = assets.Begin(year, sites, stock);
        for (int i = 0; i < option.Purchases.Length; i++)
        {
            PurchasePlan purchase = option.Purchases[i];
            (int here, int to, int from) = (counts[3 * i], counts[(3 * i) + 1], counts[(3 * i) + 2]);
            int own = Math.Max(0, to - from);
            all += own;
            AssetYears.PlaceEverywhere(model.Systems[purchase.System], own, ref everywhere);
            for (int j = from; j < to && purchase.Sites.Length > 0; j++)
            {
                AssetYears.PlaceGround(model.Systems[purchase.System], purchase.Sites[j], sites);
            }

            for (int m = 0; m < stock.Length && here > 0; m++)
            {
                stock[m] += (double)purchase.Missiles[m] * here / purchase.Units;
            }
        }

        for (int s = 0; s < sites.Length; s++)
        {
            sites[s] += everywhere;
        }

        return (book.Find(sites, stock), all);
    }
}
