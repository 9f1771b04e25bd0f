using System.Globalization;
using CostSim.Numerics;
using CostSim.Sampling;

namespace CostSim.Benchmarks;

/// <summary>
/// What inputs that tell nothing seem to be worth. <c>noise FOLDER</c> writes three samples of four options with three inputs that matter and 200 columns
/// of independent normal numbers: near a switch with 500 and 1,000 trials, away from it with 10,000. <c>noise-worth FOLDER…</c> says, of results that
/// <c>costsim analyze FOLDER/near-500.csv --wide --cost cost --effect effect --threshold 0:40:21 --inputs FOLDER/near-500-inputs.csv</c> gave, the mean worth of
/// those columns beside that of perfect information, and how many of them count as distinguishable at any threshold.
/// </summary>
internal static class NoiseWorth
{
    private const int Columns = 200;

    /// <summary>Name, trials, and how far the second option's net benefit lies below the first's at a threshold of 20, in its standard deviations.</summary>
    private static readonly (string Name, int Trials, double Apart)[] Samples = [("near-500", 500, 0.02), ("near-1000", 1000, 0.05), ("away-10000", 10_000, 1)];

    /// <summary>Writes the samples.</summary>
    public static void Write(string[] arguments)
    {
        Directory.CreateDirectory(arguments[0]);
        foreach ((string name, int trials, double apart) in Samples)
        {
            double[][] x = [.. Enumerable.Range(0, 3).Select(i => Normals($"{name}-x{i}", trials))], rest = [.. Enumerable.Range(0, 4).Select(d => Normals($"{name}-e{d}", trials))];
            double[][] noise = [.. Enumerable.Range(0, Columns).Select(i => Normals($"{name}-noise{i}", trials))];
            using StreamWriter samples = File.CreateText(Path.Combine(arguments[0], name + ".csv")), inputs = File.CreateText(Path.Combine(arguments[0], name + "-inputs.csv"));
            samples.Write("trial,cost_a,cost_b,cost_c,cost_d,effect_a,effect_b,effect_c,effect_d\n");
            inputs.Write($"trial,x0,x1,x2,{string.Join(',', noise.Select((_, i) => $"noise{i}"))}\n");
            for (int t = 0; t < trials; t++)
            {
                inputs.Write(Line([t, .. x.Select(column => column[t]), .. noise.Select(column => column[t])]));

                // All costs share an input that no choice hangs on; at 20 the deviation of b's increment is about 5.7.
                double common = 100 + (20 * x[0][t]);
                samples.Write(Line(
                [
                    t, common, common + 20 + (5.7 * apart) + x[1][t], common + 45 + (2 * rest[3][t]), common + 90,
                    5 + (0.2 * rest[0][t]), 6 + (0.15 * x[1][t]) + (0.2 * rest[1][t]), 7 + (0.25 * x[2][t]) + (0.2 * rest[2][t]), 8 + (0.3 * x[2][t] * x[2][t]),
                ]));
            }
        }
    }

    /// <summary>Says what noise is worth.</summary>
    public static void Print(string[] folders)
    {
        Console.WriteLine("results, worth of noise / of perfect information at the threshold where the first is largest, distinguishable noise columns, distinguishable inputs");
        foreach (string folder in folders)
        {
            string[][] rows = [.. File.ReadLines(Path.Combine(folder, "value_of_information.csv")).Select(line => line.Split(','))];
            int Place(string column) => Array.IndexOf(rows[0], column);
            double Worth(string[] row) => double.Parse(row[Place("evppi_meur")], CultureInfo.InvariantCulture);
            string[][] data = rows[1..];
            IGrouping<string, string[]>[] thresholds = [.. data.GroupBy(row => row[Place("threshold")])];
            (string At, double Noise, double All) = thresholds
                .Select(group => (group.Key, group.Where(IsNoise).Average(Worth), group.Where(row => row[Place("input")] == "(all)").Average(Worth))).MaxBy(one => one.Item2);
            int Told(bool noise) => data.Where(row => row[Place("distinguishable")] == "true" && IsNoise(row) == noise && row[Place("input")] != "(all)").Select(row => row[Place("input")]).Distinct().Count();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{folder}, {Noise:G4} / {All:G4} ({Noise / All:P1}) at {At}, {Told(true)} of {Columns}, {Told(false)} of 3"));
            bool IsNoise(string[] row) => row[Place("input")].StartsWith("noise", StringComparison.Ordinal);
        }
    }

    private static string Line(IEnumerable<double> values) => string.Join(',', values.Select(value => value.ToString("R", CultureInfo.InvariantCulture))) + "\n";

    private static double[] Normals(string name, int count)
    {
        double[] u = new double[count];
        Uniforms.Fill(1, StreamKey.Of(name), 0, 0, u);
        return [.. u.Select(Elementary.NormalQuantile)];
    }
}
