using CostSim.Compilation;

namespace CostSim.Engagement;

/// <summary>Units and missiles that every option has, in the middle of each year: the same in every trial.</summary>
internal sealed class AssetYears
{
    private readonly Start[] starts;
    private readonly int[] first;

    public AssetYears(Model model)
    {
        starts = [.. Enumerable.Range(0, model.Years).Select(year => At(model, year + 0.5))];
        first = new int[model.Years];
        for (int y = 1; y < first.Length; y++)
        {
            first[y] = Equal(starts[y], starts[first[y - 1]]) ? first[y - 1] : y;
        }
    }

    /// <summary>The first of the years up to this one since which nothing has come or gone.</summary>
    public int First(int year) => first[year];

    /// <summary>Whether nothing comes or goes between two years.</summary>
    public bool Same(int year, int later) => first[year] == first[later];

    /// <summary>What there is before anything is ordered.</summary>
    /// <param name="year">Year.</param>
    /// <param name="sites">Receives the state of each site, packed, without what covers all of them.</param>
    /// <param name="stock">Receives the missiles by kind.</param>
    /// <returns>What covers all sites, packed.</returns>
    public ulong Begin(int year, Span<ulong> sites, Span<double> stock)
    {
        starts[year].Sites.CopyTo(sites);
        starts[year].Stock.CopyTo(stock);
        return starts[year].Everywhere;
    }

    /// <summary>Adds a unit to the sites that it covers.</summary>
    public static void PlaceGround(SystemPlan system, int[] covered, Span<ulong> sites)
    {
        foreach (int site in covered)
        {
            sites[site] += 1UL << system.ForceShift;
        }
    }

    /// <summary>Aircraft cover every site; a programme works or does not, however many were bought.</summary>
    public static void PlaceEverywhere(SystemPlan system, int units, ref ulong everywhere)
    {
        if (system.Kind == SystemKind.Fighter)
        {
            everywhere += (ulong)units << system.ForceShift;
        }
        else if (system.Kind == SystemKind.Programme && units > 0)
        {
            everywhere |= 1UL << system.ForceShift;
        }
    }

    private static Start At(Model model, double time)
    {
        ulong[] sites = new ulong[model.Sites.Length];
        double[] stock = new double[model.Missiles.Length];
        ulong everywhere = 0;
        foreach (AssetPlan asset in model.Assets.Where(one => one.From <= time && one.Until > time))
        {
            SystemPlan system = model.Systems[asset.System];
            foreach (int[] covered in asset.Sites)
            {
                PlaceGround(system, covered, sites);
            }

            PlaceEverywhere(system, asset.Units, ref everywhere);
            for (int m = 0; m < stock.Length; m++)
            {
                stock[m] += asset.Missiles[m];
            }
        }

        return new Start(sites, stock, everywhere);
    }

    private static bool Equal(Start a, Start b) => a.Everywhere == b.Everywhere && a.Sites.AsSpan().SequenceEqual(b.Sites) && a.Stock.AsSpan().SequenceEqual(b.Stock);

    /// <summary>The assets in the middle of a year.</summary>
    private sealed record Start(ulong[] Sites, double[] Stock, ulong Everywhere);
}
