using System.Runtime.InteropServices;
using CostSim.Compilation;
using CostSim.Numerics;

namespace CostSim.Procurement;

/// <summary>
/// Something that happens in a trial or does not: an order's cancellation, a political shock, a legal challenge, a supplier's queue. It is decided
/// by the comparison of <see cref="ProcurementChances"/> that procurement makes too, so that what is told of a trial is what happened in it.
/// </summary>
public sealed class ModelEvent
{
    /// <summary>What the names of events begin with.</summary>
    public const string Prefix = "event:";

    private readonly EventRule rule;
    private readonly Scalar[] operands;

    private ModelEvent(Model model, string regimes, EventRule rule, params Scalar[] operands)
    {
        (this.rule, this.operands) = (rule, operands);
        Draw = Chance < 0 ? "" : model.Inputs[Chance].Path;
        Name = Chance < 0 ? "" : NameOf(Draw) + regimes;
        Inputs = [.. operands.Where(one => !one.IsConstant).Select(one => one.Input).Distinct()];
    }

    /// <summary>Name: <c>event:</c> and the path of the draw that decides it, then the regime where it differs between regimes.</summary>
    public string Name { get; }

    /// <summary>Path of the uniform draw that decides it.</summary>
    public string Draw { get; }

    /// <summary>Numbers of the inputs that it is decided by.</summary>
    public IReadOnlyList<int> Inputs { get; }

    /// <summary>Number of the uniform draw among them; −1 where none is drawn.</summary>
    public int Chance => operands[0].Input;

    /// <summary>The events of a model, by system, then by supplier; those that cannot happen are left out.</summary>
    /// <param name="model">The model.</param>
    public static IReadOnlyList<ModelEvent> Of(Model model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return [.. Listed(model).Where(one => one.Chance >= 0)];
    }

    /// <summary>The name of what a draw decides, whatever the regime.</summary>
    /// <param name="draw">Path of the draw.</param>
    public static string NameOf(string draw)
    {
        ArgumentNullException.ThrowIfNull(draw);
        return Prefix + draw[InputInfo.Chance.Length..];
    }

    /// <summary>Numbers of the draws that decide events in some scenario, also where here no option can meet them.</summary>
    /// <param name="model">The model.</param>
    public static IReadOnlySet<int> Draws(Model model)
    {
        ArgumentNullException.ThrowIfNull(model);
        IEnumerable<Scalar> decisions = model.Systems.Select(system => system.Schedule.Decision)
            .SelectMany(one => (Scalar[])[one.CancellationChance, one.ShockChance, one.LegalChance]);
        return decisions.Concat(model.Suppliers.Select(supplier => supplier.QueueChance)).Where(one => !one.IsConstant).Select(one => one.Input).ToHashSet();
    }

    /// <summary>Whether it happens in a trial.</summary>
    /// <param name="draws">The trial's draws, one per input of the model.</param>
    public bool Happens(ReadOnlySpan<double> draws)
    {
        Span<Four> values = stackalloc Four[operands.Length];
        for (int i = 0; i < operands.Length; i++)
        {
            values[i] = Four.Of(operands[i].In(draws));
        }

        return Four.All(Decide(values));
    }

    /// <summary>Whether it happens, trial by trial.</summary>
    /// <param name="columns">Draws of its <see cref="Inputs"/>, in their order, a value per trial.</param>
    /// <param name="happens">Receives 1 where it happens and 0 where it does not.</param>
    public void Fill(IReadOnlyList<double[]> columns, Span<double> happens)
    {
        ArgumentNullException.ThrowIfNull(columns);
        Span<Four> values = stackalloc Four[operands.Length];
        Span<double> lanes = stackalloc double[Four.Count];
        for (int t = 0; t < happens.Length; t += Four.Count)
        {
            int count = Math.Min(Four.Count, happens.Length - t);
            for (int i = 0; i < operands.Length; i++)
            {
                if (operands[i].IsConstant)
                {
                    values[i] = Four.Of(operands[i].In([]));
                    continue;
                }

                columns[Place(operands[i].Input)].AsSpan(t, count).CopyTo(lanes);
                values[i] = Four.Load(ref MemoryMarshal.GetReference(lanes), 0);
            }

            (Decide(values) & Four.Of(1)).Store(ref MemoryMarshal.GetReference(lanes), 0);
            lanes[..count].CopyTo(happens[t..]);
        }
    }

    private static IEnumerable<ModelEvent> Listed(Model model)
    {
        PurchasePlan[] purchases = [.. model.Options.SelectMany(option => option.Purchases)];
        foreach (int system in purchases.Select(purchase => purchase.System).Distinct().Order())
        {
            DecisionPlan decision = model.Systems[system].Schedule.Decision;
            (string Id, RegimePlan Plan)[] regimes =
            [
                .. model.Options.Where(option => option.Purchases.Any(purchase => purchase.System == system))
                    .Select(option => (Id: model.Scenario.Options[option.Id].Regime, Plan: option.Regime)).DistinctBy(one => one.Id),
            ];
            foreach (ModelEvent one in ByRegime(model, regimes, plan => plan.CancellationFactor, plan => decision.IsHazard
                ? (EventRule.CancelledFirst, [decision.CancellationChance, decision.ApprovalRate, decision.CancellationRate, plan.CancellationFactor])
                : (EventRule.Cancelled, [decision.CancellationChance, decision.CancellationProbability, plan.CancellationFactor])))
            {
                yield return one;
            }

            yield return new ModelEvent(model, "", EventRule.Happens, decision.ShockChance, decision.ShockProbability);
            foreach (ModelEvent one in ByRegime(
                model, regimes, plan => plan.LegalProbability, plan => (EventRule.Happens, [decision.LegalChance, plan.LegalProbability])))
            {
                yield return one;
            }
        }

        foreach (int supplier in purchases.Select(purchase => model.Systems[purchase.System].Supplier).Where(one => one >= 0).Distinct().Order())
        {
            SupplierPlan plan = model.Suppliers[supplier];
            yield return new ModelEvent(model, "", EventRule.Happens, plan.QueueChance, plan.QueueProbability);
        }
    }

    /// <summary>One event for all regimes in which the same decides it; the regimes in its name where there are others.</summary>
    private static IEnumerable<ModelEvent> ByRegime(
        Model model, (string Id, RegimePlan Plan)[] regimes, Func<RegimePlan, Scalar> differs, Func<RegimePlan, (EventRule Rule, Scalar[] Operands)> decide)
    {
        IGrouping<Scalar, (string Id, RegimePlan Plan)>[] different = [.. regimes.Where(one => !differs(one.Plan).IsZero).GroupBy(one => differs(one.Plan))];
        foreach (IGrouping<Scalar, (string Id, RegimePlan Plan)> same in different)
        {
            (EventRule rule, Scalar[] operands) = decide(same.First().Plan);
            yield return new ModelEvent(model, different.Length == 1 ? "" : ":" + string.Join('+', same.Select(one => one.Id)), rule, operands);
        }
    }

    private int Place(int input)
    {
        int place = 0;
        while (Inputs[place] != input)
        {
            place++;
        }

        return place;
    }

    private Four Decide(ReadOnlySpan<Four> values) => rule switch
    {
        EventRule.Cancelled => ProcurementChances.Cancelled(values[1], values[2], values[0]),
        EventRule.CancelledFirst => ProcurementChances.CancelledFirst(values[1], ProcurementChances.Rate(values[2], values[3]), values[0]),
        _ => ProcurementChances.Happens(values[1], values[0]),
    };
}

/// <summary>How an event is decided; its draw is the first operand.</summary>
internal enum EventRule
{
    /// <summary>By a probability.</summary>
    Happens,

    /// <summary>By a probability of cancellation and the factor of a regime.</summary>
    Cancelled,

    /// <summary>By the hazards of approval and of cancellation and the factor of a regime.</summary>
    CancelledFirst,
}
