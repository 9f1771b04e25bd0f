namespace CostSim.World;

/// <summary>The world of one trial of a group.</summary>
/// <param name="worlds">Those of the whole group.</param>
internal sealed class TrialWorld(WorldLanes worlds)
{
    private int lane;

    /// <summary>Discount factor DF_t = (1+r)^−(t+½).</summary>
    public double[] Discount { get; private set; } = [];

    /// <summary>USD per EUR in a year.</summary>
    public double UsdPerEur(int year) => worlds.UsdPerEur[year, lane];

    /// <summary>General price level in mid-year, 1 at the price base.</summary>
    public double[] PriceIndex { get; private set; } = [];

    /// <summary>What an option may pay for acquisition, MEUR; infinite without a ceiling.</summary>
    public double[] Ceiling { get; private set; } = [];

    /// <summary>Probability that a conflict begins in the year, given the inputs.</summary>
    public double[] OnsetProbability { get; private set; } = [];

    /// <summary>Probability π_t that the year is one of conflict, given the inputs.</summary>
    public double[] ConflictProbability { get; private set; } = [];

    /// <summary>Length of a conflict in whole years.</summary>
    public int ConflictYears => (int)worlds.ConflictYears[lane];

    /// <summary>Turns to a trial.</summary>
    /// <param name="of">Its lane.</param>
    public void Take(int of)
    {
        lane = of;
        (Discount, PriceIndex, Ceiling) = (worlds.Discount.Row(of), worlds.PriceIndex.Row(of), worlds.Ceiling.Row(of));
        (OnsetProbability, ConflictProbability) = (worlds.OnsetProbability.Row(of), worlds.ConflictProbability.Row(of));
    }
}
