using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using CostSim.Cli.Input;
using CostSim.Cli.Output;
using CostSim.Compilation;
using CostSim.Scenarios;
using CostSim.Simulation;

namespace CostSim.Cli.Commands;

/// <summary><c>costsim shard</c>: one of several parts of a run, for <c>merge</c>.</summary>
internal static class ShardCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var path = new Argument<string>("SCENARIO") { Description = "Scenario file" };
        Option<string> part = new Option<string>("--part") { Description = "Which part of how many: 3/7", HelpName = "I/N", Required = true }.Checked(text => Numbers(text));
        var options = new CommonOptions();
        var command = new Command(
            "shard",
            """
            Simulate one of N parts of a run, anywhere, and write it to DIR/NAME.parts; `merge` makes of all of them what `run` would have written. A part
            that is there already, of the same run and whole, is kept.

            Examples:
              costsim shard scenarios/belgium/baseline.json --part 3/7
              for i in 1 2 3; do costsim shard scenarios/belgium/baseline.json --trials 1000000 --samples 1000 --part $i/3; done
              costsim merge output/belgium-baseline.parts
            """)
        { path, part, options.Output, options.Trials, options.Seed, options.Design, options.Replicates, options.Threads, options.Samples, options.Keep, options.Quiet, options.Exact, options.Set };
        command.SetAction((parsed, cancellation) => Task.FromResult((int)ScenarioCommands.Guarded(() =>
        {
            RunRequest request = RunRequest.From(options.Over(Settings.Load("."), parsed), parsed.GetValue(options.Exact)) with { Set = parsed.GetValue(options.Set) ?? [] };
            return Shard(parsed.GetValue(path)!, Numbers(parsed.GetValue(part)!), request, cancellation);
        })));
        return command;
    }

    /// <summary>The header of a part.</summary>
    /// <exception cref="SettingsException">The run cannot be divided so.</exception>
    public static PartHeader Header(ReadResult read, RunRequest request, int part, int parts)
    {
        Scenario scenario = read.Scenario!;
        if (request.Goal(scenario.Run) is not null)
        {
            throw new SettingsException($"\"{scenario.Name}\" says when to stop (run.until), which takes all of its trials together: give parts a number of trials with --trials.");
        }

        SimulationSettings settings = request.For(scenario.Run);
        Manifest wanted = RunPipeline.Wanted(read, request);
        long blocks = TrialRecord.Blocks(settings.Trials);
        return parts <= blocks
            ? new PartHeader(
                PartHeader.CurrentFormat, wanted.Request.Engine, wanted.DrawLayout, scenario.Name, wanted.ScenarioSha256, settings.Seed, wanted.Design, settings.Replicates,
                settings.Trials, settings.Keep, wanted.Request.Samples, wanted.Engagement, parts, part, Encoding.UTF8.GetByteCount(read.ResolvedJson))
            : throw new SettingsException(string.Create(
                CultureInfo.InvariantCulture, $"{settings.Trials:N0} trials are {blocks:N0} blocks of {Simulator.BlockSize:N0}: they have at most {blocks:N0} parts, not {parts:N0}."));
    }

    /// <summary>Whether a part is there, whole and of the same run.</summary>
    public static bool IsThere(string path, PartHeader header, CancellationToken cancellation)
    {
        try
        {
            var part = File.Exists(path) ? PartFile.Open(path) : null;
            part?.Check(cancellation);
            return part?.Header == header;
        }
        catch (PartException)
        {
            return false;
        }
    }

    private static ExitCode Shard(string path, (int Part, int Parts) number, RunRequest request, CancellationToken cancellation)
    {
        if (!File.Exists(path))
        {
            System.Console.Error.WriteLine($"{path}: there is no such file.");
            return ExitCode.Unreadable;
        }

        (ReadResult? read, ExitCode code) = ScenarioCommands.Read(path, false, request.Set);
        if (read is not { IsValid: true })
        {
            return code;
        }

        Scenario scenario = read.Scenario!;
        PartHeader header = Header(read, request, number.Part, number.Parts);
        string folder = PartHeader.FolderOf(request.Output, scenario.Name), file = Path.Combine(folder, header.FileName);
        string said = string.Create(
            CultureInfo.InvariantCulture, $"{scenario.Name}, part {number.Part} of {number.Parts}: trials {header.Blocks.FirstTrial:N0} to {header.Blocks.EndTrial - 1:N0} of {header.Trials:N0}");
        if (IsThere(file, header, cancellation))
        {
            Say($"{said}: kept, {file}");
            return ExitCode.Done;
        }

        Model model = ScenarioCompiler.Compile(scenario);
        SimulationSettings settings = request.For(scenario.Run);
        RunLimits.Demand(read, model, settings, double.PositiveInfinity);
        var draws = new ModelDraws(model, settings, null, cancellation);
        var clock = Stopwatch.StartNew();
        Directory.CreateDirectory(folder);
        try
        {
            Write();
        }
        catch (IOException) when (IsThere(file, header, cancellation))
        {
            // Another made the same part meanwhile, was ready first, and cleared this one's beginning away.
        }

        Say(string.Create(CultureInfo.InvariantCulture, $"{said}, {clock.Elapsed.TotalSeconds:0.0} s: {file}"));
        return ExitCode.Done;

        void Write() => PartFile.Write(
            file, header, Encoding.UTF8.GetBytes(read.ResolvedJson), model,
            rows => request.Progress.Track(
                $"{scenario.Name}, part {number.Part} of {number.Parts}", header.Blocks.EndTrial - header.Blocks.FirstTrial,
                progress => Simulator.RunBlocks(model, settings, draws, header.Blocks.FirstBlock, header.Blocks.EndBlock, progress, rows, cancellation)),
            cancellation);

        void Say(string line)
        {
            if (!request.Quiet)
            {
                System.Console.WriteLine(line);
            }
        }
    }

    private static (int Part, int Parts) Numbers(string text) =>
        text.Split('/') is [string one, string all]
            && int.TryParse(one, NumberStyles.None, CultureInfo.InvariantCulture, out int part) && int.TryParse(all, NumberStyles.None, CultureInfo.InvariantCulture, out int parts)
            && part >= 1 && part <= parts
            ? (part, parts)
            : throw new SettingsException($"--part takes which part of how many, from 1/N to N/N, found \"{JsonValue.Clean(text)}\".");
}
