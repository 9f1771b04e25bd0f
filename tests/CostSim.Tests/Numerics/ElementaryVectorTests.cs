using System.Runtime.Intrinsics;
using CostSim.Numerics;

namespace CostSim.Tests.Numerics;

/// <summary>The span versions must give the bits of the scalar ones, special values and odd lengths included.</summary>
public class ElementaryVectorTests
{
    private static readonly double[] Special =
        [0, -0.0, 1, -1, 5e-324, 1e-310, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0.5, 0.075, 0.925, 1e-17, 710, -746, -745.2, 709.9, 7.08, -40, 1e300, 0.99999999999999989];

    [Fact]
    public void Exp_of_a_span_has_the_bits_of_the_scalar() => Same(-750, 715, (x, y) => Elementary.Exp(x, y), Elementary.Exp);

    [Fact]
    public void Log_of_a_span_has_the_bits_of_the_scalar() => Same(-1, 1e3, (x, y) => Elementary.Log(x, y), Elementary.Log);

    [Fact]
    public void NormalCdf_of_a_span_has_the_bits_of_the_scalar() => Same(-39, 39, (x, y) => Elementary.NormalCdf(x, y), Elementary.NormalCdf);

    [Fact]
    public void NormalQuantile_of_a_span_has_the_bits_of_the_scalar() =>
        Same(0, 1, (x, y) => Elementary.NormalQuantile(x, y), Elementary.NormalQuantile);

    [Fact]
    public void LogOfNormal_has_the_bits_of_the_scalar_for_normal_numbers()
    {
        double[] x = [1, Math.BitDecrement(1), Math.BitIncrement(1), 0.70710678, 1.41421356, 2.2250738585072014e-308, double.MaxValue, 1e-16,
            .. Enumerable.Range(1, 20_000).Select(i => Math.ScaleB(1 + (i * 0.6180339887498949 % 1), (i % 2044) - 1022))];
        for (int i = 0; i < x.Length; i += 8)
        {
            Vector256<double> log = Elementary.LogOfNormal(Vector256.Create(x, i));
            Eight wide = Elementary.LogOfNormal(Eight.Load(ref x[0], i));
            for (int lane = 0; lane < 8; lane++)
            {
                long expected = BitConverter.DoubleToInt64Bits(Elementary.Log(x[i + lane]));
                Assert.Equal(expected, BitConverter.DoubleToInt64Bits(lane < 4 ? log[lane] : wide.Value[lane]));
                Assert.Equal(expected, BitConverter.DoubleToInt64Bits(wide.Value[lane]));
            }
        }
    }

    [Fact]
    public void Kernels_have_the_bits_of_the_scalar_in_vectors_of_either_length()
    {
        Kernels<Four>();
        Kernels<Eight>();
    }

    private static void Kernels<T>()
        where T : struct, IVector<T>
    {
        double[] x = [.. Special.Where(double.IsFinite), .. Enumerable.Range(0, 20_003).Select(i => -39 + (78 * (i * 0.6180339887498949 % 1)))];
        double[] row = new double[T.Count];
        for (int i = 0; i + T.Count <= x.Length; i += T.Count)
        {
            T value = T.Load(ref x[0], i);
            Each(Elementary.Exp(value), Elementary.Exp);
            Each(Elementary.NormalCdf(value, out T density), Elementary.NormalCdf);
            Each(density, Elementary.NormalDensity);
            void Each(T vector, Func<double, double> scalar)
            {
                vector.Store(ref row[0], 0);
                for (int lane = 0; lane < row.Length; lane++)
                {
                    Assert.Equal(BitConverter.DoubleToInt64Bits(scalar(x[i + lane])), BitConverter.DoubleToInt64Bits(row[lane]));
                }
            }
        }
    }

    private static void Same(double low, double high, Action<double[], double[]> vector, Func<double, double> scalar)
    {
        double[] x = new double[100_003];
        for (int i = 0; i < x.Length; i++)
        {
            x[i] = i < Special.Length ? Special[i] : low + ((high - low) * (i * 0.6180339887498949 % 1));
        }

        double[] result = new double[x.Length];
        vector(x, result);
        for (int i = 0; i < x.Length; i++)
        {
            double expected = scalar(x[i]);
            bool same = BitConverter.DoubleToInt64Bits(expected) == BitConverter.DoubleToInt64Bits(result[i])
                || (double.IsNaN(expected) && double.IsNaN(result[i]));
            Assert.True(same, $"at {x[i]:R}: scalar {expected:R}, vector {result[i]:R}");
        }
    }
}
