using CostSim.Decisions;
using CostSim.Plots;
using CostSim.Simulation;
using CostSim.Statistics;
using CostSim.Tables;

namespace CostSim.Tests.Plots;

/// <summary>Tables as a run might write them, made from closed forms, so that figures can be judged without a run.</summary>
internal static class SyntheticTables
{
    private static readonly string[] Names =
    [
        "No new purchase", "NASAMS, ten batteries", "Patriot, three batteries", "SAMP/T NG, three batteries", "NASAMS and Patriot together",
        "Eleven more F-35 and tankers", "Skyranger around each airbase", "IRIS-T SLM with leased start", "Later order, larger series",
        "Two layers bought with Dutch", "F-35 with long-range missiles", "Everything, in two tranches",
    ];

    public static RunTables Make(int options, bool allCensored = false, int reference = 0)
    {
        OptionName[] names = [.. Enumerable.Range(0, options).Select(o => new OptionName("option-" + o, Names[o]))];
        List<SummaryRow> summary = [];
        List<DistributionRow> distributions = [];
        List<TimelineRow> timeline = [];
        List<PlanePoint> plane = [];
        for (int o = 0; o < options; o++)
        {
            bool buys = o > 0 || options == 1;
            double cost = buys ? 2600 + (1050 * ((o * 5) % 11)) : 310;
            double spread = buys ? 0.12 + (0.02 * (o % 4)) : 0.05;
            double years = buys ? 3.5 + (0.75 * ((o * 7) % 12)) : 1.2;
            summary.Add(Row(names[o].Id, Outcome.Cost, cost, cost * spread, cost / 1000, 0));
            summary.Add(Row(names[o].Id, Outcome.ProtectedYears, years, 0.9, 0.01, 0));
            double shareLate = allCensored || !buys ? 1 : 0.04 * ((o * 3) % 8);
            summary.Add(Row(names[o].Id, Outcome.IocYear, 2029 + (o % 5), 0.9, 0.01, allCensored || !buys ? 1 : o == 1 ? 0.004 : 0));
            summary.Add(Row(names[o].Id, Outcome.FocYear, 2034 + (o % 6), 2.2, 0.02, shareLate));
            for (int q = 0; q < 199; q++)
            {
                double p = 0.005 * (q + 1);
                distributions.Add(new DistributionRow(names[o].Id, "cost_meur", p, cost * Math.Exp(spread * Z(p))));
            }

            for (int year = 2026; year <= 2045; year++)
            {
                double level = buys ? (0.35 + (0.05 * (o % 9))) / (1 + Math.Exp(-(year - 2031.5 - (o % 4)) / 1.4)) : 0.06;
                double Band(double z) => Math.Clamp(level * Math.Exp(0.2 * z), 0, 1);
                timeline.Add(new TimelineRow(names[o].Id, year, "protection", "share", level, Band(-1.64), Band(-0.67), level, Band(0.67), Band(1.64)));
                double spent = buys && year < 2032 ? cost / 6 : 0;
                timeline.Add(new TimelineRow(names[o].Id, year, "acquisition", "MEUR", spent, spent, spent, spent, spent, spent));
            }

            for (int t = 0; t < 2000; t++)
            {
                double common = Z(((t * 0.618034) % 1 * 0.998) + 0.001);
                double own = Z((((t * 0.754878) + (o * 0.37)) % 1 * 0.998) + 0.001);
                double third = Z((((t * 0.569840) + (o * 0.61)) % 1 * 0.998) + 0.001);
                plane.Add(new PlanePoint(names[o].Id, cost * Math.Exp(spread * ((0.6 * common) + (0.8 * own))), years + (0.9 * ((0.5 * common) + (0.86 * third))), 0));
            }
        }

        return new RunTables
        {
            Facts = new RunFacts("belgium-2026", "Belgium's air defence", 2026, 20, 2026, 10_000, 20260101, "lhs", 10, "0.1.0", "option-" + reference),
            Options = names,
            Inputs = [],
            Summary = summary,
            Distributions = distributions,
            Timeline = timeline,
            Schedule =
            [
                .. names.SelectMany((name, o) => Enumerable.Range(2026, 20).SelectMany(year => ((string[])["first", "full"]).Select(milestone =>
                {
                    double share = 0.95 / (1 + Math.Exp(-(year - (milestone == "first" ? 2030 : 2034) - (o % 4)) / 1.4));
                    return new ScheduleRow(name.Id, milestone, year, share, 0.4 * share, 0.75 * share, 0.3 * share, 0.6 * share, double.NaN);
                }))),
            ],
            Exceedance = [.. names.SelectMany((name, o) => Losses.Select(loss => new ExceedanceRow(name.Id, loss, Math.Exp(-Math.Sqrt(loss / (40 + (25 * o)))) * 0.9, 0.001, 0.1, 0.001)))],
            Interceptions =
            [
                .. names.SelectMany((name, o) => ((string[])["smallDrone", "drone", "cruise", "ballistic"]).Select((threat, c) =>
                    new InterceptionRow(name.Id, threat, 40, 4 * c, new Estimate(((3 * o) + (5 * c)) % 13 / 13.0, 0.01, 2048), 2048))),
            ],
            Labels = new Dictionary<string, string>
            {
                ["threatClasses:smallDrone"] = "Small drone",
                ["threatClasses:drone"] = "One-way attack drone",
                ["threatClasses:cruise"] = "Cruise missile",
                ["threatClasses:ballistic"] = "Ballistic missile",
            },
            Decisions = Decisions(names),
            Plane = plane,
        };
    }

    /// <summary>A batch of eleven scenarios with long titles.</summary>
    public static BatchScene Batch(int options)
    {
        DecisionScene scene = DecisionScene.Of(Make(options));
        string[] titles =
        [
            "Belgium, founding framing of May 2025", "Grey zone only", "Baseline threat, bought with the Dutch", "Window of danger 2029 to 2033", "One cruise-missile strike",
            "An adversary with ballistic missiles in range", "Saturation by drones", "American supply squeeze", "European surge", "Fiscal squeeze", "Not enough crews",
        ];
        return new BatchScene(
            [.. titles.Select((title, i) => new BatchScenario("s" + i, title, scene))],
            [
                .. scene.Measures.SelectMany(measure => scene.Options.Select((option, o) => new RegretRow(
                    measure, 1000, option.Id, 1200.5 * (o + 1), "s" + (o % titles.Length), 400 * (o + 1), o == 0 ? 6 : 5, titles.Length, o == 0))),
            ]);
    }

    private static double[] Losses { get; } = [0, .. Enumerable.Range(-10, 51).Select(k => Math.Pow(10, k / 10.0))];

    /// <summary>Rows of a decision, with names of inputs as long as real ones.</summary>
    private static DecisionRows Decisions(OptionName[] names)
    {
        string[] measures = ["protected_years", "loss_averted_meur"];
        string[] inputs =
        [
            "systems:nasams:engagement:classes:cruise:killProbability", "chance:systems:patriot:cancellation", "conflict:onsetProbability", "(group nasams-cost)",
            "systems:f35:fighter:onTimeProbability:conflict", "systems:nasams:cost:costGrowth + systems:nasams:schedule:slip", "economy:usdPerEur", "raids:strike:ratePerYear",
            "missiles:amraam:priceMUsd", "sites:zeebrugge-lng:valueMEurPerYear", "systems:skyranger:cost:supportMEurPerYear", "procurement:decision:cancellationProbability",
        ];
        string last = names[^1].Id;
        Estimate Value(double value) => new(value, 0.05 * Math.Abs(value) / 10, 10_000);
        return new DecisionRows
        {
            Frontier = [.. names.Select((name, o) => new FrontierRow("protected_years", name.Id, Value(1000 * (o + 1)), Value(o), Value(900), FrontierStatus.Frontier))],
            Acceptability =
            [
                .. measures.SelectMany(measure => Enumerable.Range(0, 41).SelectMany(k => names.Select((name, o) => new AcceptabilityRow(
                    measure, 50 * k, name.Id, Value(Math.Exp(-Math.Pow((k - (40.0 * o / names.Length)) / 12, 2))), Value(100 * o), Value(40 * Math.Abs(k - (5 * o))),
                    o == k * names.Length / 41)))),
            ],
            Verdicts = [.. measures.Select(measure => new VerdictRow(measure, 1000, "mean", last, Value(4000), names[0].Id, 0.001, true))],
            Information =
            [
                .. measures.Select(measure => new InformationRow(measure, 1000, "(all)", Value(333), 1, 340)),
                .. measures.SelectMany(measure => inputs.Select((input, i) => new InformationRow(measure, 1000, input, Value(200.0 / (i + 1)), 0.5, double.NaN))),
            ],
            Sensitivity =
            [
                .. measures.Select(measure => $"loses:{measure}").Append("cost_meur").SelectMany(outcome => inputs.Select((input, i) => new SensitivityRow(
                    outcome, last, input, Value(0.5 / (i + 1)), Value((0.5 - (0.45 / (i + 1))) * (outcome == "cost_meur" ? 9000 : 1)),
                    Value((0.5 + (0.4 / (i + 1))) * (outcome == "cost_meur" ? 9000 : 1)), 0.1))),
            ],
            BreakEven =
            [
                .. measures.SelectMany(measure => inputs.Select((input, i) => new BreakEvenRow(
                    measure, 1000, input, new SwitchPoint(261.4 * i, (261.4 * i) - 3, (261.4 * i) + 3, 0, 1, i / 12.0), names[0].Id, last))),
            ],
        };
    }

    private static SummaryRow Row(string option, Outcome outcome, double centre, double deviation, double error, double censored)
    {
        OutcomeInfo info = Outcomes.All.First(i => i.Outcome == outcome);
        double At(double p) => p > 1 - censored ? double.NaN : censored >= 1 ? double.NaN : centre + (deviation * Z(p / Math.Max(1e-9, 1 - censored) * 0.999));
        double mean = censored >= 1 ? double.NaN : centre;
        return new SummaryRow(option, info.Column, info.Unit, mean, error, deviation, At(0.05), At(0.25), At(0.5), At(0.75), At(0.95), censored);
    }

    /// <summary>A normal quantile, good enough for a picture (Tukey's lambda).</summary>
    private static double Z(double p) => (Math.Pow(p, 0.135) - Math.Pow(1 - p, 0.135)) / 0.1975;
}
