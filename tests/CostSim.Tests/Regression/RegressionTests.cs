using CostSim.Numerics;
using CostSim.Regression;
using CostSim.Sampling;
using CostSim.Statistics;

namespace CostSim.Tests.Regression;

/// <summary>Regression on one input, against closed forms (Ishigami and Homma 1990; Sobol's G-function; published by Saltelli et al. 2008).</summary>
public sealed class RegressionTests
{
    private const int Trials = 16_384;

    /// <summary>Averaged over a group, a fitted straight line is the line at the mean of the group, also where a knot lies within it.</summary>
    [Theory]
    [InlineData(700)]
    [InlineData(5000)]
    [InlineData(20_001)]
    public void A_group_has_the_mean_of_its_trials(int trials)
    {
        double[] x = Normal("X", trials);
        var results = new ResponseTable([[.. x.Select(value => 3 - (2 * value))]]);
        var fit = InputFit.Of(x, results);
        int groups = 0;
        First(fit, results).Each((g, fitted) =>
        {
            double mean = fit.Trials(g).ToArray().Average(t => x[t]);
            Assert.Equal(mean, fit.GroupInputs[g], 1e-12);
            Assert.Equal(3 - (2 * mean), fitted[0], 1e-9);
            groups++;
        });
        Assert.Equal(fit.Groups, groups);
    }

    [Fact]
    public void Splines_add_up_to_one_and_reproduce_cubics()
    {
        double[] x = [.. Uniform("x", 2000).Order()];
        var basis = InputBasis.Of(x);
        Assert.Equal(12, basis.Count);
        double[] weights = new double[InputBasis.Width];
        foreach (double value in (double[])[x[0], x[^1], -5, 5, .. x.Take(500)])
        {
            int first = basis.At(value, weights);
            Assert.InRange(first, 0, 8);
            Assert.Equal(1, weights.Sum(), 1e-12);
            Assert.All(weights, weight => Assert.True(weight >= 0));
        }

        double[] cubic = [.. x.Select(v => 3 + (v * (2 - (v * (5 - (4 * v))))))];
        var results = new ResponseTable([cubic]);
        var fit = InputFit.Of(x, results);
        InputContrasts contrasts = First(fit, results);
        Assert.All(x, v => Assert.Equal(3 + (v * (2 - (v * (5 - (4 * v))))), contrasts.At(v, 0), 1e-6));
        Assert.Equal(1, fit.FirstOrder(0).Value, 1e-9);
    }

    [Fact]
    public void An_input_with_few_values_gets_the_mean_of_each()
    {
        double[] x = [.. Uniform("x", 3000).Select(u => Math.Floor(u * 3))];
        double[] y = [.. Uniform("y", 3000).Zip(x, (u, v) => u + (v == 1 ? 10 : 0))];
        var results = new ResponseTable([y]);
        var fit = InputFit.Of(x, results);
        InputContrasts contrasts = First(fit, results);
        Assert.Equal([0, 1, 2], fit.GroupInputs);
        for (int v = 0; v < 3; v++)
        {
            double mean = y.Where((_, t) => x[t] == v).Average();
            Assert.Equal(mean, contrasts.At(v, 0), 1e-4);
            Assert.Equal(Moments.Of([.. y.Where((_, t) => x[t] == v)]).StandardError, contrasts.StandardErrorAt(v, 0, 1), 0.002);
        }

        Assert.Equal(y.Where((_, t) => x[t] == 0).Average(), fit.TailMeans(false)[0].Value, 1e-9);
        Assert.Equal(y.Where((_, t) => x[t] == 2).Average(), fit.TailMeans(true)[0].Value, 1e-9);
    }

    [Fact]
    public void Indices_of_the_Ishigami_function()
    {
        double[][] x = [.. Enumerable.Range(0, 3).Select(i => Uniform($"x{i}", Trials).Select(u => Math.PI * ((2 * u) - 1)).ToArray())];
        double[] y = [.. Enumerable.Range(0, Trials).Select(t => Math.Sin(x[0][t]) + (7 * Math.Pow(Math.Sin(x[1][t]), 2)) + (0.1 * Math.Pow(x[2][t], 4) * Math.Sin(x[0][t])))];
        double[] published = [0.313905191148, 0.442411144790, 0];
        for (int i = 0; i < 3; i++)
        {
            Estimate index = InputFit.Of(x[i], new ResponseTable([y])).FirstOrder(0);
            Assert.Equal(published[i], index.Value, 0.02);
            Assert.InRange(index.StandardError, 0.0001, 0.012);
        }
    }

    [Fact]
    public void Indices_of_the_G_function()
    {
        double[] a = [0, 1, 4.5, 9, 99, 99, 99, 99];
        double[] published = [0.7161921689, 0.1790480422, 0.0236757742, 0.0071619217, 0.0000716192, 0.0000716192, 0.0000716192, 0.0000716192];
        double[][] x = [.. a.Select((_, i) => Uniform($"g{i}", Trials))];
        double[] y = [.. Enumerable.Range(0, Trials).Select(t => a.Select((c, i) => (Math.Abs((4 * x[i][t]) - 2) + c) / (1 + c)).Aggregate(1.0, (p, f) => p * f))];
        for (int i = 0; i < a.Length; i++)
        {
            Assert.Equal(published[i], InputFit.Of(x[i], new ResponseTable([y])).FirstOrder(0).Value, 0.02);
        }
    }

    [Fact]
    public void Indices_of_another_G_function_at_fewer_trials()
    {
        double[] a = [78, 12, 0.5, 2, 97, 33];
        double[] published = [0.000276065, 0.0101948042, 0.7657430682, 0.1914357671, 0.0001793963, 0.0014904169];
        double[][] x = [.. a.Select((_, i) => Uniform($"h{i}", 4096))];
        double[] y = [.. Enumerable.Range(0, 4096).Select(t => a.Select((c, i) => (Math.Abs((4 * x[i][t]) - 2) + c) / (1 + c)).Aggregate(1.0, (p, f) => p * f))];
        for (int i = 0; i < a.Length; i++)
        {
            Estimate index = InputFit.Of(x[i], new ResponseTable([y])).FirstOrder(0);
            Assert.Equal(published[i], index.Value, 0.01 + (4 * index.StandardError));
            Assert.True(index.StandardError < 0.015);
        }
    }

    [Fact]
    public void Standard_error_of_an_index_is_its_spread_over_samples()
    {
        double[] indices = new double[120];
        double errors = 0;
        for (int seed = 0; seed < indices.Length; seed++)
        {
            double[] x = Uniform($"x{seed}", 1000);
            double[] y = [.. Uniform($"y{seed}", 1000).Zip(x, (u, v) => (2 * v) + (3 * u))];
            Estimate index = InputFit.Of(x, new ResponseTable([y])).FirstOrder(0);
            indices[seed] = index.Value;
            errors += index.StandardError / indices.Length;
        }

        // Spread of 120 values: known to 6.5 %. Truth: 4/13.
        double spread = Moments.Of(indices).StandardDeviation;
        Assert.InRange(errors / spread, 1 - (4 * 0.065), 1 + (4 * 0.065));
        Assert.Equal(4.0 / 13, indices.Average(), 4 * spread / Math.Sqrt(indices.Length));
    }

    [Fact]
    public void Error_of_a_fitted_value_is_its_spread_over_samples()
    {
        double[] fitted = new double[200];
        double errors = 0;
        for (int seed = 0; seed < fitted.Length; seed++)
        {
            double[] x = Uniform($"x{seed}", 500);
            double[] y = [.. Uniform($"y{seed}", 500).Zip(x, (u, v) => v + (3 * u))];
            double[] other = [.. Uniform($"z{seed}", 500)];
            var results = new ResponseTable([y, other]);
            InputContrasts contrasts = InputFit.Of(x, results).Fit(new ContrastSet(results, [new Contrast((0, 1)), new Contrast((1, 2))]));
            fitted[seed] = contrasts.At(0.4, 0) - contrasts.At(0.4, 1);
            errors += contrasts.StandardErrorAt(0.4, 0, 1) / fitted.Length;
        }

        Assert.InRange(errors / Moments.Of(fitted).StandardDeviation, 0.8, 1.2);
        Assert.Equal(0.4 + 1.5 - 1, fitted.Average(), 4 * errors / Math.Sqrt(fitted.Length));
    }

    [Fact]
    public void Nothing_is_explained_of_a_constant_and_equal_values_do_not_depend_on_their_order()
    {
        double[] x = Uniform("x", 100);
        Assert.True(double.IsNaN(InputFit.Of(x, new ResponseTable([new double[100]])).FirstOrder(0).Value));
        Assert.Equal(0, InputFit.Of(new double[100], new ResponseTable([x])).FirstOrder(0).Value, 1e-12);
        Assert.Equal(Enumerable.Range(0, 100), InputFit.Of(new double[100], new ResponseTable([x])).Order.Trials.ToArray());
    }

    [Fact]
    public void Order_is_that_of_comparing_with_equal_values_in_the_order_of_the_trials()
    {
        double[] values =
        [
            .. Normal("x", 5000), .. Uniform("x", 3000).Select(u => Math.Floor(u * 5)), 0, -0.0, 0, double.PositiveInfinity, double.NegativeInfinity,
            double.Epsilon, -double.Epsilon, double.MaxValue, double.MinValue, 1, 1,
        ];
        var order = InputOrder.Of(values);
        Assert.Equal([.. Enumerable.Range(0, values.Length).OrderBy(t => values[t]).ThenBy(t => t)], order.Trials.ToArray());
        Assert.Equal([.. values.Order()], order.Sorted.ToArray());
        Assert.Empty(InputOrder.Of([]).Trials.ToArray());
    }

    [Theory]
    [InlineData(0.3, 0.0504110605)]
    [InlineData(0.5, 0.1447031242)]
    [InlineData(0.8, 0.4180798959)]
    [InlineData(0.95, 0.7005984839)]
    public void Rank_dependence_of_normals(double correlation, double published)
    {
        double[] x = Normal("x", 50_000);
        double[] y = [.. Normal("y", 50_000).Zip(x, (e, v) => (correlation * v) + (Math.Sqrt(1 - (correlation * correlation)) * e))];
        ReadOnlySpan<int> order = InputFit.Of(x, new ResponseTable([y])).Order.Trials;

        // Its standard deviation is at most about 0.63 / √n. A result that is always the same has none.
        double[] found = new RankDependence([y, new double[50_000], x], 50_000, 2).Along(order);
        Assert.Equal(published, found[0], 4.5 * 0.63 / Math.Sqrt(50_000));
        Assert.True(double.IsNaN(found[1]) && found[2] > 1 - (3.1 / 50_000));

        // Of the first trials as of those trials alone.
        double[] first = new RankDependence([y], 5000).Along(order);
        Assert.Equal(new RankDependence([y[..5000]], 5000).Along(InputFit.Of(x[..5000], new ResponseTable([y[..5000]])).Order.Trials), first);
    }

    [Fact]
    public void Rank_dependence_agrees_with_the_sum_written_out()
    {
        double[] x = Uniform("ranks", 6000);
        double[][] results = [.. Enumerable.Range(0, 11).Select(r => x.Select((v, t) => Math.Floor(5 * ((r * v) + (t * 0.37 % 1)))).ToArray())];
        int[] order = [.. Enumerable.Range(0, x.Length).OrderBy(t => x[t])];
        double[] found = new RankDependence(results, x.Length, 3).Along(order);
        for (int r = 0; r < results.Length; r++)
        {
            double[] y = results[r];
            double[] ascending = [.. y.Order()];
            double AtMost(double value) => ascending.Count(other => other <= value);
            Dictionary<double, double> atMost = y.Distinct().ToDictionary(value => value, AtMost), atLeast = y.Distinct().ToDictionary(value => value, value => (double)y.Count(other => other >= value));
            double jumps = order.Zip(order.Skip(1), (a, b) => Math.Abs(atMost[y[b]] - atMost[y[a]])).Sum();
            Assert.Equal(1 - (y.Length * jumps / (2 * y.Sum(value => atLeast[value] * (y.Length - atLeast[value])))), found[r], 12);
        }
    }

    /// <summary>The fit of the first result, beside one of nothing.</summary>
    private static InputContrasts First(InputFit fit, ResponseTable results) => fit.Fit(new ContrastSet(results, [new Contrast((0, 1)), new Contrast()]));

    internal static double[] Uniform(string name, int count)
    {
        double[] u = new double[count];
        Uniforms.Fill(11, StreamKey.Of(name), 0, 0, u);
        return u;
    }

    internal static double[] Normal(string name, int count) => [.. Uniform(name, count).Select(Elementary.NormalQuantile)];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Functions_at_many_values_are_those_at_each(bool fewValues)
    {
        var random = new Random(3);
        double[] sorted = [.. Enumerable.Range(0, 1003).Select(_ => fewValues ? random.Next(7) : Math.Round(random.NextDouble() * random.NextDouble(), 3)).Order()];
        var basis = InputBasis.Of(sorted);
        int[] firsts = new int[sorted.Length];
        double[] weights = new double[sorted.Length * InputBasis.Width];
        basis.At(sorted, firsts, weights);
        double[] own = new double[InputBasis.Width];
        for (int i = 0; i < sorted.Length; i++)
        {
            Assert.Equal(basis.At(sorted[i], own), firsts[i]);
            Assert.Equal(own, weights.AsSpan(i * InputBasis.Width, InputBasis.Width).ToArray());
        }
    }
}
