using CostSim.Compilation;
using CostSim.Engagement;
using CostSim.Sampling;
using CostSim.Scenarios;

namespace CostSim.Simulation;

/// <summary>A number that makes a run large, and where the scenario sets it.</summary>
/// <param name="Value">The number.</param>
/// <param name="Path">Path in the scenario, joined by colons.</param>
public readonly record struct WorkCount(double Value, string Path)
{
    /// <summary>The larger of two.</summary>
    public static WorkCount Larger(WorkCount one, WorkCount other) => other.Value > one.Value ? other : one;
}

/// <summary>
/// The work of a run, counted from the model before a trial is simulated. Counts are upper bounds; runs took at most the memory, and
/// within a factor of four the processor time, that is said (<c>dotnet run --project tests/CostSim.Benchmarks -- estimate</c>).
/// </summary>
public sealed record WorkEstimate
{
    /// <summary>Probability of more raids a year than are counted, by the draws of their rates.</summary>
    private const double Tail = 1e-4;

    /// <summary>What the program takes whatever it runs, most of it outside of what a limit of the heap counts; bytes.</summary>
    internal const double BytesOfProgram = 250e6;

    private const double BytesPerOption = 0.48e6;
    private const double BytesPerOutcome = 28;

    /// <summary>Raids of all kinds that may come in a year in which they can come, and the kind with most.</summary>
    public required WorkCount RaidsAYear { get; init; }

    /// <summary>Combinations of ready units that a raid on one site may meet, all of which are weighed, in the option with most.</summary>
    public required WorkCount ReadyCombinations { get; init; }

    /// <summary>Ways in which the attackers of one raid can get through, class by class, in the largest raid: what <c>--exact</c> enumerates.</summary>
    public required WorkCount RaidOutcomes { get; init; }

    /// <summary>Memory, bytes.</summary>
    public required double Bytes { get; init; }

    /// <summary>Processor time, seconds, of a processor of 2024.</summary>
    public required double Seconds { get; init; }

    /// <summary>Counts the work of a run.</summary>
    /// <param name="model">The model.</param>
    /// <param name="settings">How it is run.</param>
    public static WorkEstimate Of(Model model, SimulationSettings settings)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(settings);
        double kept = Math.Min(settings.Trials, settings.Keep);
        WorkCount raids = Raids(model.Scenario), combinations = Combinations(model), outcomes = Outcomes(model.Scenario);
        return new WorkEstimate
        {
            RaidsAYear = raids,
            ReadyCombinations = combinations,
            RaidOutcomes = outcomes,
            Bytes = BytesOfProgram + (model.Options.Length * (BytesPerOption + (kept * Simulation.Outcomes.Count * BytesPerOutcome))) + (model.Inputs.Count * kept * sizeof(double)),
            Seconds = settings.Trials * SecondsPerTrial(model, raids.Value, combinations.Value, settings.Exact || model.Enumerates ? outcomes.Value : 0),
        };
    }

    private static double SecondsPerTrial(Model model, double raids, double combinations, double enumerated)
    {
        double years = model.Years * model.Options.Length;
        return 20e-6 + (1.2e-6 * years) + (0.5e-6 * raids * model.Options.Length) + (0.12e-6 * combinations * model.Evaluations.Length * model.Options.Length)
            + (1e-6 * enumerated * combinations * model.Evaluations.Length);
    }

    private static WorkCount Raids(Scenario scenario)
    {
        double sum = 0;
        WorkCount most = default;
        foreach ((string id, Raid raid) in scenario.Raids)
        {
            Distribution rate = raid.RatePerYear.Distribution;
            double high = double.IsFinite(rate.Maximum) ? rate.Maximum : rate.UpperTail(Tail);
            sum += high;
            most = WorkCount.Larger(most, new WorkCount(high, $"raids:{id}:ratePerYear"));
        }

        return most with { Value = sum };
    }

    private static WorkCount Outcomes(Scenario scenario) => scenario.Raids
        .SelectMany(raid => raid.Value.Archetypes.Select(one => (Path: $"raids:{raid.Key}:archetypes:{one.Key}", one.Value)))
        .Concat(scenario.ReferenceRaid.Archetypes.Select(one => (Path: $"referenceRaid:archetypes:{one.Key}", one.Value)))
        .Select(raid => new WorkCount(raid.Value.CountOutcomes(), raid.Path)).Aggregate(default(WorkCount), WorkCount.Larger);

    private static WorkCount Combinations(Model model) => model.Options
        .Select(option => new WorkCount(Combinations(model, option), $"options:{option.Id}")).Aggregate(default(WorkCount), WorkCount.Larger);

    /// <summary>The most that a site of an option has: units on the ground are ready or not, of fighters those that come in time count.</summary>
    private static double Combinations(Model model, OptionPlan option)
    {
        var near = new Dictionary<(int Site, int System), int>();
        foreach ((int system, int[][] sites) in model.Assets.Select(asset => (asset.System, asset.Sites)).Concat(option.Purchases.Select(order => (order.System, order.Sites))))
        {
            foreach (int site in sites.SelectMany(sites => sites))
            {
                near[(site, system)] = near.GetValueOrDefault((site, system)) + 1;
            }
        }

        double ground = near.GroupBy(pair => pair.Key.Site).Select(site => site.Aggregate(1.0, (product, units) => product * (units.Value + 1))).DefaultIfEmpty(1).Max();
        int[] flying = [.. model.Assets.Select(asset => asset.System).Concat(option.Purchases.Select(order => order.System)).Distinct().Where(system => model.Systems[system].Kind == SystemKind.Fighter)];
        return flying.Aggregate(ground, (product, system) => product * Pairs(model, model.Systems[system].Fighter!));
    }

    /// <summary>Numbers of ready pairs that are possible: those on patrol, a number and the next, and those on alert.</summary>
    private static double Pairs(Model model, FighterPlan fighter)
    {
        double alert = fighter.AlertPairs.IsConstant ? fighter.AlertPairs.In([]) : model.Inputs[fighter.AlertPairs.Input].Distribution.UpperTail(Tail);
        return Math.Min(Readiness.Most, Math.Ceiling(alert) + 3);
    }
}
