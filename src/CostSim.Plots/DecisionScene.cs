using CostSim.Tables;

namespace CostSim.Plots;

/// <summary>What the figures of a decision are drawn from: of a run, or of the samples of any other model.</summary>
/// <param name="Options">The options in their order.</param>
/// <param name="Rows">What the study says.</param>
/// <param name="Foot">Source line.</param>
/// <param name="Unit">Unit of costs, as in figures: <c>MEUR</c>, or empty where it is not known.</param>
public sealed record DecisionScene(IReadOnlyList<OptionName> Options, DecisionRows Rows, string Foot, string Unit)
{
    /// <summary>Names of what inputs belong to, by path; empty where they are not known.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>The scene of a run.</summary>
    /// <param name="tables">What the run says.</param>
    public static DecisionScene Of(RunTables tables)
    {
        ArgumentNullException.ThrowIfNull(tables);
        return new DecisionScene(tables.Options, tables.Decisions, Say.Foot(tables.Facts), "MEUR") { Labels = tables.Labels };
    }

    /// <summary>Measures of effect in the order of the files.</summary>
    internal IReadOnlyList<string> Measures => [.. Rows.Acceptability.Select(row => row.Measure).Distinct()];

    internal int Place(string option) => Math.Max(0, Options.ToList().FindIndex(one => one.Id == option));

    internal string Name(string option) => Options.FirstOrDefault(one => one.Id == option)?.Name ?? option;

    /// <summary>What the mean says at the headline worth; null where nothing was judged.</summary>
    internal VerdictRow? Verdict(string measure) => Rows.Verdicts.FirstOrDefault(row => row.Measure == measure && row.Criterion == "mean");

    /// <summary>An amount with its unit, which stays on the same line.</summary>
    internal string Money(double value, int decimals = 0) => Unit.Length > 0 ? $"{Say.Number(value, decimals)}\u00A0{Unit}" : Say.Number(value, decimals);

    /// <summary>What a unit of the effect is held to be worth, in words.</summary>
    internal string Worth(string measure, double threshold) =>
        $"{(Unit == "MEUR" && measure == "loss_averted_meur" ? $"{Say.Number(threshold, 0)}\u00A0EUR" : Money(threshold))} per {Effect.Unit(measure)}";

    internal string Input(string path) => InputName.Of(path, Labels);
}
