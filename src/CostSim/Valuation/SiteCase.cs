using System.Runtime.InteropServices;

namespace CostSim.Valuation;

/// <summary>What raids of one phase do in one trial with given forces, a lane per site.</summary>
/// <param name="raids">Number of raid kinds.</param>
/// <param name="places">Number of sites, filled up to whole vectors.</param>
/// <param name="missiles">Kinds of missile.</param>
internal sealed class SiteCase(int raids, int places, int missiles)
{
    private readonly List<SiteContrast> contrasts = [];

    /// <summary>The same forces in all trials of the group.</summary>
    public PhaseCase Forces { get; private set; } = null!;

    /// <summary>Damage to each site in one raid: raid kind after raid kind.</summary>
    public double[] Damage { get; } = new double[raids * places];

    /// <summary>What is at stake at each site, MEUR.</summary>
    public double[] Worth { get; } = new double[places];

    /// <summary>Expectations over a year in which missiles last; losses only where they are asked for.</summary>
    public PhaseTotals Year { get; } = new(missiles);

    /// <summary>Whether the year's losses are asked for.</summary>
    public bool HasLosses { get; set; }

    /// <summary>What it was compared with so far.</summary>
    public Span<SiteContrast> Contrasts => CollectionsMarshal.AsSpan(contrasts);

    /// <summary>Takes other forces.</summary>
    public void Begin(PhaseCase forces)
    {
        Forces = forces;
        HasLosses = false;
        contrasts.Clear();
    }

    /// <summary>Keeps what the case is without some systems.</summary>
    public void Keep(ulong removed, SiteCase without) => contrasts.Add(new SiteContrast { Removed = removed, Case = without });
}

/// <summary>A case beside the same case without some systems.</summary>
internal struct SiteContrast
{
    /// <summary>The systems that are missing, packed.</summary>
    public ulong Removed;

    /// <summary>What raids do without them.</summary>
    public SiteCase Case;

    /// <summary>Whether <see cref="Bend"/> is known.</summary>
    public bool IsWeighed;

    /// <summary>How the damage of a raid bends between them, see <see cref="SiteLosses.Bend"/>.</summary>
    public double Bend;
}
