using CostSim.Decisions;
using CostSim.Regression;
using CostSim.Sampling;
using CostSim.Statistics;
using CostSim.Tests.Regression;

namespace CostSim.Tests.Decisions;

/// <summary>Value of partial and of sample information against closed forms and published cases.</summary>
public sealed class InformationTests
{
    private const int Trials = 100_000;

    /// <summary>Results of two options: half of a net benefit each as cost saved and as effect.</summary>
    private static readonly ResultPlaces Places = new(0, 2);

    [Fact]
    public void Two_normal_inputs_are_worth_what_the_closed_form_says()
    {
        // Net benefit 0 against 100 + 300 X1 + 400 X2.
        double[] first = RegressionTests.Normal("X1", Trials), second = RegressionTests.Normal("X2", Trials);
        (DecisionSample sample, ResponseTable results) = Benefits(new double[Trials], [.. first.Zip(second, (a, b) => 100 + (300 * a) + (400 * b))]);
        Near(76.270834289722, Value(sample, results, first), 3);
        Near(114.537879289432, Value(sample, results, second), 3);
        Near(153.447317931638, NetBenefit.At(sample, 1).PerfectInformation, 3);
        Estimate nothing = Value(sample, results, RegressionTests.Normal("other", Trials));
        Assert.InRange(nothing.Value, 0, Math.Max(0.1, 2 * nothing.StandardError));
    }

    [Fact]
    public void Three_options_that_are_not_linear()
    {
        double[] x1 = RegressionTests.Normal("X1", Trials), x2 = RegressionTests.Normal("X2", Trials), x3 = RegressionTests.Normal("X3", Trials);
        (DecisionSample sample, ResponseTable results) = Benefits(
            new double[Trials], [.. x1.Zip(x2, (a, b) => (200 * ((a * a) - 1)) + (100 * b))], [.. x3.Select(c => (150 * c) - 20)]);
        Assert.Equal(96.7882898077, Value(sample, results, x1).Value, 3.0);
        Assert.Equal(39.8942280401, Value(sample, results, x2).Value, 3.0);
        Assert.Equal(50.3724784653, Value(sample, results, x3).Value, 3.0);
    }

    [Fact]
    public void Standard_error_is_the_spread_over_samples()
    {
        double[] values = new double[150];
        double errors = 0;
        for (int seed = 0; seed < values.Length; seed++)
        {
            double[] first = RegressionTests.Normal($"a{seed}", 2000);
            (DecisionSample sample, ResponseTable results) = Benefits(new double[2000], [.. RegressionTests.Normal($"b{seed}", 2000).Zip(first, (b, a) => 100 + (300 * a) + (400 * b))]);
            Estimate value = Value(sample, results, first);
            values[seed] = value.Value;
            errors += value.StandardError / values.Length;
        }

        // The spread of 150 values is known to 5.8 %.
        Assert.InRange(errors / Moments.Of(values).StandardDeviation, 1 - (4 * 0.058), 1 + (4 * 0.058));
    }

    /// <summary>Option 2 = k·p1 − p2, p1 ~ N(1, 1), p2 ~ N(0, 2), against 0: the vignette of the voi package.</summary>
    [Theory]
    [InlineData(1, 0.4798107063)]
    [InlineData(2, 0.3992824567)]
    [InlineData(3, 0.4094634160)]
    public void Published_case_of_perfect_information(double k, double published)
    {
        double[] p1 = [.. RegressionTests.Normal("p1", Trials).Select(z => 1 + z)], p2 = [.. RegressionTests.Normal("p2", Trials).Select(z => 2 * z)];
        (DecisionSample sample, _) = Benefits(new double[Trials], [.. p1.Zip(p2, (a, b) => (k * a) - b)]);
        Near(published, NetBenefit.At(sample, 1).PerfectInformation, 4);
    }

    [Fact]
    public void Published_case_of_partial_and_sample_information()
    {
        double[] p1 = [.. RegressionTests.Normal("p1", Trials).Select(z => 1 + z)], p2 = [.. RegressionTests.Normal("p2", Trials).Select(z => 2 * z)];
        (DecisionSample sample, ResponseTable results) = Benefits(new double[Trials], [.. p1.Zip(p2, (a, b) => a - b)]);
        Near(0.08331547059, Value(sample, results, p1), 4);
        Near(0.3955931148, Value(sample, results, p2), 4);
        var fit = InputFit.Of(p1, results);
        double error = Value(sample, results, p1).StandardError;
        foreach ((int size, double published) in ((int, double)[])[(10, 0.07232512026), (100, 0.0821176056), (1000, 0.0831946061)])
        {
            Assert.Equal(published, SampleInformation.At(new Increments(sample, results, Places, [1]), fit, Study(ObservationKind.Normal, 1), size)[0], 4 * error);
        }
    }

    [Fact]
    public void Normal_observations_of_a_normal_benefit()
    {
        // Prior N(100, 500), observations with a deviation of 2,000.
        double[] benefit = [.. RegressionTests.Normal("b", Trials).Select(z => 100 + (500 * z))];
        (DecisionSample sample, ResponseTable results) = Benefits(new double[Trials], benefit);
        var fit = InputFit.Of(benefit, results);
        double error = PartialInformation.At(sample, results, fit, Places, 1).Value.StandardError;
        foreach ((int size, double published) in ((int, double)[])[(4, 47.981070634839), (16, 96.651977848632), (64, 132.854229789353), (256, 147.613131173887)])
        {
            Assert.Equal(published, SampleInformation.At(new Increments(sample, results, Places, [1]), fit, Study(ObservationKind.Normal, 2000), size)[0], 4 * error);
        }
    }

    [Fact]
    public void An_exact_observation_is_worth_as_much_as_knowing()
    {
        double[] benefit = [.. RegressionTests.Normal("b", 20_000).Select(z => 100 + (500 * z))];
        (DecisionSample sample, ResponseTable results) = Benefits(new double[20_000], benefit);
        var fit = InputFit.Of(benefit, results);
        double known = PartialInformation.At(sample, results, fit, Places, 1).Value.Value;

        // An error taken as 1/2048 of the range, about 2, moves a choice only within 2 of zero: far less than 0.1 %.
        Assert.Equal(known, SampleInformation.At(new Increments(sample, results, Places, [1]), fit, Study(ObservationKind.Normal, 1e-9), 1)[0], 0.001 * known);
    }

    [Fact]
    public void Test_firings_of_a_missile()
    {
        // Kill probability Beta(8, 2), net benefit 2,000 p − 1,500 against 0.
        var prior = BetaDistribution.Of(8, 2);
        double[] p = [.. RegressionTests.Uniform("p", Trials).Select(prior.LowerTail)];
        (DecisionSample sample, ResponseTable results) = Benefits(new double[Trials], [.. p.Select(x => (2000 * x) - 1500)]);
        var fit = InputFit.Of(p, results);
        Estimate known = PartialInformation.At(sample, results, fit, Places, 1).Value;
        Near(60.067749023438, known, 4);
        (int, double)[] published = [(1, 9.090909090909), (5, 25.274725274725), (10, 33.591331269350), (20, 44.204051820244), (50, 52.186684362441), (200, 57.907411691111)];
        double best = 0;
        foreach ((int size, double value) in published)
        {
            Assert.Equal(value, SampleInformation.At(new Increments(sample, results, Places, [1]), fit, Study(ObservationKind.Binomial, 0), size)[0], 4 * known.StandardError);
        }

        // A fixed 5 and 2 a shot: eight shots are best, worth 11.352941 net.
        int bestSize = 0;
        for (int n = 1; n <= 20; n++)
        {
            double net = SampleInformation.At(new Increments(sample, results, Places, [1]), fit, Study(ObservationKind.Binomial, 0), n)[0] - 5 - (2 * n);
            (best, bestSize) = net > best ? (net, n) : (best, bestSize);
        }

        Assert.Equal(11.352941176471, best, 4 * known.StandardError);
        Assert.Equal(8, bestSize);
    }

    [Fact]
    public void Counts_of_events_tell_of_their_rate_as_the_conjugate_prior_says()
    {
        // Rate Gamma(4, 0.5), benefit rate − 1.8 against 0, three years watched: posterior mean (4 + k)/(2 + 3).
        var prior = GammaDistribution.Of(4, 0.5);
        double[] rate = [.. RegressionTests.Uniform("rate", Trials).Select(prior.LowerTail)];
        (DecisionSample sample, ResponseTable results) = Benefits(new double[Trials], [.. rate.Select(x => x - 1.8)]);
        var fit = InputFit.Of(rate, results);
        double expected = -0.2;
        double mass = Math.Pow(2.0 / 5, 4);
        for (int k = 0; k < 200; k++)
        {
            expected += mass * Math.Max(0, ((4.0 + k) / 5) - 1.8);
            mass *= (4.0 + k) / (k + 1) * 3 / 5;
        }

        Assert.Equal(expected, SampleInformation.At(new Increments(sample, results, Places, [1]), fit, Study(ObservationKind.Poisson, 0), 3)[0], 4 * PartialInformation.At(sample, results, fit, Places, 1).Value.StandardError);
    }

    [Fact]
    public void Inputs_learnt_together_are_worth_more_than_each_and_all_of_them_everything()
    {
        // Net benefit 100 + 300 X1 + 400 X2 + 50 X1 X2 against 0, among other results that have nothing to do with either input.
        double[] x1 = RegressionTests.Normal("X1", Trials), x2 = RegressionTests.Normal("X2", Trials), idle = RegressionTests.Normal("idle", Trials);
        (DecisionSample sample, _) = Benefits(new double[Trials], [.. x1.Zip(x2, (a, b) => 100 + (300 * a) + (400 * b) + (50 * a * b))]);
        var results = new ResponseTable([.. sample.Cost, .. sample.Effect, RegressionTests.Normal("noise", Trials), RegressionTests.Normal("more noise", Trials)]);
        Estimate together = PartialInformation.At(sample, results, GroupFit.Of([x1, x2], results), Places, 1).Value;
        Estimate all = NetBenefit.At(sample, 1).PerfectInformation;
        Assert.Equal(all.Value, together.Value, 0.005 * all.Value);
        Estimate alone = PartialInformation.At(sample, results, InputFit.Of(x1, results), Places, 1).Value;
        Estimate withIdle = PartialInformation.At(sample, results, GroupFit.Of([x1, idle], results), Places, 1).Value;
        Assert.Equal(alone.Value, withIdle.Value, 2 * alone.StandardError);
        Assert.True(together.Value > alone.Value + (10 * alone.StandardError));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(12)]
    [InlineData(25)]
    public void A_group_of_any_size_is_worth_what_its_sum_is(int inputs)
    {
        // Net benefit 100 + 300 Z + 400 Y with Z the standardised sum of the group: 76.270834289722.
        double[][] group = [.. Enumerable.Range(0, inputs).Select(i => RegressionTests.Normal($"in{i}", 20_000))];
        double[] other = RegressionTests.Normal("other", 20_000);
        double[] benefit = [.. Enumerable.Range(0, 20_000).Select(t => 100 + (300 * group.Sum(x => x[t]) / Math.Sqrt(inputs)) + (400 * other[t]))];
        (DecisionSample sample, ResponseTable results) = Benefits(new double[20_000], benefit);
        Near(76.270834289722, PartialInformation.At(sample, results, GroupFit.Of(group, results), Places, 1).Value, 4);
    }

    /// <summary>Straight lines of the inputs are among the functions, so that a fit says them again, up to the smallest ridge, in any number of trials.</summary>
    [Theory]
    [InlineData(1000)]
    [InlineData(1001)]
    [InlineData(1002)]
    [InlineData(1003)]
    public void Every_trial_of_a_group_is_fitted(int trials)
    {
        double[] x1 = RegressionTests.Normal("X1", trials), x2 = RegressionTests.Normal("X2", trials);
        double[][] results = [.. Enumerable.Range(0, 9).Select(r => x1.Zip(x2, (a, b) => 5 + (r * a) + b).ToArray())];
        var table = new ResponseTable(results);
        var fit = GroupFit.Of([x1, x2], table);
        var seen = new HashSet<int>();
        fit.Fit(new ContrastSet(table, [.. results.Select((_, r) => new Contrast((r, 1)))])).Each((group, fitted) =>
        {
            int trial = Assert.Single(fit.Trials(group).ToArray());
            Assert.True(seen.Add(trial));
            for (int r = 0; r < results.Length; r++)
            {
                Assert.Equal(results[r][trial], fitted[r], 1e-3);
            }
        });
        Assert.Equal(trials, seen.Count);
    }

    /// <summary>
    /// 200 columns of noise beside a sample near a switch: what each seems to be worth, and how many count as more than noise. A line through noise is
    /// worth 0.4 · 0.8 · σ/√n at a switch, a spline of eleven functions about three times as much.
    /// </summary>
    [Theory]
    [InlineData(500)]
    [InlineData(1000)]
    public void What_tells_nothing_is_worth_next_to_nothing(int trials)
    {
        double[] real = RegressionTests.Normal("real", trials), rest = RegressionTests.Normal("rest", trials), common = RegressionTests.Normal("common", trials);
        double[] benefit = [.. real.Zip(rest, (a, b) => (3 * a) + (4 * b))];
        double mean = benefit.Average();
        DecisionSample sample = new(
            ["a", "b"], [[.. common.Select(z => 100 * z)], [.. common.Zip(benefit, (z, b) => (100 * z) - b + mean)]], [new double[trials], new double[trials]]);
        var results = new ResponseTable([.. sample.Cost, .. sample.Effect]);
        double worth = 0;
        int told = 0;
        for (int i = 0; i < 200; i++)
        {
            LearningValue value = PartialInformation.At(sample, results, InputFit.Of(RegressionTests.Normal($"noise{i}", trials), results), Places, 1);
            worth += value.Value.Value / 200;
            told += value.IsDistinguishable ? 1 : 0;
        }

        double line = 0.399 * 0.798 * 5 / Math.Sqrt(trials);
        Assert.InRange(worth, 0, line);
        Assert.InRange(told, 0, 10);
        LearningValue learning = PartialInformation.At(sample, results, InputFit.Of(real, results), Places, 1);
        Assert.True(learning.IsDistinguishable);
        Near(3 * 0.39894228, learning.Value, 4);

        // A group of columns of noise, too.
        double[][] group = [.. Enumerable.Range(0, 4).Select(i => RegressionTests.Normal($"noise{i}", trials))];
        Assert.False(PartialInformation.At(sample, results, GroupFit.Of(group, results), Places, 1).IsDistinguishable);
        Assert.True(PartialInformation.At(sample, results, GroupFit.Of([real, .. group], results), Places, 1).IsDistinguishable);
    }

    [Fact]
    public void Worth_of_an_input_does_not_depend_on_the_order_of_the_options()
    {
        const int Some = 3000;
        double[] x = RegressionTests.Normal("x", Some);
        double[][] benefits = [.. Enumerable.Range(0, 4).Select(d => RegressionTests.Normal($"d{d}", Some).Zip(x, (z, v) => ((d - 1.5) * v) + (2 * z) + (0.1 * d)).ToArray())];
        (DecisionSample sample, ResponseTable results) = Benefits(benefits);
        Estimate one = Value(sample, results, x);
        (sample, results) = Benefits([benefits[2], benefits[0], benefits[3], benefits[1]]);
        Estimate other = Value(sample, results, x);
        Assert.Equal(one.Value, other.Value, 1e-9);
        Assert.Equal(one.StandardError, other.StandardError, 1e-9);
        Assert.True(one.Value > 0.5);
    }

    private static Experiment Study(ObservationKind kind, double deviation) => new("study", 0, kind, deviation, [1], 0, 0);

    private static Estimate Value(DecisionSample sample, ResponseTable results, double[] input) => PartialInformation.At(sample, results, InputFit.Of(input, results), new ResultPlaces(0, sample.Options.Count), 1).Value;

    private static (DecisionSample Sample, ResponseTable Results) Benefits(params double[][] benefits)
    {
        double[][] cost = [.. benefits.Select(b => b.Select(x => -x / 2).ToArray())];
        double[][] effect = [.. benefits.Select(b => b.Select(x => x / 2).ToArray())];
        return (new DecisionSample([.. benefits.Select((_, d) => $"{d}")], cost, effect), new ResponseTable([.. cost, .. effect]));
    }

    private static void Near(double expected, Estimate found, double errors) =>
        Assert.True(Math.Abs(found.Value - expected) < errors * found.StandardError, $"{found.Value} ± {found.StandardError}, expected {expected}");
}
