using System.CommandLine;
using System.Diagnostics;
using CostSim.Cli.Input;
using CostSim.Cli.Output;
using CostSim.Compilation;
using CostSim.Simulation;
using CostSim.Tables;

namespace CostSim.Cli.Commands;

/// <summary><c>costsim merge</c>: of all parts of a run what the run would have written.</summary>
internal static class MergeCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var paths = new Argument<string[]>("PARTS") { Description = "Parts (*.part), or a folder of them", Arity = ArgumentArity.OneOrMore };
        var options = new CommonOptions();
        var command = new Command(
            "merge",
            """
            Put together the parts that `shard` wrote and write the results folder of the run, to the byte as `run` would have. All parts are checked first:
            where one is missing, there twice, of another run, truncated or altered, it is named, nothing is written, and the exit code is 11.

            Examples:
              costsim merge output/belgium-baseline.parts
              costsim merge node1/*.part node2/*.part --output results
            """)
        { paths, options.Output, options.Threads, options.CsvDialect, options.Draws, options.TotalOrder, options.Language, options.Format, options.NoPlots, options.Quiet };
        command.SetAction((parsed, cancellation) => Task.FromResult((int)ScenarioCommands.Guarded(
            () => Merge(parsed.GetValue(paths)!, options.Over(Settings.Load("."), parsed), cancellation))));
        return command;
    }

    private static ExitCode Merge(string[] paths, Settings settings, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        IReadOnlyList<PartFile> parts = PartSet.Read(paths, settings.Threads ?? Environment.ProcessorCount, out IReadOnlyList<string> problems, cancellation);
        if (problems.Count > 0)
        {
            foreach (string problem in problems)
            {
                System.Console.Error.WriteLine(problem);
            }

            System.Console.Error.WriteLine("Nothing was written.");
            return ExitCode.Parts;
        }

        ReadResult read = parts[0].Scenario();
        PartHeader header = parts[0].Header;
        if (header.Engine != RunPipeline.Engine || !read.IsValid)
        {
            throw new PartException($"{parts[0].Path}: made by another version of the program (engine {header.Engine}, this is {RunPipeline.Engine}): the one that made the parts merges them.");
        }

        RunRequest request = Request(settings, header);
        (RunTables tables, string folder, KeptTrials kept) = Write(read, request, parts, cancellation);
        if (!request.Quiet)
        {
            BatchRun.PrintResults(tables, folder, kept, request, "", clock.Elapsed);
        }

        return ExitCode.Done;
    }

    /// <summary>How the run was asked for of which a part is.</summary>
    private static RunRequest Request(Settings settings, PartHeader header) => RunRequest.From(
        settings with
        {
            Trials = header.Trials,
            Seed = header.Seed,
            Design = header.Design,
            Replicates = header.Replicates > 1 ? header.Replicates : null,
            Keep = header.Keep,
            Samples = header.Samples,
            StrictPrecision = false,
        },
        header.Engagement == "exact");

    private static (RunTables Tables, string Folder, KeptTrials Kept) Write(ReadResult read, RunRequest request, IReadOnlyList<PartFile> parts, CancellationToken cancellation)
    {
        Model model = ScenarioCompiler.Compile(read.Scenario!);
        SimulationSettings how = request.For(read.Scenario!.Run);
        var kept = new KeptTrials(how);
        foreach (PartFile part in parts)
        {
            part.CheckLength(model, kept);
        }

        var record = new TrialRecord(model, how, 0, TrialRecord.Blocks(how.Trials));
        request.Progress.Track(read.Scenario.Name, how.Trials, progress =>
        {
            foreach (PartFile part in parts)
            {
                cancellation.ThrowIfCancellationRequested();
                part.AbsorbInto(record);
                progress(part.Header.Blocks.EndTrial);
            }

            return record;
        });
        Sample sample = record.ToSample(new ModelDraws(model, how, null, cancellation));
        CsvTable? streamed = sample.Kept.IsAll ? null : RunTableFiles.Trials(model.OptionIds, request.Written(how.Trials), parts.SelectMany(part => part.Rows(model)));
        using ResultFolder folder = ResultFolder.OpenFor(request.Output, read.Scenario.Name, "summary.csv", hasOwn: true);
        RunTables tables = RunPipeline.Write(read, request, "", folder, sample, null, RunPipeline.Trials(sample, request, streamed), null, cancellation);
        return (tables, folder.Path, sample.Kept);
    }
}
