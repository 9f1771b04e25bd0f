using CostSim.Decisions;
using CostSim.Numerics;
using CostSim.Regression;
using CostSim.Statistics;
using CostSim.Tests.Regression;

namespace CostSim.Tests.Decisions;

/// <summary>The choice where an input is known, against closed forms: net benefit 0 against 100 + 300 X1 + 400 X2, both standard normal.</summary>
public sealed class ConditionalChoiceTests
{
    [Fact]
    public void Shares_and_benefits_are_those_of_the_closed_form()
    {
        double[] values = [-2, -1, -1.0 / 3, 0, 0.5, 1, 2];
        (DecisionSample sample, double[] x1) = Normal("", 100_000);
        HeldOption[][] held = ConditionalChoice.At(sample, FitAtValues.Of(x1, values, 1), 1);
        for (int v = 0; v < values.Length; v++)
        {
            double benefit = 100 + (300 * values[v]);
            Near(Elementary.NormalCdf(benefit / 400), held[v][1].ProbabilityBest);
            Near(benefit, held[v][1].ExpectedNetBenefit);
            Assert.Equal(1, held[v].Sum(option => option.ProbabilityBest.Value), 12);

            // At −1/3 both are worth the same, and nothing is settled.
            int best = Array.FindIndex(held[v], option => option.IsBestOnAverage);
            Assert.True(v == 2 || best == (benefit > 0 ? 1 : 0));
            Assert.InRange(held[v][best].WrongByNoise, v == 2 ? 0.001 : 0, v == 2 ? 1 : 1e-9);
            Assert.True(double.IsNaN(held[v][1 - best].WrongByNoise));
        }
    }

    [Fact]
    public void Averaged_over_the_trials_they_are_the_shares_and_means_of_all()
    {
        (DecisionSample sample, double[] x1) = Normal("few", 1500);
        HeldOption[][] held = ConditionalChoice.At(sample, FitAtValues.Of(x1, x1, 1), 1);
        ThresholdResult all = NetBenefit.At(sample, 1);
        Assert.Equal(all.Options[1].ExpectedNetBenefit.Value, held.Average(options => options[1].ExpectedNetBenefit.Value), 6);

        // But for shares cut at 0 and 1.
        Assert.Equal(all.Options[1].ProbabilityBest.Value, held.Average(options => options[1].ProbabilityBest.Value), 0.002);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    public void Standard_errors_are_the_spread_over_samples(int replicates)
    {
        double[] values = [-1.5, 0, 1.5];
        const int samples = 150;
        HeldOption[][][] all =
        [
            .. Enumerable.Range(0, samples).Select(seed =>
            {
                (DecisionSample sample, double[] x1) = Normal(seed.ToString(System.Globalization.CultureInfo.InvariantCulture), 2000);
                return ConditionalChoice.At(sample with { Replicates = replicates }, FitAtValues.Of(x1, values, replicates), 1);
            }),
        ];
        for (int v = 0; v < values.Length; v++)
        {
            // The spread of 150 values is known to 5.8 %; leaving out a block overstates errors a little.
            Calibrated([.. all.Select(one => one[v][1].ProbabilityBest)]);
            Calibrated([.. all.Select(one => one[v][1].ExpectedNetBenefit)]);
        }

        static void Calibrated(Estimate[] estimates) => Assert.InRange(
            estimates.Average(one => one.StandardError) / Moments.Of([.. estimates.Select(one => one.Value)]).StandardDeviation, 1 - (4 * 0.058), 1 + (4 * 0.058) + 0.05);
    }

    [Fact]
    public void Values_at_which_an_input_is_held_are_round()
    {
        Assert.Equal([0.0003, 0.0004, 0.0005, 0.0007, 0.001, 0.0015, 0.002, 0.003], Between(0.00028, 0.0032));
        Assert.Equal([1.5, 2, 3, 4, 5, 7, 10, 15], Between(1.2, 16));
        Assert.Equal([-0.1, 0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1], Between(-0.15, 1.05));
        Assert.Equal([105, 110, 115, 120, 125, 130, 135, 140, 145, 150, 155], Between(105, 155));
        Assert.Equal([3], ConditionalChoice.RoundValues([3, 3, 3]));
    }

    private static IReadOnlyList<double> Between(double low, double high) =>
        ConditionalChoice.RoundValues([low, .. Enumerable.Repeat((low + high) / 2, 97), high]);

    private static (DecisionSample Sample, double[] X1) Normal(string name, int trials)
    {
        double[] x1 = RegressionTests.Normal("held" + name, trials), x2 = RegressionTests.Normal("free" + name, trials);
        double[] none = new double[trials];
        return (new DecisionSample(["a", "b"], [none, none], [none, [.. x1.Zip(x2, (a, b) => 100 + (300 * a) + (400 * b))]]), x1);
    }

    private static void Near(double expected, Estimate found)
    {
        Assert.InRange(found.StandardError, 1e-4, 10);
        Assert.Equal(expected, found.Value, 4 * found.StandardError);
    }
}
