using CostSim.Compilation;
using CostSim.Scenarios;

namespace CostSim.Simulation;

/// <summary>The outcomes that decisions are made from, and what a large run keeps of single trials.</summary>
internal static class DecisionOutcomes
{
    /// <summary>Cost, then the effects.</summary>
    public static IReadOnlyList<Outcome> All { get; } = [Outcome.Cost, Outcome.ProtectedYears, Outcome.LossAverted];

    /// <summary>What is kept of single trials: those, and the dates that go with them in joint confidence.</summary>
    public static IReadOnlyList<Outcome> Kept { get; } = [.. All, Outcome.IocYear, Outcome.FocYear];

    /// <summary>Place of an outcome among those kept; −1 for any other.</summary>
    public static int Place(Outcome outcome)
    {
        for (int i = 0; i < Kept.Count; i++)
        {
            if (Kept[i] == outcome)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The measures of effect, and what a unit of them may be worth.</summary>
    public static (Outcome Effect, ThresholdRange Range)[] Measures(Model model) =>
        [(Outcome.ProtectedYears, model.Scenario.Decision.ProtectedYears), (Outcome.LossAverted, model.Scenario.Decision.LossAverted)];

    /// <summary>Thresholds of all measures.</summary>
    public static int Thresholds(Model model) => Measures(model).Sum(measure => measure.Range.Count);
}
