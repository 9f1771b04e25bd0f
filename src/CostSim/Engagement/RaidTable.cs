using CostSim.Compilation;

namespace CostSim.Engagement;

/// <summary>
/// One raid of a kind against given ready forces, in expectation over its size, kills and hits: memoised within a trial by raid kind,
/// programmes and ready forces.
/// </summary>
internal sealed class RaidTable
{
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
        weights = [.. model.Raids.Select(raid => new double[raid.Archetypes.Length])];
    }

    /// <summary>Starts a trial: takes the mix of sizes of each raid kind.</summary>
    public void Begin(ReadOnlySpan<double> draws)
    {
        index.Clear();
        for (int k = 0; k < weights.Length; k++)
        {
            double sum = 0;
            for (int i = 0; i < weights[k].Length; i++)
            {
                sum += weights[k][i] = model.Raids[k].Weights[i].In(draws);
            }

            for (int i = 0; i < weights[k].Length; i++)
            {
                weights[k][i] = sum > 0 ? weights[k][i] / sum : 1.0 / weights[k].Length;
            }
        }
    }

    /// <summary>Mean number of attackers of a class in one raid of a kind.</summary>
    public double Attackers(int raid, int threatClass)
    {
        double mean = 0;
        for (int i = 0; i < weights[raid].Length; i++)
        {
            mean += weights[raid][i] * model.Archetypes[model.Raids[raid].Archetypes[i]].Attackers[threatClass];
        }

        return mean;
    }

    /// <summary>The row of a raid kind, for a set of programmes and ready forces.</summary>
    public ReadOnlySpan<double> Get(int raid, int set, ulong forces)
    {
        int entry = index.Find(forces, (set * model.Raids.Length) + raid, out bool isNew);
        if (rows.Length < index.Capacity * layout.Length)
        {
            Array.Resize(ref rows, index.Capacity * layout.Length);
        }

        Span<double> row = rows.AsSpan(entry * layout.Length, layout.Length);
        if (isNew)
        {
            row.Clear();
            for (int a = 0; a < weights[raid].Length; a++)
            {
                if (weights[raid][a] > 0)
                {
                    Add(model.Raids[raid].Archetypes[a], set, forces, weights[raid][a], row);
                }
            }
        }

        return row;
    }

    private void Add(int archetype, int set, ulong forces, double weight, Span<double> row)
    {
        int entry = engagements.Entry(archetype, forces);
        ReadOnlySpan<double> surviving = engagements.Surviving(entry, archetype, set, vulnerabilities.Survival(set));
        for (int kind = 0; kind < surviving.Length; kind++)
        {
            row[kind] += weight * (1 - surviving[kind]);
        }

        Span<double> tail = row[layout.Kinds..];
        ReadOnlySpan<Moment> leakers = engagements.Leakers(entry);
        for (int c = 0; c < leakers.Length; c++)
        {
            tail[c] += weight * leakers[c].Mean;
        }

        ReadOnlySpan<double> shots = engagements.Shots(entry);
        for (int m = 0; m < shots.Length; m++)
        {
            tail[layout.Shots(m)] += weight * shots[m];
            tail[layout.SquaredShots(m)] += weight * shots[m] * shots[m];
        }
    }
}
