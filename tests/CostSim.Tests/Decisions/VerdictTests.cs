using CostSim.Decisions;
using CostSim.Numerics;
using CostSim.Regression;
using CostSim.Statistics;
using CostSim.Tests.Regression;

namespace CostSim.Tests.Decisions;

/// <summary>Verdicts by several criteria, switch points and corners, against samples whose answer is known.</summary>
public sealed class VerdictTests
{
    private const int Trials = 20_000;

    [Fact]
    public void Criteria_of_normal_benefits_have_their_closed_forms()
    {
        // N(100, 300) against N(50, 40): the first is better on average, the second in the worst twentieth: μ − σ φ(z)/0.05 with z = 1.644854.
        double[] bold = [.. RegressionTests.Normal("bold", Trials).Select(z => 100 + (300 * z))];
        double[] calm = [.. RegressionTests.Normal("calm", Trials).Select(z => 50 + (40 * z))];
        DecisionSample sample = Effects(bold, calm);
        IReadOnlyList<Verdict> verdicts = Verdicts.At(sample, 1, double.PositiveInfinity, 20);
        Assert.Equal([Criterion.Mean, Criterion.WorstTail, Criterion.MinimaxRegret, Criterion.Target], verdicts.Select(v => v.Criterion));
        Assert.Equal([0, 1, 0, 1], verdicts.Select(v => v.Option));
        Assert.Equal([1, 0, 1, 0], verdicts.Select(v => v.RunnerUp));
        Near(100, verdicts[0].Value);
        double tail = Elementary.NormalDensity(1.644853626951) / 0.05;
        Near(50 - (40 * tail), verdicts[1].Value);
        Assert.Equal(bold.Zip(calm, (a, b) => b - a).Max(), verdicts[2].Value.Value);
        Near(Elementary.NormalCdf(30.0 / 40), verdicts[3].Value);
    }

    [Fact]
    public void Noise_hides_the_better_option_as_often_as_it_says()
    {
        // A gap of 0.3, deviations of 1, samples of 25 trials.
        int wrong = 0;
        double said = 0;
        for (int i = 0; i < 2000; i++)
        {
            double[] better = [.. RegressionTests.Normal($"better{i}", 25).Select(z => 0.3 + z)];
            double[] worse = RegressionTests.Normal($"worse{i}", 25);
            Verdict verdict = Verdicts.At(Effects(worse, better), 1)[0];
            wrong += verdict.Option == 0 ? 1 : 0;
            said += verdict.WrongByNoise / 2000;
        }

        // P(wrong) = Φ(−0.3·√25/√2) = 0.144.
        Assert.Equal(0.1444, wrong / 2000.0, 4 * Math.Sqrt(0.144 * 0.856 / 2000));
        Assert.InRange(said, 0.10, 0.25);
    }

    [Fact]
    public void Ties_go_by_name_where_costs_are_equal()
    {
        double[] same = RegressionTests.Normal("same", 100);
        IReadOnlyList<Verdict> verdicts = Verdicts.At(Effects(same, same), 1);
        Assert.All(verdicts, verdict => Assert.Equal(0, verdict.Option));
        DecisionSample replicates = new(["a", "b"], [new double[100], new double[100]], [same, [.. same.Select(x => x - 1)]], 4);
        Assert.Equal(0, Verdicts.At(replicates, 1)[0].Option);
        Assert.Equal(Moments.Of([.. Enumerable.Range(0, 4).Select(r => same[(25 * r)..(25 * (r + 1))].Average())]).StandardError, Verdicts.At(replicates, 1)[0].Value.StandardError, 1e-12);
    }

    [Fact]
    public void The_switch_point_is_where_two_lines_cross()
    {
        // Benefit 3 x + noise against 1: they cross at a third. Over 60 samples the interval holds it about 57 times.
        int holds = 0;
        for (int i = 0; i < 60; i++)
        {
            double[] x = RegressionTests.Uniform($"x{i}", 4000);
            double[] rising = [.. RegressionTests.Normal($"e{i}", 4000).Zip(x, (z, v) => (3 * v) + z)];
            double[] level = [.. x.Select(_ => 1.0)];
            var table = new ResponseTable([new double[4000], new double[4000], rising, level]);
            SwitchPoint point = Assert.Single(Switches(x, table, [rising, level]));
            Assert.Equal((1, 0), (point.From, point.To));
            Assert.Equal(point.Value, point.ShareBelow, 0.05);
            holds += point.Low <= 1.0 / 3 && point.High >= 1.0 / 3 ? 1 : 0;
        }

        Assert.InRange(holds, 50, 60);
    }

    /// <summary>
    /// Net benefit of the second option steps up between two neighbouring values of the input: half way between them, with the trials up to the lower one below.
    /// </summary>
    [Theory]
    [InlineData(2, 0, 0.5)]
    [InlineData(3, 1, 2.0 / 3)]
    [InlineData(40, 10, 11.0 / 40)]
    public void An_input_of_few_values_switches_between_two_of_them(int values, int last, double share)
    {
        int trials = 400 * values;
        double[] x = [.. Enumerable.Range(0, trials).Select(t => (double)(t % values))];
        double[] level = new double[trials], rising = [.. RegressionTests.Normal("z", trials).Zip(x, (z, v) => (10 * (v - last - 0.5)) + z)];
        var table = new ResponseTable([new double[trials], new double[trials], level, rising]);
        SwitchPoint point = Assert.Single(Switches(x, table, [level, rising]));
        Assert.Equal((0, 1), (point.From, point.To));
        Assert.Equal(last + 0.5, point.Value);
        Assert.Equal(share, point.ShareBelow, 1e-12);
        Assert.InRange(point.Value, point.Low, point.High);
    }

    private static IReadOnlyList<SwitchPoint> Switches(double[] x, ResponseTable table, double[][] effect)
    {
        var sample = new DecisionSample(["a", "b"], [new double[x.Length], new double[x.Length]], effect);
        return BreakEven.Of(new Increments(sample, table, new ResultPlaces(0, 2), [1]), InputFit.Of(x, table));
    }

    [Fact]
    public void An_input_that_does_not_matter_has_no_switch_point()
    {
        int found = 0;
        for (int i = 0; i < 60; i++)
        {
            double[] x = RegressionTests.Uniform($"x{i}", 4000);
            var table = new ResponseTable([new double[4000], new double[4000], RegressionTests.Normal($"e{i}", 4000), RegressionTests.Normal($"f{i}", 4000)]);
            found += Switches(x, table, [RegressionTests.Normal($"e{i}", 4000), RegressionTests.Normal($"f{i}", 4000)]).Count;
        }

        Assert.Equal(0, found);
    }

    [Fact]
    public void The_corner_is_found()
    {
        // Cases: x0 above 0.7 and x1 below 0.4, nine times in ten; elsewhere one in twenty. Six inputs, four of them idle.
        double[][] inputs = [.. Enumerable.Range(0, 6).Select(i => RegressionTests.Uniform($"i{i}", Trials))];
        double[] luck = RegressionTests.Uniform("luck", Trials);
        bool[] cases = [.. Enumerable.Range(0, Trials).Select(t => luck[t] < (inputs[0][t] > 0.7 && inputs[1][t] < 0.4 ? 0.9 : 0.05))];
        Box box = Discovery.Find(inputs, cases)[0];
        Assert.Equal([0, 1], box.Restrictions.Select(side => side.Input).Order());
        Restriction first = box.Restrictions.Single(side => side.Input == 0), second = box.Restrictions.Single(side => side.Input == 1);
        Assert.Equal(0.7, first.Low, 0.03);
        Assert.Equal(double.PositiveInfinity, first.High);
        Assert.Equal(0.4, second.High, 0.03);
        Assert.Equal(double.NegativeInfinity, second.Low);
        Assert.Equal(0.12, box.Mass, 0.02);
        Assert.InRange(box.Density, 0.82, 0.93);

        // 0.108 of 0.152 cases lie there.
        Assert.Equal(0.71, box.Coverage, 0.05);
        Assert.All(box.Restrictions, side => Assert.True(side.QuasiP < 1e-6));
    }

    [Fact]
    public void What_a_box_says_holds_in_what_the_ones_before_it_left_its_own_sides_included()
    {
        // Two corners of inputs with few values, so that many trials lie on the sides.
        double[][] inputs = [.. Enumerable.Range(0, 4).Select(i => RegressionTests.Uniform($"steps{i}", Trials).Select(u => Math.Floor(10 * u)).ToArray())];
        double[] luck = RegressionTests.Uniform("luck", Trials);
        bool[] cases = [.. Enumerable.Range(0, Trials).Select(t => luck[t] < (inputs[0][t] >= 7 || inputs[1][t] <= 1 ? 0.9 : 0.05))];
        IReadOnlyList<Box> boxes = Discovery.Find(inputs, cases);
        Assert.Equal([(0, 7.0, double.PositiveInfinity), (1, double.NegativeInfinity, 1.0)], boxes.Select(box => box.Restrictions.Single()).Select(side => (side.Input, side.Low, side.High)).Order());
        bool[] left = [.. cases.Select(_ => true)];
        foreach (Box box in boxes)
        {
            int[] inside = [.. Enumerable.Range(0, Trials).Where(t => left[t] && box.Restrictions.All(side => inputs[side.Input][t] >= side.Low && inputs[side.Input][t] <= side.High))];
            Assert.Equal((double)inside.Length / Trials, box.Mass);
            Assert.Equal((double)inside.Count(t => cases[t]) / inside.Length, box.Density);
            Assert.Equal((double)inside.Count(t => cases[t]) / cases.Count(one => one), box.Coverage);
            foreach (int t in inside)
            {
                left[t] = false;
            }
        }
    }

    [Fact]
    public void Chance_has_no_corner()
    {
        double[][] inputs = [.. Enumerable.Range(0, 6).Select(i => RegressionTests.Uniform($"i{i}", 3000))];
        bool[] cases = [.. RegressionTests.Uniform("luck", 3000).Select(u => u < 0.3)];
        Assert.All(Discovery.Find(inputs, cases), box => Assert.True(box.Density < 0.4));
        Assert.Empty(Discovery.Find(inputs, new bool[3000]));
    }

    private static DecisionSample Effects(params double[][] effects) =>
        new([.. effects.Select((_, d) => $"{d}")], [.. effects.Select(effect => new double[effect.Length])], effects);

    private static void Near(double expected, Estimate found) =>
        Assert.True(Math.Abs(found.Value - expected) < 4.5 * found.StandardError, $"{found.Value} ± {found.StandardError}, expected {expected}");
}
