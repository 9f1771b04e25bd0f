using System.Runtime.Intrinsics;
using CostSim.Compilation;
using CostSim.Numerics;

namespace CostSim.Engagement;

/// <summary>
/// Reference raids in a row by moments: of what is left in stock before a raid mean and variance are known, and raids are taken as independent
/// given these. For one raid the stock is certain.
/// </summary>
internal sealed class CampaignMoments : ICampaignRaid
{
    private const int Lanes = TrialGroup.Lanes;
    private readonly Model model;
    private readonly RaidEvaluation reference;
    private readonly Branches branches;
    private readonly RaidTable table;
    private readonly Vulnerabilities vulnerabilities;
    private readonly LayerPass pass;
    private readonly RaidGroups groups;
    private readonly GeneratingFunctions functions;
    private readonly int[] kinds;
    private readonly double[] means;
    private readonly double[] variances;
    private readonly double[] certain;
    private readonly double[] fired;
    private readonly double[] surviving;
    private readonly MissilesLeft stocks;

    public CampaignMoments(Model model, LayerGroup[] layers, Branches branches, RaidTable table, Vulnerabilities vulnerabilities)
    {
        (this.model, this.branches, this.table, this.vulnerabilities) = (model, branches, table, vulnerabilities);
        reference = model.Evaluations.Single(one => one.IsReference);
        groups = new RaidGroups(model);
        pass = new LayerPass(model, layers, groups);
        functions = new GeneratingFunctions(model.ThreatClasses);
        kinds = [.. Enumerable.Range(0, vulnerabilities.Kinds)];
        means = new double[groups.Width * model.ThreatClasses * Lanes];
        variances = new double[means.Length];
        certain = new double[means.Length];
        fired = new double[groups.Width * model.Missiles.Length * Lanes];
        surviving = new double[kinds.Length * Lanes];
        stocks = new MissilesLeft(model.Missiles.Length);
    }

    /// <inheritdoc/>
    public double[] Destroyed(ulong state, int set, ReadOnlySpan<int> stock, int raids)
    {
        double[] left = new double[kinds.Length * Lanes];
        double[] one = new double[left.Length];
        Array.Fill(left, 1);
        stocks.Begin(stock);
        for (int r = 0; r < raids; r++)
        {
            Array.Clear(one);
            Raid(state, set, one);
            stocks.Fire();
            for (int i = 0; i < left.Length; i++)
            {
                left[i] *= 1 - one[i];
            }
        }

        for (int i = 0; i < left.Length; i++)
        {
            left[i] = 1 - left[i];
        }

        return left;
    }

    /// <summary>One raid in expectation over readiness and size: adds what it destroys, notes what it fires.</summary>
    private void Raid(ulong state, int set, Span<double> destroyed)
    {
        Span<double> ready = stackalloc double[Lanes];
        Span<double> weight = stackalloc double[Lanes];
        int[] archetypes = model.Raids[reference.Raid].Archetypes;
        branches.Fill(state, reference.InConflict);
        do
        {
            ulong forces = branches.Current(ready);
            for (int i = 0; i < archetypes.Length && ready.ContainsAnyExcept(0.0); i++)
            {
                ReadOnlySpan<double> sizes = table.Weights(reference.Raid, i);
                for (int lane = 0; lane < Lanes; lane++)
                {
                    weight[lane] = ready[lane] * sizes[lane];
                }

                if (weight.ContainsAnyExcept(0.0))
                {
                    Add(archetypes[i], forces, set, weight, destroyed);
                }
            }
        }
        while (branches.Next());
    }

    private void Add(int archetype, ulong forces, int set, ReadOnlySpan<double> weight, Span<double> destroyed)
    {
        int group = groups.Group(archetype);
        var result = new PassResult(means, variances, certain, fired);
        pass.Start(group, result);
        pass.RunAll(group, forces, stocks, result);
        int place = groups.Place(archetype);
        if (Vector512.IsHardwareAccelerated)
        {
            Survive<Eight>(place, set);
        }
        else
        {
            Survive<Four>(place, set);
        }

        for (int kind = 0; kind < kinds.Length; kind++)
        {
            LaneRows.AddLost(destroyed.Slice(kind * Lanes, Lanes), surviving.AsSpan(kind * Lanes, Lanes), weight);
        }

        stocks.Note(fired.AsSpan(place * model.Missiles.Length * Lanes, model.Missiles.Length * Lanes), weight);
    }

    private void Survive<T>(int place, int set)
        where T : struct, IVector<T>
    {
        for (int from = 0; from < Lanes; from += T.Count)
        {
            functions.Clear();
            for (int c = 0; c < model.ThreatClasses; c++)
            {
                int at = (((place * model.ThreatClasses) + c) * Lanes) + from;
                var leakers = new MomentLanes<T> { Mean = T.Load(ref means[0], at), Variance = T.Load(ref variances[0], at) };
                functions.Add(c, leakers, T.Load(ref certain[0], at));
            }

            functions.Run<T>(kinds, vulnerabilities.Survival(set), from, surviving);
        }
    }
}

/// <summary>Missiles left in stock before a raid of a campaign, by kind: mean and variance, a lane per trial.</summary>
/// <param name="kinds">Kinds of missile.</param>
internal sealed class MissilesLeft(int kinds)
{
    private const int Lanes = TrialGroup.Lanes;
    private readonly double[] means = new double[kinds * Lanes];
    private readonly double[] variances = new double[kinds * Lanes];
    private readonly double[] fired = new double[kinds * Lanes];
    private readonly double[] squares = new double[kinds * Lanes];

    /// <summary>Means: kind after kind.</summary>
    public double[] Means => means;

    /// <summary>Variances: kind after kind.</summary>
    public double[] Variances => variances;

    /// <summary>A stock that is known.</summary>
    public void Begin(ReadOnlySpan<int> stock)
    {
        Array.Clear(variances);
        Array.Clear(fired);
        Array.Clear(squares);
        for (int m = 0; m < stock.Length; m++)
        {
            means.AsSpan(m * Lanes, Lanes).Fill(stock[m]);
        }
    }

    /// <summary>Notes what a raid fires, with its probability.</summary>
    public void Note(ReadOnlySpan<double> shots, ReadOnlySpan<double> weight)
    {
        for (int i = 0; i < fired.Length; i++)
        {
            double share = weight[i % Lanes] * shots[i];
            fired[i] += share;
            squares[i] += share * shots[i];
        }
    }

    /// <summary>Takes what was noted out of the stock.</summary>
    public void Fire()
    {
        for (int i = 0; i < fired.Length; i++)
        {
            means[i] = Math.Max(0, means[i] - fired[i]);
            variances[i] += Math.Max(0, squares[i] - (fired[i] * fired[i]));
        }

        Array.Clear(fired);
        Array.Clear(squares);
    }
}
