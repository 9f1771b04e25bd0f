using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using CostSim.Cli.Console;
using CostSim.Cli.Input;
using CostSim.Cli.Output;
using CostSim.Compilation;
using CostSim.Sampling;
using CostSim.Simulation;
using CostSim.Tables;

namespace CostSim.Cli.Commands;

/// <summary>One scenario from reading to a complete results folder.</summary>
internal static class RunPipeline
{
    /// <summary>Version of the program.</summary>
    public static string Version { get; } =
        typeof(RunPipeline).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Simulates and writes all files; the folder is valid only when this returns.</summary>
    /// <returns>The tables, for the closing table, and the folder.</returns>
    /// <exception cref="OperationCanceledException">Stopped; nothing half-written is valid.</exception>
    /// <exception cref="IOException">The results cannot be written.</exception>
    public static (RunTables Tables, string Folder) Run(ReadResult read, RunRequest request, CancellationToken cancellation)
    {
        Scenarios.Scenario scenario = read.Scenario!;
        using ResultFolder folder = ResultFolder.Open(request.Output, scenario.Name);
        Model model = ScenarioCompiler.Compile(scenario);
        SimulationSettings settings = request.For(scenario.Run);
        var inputs = new ModelDraws(new InputSampler(new MonteCarloDesign((ulong)settings.Seed), [.. model.Inputs.Select(input => (input.Path, input.Distribution))], model.Dependence));
        Sample sample = RunProgress.Track(
            scenario.Name, settings.Trials, request.Quiet, progress => Simulator.Run(model, settings, inputs, progress, cancellation));
        RunTables tables = TableBuilder.Build(sample, Version);
        RunFigures? figures = request.Plots ? RunFigures.Start(tables, cancellation) : null;

        folder.Add("scenario.resolved.json", Encoding.UTF8.GetBytes(read.ResolvedJson));
        List<CsvTable> csv = [.. RunTableFiles.Of(tables)];
        if (request.Samples != 0)
        {
            csv.Add(RunTableFiles.Trials(sample, Math.Min(sample.Trials, request.Samples ?? long.MaxValue)));
        }

        foreach (CsvTable table in csv)
        {
            cancellation.ThrowIfCancellationRequested();
            folder.Add(table, request.Dialect);
        }

        folder.Describe(tables.Facts, csv, request.Dialect);
        figures?.Write(folder);
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(read.ResolvedJson)));
        folder.Complete(tables.Facts, hash, settings.Exact, request.Dialect == CsvDialect.Rfc4180 ? "rfc4180" : "excel-be");
        return (tables, folder.Path);
    }

    private sealed class ModelDraws(InputSampler sampler) : IInputDraws
    {
        public void Fill(long firstTrial, int count, Span<double> draws) => sampler.FillAll(firstTrial, count, draws);
    }
}
