using System.Globalization;
using CostSim.Compilation;
using CostSim.Scenarios;
using CostSim.Simulation;
using CostSim.Statistics;

namespace CostSim.Benchmarks;

/// <summary>
/// How much precision a design buys: the variance of estimates over independent seeds, against independent trials. Usage:
/// <c>variance [SCENARIO] [SEEDS]</c>; <c>importance [SCENARIO]</c> ranks inputs for a scenario's <c>priority</c>.
/// </summary>
internal static class DesignVariance
{
    private const int Trials = 16_384;

    /// <summary>MEUR that a protected year is worth in "probability of being best".</summary>
    private const double Threshold = 1000;

    /// <summary>Prints the table of variances.</summary>
    public static void Print(string[] arguments)
    {
        Model model = BenchmarkModel.Read(arguments);
        int seeds = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 32;
        TrialSpread[] designs = [TrialSpread.Mc, TrialSpread.Lhs, TrialSpread.Sobol];
        double[][,] cost = [.. designs.Select(_ => new double[model.OptionIds.Count, seeds])];
        double[][,] best = [.. designs.Select(_ => new double[model.OptionIds.Count, seeds])];
        for (int seed = 0; seed < seeds; seed++)
        {
            for (int d = 0; d < designs.Length; d++)
            {
                Sample sample = Simulate(model, designs[d], seed + 1);
                double[] wins = Wins(sample);
                for (int o = 0; o < wins.Length; o++)
                {
                    cost[d][o, seed] = Moments.Of(sample.Column(o, Outcome.Cost).Span).Mean;
                    best[d][o, seed] = wins[o];
                }
            }
        }

        Console.WriteLine($"Variance of the estimate over {seeds} seeds at {Trials} trials: mc over lhs, mc over sobol");
        Console.WriteLine($"{"option",-20} {"cost: lhs",10} {"sobol",8} | {"P(best): lhs",12} {"sobol",8}");
        for (int o = 0; o < model.OptionIds.Count; o++)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{model.OptionIds[o],-20} {Ratio(cost, 1, o),10:0.0} {Ratio(cost, 2, o),8:0.0} | {Ratio(best, 1, o),12:0.0} {Ratio(best, 2, o),8:0.0}"));
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{"all (sum of variances)",-20} {Total(cost, 1),8:0.0} {Total(cost, 2),8:0.0} | {Total(best, 1),12:0.0} {Total(best, 2),8:0.0}"));
    }

    /// <summary>Prints inputs by how much of the outcomes' variance each explains alone, summed over options, cost and protected years.</summary>
    public static void PrintImportance(string[] arguments)
    {
        Model model = BenchmarkModel.Read(arguments);
        var settings = new SimulationSettings { Trials = Trials, Seed = 7, Threads = Environment.ProcessorCount };
        var draws = new ModelDraws(model, settings);
        Sample sample = Simulator.Run(model, settings, draws);
        double[] block = new double[model.Inputs.Count * Trials];
        draws.Fill(0, Trials, block);
        var found = new List<(string Path, double Share)>();
        for (int i = 0; i < model.Inputs.Count; i++)
        {
            double share = 0;
            for (int o = 0; o < model.OptionIds.Count; o++)
            {
                foreach (Outcome outcome in (Outcome[])[Outcome.Cost, Outcome.ProtectedYears])
                {
                    share += Explained(block.AsSpan(i * Trials, Trials), sample.Column(o, outcome).Span);
                }
            }

            found.Add((model.Inputs[i].Path, share));
        }

        foreach ((string path, double share) in found.OrderByDescending(one => one.Share).Take(48))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{share:0.0000} {path}"));
        }
    }

    /// <summary>Between-group share of the variance, over 32 groups of equal size by the input.</summary>
    private static double Explained(ReadOnlySpan<double> input, ReadOnlySpan<double> outcome)
    {
        double[] keys = input.ToArray();
        double[] values = outcome.ToArray();
        Array.Sort(keys, values);
        Moments all = Moments.Of(values);
        const int Groups = 32;
        double between = 0;
        for (int g = 0; g < Groups; g++)
        {
            double mean = Moments.Of(values.AsSpan(g * values.Length / Groups, values.Length / Groups)).Mean;
            between += (mean - all.Mean) * (mean - all.Mean) / Groups;
        }

        return all.M2 > 0 ? Math.Max(0, (between * all.Count / all.M2) - ((Groups - 1.0) / all.Count)) : 0;
    }

    private static Sample Simulate(Model model, TrialSpread design, int seed)
    {
        var settings = new SimulationSettings
        {
            Trials = Trials,
            Seed = seed,
            Design = design,
            Priority = model.Scenario.Run.Priority,
            Threads = Environment.ProcessorCount,
        };
        return Simulator.Run(model, settings, new ModelDraws(model, settings));
    }

    private static double[] Wins(Sample sample)
    {
        int options = sample.Model.OptionIds.Count;
        double[] wins = new double[options];
        for (int t = 0; t < sample.Trials; t++)
        {
            int best = 0;
            double most = double.NegativeInfinity;
            for (int o = 0; o < options; o++)
            {
                double benefit = (Threshold * sample.Column(o, Outcome.ProtectedYears).Span[t]) - sample.Column(o, Outcome.Cost).Span[t];
                (best, most) = benefit > most ? (o, benefit) : (best, most);
            }

            wins[best] += 1.0 / sample.Trials;
        }

        return wins;
    }

    private static double Ratio(double[][,] values, int design, int option) => Variance(values[0], option) / Variance(values[design], option);

    private static double Total(double[][,] values, int design)
    {
        int options = values[0].GetLength(0);
        return Enumerable.Range(0, options).Sum(o => Variance(values[0], o)) / Enumerable.Range(0, options).Sum(o => Variance(values[design], o));
    }

    private static double Variance(double[,] values, int option) =>
        Moments.Of([.. Enumerable.Range(0, values.GetLength(1)).Select(seed => values[option, seed])]).Variance;
}
