using CostSim.Engagement;

namespace CostSim.Valuation;

/// <summary>What years of one phase with given forces bring; options and years that have the same share it.</summary>
internal sealed class YearCase(int sites, int missiles, int years)
{
    private readonly List<CaseSums> sums = [];
    private readonly MissileStock[] left = new MissileStock[years * missiles];
    private int known;

    /// <summary>State of each site.</summary>
    public ulong[] States { get; } = new ulong[sites];

    /// <summary>Number of each site's state in the phase's table of states.</summary>
    public int[] Rows { get; } = new int[sites];

    /// <summary>What is at stake at each site, MEUR.</summary>
    public double[] Worth { get; } = new double[sites];

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

    /// <summary>Missiles by kind at the start of the first year of a conflict, of the second, and so on.</summary>
    public Span<MissileStock> Left(int conflictYear) => left.AsSpan((conflictYear - 1) * missiles, missiles);

    /// <summary>Forgets the sums of other forces.</summary>
    public void Clear() => known = 0;

    /// <summary>Sums over sites while some systems are out of missiles; new ones have to be filled.</summary>
    /// <param name="removed">Those systems, packed; 0 when nobody is.</param>
    /// <param name="length">Length of the sums.</param>
    /// <param name="isNew">Whether they have to be filled.</param>
    public CaseSums Without(ulong removed, int length, out bool isNew)
    {
        for (int i = 0; i < known; i++)
        {
            if (sums[i].Removed == removed)
            {
                isNew = false;
                return sums[i];
            }
        }

        if (known == sums.Count)
        {
            sums.Add(new CaseSums(length));
        }

        isNew = true;
        sums[known].Removed = removed;
        return sums[known++];
    }
}

/// <summary>What one raid of each kind does, summed over sites, with given forces: see <see cref="PhaseEffects"/>.</summary>
internal sealed class CaseSums(int length)
{
    /// <summary>By raid kind the damage to each site; then by raid kind what no site changes.</summary>
    public double[] Sums { get; } = new double[length];

    /// <summary>Expected deaths of a year.</summary>
    public double Deaths { get; set; }

    /// <summary>Systems that are out of missiles, packed.</summary>
    public ulong Removed { get; set; }
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
                found.Clear();
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

    /// <summary>A sum of products that do not wait for each other.</summary>
    private static ulong Hash(ReadOnlySpan<ulong> states)
    {
        ulong hash = 0;
        ulong factor = 0x9E3779B97F4A7C15;
        unchecked
        {
            foreach (ulong state in states)
            {
                hash += (state ^ (state >> 29)) * factor;
                factor += 0xD1B54A32D192ED02;
            }

            return hash ^ (hash >> 32);
        }
    }
}
