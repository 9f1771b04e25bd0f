using CostSim.Engagement;

namespace CostSim.Valuation;

/// <summary>What years of one phase with given forces bring; options and years that have the same share it.</summary>
internal sealed class YearCase(int sites, int missiles, int years)
{
    /// <summary>State of each site.</summary>
    public ulong[] States { get; } = new ulong[sites];

    /// <summary>Number of each site's state in the phase's table of states.</summary>
    public int[] Rows { get; } = new int[sites];

    /// <summary>Missiles in stock by kind, to which <see cref="Stocks"/> and <see cref="Limited"/> apply.</summary>
    public double[] Stock { get; } = new double[missiles];

    /// <summary>Protection against the reference raid.</summary>
    public double Protection { get; set; }

    /// <summary>Expectations if missiles last.</summary>
    public PhaseTotals Totals { get; } = new(missiles);

    /// <summary>Expectations with a short stock: in peace, in the first year of a conflict, in the second, and so on.</summary>
    public PhaseTotals[] Limited { get; } = [.. Enumerable.Range(0, years + 1).Select(_ => new PhaseTotals(missiles))];

    /// <summary>What is known of the stock in each of these years.</summary>
    public StockVerdict[] Stocks { get; } = new StockVerdict[years + 1];
}

/// <summary>Whether missiles last a year.</summary>
internal enum StockVerdict : byte
{
    /// <summary>Not asked yet.</summary>
    Unknown,

    /// <summary>They do.</summary>
    Lasts,

    /// <summary>They do not; what the stock allows is known.</summary>
    Short,
}

/// <summary>The year cases of one trial, found by their forces.</summary>
internal sealed class YearCache(int sites, int missiles, int years)
{
    private readonly ForceIndex index = new(256);
    private readonly List<YearCase> cases = [];

    /// <summary>Forgets the last trial.</summary>
    public void Clear() => index.Clear();

    /// <summary>The case with these forces; a new one has nothing but them. What it says of short stocks is kept while the stock is the same.</summary>
    public YearCase Find(ReadOnlySpan<ulong> states, ReadOnlySpan<double> stock, out bool isNew)
    {
        ulong hash = Hash(states);
        for (int attempt = 0; ; attempt++)
        {
            int entry = index.Find(hash, attempt, out isNew);
            while (cases.Count <= entry)
            {
                cases.Add(new YearCase(sites, missiles, years));
            }

            YearCase found = cases[entry];
            if (isNew)
            {
                states.CopyTo(found.States);
            }

            if (isNew || states.SequenceEqual(found.States))
            {
                if (isNew || !stock.SequenceEqual(found.Stock))
                {
                    stock.CopyTo(found.Stock);
                    Array.Clear(found.Stocks);
                }

                return found;
            }
        }
    }

    private static ulong Hash(ReadOnlySpan<ulong> states)
    {
        ulong hash = 0;
        unchecked
        {
            foreach (ulong state in states)
            {
                hash = (hash ^ state) * 0x9E3779B97F4A7C15;
                hash ^= hash >> 29;
            }
        }

        return hash;
    }
}
