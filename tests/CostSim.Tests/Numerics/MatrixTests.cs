using CostSim.Numerics;

namespace CostSim.Tests.Numerics;

/// <summary>Factor, eigenvalues and nearest matrices computed independently (NumPy), tolerance 1e-9.</summary>
public class MatrixTests
{
    [Fact]
    public void Cholesky_factor_of_a_known_matrix()
    {
        double[,] matrix = { { 1, 0.6180339887, 0.3128689301 }, { 0.6180339887, 1, 0.4158233816 }, { 0.3128689301, 0.4158233816, 1 } };
        Assert.True(Cholesky.TryFactor(matrix, out double[,]? factor));
        Assert.Equal(0.7861513778, factor![1, 1], 1e-9);
        Assert.Equal(0.2829731717, factor[2, 1], 1e-9);
        Assert.Equal(0.9066637837, factor[2, 2], 1e-9);
        Assert.Equal(0, factor[0, 2]);
        Assert.False(Cholesky.TryFactor(new double[,] { { 1, 2 }, { 2, 1 } }, out _));
    }

    [Fact]
    public void Eigenvalues_of_a_known_matrix()
    {
        double[] values = SymmetricEigen.Decompose(new double[,] { { 1, 0.9, 0.7 }, { 0.9, 1, -0.4 }, { 0.7, -0.4, 1 } }).Values;
        Array.Sort(values);
        Assert.Equal(-0.3536360344, values[0], 1e-9);
        Assert.Equal(1.3839833971, values[1], 1e-9);
        Assert.Equal(1.9696526374, values[2], 1e-9);
    }

    [Fact]
    public void Nearest_correlation_of_Highams_example()
    {
        double[,] matrix = { { 1, 1, 0 }, { 1, 1, 1 }, { 0, 1, 1 } };
        double[,] nearest = NearestCorrelation.Find(matrix, 0);
        Assert.Equal(0.7606898534, nearest[0, 1], 1e-9);
        Assert.Equal(0.1572981061, nearest[0, 2], 1e-9);
        Assert.Equal(0.7606898534, nearest[1, 2], 1e-9);
        Assert.Equal(0.527790463582, Distance(matrix, nearest), 1e-9);
    }

    [Fact]
    public void Nearest_correlation_with_opposite_signs_and_enough_freedom()
    {
        double[,] matrix = { { 1, 0.9, 0.7 }, { 0.9, 1, -0.4 }, { 0.7, -0.4, 1 } };
        double[,] nearest = NearestCorrelation.Find(matrix, 0);
        Assert.Equal(0.6942184683, nearest[0, 1], 1e-9);
        Assert.Equal(0.5258644329, nearest[0, 2], 1e-9);
        Assert.Equal(-0.2471440076, nearest[1, 2], 1e-9);
        Assert.Equal(0.438256064253, Distance(matrix, nearest), 1e-9);
        double[,] shrunk = NearestCorrelation.Find(matrix, 1e-8);
        Assert.True(SymmetricEigen.Decompose(shrunk).Values.Min() > 0.99e-8);
    }

    private static double Distance(double[,] a, double[,] b) =>
        Math.Sqrt(a.Cast<double>().Zip(b.Cast<double>(), (x, y) => (x - y) * (x - y)).Sum());
}
