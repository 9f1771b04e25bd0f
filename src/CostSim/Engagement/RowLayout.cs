using CostSim.Compilation;
using CostSim.Numerics;

namespace CostSim.Engagement;

/// <summary>
/// How the expectations of one raid lie in a row: first the damage to a site of each kind, then what no site changes: attackers that get
/// through by class, shots and squared shots by kind of missile.
/// </summary>
/// <param name="Kinds">Places for kinds of site.</param>
/// <param name="Classes">Places for threat classes.</param>
/// <param name="Missiles">Kinds of missile.</param>
/// <param name="Tail">Length of the part that no site changes.</param>
internal readonly record struct RowLayout(int Kinds, int Classes, int Missiles, int Tail)
{
    /// <summary>Length of a row.</summary>
    public int Length => Kinds + Tail;

    /// <summary>The layout of one trial's rows: both parts are padded to whole vectors, so that rows are mixed as vectors.</summary>
    public static RowLayout Of(Model model, Vulnerabilities sites)
    {
        int classes = sites.ClassWidth;
        return new(Lanes.Padded(sites.Kinds), classes, model.Missiles.Length, classes + Lanes.Padded(2 * model.Missiles.Length));
    }

    /// <summary>The layout where every place has a lane per trial: nothing is padded.</summary>
    public static RowLayout Compact(Model model, Vulnerabilities sites) =>
        new(sites.Kinds, model.ThreatClasses, model.Missiles.Length, model.ThreatClasses + (2 * model.Missiles.Length));

    /// <summary>Place of the shots of a kind of missile within the tail.</summary>
    public int Shots(int missile) => Classes + missile;

    /// <summary>Place of the mean square of the shots of a kind of missile within the tail.</summary>
    public int SquaredShots(int missile) => Classes + Missiles + missile;
}
