using System.Diagnostics;
using System.Security.Cryptography;
using CostSim.Tests.Simulation;

namespace CostSim.Tests.Commands;

/// <summary>Runs handed over in parts: the scripts, and what is asked of Slurm, which here is three scripts that write down what they are asked. Slurm itself: <c>tests/cluster</c>.</summary>
public sealed class SubmitTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("costsim-test-").FullName;

    public SubmitTests()
    {
        File.WriteAllText(Path.Combine(folder, "s.json"), TestScenarios.Constant.Replace(
            "\"unitPriceMEur\": 100", "\"unitPriceMEur\": { \"type\": \"lognormal\", \"p5\": 50, \"p95\": 300 }", StringComparison.Ordinal));
        Tool("sbatch", "echo \"$@\" >> calls; wc -l < calls | tr -d ' '");
        Tool("squeue", "[ -f queue ] && cat queue");
        Tool("scancel", "echo \"cancel $@\" >> calls");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_scripts_by_hand_give_the_files_of_the_run()
    {
        string[] options = ["--trials", "4096", "--design", "sobol", "--samples", "100", "--no-plots", "--csv-dialect", "excel-be", "--language", "nl"];
        Ends(0, ["run", "s.json", "-q", "-o", "whole", .. options]);
        string said = Ends(0, ["submit", "s.json", "--engine", "script", "--parts", "3", "--cpus", "2", "-o", "it's here", .. options]);
        Assert.Contains("for part in 1 2 3; do bash", said, StringComparison.Ordinal);

        // What is saved after it was handed over changes nothing.
        File.WriteAllText(Path.Combine(folder, "s.json"), "");
        Bash(said[said.IndexOf("for part", StringComparison.Ordinal)..]);
        Assert.Equal(Tree("whole"), Tree("it's here/constant"));
        Assert.Contains("constant: merged", Ends(0, ["status", "it's here"]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_dry_run_shows_scripts_and_commands_and_writes_nothing()
    {
        string said = Ends(0, ["submit", "s.json", "--engine", "slurm", "--dry-run", "--parts", "4", "--cpus", "3", "--sbatch=--partition=night", "--memory", "700"]);
        foreach (string line in (string[])["#SBATCH --cpus-per-task=3", "#SBATCH --mem=700", "#SBATCH --partition=night", "#SBATCH --requeue", "/4\"", "merge ", "sbatch --array=1-4 ", "--dependency=afterany:"])
        {
            Assert.Contains(line, said, StringComparison.Ordinal);
        }

        Assert.Equal(["bin", "s.json"], Directory.GetFileSystemEntries(folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Only_what_is_neither_there_nor_in_the_queue_is_handed_over_again()
    {
        string[] submit = ["submit", "s.json", "--engine", "slurm", "--parts", "4", "--trials", "4096", "--no-plots"];
        File.WriteAllText(Path.Combine(folder, "queue"), "");
        Ends(0, submit);
        string parts = Path.Combine(folder, "output", "constant.parts");
        Assert.Equal([$"--parsable --array=1-4 {parts}/shard.sh", $"--parsable --dependency=afterany:1 {parts}/merge.sh"], Calls());

        // Part 1 is there, 2 runs, 3 waits, 4 was lost, another's job has the same index; merging waits.
        Bash($"bash {parts}/shard.sh 1");
        File.WriteAllText(Path.Combine(folder, "queue"), "1|2|RUNNING\n1|3|PENDING\n77|4|RUNNING\n2|N/A|PENDING\n");
        string status = Ends(3, ["status", "output"]);
        Assert.Contains("constant: 1 of 4 parts done, 1 running, 1 waiting, 1 failed; merging waits. Failed: 4", status, StringComparison.Ordinal);
        Assert.Contains("1 there, 2 in the queue, 1 to hand over", Ends(0, submit), StringComparison.Ordinal);
        Assert.Equal(["cancel 2", $"--parsable --array=4 {parts}/shard.sh", $"--parsable --dependency=afterany:1:4 {parts}/merge.sh"], Calls()[2..]);

        // All is in hand: nothing to do.
        File.WriteAllText(Path.Combine(folder, "queue"), "1|2|RUNNING\n1|3|PENDING\n4|4|PENDING\n5|N/A|PENDING\n");
        Ends(0, submit);
        Assert.Equal(5, Calls().Length);
        Assert.Contains("1 running, 2 waiting, 0 failed; merging waits", Ends(0, ["status", "output"]), StringComparison.Ordinal);

        // All parts are there, and merging came to nothing.
        Bash($"for part in 2 3 4; do bash {parts}/shard.sh $part; done");
        File.WriteAllText(Path.Combine(folder, "queue"), "");
        Assert.Contains("4 of 4 parts done, 0 running, 0 waiting, 0 failed; merging failed", Ends(3, ["status", "output"]), StringComparison.Ordinal);
        Ends(0, submit);
        Assert.Equal([$"--parsable {parts}/merge.sh"], Calls()[5..]);
        Bash($"bash {parts}/merge.sh");
        Assert.Contains("constant: complete", Ends(0, submit), StringComparison.Ordinal);
        Assert.Equal(6, Calls().Length);
    }

    [Fact]
    public void Another_run_and_a_Slurm_that_is_not_there_are_refused()
    {
        string[] submit = ["submit", "s.json", "--engine", "slurm", "--parts", "2", "--trials", "2048"];
        Assert.Contains("Slurm cannot be asked", Ends(12, submit), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(folder, "output")));
        File.WriteAllText(Path.Combine(folder, "queue"), "");
        Ends(0, submit);
        Assert.Contains("asked for now: seed 9, not 1", Ends(9, [.. submit, "--seed", "9"]), StringComparison.Ordinal);
        File.Delete(Path.Combine(folder, "queue"));
        string status = Ends(0, ["status", "output"]);
        Assert.Contains("0 of 2 parts done, not there: 1-2", status, StringComparison.Ordinal);
        Assert.Contains("Slurm does not say", status, StringComparison.Ordinal);
        Assert.Contains("--engine takes slurm or script, found \"pbs\"", Ends(2, ["submit", "s.json", "--engine", "pbs"]), StringComparison.Ordinal);
        Assert.Contains("--minutes must lie between", Ends(2, ["submit", "s.json", "--engine", "slurm", "--minutes", "0"]), StringComparison.Ordinal);
        Assert.Contains("nothing was handed over", Ends(6, ["status", "bin"]), StringComparison.Ordinal);
    }

    private void Tool(string name, string script)
    {
        string path = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "bin")).FullName, name);
        File.WriteAllText(path, "#!/bin/sh\n" + script + "\n");
        Bash($"chmod +x {path}");
    }

    private string[] Calls() => File.ReadAllLines(Path.Combine(folder, "calls"));

    private string Ends(int expected, string[] arguments)
    {
        (int code, string output, string error) = CostSimProcess.Run(folder, $"PATH={folder}/bin:/usr/bin:/bin", arguments);
        Assert.True(code == expected, $"{string.Join(' ', arguments)}: {code}\n{output}\n{error}");
        return output + error;
    }

    private void Bash(string script)
    {
        using Process process = Process.Start(new ProcessStartInfo("bash", ["-e", "-c", script]) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
        _ = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    private string Tree(string name)
    {
        string root = Path.Combine(folder, name == "whole" ? "whole/constant" : name);
        return string.Join('\n', Directory.GetFiles(root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => $"{Path.GetRelativePath(root, file)} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}"));
    }
}
