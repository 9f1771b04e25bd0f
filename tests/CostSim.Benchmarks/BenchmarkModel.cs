using CostSim.Cli.Input;
using CostSim.Compilation;

namespace CostSim.Benchmarks;

/// <summary>The model that a measurement is made on.</summary>
internal static class BenchmarkModel
{
    /// <summary>Compiles the scenario that the first argument names; the baseline when there is none.</summary>
    public static Model Read(string[] arguments)
    {
        string file = arguments.Length > 0 ? arguments[0] : "scenarios/belgium/baseline.json";
        ReadResult read = ScenarioReader.Read(file, File.ReadAllBytes(file), CostSim.Cli.Commands.ScenarioFiles.Access, Path.GetFullPath(file));
        return ScenarioCompiler.Compile(read.Scenario ?? throw new InvalidDataException($"{file} is not valid; see costsim validate."));
    }
}
