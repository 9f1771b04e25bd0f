using CostSim.Compilation;
using CostSim.Engagement;

namespace CostSim.Valuation;

/// <summary>What one raid of each kind does, for sums over the sites; a lane per year.</summary>
/// <param name="raids">Number of raid kinds.</param>
/// <param name="sites">Number of sites.</param>
/// <param name="layout">Layout of rows.</param>
internal sealed class RaidSums(int raids, int sites, RowLayout layout)
{
    /// <summary>Damage to each site: raid kind after raid kind.</summary>
    public double[] Damage { get; } = new double[raids * sites * TrialGroup.Lanes];

    /// <summary>By raid kind what no site changes, as <see cref="RowLayout"/> says.</summary>
    public double[] Tails { get; } = new double[raids * layout.Tail];

    /// <summary>Expected deaths of a year.</summary>
    public double[] Deaths { get; } = new double[TrialGroup.Lanes];
}

/// <summary>Expectations over one year of a given phase, for all sites together; a lane per year.</summary>
/// <param name="missiles">Kinds of missile.</param>
internal sealed class LaneTotals(int missiles)
{
    /// <summary>What is added up over the years, as <see cref="PhaseFlows"/> says: place after place.</summary>
    public double[] Flows { get; } = new double[PhaseFlows.Count * TrialGroup.Lanes];

    /// <summary>Mean over sites, weighted by their losses, of the damage that a year's raids add up to if none overlaps.</summary>
    public double[] Exposure { get; } = new double[TrialGroup.Lanes];

    /// <summary>Mean of the year's demand by kind of missile.</summary>
    public double[] Shots { get; } = new double[missiles * TrialGroup.Lanes];

    /// <summary>Variance of the year's demand by kind of missile.</summary>
    public double[] ShotVariance { get; } = new double[missiles * TrialGroup.Lanes];
}

/// <summary>What raids of one phase do with given forces, a lane per trial of a group: options, years and trials with these forces share it.</summary>
/// <param name="number">Its number in the group.</param>
/// <param name="raids">Number of raid kinds.</param>
/// <param name="sites">Number of sites.</param>
/// <param name="layout">Layout of rows.</param>
internal sealed class PhaseCase(int number, int raids, int sites, RowLayout layout)
{
    private readonly List<(ulong Removed, PhaseCase Case)> without = [];

    /// <summary>Its number in the group.</summary>
    public int Number { get; } = number;

    /// <summary>State of each site.</summary>
    public ulong[] States { get; } = new ulong[sites];

    /// <summary>Number of each site's state in the phase's table of states.</summary>
    public int[] Rows { get; } = new int[sites];

    /// <summary>Where the damage to each site stands in that table.</summary>
    public int[] Places { get; } = new int[sites];

    /// <summary>What no site changes, summed over sites: by raid kind, as <see cref="RowLayout"/> says.</summary>
    public double[] Tails { get; } = new double[raids * layout.Tail];

    /// <summary>Expected deaths of a year.</summary>
    public double[] Deaths { get; } = new double[TrialGroup.Lanes];

    /// <summary>Whether <see cref="Protection"/> is known.</summary>
    public bool IsProtected { get; set; }

    /// <summary>Protection against the reference raid; in conflict.</summary>
    public double[] Protection { get; } = new double[TrialGroup.Lanes];

    /// <summary>Takes other forces.</summary>
    public void Begin(ReadOnlySpan<ulong> states)
    {
        states.CopyTo(States);
        without.Clear();
        IsProtected = false;
    }

    /// <summary>The case without some systems, if it was asked for before.</summary>
    public PhaseCase? Without(ulong removed)
    {
        foreach ((ulong gone, PhaseCase one) in without)
        {
            if (gone == removed)
            {
                return one;
            }
        }

        return null;
    }

    /// <summary>Keeps the case without some systems.</summary>
    public void Keep(ulong removed, PhaseCase one) => without.Add((removed, one));
}
