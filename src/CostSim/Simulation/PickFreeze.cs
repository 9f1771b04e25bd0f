using CostSim.Compilation;
using CostSim.Sampling;

namespace CostSim.Simulation;

/// <summary>Trials of A with one group of inputs taken from B.</summary>
/// <param name="Group">Number of the group; −2 for A itself, −1 for B.</param>
/// <param name="Sample">The trials that were simulated together.</param>
/// <param name="First">Where the group's trials begin in it.</param>
public readonly record struct MixedTrials(int Group, Sample Sample, int First);

/// <summary>
/// Simulates two independent sets of trials A and B and, for each group of inputs, A with that group taken from B: what variance-based
/// indices need (Saltelli et al. 2010). A is the first trials of the plain run with the same seed, B those that follow.
/// </summary>
/// <remarks>
/// Both are drawn independently whatever the design of the run: scrambled Sobol' points share their strata, so that the same dimension of
/// two sets would not be independent.
/// </remarks>
public static class PickFreeze
{
    /// <summary>Groups of inputs that are simulated together: bounds memory.</summary>
    private const int MostTogether = 64 * 1024;

    /// <summary>The inputs as groups: each alone, but those that are correlated with one another together.</summary>
    public static IReadOnlyList<IReadOnlyList<int>> Groups(Model model)
    {
        ArgumentNullException.ThrowIfNull(model);
        string[] names = [.. model.Inputs.Select(input => input.Path)];
        Dictionary<string, int> joined = [];
        foreach (CorrelationGroup group in model.Dependence)
        {
            int first = group.Names.Min(name => Array.IndexOf(names, name));
            foreach (string name in group.Names)
            {
                joined[name] = first;
            }
        }

        return [.. Enumerable.Range(0, names.Length).GroupBy(i => joined.GetValueOrDefault(names[i], i)).Select(group => group.ToArray())];
    }

    /// <summary>Simulates A, B and all mixtures.</summary>
    /// <param name="model">The model.</param>
    /// <param name="settings">Seed, threads and the like; the design and the number of trials are not used.</param>
    /// <param name="trials">Trials of A, a positive multiple of <see cref="Simulator.BlockSize"/>.</param>
    /// <param name="groups">Groups of inputs.</param>
    /// <param name="progress">Told the number of trials done; may be null.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <exception cref="ArgumentException">The number of trials is no such multiple.</exception>
    public static IEnumerable<MixedTrials> Run(
        Model model, SimulationSettings settings, int trials, IReadOnlyList<IReadOnlyList<int>> groups, Action<long>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(groups);
        if (trials <= 0 || trials % Simulator.BlockSize != 0)
        {
            throw new ArgumentException($"Base trials come in multiples of {Simulator.BlockSize}, not {trials}.", nameof(trials));
        }

        return Mixtures(model, settings, trials, groups, progress, cancellation);
    }

    private static IEnumerable<MixedTrials> Mixtures(
        Model model, SimulationSettings settings, int trials, IReadOnlyList<IReadOnlyList<int>> groups, Action<long>? progress, CancellationToken cancellation)
    {
        SimulationSettings independent = settings with { Trials = 2 * trials, Design = Scenarios.TrialSpread.Mc, Replicates = 1, Keep = long.MaxValue };
        var draws = new ModelDraws(model, independent, null, cancellation);
        int together = Math.Max(1, MostTogether / trials);
        for (int from = -2; from < groups.Count; from += together)
        {
            int count = Math.Min(together, groups.Count - from);
            long before = (long)(from + 2) * trials;
            Sample sample = Simulator.Run(
                model, independent with { Trials = (long)count * trials }, new MixedDraws(draws, model.Inputs.Count, trials, from, groups),
                done => progress?.Invoke(before + done), cancellation: cancellation);
            for (int i = 0; i < count; i++)
            {
                yield return new MixedTrials(from + i, sample, i * trials);
            }
        }
    }

    /// <summary>Draws of set after set, each of as many trials.</summary>
    private sealed class MixedDraws(IInputDraws draws, int inputs, int trials, int from, IReadOnlyList<IReadOnlyList<int>> groups) : IInputDraws
    {
        public void Fill(long firstTrial, int count, Span<double> destination)
        {
            int group = from + (int)(firstTrial / trials);
            long trial = firstTrial % trials;
            draws.Fill(group == -1 ? trials + trial : trial, count, destination);
            if (group >= 0)
            {
                double[] other = new double[inputs * count];
                draws.Fill(trials + trial, count, other);
                foreach (int input in groups[group])
                {
                    other.AsSpan(input * count, count).CopyTo(destination[(input * count)..]);
                }
            }
        }

        public void Fill(long firstTrial, int count, IReadOnlyList<int> wanted, Span<double> destination)
        {
            double[] all = new double[inputs * count];
            Fill(firstTrial, count, all);
            for (int i = 0; i < wanted.Count; i++)
            {
                all.AsSpan(wanted[i] * count, count).CopyTo(destination[(i * count)..]);
            }
        }
    }
}
