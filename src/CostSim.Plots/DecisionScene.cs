using CostSim.Statistics;
using CostSim.Tables;
using CostSim.Words;

namespace CostSim.Plots;

/// <summary>What the figures of a decision are drawn from: of a run, or of the samples of any other model.</summary>
/// <param name="Options">The options in their order.</param>
/// <param name="Rows">What the study says.</param>
/// <param name="Facts">Trials, seed and the like, for the foot line.</param>
/// <param name="Unit">Unit of costs, as in files: <c>MEUR</c>, or empty where it is not known.</param>
public sealed record DecisionScene(IReadOnlyList<OptionName> Options, DecisionRows Rows, RunFacts Facts, string Unit)
{
    /// <summary>Names of what inputs belong to, by path; empty where they are not known.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Units of inputs, by path, as in <c>inputs.csv</c>; empty where they are not known.</summary>
    public IReadOnlyDictionary<string, string> Units { get; init; } = new Dictionary<string, string>();

    /// <summary>Language of its names, numbers and sentences.</summary>
    public Language Language { get; private init; } = Language.English;

    /// <summary>The scene of a run.</summary>
    /// <param name="tables">What the run says.</param>
    public static DecisionScene Of(RunTables tables)
    {
        ArgumentNullException.ThrowIfNull(tables);
        return new DecisionScene(tables.Options, tables.Decisions, tables.Facts, "MEUR") { Labels = tables.Labels, Units = tables.Inputs.ToDictionary(row => row.Input, row => row.Unit) };
    }

    /// <summary>The same scene in a language; names that the glossary does not know stay as they are.</summary>
    /// <param name="language">The language.</param>
    public DecisionScene In(Language language) => this with
    {
        Language = language,
        Options = [.. Options.Select(option => option with { Name = language.Name(option.Name) })],
        Labels = Labels.ToDictionary(label => label.Key, label => language.Name(label.Value)),
    };

    /// <summary>Measures of effect in the order of the files.</summary>
    internal IReadOnlyList<string> Measures => [.. Rows.Acceptability.Select(row => row.Measure).Distinct()];

    /// <summary>Whether costs are in million euro.</summary>
    internal bool IsMoney => Unit == "MEUR";

    internal int Place(string option) => Math.Max(0, Options.ToList().FindIndex(one => one.Id == option));

    internal string Name(string option) => Options.FirstOrDefault(one => one.Id == option)?.Name ?? option;

    /// <summary>What the mean says at the headline worth; null where nothing was judged.</summary>
    internal VerdictRow? Verdict(string measure) => Rows.Verdicts.FirstOrDefault(row => row.Measure == measure && row.Criterion == "mean");

    /// <summary>An amount with its unit, which stays on the same line.</summary>
    internal string Money(double value, int decimals = 1) => IsMoney ? Language.Money(value, decimals) : Language.Significant(value);

    /// <summary>An amount with its standard error and its unit.</summary>
    internal string Money(Estimate amount)
    {
        string value = Language.WithError(amount.Value, amount.StandardError);
        return IsMoney ? Language.Text("figures.value.million", ("value", value)) : value;
    }

    /// <summary>What a unit of the effect is held to be worth, in words, with all digits that it has.</summary>
    internal string Worth(string measure, double threshold)
    {
        string amount = IsMoney && measure == "loss_averted_meur" ? Language.Euro(threshold, threshold == Math.Round(threshold) ? 0 : 2)
            : Money(threshold, Enumerable.Range(0, 3).FirstOrDefault(digits => Math.Abs((threshold / 1000) - Math.Round(threshold / 1000, digits)) < 1e-9, 3));
        return Language.Text("figures.worth", ("amount", amount), ("unit", Language.MeasureUnit(measure)));
    }

    /// <summary>A value of an input in its unit.</summary>
    internal string InputValue(string path, double value, int decimals) => Units.GetValueOrDefault(path) switch
    {
        "share" => Language.Percent(value * 100, Math.Max(0, decimals - 2)),
        "years" => Language.Text("figures.value.years", ("value", Language.Number(value, decimals))),
        "MEUR" => Language.Text("figures.value.million", ("value", Language.Number(value, decimals))),
        "MEUR per year" => Language.Text("figures.value.million-per-year", ("value", Language.Number(value, decimals))),
        _ => Language.Number(value, decimals),
    };

    /// <summary>A value of an input in its unit, to three digits.</summary>
    internal string InputValue(string path, double value) => double.IsFinite(value)
        ? InputValue(path, value, Math.Clamp(2 - (int)Math.Floor(Math.Log10(Math.Max(Math.Abs(value), 1e-9))), 0, 6))
        : Language.Number(value, 0);

    internal string Input(string path) => InputName.Of(Language, path, Labels);
}
