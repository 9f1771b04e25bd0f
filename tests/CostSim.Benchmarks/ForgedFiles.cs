using System.CommandLine;
using CostSim.Cli;
using CostSim.Cli.Commands;

namespace CostSim.Benchmarks;

/// <summary>
/// Results, parts and jobs whose checksums are right and whose content is not, as somebody would make them who knows how they are sealed: numbers that are
/// negative, huge or none, counts that disagree, fields that are missing, more, of another kind or cut short, names with parts of a path. Each is found
/// again by its number. Every command that reads them must end as documented, without a bug, without much memory, and leave alone what is outside.
/// </summary>
/// <param name="root">An empty folder of its own.</param>
internal sealed class ForgedFiles(string root)
{
    /// <summary>Most bytes that a command may take beyond what it takes for sound files.</summary>
    private const long MostBytes = 1_500_000_000;

    private static readonly ExitCode[] Right = [ExitCode.Done, ExitCode.Parts, ExitCode.Unreadable, ExitCode.Output, ExitCode.Damaged, ExitCode.OtherResults, ExitCode.SomeFailed, ExitCode.InvalidScenario];

    /// <summary>How commands ended, and how often.</summary>
    public SortedDictionary<ExitCode, int> Ends { get; } = [];

    private string Sound => Path.Combine(root, "sound");

    private string Forged => Path.Combine(root, "forged");

    /// <summary>Makes the sound files.</summary>
    /// <param name="scenario">A scenario called <c>s</c>, small.</param>
    public void Prepare(string scenario)
    {
        Directory.CreateDirectory(Sound);
        Directory.CreateDirectory(Path.Combine(root, "outside"));
        File.WriteAllText(Path.Combine(root, "outside", "x"), "precious");
        string file = Path.Combine(root, "s.json");
        File.WriteAllText(file, scenario);
        string[] many = ["--trials", "4096", "--keep", "1024", "--samples", "100", "--quiet", "--output", Sound];
        Must(["run", file, "--trials", "128", "--no-plots", "--quiet", "--output", Sound]);
        Must(["submit", file, "--engine", "script", "--parts", "1", .. many]);
        Must(["shard", file, "--part", "1/1", .. many]);
        if (!Forgery.IsFaithful(Path.Combine(Sound, "s")))
        {
            throw new InvalidOperationException("A manifest that is sealed anew is not the one that was there: nothing would be forged.");
        }
    }

    /// <summary>Forges files and has all commands read them.</summary>
    /// <param name="number">Which; any number.</param>
    /// <returns>What was found, a line each; empty when nothing.</returns>
    public IReadOnlyList<string> Faults(ulong number)
    {
        if (Directory.Exists(Forged))
        {
            Directory.Delete(Forged, recursive: true);
        }

        Copy(Sound, Forged);
        ulong state = number;
        int Below(int bound) => (int)(ScenarioFuzz.Next(ref state) % (ulong)Math.Max(1, bound));
        string results = Path.Combine(Forged, "s"), parts = Path.Combine(Forged, "s.parts");
        string what = Below(5) switch
        {
            0 => Forgery.Manifest(results, Below),
            1 => Forgery.Table(results, Below),
            2 => Forgery.Json(Path.Combine(parts, "job.json"), Below),
            3 => Forgery.Header(Path.Combine(parts, "1-of-1.part"), Below),
            _ => Forgery.Record(Path.Combine(parts, "1-of-1.part"), Below),
        };
        string scenario = Path.Combine(root, "s.json"), other = Path.Combine(root, "other");
        string[] many = ["--trials", "4096", "--keep", "1024", "--samples", "100", "--quiet"];
        string[][] commands = what.StartsWith("part", StringComparison.Ordinal)
            ?
            [
                ["merge", parts, "--no-plots", "--quiet", "--output", Path.Combine(Forged, "merged")],
                ["shard", scenario, "--part", "1/1", .. many, "--output", Forged],
                ["status", Forged],
            ]
            :
            [
                ["status", Forged],
                ["verify", Forged],
                ["submit", scenario, "--engine", "script", "--parts", "1", .. many, "--output", Forged],
                ["brief", results, "--quiet", "--output", other],
                ["compare", Path.Combine(Sound, "s"), results],
                ["compare", results, Path.Combine(Sound, "s")],
                ["plot", results, "--quiet", "--format", "svg", "--output", other],
                ["analyze", results, "--no-plots", "--quiet", "--name", "again", "--output", other],
                ["replay", Path.Combine(results, "scenario.resolved.json"), "--trial", "1"],
                ["run", scenario, "--resume", "--trials", "128", "--no-plots", "--quiet", "--output", Forged],
                ["run", scenario, "--trials", "64", "--no-plots", "--quiet", "--output", Forged],
            ];
        return [.. commands.Select(command => Fault(command) is { } fault ? $"{what}; {string.Join(' ', command)}: {fault}" : null).OfType<string>()];
    }

    private string? Fault(string[] command)
    {
        long before = GC.GetTotalAllocatedBytes();
        int code;
        try
        {
            code = Run(command);
        }
        catch (Exception fault)
        {
            return $"{fault.GetType().Name}: {fault.Message}\n{string.Join('\n', fault.StackTrace!.Split('\n').Take(6))}";
        }

        long taken = GC.GetTotalAllocatedBytes() - before;
        Ends[(ExitCode)code] = Ends.GetValueOrDefault((ExitCode)code) + 1;
        return !Right.Contains((ExitCode)code) ? $"exit code {code}"
            : taken > MostBytes ? $"{taken:N0} bytes"
            : Directory.GetFileSystemEntries(Path.Combine(root, "outside")).Length != 1 || File.ReadAllText(Path.Combine(root, "outside", "x")) != "precious" ? "something outside was touched"
            : null;
    }

    private static int Run(string[] command) =>
        ProgramCommands.Create().Parse(command).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = TextWriter.Null, Error = TextWriter.Null });

    private static void Must(string[] command)
    {
        if (Run(command) is not 0 and int code)
        {
            throw new InvalidOperationException($"{string.Join(' ', command)}: {code}");
        }
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string folder in Directory.GetDirectories(from, "*", SearchOption.AllDirectories))
        {
            Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, folder)));
        }

        foreach (string file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
        }
    }
}
