using CostSim.Cli.Output;
using CostSim.Tests.Simulation;

namespace CostSim.Tests.Commands;

/// <summary>Whatever links stand in an output folder, nothing outside it is written, emptied or removed.</summary>
public sealed class LinkTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("costsim-test-").FullName;

    public LinkTests()
    {
        File.WriteAllText(At("a.json"), TestScenarios.Constant.Replace("\"constant\"", "\"a\"", StringComparison.Ordinal));
        Directory.CreateDirectory(At("outside"));
        File.WriteAllText(At("outside/mine.txt"), "precious");
        File.WriteAllText(At("outside/other.costsim-tmp"), "precious");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("a", "outside", 7)]
    [InlineData("a/.costsim-lock", "outside/mine.txt", 7)]
    [InlineData("a/.costsim-lock", "outside/nothing.txt", 7)]
    [InlineData("a/plots", "outside", 7)]
    [InlineData("a/sub", "outside", 0)]
    [InlineData("a/trials.csv", "outside/mine.txt", 0)]
    [InlineData("a/trials.csv.costsim-tmp", "outside/mine.txt", 0)]
    public void A_run_leaves_alone_what_links_lead_to(string link, string target, int exit)
    {
        Link(link, target);
        (int code, _, string error) = CostSimProcess.Run(folder, "run", "a.json", "--trials", "64", link == "a/plots" ? "--quiet" : "--no-plots");
        Assert.True(code == exit, error);
        if (exit != 0)
        {
            Assert.Contains("is a link; results are not written through links", error, StringComparison.Ordinal);
        }

        Untouched();
    }

    [Theory]
    [InlineData(".before", "outside", 7)]
    [InlineData("run.log", "outside/mine.txt", 7)]
    [InlineData("plots", "outside", 7)]
    public void A_batch_leaves_alone_what_links_lead_to(string link, string target, int exit)
    {
        File.WriteAllText(At("b.json"), File.ReadAllText(At("a.json")).Replace("\"a\"", "\"b\"", StringComparison.Ordinal));
        (int code, _, string error) = CostSimProcess.Run(folder, "run", "a.json", "b.json", "--trials", "64", link == "plots" ? "--quiet" : "--no-plots");
        Assert.True(code == 0, error);
        if (link == "run.log")
        {
            File.Delete(At("output/run.log"));
        }
        else if (link == "plots")
        {
            Directory.Delete(At("output/plots"), recursive: true);
        }

        Link(link, target);
        File.WriteAllText(At("a.json"), File.ReadAllText(At("a.json")).Replace("Everything certain", "Changed", StringComparison.Ordinal));
        (code, _, error) = CostSimProcess.Run(folder, "run", "a.json", "b.json", "--trials", "64", link == "plots" ? "--quiet" : "--no-plots");
        Assert.True(code == exit, $"{code}: {error}");
        Assert.DoesNotContain("Exception", error, StringComparison.Ordinal);
        Assert.Contains("is a link", error, StringComparison.Ordinal);
        Untouched();
    }

    [Theory]
    [InlineData("sub/mine.txt")]
    [InlineData("../../outside/mine.txt")]
    [InlineData("./../../outside/mine.txt")]
    public void A_manifest_names_only_what_is_in_its_folder(string name)
    {
        (int code, _, string error) = CostSimProcess.Run(folder, "run", "a.json", "--trials", "64", "--no-plots");
        Assert.True(code == 0, error);
        Link("a/sub", "outside");
        Manifest manifest = Manifest.Read(At("output/a"))!;
        File.WriteAllBytes(At("output/a/manifest.json"), (manifest with { Files = [.. manifest.Files, new ManifestFile(name, 8, null, "1f")] }).ToBytes());
        (code, _, error) = CostSimProcess.Run(folder, "verify", "output/a");
        Assert.Equal(10, code);
        Assert.Contains("leads out of the folder, or through a link", error, StringComparison.Ordinal);
        (code, _, error) = CostSimProcess.Run(folder, "run", "a.json", "--trials", "128", "--no-plots");
        Assert.True(code == 0, error);
        Untouched();
    }

    [Fact]
    public void Parts_and_drawings_stay_in_their_folder()
    {
        Link("a.parts", "outside");
        (int code, _, string error) = CostSimProcess.Run(folder, "shard", "a.json", "--trials", "2048", "--part", "1/2");
        Assert.Equal((7, true), (code, error.Contains("is a link", StringComparison.Ordinal)));
        (code, _, error) = CostSimProcess.Run(folder, "run", "a.json", "--trials", "64", "--no-plots");
        Assert.True(code == 0, error);
        Link("a/plots", "outside");
        (code, _, error) = CostSimProcess.Run(folder, "plot", "output/a");
        Assert.Equal((7, true), (code, error.Contains("is a link", StringComparison.Ordinal)));
        Untouched();
    }

    private string At(string name) => Path.Combine(folder, name);

    private void Link(string name, string target)
    {
        string path = At("output/" + name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.CreateSymbolicLink(path, At(target));
    }

    private void Untouched()
    {
        Assert.Equal(["mine.txt", "other.costsim-tmp"], Directory.GetFileSystemEntries(At("outside")).Select(path => Path.GetFileName(path)).Order());
        Assert.All(Directory.GetFiles(At("outside")), file => Assert.Equal("precious", File.ReadAllText(file)));
    }
}
