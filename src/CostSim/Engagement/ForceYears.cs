namespace CostSim.Engagement;

/// <summary>Where an option's units stand and which missiles it owns in the middle of each year of a trial.</summary>
internal sealed class ForceYears(int years, int sites, int missiles)
{
    private readonly ulong[] states = new ulong[years * sites];
    private readonly double[] stocks = new double[years * missiles];
    private readonly int[] own = new int[years];
    private readonly int[] first = new int[years];
    private readonly int[] end = new int[years];

    /// <summary>State of each site in a year, packed: units by system, and programmes at work.</summary>
    public ReadOnlySpan<ulong> Sites(int year) => states.AsSpan(first[year] * sites, sites);

    /// <summary>Missiles by kind if none had been fired.</summary>
    public ReadOnlySpan<double> Stock(int year) => stocks.AsSpan(first[year] * missiles, missiles);

    /// <summary>Units of the option's own that are operational.</summary>
    public int Own(int year) => own[first[year]];

    /// <summary>The first later year in which any of this is different; the number of years when it stays.</summary>
    public int End(int year) => end[first[year]];

    /// <summary>Notes the forces of a year, and of the years after it in which they stay the same.</summary>
    public void Set(int year, ForceStates forces)
    {
        forces.Sites.CopyTo(states.AsSpan(year * sites, sites));
        forces.Stock.CopyTo(stocks.AsSpan(year * missiles, missiles));
        own[year] = forces.Own;
        int to = year;
        do
        {
            first[to++] = year;
        }
        while (to < years && to + 0.5 < forces.Until);
        end[year] = to;
    }
}
