using CostSim.Decisions;
using CostSim.Scenarios;
using CostSim.Statistics;
using CostSim.Tables;
using CostSim.Tests.Regression;

namespace CostSim.Tests.Decisions;

/// <summary>How sure numbers are: bounds of shares, errors of tails, the frontier of harms and of means that are equal, the headline as a point.</summary>
public sealed class CertaintyTests
{
    [Theory]
    [InlineData(7)]
    [InlineData(12)]
    [InlineData(20)]
    [InlineData(21)]
    [InlineData(40)]
    [InlineData(137)]
    public void The_jackknife_of_the_worst_tail_leaves_out_each_trial_in_turn(int trials)
    {
        double[] values = [.. RegressionTests.Normal("tail", trials).Select(z => Math.Round(4 * z))];
        (double mean, double[] contributions) = WorstTail.Of(values, 0.05);
        Assert.Equal(Tail(values, 0.05), mean, 1e-12);
        for (int t = 0; t < trials; t++)
        {
            double without = Tail([.. values.Where((_, i) => i != t)], 0.05);
            Assert.Equal((trials - 1) * (Tail(values, 0.05) - without), contributions[t], 1e-10);
        }
    }

    [Fact]
    public void Twelve_trials_leave_the_worst_tail_open()
    {
        // The two lowest of twelve are one apart: the jackknife's error of the least is 11/12 of it.
        double[] cost = [.. Enumerable.Range(0, 12).Select(t => 100.0 + t)];
        var sample = new DecisionSample(["A", "B"], [cost, [.. cost.Select(c => c + 20)]], [new double[12], new double[12]]);
        Verdict tail = Verdicts.At(sample, 1)[1];
        Assert.Equal(-111, tail.Value.Value, 1e-12);
        Assert.Equal(11.0 / 12, tail.Value.StandardError, 1e-12);
        Assert.True(tail.Bounds.Low < -120 && tail.WrongByNoise >= 0.25, $"{tail}");
    }

    [Fact]
    public void The_error_of_the_worst_tail_is_that_of_repetitions()
    {
        double[] tails = new double[400];
        double said = 0;
        for (int i = 0; i < tails.Length; i++)
        {
            double[] values = RegressionTests.Normal($"tail{i}", 400);
            Estimate value = Verdicts.At(new DecisionSample(["a", "b"], [new double[400], new double[400]], [values, [.. values.Select(v => v - 9)]]), 1)[1].Value;
            tails[i] = value.Value;
            said += value.StandardError / tails.Length;
        }

        // The deviation of 400 repetitions is known to 1/√800, 3.5 %.
        double deviation = Moments.Of(tails).StandardDeviation;
        Assert.InRange(said, deviation * 0.86, deviation * 1.14);
    }

    [Fact]
    public void Bounds_of_a_share_are_wilsons_with_the_effective_number_of_trials()
    {
        Interval ten = Proportion.Bounds(new Estimate(1, 0, 10));
        Assert.Equal(10 / (10 + (1.959963984540054 * 1.959963984540054)), ten.Low, 1e-12);
        Assert.Equal(1, ten.High);
        Assert.Equal(Proportion.Wilson(30, 100), Proportion.Bounds(Proportion.Of(30, 100)));

        // An error twice as large is that of a quarter of the trials; a smaller one than independent trials have counts as theirs.
        Interval quarter = Proportion.Wilson(300, 1000), wide = Proportion.Bounds(new Estimate(0.3, 2 * Math.Sqrt(0.21 / 4000), 4000));
        Assert.Equal((quarter.Low, quarter.High), (Math.Round(wide.Low, 12), Math.Round(wide.High, 12)), EqualTo(1e-9));
        Assert.Equal(Proportion.Wilson(30, 100).High, Proportion.Bounds(new Estimate(0.3, 0.001, 100)).High, 1e-12);
        Assert.Equal(new Interval(0, 1), Proportion.Bounds(new Estimate(0.3, double.NaN, 0)));
        Interval four = Proportion.Bounds(new Estimate(0.3, Math.Sqrt(0.21 / 1000), 1000), 4);
        Assert.True(four.Low < quarter.Low && four.High > quarter.High);
    }

    [Fact]
    public void Means_that_differ_by_rounding_alone_are_equal()
    {
        double[] effect = [0.3, 0.1 + 0.2];
        FrontierPlace[] places = Frontier.Of([100, 150], effect);
        Assert.Equal([FrontierStatus.Frontier, FrontierStatus.Dominated], places.Select(place => place.Status));
        Assert.Equal(0, places[1].DominatedBy);
        Assert.Equal([FrontierStatus.Dominated, FrontierStatus.Frontier], Frontier.Of([0.1 + 0.2, 0.3], [1, 2]).Select(place => place.Status));

        // One part in 10¹² is a difference.
        Assert.All(Frontier.Of([100, 150], [0.3, 0.3 * (1 + 1e-12)]), place => Assert.Equal(FrontierStatus.Frontier, place.Status));
        Assert.Equal(Frontier.Of([3, 3], [0.3, 0.1 + 0.2]).Select(place => place.Status), [FrontierStatus.Frontier, FrontierStatus.Frontier]);
    }

    [Fact]
    public void The_frontier_of_harms_is_that_of_their_avoidance()
    {
        // Costs 100, 300, 250; harms 20, 12, 21: the second avoids eight for 200.
        FrontierPlace[] places = Frontier.Of([100, 300, 250], [20, 12, 21], isHarm: true);
        Assert.Equal([FrontierStatus.Frontier, FrontierStatus.Frontier, FrontierStatus.Dominated], places.Select(place => place.Status));
        Assert.Equal(-25, places[1].Icer);
        FrontierPlace[] mirrored = Frontier.Of([100, 300, 250], [-20, -12, -21]);
        Assert.Equal(mirrored.Select(place => place.Status), places.Select(place => place.Status));

        // Worths of −100 and −50 make it the better one, as the frontier says: −25 is nearer to zero.
        var study = new DecisionStudy
        {
            Options = ["none", "drug"],
            Cost = [[100, 101, 99], [300, 301, 299]],
            Measures = [new EffectMeasure("daly", [[20, 21, 19], [12, 12, 12]], [-100, -50], -50)],
        };
        DecisionRows rows = DecisionTables.Build(study);
        Assert.All(rows.Frontier, row => Assert.Equal(FrontierStatus.Frontier, row.Status));
        Assert.Equal(-25, rows.Frontier.Single(row => row.Option == "drug").Icer.Value);
        Assert.Equal("drug", rows.Verdicts[0].Option);
    }

    [Fact]
    public void A_difference_below_its_own_error_is_said_to_be()
    {
        double[] noise = [.. RegressionTests.Normal("noise", 400)];
        double middle = noise.Average();
        FrontierRow[] Rows(double gain)
        {
            var study = new DecisionStudy
            {
                Options = ["a", "b"],
                Cost = [Enumerable.Repeat(1.0, 400).ToArray(), Enumerable.Repeat(2.0, 400).ToArray()],
                Measures = [new EffectMeasure("effect", [new double[400], [.. noise.Select(z => z - middle + gain)]], [0, 1, 2], 1)],
            };
            return [.. DecisionTables.Build(study).Frontier];
        }

        Assert.Equal([false, true], Rows(0.01).Select(row => row.IsWithinError));
        Assert.Equal([false, true], Rows(-0.01).Select(row => row.IsWithinError));
        Assert.Equal([false, false], Rows(1).Select(row => row.IsWithinError));
    }

    [Fact]
    public void One_trial_gives_means_without_errors()
    {
        var study = new DecisionStudy { Options = ["old", "new"], Cost = [[10], [9]], Measures = [new EffectMeasure("effect", [[1], [2]], [0, 10, 20], 10)] };
        DecisionRows rows = DecisionTables.Build(study);
        Assert.Equal([FrontierStatus.Dominated, FrontierStatus.Frontier], rows.Frontier.Select(row => row.Status));
        Assert.All(rows.Frontier, row => Assert.True(double.IsNaN(row.Cost.StandardError) && !row.IsWithinError));
        VerdictRow verdict = Assert.Single(rows.Verdicts);
        Assert.Equal(("mean", "new", double.NaN), (verdict.Criterion, verdict.Option, verdict.WrongByNoise));
        Assert.All(rows.Acceptability, row => Assert.True(double.IsNaN(row.ProbabilityBest.StandardError) && double.IsNaN(row.NetBenefit.StandardError)));
        Assert.Equal([-10, -9, 0, 11, 10, 31], rows.Acceptability.Select(row => row.NetBenefit.Value));
        Assert.Empty(rows.Information);
        Assert.True(rows.Acceptability[1].Bounds.Low < 0.25);
    }

    [Theory]
    [InlineData(0, 100, 5, 85.0, new[] { 0.0, 25, 50, 75, 85, 100 })]
    [InlineData(0, 100, 5, 75.0, new[] { 0.0, 25, 50, 75, 100 })]
    [InlineData(0, 100, 5, null, new[] { 0.0, 25, 50, 75, 100 })]
    [InlineData(0, 90, 4, null, new[] { 0.0, 30, 45, 60, 90 })]
    [InlineData(0, 90, 4, 120.0, new[] { 0.0, 30, 60, 90, 120 })]
    [InlineData(0, 0.9, 4, 0.3, new[] { 0.0, 0.3, 0.6, 0.9 })]
    public void The_headline_is_one_of_the_worths(double from, double to, int steps, double? headline, double[] values)
    {
        var range = new ThresholdRange { From = from, To = to, Steps = steps, Headline = headline };
        Assert.Equal(values, range.Values().Select(value => Math.Round(value, 12)));
        Assert.Contains(range.HeadlineOrMiddle(), range.Values());
        Assert.Equal(values.Length, range.Count);
    }

    private static double Tail(double[] values, double share)
    {
        double left = share * values.Length, sum = 0;
        foreach (double value in values.Order())
        {
            double part = Math.Min(1, left);
            sum += part * value;
            left -= part;
        }

        return sum / (share * values.Length);
    }

    private static EqualityComparer<(double, double)> EqualTo(double tolerance) => EqualityComparer<(double, double)>.Create(
        (a, b) => Math.Abs(a.Item1 - b.Item1) < tolerance && Math.Abs(a.Item2 - b.Item2) < tolerance, _ => 0);
}
