using System.Globalization;
using CostSim.Numerics;
using CostSim.Sampling;

namespace CostSim.Benchmarks;

/// <summary>
/// Samples as another model might write them, for timing <c>costsim analyze</c>: <c>samples.csv</c> (trial × option, cost and effect) and
/// <c>parameters.csv</c> (trial, inputs). Usage: <c>samples FOLDER [TRIALS] [OPTIONS] [INPUTS]</c>.
/// </summary>
internal static class ForeignSamples
{
    /// <summary>Writes the two files.</summary>
    public static void Write(string[] arguments)
    {
        int Number(int place, int otherwise) => arguments.Length > place ? int.Parse(arguments[place], CultureInfo.InvariantCulture) : otherwise;
        (int trials, int options, int inputs) = (Number(1, 100_000), Number(2, 10), Number(3, 40));
        Directory.CreateDirectory(arguments[0]);
        double[][] x = [.. Enumerable.Range(0, inputs).Select(i => Normals($"x{i}", trials))];
        using StreamWriter samples = File.CreateText(Path.Combine(arguments[0], "samples.csv"));
        using StreamWriter parameters = File.CreateText(Path.Combine(arguments[0], "parameters.csv"));
        samples.Write("trial,option,cost,effect\n");
        parameters.Write($"trial,{string.Join(',', Enumerable.Range(0, inputs).Select(i => $"x{i}"))}\n");
        for (int t = 0; t < trials; t++)
        {
            parameters.Write($"{t},{string.Join(',', x.Select(column => column[t].ToString("R", CultureInfo.InvariantCulture)))}\n");
            for (int d = 0; d < options; d++)
            {
                double cost = 1000 + (100 * d) + (50 * x[d % inputs][t]);
                double effect = 10 + (0.8 * d) + x[(options + d) % inputs][t];
                samples.Write(string.Create(CultureInfo.InvariantCulture, $"{t},o{d},{cost:R},{effect:R}\n"));
            }
        }
    }

    private static double[] Normals(string name, int count)
    {
        double[] u = new double[count];
        Uniforms.Fill(1, StreamKey.Of(name), 0, 0, u);
        return [.. u.Select(Elementary.NormalQuantile)];
    }
}
