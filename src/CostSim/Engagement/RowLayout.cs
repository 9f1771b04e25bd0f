using CostSim.Compilation;

namespace CostSim.Engagement;

/// <summary>
/// How the expectations of one raid lie in a row: first the damage to a site of each kind, then what no site changes: attackers that get
/// through by class, shots, squared shots and the probability of any by kind of missile. Every place has a lane per trial.
/// </summary>
/// <param name="Kinds">Kinds of site.</param>
/// <param name="Classes">Threat classes.</param>
/// <param name="Missiles">Kinds of missile.</param>
internal readonly record struct RowLayout(int Kinds, int Classes, int Missiles)
{
    private const int Lanes = TrialGroup.Lanes;

    /// <summary>Length of a row.</summary>
    public int Length => (Kinds * Lanes) + Tail;

    /// <summary>Length of the part that no site changes.</summary>
    public int Tail => (Classes + (3 * Missiles)) * Lanes;

    /// <summary>The layout of a model.</summary>
    public static RowLayout Of(Model model, Vulnerabilities sites) => new(sites.Kinds, model.ThreatClasses, model.Missiles.Length);

    /// <summary>The damage to a site of a kind.</summary>
    public static ReadOnlySpan<double> Damage(ReadOnlySpan<double> row, int kind) => row.Slice(kind * Lanes, Lanes);

    /// <summary>The part that no site changes.</summary>
    public ReadOnlySpan<double> TailOf(ReadOnlySpan<double> row) => row.Slice(Kinds * Lanes, Tail);

    /// <summary>Place of the leakers of a class within that part.</summary>
    public static int Leakers(int threat) => threat * Lanes;

    /// <summary>Place of the shots of a kind of missile within it.</summary>
    public int Shots(int missile) => (Classes + missile) * Lanes;

    /// <summary>Place of the mean square of the shots of a kind of missile within it.</summary>
    public int SquaredShots(int missile) => (Classes + Missiles + missile) * Lanes;

    /// <summary>Place of the probability that some missiles of a kind are fired within it.</summary>
    public int Firing(int missile) => (Classes + (2 * Missiles) + missile) * Lanes;
}
