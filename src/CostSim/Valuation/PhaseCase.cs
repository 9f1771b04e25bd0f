using CostSim.Compilation;

namespace CostSim.Valuation;

/// <summary>What raids of one phase do with given forces, a lane per trial of a group: options, years and trials with these forces share it.</summary>
/// <param name="number">Its number in the group.</param>
/// <param name="sites">Number of sites.</param>
/// <param name="missiles">Kinds of missile.</param>
internal sealed class PhaseCase(int number, int sites, int missiles)
{
    private const int KindPlaces = 6;
    private readonly double[] counts = new double[(3 + (KindPlaces * missiles)) * TrialGroup.Lanes];

    /// <summary>Its number in the group.</summary>
    public int Number { get; } = number;

    /// <summary>The forces.</summary>
    public PhaseForces Forces { get; private set; } = null!;

    /// <summary>Number of each of their distinct states in the phase's table of states.</summary>
    public int[] Rows { get; } = new int[sites];

    /// <summary>Where the damage to each site stands in that table.</summary>
    public int[] Places { get; } = new int[sites];

    /// <summary>Attackers that get through in a year.</summary>
    public Span<double> Leakers => Lanes(0);

    /// <summary>Expected deaths of a year.</summary>
    public Span<double> Deaths => Lanes(1);

    /// <summary>Shots of all kinds of missile in a year.</summary>
    public Span<double> Fired => Lanes(2);

    /// <summary>Protection against the reference campaign by missiles in stock, as far as it is known; in conflict.</summary>
    public List<(double[] Stock, double[] Protection)> Protections { get; } = [];

    /// <summary>Mean of a year's demand for a kind of missile.</summary>
    public Span<double> Shots(int missile) => Lanes(3 + (KindPlaces * missile));

    /// <summary>Variance of a year's demand for a kind of missile.</summary>
    public Span<double> ShotVariance(int missile) => Lanes(4 + (KindPlaces * missile));

    /// <summary>Sum over the raids expected in a year of the mean square of the shots of one.</summary>
    public Span<double> SquaredShots(int missile) => Lanes(5 + (KindPlaces * missile));

    /// <summary>Raids expected in a year in which some are fired.</summary>
    public Span<double> FiringRaids(int missile) => Lanes(6 + (KindPlaces * missile));

    /// <summary>What clustering adds to the variance of the number of these raids.</summary>
    public Span<double> FiringClusters(int missile) => Lanes(7 + (KindPlaces * missile));

    /// <summary>Raids expected in a year on sites where somebody may fire some.</summary>
    public Span<double> CoveredRaids(int missile) => Lanes(8 + (KindPlaces * missile));

    /// <summary>Takes other forces.</summary>
    public void Begin(PhaseForces forces)
    {
        Forces = forces;
        Array.Clear(counts);
        Protections.Clear();
    }

    private Span<double> Lanes(int place) => counts.AsSpan(place * TrialGroup.Lanes, TrialGroup.Lanes);
}
