using CostSim.Compilation;
using CostSim.Numerics;

namespace CostSim.Procurement;

/// <summary>
/// From order to contract: the political decision (a delay, or competing hazards of approval and cancellation), a possible political shock,
/// negotiation, a possible legal challenge, coordination with allies. Times in years from the start of the horizon.
/// </summary>
internal static class Contracting
{
    /// <summary>Time of the contract; +∞ when the decision is to cancel or never falls.</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="regime">The regime whose factors apply.</param>
    /// <param name="joint">The joint purchase it is part of, if any.</param>
    /// <param name="order">Time at which the decision process starts.</param>
    /// <param name="draws">The trial's draws.</param>
    /// <param name="cancelled">Whether the decision is to cancel.</param>
    public static double ContractTime(
        DecisionPlan decision, RegimePlan regime, JointPlan? joint, double order, ReadOnlySpan<double> draws, out bool cancelled)
    {
        double delay = decision.IsHazard
            ? HazardTime(decision, regime, draws, out cancelled)
            : DelayTime(decision, regime, draws, out cancelled);
        if (cancelled)
        {
            return double.PositiveInfinity;
        }

        if (decision.ShockChance.In(draws) < decision.ShockProbability.In(draws))
        {
            delay += decision.ShockYears.In(draws);
        }

        delay += decision.Negotiation.In(draws) * regime.NegotiationFactor.In(draws);
        if (decision.LegalChance.In(draws) < regime.LegalProbability.In(draws))
        {
            delay += regime.LegalYears.In(draws);
        }

        return order + Math.Max(0, delay + (joint?.Coordination.In(draws) ?? 0));
    }

    private static double DelayTime(DecisionPlan decision, RegimePlan regime, ReadOnlySpan<double> draws, out bool cancelled)
    {
        double probability = Math.Min(1, decision.CancellationProbability.In(draws) * regime.CancellationFactor.In(draws));
        cancelled = decision.CancellationChance.In(draws) < probability;
        return decision.Delay.In(draws) * regime.DecisionFactor.In(draws);
    }

    /// <summary>T = −ln(1−u)/(h_a+h_c), a contract with probability h_a/(h_a+h_c): exponential competing risks.</summary>
    private static double HazardTime(DecisionPlan decision, RegimePlan regime, ReadOnlySpan<double> draws, out bool cancelled)
    {
        double approval = decision.ApprovalRate.In(draws);
        double cancellation = decision.CancellationRate.In(draws) * regime.CancellationFactor.In(draws);
        double total = approval + cancellation;
        if (total <= 0)
        {
            cancelled = false;
            return double.PositiveInfinity;
        }

        cancelled = cancellation > 0 && decision.CancellationChance.In(draws) >= approval / total;
        return -Elementary.Log(1 - decision.TimeChance.In(draws)) / total * regime.DecisionFactor.In(draws);
    }
}
