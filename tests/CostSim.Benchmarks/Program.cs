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
    case ["gap", .. string[] rest]:
        RealisedGap.Print(rest);
        break;
    case ["samples", .. string[] rest]:
        ForeignSamples.Write(rest);
        break;
    case ["fuzz", .. string[] rest]:
        return FuzzRun.Print(rest);
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Throughput).Assembly).Run(args);
        break;
}

return 0;
