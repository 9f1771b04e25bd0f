using CostSim.Numerics;

namespace CostSim.Tests.Numerics;

/// <summary>Values to 40 digits by mpmath, rounded to double; tolerances in units of the last place or relative.</summary>
public class ElementaryTests
{
    [Theory]
    [InlineData(-745.0, 5e-324)]
    [InlineData(-700.5, 5.980196118639791e-305)]
    [InlineData(-37.25, 6.64554417291507e-17)]
    [InlineData(-1.0, 0.36787944117144233)]
    [InlineData(-1e-10, 0.9999999999)]
    [InlineData(0.3, 1.3498588075760032)]
    [InlineData(1.0, 2.718281828459045)]
    [InlineData(10.5, 36315.502674246636)]
    [InlineData(100.125, 3.0460357809113723e+43)]
    [InlineData(709.7, 1.6549840276802644e+308)]
    public void Exp_is_within_one_ulp(double x, double expected) => Near(expected, Elementary.Exp(x), 1);

    [Theory]
    [InlineData(5e-324, -744.4400719213812)]
    [InlineData(1e-300, -690.7755278982137)]
    [InlineData(1e-16, -36.841361487904734)]
    [InlineData(0.1, -2.3025850929940455)]
    [InlineData(0.7, -0.35667494393873245)]
    [InlineData(0.99999, -1.0000050000287824e-05)]
    [InlineData(1.0000001, 9.999999505838704e-08)]
    [InlineData(1.41, 0.34358970439007686)]
    [InlineData(2.0, 0.6931471805599453)]
    [InlineData(12345.678, 9.421061321291832)]
    [InlineData(1e+300, 690.7755278982137)]
    public void Log_is_within_one_ulp(double x, double expected) => Near(expected, Elementary.Log(x), 1);

    [Theory]
    [InlineData(-0.5, -0.6931471805599453)]
    [InlineData(-1e-12, -1.0000000000005e-12)]
    [InlineData(1e-17, 1e-17)]
    [InlineData(1e-08, 9.999999950000001e-09)]
    [InlineData(0.3, 0.26236426446749106)]
    [InlineData(5.0, 1.791759469228055)]
    public void LogOnePlus_is_within_two_ulp(double x, double expected) => Near(expected, Elementary.LogOnePlus(x), 2);

    [Theory]
    [InlineData(1e-09, 1e-09)]
    [InlineData(0.1, 0.09983341664682815)]
    [InlineData(0.5235987755982988, 0.49999999999999994)]
    [InlineData(1.0, 0.8414709848078965)]
    [InlineData(1.5707963267948966, 1.0)]
    public void Sin_is_within_two_ulp(double x, double expected) => Near(expected, Elementary.Sin(x), 2);

    [Theory]
    [InlineData(1.02, 25.0, 1.6406059944647307)]
    [InlineData(2.5, 0.333, 1.3567943389789876)]
    [InlineData(0.85, -0.32, 1.053382123292298)]
    [InlineData(10.0, -7.5, 3.162277660168379e-08)]
    [InlineData(3.0, -3.0, 0.037037037037037035)]
    public void Pow_is_within_thirty_ulp(double x, double y, double expected) => Near(expected, Elementary.Pow(x, y), 30);

    [Theory]
    [InlineData(-37.0, 5.725571222524577e-300)]
    [InlineData(-20.0, 2.7536241186062337e-89)]
    [InlineData(-8.0, 6.220960574271784e-16)]
    [InlineData(-7.0711, 7.68551579534833e-13)]
    [InlineData(-7.07, 7.746684865636478e-13)]
    [InlineData(-5.0, 2.866515718791939e-07)]
    [InlineData(-3.0, 0.0013498980316300946)]
    [InlineData(-1.0, 0.15865525393145705)]
    [InlineData(-0.1, 0.460172162722971)]
    [InlineData(0.0, 0.5)]
    [InlineData(0.5, 0.6914624612740131)]
    [InlineData(2.0, 0.9772498680518208)]
    [InlineData(6.0, 0.9999999990134123)]
    public void NormalCdf_is_within_2e15_relative(double x, double expected) =>
        Assert.InRange(Elementary.NormalCdf(x) / expected, 1 - 2e-15, 1 + 2e-15);

    [Theory]
    [InlineData(1e-300, -37.047096299361199)]
    [InlineData(1e-50, -14.933337534788489)]
    [InlineData(1e-16, -8.2220822161304356)]
    [InlineData(1e-10, -6.3613409024040562)]
    [InlineData(1e-6, -4.7534243088228989)]
    [InlineData(0.01, -2.3263478740408411)]
    [InlineData(0.025, -1.9599639845400542)]
    [InlineData(0.05, -1.6448536269514727)]
    [InlineData(0.425, -0.18911842627279249)]
    public void NormalQuantile_is_within_1e15_relative(double p, double expected) =>
        Assert.InRange(Elementary.NormalQuantile(p) / expected, 1 - 1e-15, 1 + 1e-15);

    [Fact]
    public void Ends_are_told_apart()
    {
        Assert.Equal(double.PositiveInfinity, Elementary.Exp(710));
        Assert.Equal(0, Elementary.Exp(-746));
        Assert.True(double.IsNaN(Elementary.Exp(double.NaN)));
        Assert.Equal(double.NegativeInfinity, Elementary.Log(0));
        Assert.True(double.IsNaN(Elementary.Log(-1)));
        Assert.Equal(double.NegativeInfinity, Elementary.NormalQuantile(0));
        Assert.Equal(double.PositiveInfinity, Elementary.NormalQuantile(1));
        Assert.Equal(0, Elementary.NormalQuantile(0.5));
        Assert.Equal(1, Elementary.Pow(0, 0));
        Assert.Equal(double.PositiveInfinity, Elementary.Pow(0, -0.5));
        Assert.True(double.IsNaN(Elementary.Pow(-8, 1.0 / 3)));
    }

    [Fact]
    public void Products_and_sums_are_not_fused_behind_our_back()
    {
        double a = 1 + 1e-8, b = 1 - 1e-8, c = -1;
        Assert.Equal(-2.220446049250313E-16, (a * b) + c);
        Assert.Equal(-2.1102230246251565E-16, Math.FusedMultiplyAdd(a, b, c), 1e-18);
    }

    private static void Near(double expected, double actual, int ulps)
    {
        double unit = Math.BitIncrement(Math.Abs(expected)) - Math.Abs(expected);
        Assert.True(Math.Abs(expected - actual) <= ulps * unit, $"expected {expected:R}, found {actual:R}, {Math.Abs(expected - actual) / unit} ulp apart");
    }
}
