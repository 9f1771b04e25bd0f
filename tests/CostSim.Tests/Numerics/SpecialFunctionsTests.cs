using CostSim.Numerics;
using CsCheck;

namespace CostSim.Tests.Numerics;

/// <summary>Values to 40 digits by mpmath; relative tolerance 1e-13 on the smaller tail, round trips 1e-12.</summary>
public class SpecialFunctionsTests
{
    [Theory]
    [InlineData(0.001, 6.907178885383853)]
    [InlineData(0.3, 1.0957979948180756)]
    [InlineData(0.5, 0.5723649429247001)]
    [InlineData(1.5, -0.12078223763524522)]
    [InlineData(3.7, 1.428072326665388)]
    [InlineData(10.0, 12.801827480081469)]
    [InlineData(100.25, 360.28455963776423)]
    [InlineData(12345.6, 103959.18506616846)]
    public void LogGamma_is_right(double x, double expected) =>
        Assert.Equal(expected, SpecialFunctions.LogGamma(x), 3e-15 * Math.Max(1, Math.Abs(expected)));

    [Theory]
    [InlineData(0.5, 1e-08, 0.00011283791633342487, 0.9998871620836666)]
    [InlineData(0.5, 0.3, 0.5614219739190002, 0.4385780260809999)]
    [InlineData(4.0, 1.0, 0.01898815687615381, 0.9810118431238462)]
    [InlineData(4.0, 20.0, 0.9999967962802195, 3.2037197804769982e-06)]
    [InlineData(30.0, 12.0, 8.870138799144693e-06, 0.9999911298612009)]
    [InlineData(30.0, 80.0, 0.9999999999509677, 4.903229555810753e-11)]
    [InlineData(1000.0, 950.0, 0.05505468623073803, 0.9449453137692619)]
    [InlineData(0.01, 0.5, 0.9943732438060329, 0.0056267561939671844)]
    public void Incomplete_gamma_is_right_in_both_tails(double shape, double x, double lower, double upper)
    {
        (double below, double above) = SpecialFunctions.IncompleteGamma(shape, x);
        Assert.InRange(below / lower, 1 - 1e-13, 1 + 1e-13);
        Assert.InRange(above / upper, 1 - 1e-13, 1 + 1e-13);
    }

    [Theory]
    [InlineData(0.5, 0.5, 0.25, 0.3333333333333333, 0.6666666666666666)]
    [InlineData(8.0, 2.0, 0.1, 8.200000000000003e-08, 0.999999918)]
    [InlineData(8.0, 2.0, 0.875, 0.6872178316116333, 0.3127821683883667)]
    [InlineData(1.8, 4.2, 0.25, 0.4427330931165404, 0.5572669068834596)]
    [InlineData(0.3, 4.0, 1e-10, 0.0016444999998861504, 0.9983555000001139)]
    [InlineData(14.0, 6.0, 0.75, 0.6677554423513357, 0.33224455764866434)]
    [InlineData(500.0, 300.0, 0.625, 0.49757165567198697, 0.5024283443280131)]
    [InlineData(500.0, 300.0, 0.5, 5.696242817039735e-13, 0.9999999999994303)]
    public void Incomplete_beta_is_right_in_both_tails(double a, double b, double x, double lower, double upper)
    {
        (double below, double above) = SpecialFunctions.IncompleteBeta(a, b, x, 1 - x);
        Assert.InRange(below / lower, 1 - 1e-12, 1 + 1e-12);
        Assert.InRange(above / upper, 1 - 1e-12, 1 + 1e-12);
    }

    [Fact]
    public void Gamma_quantiles_return_to_their_probability() =>
        Gen.Select(Gen.Double[-2, 4], Gen.Double[-36, -0.7]).Sample(
            (logShape, logP) =>
            {
                double shape = Elementary.Exp(logShape), p = Elementary.Exp(logP);
                double lower = SpecialFunctions.IncompleteGamma(shape, InverseFunctions.GammaLower(shape, p)).Lower;
                double upper = SpecialFunctions.IncompleteGamma(shape, InverseFunctions.GammaUpper(shape, p)).Upper;
                return Math.Abs(lower / p - 1) < 1e-12 && Math.Abs(upper / p - 1) < 1e-12;
            },
            seed: "0000000000001",
            iter: 2000);

    [Fact]
    public void Beta_quantiles_return_to_their_probability() =>
        Gen.Select(Gen.Double[-1.5, 5], Gen.Double[-1.5, 5], Gen.Double[-36, -0.05]).Sample(
            (logA, logB, logP) =>
            {
                double a = Elementary.Exp(logA), b = Elementary.Exp(logB), p = Elementary.Exp(logP);
                (double x, double y) = InverseFunctions.BetaLower(a, b, p);
                return Math.Abs(SpecialFunctions.IncompleteBeta(a, b, x, y).Lower / p - 1) < 2e-12;
            },
            seed: "0000000000001",
            iter: 2000);
}
