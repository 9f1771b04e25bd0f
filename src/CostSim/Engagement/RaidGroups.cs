using CostSim.Compilation;

namespace CostSim.Engagement;

/// <summary>Raid sizes that meet the same forces and are worked out one beside the other: those of a raid kind.</summary>
internal sealed class RaidGroups
{
    private readonly int[][] sizes;
    private readonly int[] groups;
    private readonly int[] places;

    public RaidGroups(Model model)
    {
        groups = new int[model.Archetypes.Length];
        places = new int[model.Archetypes.Length];
        Array.Fill(groups, -1);
        var found = new List<int[]>();
        foreach (RaidPlan raid in model.Raids)
        {
            int[] ungrouped = [.. raid.Archetypes.Distinct().Where(a => groups[a] < 0)];
            for (int i = 0; i < ungrouped.Length; i++)
            {
                (groups[ungrouped[i]], places[ungrouped[i]]) = (found.Count, i);
            }

            if (ungrouped.Length > 0)
            {
                found.Add(ungrouped);
            }
        }

        sizes = [.. found];
        Width = sizes.Max(group => group.Length);
        Relevant = [.. sizes.Select(group => model.Systems.Where(system => group.Any(a => system.Engages(model.Archetypes[a]))).Aggregate(0UL, (mask, system) => mask | system.Place))];
    }

    /// <summary>Most sizes of a group.</summary>
    public int Width { get; }

    /// <summary>By group: systems that can engage anything in one of its raids, packed; the others make no difference.</summary>
    public ulong[] Relevant { get; }

    /// <summary>Group of a raid size.</summary>
    public int Group(int archetype) => groups[archetype];

    /// <summary>Place of a raid size within its group.</summary>
    public int Place(int archetype) => places[archetype];

    /// <summary>Raid sizes of a group.</summary>
    public ReadOnlySpan<int> Sizes(int group) => sizes[group];
}
