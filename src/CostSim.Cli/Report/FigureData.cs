namespace CostSim.Cli.Report;

/// <summary>Which CSV file a figure is drawn from.</summary>
internal static class FigureData
{
    private static readonly (string Begin, string File)[] Files =
    [
        ("acceptability", "acceptability.csv"), ("expected-loss", "acceptability.csv"), ("sensitivity", "sensitivity.csv"), ("value-of-information", "value_of_information.csv"),
        ("break-even", "breakeven.csv"), ("cost-distribution", "distributions.csv"), ("protection-fan", "timeline.csv"), ("spending", "timeline.csv"),
        ("exceedance", "exceedance.csv"), ("delivery", "summary.csv"), ("cost-curve", "distributions.csv"), ("joint-confidence", "schedule.csv"), ("interceptions", "interceptions.csv"), ("cost-effectiveness", "trials.csv"),
        ("preferred", "batch.csv"), ("regret", "regret.csv"),
    ];

    public static string File(string figure) => Files.First(one => figure.StartsWith(one.Begin, StringComparison.Ordinal)).File;
}
