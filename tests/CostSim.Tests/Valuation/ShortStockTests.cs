using System.Globalization;
using CostSim.Compilation;
using CostSim.Realisation;
using CostSim.Simulation;
using CostSim.Tests.Simulation;
using CostSim.Valuation;

namespace CostSim.Tests.Valuation;

/// <summary>
/// Stocks that run short, against a simulation of its own that is as short as can be: one system, one kind of missile and of attacker, sites
/// alike, raids one after another.
/// </summary>
public sealed class ShortStockTests
{
    private const int Runs = 60_000;
    private const double Value = 1000;

    /// <summary>Rate, dispersion (0: Poisson), attackers, kill probability, salvo, missiles, damage per leaker, availability, sites, sites covered, years, restock.</summary>
    public static TheoryData<string, string> Cases => new()
    {
        { "far below demand", "6 0 4 0.7 1 8 0.05 1 1 1 1 0" },
        { "about demand", "6 0 4 0.7 1 24 0.05 1 1 1 1 0" },
        { "above demand", "6 0 4 0.7 1 40 0.05 1 1 1 1 0" },
        { "clustered, below", "6 1 4 0.7 1 8 0.05 1 1 1 1 0" },
        { "clustered, about", "6 1 4 0.7 1 24 0.05 1 1 1 1 0" },
        { "clustered, hardly a miss", "6 1 10 0.9 1 40 0.025 1 1 1 1 0" },
        { "big raids", "3 0 20 0.7 1 15 0.05 1 1 1 1 0" },
        { "one big raid", "1 0 40 0.9 1 15 0.05 1 1 1 1 0" },
        { "big raids, often nobody ready", "3 0 20 0.7 1 15 0.05 0.6 1 1 1 0" },
        { "the same, clustered", "5 0.8 20 0.7 1 25 0.05 0.6 1 1 1 0" },
        { "small raids, often nobody ready", "6 0 4 0.7 1 24 0.05 0.6 1 1 1 0" },
        { "salvos of two", "6 0 4 0.7 2 15 0.05 1 1 1 1 0" },
        { "half of the sites", "12 0 4 0.7 1 12 0.05 1 4 2 1 0" },
        { "half of the sites, clustered", "12 1.5 4 0.7 1 20 0.05 0.8 4 2 1 0" },
        { "many raids", "60 0 4 0.7 1 100 0.005 1 1 1 1 0" },
        { "three years", "6 0 4 0.7 1 40 0.05 1 1 1 3 10" },
        { "three years, nothing replaced", "6 0 4 0.7 1 60 0.05 1 1 1 3 0" },
        { "three years, clustered", "6 1 4 0.7 1 40 0.05 1 1 1 3 10" },
        { "five years, five a year", "6 0 4 0.7 1 60 0.05 1 1 1 5 5" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_short_stock_averts_what_it_does_raid_by_raid(string name, string numbers)
    {
        double[] x = [.. numbers.Split(' ').Select(one => double.Parse(one, CultureInfo.InvariantCulture))];
        OptionEffects[] expected = Expected(x);
        (CostSim.Statistics.Moments averted, CostSim.Statistics.Moments fired, CostSim.Statistics.Moments replaced) = Simulated(x);
        double found = expected[0].Loss.Sum() - expected[1].Loss.Sum();
        Assert.True(
            Math.Abs(found - averted.Mean) < (0.02 * averted.Mean) + (4 * averted.StandardError), $"{name}: {found}, {averted.Mean} ± {averted.StandardError} averted");
        Assert.True(Math.Abs(expected[1].Fired - fired.Mean) < (0.01 * fired.Mean) + (4 * fired.StandardError), $"{name}: {expected[1].Fired}, {fired.Mean} ± {fired.StandardError} fired");
        double again = expected[1].Replenishment.Sum();
        Assert.True(Math.Abs(again - replaced.Mean) <= (0.02 * replaced.Mean) + (4 * replaced.StandardError), $"{name}: {again}, {replaced.Mean} ± {replaced.StandardError} replaced");
        Assert.True(averted.StandardError < 0.01 * averted.Mean, $"{averted.Mean} ± {averted.StandardError}");
    }

    [Fact]
    public void What_is_replaced_never_exceeds_the_limit_of_a_year()
    {
        // 24 missiles are wanted a year, 60 are there and five can be replaced a year: at most 25 in the five years after the first.
        OptionEffects shield = Expected([6, 0, 4, 0.7, 1, 60, 0.05, 1, 1, 1, 5, 5], 6)[1];
        Assert.Equal(0, shield.Replenishment[0], 1e-12);
        Assert.All(shield.Replenishment[1..], year => Assert.InRange(year, 4.9, 5 + 1e-9));
    }

    [Fact]
    public void Peace_and_conflict_share_the_limit_of_a_year()
    {
        OptionEffects shield = Expected([6, 0, 4, 0.7, 1, 100, 0.05, 1, 1, 1, 1, 5], 6, ("raids.strike.phase", "\"always\""))[1];
        Assert.All(shield.Replenishment[1..], year => Assert.InRange(year, 4.9, 5 + 1e-9));
    }

    /// <summary>Effects without and with the system.</summary>
    private static OptionEffects[] Expected(double[] x, int horizon = 0, params (string, string)[] changes)
    {
        string N(double value) => value.ToString(CultureInfo.InvariantCulture);
        (int sites, int covered) = ((int)x[8], (int)x[9]);
        string[] names = [.. Enumerable.Range(0, sites).Select(s => $"s{s}")];
        Model model = ScenarioCompiler.Compile(TestScenarios.Read(
            TestScenarios.Constant,
            [
                ("horizon.years", N(horizon > 0 ? horizon : Math.Max(2, x[10]))), ("conflict.onsetProbability", "1"), ("conflict.durationYears", N(x[10])),
                ("economy.discountRate", "0"), ("raids.strike.ratePerYear", N(x[0])), ("raids.strike.dispersion", x[1] > 0 ? N(x[1]) : ""),
                ("raids.strike.archetypes", $$"""{ "one": { "weight": 1, "attackers": { "cruise": {{x[2]}} } } }"""),
                ("sites", "{" + string.Join(',', names.Select(s => $$"""
                    "{{s}}": { "name": "{{s}}", "valueMEurPerYear": {{Value}} }
                    """)) + "}"),
                ("raids.strike.targets", "{" + string.Join(',', names.Select(s => $"\"{s}\": 1")) + "}"),
                ("threatClasses.cruise.hitProbability", "1"), ("threatClasses.cruise.damageShare", N(x[6])),
                ("missiles.dart", $$"""{ "name": "Dart", "priceMEur": 1, "restockPerYear": {{N(x[11])}} }"""),
                ("systems.shield.engagement.classes.cruise", $$"""{ "killProbability": {{N(x[3])}}, "salvo": {{x[4]}}, "missile": "dart" }"""),
                ("systems.shield.ground", $$"""{ "channels": 500, "readyMissiles": { "dart": 500 }, "availability": {{N(x[7])}} }"""),
                ("systems.shield.schedule", """{ "leadYears": 0, "intervalYears": 0 }"""), ("procurement.decision.delayYears", "0"), ("procurement.negotiationYears", "0"),
                ("options.shield.purchases.shield", $$"""{ "system": "shield", "units": {{covered}}, "missiles": { "dart": {{N(x[5])}} }, "siting": [{{string.Join(',', names[..covered].Select(s => $"\"{s}\""))}}] }"""),
                .. changes,
            ]));
        double[] draws = new double[model.Inputs.Count];
        TestScenarios.Draws(model).Fill(0, 1, draws);
        var runner = new TrialRunner(model, exactEnumeration: true);
        runner.Run(new TrialAddress(1, 0), draws);
        return [runner.Effects.Effects(0), runner.Effects.Effects(1)];
    }

    /// <summary>Loss averted, missiles fired and missiles replaced in a conflict.</summary>
    private static (CostSim.Statistics.Moments Averted, CostSim.Statistics.Moments Fired, CostSim.Statistics.Moments Replaced) Simulated(double[] x)
    {
        var random = new Random(20);
        (double[] averted, double[] fired, double[] replaced) = (new double[Runs], new double[Runs], new double[Runs]);
        double[] with = new double[(int)x[8]];
        double[] without = new double[with.Length];
        int horizon = (int)Math.Max(2, x[10]);
        for (int run = 0; run < Runs; run++)
        {
            int missing = 0;
            for (int year = 0; year < horizon; year++)
            {
                int again = (int)Math.Min(x[11], missing);
                missing -= again;
                replaced[run] += again;
                Array.Fill(with, 1.0);
                Array.Fill(without, 1.0);
                for (int raid = year < x[10] ? Number(random, x[0], x[1]) : 0; raid > 0; raid--)
                {
                    int site = random.Next(with.Length);
                    int attackers = (int)x[2];
                    bool isReady = site < x[9] && random.NextDouble() < x[7];
                    int engaged = isReady ? Math.Min(attackers, ((int)x[5] - missing) / (int)x[4]) : 0;
                    missing += engaged * (int)x[4];
                    fired[run] += engaged * x[4];
                    int leakers = attackers;
                    for (int i = 0; i < engaged; i++)
                    {
                        leakers -= random.NextDouble() < 1 - Math.Pow(1 - x[3], x[4]) ? 1 : 0;
                    }

                    with[site] *= Math.Pow(1 - x[6], leakers);
                    without[site] *= Math.Pow(1 - x[6], attackers);
                }

                averted[run] += Value * (with.Sum() - without.Sum());
            }
        }

        return (CostSim.Statistics.Moments.Of(averted), CostSim.Statistics.Moments.Of(fired), CostSim.Statistics.Moments.Of(replaced));
    }

    /// <summary>Poisson or negative binomial, by adding up probabilities.</summary>
    private static int Number(Random random, double mean, double dispersion)
    {
        double clustering = dispersion > 0 ? 1 / dispersion : 0;
        double p = clustering > 0 ? Math.Pow(1 + (mean * clustering), -dispersion) : Math.Exp(-mean);
        double u = random.NextDouble();
        int n = 0;
        while (u > p && p > 1e-300)
        {
            u -= p;
            p *= mean * (1 + (n * clustering)) / ((n + 1) * (1 + (mean * clustering)));
            n++;
        }

        return n;
    }
}
