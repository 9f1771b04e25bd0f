namespace CostSim.Scenarios;

/// <summary>What a scenario must satisfy beyond its shape: references that exist, parts that belong together.</summary>
public static class ScenarioRules
{
    /// <summary>All problems of <paramref name="scenario"/>; empty when it can be compiled.</summary>
    public static IReadOnlyList<Problem> Check(Scenario scenario) => [];
}
