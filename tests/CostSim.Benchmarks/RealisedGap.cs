using System.Globalization;
using CostSim.Compilation;
using CostSim.Simulation;
using CostSim.Statistics;

namespace CostSim.Benchmarks;

/// <summary>
/// How far the expected evaluation is from the mean of what happens, where it approximates: several layers, short stocks. Paired by trial.
/// Usage: <c>gap [SCENARIO] [TRIALS] [SEED]</c>.
/// </summary>
internal static class RealisedGap
{
    private static readonly (string Name, Outcome Expected, Outcome Realised)[] Pairs =
        [("loss", Outcome.Loss, Outcome.RealisedLoss), ("cost", Outcome.Cost, Outcome.RealisedCost)];

    /// <summary>Prints a row per option: the difference, and what it is of the loss averted or of the cost.</summary>
    public static void Print(string[] arguments)
    {
        Model model = BenchmarkModel.Read(arguments);
        long trials = arguments.Length > 1 ? long.Parse(arguments[1], CultureInfo.InvariantCulture) : 1_000_000;
        long seed = arguments.Length > 2 ? long.Parse(arguments[2], CultureInfo.InvariantCulture) : 1;
        var settings = new SimulationSettings { Trials = trials, Seed = seed, Threads = Environment.ProcessorCount };
        Sample sample = Simulator.Run(model, settings, new ModelDraws(model, settings));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Mean of what happens less what is expected, {trials:N0} trials, MEUR"));
        Console.WriteLine($"{"option",-28} {"loss",10} {"s.e.",8} {"averted",10} {"s.e.",8} {"of averted",11} {"cost",10} {"s.e.",8} {"of cost",9}");
        double[] reference = Differences(sample, model.ReferenceOption, Pairs[0]);
        for (int o = 0; o < model.OptionIds.Count; o++)
        {
            double[] loss = Differences(sample, o, Pairs[0]);
            Moments own = Moments.Of(loss);
            Moments averted = Moments.Of([.. reference.Zip(loss, (all, one) => all - one)]);
            Moments cost = Moments.Of(Differences(sample, o, Pairs[1]));
            double expected = Moments.Of(sample.Column(o, Outcome.LossAverted).Span).Mean;
            double price = Moments.Of(sample.Column(o, Outcome.Cost).Span).Mean;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{model.OptionIds[o],-28} {own.Mean,10:0.000} {own.StandardError,8:0.000} {averted.Mean,10:0.000} {averted.StandardError,8:0.000} {100 * averted.Mean / expected,9:0.00} % {cost.Mean,10:0.000} {cost.StandardError,8:0.000} {100 * cost.Mean / price,7:0.000} %"));
        }
    }

    private static double[] Differences(Sample sample, int option, (string Name, Outcome Expected, Outcome Realised) pair)
    {
        double[] result = sample.Column(option, pair.Realised).ToArray();
        ReadOnlySpan<double> expected = sample.Column(option, pair.Expected).Span;
        for (int t = 0; t < result.Length; t++)
        {
            result[t] -= expected[t];
        }

        return result;
    }
}
