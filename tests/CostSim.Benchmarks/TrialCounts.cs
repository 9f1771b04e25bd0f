using CostSim.Compilation;
using CostSim.Engagement;
using CostSim.Sampling;
using CostSim.Simulation;

namespace CostSim.Benchmarks;

/// <summary>What the expected evaluation of a trial is made of, on average over trials: how often each kernel has to be worked out at least.</summary>
/// <param name="Uniforms">Uniforms.</param>
/// <param name="Quantiles">Quantiles from tables.</param>
/// <param name="Passes">Passes of attackers of a class in one raid size through a look of a layer, lanes without a raid left out.</param>
/// <param name="Lanes">The same with them: four for every pass.</param>
/// <param name="Survivals">Shares that survive: raid size × class × kind of site, lanes without a kind left out.</param>
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
        double[] row = new double[model.Inputs.Count];
        var runner = new TrialRunner(model, false);
        var groups = new RaidGroups(model);
        var vulnerabilities = new Vulnerabilities(model);
        var branches = new Branches(model, runner.Forces.Layers);
        var met = new HashSet<(ulong Forces, int Group)>();
        var survived = new HashSet<(ulong Forces, int Archetype, int Set)>();
        (double passes, double lanes, double survivals) = (0, 0, 0);
        for (int t = 0; t < trials; t++)
        {
            for (int i = 0; i < row.Length; i++)
            {
                row[i] = block[(i * trials) + t];
            }

            runner.World.Run(model, row);
            runner.Procurement.Run(runner.World, row);
            runner.Costs.Run(runner.World, runner.Procurement, row);
            runner.Forces.Run(runner.Procurement, row);
            runner.Effects.Run(runner.World, runner.Costs, row);
            vulnerabilities.Clear();
            met.Clear();
            survived.Clear();
            HashSet<ulong> states = [0];
            foreach (ForceYears years in runner.Forces.Placed)
            {
                for (int y = 0; y < model.Years; y++)
                {
                    states.UnionWith(years.Sites(y).ToArray());
                }
            }

            foreach (ulong state in states)
            {
                foreach (RaidEvaluation one in model.Evaluations)
                {
                    branches.Fill(state, one.InConflict);
                    int set = vulnerabilities.Set(one.Raid, state, row);
                    do
                    {
                        _ = branches.Current(out ulong forces);
                        foreach (int archetype in model.Raids[one.Raid].Archetypes)
                        {
                            int group = groups.Place(archetype) / RaidGroups.Width;
                            ulong relevant = forces & groups.Relevant[group];
                            met.Add((relevant, group));
                            survivals += survived.Add((relevant, archetype, set)) ? model.Archetypes[archetype].Attackers.Count(n => n > 0) * Kinds(model, vulnerabilities) : 0;
                        }
                    }
                    while (branches.Next());
                }
            }

            foreach ((ulong forces, int group) in met)
            {
                (int useful, int all) = Through(model, groups, runner.Forces.Layers, group, forces);
                (passes, lanes) = (passes + useful, lanes + all);
            }
        }

        int tabulated = model.Inputs.Count(input => QuantileTable.Of(input.Distribution).IsTabulated);
        return new TrialCounts(model.Inputs.Count, tabulated, passes / trials, lanes / trials, survivals / trials, model.Options.Length);
    }

    private static int Kinds(Model model, Vulnerabilities vulnerabilities) => Enumerable.Range(0, model.Sites.Length).Select(vulnerabilities.KindOf).Distinct().Count();

    private static (int Useful, int All) Through(Model model, RaidGroups groups, LayerDraw[] layers, int group, ulong forces)
    {
        (int useful, int all) = (0, 0);
        for (int l = 0; l < layers.Length; l++)
        {
            SystemPlan plan = model.Systems[l];
            if (((forces >> plan.ForceShift) & plan.ForceMask) == 0)
            {
                continue;
            }

            foreach (ShotDraw shot in layers[l].Shots)
            {
                int present = 0;
                for (int lane = 0; lane < RaidGroups.Width; lane++)
                {
                    int archetype = groups.At((group * RaidGroups.Width) + lane);
                    present += archetype >= 0 && model.Archetypes[archetype].Attackers[shot.Class] > 0 ? 1 : 0;
                }

                useful += present * shot.Looks;
                all += present > 0 ? RaidGroups.Width * shot.Looks : 0;
            }
        }

        return (useful, all);
    }
}
