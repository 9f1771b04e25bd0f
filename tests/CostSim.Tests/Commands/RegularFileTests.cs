using System.Diagnostics;
using CostSim.Cli.Input;
using CostSim.Cli.Output;
using CostSim.Tests.Simulation;

namespace CostSim.Tests.Commands;

/// <summary>A pipe or a device in the place of anything that is read is refused at once: opening it would wait for ever, reading it would never end.</summary>
public sealed class RegularFileTests : IDisposable
{
    private const string Refused = "cannot be read: it is no regular file";

    private readonly string folder = Directory.CreateTempSubdirectory("costsim-test-").FullName;

    public RegularFileTests()
    {
        File.WriteAllText(At("a.json"), TestScenarios.Constant.Replace("\"constant\"", "\"a\"", StringComparison.Ordinal));
        File.WriteAllText(At("over.json"), """{ "extends": "there.json" }""");
        File.WriteAllText(At("observed.json"), TestScenarios.Constant.Replace("\"onsetProbability\": 0.1", "\"onsetProbability\": { \"type\": \"empirical\", \"values\": { \"file\": \"there.csv\", \"column\": \"x\" } }", StringComparison.Ordinal));
        Assert.Contains("there.csv", File.ReadAllText(At("observed.json")), StringComparison.Ordinal);
        File.WriteAllText(At("samples.csv"), "trial,cost_a,cost_b,effect_a,effect_b\n1,1,2,3,4\n2,2,3,4,5\n");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("there.json", 6, "validate there.json")]
    [InlineData("there.json", 6, "run there.json --no-plots")]
    [InlineData("there.json", 6, "watch there.json")]
    [InlineData("there.json", 6, "sweep there.json --vary economy.discountRate=0:0.1:3")]
    [InlineData("there.json", 6, "shard there.json --part 1/2")]
    [InlineData("there.json", 4, "validate over.json")]
    [InlineData("there.csv", 4, "validate observed.json")]
    [InlineData("there.csv", 6, "analyze there.csv --wide --cost cost --effect effect --threshold 1")]
    [InlineData("there.csv", 6, "analyze samples.csv --wide --cost cost --effect effect --threshold 1 --inputs there.csv")]
    [InlineData("output/batch.csv", 6, "plot output")]
    [InlineData("costsim.json", 6, "run a.json --trials 64 --no-plots")]
    public void A_pipe_is_not_waited_for(string pipe, int exit, string command)
    {
        Pipe(pipe);
        (int code, _, string error) = CostSimProcess.Run(folder, command.Split(' '));
        Assert.True(code == exit, $"{code}: {error}");
        Assert.Contains(exit == 6 ? Refused : "be read", error, StringComparison.Ordinal);
    }

    [Trait("Suite", "Long")]
    [Theory]
    [InlineData("manifest.json", 6, "verify output/a")]
    [InlineData("manifest.json", 6, "run a.json --trials 64 --no-plots")]
    [InlineData("manifest.json", 6, "compare output/a output/a")]
    [InlineData("trials.csv", 6, "analyze output/a")]
    [InlineData("trials.csv", 10, "verify output/a")]
    [InlineData("summary.csv", 6, "plot output/a")]
    [InlineData("summary.csv", 0, "run a.json --trials 64 --no-plots")]
    [InlineData("datapackage.json", 6, "brief output/a")]
    [InlineData("../run.log", 7, "run a.json a2.json --trials 64 --no-plots")]
    [InlineData("../batch.json", 6, "run a.json a2.json --trials 64 --no-plots")]
    public void A_pipe_among_results_is_not_waited_for(string pipe, int exit, string command)
    {
        File.WriteAllText(At("a2.json"), File.ReadAllText(At("a.json")).Replace("\"a\"", "\"a2\"", StringComparison.Ordinal));
        (int code, _, string error) = CostSimProcess.Run(folder, "run", "a.json", "--trials", "64", "--no-plots");
        Assert.True(code == 0, error);
        File.Delete(At("output/a/" + pipe));
        Pipe("output/a/" + pipe);
        (code, _, error) = CostSimProcess.Run(folder, command.Split(' '));
        Assert.True(code == exit, $"{code}: {error}");
        Assert.True(exit is 0 or 10 || error.Contains("no regular file", StringComparison.Ordinal), error);
    }

    [Fact]
    public void A_pipe_in_place_of_a_part_is_not_waited_for()
    {
        (int code, _, string error) = CostSimProcess.Run(folder, "shard", "a.json", "--trials", "2048", "--part", "1/2");
        Assert.True(code == 0, error);
        Pipe("output/a.parts/2-of-2.part");
        (code, _, error) = CostSimProcess.Run(folder, "merge", "output/a.parts");
        Assert.True(code == 6, $"{code}: {error}");
        Assert.Contains(Refused, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/dev/zero")]
    [InlineData("/dev/random")]
    [InlineData("/tmp")]
    public void A_device_or_folder_is_refused_before_it_is_read(string path)
    {
        UnreadableFileException fault = Assert.Throws<UnreadableFileException>(() => SourceFile.Read(path));
        Assert.False(fault.IsMissing);
        Assert.StartsWith($"{path}: cannot be read: ", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_is_read_whole_and_one_that_is_missing_or_too_large_is_told()
    {
        byte[] content = [.. Enumerable.Range(0, 200_000).Select(i => (byte)i)];
        File.WriteAllBytes(At("bytes"), content);
        Assert.Equal(content, SourceFile.Read(At("bytes")));
        Assert.Equal(101, SourceFile.ReadAtMost(At("bytes"), 100).Length);
        Assert.Contains("more than 100 bytes", Assert.Throws<UnreadableFileException>(() => SourceFile.Read(At("bytes"), 100)).Message, StringComparison.Ordinal);
        Assert.True(Assert.Throws<UnreadableFileException>(() => SourceFile.Open(At("none"))).IsMissing);
    }

    [Fact]
    public void A_name_is_given_in_place_of_a_file_and_never_by_copying()
    {
        File.WriteAllText(At("one"), "1");
        File.WriteAllText(At("two"), "2");
        DurableFile.Move(At("one"), At("two"));
        Assert.Equal((false, "1"), (File.Exists(At("one")), File.ReadAllText(At("two"))));
        Assert.Contains("cannot be given this name", Assert.Throws<IOException>(() => DurableFile.Move(At("none"), At("two"))).Message, StringComparison.Ordinal);
    }

    private string At(string name) => Path.Combine(folder, name);

    private void Pipe(string name)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(name))!);
        using Process process = Process.Start("mkfifo", [At(name)]);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
