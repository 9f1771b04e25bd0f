using CostSim.Statistics;
using CostSim.Tables;
using static CostSim.Cli.Output.DecisionTableFiles;

namespace CostSim.Cli.Output;

/// <summary>The CSV files of what decisions owe to single inputs: columns and their order, stated once.</summary>
internal static class InputTableFiles
{
    private static readonly CsvColumn Input = new("input", "string", "", "Path of the input, as in inputs.csv");

    /// <summary>The files of a study; those that would be empty for want of inputs or studies are left out.</summary>
    public static IReadOnlyList<CsvTable> Of(DecisionRows tables) =>
    [
        .. Some(tables.Information, Information(tables)),
        .. Some(tables.Studies, Studies(tables)),
        .. Some(tables.Sensitivity, Sensitivity(tables)),
        .. Some(tables.TotalOrder, TotalOrder(tables)),
        .. Some(tables.Sensitivity, BreakEven(tables)),
        .. Some(tables.Sensitivity, Discovery(tables)),
        .. Some(tables.Conditional, Conditional(tables)),
    ];

    private static CsvTable Information(DecisionRows tables) => new(
        "value_of_information",
        "What knowing an input would be worth",
        [
            Measure,
            Threshold,
            new("input", "string", "", "Input; (all) for perfect information, (group NAME) for a group"),
            new("evppi_meur", "number", "MEUR", "Expected value of the information"),
            new("standard_error", "number", "MEUR", "Its standard error"),
            new("share_of_evpi", "number", "share", "Share of the value of perfect information"),
            new("split_meur", "number", "MEUR", "The value with options chosen on one half of the trials and judged on the other: biased up where the first is biased down; for (all) only"),
            new("distinguishable", "boolean", "", "Whether the value is more than noise makes of an input that tells nothing (F-test at 1 %), and more than two standard errors above zero"),
        ],
        tables.Information.Count,
        writer => RunTableFiles.Each(writer, tables.Information, row =>
        {
            writer.WriteField(row.Measure);
            RunTableFiles.Numbers(writer, row.Threshold);
            writer.WriteField(row.Input);
            RunTableFiles.Numbers(writer, row.Value.Value, row.Value.StandardError, row.Share, row.Split);
            writer.WriteField(row.IsDistinguishable ? "true" : "false");
        }));

    private static CsvTable Studies(DecisionRows tables) => new(
        "studies",
        "What one study of one size would be worth before the decision",
        [
            Measure,
            Threshold,
            new("study", "string", "", "Name of the study"),
            Input,
            new("observations", "integer", "", "Number of observations"),
            new("evsi_meur", "number", "MEUR", "Expected value of its result"),
            new("standard_error", "number", "MEUR", "Standard error of the value of knowing the input, which bounds it"),
            new("cost_meur", "number", "MEUR", "What the study costs"),
            new("net_meur", "number", "MEUR", "Value less cost"),
        ],
        tables.Studies.Count,
        writer => RunTableFiles.Each(writer, tables.Studies, row =>
        {
            writer.WriteField(row.Measure);
            RunTableFiles.Numbers(writer, row.Threshold);
            writer.WriteField(row.Study);
            writer.WriteField(row.Input);
            writer.WriteField(row.Observations, default);
            RunTableFiles.Numbers(writer, row.Value.Value, row.Value.StandardError, row.Cost, row.Value.Value - row.Cost);
        }));

    private static CsvTable Sensitivity(DecisionRows tables) => new(
        "sensitivity",
        "How one result of one option hangs on one input, or on one event",
        [
            new("outcome", "string", "", "Column of the result; loses:MEASURE is 1 in trials in which the preferred option is not the best"),
            Option,
            new("input", "string", "", "Path of the input, as in inputs.csv; event:… for something that happens or does not, decided by the draw chance:…"),
            new("first_order", "number", "share", "Share of the variance that knowing the input explains; 0 where noise makes it negative"),
            new("standard_error", "number", "share", "Its standard error"),
            new("low_mean", "number", "of the outcome", "Mean in the tenth of trials with the lowest input; of an event, in the trials in which it does not happen"),
            new("high_mean", "number", "of the outcome", "Mean in the tenth of trials with the highest input; of an event, in the trials in which it happens"),
            new("low_standard_error", "number", "of the outcome", "Standard error of the first"),
            new("high_standard_error", "number", "of the outcome", "Standard error of the second"),
            new("rank_dependence", "number", "", "Chatterjee's coefficient: 0 without any dependence, near 1 where the result is a function of the input"),
            new("distinguishable", "boolean", "", "Whether the share is more than noise makes of an input that tells nothing (F-test at 5 %), and more than two standard errors above zero"),
            new("happened", "number", "share", "Share of the trials in which the event happens; empty for an input"),
        ],
        tables.Sensitivity.Count,
        writer => RunTableFiles.Each(writer, tables.Sensitivity, row =>
        {
            writer.WriteField(row.Outcome);
            writer.WriteField(row.Option);
            writer.WriteField(row.Input);
            RunTableFiles.Numbers(
                writer, row.FirstOrder.Value, row.FirstOrder.StandardError, row.Low.Value, row.High.Value, row.Low.StandardError, row.High.StandardError, row.Rank);
            writer.WriteField(row.IsDistinguishable ? "true" : "false");
            RunTableFiles.Numbers(writer, row.Happened);
        }));

    private static CsvTable TotalOrder(DecisionRows tables) => new(
        "total_order",
        "How much of the variance of one result of one option stays as long as one input is not known",
        [
            new("outcome", "string", "", "Column of the result; loses:MEASURE is 1 in trials in which the preferred option is not the best"),
            Option,
            new("input", "string", "", "Path of the input, as in inputs.csv; correlated inputs, which vary together, joined by +"),
            new("total_order", "number", "share", "Share of the variance that stays when all other inputs are known, interactions included"),
            new("low", "number", "share", "Lower end of its 95 % interval, by bootstrap over base trials"),
            new("high", "number", "share", "Upper end"),
            new("first_order", "number", "share", "Share that the input explains on its own, from the same trials; 0 where noise makes it negative"),
            new("first_order_low", "number", "share", "Lower end of its 95 % interval"),
            new("first_order_high", "number", "share", "Upper end"),
        ],
        tables.TotalOrder.Count,
        writer => RunTableFiles.Each(writer, tables.TotalOrder, row =>
        {
            writer.WriteField(row.Outcome);
            writer.WriteField(row.Option);
            writer.WriteField(row.Input);
            (Interval total, Interval first) = (row.Index.TotalInterval, row.Index.FirstInterval);
            RunTableFiles.Numbers(writer, row.Index.Total, total.Low, total.High, row.Index.First, first.Low, first.High);
        }));

    private static CsvTable BreakEven(DecisionRows tables) => new(
        "breakeven",
        "One value of an input at which the option to prefer changes",
        [
            Measure,
            Threshold,
            Input,
            new("value", "number", "of the input", "The value"),
            new("from_option", "string", "", "The option to prefer below"),
            new("to_option", "string", "", "The option to prefer above"),
            new("low", "number", "of the input", "Lower end of the 95 % interval"),
            new("high", "number", "of the input", "Upper end"),
            new("share_below", "number", "share", "Share of trials in which the input is lower; of an input of few values, at or below the lower of the two between which it switches"),
        ],
        tables.BreakEven.Count,
        writer => RunTableFiles.Each(writer, tables.BreakEven, row =>
        {
            writer.WriteField(row.Measure);
            RunTableFiles.Numbers(writer, row.Threshold);
            writer.WriteField(row.Input);
            RunTableFiles.Numbers(writer, row.Point.Value);
            writer.WriteField(row.From);
            writer.WriteField(row.To);
            RunTableFiles.Numbers(writer, row.Point.Low, row.Point.High, row.Point.ShareBelow);
        }));

    private static CsvTable Discovery(DecisionRows tables) => new(
        "discovery",
        "One restriction of one corner of the inputs in which the preferred option loses more often",
        [
            Measure,
            Threshold,
            new("preferred", "string", "", "The option preferred on average"),
            new("box", "integer", "", "Number of the corner"),
            new("coverage", "number", "share", "Share of all trials that the preferred option loses that lie in it"),
            new("density", "number", "share", "Share of its trials that the preferred option loses"),
            new("mass", "number", "share", "Share of all trials that lie in it"),
            new("winner", "string", "", "The option that is the best most often in it"),
            Input,
            new("low", "number", "of the input", "Least value; empty where it is free below"),
            new("high", "number", "of the input", "Greatest value; empty where it is free above"),
            new("quasi_p", "number", "share", "Probability of as many losses by chance if this restriction did nothing"),
        ],
        tables.Discovery.Count,
        writer => RunTableFiles.Each(writer, tables.Discovery, row =>
        {
            writer.WriteField(row.Measure);
            RunTableFiles.Numbers(writer, row.Threshold);
            writer.WriteField(row.Preferred);
            writer.WriteField(row.Number, default);
            RunTableFiles.Numbers(writer, row.Box.Coverage, row.Box.Density, row.Box.Mass);
            writer.WriteField(row.Winner);
            writer.WriteField(row.Input);
            RunTableFiles.Numbers(writer, Finite(row.Side.Low), Finite(row.Side.High), row.Side.QuasiP);
        }));

    private static CsvTable Conditional(DecisionRows tables) => new(
        "conditional",
        "One option at one worth of the effect, if an input were known",
        [
            Measure,
            Input,
            new("value", "number", "of the input", "Mean of the input over the trials whose draws are neighbours; all else as uncertain as it is"),
            Threshold,
            Option,
            DecisionTableFiles.Best with { Description = "Share of these trials in which its net benefit is the highest; a trial is shared in equal parts among those tied, to within rounding" },
            new("expected_net_benefit", "number", "MEUR", "Mean over them of threshold × effect − cost"),
            new("on_frontier", "boolean", "", "Whether that is the highest"),
            new("probability_standard_error", "number", "share", "Standard error of the share"),
            new("net_benefit_standard_error", "number", "MEUR", "Standard error of the mean"),
            new("wrong_by_noise", "number", "share", "For the option on the frontier: bound on the probability that the sampling of trials hides a better one; empty for the others"),
            new("low", "number", "of the input", "The least draw among these trials"),
            new("high", "number", "of the input", "The greatest"),
            new("trials", "integer", "trials", "How many trials they are"),
            .. DecisionTableFiles.BestBounds,
        ],
        tables.Conditional.Count,
        writer => RunTableFiles.Each(writer, tables.Conditional, row =>
        {
            writer.WriteField(row.Measure);
            writer.WriteField(row.Input);
            RunTableFiles.Numbers(writer, row.Window.Value, row.Threshold);
            writer.WriteField(row.Option);
            RunTableFiles.Numbers(writer, row.ProbabilityBest.Value, row.NetBenefit.Value);
            writer.WriteField(row.OnFrontier ? "true" : "false");
            RunTableFiles.Numbers(writer, row.ProbabilityBest.StandardError, row.NetBenefit.StandardError, row.WrongByNoise, row.Window.Low, row.Window.High);
            writer.WriteField(row.Window.Trials, default);
            RunTableFiles.Numbers(writer, row.AmongBest, row.Bounds.Low, row.Bounds.High);
        }));

    private static double Finite(double value) => double.IsFinite(value) ? value : double.NaN;
}
