using System.Runtime.InteropServices;
using CostSim.Compilation;
using CostSim.Decisions;
using CostSim.Procurement;
using CostSim.Scenarios;
using CostSim.Simulation;

namespace CostSim.Tables;

/// <summary>The decision study of a run: from expected outcomes only, since in realised ones luck would count as something that could be known.</summary>
public static class RunStudy
{
    /// <summary>The input on which loss averted hangs most, and of which there is no evidence to speak of.</summary>
    public const string Belief = "conflict:onsetProbability";

    /// <summary>The study of a run's own trials: of those that it keeps, and of what all say together.</summary>
    /// <param name="sample">The run.</param>
    /// <param name="cancellation">Stops the study.</param>
    public static DecisionStudy Of(Sample sample, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(sample);
        int options = sample.Model.OptionIds.Count;
        double[] Column(int option, Outcome outcome) =>
            MemoryMarshal.TryGetArray(sample.Column(option, outcome), out ArraySegment<double> segment) && segment.Count == segment.Array!.Length
                ? segment.Array
                : sample.Column(option, outcome).ToArray();
        double[][] Columns(Outcome outcome) => [.. Enumerable.Range(0, options).Select(o => Column(o, outcome))];
        DecisionStudy study = Of(
            sample.Model, sample.Settings.Replicates, sample.Settings.Threads, Columns(Outcome.Cost), Columns(Outcome.ProtectedYears), Columns(Outcome.LossAverted),
            new SampledInputs(sample, cancellation));
        study = study with { Cancellation = cancellation };
        return sample.Totals is not { } totals ? study : study with
        {
            Measures =
            [
                study.Measures[0] with { Totals = totals.Measure(Outcome.ProtectedYears) }, study.Measures[1] with { Totals = totals.Measure(Outcome.LossAverted) },
            ],
        };
    }

    /// <summary>The study of trials of a model that were read back.</summary>
    /// <param name="model">The model: thresholds, groups, studies and fallbacks.</param>
    /// <param name="replicates">Replicates that the trials fall into.</param>
    /// <param name="threads">Threads.</param>
    /// <param name="cost">By option, a life-cycle cost per trial.</param>
    /// <param name="protectedYears">By option, protected years per trial.</param>
    /// <param name="lossAverted">By option, loss averted per trial.</param>
    /// <param name="draws">Draws of all inputs of the model, in its order; none when they are not known.</param>
    public static DecisionStudy Of(
        Model model, int replicates, int threads, double[][] cost, double[][] protectedYears, double[][] lossAverted, IInputColumns? draws)
    {
        ArgumentNullException.ThrowIfNull(model);
        DecisionSettings settings = model.Scenario.Decision;
        TargetSettings target = settings.Target ?? new TargetSettings();
        IReadOnlyList<ModelEvent> events = ModelEvent.Of(model);
        IReadOnlySet<int> decisive = ModelEvent.Draws(model);
        IInputColumns? Chosen(Func<int, bool> which) => draws is null ? null : new ChosenColumns(draws, [.. Enumerable.Range(0, draws.Names.Count).Where(which)]);
        IInputColumns? inputs = Chosen(i => !InputInfo.IsChance(draws!.Names[i]));
        IReadOnlyList<string> names = inputs?.Names ?? [];
        return new DecisionStudy
        {
            Options = model.OptionIds,
            Cost = cost,
            CostName = Column(Outcome.Cost),
            Measures =
            [
                Measure(Outcome.ProtectedYears, protectedYears, settings.ProtectedYears, target.ProtectedYears),
                Measure(Outcome.LossAverted, lossAverted, settings.LossAverted, target.LossAvertedMEur),
            ],
            Replicates = replicates,
            HasFallback = [.. model.Options.Select(option => option.Fallback is not null)],
            Inputs = inputs,
            Events = draws is null ? null : new EventColumns(events, draws),
            Luck = Chosen(i => InputInfo.IsChance(draws!.Names[i]) && !decisive.Contains(i)),
            Groups = [.. settings.Groups.Select(group => new InputGroup(group.Key, [.. group.Value.Inputs.SelectMany(name => ScenarioCompiler.Inputs(names, name)).Distinct()])).Where(group => group.Inputs.Count > 0)],
            Experiments = [.. settings.Studies.Where(study => ScenarioCompiler.Inputs(names, study.Value.Input).Count > 0).Select(study => Experiment(study.Key, study.Value, names))],
            Held = [.. names.Index().Where(one => one.Item == Belief).Select(one => new HeldInput(Column(Outcome.LossAverted), one.Index))],
            CostTarget = target.CostMEur ?? double.PositiveInfinity,
            Threads = threads,
        };
    }

    private static EffectMeasure Measure(Outcome outcome, double[][] effect, ThresholdRange range, double? target) =>
        new(Column(outcome), effect, [.. range.Values()], range.HeadlineOrMiddle(), target ?? double.NaN);

    private static Experiment Experiment(string name, StudySettings study, IReadOnlyList<string> names) => new(
        name,
        ScenarioCompiler.Inputs(names, study.Input)[0],
        study.Observes switch { StudyKind.Binomial => ObservationKind.Binomial, StudyKind.Normal => ObservationKind.Normal, _ => ObservationKind.Poisson },
        study.Deviation,
        study.Sizes,
        study.FixedCostMEur,
        study.CostPerObservationMEur);

    private static string Column(Outcome outcome) => Outcomes.All[(int)outcome].Column;
}
