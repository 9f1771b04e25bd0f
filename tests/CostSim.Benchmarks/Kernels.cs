using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace CostSim.Benchmarks;

/// <summary>Kernels and whole trials of the baseline under BenchmarkDotNet, per value and per trial. Usage: <c>kernels [BenchmarkDotNet's options]</c>.</summary>
[MemoryDiagnoser]
public class Kernels
{
    private readonly KernelSet set = new(BenchmarkModel.Read([]));

    /// <summary>In this process, because the scenario is found from the folder it was started in.</summary>
    internal static IConfig Config { get; } = DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
        .WithArtifactsPath(Path.Combine("artifacts", "benchmarks"));

    [Benchmark(OperationsPerInvoke = KernelSet.Values)]
    public void Uniforms() => set.Uniform();

    [Benchmark(OperationsPerInvoke = KernelSet.Values)]
    public void Quantiles() => set.Quantile();

    [Benchmark(OperationsPerInvoke = KernelSet.Passed)]
    public double Passes() => set.Pass();

    [Benchmark(Description = "Survival, 64 calls")]
    public double Survival() => set.Survive();

    [Benchmark(OperationsPerInvoke = KernelSet.Trials, Description = "World, procurement, costs of a trial")]
    public void Money() => set.Pay();

    [Benchmark(OperationsPerInvoke = KernelSet.Trials, Description = "Draws of a trial")]
    public void Draws() => set.Draw();

    [Benchmark(OperationsPerInvoke = KernelSet.Trials, Description = "Expected evaluation of a trial")]
    public void Expected() => set.Expected();
}
