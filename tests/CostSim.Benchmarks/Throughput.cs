using System.Diagnostics;
using System.Globalization;
using CostSim.Compilation;
using CostSim.Realisation;
using CostSim.Simulation;

namespace CostSim.Benchmarks;

/// <summary>
/// Time per trial on one core, whole and by station: least and median of many short rounds, because other work on the machine only ever adds.
/// Usage: <c>throughput [SCENARIO] [ROUNDS]</c>.
/// </summary>
internal static class Throughput
{
    private const int Trials = 4 * Simulator.BlockSize;
    private static readonly string[] Stations = ["draws", "world and procurement", "costs", "expected effects", "what happened", "whole, with recording", ExpectedEvaluation];
    private const string ExpectedEvaluation = "all of the expected";

    /// <summary>Prints the table of times.</summary>
    public static void Print(string[] arguments)
    {
        Model model = BenchmarkModel.Read(arguments);
        int rounds = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 40;
        var settings = new SimulationSettings { Trials = Trials, Seed = 1, Threads = 1 };
        var draws = new ModelDraws(model, settings);
        double[][] times = [.. Stations.Select(_ => new double[rounds])];
        _ = Simulator.Run(model, settings, draws);
        for (int round = 0; round < rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            _ = Simulator.Run(model, settings, draws);
            times[^2][round] = Micro(Stopwatch.GetElapsedTime(start), Trials);
            ByStation(model, draws, times, round);
            times[^1][round] = times.Take(4).Sum(station => station[round]);
        }

        Console.WriteLine($"Microseconds per trial on one core, {model.OptionIds.Count} options, {rounds} rounds of {Trials} trials (by station {Simulator.BlockSize})");
        Console.WriteLine($"{"station",-24} {"least",8} {"median",8}");
        for (int i = 0; i < Stations.Length; i++)
        {
            Array.Sort(times[i]);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Stations[i],-24} {times[i][0],8:0.00} {times[i][rounds / 2],8:0.00}"));
        }
    }

    private static void ByStation(Model model, ModelDraws draws, double[][] times, int round)
    {
        int inputs = model.Inputs.Count;
        var runner = new TrialRunner(model, false);
        double[] block = new double[inputs * Simulator.BlockSize];
        Span<TimeSpan> spent = stackalloc TimeSpan[5];
        long start = Stopwatch.GetTimestamp();
        draws.Fill(0, Simulator.BlockSize, block);
        spent[0] = Stopwatch.GetElapsedTime(start);
        for (int t = 0; t < Simulator.BlockSize; t++)
        {
            int lane = t % TrialGroup.Lanes;
            if (lane == 0)
            {
                Begin(runner, block, t, spent);
            }

            long a = Stopwatch.GetTimestamp();
            runner.World.Take(lane);
            runner.Procurement.Take(lane);
            long b = Stopwatch.GetTimestamp();
            runner.Costs.Take(lane);
            long c = Stopwatch.GetTimestamp();
            runner.Forces.Run(runner.Procurement, lane);
            runner.Effects.Run(runner.World, runner.Costs, lane);
            long d = Stopwatch.GetTimestamp();
            runner.Realised.Run(new TrialAddress(1, t), runner.World, runner.Forces.Placed, runner.Costs, runner.Group.Row(lane));
            spent[4] += Stopwatch.GetElapsedTime(d);
            spent[1] += Stopwatch.GetElapsedTime(a, b);
            spent[2] += Stopwatch.GetElapsedTime(b, c);
            spent[3] += Stopwatch.GetElapsedTime(c, d);
        }

        for (int i = 0; i < spent.Length; i++)
        {
            times[i][round] = Micro(spent[i], Simulator.BlockSize);
        }
    }

    /// <summary>What is worked out for a group at once counts under the station that it is of.</summary>
    private static void Begin(TrialRunner runner, double[] block, int first, Span<TimeSpan> spent)
    {
        long a = Stopwatch.GetTimestamp();
        runner.Group.Take(block, Simulator.BlockSize, first);
        runner.Worlds.BeginGroup();
        runner.Procurement.BeginGroup();
        long b = Stopwatch.GetTimestamp();
        runner.Costs.BeginGroup();
        long c = Stopwatch.GetTimestamp();
        runner.Forces.BeginGroup();
        runner.Effects.BeginGroup();
        spent[1] += Stopwatch.GetElapsedTime(a, b);
        spent[2] += Stopwatch.GetElapsedTime(b, c);
        spent[3] += Stopwatch.GetElapsedTime(c);
    }

    private static double Micro(TimeSpan time, int trials) => time.TotalMicroseconds / trials;
}
