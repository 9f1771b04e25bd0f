using System.Globalization;
using CostSim.Decisions;
using CostSim.Numerics;
using CostSim.Statistics;
using CostSim.Tables;
using CostSim.Tests.Regression;
using CostSim.Tests.Simulation;

namespace CostSim.Tests.Decisions;

/// <summary>The choice where an input is known: closed forms (net benefit 0 against 100 + 300 X1 + 400 X2, both standard normal), and simulating with the input fixed.</summary>
public sealed class HeldChoiceTests
{
    private const string Chance = """{ "type": "lognormal", "median": 0.06, "sigma": 0.55, "source": "test" }""";

    [Fact]
    public void Shares_and_benefits_are_those_of_the_closed_form()
    {
        (DecisionSample sample, double[] x1) = Normal("", 100_000);
        IReadOnlyList<RankWindow> windows = HeldChoice.Along(x1);
        Assert.Equal(32, windows.Count);
        foreach (RankWindow window in windows)
        {
            HeldOption[] held = HeldChoice.At(sample, window, 1);
            double benefit = 100 + (300 * window.Value);
            Near(benefit, held[1].ExpectedNetBenefit, 0);

            // The share bends within the window: by half its second derivative, at most 0.24 (300/400)², times the variance of the draws in it.
            double variance = Moments.Of([.. window.Trials.ToArray().Select(t => x1[t])]).StandardDeviation;
            Near(Elementary.NormalCdf(benefit / 400), held[1].ProbabilityBest, 0.5 * 0.242 * 0.5625 * variance * variance);
            Assert.Equal(1, held.Sum(option => option.ProbabilityBest.Value), 12);
            HeldOption best = held.Single(option => option.IsBestOnAverage);
            double errors = Math.Abs(benefit) / held[1].ExpectedNetBenefit.StandardError;
            Assert.True(errors < 5 || (best.Option == (benefit > 0 ? 1 : 0) && best.WrongByNoise < 0.01));
            Assert.True(double.IsNaN(held[1 - best.Option].WrongByNoise));
        }
    }

    [Fact]
    public void Over_all_windows_they_are_the_shares_and_means_of_all_trials()
    {
        (DecisionSample sample, double[] x1) = Normal("few", 1500);
        (RankWindow Window, HeldOption[] Options)[] held = [.. HeldChoice.Along(x1).Select(window => (window, HeldChoice.At(sample, window, 1)))];
        Assert.Equal(1500, held.Sum(one => one.Window.Trials.Length));
        Assert.Equal(Enumerable.Range(0, 1500), held.SelectMany(one => one.Window.Trials.ToArray()).Order());
        ThresholdOption all = NetBenefit.At(sample, 1).Options[1];
        Assert.Equal(all.ExpectedNetBenefit.Value, held.Sum(one => one.Window.Trials.Length * one.Options[1].ExpectedNetBenefit.Value) / 1500, 9);
        Assert.Equal(all.ProbabilityBest.Value, held.Sum(one => one.Window.Trials.Length * one.Options[1].ProbabilityBest.Value) / 1500, 12);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    public void Standard_errors_are_the_spread_over_samples(int replicates)
    {
        const int samples = 150;
        HeldOption[][] all =
        [
            .. Enumerable.Range(0, samples).Select(seed =>
            {
                (DecisionSample sample, double[] x1) = Normal(seed.ToString(CultureInfo.InvariantCulture), 2000);
                return HeldChoice.At(sample with { Replicates = replicates }, HeldChoice.Along(x1)[14], 1);
            }),
        ];

        // The spread of 150 values is known to 5.8 %.
        Calibrated([.. all.Select(one => one[1].ProbabilityBest)]);
        Calibrated([.. all.Select(one => one[1].ExpectedNetBenefit)]);

        static void Calibrated(Estimate[] estimates) => Assert.InRange(
            estimates.Average(one => one.StandardError) / Moments.Of([.. estimates.Select(one => one.Value)]).StandardDeviation, 1 - (4 * 0.058), 1 + (4 * 0.058));
    }

    [Fact]
    public void Equal_draws_stay_together_and_what_is_fixed_or_hardly_sampled_has_no_windows()
    {
        RankWindow[] windows = [.. HeldChoice.Along([.. Enumerable.Range(0, 1000).Select(t => (double)(t % 3))])];
        Assert.Equal([(0, 334), (1, 333), (2, 333)], windows.Select(window => (window.Value, window.Trials.Length)));
        Assert.All(windows, window => Assert.Equal(window.Low, window.High));
        Assert.Empty(HeldChoice.Along([.. Enumerable.Repeat(3.0, 1000)]));
        Assert.Empty(HeldChoice.Along([.. Enumerable.Range(0, 63).Select(t => (double)t)]));
        Assert.Equal(2, HeldChoice.Along([.. Enumerable.Range(0, 64).Select(t => (double)t)]).Count);
        Assert.All(HeldChoice.Along([.. Enumerable.Range(0, 5000).Select(t => t < 2500 ? 0.0 : t)]), window => Assert.True(window.Trials.Length >= 32));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(14)]
    [InlineData(25)]
    public void They_are_what_simulating_with_the_input_fixed_gives(int window)
    {
        ConditionalRow[] all = [.. Decide(Chance).Conditional];
        double[] values = [.. all.Select(row => row.Window.Value).Distinct()];
        Assert.Equal(32, values.Length);
        ConditionalRow[] held = [.. all.Where(row => row.Window.Value == values[window])];
        IReadOnlyList<AcceptabilityRow> At(double chance) => Decide(chance.ToString("R", CultureInfo.InvariantCulture)).Acceptability;
        IReadOnlyList<AcceptabilityRow> middle = At(values[window]), low = At(held[0].Window.Low), high = At(held[0].Window.High);
        Assert.Contains(held, row => row.ProbabilityBest.Value is > 0.1 and < 0.9);
        foreach (ConditionalRow row in held)
        {
            AcceptabilityRow Other(IReadOnlyList<AcceptabilityRow> rows) => rows.First(one => one.Measure == row.Measure && one.Threshold == row.Threshold && one.Option == row.Option);
            (AcceptabilityRow at, AcceptabilityRow from, AcceptabilityRow to) = (Other(middle), Other(low), Other(high));

            // Four standard errors of both, and half of what the result changes by from one end of the window to the other.
            double Tolerance(Estimate own, Estimate other, double change) => 1e-9 + (4 * Math.Sqrt((own.StandardError * own.StandardError) + (other.StandardError * other.StandardError))) + (0.5 * Math.Abs(change));
            Assert.Equal(at.NetBenefit.Value, row.NetBenefit.Value, Tolerance(row.NetBenefit, at.NetBenefit, to.NetBenefit.Value - from.NetBenefit.Value));

            // A share of 0 or 1 among the window's trials has no error of its own: what may be missed then is four in as many.
            Assert.Equal(
                at.ProbabilityBest.Value, row.ProbabilityBest.Value,
                Tolerance(row.ProbabilityBest, at.ProbabilityBest, to.ProbabilityBest.Value - from.ProbabilityBest.Value) + (row.ProbabilityBest.StandardError == 0 ? 4.0 / row.Window.Trials : 0));
        }
    }

    [Fact]
    public void Where_the_chance_is_fixed_nothing_is_held() => Assert.Empty(Decide("0.06").Conditional);

    private static DecisionRows Decide(string chance) => TableBuilder.Build(
        TestScenarios.Run(
            16_384, ("conflict.onsetProbability", chance), ("systems.shield.cost.unitPriceMEur", """{ "type": "uniform", "min": 50, "max": 350, "source": "test" }""")),
        "0").Decisions;

    private static (DecisionSample Sample, double[] X1) Normal(string name, int trials)
    {
        double[] x1 = RegressionTests.Normal("held" + name, trials), x2 = RegressionTests.Normal("free" + name, trials);
        double[] none = new double[trials];
        return (new DecisionSample(["a", "b"], [none, none], [none, [.. x1.Zip(x2, (a, b) => 100 + (300 * a) + (400 * b))]]), x1);
    }

    private static void Near(double expected, Estimate found, double bend)
    {
        Assert.InRange(found.StandardError, 1e-4, 10);
        Assert.Equal(expected, found.Value, (4 * found.StandardError) + bend);
    }
}
