using CostSim.Benchmarks;
using CostSim.Cli.Commands;

namespace CostSim.Tests.Output;

/// <summary>Files whose checksums are right and whose content is not: no command takes them for a bug of its own. More of them: <c>forged</c> of the benchmarks.</summary>
[Trait("Suite", "Long")]
public sealed class ForgedFilesTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("costsim-forged-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Whatever_they_say_every_command_ends_as_documented()
    {
        var forged = new ForgedFiles(folder);
        forged.Prepare(DeskCommands.Starter().Replace("\"name\": \"starter\"", "\"name\": \"s\"", StringComparison.Ordinal));
        Assert.Empty(Enumerable.Range(0, 12).SelectMany(number => forged.Faults((ulong)number)));
    }
}
