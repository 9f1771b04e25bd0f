using CostSim.Sampling;

namespace CostSim.Scenarios;

/// <summary>
/// A number of the scenario with where it comes from: a constant or a distribution. The unit is that of the property which holds it.
/// </summary>
/// <param name="Distribution">The value's distribution; a constant is one too.</param>
/// <param name="Source">Publication and date, or a sentence with the word <c>assumption</c>; empty when none was given.</param>
public sealed record Quantity(Distribution Distribution, string Source = "")
{
    /// <summary>Whether trials differ in it: true for everything but a constant.</summary>
    public bool IsUncertain => Distribution.Minimum < Distribution.Maximum;
}

/// <summary>A quantity for each phase of the world.</summary>
public sealed record ByPhase
{
    /// <summary>In a year without conflict.</summary>
    [Field("Value in a year without conflict.", Unit = "of the property", Example = "0.2")]
    public required Quantity Peace { get; init; }

    /// <summary>In a year of conflict.</summary>
    [Field("Value in a year of conflict.", Unit = "of the property", Example = "0.8")]
    public required Quantity Conflict { get; init; }
}
