using System.Security.Cryptography;
using System.Text;
using CostSim.Cli.Commands;
using CostSim.Simulation;
using CostSim.Tests.Simulation;

namespace CostSim.Tests.Commands;

/// <summary>A run in parts: merged it is the run to the byte, and parts that are not all of one run are refused by name.</summary>
public sealed class ShardTests : IDisposable
{
    private static readonly string Uncertain = TestScenarios.Constant.Replace(
        "\"unitPriceMEur\": 100", "\"unitPriceMEur\": { \"type\": \"lognormal\", \"p5\": 50, \"p95\": 300 }", StringComparison.Ordinal).Replace(
        "\"leadYears\": 0.5", "\"leadYears\": { \"type\": \"pert\", \"min\": 0.2, \"mode\": 1, \"max\": 6 }", StringComparison.Ordinal);

    private readonly string folder = Directory.CreateTempSubdirectory("costsim-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Three_parts_give_the_files_of_the_run() => Same("--trials 7000 --design mc --keep 1024 --samples 2500 --exact", "--no-plots --draws false", 3);

    [Theory]
    [Trait("Suite", "Long")]
    [InlineData("--trials 7000 --design mc", "--language fr --format svg --csv-dialect excel-be", 1, 3, 7)]
    [InlineData("--trials 8192 --design sobol --samples 100", "--no-plots", 3)]
    [InlineData("--trials 8192 --design sobol --keep 2048", "--no-plots --total-order 1024", 1, 3, 7)]
    [InlineData("--trials 7168 --design lhs --keep 1024 --samples none", "--no-plots", 3)]
    public void Any_number_of_parts_gives_the_files_of_the_run(string simulation, string writing, params int[] counts) => Same(simulation, writing, counts);

    private void Same(string simulation, string writing, params int[] counts)
    {
        Write(Uncertain);
        Ends(0, ["run", "s.json", "-q", "-o", "whole", .. simulation.Split(' '), .. writing.Split(' ')]);
        string expected = Tree("whole");
        Assert.Contains("manifest.json", expected, StringComparison.Ordinal);
        foreach (int parts in counts)
        {
            for (int part = parts; part > 0; part--)
            {
                Ends(0, ["shard", "s.json", "-q", "-o", $"p{parts}", "--threads", $"{1 + (part % 3)}", "--part", $"{part}/{parts}", .. simulation.Split(' ')]);
            }

            string[] files = Directory.GetFiles(Path.Combine(folder, $"p{parts}", "constant.parts"));
            Assert.Equal(parts, files.Length);
            Ends(0, ["merge", .. parts == 3 ? files.Reverse() : [$"p{parts}/constant.parts"], "-q", "-o", $"m{parts}", .. writing.Split(' ')]);
            Assert.Equal(expected, Tree($"m{parts}"));
        }
    }

    [Fact]
    public void What_is_not_all_of_one_run_is_named_and_nothing_is_written()
    {
        Write(Uncertain);
        string parts = Parts(3, "--trials", "4096", "--keep", "1024", "--samples", "2000");
        string first = Path.Combine(parts, "1-of-3.part"), second = Path.Combine(parts, "2-of-3.part");
        byte[] whole = File.ReadAllBytes(second);

        File.Delete(second);
        Refused("2-of-3.part: missing: part 2 of 3 of \"constant\".");
        File.Copy(first, Path.Combine(parts, "again.part"));
        File.WriteAllBytes(second, whole);
        Refused($"{first} and {Path.Combine(parts, "again.part")}: duplicate: each is part 1 of 3.");
        File.Delete(Path.Combine(parts, "again.part"));

        Ends(0, ["shard", "s.json", "-q", "-o", "other", "--seed", "8", "--part", "2/3", "--trials", "4096", "--keep", "1024", "--samples", "2000"]);
        File.Copy(Path.Combine(folder, "other", "constant.parts", "2-of-3.part"), second, overwrite: true);
        Refused($"{second}: foreign: seed 8, not 1.");
        File.WriteAllBytes(second, whole[..^1]);
        Refused($"{second}: truncated");
        whole[^5000] ^= 1;
        File.WriteAllBytes(second, whole);
        Refused($"{second}: altered");
        whole[^5000] ^= 1;
        File.WriteAllBytes(second, whole);
        Ends(0, ["merge", parts, "-q", "-o", "merged", "--no-plots"]);

        void Refused(string said)
        {
            string error = Ends(11, ["merge", parts, "-o", "merged"]);
            Assert.Contains(said, error, StringComparison.Ordinal);
            Assert.Contains("Nothing was written.", error, StringComparison.Ordinal);
            Assert.False(Directory.Exists(Path.Combine(folder, "merged")));
        }
    }

    [Fact]
    public void Wherever_a_part_is_cut_or_changed_it_is_noticed()
    {
        Write(Uncertain);
        string parts = Parts(2, "--trials", "2048", "--keep", "1024", "--samples", "1500"), second = Path.Combine(parts, "2-of-2.part");
        byte[] whole = File.ReadAllBytes(second);
        var random = new Random(5);
        for (int i = 0; i < 300; i++)
        {
            // Beginning and end, where the form matters, and everywhere else.
            int place = i < 100 ? random.Next(1000) : i < 150 ? whole.Length - 1 - random.Next(60) : random.Next(whole.Length);
            byte[] other = i % 2 == 0 ? whole[..place] : [.. whole];
            if (i % 2 == 1)
            {
                other[place] ^= (byte)(1 << random.Next(8));
            }

            File.WriteAllBytes(second, other);
            _ = PartSet.Read([parts], 1, out IReadOnlyList<string> problems, CancellationToken.None);
            Assert.Contains(problems, problem => problem.StartsWith(second, StringComparison.Ordinal));
        }

        File.WriteAllBytes(second, whole);
        Assert.Equal([1, 2], PartSet.Read([parts], 1, out IReadOnlyList<string> none, CancellationToken.None).Select(part => part.Header.Part));
        Assert.Empty(none);
    }

    [Fact]
    public void A_part_that_is_there_is_kept_and_one_that_is_not_what_it_was_is_made_again()
    {
        Write(Uncertain);
        string[] command = ["shard", "s.json", "-o", "p", "--trials", "2048", "--part", "2/2"];
        Ends(0, command);
        string path = Path.Combine(folder, "p", "constant.parts", "2-of-2.part");
        byte[] whole = File.ReadAllBytes(path);
        (int code, string output, _) = CostSimProcess.Run(folder, command);
        Assert.Equal((0, true), (code, output.Contains("part 2 of 2: trials 1,024 to 2,047 of 2,048: kept", StringComparison.Ordinal)));
        File.WriteAllBytes(path, whole[..5000]);
        Ends(0, command);
        Assert.Equal(whole, File.ReadAllBytes(path));
    }

    [Theory]
    [InlineData("3/7", 2, "4 blocks of 1,024: they have at most 4 parts, not 7")]
    [InlineData("0/3", 2, "found \"0/3\"")]
    [InlineData("4/3", 2, "from 1/N to N/N")]
    [InlineData("three", 2, "found \"three\"")]
    public void A_part_that_cannot_be_is_refused(string part, int code, string said)
    {
        Write(Uncertain);
        Assert.Contains(said, Ends(code, ["shard", "s.json", "--trials", "4096", "--part", part]), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(folder, "output")));
    }

    [Fact]
    public void A_run_that_stops_by_itself_has_no_parts_unless_it_is_told_how_many_trials()
    {
        Write(Uncertain.Replace("\"horizon\"", "\"run\": { \"until\": { \"outcome\": \"cost_meur\", \"relativeError\": 0.01 } }, \"horizon\"", StringComparison.Ordinal));
        Assert.Contains("run.until", Ends(2, ["shard", "s.json", "--part", "1/2"]), StringComparison.Ordinal);
        Ends(0, ["shard", "s.json", "--part", "1/2", "--trials", "2048"]);
    }

    [Fact]
    public void Parts_are_disjoint_cover_the_run_and_cut_few_nodes()
    {
        var random = new Random(3);
        for (int i = 0; i < 2000; i++)
        {
            long trials = 1 + random.NextInt64(1L << random.Next(4, 33)), blocks = TrialRecord.Blocks(trials);
            int parts = (int)Math.Min(blocks, 1 + random.Next(1000));
            PartOfRun[] all = [.. Enumerable.Range(1, parts).Select(part => new PartOfRun(part, parts, trials))];
            Assert.Equal((0, blocks, trials), (all[0].FirstBlock, all[^1].EndBlock, all[^1].EndTrial));
            Assert.All(all.Zip(all.Skip(1)), pair => Assert.Equal(pair.First.EndBlock, pair.Second.FirstBlock));
            double each = (double)blocks / parts;
            Assert.All(all, one => Assert.InRange(one.EndBlock - one.FirstBlock, Math.Max(1, (each * 15 / 16) - 1), (each * 17 / 16) + 1));
            Assert.All(all.SkipLast(1), one => Assert.True(each < 16 || long.TrailingZeroCount(one.EndBlock) >= long.Log2((long)(each / 16))));
        }
    }

    private string Parts(int parts, params string[] options)
    {
        for (int part = 1; part <= parts; part++)
        {
            Ends(0, ["shard", "s.json", "-q", "-o", "p", "--part", $"{part}/{parts}", .. options]);
        }

        return Path.Combine(folder, "p", "constant.parts");
    }

    private void Write(string scenario) => File.WriteAllText(Path.Combine(folder, "s.json"), scenario, Encoding.UTF8);

    private string Ends(int expected, string[] arguments)
    {
        (int code, string output, string error) = CostSimProcess.Run(folder, arguments);
        Assert.True(code == expected, $"{string.Join(' ', arguments)}: {code}\n{output}\n{error}");
        return error;
    }

    private string Tree(string name)
    {
        string root = Path.Combine(folder, name);
        return string.Join('\n', Directory.GetFiles(root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => $"{Path.GetRelativePath(root, file)} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}"));
    }
}
