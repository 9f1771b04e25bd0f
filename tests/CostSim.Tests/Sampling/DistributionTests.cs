using CostSim.Numerics;
using CostSim.Sampling;

namespace CostSim.Tests.Sampling;

/// <summary>Quantiles and moments against values computed with mpmath at 40 digits and cross-checked in R.</summary>
public sealed class DistributionTests
{
    private static readonly double[] Probabilities = [0.001, 0.05, 0.5, 0.95, 0.999];

    public static TheoryData<string, double[], double[]> Reference => new()
    {
        { "triangular", [14, 2.16024689947], [10.1414213562, 11, 13.6754446797, 18, 19.7171572875] },
        { "pert4", [13, 1.73205080757], [10.0631397417, 10.5897738761, 12.7667225939, 16.2127672402, 18.5755156874] },
        { "pert2", [13.5, 2.13307290077], [10.0302232473, 10.5104941956, 13.2304143907, 17.4083611922, 19.4390069068] },
        { "pert8", [12.6, 1.32253200683], [10.1460537134, 10.7309176535, 12.4354442311, 15.0356531295, 17.2555157872] },
        { "lognormalMean", [1000, 300], [386.641019062, 590.992056414, 957.826285221, 1552.35790854, 2372.82426703] },
        { "lognormalQuantiles", [1169.72409054, 342.863328302], [462.255597298, 700, 1122.49721603, 1800, 2725.76472273] },
        { "beta82", [0.8, 0.120604537831], [0.334890510828, 0.570864452969, 0.82038038802, 0.958976832493, 0.994663470561] },
        { "betaMean", [0.7, 0.1], [0.362183755203, 0.524202889579, 0.706779820056, 0.852530434441, 0.934710003608] },
        { "betaSmall", [0.0697674418605, 0.110658360798], [1.904965321e-11, 8.77261790275e-6, 0.019778314565, 0.311906278573, 0.713443701515] },
    };

    [Theory]
    [MemberData(nameof(Reference))]
    public void Quantiles_and_moments_agree_with_the_reference_to_its_last_digit(string name, double[] moments, double[] quantiles)
    {
        Distribution distribution = Make(name);
        AssertRelative(moments[0], distribution.Mean, 1e-11);
        AssertRelative(moments[1], distribution.StandardDeviation, 1e-11);
        for (int i = 0; i < Probabilities.Length; i++)
        {
            double p = Probabilities[i];
            double value = p <= 0.5 ? distribution.LowerTail(p) : distribution.UpperTail(1 - p);
            AssertRelative(quantiles[i], value, name == "betaSmall" && i == 0 ? 1e-9 : 2e-11);
            Assert.Equal(p, distribution.Cdf(value), 1e-12);
        }
    }

    [Theory]
    [InlineData(1e-300, -37.047096299361199)]
    [InlineData(1e-16, -8.2220822161304356)]
    [InlineData(1e-10, -6.3613409024040562)]
    [InlineData(0.01, -2.3263478740408411)]
    [InlineData(0.05, -1.6448536269514727)]
    [InlineData(0.425, -0.18911842627279249)]
    public void The_normal_quantile_agrees_to_fifteen_digits(double p, double expected) =>
        AssertRelative(expected, Elementary.NormalQuantile(p), 1e-15);

    [Fact]
    public void Exp_and_log_stay_within_two_units_in_the_last_place_of_the_platform()
    {
        for (int i = 1; i < 20_000; i++)
        {
            double x = -700 + (0.07 * i);
            AssertRelative(Math.Exp(x), Elementary.Exp(x), 5e-16);
            double y = Math.Exp(x / 3);
            Assert.True(Math.Abs(Math.Log(y) - Elementary.Log(y)) <= 5e-16 * Math.Max(1, Math.Abs(Math.Log(y))), $"log {y:R}");
        }
    }

    [Theory]
    [MemberData(nameof(Reference))]
    public void The_table_keeps_the_error_of_u_below_a_hundred_millionth(string name, double[] moments, double[] quantiles)
    {
        _ = (moments, quantiles);
        Distribution distribution = Make(name);
        var table = QuantileTable.Of(distribution);
        double[] u = [.. Enumerable.Range(1, 4000).Select(i => i / 4001.0), .. Enumerable.Range(7, 20).SelectMany(k => new[] { Math.Pow(2, -k) * 1.3 })];
        double[] x = new double[u.Length];
        table.Evaluate(u, x);
        for (int i = 0; i < u.Length; i++)
        {
            Assert.True(Math.Abs(distribution.Cdf(x[i]) - u[i]) <= 1e-8 * Math.Min(u[i], 1 - u[i]), $"{name} at {u[i]:R}: {x[i]:R}");
        }
    }

    [Fact]
    public void Draws_have_the_mean_and_spread_of_the_distribution()
    {
        const int n = 1 << 18;
        var sampler = new InputSampler(11, [("x", Families.Pert(10, 12, 20)), ("y", Families.LognormalQuantiles(700, 1800))]);
        double[] draws = new double[2 * n];
        sampler.Fill(0, n, draws);
        foreach ((int at, Distribution distribution) in new[] { (0, Families.Pert(10, 12, 20)), (n, Families.LognormalQuantiles(700, 1800)) })
        {
            double mean = draws[at..(at + n)].Average();
            double error = distribution.StandardDeviation / Math.Sqrt(n);
            Assert.True(Math.Abs(mean - distribution.Mean) < 5 * error, $"{(mean - distribution.Mean) / error:0.0} standard errors off");
        }
    }

    [Fact]
    public void Kolmogorov_and_Smirnov_find_uniform_draws_and_would_find_a_shift_of_one_percent()
    {
        const int n = 1 << 18;
        double[] u = new double[n];
        Uniforms.Fill(20250520, 0, StreamKey.Of("ks"), 0, u);
        Assert.True(Distance(u) * Math.Sqrt(n) < 2.6933861);
        Assert.True(Distance([.. u.Select(x => Math.Min(1, x * 1.01))]) * Math.Sqrt(n) > 2.6933861);
    }

    [Theory]
    [InlineData("pert", "min", 5, "mode", 3, "max", 9)]
    [InlineData("uniform", "min", 5, "max", 3, "", 0)]
    [InlineData("normal", "mean", 5, "sd", 0, "", 0)]
    [InlineData("lognormal", "p5", 5, "p95", 3, "", 0)]
    [InlineData("beta", "mean", 1.5, "ess", 3, "", 0)]
    [InlineData("pert", "min", 5, "max", 9, "", 0)]
    public void Infeasible_parameters_are_faults_that_say_what_would_do(string family, string a, double av, string b, double bv, string c, double cv)
    {
        var numbers = new Dictionary<string, double> { [a] = av, [b] = bv };
        if (c.Length > 0)
        {
            numbers[c] = cv;
        }

        Assert.False(DistributionCatalogue.TryCreate(family, numbers, new Dictionary<string, IReadOnlyList<double>>(), out Distribution? made, out DistributionFault? fault));
        Assert.Null(made);
        Assert.NotEmpty(fault!.Message);
        Assert.NotEmpty(fault.Fix);
    }

    private static double Distance(double[] values)
    {
        double[] sorted = [.. values.Order()];
        double distance = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            distance = Math.Max(distance, Math.Max(((i + 1.0) / sorted.Length) - sorted[i], sorted[i] - ((double)i / sorted.Length)));
        }

        return distance;
    }

    private static Distribution Make(string name) => name switch
    {
        "triangular" => Families.Triangular(10, 12, 20),
        "pert4" => Families.Pert(10, 12, 20),
        "pert2" => Families.Pert(10, 12, 20, 2),
        "pert8" => Families.Pert(10, 12, 20, 8),
        "lognormalMean" => Families.Lognormal(1000, 300),
        "lognormalQuantiles" => Families.LognormalQuantiles(700, 1800),
        "beta82" => Families.Beta(8, 2),
        "betaMean" => Families.BetaMean(0.7, 20),
        _ => Families.Beta(0.3, 4),
    };

    private static void AssertRelative(double expected, double actual, double tolerance) =>
        Assert.True(Math.Abs(actual - expected) <= tolerance * Math.Abs(expected), $"expected {expected:R}, found {actual:R}");
}
