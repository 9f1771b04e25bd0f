using System.Numerics;
using CostSim.Compilation;
using CostSim.Procurement;

namespace CostSim.Engagement;

/// <summary>
/// Where an option's units stand year by year, from how many of each order have been delivered, are operational and are retired by mid-year: units of an
/// order come and go one after the other, so that these counts say all. Counts stand side by side in whole words, so that years are added up at once.
/// </summary>
internal sealed class OptionPlacements
{
    private const int WordBits = 64;

    /// <summary>Counts that are kept; many of them can come to the same placement, so that the book does not bound them.</summary>
    private const int MostKnown = 1 << 15;
    private readonly Model model;
    private readonly OptionPlan option;
    private readonly PlacementBook book;
    private readonly AssetYears assets;
    private readonly ForceIndex index = new(256);
    private readonly Field[] fields;
    private readonly int words;
    private readonly ulong[] counts;
    private readonly ulong[] sites;
    private readonly double[] stock;
    private (Placement Placement, int Own)[] known = [];
    private int edition;
    private int kept;

    public OptionPlacements(Model model, OptionPlan option, PlacementBook book, AssetYears assets)
    {
        (this.model, this.option, this.book, this.assets) = (model, option, book, assets);
        fields = new Field[3 * option.Purchases.Length];
        int used = 0;
        for (int i = 0; i < fields.Length; i++)
        {
            int bits = BitOperations.Log2((uint)option.Purchases[i / 3].Units) + 1;
            if ((used % WordBits) + bits > WordBits)
            {
                used += WordBits - (used % WordBits);
            }

            fields[i] = new Field(used / WordBits, used % WordBits, (1UL << bits) - 1);
            used += bits;
        }

        words = Math.Max(1, (used + WordBits - 1) / WordBits);
        counts = new ulong[words * (model.Years + 1)];
        sites = new ulong[model.Sites.Length];
        stock = new double[model.Missiles.Length];
    }

    /// <summary>Places the option's units in every year of a trial.</summary>
    /// <param name="orders">What became of its orders.</param>
    /// <param name="years">Receives the placements.</param>
    public void Run(OptionOrders orders, ForceYears years)
    {
        if (edition != book.Edition || kept > MostKnown)
        {
            (edition, kept) = (book.Edition, 0);
            index.Clear();
        }

        Count(orders);
        for (int from = 0, to; from < model.Years; from = to)
        {
            to = from + 1;
            while (to < model.Years && Counts(to).SequenceEqual(Counts(from)) && assets.Same(from, to))
            {
                to++;
            }

            (Placement placement, int own) = Find(from);
            years.Set(from, to, placement, own);
        }
    }

    private ReadOnlySpan<ulong> Counts(int year) => counts.AsSpan(year * words, words);

    /// <summary>Notes each date in the first year whose middle it reaches, and adds up along the years.</summary>
    private void Count(OptionOrders orders)
    {
        Array.Clear(counts);
        for (int i = 0; i < option.Purchases.Length; i++)
        {
            Note(orders.Delivered[i], fields[3 * i]);
            Note(orders.Operational[i], fields[(3 * i) + 1]);
            Note(orders.Retired[i], fields[(3 * i) + 2]);
        }

        for (int i = words; i < counts.Length; i++)
        {
            counts[i] += counts[i - words];
        }
    }

    private void Note(double[] dates, in Field field)
    {
        double end = model.Years;
        ulong one = 1UL << field.Shift;
        foreach (double date in dates)
        {
            // Half a year taken from a date is exact.
            int year = date <= 0.5 ? 0 : date < end ? (int)Math.Ceiling(date - 0.5) : model.Years;
            counts[(year * words) + field.Word] += one;
        }
    }

    private (Placement Placement, int Own) Find(int year)
    {
        // Words lead from entry to entry; the first ones go with the years in which the assets changed.
        int entry = index.Find(counts[year * words], assets.First(year), out bool isNew);
        for (int w = 1; w < words; w++)
        {
            entry = index.Find(counts[(year * words) + w], model.Years + entry, out isNew);
        }

        if (isNew)
        {
            Array.Resize(ref known, Math.Max(known.Length, index.Capacity));
            known[entry] = Place(year);
            kept++;
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
            (int here, int to, int from) = (Count(year, 3 * i), Count(year, (3 * i) + 1), Count(year, (3 * i) + 2));
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

    private int Count(int year, int field) => (int)((counts[(year * words) + fields[field].Word] >> fields[field].Shift) & fields[field].Mask);

    /// <summary>Where a count stands.</summary>
    private readonly record struct Field(int Word, int Shift, ulong Mask);
}
