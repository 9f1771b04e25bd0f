namespace CostSim.Scenarios;

/// <summary>What effects are held to be worth, for decisions: ranges, since the value is politics and not estimated.</summary>
public sealed record DecisionSettings
{
    /// <summary>Worth of a protected year.</summary>
    [Field("Worth of one protected year, a range.", Unit = "MEUR per protected year", Default = "0 to 2,000 in 41 steps")]
    public ThresholdRange ProtectedYears { get; init; } = new() { To = 2000 };

    /// <summary>Worth of a euro of loss averted.</summary>
    [Field("Worth of one euro of expected loss averted, a range; 1 is the euro itself, more stands for what the euros leave out.", Unit = "MEUR per MEUR",
        Default = "0 to 200 in 41 steps")]
    public ThresholdRange LossAverted { get; init; } = new() { To = 200 };
}

/// <summary>Evenly spaced thresholds.</summary>
public sealed record ThresholdRange
{
    /// <summary>The lowest.</summary>
    [Field("The lowest.", Minimum = 0, Default = "0")]
    public double From { get; init; }

    /// <summary>The highest.</summary>
    [Field("The highest.", Minimum = 0, Example = "2000")]
    public required double To { get; init; }

    /// <summary>How many.</summary>
    [Field("How many, both ends included.", Minimum = 2, Maximum = 1001, Default = "41")]
    public int Steps { get; init; } = 41;

    /// <summary>All of them, ascending.</summary>
    public IEnumerable<double> Values() => Enumerable.Range(0, Steps).Select(i => From + ((To - From) * i / (Steps - 1)));
}
