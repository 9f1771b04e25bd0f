using CostSim.Compilation;
using CostSim.Engagement;
using CostSim.Numerics;

namespace CostSim.Tests.Engagement;

/// <summary>E[z^L] against closed forms: binomial, negative binomial, Poisson, and those that nobody can stop.</summary>
public sealed class GeneratingFunctionsTests
{
    private const int Lanes = TrialGroup.Lanes;
    private static readonly double[] Shares = [0, 1e-9, 0.2, 0.5, 0.8, 0.99, 1 - 1e-12, 1];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(1000)]
    public void Closed_forms_times_those_that_nobody_stops(int sure)
    {
        Check(sure, sure + 3.6, 12 * 0.3 * 0.7, z => Math.Pow(1 - (0.3 * (1 - z)), 12));
        Check(sure, sure + 2.5, 2.5, z => Math.Exp(-2.5 * (1 - z)));
        Check(sure, sure + 4, 12, z => Math.Pow(3 - (2 * z), -2));
        Check(sure, sure + 2, 0, z => z * z);
        Check(sure, sure, 0, _ => 1);
    }

    [Fact]
    public void Classes_multiply_and_trials_keep_apart()
    {
        double[] mean = [0, 1, 2, 3, 4, 5, 6, 7];
        double[] sure = [0, 0, 1, 0, 3, 1, 6, 5];
        double[] survival = new double[2 * 3 * Lanes];
        Array.Fill(survival, 0.5, 0, 3 * Lanes);
        Array.Fill(survival, 0.9, 3 * Lanes, 3 * Lanes);
        double[] four = Values<Four>(mean, mean, sure, survival);
        double[] eight = Values<Eight>(mean, mean, sure, survival);
        Assert.Equal(four, eight);
        for (int lane = 0; lane < Lanes; lane++)
        {
            double rest = mean[lane] - sure[lane];
            double Expected(double z) => Math.Pow(z, sure[lane]) * Survives(rest, mean[lane], z);
            Assert.Equal(Expected(0.5) * Expected(0.9), eight[(2 * Lanes) + lane], 1e-14);
            Assert.Equal(-1, eight[Lanes + lane]);
        }
    }

    /// <summary>The matched distribution by its closed form.</summary>
    private static double Survives(double mean, double variance, double z)
    {
        double share = 1 - (variance / mean);
        return mean == 0 ? 1 : share == 0 ? Math.Exp(-mean * (1 - z)) : Math.Pow(1 - (share * (1 - z)), mean / share);
    }

    private static void Check(int sure, double mean, double variance, Func<double, double> rest)
    {
        foreach (double z in Shares)
        {
            double[] survival = [.. Enumerable.Repeat(z, 3 * Lanes)];
            double[] Row(double value) => [.. Enumerable.Repeat(value, Lanes)];
            double[] four = Values<Four>(Row(mean), Row(variance), Row(sure), survival);
            double[] eight = Values<Eight>(Row(mean), Row(variance), Row(sure), survival);
            Assert.Equal(four, eight);
            double expected = Math.Pow(z, sure) * rest(z);
            Assert.All(eight.Take(Lanes), value => Assert.Equal(expected, value, 1e-12));
        }
    }

    /// <summary>Kinds 0 and 2 of three, as many classes as there are numbers for them, all with the same leakers.</summary>
    private static double[] Values<T>(double[] mean, double[] variance, double[] sure, double[] survival)
        where T : struct, IVector<T>
    {
        int classes = survival.Length / (3 * Lanes);
        var functions = new GeneratingFunctions(classes);
        double[] result = [.. Enumerable.Repeat(-1.0, 3 * Lanes)];
        for (int from = 0; from < Lanes; from += T.Count)
        {
            functions.Clear();
            for (int c = 0; c < classes; c++)
            {
                functions.Add(c, new MomentLanes<T> { Mean = T.Load(ref mean[0], from), Variance = T.Load(ref variance[0], from) }, T.Load(ref sure[0], from));
            }

            functions.Run<T>([0, 2], survival, from, result);
        }

        return result;
    }
}
