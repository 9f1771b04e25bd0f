using CostSim.Compilation;
using CostSim.Costing;
using CostSim.Procurement;
using CostSim.Realisation;
using CostSim.Valuation;

namespace CostSim.Simulation;

/// <summary>Runs any one trial again, alone and exactly, and tells what happened in it.</summary>
public static class TrialReplay
{
    /// <summary>The account of a trial.</summary>
    /// <param name="model">The model.</param>
    /// <param name="settings">How it was simulated: the draws of a trial depend on seed, design, trials and replicates.</param>
    /// <param name="trial">Number of the trial, from 0, below the number of trials.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such trial.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static TrialAccount Run(Model model, SimulationSettings settings, long trial, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentOutOfRangeException.ThrowIfNegative(trial);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(trial, settings.Trials);
        double[] draws = new double[model.Inputs.Count];
        new ModelDraws(model, settings, null, cancellation).Fill(trial, 1, draws);
        var runner = new TrialRunner(model, settings.Exact, cancellation);
        List<RaidRecord>[] raids = [.. model.OptionIds.Select(_ => new List<RaidRecord>())];
        runner.Run(new TrialAddress(settings.Seed, trial), draws, (option, raid) => raids[option].Add(raid));
        RaidEvents events = runner.Realised.Events;
        int start = model.Scenario.Horizon.StartYear;
        return new TrialAccount(
            trial,
            settings.Seed,
            [.. model.Inputs.Select((input, i) => new DrawnInput(input.Path, input.Unit, draws[i], input.Distribution.Cdf(draws[i])))],
            [.. ModelEvent.Of(model).Select(one => new EventAccount(one.Name, one.Draw, one.Happens(draws)))],
            [.. Enumerable.Range(0, model.Years).Select(y => Year(runner, events, start, y))],
            events.Onset < model.Years ? start + events.Onset : null,
            events.End - events.Onset,
            [.. model.OptionIds.Select((_, o) => Option(model, runner, o, raids[o]))]);
    }

    private static WorldYear Year(TrialRunner runner, RaidEvents events, int start, int y) => new(
        start + y, runner.World.UsdPerEur(y), runner.World.Discount[y], Finite(runner.World.Ceiling[y]), runner.World.ConflictProbability[y],
        events.InConflict(y));

    private static OptionAccount Option(Model model, TrialRunner runner, int option, List<RaidRecord> raids)
    {
        double[] outcomes = new double[Outcomes.Count];
        runner.Outcomes(option, outcomes);
        OptionOrders orders = runner.Procurement.Orders(option);
        string id = model.OptionIds[option];
        bool GivenUp(int order) => orders.FallbackUsed && model.Options[option].Fallback?.Primary == order;
        return new OptionAccount(
            id,
            model.Scenario.Options[id].Name,
            [.. Outcomes.All.Select(info => new OutcomeValue(info.Column, info.Unit, Finite(outcomes[(int)info.Outcome])))],
            [
                .. model.Options[option].Purchases.Select((purchase, i) => Order(model, orders, purchase, i, GivenUp(i)))
                    .Where((_, i) => orders.Active[i] || GivenUp(i)),
            ],
            orders.FallbackUsed,
            [.. Enumerable.Range(0, model.Years).Select(y => Money(model, runner, option, y))],
            [.. raids.Select(raid => Raid(model, raid))]);
    }

    private static OrderAccount Order(Model model, OptionOrders orders, PurchasePlan purchase, int i, bool givenUp)
    {
        double? Date(double time) => time < model.Years ? model.Scenario.Horizon.StartYear + time : null;
        return new OrderAccount(
            purchase.Id, model.Systems[purchase.System].Id, Date(orders.Contract(i)), orders.Cancelled[i], givenUp ? Date(orders.AbandonedAt(i)) : null,
            [.. orders.Delivered[i].Select(Date)], [.. orders.Operational[i].Select(Date)]);
    }

    private static OptionYear Money(Model model, TrialRunner runner, int option, int y)
    {
        CostFlows flows = runner.Costs.Flows(option);
        OptionEffects effects = runner.Effects.Effects(option);
        RealisedEffects happened = runner.Realised.Effects(option);
        return new OptionYear(
            model.Scenario.Horizon.StartYear + y, flows.Acquisition[y], flows.Missiles[y], flows.Infrastructure[y],
            model.Economy.HasCeiling ? flows.UnderCeiling[y] : null, flows.Operation[y], flows.Renewal[y], happened.Replenishment[y], effects.Units[y], effects.Protection[y], effects.Loss[y], happened.Loss[y]);
    }

    private static RaidAccount Raid(Model model, RaidRecord record)
    {
        Dictionary<string, int> Named(IReadOnlyList<string> names, IReadOnlyList<int> counts) =>
            names.Select((name, i) => (name, counts[i])).Where(pair => pair.Item2 > 0).ToDictionary(pair => pair.name, pair => pair.Item2);
        return new RaidAccount(
            model.Scenario.Horizon.StartYear + record.Raid.Year + record.Raid.Time,
            model.RaidIds[record.Raid.Kind],
            model.Sites[record.Raid.Site].Id,
            Named(model.ThreatIds, model.Archetypes[record.Raid.Archetype].Attackers),
            Named(model.ThreatIds, record.Leakers),
            Named(model.ThreatIds, record.Hits),
            Named(model.MissileIds, record.Fired),
            record.OutOfStock);
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
