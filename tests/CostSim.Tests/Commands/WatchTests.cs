using System.Diagnostics;
using CostSim.Cli;
using CostSim.Cli.Commands;
using CostSim.Tests.Simulation;

namespace CostSim.Tests.Commands;

/// <summary>A scenario while it is tuned.</summary>
public sealed class WatchTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("costsim-test-").FullName;

    private string File1 => Path.Combine(folder, "constant.json");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Each_save_tells_what_moved_and_what_was_changed()
    {
        using var told = new StringWriter();
        RunRequest request = RunRequest.From(new Settings { Output = Path.Combine(folder, "output"), Trials = 64, Samples = "none", NoPlots = true, Quiet = true, Threads = 1 }, false);
        var session = new WatchSession(File1, request, told);
        Save("100");
        Assert.True(session.Look(default));
        Assert.Contains("shield: cost_meur ", Taken(told), StringComparison.Ordinal);
        Assert.False(session.Look(default));

        // A space more says nothing else.
        File.AppendAllText(File1, " ");
        Assert.False(session.Look(default));
        Assert.Equal("", Taken(told));

        Save("110");
        Assert.True(session.Look(default));
        string text = Taken(told);
        Assert.Contains("Changed systems.shield.cost.unitPriceMEur: 100 → 110", text, StringComparison.Ordinal);
        Assert.Contains("shield: cost_meur", text, StringComparison.Ordinal);
        Assert.DoesNotContain("protected_years", text, StringComparison.Ordinal);
        Assert.DoesNotContain("nothing: cost", text, StringComparison.Ordinal);

        // Broken, then as before: the last good results stayed, and nothing moved.
        string manifest = File.ReadAllText(Path.Combine(folder, "output", "constant.watch", "manifest.json"));
        File.WriteAllText(File1, "{ \"schemaVersion\": 1,");
        Assert.False(session.Look(default));
        text = Taken(told);
        Assert.Contains("error CS003", text, StringComparison.Ordinal);
        Assert.Contains("The last good results stay", text, StringComparison.Ordinal);
        Assert.False(session.Look(default));
        Assert.Equal("", Taken(told));
        Assert.Equal(manifest, File.ReadAllText(Path.Combine(folder, "output", "constant.watch", "manifest.json")));
        Save("110");
        Assert.True(session.Look(default));
        Assert.Contains("No headline moved.", Taken(told), StringComparison.Ordinal);
    }

    [Fact]
    public void The_program_sees_a_save_and_ends_when_asked()
    {
        Save("100");
        string program = Path.Combine(Path.GetDirectoryName(typeof(CostSim.Cli.Input.ScenarioReader).Assembly.Location)!, "costsim.dll");
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = folder, RedirectStandardOutput = true };
        foreach (string argument in (string[])[program, "watch", File1, "--trials", "64", "--no-plots"])
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        Assert.Contains("nothing: ", process.StandardOutput.ReadLine(), StringComparison.Ordinal);
        Assert.Contains("shield: ", process.StandardOutput.ReadLine(), StringComparison.Ordinal);
        Assert.Contains("Waiting for the next save", process.StandardOutput.ReadLine(), StringComparison.Ordinal);
        Save("110");
        Assert.Contains("Changed systems.shield.cost.unitPriceMEur: 100 → 110", process.StandardOutput.ReadLine(), StringComparison.Ordinal);
        using var stop = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        Assert.True(process.WaitForExit(10_000));

        // Nothing in the place of what `run` writes.
        Assert.Equal(["constant.watch"], Directory.GetDirectories(Path.Combine(folder, "output")).Select(path => Path.GetFileName(path)));
    }

    [Fact]
    public void What_moved_is_told_before_the_files_are_written()
    {
        string manifest = Path.Combine(folder, "output", "constant.watch", "manifest.json");
        using var told = new Listener(() => File.Exists(manifest));
        RunRequest request = RunRequest.From(new Settings { Output = Path.Combine(folder, "output"), Trials = 64, Samples = "none", NoPlots = true, Quiet = true, Threads = 1 }, false);
        var session = new WatchSession(File1, request, told);
        Save("100");
        Assert.True(session.Look(default));
        Save("110");
        Assert.True(session.Look(default));
        Assert.Equal([false, true], told.Found);
    }

    /// <summary>Notes, when what moved and when the end is told, whether the results are there.</summary>
    private sealed class Listener(Func<bool> look) : StringWriter
    {
        private bool isSecond;

        public List<bool> Found { get; } = [];

        public override void WriteLine(string? value)
        {
            isSecond |= value!.StartsWith("Changed", StringComparison.Ordinal);
            if (isSecond && (value.Contains("shield: cost_meur", StringComparison.Ordinal) || value.Contains("Waiting for", StringComparison.Ordinal)))
            {
                Found.Add(look());
            }

            base.WriteLine(value);
        }
    }

    private static string Taken(StringWriter told)
    {
        string text = told.ToString();
        told.GetStringBuilder().Clear();
        return text;
    }

    private void Save(string price) => File.WriteAllText(File1, TestScenarios.Constant.Replace("\"unitPriceMEur\": 100", $"\"unitPriceMEur\": {price}", StringComparison.Ordinal));
}
