using CostSim.Compilation;
using CostSim.Numerics;

namespace CostSim.Engagement;

/// <summary>
/// How the expectations of one raid lie in a row: first the damage to a site of each kind, then what no site changes: attackers that get
/// through by class, shots and squared shots by kind of missile. Both parts are padded to whole vectors, so that rows are mixed as vectors.
/// </summary>
internal readonly record struct RowLayout(int Kinds, int Classes, int Missiles)
{
    /// <summary>Length of the part that no site changes.</summary>
    public int Tail => Classes + Lanes.Padded(2 * Missiles);

    /// <summary>Length of a row.</summary>
    public int Length => Kinds + Tail;

    /// <summary>The layout for a model.</summary>
    public static RowLayout Of(Model model, Vulnerabilities sites) => new(sites.Width, sites.ClassWidth, model.Missiles.Length);

    /// <summary>Place of the shots of a kind of missile within the tail.</summary>
    public int Shots(int missile) => Classes + missile;

    /// <summary>Place of the mean square of the shots of a kind of missile within the tail.</summary>
    public int SquaredShots(int missile) => Classes + Missiles + missile;
}
