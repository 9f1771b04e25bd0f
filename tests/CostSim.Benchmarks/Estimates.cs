using System.Diagnostics;
using System.Globalization;
using CostSim.Cli.Input;
using CostSim.Compilation;
using CostSim.Simulation;

namespace CostSim.Benchmarks;

/// <summary>
/// What a run is said to take before it begins, beside what it took: memory and processor time of <c>costsim run --no-plots</c> as a process of its own.
/// Usage: <c>estimate SCENARIO...</c>.
/// </summary>
internal static class Estimates
{
    /// <summary>Prints a line per scenario.</summary>
    public static void Print(string[] files)
    {
        string program = Path.Combine(Path.GetDirectoryName(typeof(ScenarioReader).Assembly.Location)!, "costsim.dll");
        Console.WriteLine($"{"scenario",-24} {"trials",10} {"GB said",8} {"GB",6} {"s said",8} {"s",8}");
        foreach (string file in files)
        {
            ReadResult read = ScenarioReader.Read(file, File.ReadAllBytes(file), Cli.Commands.ScenarioFiles.Access, Path.GetFullPath(file));
            Scenarios.RunSettings run = read.Scenario!.Run;
            WorkEstimate work = WorkEstimate.Of(ScenarioCompiler.Compile(read.Scenario), new SimulationSettings { Trials = run.Trials, Seed = run.Seed, Keep = run.Keep });
            string folder = Directory.CreateTempSubdirectory("costsim-estimate-").FullName;
            using (Process process = Process.Start("dotnet", [program, "run", file, "--no-plots", "--quiet", "--output", folder]))
            {
                long most = 0;
                TimeSpan spent = TimeSpan.Zero;
                while (!process.WaitForExit(20))
                {
                    try
                    {
                        process.Refresh();
                        (most, spent) = (Math.Max(most, process.PeakWorkingSet64), process.TotalProcessorTime);
                    }
                    catch (InvalidOperationException)
                    {
                        // It ended between the two looks.
                    }
                }

                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{read.Scenario.Name,-24} {run.Trials,10} {work.Bytes / 1e9,8:0.00} {most / 1e9,6:0.00} {work.Seconds,8:0.0} {spent.TotalSeconds,8:0.0}"));
            }

            Directory.Delete(folder, recursive: true);
        }
    }
}
