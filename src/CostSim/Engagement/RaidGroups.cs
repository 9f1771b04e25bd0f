using System.Runtime.Intrinsics;
using CostSim.Compilation;

namespace CostSim.Engagement;

/// <summary>
/// Raid sizes four by four, a lane each: those of one raid kind meet the same forces, so that they are worked out together. A lane that no
/// size has is an empty raid.
/// </summary>
internal sealed class RaidGroups
{
    /// <summary>Raids in a group.</summary>
    public const int Width = 4;

    private readonly int[] places;
    private readonly int[] archetypes;
    private readonly double[] attackers;
    private readonly int classes;

    public RaidGroups(Model model)
    {
        classes = model.ThreatClasses;
        places = new int[model.Archetypes.Length];
        Array.Fill(places, -1);
        int next = 0;
        foreach (RaidPlan raid in model.Raids)
        {
            int[] unplaced = [.. raid.Archetypes.Distinct().Where(a => places[a] < 0)];
            foreach (int archetype in unplaced)
            {
                places[archetype] = next++;
            }

            next = (next + Width - 1) / Width * Width;
        }

        archetypes = new int[next];
        Array.Fill(archetypes, -1);
        attackers = new double[next * classes];
        Relevant = new ulong[next / Width];
        for (int a = 0; a < places.Length; a++)
        {
            int place = places[a];
            archetypes[place] = a;
            foreach (SystemPlan system in model.Systems)
            {
                Relevant[place / Width] |= system.Engages(model.Archetypes[a]) ? system.Place : 0;
            }

            for (int c = 0; c < classes; c++)
            {
                attackers[(((place / Width * classes) + c) * Width) + (place % Width)] = model.Archetypes[a].Attackers[c];
            }
        }
    }

    /// <summary>By group: systems that can engage anything in one of its raids, packed; the others make no difference.</summary>
    public ulong[] Relevant { get; }

    /// <summary>Place of a raid size: four times its group, plus its lane.</summary>
    public int Place(int archetype) => places[archetype];

    /// <summary>The raid size at a place; −1 where there is none.</summary>
    public int At(int place) => archetypes[place];

    /// <summary>Attackers of a class in the raids of a group.</summary>
    public Vector256<double> Attackers(int group, int threat) => Vector256.Create<double>(attackers.AsSpan(((group * classes) + threat) * Width, Width));
}
