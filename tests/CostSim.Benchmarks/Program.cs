using BenchmarkDotNet.Running;
using CostSim.Benchmarks;

switch (args)
{
    case ["variance", .. string[] rest]:
        DesignVariance.Print(rest);
        break;
    case ["importance", .. string[] rest]:
        DesignVariance.PrintImportance(rest);
        break;
    case ["throughput", .. string[] rest]:
        Throughput.Print(rest);
        break;
    case ["growth", .. string[] rest]:
        Growth.Print(rest);
        break;
    case ["growth-simulate", .. string[] rest]:
        Growth.Simulate(rest);
        break;
    case ["limit", .. string[] rest]:
        Limit.Print(rest);
        break;
    case ["kernels", .. string[] rest]:
        BenchmarkRunner.Run<Kernels>(Kernels.Config, rest);
        break;
    case ["gap", .. string[] rest]:
        RealisedGap.Print(rest);
        break;
    case ["samples", .. string[] rest]:
        ForeignSamples.Write(rest);
        break;
    case ["noise", .. string[] rest]:
        NoiseWorth.Write(rest);
        break;
    case ["noise-worth", .. string[] rest]:
        NoiseWorth.Print(rest);
        break;
    case ["parts", .. string[] rest]:
        ManyParts.Write(rest);
        break;
    case ["estimate", .. string[] rest]:
        Estimates.Print(rest);
        break;
    case ["fuzz", .. string[] rest]:
        return FuzzRun.Print(rest);
    case ["fuzz-samples", .. string[] rest]:
        return FuzzRun.PrintSamples(rest);
    case ["forged", .. string[] rest]:
        return ForgedRun.Print(rest);
    case ["vary", .. string[] rest]:
        return FuzzRun.PrintVaried(rest);
    default:
        Console.Error.WriteLine("Modes: throughput, kernels, limit, growth, variance, importance, gap, samples, noise, noise-worth, parts, estimate, fuzz, fuzz-samples, forged, vary; what each takes stands in its file.");
        Environment.ExitCode = 2;
        break;
}

return 0;
