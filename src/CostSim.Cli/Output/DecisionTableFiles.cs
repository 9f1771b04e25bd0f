using CostSim.Decisions;
using CostSim.Tables;

namespace CostSim.Cli.Output;

/// <summary>The CSV files of decisions: columns and their order, stated once.</summary>
internal static class DecisionTableFiles
{
    private static readonly CsvColumn Measure = new("measure", "string", "", "Column of trials.csv that is the effect");
    private static readonly CsvColumn Threshold = new("threshold", "number", "MEUR per unit of effect", "What a unit of the effect is held to be worth");
    private static readonly CsvColumn Option = new("option", "string", "", "Identifier of the option");

    /// <summary><c>frontier.csv</c>, <c>acceptability.csv</c>, <c>value_of_information.csv</c> and, with fallbacks, <c>flexibility.csv</c>.</summary>
    public static IReadOnlyList<CsvTable> Of(RunTables tables) =>
        [Frontier(tables), Acceptability(tables), Information(tables), .. tables.Flexibility.Count > 0 ? [Flexibility(tables)] : Array.Empty<CsvTable>()];

    private static CsvTable Frontier(RunTables tables) => new(
        "frontier",
        "One option's place on the efficiency frontier",
        [
            Measure,
            Option,
            new("cost_meur", "number", "MEUR", "Mean life-cycle cost, present value"),
            new("effect", "number", "of the measure", "Mean effect"),
            new("icer", "number", "MEUR per unit of effect", "Extra cost per extra effect over the option before it on the frontier; empty where there is none"),
            new("status", "string", "", "frontier, dominated or extended-dominated"),
            new("cost_standard_error", "number", "MEUR", "Standard error of the mean cost"),
            new("effect_standard_error", "number", "of the measure", "Standard error of the mean effect"),
            new("icer_standard_error", "number", "MEUR per unit of effect", "Standard error of the ratio"),
        ],
        tables.Frontier.Count,
        writer => RunTableFiles.Each(writer, tables.Frontier, row =>
        {
            writer.WriteField(row.Measure);
            writer.WriteField(row.Option);
            RunTableFiles.Numbers(writer, row.Cost.Value, row.Effect.Value, row.Icer.Value);
            writer.WriteField(row.Status switch { FrontierStatus.Frontier => "frontier", FrontierStatus.Dominated => "dominated", _ => "extended-dominated" });
            RunTableFiles.Numbers(writer, row.Cost.StandardError, row.Effect.StandardError, row.Icer.StandardError);
        }));

    private static CsvTable Acceptability(RunTables tables) => new(
        "acceptability",
        "One option at one worth of the effect",
        [
            Measure,
            Threshold,
            Option,
            new("probability_best", "number", "share", "Share of trials in which its net benefit is the highest; ties go to the first option"),
            new("expected_net_benefit", "number", "MEUR", "Mean of threshold × effect − cost"),
            new("on_frontier", "boolean", "", "Whether its expected net benefit is the highest"),
            new("probability_standard_error", "number", "share", "Standard error of the probability"),
            new("net_benefit_standard_error", "number", "MEUR", "Standard error of the expected net benefit"),
            new("expected_regret", "number", "MEUR", "Mean of what the best option of each trial has more"),
        ],
        tables.Acceptability.Count,
        writer => RunTableFiles.Each(writer, tables.Acceptability, row =>
        {
            writer.WriteField(row.Measure);
            RunTableFiles.Numbers(writer, row.Threshold);
            writer.WriteField(row.Option);
            RunTableFiles.Numbers(writer, row.ProbabilityBest.Value, row.NetBenefit.Value);
            writer.WriteField(row.OnFrontier ? "true" : "false");
            RunTableFiles.Numbers(writer, row.ProbabilityBest.StandardError, row.NetBenefit.StandardError, row.Regret.Value);
        }));

    private static CsvTable Information(RunTables tables) => new(
        "value_of_information",
        "What knowing an input would be worth",
        [
            Measure,
            Threshold,
            new("input", "string", "", "Input; (all) for perfect information"),
            new("evppi_meur", "number", "MEUR", "Expected value of the information"),
            new("standard_error", "number", "MEUR", "Its standard error"),
            new("share_of_evpi", "number", "share", "Share of the value of perfect information"),
            new("split_meur", "number", "MEUR", "The value with options chosen on one half of the trials and judged on the other: biased up where the first is biased down"),
        ],
        tables.Information.Count,
        writer => RunTableFiles.Each(writer, tables.Information, row =>
        {
            writer.WriteField(row.Measure);
            RunTableFiles.Numbers(writer, row.Threshold);
            writer.WriteField(row.Input);
            RunTableFiles.Numbers(writer, row.Value.Value, row.Value.StandardError, row.Share, row.Split);
        }));

    private static CsvTable Flexibility(RunTables tables) => new(
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
