using System.Globalization;
using CostSim.Tables;

namespace CostSim.Cli.Output;

/// <summary>What a sweep found at one point.</summary>
/// <param name="Values">What was varied, in the order of the axes; null where it stayed as it is.</param>
/// <param name="Rows">By measure, every option.</param>
internal sealed record SweepPoint(IReadOnlyList<string?> Values, IReadOnlyList<SweepRow> Rows)
{
    /// <summary>The preferred option by a measure.</summary>
    public SweepRow Preferred(string measure) => Rows.First(row => row.Measure == measure && row.IsPreferred);
}

/// <summary>The tables of a sweep.</summary>
internal static class SweepFiles
{
    /// <summary><c>sweep.csv</c>: every option at every point; <c>map.csv</c>: the preferred one.</summary>
    /// <param name="paths">Paths of what was varied.</param>
    /// <param name="points">The points.</param>
    public static IReadOnlyList<CsvTable> Of(IReadOnlyList<string> paths, IReadOnlyList<SweepPoint> points)
    {
        CsvColumn[] place =
        [
            new("point", "integer", "", "Number of the point, from 0"),
            .. paths.Select(path => new CsvColumn(path, "string", "of the property", "What this value of the scenario was set to; empty where it stayed as it is")),
            new("measure", "string", "", "Column of trials.csv that is the effect"),
            new("threshold", "number", "MEUR per unit of effect", "What a unit of the effect is held to be worth: the headline of the scenario"),
        ];
        (int Point, SweepRow Row)[] all = [.. points.SelectMany((point, p) => point.Rows.Select(row => (p, row)))];
        (int Point, SweepRow Row)[] preferred = [.. all.Where(one => one.Row.IsPreferred)];
        void Place(CsvHelper.CsvWriter writer, (int Point, SweepRow Row) one)
        {
            writer.WriteField(one.Point, default);
            foreach (string? value in points[one.Point].Values)
            {
                // A number as one, so that no spreadsheet's guard marks its minus as a formula.
                if (double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number))
                {
                    CsvTable.Number(writer, number);
                }
                else
                {
                    writer.WriteField(value ?? "");
                }
            }

            writer.WriteField(one.Row.Measure);
            CsvTable.Number(writer, one.Row.Threshold);
        }

        return
        [
            new CsvTable(
                "sweep",
                "One option at one point of the sweep, by one measure",
                [
                    .. place,
                    new("option", "string", "", "Identifier of the option"),
                    new("cost_meur", "number", "MEUR", "Mean life-cycle cost, present value"),
                    new("cost_standard_error", "number", "MEUR", "Its standard error"),
                    new("effect", "number", "of the measure", "Mean effect"),
                    new("effect_standard_error", "number", "of the measure", "Its standard error"),
                    new("net_benefit_meur", "number", "MEUR", "Mean of threshold × effect − cost"),
                    new("net_benefit_standard_error", "number", "MEUR", "Its standard error"),
                    new("probability_best", "number", "share", "Share of trials in which the option is the best; a trial is shared in equal parts among those tied"),
                    new("preferred", "boolean", "", "Whether its mean net benefit is the highest"),
                ],
                all.Length,
                writer => RunTableFiles.Each(writer, all, one =>
                {
                    Place(writer, one);
                    SweepRow row = one.Row;
                    writer.WriteField(row.Option);
                    RunTableFiles.Numbers(
                        writer, row.Cost.Value, row.Cost.StandardError, row.Effect.Value, row.Effect.StandardError, row.NetBenefit.Value, row.NetBenefit.StandardError, row.ProbabilityBest);
                    writer.WriteField(row.IsPreferred ? "true" : "false");
                })),
            new CsvTable(
                "map",
                "The preferred option at one point of the sweep, by one measure",
                [
                    .. place,
                    new("preferred", "string", "", "Option with the highest mean net benefit"),
                    new("net_benefit_meur", "number", "MEUR", "Its mean net benefit"),
                    new("probability_best", "number", "share", "Share of trials in which it is the best; a trial is shared in equal parts among those tied"),
                    new("wrong_by_noise", "number", "probability", "Bound on the probability that noise hides a better option"),
                ],
                preferred.Length,
                writer => RunTableFiles.Each(writer, preferred, one =>
                {
                    Place(writer, one);
                    writer.WriteField(one.Row.Option);
                    RunTableFiles.Numbers(writer, one.Row.NetBenefit.Value, one.Row.ProbabilityBest, one.Row.WrongByNoise);
                })),
        ];
    }
}
