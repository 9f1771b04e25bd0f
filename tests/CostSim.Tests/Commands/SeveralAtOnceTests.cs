using CostSim.Cli.Output;
using CostSim.Tests.Simulation;

namespace CostSim.Tests.Commands;

/// <summary>Several programs at once with one output folder: each does its work or says that it is taken, and what is there afterwards is whole and of one of them.</summary>
[Trait("Suite", "Long")]
public sealed class SeveralAtOnceTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("costsim-test-").FullName;

    public SeveralAtOnceTests()
    {
        foreach (string name in (string[])["a", "b"])
        {
            File.WriteAllText(At(name + ".json"), TestScenarios.Constant.Replace("\"constant\"", $"\"{name}\"", StringComparison.Ordinal));
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Runs_with_other_seeds_and_trials()
    {
        for (int round = 0; round < 3; round++)
        {
            await Together(seed => ["run", "a.json", "b.json", "--quiet", "--no-plots", "--seed", $"{seed}", "--trials", $"{32 * seed}"]);
            (int code, _, string error) = CostSimProcess.Run(folder, "verify", "output");
            Assert.True(code == 0, error);
            Assert.All(["output/a", "output/b"], name => Assert.Equal(32 * Manifest.Read(At(name))!.Seed, Manifest.Read(At(name))!.Trials));
        }
    }

    [Fact]
    public async Task Scripts_for_a_cluster()
    {
        await Together(_ => ["submit", "a.json", "--engine", "script", "--parts", "2", "--trials", "2048"]);
        Assert.Equal(["job.json", "log", "merge.sh", "scenario.json", "shard.sh"], Directory.GetFileSystemEntries(At("output/a.parts")).Select(path => Path.GetFileName(path)).Order());
        (int code, _, string error) = CostSimProcess.Run(folder, "status", "output");
        Assert.True(code == 0, error);
    }

    [Fact]
    public async Task Drawings_of_the_same_results()
    {
        (int code, _, string error) = CostSimProcess.Run(folder, "run", "a.json", "--quiet", "--no-plots", "--trials", "64");
        Assert.True(code == 0, error);
        await Together(_ => ["plot", "output/a", "--quiet", "--format", "svg"]);
        Assert.Empty(Directory.GetFiles(At("output"), "*costsim*", SearchOption.AllDirectories));
    }

    private async Task Together(Func<int, string[]> arguments)
    {
        (int Code, string Output, string Error)[] ends = await Task.WhenAll(Enumerable.Range(1, 3).Select(seed => Task.Run(() => CostSimProcess.Run(folder, arguments(seed)))));
        Assert.All(ends, end => Assert.True(end.Code is 0 or 8, $"{end.Code}: {end.Error}"));
        Assert.All(ends.Where(end => end.Code == 8), end => Assert.Matches("in use by another run|changed by another run", end.Error));
    }

    private string At(string name) => Path.Combine(folder, name);
}
