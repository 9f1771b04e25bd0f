using CostSim.Decisions;
using CostSim.Tables;

namespace CostSim.Cli.Output;

/// <summary>The CSV files of decisions: columns and their order, stated once. Those that hang on inputs are <see cref="InputTableFiles"/>.</summary>
internal static class DecisionTableFiles
{
    /// <summary>The measure of effect.</summary>
    public static CsvColumn Measure { get; } = new("measure", "string", "", "Column of trials.csv that is the effect");

    /// <summary>The worth of a unit of it.</summary>
    public static CsvColumn Threshold { get; } = new("threshold", "number", "MEUR per unit of effect", "What a unit of the effect is held to be worth");

    /// <summary>The option.</summary>
    public static CsvColumn Option { get; } = new("option", "string", "", "Identifier of the option");

    /// <summary>How often an option is the best.</summary>
    public static CsvColumn Best { get; } = new(
        "probability_best", "number", "share", "Share of trials in which its net benefit is the highest; a trial is shared in equal parts among those tied, to within rounding");

    /// <summary>The error of that, and what else is said of it: the last columns of a table.</summary>
    public static IReadOnlyList<CsvColumn> BestBounds { get; } =
    [
        new("probability_among_best", "number", "share", "Share of trials in which no option has a higher net benefit: it is the best alone or together with others"),
        new("probability_low", "number", "share", "Lower end of the 95 % interval of probability_best: Wilson's, with as many trials as its standard error amounts to"),
        new("probability_high", "number", "share", "Its upper end"),
    ];

    /// <summary>The files of a study; those that would be empty for want of inputs, fallbacks or studies are left out.</summary>
    public static IReadOnlyList<CsvTable> Of(DecisionRows tables) =>
    [
        Frontier(tables),
        Acceptability(tables),
        Verdicts(tables),
        .. InputTableFiles.Of(tables),
        .. Some(tables.Flexibility, Flexibility(tables)),
    ];

    /// <summary>A table that has rows, or none.</summary>
    public static IEnumerable<CsvTable> Some<T>(IReadOnlyList<T> rows, CsvTable table) => rows.Count > 0 ? [table] : [];

    private static CsvTable Frontier(DecisionRows tables) => new(
        "frontier",
        "One option's place on the efficiency frontier",
        [
            Measure,
            Option,
            new("cost_meur", "number", "MEUR", "Mean life-cycle cost, present value"),
            new("effect", "number", "of the measure", "Mean effect"),
            new("icer", "number", "MEUR per unit of effect", "Extra cost per extra effect over the option before it on the frontier; empty where there is none"),
            new("status", "string", "", "frontier, dominated or extended-dominated; where the worth of the effect is negative, less effect is better"),
            new("cost_standard_error", "number", "MEUR", "Standard error of the mean cost"),
            new("effect_standard_error", "number", "of the measure", "Standard error of the mean effect"),
            new("icer_standard_error", "number", "MEUR per unit of effect", "Standard error of the ratio"),
            new("within_error", "boolean", "", "Whether it differs from the option before it on the frontier, or from the one that dominates it, by less than 1.96 standard errors of that difference in cost or in effect"),
        ],
        tables.Frontier.Count,
        writer => RunTableFiles.Each(writer, tables.Frontier, row =>
        {
            writer.WriteField(row.Measure);
            writer.WriteField(row.Option);
            RunTableFiles.Numbers(writer, row.Cost.Value, row.Effect.Value, row.Icer.Value);
            writer.WriteField(row.Status switch { FrontierStatus.Frontier => "frontier", FrontierStatus.Dominated => "dominated", _ => "extended-dominated" });
            RunTableFiles.Numbers(writer, row.Cost.StandardError, row.Effect.StandardError, row.Icer.StandardError);
            writer.WriteField(row.IsWithinError ? "true" : "false");
        }));

    private static CsvTable Acceptability(DecisionRows tables) => new(
        "acceptability",
        "One option at one worth of the effect",
        [
            Measure,
            Threshold,
            Option,
            Best,
            new("expected_net_benefit", "number", "MEUR", "Mean of threshold × effect − cost"),
            new("on_frontier", "boolean", "", "Whether its expected net benefit is the highest; of equal ones that of the lowest mean cost, then the first by name"),
            new("probability_standard_error", "number", "share", "Standard error of the probability"),
            new("net_benefit_standard_error", "number", "MEUR", "Standard error of the expected net benefit"),
            new("expected_regret", "number", "MEUR", "Mean of what the best option of each trial has more"),
            .. BestBounds,
        ],
        tables.Acceptability.Count,
        writer => RunTableFiles.Each(writer, tables.Acceptability, row =>
        {
            writer.WriteField(row.Measure);
            RunTableFiles.Numbers(writer, row.Threshold);
            writer.WriteField(row.Option);
            RunTableFiles.Numbers(writer, row.ProbabilityBest.Value, row.NetBenefit.Value);
            writer.WriteField(row.OnFrontier ? "true" : "false");
            RunTableFiles.Numbers(writer, row.ProbabilityBest.StandardError, row.NetBenefit.StandardError, row.Regret.Value, row.AmongBest, row.Bounds.Low, row.Bounds.High);
        }));

    private static CsvTable Verdicts(DecisionRows tables) => new(
        "verdicts",
        "What one criterion says at the headline worth of the effect",
        [
            Measure,
            Threshold,
            new("criterion", "string", "", "mean: highest mean net benefit; worst_tail: highest mean over its worst twentieth of trials; minimax_regret: smallest largest regret; target: most trials within the targets"),
            Option,
            new("value", "number", "MEUR or share", "The criterion's value for it"),
            new("standard_error", "number", "MEUR or share", "Its standard error, of the worst tail by the jackknife; empty for the largest regret"),
            new("runner_up", "string", "", "The option that comes next"),
            new("wrong_by_noise", "number", "share", "Bound on the probability that the sampling of trials hides that another option is better, never below one half to the power of the independent trials, replicates or trials of the tail; empty for the largest regret and for one trial"),
            new("agrees_with_mean", "boolean", "", "Whether the mean prefers the same option"),
            new("value_low", "number", "MEUR or share", "Lower end of the 95 % interval of the value: Student's, or Wilson's for a share; empty for the largest regret and for one trial"),
            new("value_high", "number", "MEUR or share", "Its upper end"),
        ],
        tables.Verdicts.Count,
        writer => RunTableFiles.Each(writer, tables.Verdicts, row =>
        {
            writer.WriteField(row.Measure);
            RunTableFiles.Numbers(writer, row.Threshold);
            writer.WriteField(row.Criterion);
            writer.WriteField(row.Option);
            RunTableFiles.Numbers(writer, row.Value.Value, row.Value.StandardError);
            writer.WriteField(row.RunnerUp);
            RunTableFiles.Numbers(writer, row.WrongByNoise);
            writer.WriteField(row.Agrees ? "true" : "false");
            RunTableFiles.Numbers(writer, row.Bounds.Low, row.Bounds.High);
        }));

    private static CsvTable Flexibility(DecisionRows tables) => new(
        "flexibility",
        "What a fallback is worth",
        [
            Measure,
            Threshold,
            new("value_meur", "number", "MEUR", "Expected net benefit of the best option with a fallback less that of the best without"),
            new("standard_error", "number", "MEUR", "Its standard error, paired by trial"),
            new("best_with", "string", "", "The best option with a fallback"),
            new("best_without", "string", "", "The best option without"),
        ],
        tables.Flexibility.Count,
        writer => RunTableFiles.Each(writer, tables.Flexibility, row =>
        {
            writer.WriteField(row.Measure);
            RunTableFiles.Numbers(writer, row.Threshold, row.Value.Value, row.Value.StandardError);
            writer.WriteField(row.With);
            writer.WriteField(row.Without);
        }));
}
