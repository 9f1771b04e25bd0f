using CostSim.Compilation;
using CostSim.Numerics;

namespace CostSim.Procurement;

/// <summary>
/// From order to contract, in the trials of a group: the political decision (a delay, or competing hazards of approval and cancellation), a
/// possible political shock, negotiation, a possible legal challenge, coordination with allies. The same for all orders of a system under the
/// same regime.
/// </summary>
/// <param name="decision">The decision.</param>
/// <param name="regime">The regime whose factors apply.</param>
/// <param name="joint">The joint purchase it is part of, if any.</param>
/// <param name="group">The trials.</param>
internal sealed class ContractDelay(DecisionPlan decision, RegimePlan regime, JointPlan? joint, TrialGroup group)
{
    private readonly double[] delays = new double[TrialGroup.Lanes];
    private readonly double[] cancelled = new double[TrialGroup.Lanes];

    /// <summary>Works it out.</summary>
    public void Begin<T>(int from)
        where T : struct, IVector<T>
    {
        T delay = decision.IsHazard ? Hazard(from, out T cancels) : Delay(from, out cancels);
        T shock = ProcurementChances.Happens(group.In<T>(decision.ShockProbability, from), group.In<T>(decision.ShockChance, from));
        delay += shock & group.In<T>(decision.ShockYears, from);
        delay += group.In<T>(decision.Negotiation, from) * group.In<T>(regime.NegotiationFactor, from);
        T legal = ProcurementChances.Happens(group.In<T>(regime.LegalProbability, from), group.In<T>(decision.LegalChance, from));
        delay += legal & group.In<T>(regime.LegalYears, from);
        delay += joint is null ? T.Zero : group.In<T>(joint.Coordination, from);
        T.Select(cancels, T.Of(double.PositiveInfinity), T.Max(T.Zero, delay)).Store(ref delays[0], from);
        cancels.Store(ref cancelled[0], from);
    }

    /// <summary>Time of the contract, in years after the order; +∞ when the decision is to cancel or never falls.</summary>
    public T Years<T>(int from)
        where T : struct, IVector<T> => T.Load(ref delays[0], from);

    /// <summary>Mask of the lanes in which the decision is to cancel.</summary>
    public T Cancelled<T>(int from)
        where T : struct, IVector<T> => T.Load(ref cancelled[0], from);

    private T Delay<T>(int from, out T cancels)
        where T : struct, IVector<T>
    {
        cancels = ProcurementChances.Cancelled(
            group.In<T>(decision.CancellationProbability, from), group.In<T>(regime.CancellationFactor, from), group.In<T>(decision.CancellationChance, from));
        return group.In<T>(decision.Delay, from) * group.In<T>(regime.DecisionFactor, from);
    }

    /// <summary>T = −ln(1−u)/(h_a+h_c), a contract with probability h_a/(h_a+h_c): exponential competing risks.</summary>
    private T Hazard<T>(int from, out T cancels)
        where T : struct, IVector<T>
    {
        T approval = group.In<T>(decision.ApprovalRate, from);
        T cancellation = ProcurementChances.Rate(group.In<T>(decision.CancellationRate, from), group.In<T>(regime.CancellationFactor, from));
        T total = approval + cancellation;
        T decides = T.Above(total, T.Zero);
        cancels = ProcurementChances.CancelledFirst(approval, cancellation, group.In<T>(decision.CancellationChance, from));
        (T.Of(1) - group.In<T>(decision.TimeChance, from)).Store(ref delays[0], from);
        Span<double> logs = delays.AsSpan(from, T.Count);
        Elementary.Log(logs, logs);
        T years = -T.Load(ref delays[0], from) / total * group.In<T>(regime.DecisionFactor, from);
        return T.Select(decides, years, T.Of(double.PositiveInfinity));
    }
}
