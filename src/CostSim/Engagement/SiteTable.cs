using CostSim.Compilation;

namespace CostSim.Engagement;

/// <summary>
/// What a raid does to a site that has given units around it, in expectation over readiness, raid size, kills and hits: memoised within a
/// trial by site and state. One row of results per raid kind and phase.
/// </summary>
internal sealed class SiteTable
{
    private readonly Model model;
    private readonly EngagementTable engagements;
    private readonly Vulnerabilities vulnerabilities;
    private readonly ForceIndex states = new(1024);
    private readonly ForceIndex conditionals = new(4096);
    private readonly double[][] archetypeWeights;
    private readonly ulong[] relevant;
    private readonly Branches branches;
    private readonly int[] slots;
    private ulong lastMet;
    private int firstOfWalk;
    private readonly int missiles;

    /// <summary>Numbers per raid: damage, leakers, deaths, then shots and squared shots by missile.</summary>
    private readonly int stride;
    private double[] values = new double[4096];
    private double[] rows = new double[4096];

    public SiteTable(Model model, LayerDraw[] layers, EngagementTable engagements)
    {
        this.model = model;
        this.engagements = engagements;
        missiles = model.Missiles.Length;
        stride = 3 + (2 * missiles);
        archetypeWeights = [.. model.Raids.Select(raid => new double[raid.Archetypes.Length])];
        relevant = [.. model.Raids.Select(raid => Relevant(model, raid))];
        vulnerabilities = new Vulnerabilities(model);
        branches = new Branches(model, layers);
        slots = new int[model.Evaluations.Length];
    }

    /// <summary>Starts a trial.</summary>
    public void Begin(ReadOnlySpan<double> draws)
    {
        states.Clear();
        conditionals.Clear();
        vulnerabilities.Clear();
        for (int k = 0; k < model.Raids.Length; k++)
        {
            double sum = 0;
            for (int i = 0; i < archetypeWeights[k].Length; i++)
            {
                sum += archetypeWeights[k][i] = model.Raids[k].Weights[i].In(draws);
            }

            for (int i = 0; i < archetypeWeights[k].Length; i++)
            {
                archetypeWeights[k][i] = sum > 0 ? archetypeWeights[k][i] / sum : 1.0 / archetypeWeights[k].Length;
            }
        }
    }

    /// <summary>Results for a site in a state: a row per evaluation.</summary>
    /// <param name="site">Number of the site.</param>
    /// <param name="state">Units around it and programmes at work, packed.</param>
    /// <param name="draws">The trial's draws.</param>
    public SiteResults Get(int site, ulong state, ReadOnlySpan<double> draws)
    {
        int kind = vulnerabilities.KindOf(site);
        int entry = states.Find(state, kind, out bool isNew);
        int length = stride * model.Evaluations.Length;
        if (values.Length < states.Capacity * length)
        {
            Array.Resize(ref values, states.Capacity * length);
        }

        Span<double> row = values.AsSpan(entry * length, length);
        if (isNew)
        {
            row.Clear();
            for (int e = 0; e < model.Evaluations.Length; e++)
            {
                RaidEvaluation one = model.Evaluations[e];
                slots[e] = vulnerabilities.Slot(kind, one.Raid, state, draws);
                ulong met = state & relevant[one.Raid];
                if (e == 0 || met != lastMet || one.InConflict != model.Evaluations[e - 1].InConflict)
                {
                    MixUpTo(e, row);
                    branches.Fill(met, one.InConflict);
                    lastMet = met;
                    firstOfWalk = e;
                }
            }

            MixUpTo(model.Evaluations.Length, row);
        }

        return new SiteResults(row, stride, missiles);
    }

    /// <summary>Systems that can engage anything in the raid: the others make no difference to it.</summary>
    private static ulong Relevant(Model model, RaidPlan raid)
    {
        ulong mask = 0;
        foreach (SystemPlan system in model.Systems)
        {
            if (system.Shots.Any(shot => raid.Archetypes.Any(a => model.Archetypes[a].Attackers[shot.Class] > 0)))
            {
                mask |= system.ForceMask << system.ForceShift;
            }
        }

        return mask;
    }

    /// <summary>Walks the branches once for the evaluations since the last walk, which meet the same systems in the same phase.</summary>
    private void MixUpTo(int end, Span<double> row)
    {
        if (end == 0)
        {
            return;
        }

        do
        {
            double weight = branches.Current(out ulong forces);
            for (int e = firstOfWalk; e < end; e++)
            {
                ReadOnlySpan<double> conditional = Conditional(model.Evaluations[e].Raid, slots[e], forces);
                Span<double> result = row.Slice(e * stride, stride);
                for (int i = 0; i < result.Length; i++)
                {
                    result[i] += weight * conditional[i];
                }
            }
        }
        while (branches.Next());
    }

    /// <summary>One raid against given ready forces, in expectation over its size, kills and hits.</summary>
    private ReadOnlySpan<double> Conditional(int raid, int slot, ulong forces)
    {
        int number = conditionals.Find(forces, (slot * model.Raids.Length) + raid, out bool isNew);
        if (rows.Length < conditionals.Capacity * stride)
        {
            Array.Resize(ref rows, conditionals.Capacity * stride);
        }

        Span<double> row = rows.AsSpan(number * stride, stride);
        if (isNew)
        {
            row.Clear();
            for (int a = 0; a < archetypeWeights[raid].Length; a++)
            {
                if (archetypeWeights[raid][a] > 0)
                {
                    Add(model.Raids[raid].Archetypes[a], slot, forces, archetypeWeights[raid][a], row);
                }
            }
        }

        return row;
    }

    private void Add(int archetype, int slot, ulong forces, double weight, Span<double> row)
    {
        int entry = engagements.Entry(archetype, forces);
        row[0] += weight * (1 - engagements.Surviving(entry, archetype, slot, vulnerabilities.Survival(slot)));
        row[1] += weight * engagements.ExpectedLeakers(entry);
        Span<Moment> leakers = engagements.Leakers(entry);
        ReadOnlySpan<double> deaths = vulnerabilities.DeathsPerLeaker(slot);
        for (int c = 0; c < leakers.Length; c++)
        {
            row[2] += weight * leakers[c].Mean * deaths[c];
        }

        Span<double> shots = engagements.Shots(entry);
        for (int m = 0; m < shots.Length; m++)
        {
            row[3 + m] += weight * shots[m];
            row[3 + missiles + m] += weight * shots[m] * shots[m];
        }
    }
}

/// <summary>What one raid of each kind does to a site, in expectation.</summary>
internal readonly ref struct SiteResults(ReadOnlySpan<double> row, int stride, int missiles)
{
    private readonly ReadOnlySpan<double> row = row;

    /// <summary>Share of the site's yearly value that one raid destroys.</summary>
    public double Damage(int evaluation) => row[evaluation * stride];

    /// <summary>Attackers that get through.</summary>
    public double Leakers(int evaluation) => row[(evaluation * stride) + 1];

    /// <summary>Deaths.</summary>
    public double Deaths(int evaluation) => row[(evaluation * stride) + 2];

    /// <summary>Shots by kind of missile.</summary>
    public double Shots(int evaluation, int missile) => row[(evaluation * stride) + 3 + missile];

    /// <summary>Mean square of the shots by kind of missile.</summary>
    public double SquaredShots(int evaluation, int missile) => row[(evaluation * stride) + 3 + missiles + missile];
}
