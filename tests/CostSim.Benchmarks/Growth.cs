using System.Diagnostics;
using System.Globalization;
using CostSim.Compilation;
using CostSim.Simulation;

namespace CostSim.Benchmarks;

/// <summary>
/// How time and memory grow with trials, options, inputs and years, each alone and the rest as in the baseline: the simulation on one thread,
/// and the command <c>run</c> with all files but figures. Times are processor time, of all threads together, so that other work on the machine
/// counts little; every measurement is a process of its own, the least of several stands. Usage: <c>growth [FOLDER] [ROUNDS] [MOST TRIALS]</c>.
/// </summary>
internal static class Growth
{
    private const int Trials = 8 * Simulator.BlockSize;

    /// <summary>Measures, prints the table and writes <c>growth.csv</c> and <c>growth.png</c> to the folder.</summary>
    public static void Print(string[] arguments)
    {
        string folder = arguments.Length > 0 ? arguments[0] : Path.Combine("output", "growth");
        int rounds = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 3;
        long most = arguments.Length > 2 ? long.Parse(arguments[2], CultureInfo.InvariantCulture) : 100_000;
        Directory.CreateDirectory(folder);
        var points = new List<GrowthPoint>();
        Console.WriteLine($"Least of {rounds} rounds; processor time of all threads; simulation on one thread, run with all files but figures");
        Console.WriteLine($"{"",-8} {"options",8} {"inputs",7} {"years",6} {"trials",9} | {"simulate us/trial",18} {"s",8} {"MB",7} | {"run s",8} {"MB",7}");
        foreach ((string axis, string file, long trials) in Cases(folder, most))
        {
            GrowthPoint point = Measure(axis, file, trials, folder, rounds);
            points.Add(point);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{axis,-8} {point.Options,8} {point.Inputs,7} {point.Years,6} {trials,9} | {1e6 * point.SimulateSeconds / trials,18:0.0} {point.SimulateSeconds,8:0.00} {point.SimulateMegabytes,7:0} | {point.RunSeconds,8:0.0} {point.RunMegabytes,7:0}"));
        }

        using (StreamWriter table = File.CreateText(Path.Combine(folder, "growth.csv")))
        {
            table.Write("axis,options,inputs,years,trials,simulate_s,simulate_mb,run_s,run_mb\n");
            foreach (GrowthPoint p in points)
            {
                table.Write(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{p.Axis},{p.Options},{p.Inputs},{p.Years},{p.Trials},{p.SimulateSeconds:R},{p.SimulateMegabytes:R},{p.RunSeconds:R},{p.RunMegabytes:R}\n"));
            }
        }

        GrowthPlot.Save(points, Path.Combine(folder, "growth.png"));
    }

    /// <summary>In a process of its own: simulates on one thread, prints the seconds of processor time.</summary>
    public static void Simulate(string[] arguments)
    {
        Model model = BenchmarkModel.Read(arguments);
        long trials = long.Parse(arguments[1], CultureInfo.InvariantCulture);
        SimulationSettings Of(long count) => new() { Trials = count, Seed = 1, Threads = 1 };
        _ = Simulator.Run(model, Of(2 * Simulator.BlockSize), new ModelDraws(model, Of(2 * Simulator.BlockSize)));
        SimulationSettings settings = Of(trials);
        TimeSpan start = Environment.CpuUsage.TotalTime;
        _ = Simulator.Run(model, settings, new ModelDraws(model, settings));
        Console.WriteLine((Environment.CpuUsage.TotalTime - start).TotalSeconds.ToString("R", CultureInfo.InvariantCulture));
    }

    private static IEnumerable<(string Axis, string File, long Trials)> Cases(string folder, long most)
    {
        var scenarios = new GrowthScenarios(Path.Combine("scenarios", "belgium", "baseline.json"));
        string baseline = GrowthScenarios.Write(scenarios.Same(), folder, "growth-baseline");
        foreach (long trials in ((long[])[10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000, 10_000_000]).Where(n => n <= most))
        {
            yield return ("trials", baseline, trials);
        }

        foreach (int options in (int[])[2, 4, 6, 10, 15, 20])
        {
            yield return ("options", GrowthScenarios.Write(scenarios.Options(options), folder, $"growth-options-{options}"), Trials);
        }

        foreach ((int kept, int extra) in ((int, int)[])[(0, 0), (50, 0), (100, 0), (int.MaxValue, 0), (int.MaxValue, 4), (int.MaxValue, 8)])
        {
            string name = $"growth-inputs-{(kept == int.MaxValue ? "all" : kept)}-{extra}";
            yield return ("inputs", GrowthScenarios.Write(scenarios.Inputs(kept, extra), folder, name), Trials);
        }

        foreach (int years in (int[])[10, 20, 30, 40, 50])
        {
            yield return ("years", GrowthScenarios.Write(scenarios.Years(years), folder, $"growth-years-{years}"), Trials);
        }
    }

    private static GrowthPoint Measure(string axis, string file, long trials, string folder, int rounds)
    {
        Model model = BenchmarkModel.Read([file]);
        string number = trials.ToString(CultureInfo.InvariantCulture);
        (double simulate, double simulateMemory, double run, double runMemory) = (double.MaxValue, 0, double.MaxValue, 0);
        for (int round = 0; round < rounds; round++)
        {
            (double memory, string text, _) = Start("CostSim.Benchmarks.dll", "growth-simulate", file, number);
            simulate = Math.Min(simulate, double.Parse(text, CultureInfo.InvariantCulture));
            simulateMemory = Math.Max(simulateMemory, memory);
            (memory, _, double seconds) = Start(
                "costsim.dll", "run", file, "--trials", number, "--design", "mc", "--no-plots", "--force", "--quiet", "--output", Path.Combine(folder, "results"));
            run = Math.Min(run, seconds);
            runMemory = Math.Max(runMemory, memory);
        }

        return new GrowthPoint(axis, model.OptionIds.Count, model.Inputs.Count, model.Years, trials, simulate, simulateMemory, run, runMemory);
    }

    /// <summary>Runs a program that lies beside this one: largest memory in use in MB, what it printed, seconds of processor time.</summary>
    private static (double Megabytes, string Text, double Seconds) Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, program));
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        Task<string> text = process.StandardOutput.ReadToEndAsync();
        (long most, double seconds) = (0, 0);
        while (!process.WaitForExit(10))
        {
            try
            {
                process.Refresh();
                (most, seconds) = (Math.Max(most, process.PeakWorkingSet64), process.TotalProcessorTime.TotalSeconds);
            }
            catch (InvalidOperationException)
            {
                // It ended between the two lines: what it was last seen to have used stands.
            }
        }

        return process.ExitCode == 0
            ? (most / 1e6, text.Result.Trim(), seconds)
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with exit code {process.ExitCode}.");
    }
}

/// <summary>A size and what it took.</summary>
/// <param name="Axis">What is varied.</param>
/// <param name="Options">Number of options.</param>
/// <param name="Inputs">Number of uncertain inputs.</param>
/// <param name="Years">Years of the horizon.</param>
/// <param name="Trials">Number of trials.</param>
/// <param name="SimulateSeconds">Simulation on one thread, s of processor time.</param>
/// <param name="SimulateMegabytes">Largest memory of that process, MB.</param>
/// <param name="RunSeconds">The command <c>run</c>, s of processor time.</param>
/// <param name="RunMegabytes">Largest memory of that process, MB.</param>
internal sealed record GrowthPoint(
    string Axis, int Options, int Inputs, int Years, long Trials, double SimulateSeconds, double SimulateMegabytes, double RunSeconds, double RunMegabytes)
{
    /// <summary>Its size along the axis.</summary>
    public double Size => Axis switch { "trials" => Trials, "options" => Options, "inputs" => Inputs, _ => Years };
}
