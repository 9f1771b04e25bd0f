using CostSim.Compilation;

namespace CostSim.Engagement;

/// <summary>
/// What a raid does to a site that has given units around it, in expectation over readiness, raid size, kills and hits: memoised within a
/// trial by site and state. One row of results per raid kind and phase.
/// </summary>
internal sealed class SiteTable
{
    private readonly Model model;
    private readonly LayerDraw[] layers;
    private readonly EngagementTable engagements;
    private readonly ForceIndex states = new(1024);
    private readonly ForceIndex survivals = new(8192);
    private readonly double[][] archetypeWeights;
    private readonly double[][] survival;
    private readonly double[][] deathsPerLeaker;
    private readonly double[] branch;
    private readonly int[] branchCount;
    private readonly int[] odometer;
    private readonly int[] present;
    private readonly int missiles;
    private double[] values = new double[4096];
    private double[] surviving;

    /// <summary>Numbers per evaluation: damage, leakers, deaths, then shots and squared shots by missile.</summary>
    private readonly int stride;

    public SiteTable(Model model, LayerDraw[] layers, EngagementTable engagements)
    {
        this.model = model;
        this.layers = layers;
        this.engagements = engagements;
        missiles = model.Missiles.Length;
        stride = 3 + (2 * missiles);
        archetypeWeights = [.. model.Raids.Select(raid => new double[raid.Archetypes.Length])];
        survival = [.. model.Sites.Select(_ => new double[model.ThreatClasses])];
        deathsPerLeaker = [.. model.Sites.Select(_ => new double[model.ThreatClasses])];
        branch = new double[model.Systems.Length * Readiness.Most];
        branchCount = new int[model.Systems.Length];
        odometer = new int[model.Systems.Length];
        present = new int[model.Systems.Length];
        surviving = new double[survivals.Capacity];
    }

    /// <summary>Starts a trial.</summary>
    public void Begin(ReadOnlySpan<double> draws)
    {
        states.Clear();
        survivals.Clear();
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
    /// <param name="missilesLast">Probability by system that its missiles last; empty when they do.</param>
    public SiteResults Get(int site, ulong state, ReadOnlySpan<double> draws, ReadOnlySpan<double> missilesLast)
    {
        int entry = states.Find(missilesLast.IsEmpty ? state : ulong.MaxValue, missilesLast.IsEmpty ? site : -1, out bool isNew);
        int length = stride * model.Evaluations.Length;
        if (values.Length < states.Capacity * length)
        {
            Array.Resize(ref values, states.Capacity * length);
        }

        Span<double> row = values.AsSpan(entry * length, length);
        if (isNew || !missilesLast.IsEmpty)
        {
            Compute(site, state, draws, missilesLast, row);
        }

        return new SiteResults(row, stride, missiles);
    }

    private void Compute(int site, ulong state, ReadOnlySpan<double> draws, ReadOnlySpan<double> missilesLast, Span<double> row)
    {
        row.Clear();
        ulong programmes = Programmes(site, state);
        Vulnerability(site, programmes, draws);
        for (int e = 0; e < model.Evaluations.Length; e++)
        {
            RaidEvaluation evaluation = model.Evaluations[e];
            int count = Branches(state, evaluation.InConflict, missilesLast);
            Mix(site, evaluation.Raid, programmes, count, row.Slice(e * stride, stride));
        }
    }

    /// <summary>Active programmes that cover the site.</summary>
    private ulong Programmes(int site, ulong state)
    {
        ulong active = 0;
        foreach (SystemPlan system in model.Systems)
        {
            if (system.Programme is { } programme && ((state >> system.ForceShift) & system.ForceMask) != 0)
            {
                active |= 1UL << programme.Index;
            }
        }

        return active & model.Sites[site].ProgrammesCovering;
    }

    private void Vulnerability(int site, ulong programmes, ReadOnlySpan<double> draws)
    {
        SitePlan plan = model.Sites[site];
        for (int c = 0; c < model.ThreatClasses; c++)
        {
            double hit = plan.Hit[c].In(draws);
            double damage = plan.Damage[c].In(draws);
            foreach (SystemPlan system in model.Systems)
            {
                if (system.Programme is { } programme && (programmes >> programme.Index & 1) != 0)
                {
                    hit *= programme.HitFactor[c].In(draws);
                    damage *= programme.DamageFactor[c].In(draws);
                }
            }

            survival[site][c] = 1 - (hit * damage);
            deathsPerLeaker[site][c] = hit * plan.Deaths[c].In(draws);
        }

    }

    /// <summary>Lists the layers present with the probabilities of their ready units; returns how many there are.</summary>
    private int Branches(ulong state, bool inConflict, ReadOnlySpan<double> missilesLast)
    {
        int count = 0;
        for (int l = 0; l < layers.Length; l++)
        {
            SystemPlan plan = model.Systems[l];
            int units = (int)((state >> plan.ForceShift) & plan.ForceMask);
            if (units > 0 && layers[l].Shots.Length > 0)
            {
                double last = missilesLast.IsEmpty ? 1 : missilesLast[l];
                branchCount[count] = Readiness.Fill(plan, layers[l], units, inConflict, last, branch.AsSpan(count * Readiness.Most, Readiness.Most));
                odometer[count] = 0;
                present[count++] = l;
            }
        }

        return count;
    }

    /// <summary>Sums over every combination of ready units and every raid size.</summary>
    private void Mix(int site, int raid, ulong programmes, int count, Span<double> result)
    {
        RaidPlan plan = model.Raids[raid];
        while (true)
        {
            double weight = 1;
            ulong forces = 0;
            for (int i = 0; i < count && weight > 0; i++)
            {
                weight *= branch[(i * Readiness.Most) + odometer[i]];
                forces |= (ulong)odometer[i] << model.Systems[present[i]].ForceShift;
            }

            if (weight > 0)
            {
                for (int a = 0; a < plan.Archetypes.Length; a++)
                {
                    double mass = weight * archetypeWeights[raid][a];
                    if (mass > 0)
                    {
                        Add(site, plan.Archetypes[a], programmes, forces, mass, result);
                    }
                }
            }

            int digit = 0;
            while (digit < count && ++odometer[digit] == branchCount[digit])
            {
                odometer[digit++] = 0;
            }

            if (digit == count)
            {
                return;
            }
        }
    }

    private void Add(int site, int archetype, ulong programmes, ulong forces, double mass, Span<double> result)
    {
        int entry = engagements.Entry(archetype, forces);
        result[0] += mass * (1 - Surviving(site, archetype, programmes, entry));
        result[1] += mass * engagements.ExpectedLeakers(entry);
        Span<Moment> leakers = engagements.Leakers(entry);
        double deaths = 0;
        for (int c = 0; c < leakers.Length; c++)
        {
            deaths += leakers[c].Mean * deathsPerLeaker[site][c];
        }

        result[2] += mass * deaths;
        Span<double> shots = engagements.Shots(entry);
        for (int m = 0; m < shots.Length; m++)
        {
            result[3 + m] += mass * shots[m];
            result[3 + missiles + m] += mass * shots[m] * shots[m];
        }
    }

    private double Surviving(int site, int archetype, ulong programmes, int entry)
    {
        int slot = survivals.Find((programmes << 40) | (uint)entry, site, out bool isNew);
        if (surviving.Length < survivals.Capacity)
        {
            Array.Resize(ref surviving, survivals.Capacity);
        }

        if (isNew)
        {
            surviving[slot] = engagements.Surviving(entry, archetype, survival[site]);
        }

        return surviving[slot];
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
