namespace CostSim.Engagement;

/// <summary>Where an option's units stand and which missiles it owns in the middle of each year of a trial.</summary>
internal sealed class ForceYears(int years)
{
    private readonly Placement[] placements = new Placement[years];
    private readonly int[] own = new int[years];
    private readonly int[] end = new int[years];

    /// <summary>Units and stocks in a year.</summary>
    public Placement At(int year) => placements[year];

    /// <summary>State of each site in a year, packed: units by system, and programmes at work.</summary>
    public ReadOnlySpan<ulong> Sites(int year) => placements[year].Sites;

    /// <summary>Missiles by kind if none had been fired.</summary>
    public ReadOnlySpan<double> Stock(int year) => placements[year].Stock;

    /// <summary>Units of the option's own that are operational.</summary>
    public int Own(int year) => own[year];

    /// <summary>The first later year in which any of this is different; the number of years when it stays.</summary>
    public int End(int year) => end[year];

    /// <summary>Notes the forces of years in which they stay the same.</summary>
    /// <param name="from">First year.</param>
    /// <param name="to">Year after the last.</param>
    /// <param name="placement">Units and stocks.</param>
    /// <param name="operational">Units of the option's own that are operational.</param>
    public void Set(int from, int to, Placement placement, int operational)
    {
        for (int y = from; y < to; y++)
        {
            (placements[y], own[y], end[y]) = (placement, operational, to);
        }
    }
}
