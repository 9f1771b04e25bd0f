namespace CostSim.Engagement;

/// <summary>Where an option's units stand and which missiles it owns in the middle of each year of a trial.</summary>
internal sealed class ForceYears(int years, int sites, int missiles)
{
    private readonly ulong[] states = new ulong[years * sites];
    private readonly double[] stocks = new double[years * missiles];

    private readonly int[] alike = new int[years];

    /// <summary>State of each site in a year, packed: units by system, and programmes at work.</summary>
    public ReadOnlySpan<ulong> Sites(int year) => states.AsSpan(alike[year] * sites, sites);

    /// <summary>Missiles by kind if none had been fired.</summary>
    public ReadOnlySpan<double> Stock(int year) => stocks.AsSpan(alike[year] * missiles, missiles);

    /// <summary>Notes the forces of a year.</summary>
    public void Set(int year, ForceStates forces)
    {
        alike[year] = year;
        forces.Sites.CopyTo(states.AsSpan(year * sites, sites));
        forces.Stock.CopyTo(stocks.AsSpan(year * missiles, missiles));
    }

    /// <summary>Notes that nothing has changed since the year before.</summary>
    public void Keep(int year) => alike[year] = alike[year - 1];
}
