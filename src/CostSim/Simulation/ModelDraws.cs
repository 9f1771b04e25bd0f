using CostSim.Compilation;
using CostSim.Sampling;
using CostSim.Scenarios;

namespace CostSim.Simulation;

/// <summary>The draws of a model's inputs under a design.</summary>
public sealed class ModelDraws : IInputDraws
{
    private readonly InputSampler sampler;

    /// <summary>Prepares the draws: tables of quantiles and the design.</summary>
    /// <param name="model">The model.</param>
    /// <param name="settings">Seed, trials, design.</param>
    /// <param name="tables">Tables of the inputs of earlier models, of which those that fit are taken; may be null.</param>
    /// <param name="cancellation">Stops preparing them.</param>
    /// <exception cref="ArgumentException">The design has no such number of trials: see <see cref="Fault"/>.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public ModelDraws(Model model, SimulationSettings settings, QuantileTables? tables = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(settings);
        if (Fault(settings.Design, settings.Trials, settings.Replicates) is { } fault)
        {
            throw new ArgumentException(fault, nameof(settings));
        }

        ulong seed = (ulong)settings.Seed;
        long each = settings.Trials / settings.Replicates;
        TrialDesign design = settings.Design switch
        {
            TrialSpread.Mc => new MonteCarloDesign(seed),
            TrialSpread.Lhs => new LatinHypercubeDesign(seed, settings.Replicates, each),
            _ => new SobolDesign(seed, settings.Replicates, each),
        };
        sampler = new InputSampler(design, [.. model.Inputs.Select(input => (input.Path, input.Distribution))], model.Dependence, settings.Priority, model.Events, tables, cancellation);
    }

    /// <summary>Why a design cannot have that many trials, and what would do; null when it can.</summary>
    /// <param name="design">Design.</param>
    /// <param name="trials">Trials of all replicates.</param>
    /// <param name="replicates">Replicates.</param>
    public static string? Fault(TrialSpread design, long trials, int replicates)
    {
        if (design == TrialSpread.Mc)
        {
            return null;
        }

        long each = Math.Max(1, trials / replicates);
        long below = design == TrialSpread.Lhs ? each : (long)System.Numerics.BitOperations.RoundUpToPowerOf2((ulong)each + 1) / 2;
        long above = design == TrialSpread.Lhs ? each + 1 : 2 * below;
        return trials == below * replicates ? null : FormattableString.Invariant(
            $"A {Name(design)} design of {replicates} replicates has {replicates} · {(design == TrialSpread.Lhs ? "n" : "2^k")} trials, not {trials:N0}; the nearest are {below * replicates:N0} and {above * replicates:N0}.");
    }

    /// <summary>Name of a design in files.</summary>
    public static string Name(TrialSpread design) => design switch
    {
        TrialSpread.Mc => "mc",
        TrialSpread.Lhs => "lhs",
        _ => "sobol",
    };

    /// <inheritdoc/>
    public void Fill(long firstTrial, int count, Span<double> draws) => sampler.FillAll(firstTrial, count, draws);

    /// <inheritdoc/>
    public void Fill(long firstTrial, int count, IReadOnlyList<int> inputs, Span<double> draws) => sampler.FillSome(firstTrial, count, inputs, draws);
}
