using System.Globalization;
using System.Numerics;
using System.Text;
using CostSim.Cli;
using CostSim.Cli.Commands;
using CostSim.Cli.Input;
using CostSim.Cli.Output;
using CostSim.Compilation;
using CostSim.Simulation;
using CostSim.Statistics;

namespace CostSim.Benchmarks;

/// <summary>
/// Writes the parts of a run far larger than this machine can simulate, to measure merging: the first is simulated, 992 blocks or 1,015,808 trials;
/// the others have its counts, and its sums in the nodes of the tree that their own place cuts. Usage: <c>parts SCENARIO FOLDER [PARTS]</c>.
/// </summary>
internal static class ManyParts
{
    /// <summary>Blocks of a part: 31 · 2⁵, so that parts lie differently in the tree.</summary>
    private const int Blocks = 992;

    /// <summary>Writes them.</summary>
    public static void Write(string[] arguments)
    {
        int parts = arguments.Length > 2 ? int.Parse(arguments[2], CultureInfo.InvariantCulture) : 1000;
        ReadResult read = ScenarioReader.Read(arguments[0], File.ReadAllBytes(arguments[0]), ScenarioFiles.Access);
        Model model = ScenarioCompiler.Compile(read.Scenario!);
        var request = RunRequest.From(new Settings { Output = arguments[1], Trials = (long)parts * Blocks * Simulator.BlockSize, Samples = "1000", Design = "mc" }, false);
        SimulationSettings settings = request.For(read.Scenario!.Run);
        var draws = new ModelDraws(model, settings);
        byte[] scenario = Encoding.UTF8.GetBytes(read.ResolvedJson);
        string folder = Directory.CreateDirectory(PartHeader.FolderOf(arguments[1], read.Scenario.Name)).FullName;
        TrialRecord? first = null;
        for (int part = 1; part <= parts; part++)
        {
            PartHeader header = ShardCommand.Header(read, request, part, parts);
            PartFile.Write(
                Path.Combine(folder, header.FileName), header, scenario, model,
                rows => first is null ? first = Simulator.RunBlocks(model, settings, draws, 0, Blocks, null, rows) : Like(first, header.Blocks), CancellationToken.None);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{parts} parts of {Blocks * Simulator.BlockSize:N0} trials in {folder}"));
    }

    /// <summary>A record of other blocks, as if their trials were those of the first.</summary>
    private static TrialRecord Like(TrialRecord first, PartOfRun part)
    {
        var record = new TrialRecord(first.Model, first.Settings, part.FirstBlock, part.EndBlock);
        var byLevel = first.Tree.Nodes.ToDictionary(node => node.Level, node => node.Value);
        for (long at = part.FirstBlock; at < part.EndBlock;)
        {
            int level = Math.Min(BitOperations.TrailingZeroCount(at), BitOperations.Log2((ulong)(part.EndBlock - at)));
            record.Tree.Add(new BlockNode<BlockSums>(level, at >> level, byLevel[level]));
            at += 1L << level;
        }

        record.Yearly.Merge(first.Yearly);
        record.Counts.Merge(first.Counts);
        return record;
    }
}
