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

    /// <summary>Inputs that would be learnt together.</summary>
    [Field("Groups of inputs that would be learnt together, by name.", Default = "none", Example = "{ \"prices\": { \"inputs\": [\"systems:nasams:cost:*\"] } }")]
    public IReadOnlyDictionary<string, InputNames> Groups { get; init; } = new Dictionary<string, InputNames>();

    /// <summary>Studies that could be made before the decision.</summary>
    [Field("Studies and tests that could be made before the decision, by name.", Default = "none")]
    public IReadOnlyDictionary<string, StudySettings> Studies { get; init; } = new Dictionary<string, StudySettings>();

    /// <summary>What an option should cost and achieve.</summary>
    [Field("What an option should cost at most and achieve at least, for the verdict by targets.", Default = "none")]
    public TargetSettings? Target { get; init; }
}

/// <summary>Names of inputs.</summary>
public sealed record InputNames
{
    /// <summary>Paths.</summary>
    [Field("Paths of inputs as in inputs.csv; a * at the end for all that begin so.", Example = "[\"systems:nasams:cost:*\"]")]
    public required IReadOnlyList<string> Inputs { get; init; }
}

/// <summary>A study that tells of one input.</summary>
public sealed record StudySettings
{
    /// <summary>The input.</summary>
    [Field("Path of the input of which it tells, as in inputs.csv.", Example = "\"systems:nasams:engagement:classes:cruise:killProbability\"")]
    public required string Input { get; init; }

    /// <summary>What an observation is like.</summary>
    [Field("What an observation is like: binomial (a success or not, the input is its probability), normal (the input plus an error) or poisson (events in a year, the input is their rate).", Example = "\"binomial\"")]
    public required StudyKind Observes { get; init; }

    /// <summary>Numbers of observations to look at.</summary>
    [Field("Numbers of observations to look at.", Minimum = 1, Maximum = 10000, Example = "[5, 10, 20]")]
    public required IReadOnlyList<int> Sizes { get; init; }

    /// <summary>Standard deviation of the error of an observation.</summary>
    [Field("Standard deviation of the error of an observation, unit of the input; for normal ones.", Unit = "of the input", Minimum = 0, Default = "0", Example = "5")]
    public double Deviation { get; init; }

    /// <summary>Cost of the study.</summary>
    [Field("Cost of the study, whatever its size.", Unit = "MEUR", Minimum = 0, Default = "0", Example = "2")]
    public double FixedCostMEur { get; init; }

    /// <summary>Cost of each observation.</summary>
    [Field("Cost of each observation.", Unit = "MEUR", Minimum = 0, Default = "0", Example = "1.2")]
    public double CostPerObservationMEur { get; init; }

    /// <summary>Where the figures come from.</summary>
    [Field("Where the figures come from.", Default = "none", Example = "\"Contract of 2024, annex B\"")]
    public string Source { get; init; } = "";
}

/// <summary>What an observation of a study is like, given the input.</summary>
public enum StudyKind
{
    /// <summary>A success or not.</summary>
    Binomial,

    /// <summary>The input plus a normal error.</summary>
    Normal,

    /// <summary>Events in a year.</summary>
    Poisson,
}

/// <summary>Targets.</summary>
public sealed record TargetSettings
{
    /// <summary>Most that may be spent.</summary>
    [Field("Most that may be spent, life-cycle cost as present value.", Unit = "MEUR", Minimum = 0, Default = "no limit", Example = "4000")]
    public double? CostMEur { get; init; }

    /// <summary>Least protection.</summary>
    [Field("Least number of protected years.", Unit = "years", Minimum = 0, Default = "none", Example = "8")]
    public double? ProtectedYears { get; init; }

    /// <summary>Least loss averted.</summary>
    [Field("Least expected loss averted.", Unit = "MEUR", Minimum = 0, Default = "none", Example = "50")]
    public double? LossAvertedMEur { get; init; }
}

/// <summary>Evenly spaced thresholds, and the headline.</summary>
public sealed record ThresholdRange
{
    /// <summary>The lowest.</summary>
    [Field("The lowest.", Unit = "of the range", Minimum = 0, Default = "0", Example = "0")]
    public double From { get; init; }

    /// <summary>The highest.</summary>
    [Field("The highest.", Unit = "of the range", Minimum = 0, Example = "2000")]
    public required double To { get; init; }

    /// <summary>How many.</summary>
    [Field("How many, both ends included.", Minimum = 2, Maximum = 1001, Default = "41", Example = "41")]
    public int Steps { get; init; } = 41;

    /// <summary>The one at which the decision is taken apart.</summary>
    [Field("The one at which the decision is taken apart: verdicts, switch points, discovery.", Unit = "of the range", Minimum = 0, Default = "the middle of the range", Example = "1000")]
    public double? Headline { get; init; }

    /// <summary>The one at which the decision is taken apart, given or by default.</summary>
    public double HeadlineOrMiddle() => Headline ?? ((From + To) / 2);

    /// <summary>All of them, ascending: the steps, and the one at which the decision is taken apart as a point of its own.</summary>
    public IEnumerable<double> Values() => Grid().Where(step => !IsHeadline(step)).Append(HeadlineOrMiddle()).Order();

    /// <summary>How many they are.</summary>
    internal int Count => Steps + (Grid().Any(IsHeadline) ? 0 : 1);

    private IEnumerable<double> Grid() => Enumerable.Range(0, Steps).Select(i => From + ((To - From) * i / (Steps - 1)));

    /// <summary>Whether a step is the headline but for rounding.</summary>
    private bool IsHeadline(double step) => Math.Abs(step - HeadlineOrMiddle()) <= 1e-12 * Math.Max(Math.Abs(From), Math.Abs(To));
}
