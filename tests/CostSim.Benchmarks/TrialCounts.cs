using CostSim.Compilation;
using CostSim.Engagement;
using CostSim.Sampling;
using CostSim.Simulation;

namespace CostSim.Benchmarks;

/// <summary>What the expected evaluation of a trial is made of, on average over trials: how often each kernel has to be worked out at least.</summary>
/// <param name="Uniforms">Uniforms.</param>
/// <param name="Quantiles">Quantiles from tables.</param>
/// <param name="Passes">
/// Passes of attackers of a class in one raid size through a look of a layer, once for every trial that meets it; forces that differ only in inner
/// layers share the outer ones.
/// </param>
/// <param name="Lanes">The same as trials of a group share them: a lane for every trial of the group that a pass is worked out for, met or not.</param>
/// <param name="Survivals">Shares that survive: raid size × class × kind of site that has the forces around it.</param>
/// <param name="Options">Options paid for along the years.</param>
internal sealed record TrialCounts(double Uniforms, double Quantiles, double Passes, double Lanes, double Survivals, double Options)
{
    /// <summary>Counts over the first trials: every force that options, years and sites meet once, as the simulator keeps them for a trial.</summary>
    public static TrialCounts Of(Model model, int trials)
    {
        var settings = new SimulationSettings { Trials = trials, Seed = 1 };
        var draws = new ModelDraws(model, settings);
        double[] block = new double[model.Inputs.Count * trials];
        draws.Fill(0, trials, block);
        var runner = new TrialRunner(model, false);
        var groups = new RaidGroups(model);
        var vulnerabilities = new Vulnerabilities(model, runner.Group);
        var ready = new ReadyUnits(runner.Forces.Groups);
        var branches = new Branches(runner.Forces.Groups, ready);
        var met = new HashSet<(ulong Forces, int Archetype)>();
        var together = new HashSet<(ulong Forces, int Archetype)>();
        var survived = new HashSet<(ulong Forces, int Archetype, int Set, int Kind)>();
        double[] weights = new double[TrialGroup.Lanes];
        (double passes, double lanes, double survivals) = (0, 0, 0);
        for (int t = 0; t < trials; t++)
        {
            int lane = t % TrialGroup.Lanes;
            if (lane == 0)
            {
                lanes += TrialGroup.Lanes * together.Sum(one => Through(model, runner.Forces.Layers, one.Archetype, one.Forces));
                together.Clear();
                runner.Group.Take(block, trials, t);
                runner.BeginGroup();
                ready.Begin();
                vulnerabilities.Clear();
            }

            runner.Procurement.Take(lane);
            runner.Forces.Run(runner.Procurement, lane);
            met.Clear();
            survived.Clear();
            HashSet<(ulong State, int Kind)> states = [.. Enumerable.Range(0, vulnerabilities.Kinds).Select(kind => (0UL, kind))];
            foreach (ForceYears years in runner.Forces.Placed)
            {
                for (int y = 0; y < model.Years; y++)
                {
                    for (int s = 0; s < model.Sites.Length; s++)
                    {
                        states.Add((years.Sites(y)[s], vulnerabilities.KindOf(s)));
                    }
                }
            }

            foreach ((ulong state, int kind) in states)
            {
                foreach (RaidEvaluation one in model.Evaluations)
                {
                    branches.Fill(state, one.InConflict);
                    int set = vulnerabilities.Set(one.Raid, state);
                    do
                    {
                        ulong forces = branches.Current(weights);
                        foreach (int archetype in weights[lane] > 0 ? model.Raids[one.Raid].Archetypes : [])
                        {
                            ulong relevant = forces & groups.Relevant[groups.Group(archetype)];
                            AddWithOuter(model, runner.Forces.Layers, met, relevant, archetype);
                            survivals += survived.Add((relevant, archetype, set, kind)) ? model.Archetypes[archetype].Attackers.Count(n => n > 0) : 0;
                        }
                    }
                    while (branches.Next());
                }
            }

            together.UnionWith(met);
            passes += met.Sum(one => Through(model, runner.Forces.Layers, one.Archetype, one.Forces));
        }

        lanes += TrialGroup.Lanes * together.Sum(one => Through(model, runner.Forces.Layers, one.Archetype, one.Forces));
        int tabulated = model.Inputs.Count(input => QuantileTable.Of(input.Distribution).IsTabulated);
        return new TrialCounts(model.Inputs.Count, tabulated, passes / trials, lanes / trials, survivals / trials, model.Options.Length);
    }

    /// <summary>Adds forces, and what is left of them when layers are taken away from the inside.</summary>
    private static void AddWithOuter(Model model, LayerDraw[] layers, HashSet<(ulong Forces, int Archetype)> met, ulong forces, int archetype)
    {
        while (met.Add((forces, archetype)) && Innermost(model, layers, forces) is >= 0 and int innermost)
        {
            forces &= ~model.Systems[innermost].Place;
        }
    }

    private static int Innermost(Model model, LayerDraw[] layers, ulong forces) =>
        Array.FindLastIndex(model.Systems, system => (forces & system.Place) != 0 && layers[Array.IndexOf(model.Systems, system)].Shots.Length > 0);

    /// <summary>Passes through the innermost layer.</summary>
    private static int Through(Model model, LayerDraw[] layers, int archetype, ulong forces)
    {
        int innermost = Innermost(model, layers, forces);
        return innermost < 0 ? 0 : layers[innermost].Shots.Where(shot => model.Archetypes[archetype].Attackers[shot.Class] > 0).Sum(shot => shot.Looks);
    }
}
