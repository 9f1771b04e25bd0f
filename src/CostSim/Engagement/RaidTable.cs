using CostSim.Compilation;
using CostSim.Numerics;

namespace CostSim.Engagement;

/// <summary>
/// One raid of a kind against given ready forces, in expectation over its size, kills and hits: memoised within a group of trials by raid
/// kind, programmes and ready forces. A lane per trial.
/// </summary>
internal sealed class RaidTable
{
    private const int Lanes = TrialGroup.Lanes;
    private readonly Model model;
    private readonly EngagementTable engagements;
    private readonly Vulnerabilities vulnerabilities;
    private readonly RowLayout layout;
    private readonly ForceIndex index = new(2048);
    private readonly double[][] weights;
    private double[] rows = [];

    public RaidTable(Model model, EngagementTable engagements, Vulnerabilities vulnerabilities)
    {
        this.model = model;
        this.engagements = engagements;
        this.vulnerabilities = vulnerabilities;
        layout = RowLayout.Of(model, vulnerabilities);
        weights = [.. model.Raids.Select(raid => new double[raid.Archetypes.Length * Lanes])];
    }

    /// <summary>Starts a group: takes the mix of sizes of each raid kind.</summary>
    public void Begin(TrialGroup group)
    {
        index.Clear();
        for (int k = 0; k < weights.Length; k++)
        {
            Scalar[] sizes = model.Raids[k].Weights;
            for (int lane = 0; lane < Lanes; lane++)
            {
                double sum = 0;
                for (int i = 0; i < sizes.Length; i++)
                {
                    sum += weights[k][(i * Lanes) + lane] = sizes[i].In(group.Row(lane));
                }

                for (int i = 0; i < sizes.Length; i++)
                {
                    ref double weight = ref weights[k][(i * Lanes) + lane];
                    weight = sum > 0 ? weight / sum : 1.0 / sizes.Length;
                }
            }
        }
    }

    /// <summary>Probability of the sizes of a raid kind, a lane per trial.</summary>
    /// <param name="raid">Raid kind.</param>
    /// <param name="size">Place of the size among those of the kind.</param>
    public ReadOnlySpan<double> Weights(int raid, int size) => weights[raid].AsSpan(size * Lanes, Lanes);

    /// <summary>Mean number of attackers of a class in one raid of a kind, in one trial.</summary>
    public double Attackers(int raid, int threatClass, int lane)
    {
        double mean = 0;
        int[] archetypes = model.Raids[raid].Archetypes;
        for (int i = 0; i < archetypes.Length; i++)
        {
            mean += weights[raid][(i * Lanes) + lane] * model.Archetypes[archetypes[i]].Attackers[threatClass];
        }

        return mean;
    }

    /// <summary>The row of a raid kind, for a set of programmes and ready forces: as <see cref="RowLayout"/> says, each place with a lane per trial. Damage to kinds of site that cannot have the forces is 0.</summary>
    public ReadOnlySpan<double> Get(int raid, int set, ulong forces)
    {
        int entry = index.Find(forces, (set * model.Raids.Length) + raid, out bool isNew);
        int length = layout.Length;
        if (rows.Length < index.Capacity * length)
        {
            Array.Resize(ref rows, index.Capacity * length);
        }

        Span<double> row = rows.AsSpan(entry * length, length);
        if (isNew)
        {
            row.Clear();
            int[] archetypes = model.Raids[raid].Archetypes;
            for (int i = 0; i < archetypes.Length; i++)
            {
                ReadOnlySpan<double> weight = weights[raid].AsSpan(i * Lanes, Lanes);
                if (weight.ContainsAnyExcept(0.0))
                {
                    Add(archetypes[i], set, forces, weight, row);
                }
            }
        }

        return row;
    }

    private void Add(int archetype, int set, ulong forces, ReadOnlySpan<double> weight, Span<double> row)
    {
        int entry = engagements.Entry(archetype, forces);
        ReadOnlySpan<double> surviving = engagements.Surviving(entry, archetype, set, vulnerabilities.Survival(set));
        foreach (int kind in engagements.Reached(entry))
        {
            LaneRows.AddLost(row.Slice(kind * Lanes, Lanes), surviving.Slice(kind * Lanes, Lanes), weight);
        }

        Span<double> tail = row[(layout.Kinds * Lanes)..];
        LaneRows.Add(tail, engagements.Leakers(entry), weight);
        ReadOnlySpan<double> shots = engagements.Shots(entry);
        LaneRows.Add(tail[layout.Shots(0)..], shots, weight);
        LaneRows.AddSquares(tail[layout.SquaredShots(0)..], shots, weight);
        Span<double> firing = tail[layout.Firing(0)..];
        for (int i = 0; i < shots.Length; i++)
        {
            firing[i] += shots[i] > 0 ? weight[i % Lanes] : 0;
        }
    }
}
