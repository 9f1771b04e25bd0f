using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using CostSim.Cli.Console;
using CostSim.Cli.Input;
using CostSim.Cli.Output;
using CostSim.Compilation;
using CostSim.Simulation;
using CostSim.Tables;
using Spectre.Console;

namespace CostSim.Cli.Commands;

/// <summary><c>costsim sweep</c>: runs a scenario over a grid of values and maps where the preferred option changes.</summary>
internal static class SweepCommand
{
    private const long UsualTrials = 4096;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var path = new Argument<string>("SCENARIO") { Description = "Scenario file" };
        Option<string[]> vary = new Option<string[]>("--vary")
        {
            Description = "A value of the scenario and what it takes in turn, as often as needed: path=a,b,c or path=from:to:count",
            HelpName = "PATH=VALUES",
            Required = true,
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = false,
        }.Checked(text => SweepAxis.Parse(text));
        var alone = new Option<bool>("--one-at-a-time") { Description = "The scenario as it is, and each value alone, instead of every combination" };
        var options = new CommonOptions();
        var command = new Command(
            "sweep",
            """
            Run a scenario over a grid of values and map where the preferred option changes. All points run through the same worlds, so that they differ
            by what is varied and not by noise; "?" marks a choice that more trials could still overturn. 4,096 trials a point unless --trials says otherwise.

            Examples:
              costsim sweep scenarios/belgium/baseline.json --vary systems.nasams.cost.unitPriceMEur=150:350:5
              costsim sweep scenarios/belgium/baseline.json --vary economy.discountRate=0,0.03,0.06 --vary conflict.onsetProbability=0.001,0.004,0.02
              costsim sweep my-town.json --one-at-a-time --vary conflict.durationYears=1,2,3 --vary economy.usdPerEur=1,1.2
            """)
        { path, vary, alone, options.Output, options.Trials, options.Seed, options.Design, options.Replicates, options.Threads, options.CsvDialect, options.Quiet, options.Exact, options.Set };
        command.SetAction((parsed, cancellation) => Task.FromResult((int)ScenarioCommands.Guarded(() =>
        {
            string file = parsed.GetValue(path)!;
            if (!File.Exists(file))
            {
                System.Console.Error.WriteLine($"{file}: there is no such file.");
                return ExitCode.Unreadable;
            }

            RunRequest request = options.Request(parsed, settings => settings with { Trials = settings.Trials ?? UsualTrials });
            SweepAxis[] axes = [.. parsed.GetValue(vary)!.Select(SweepAxis.Parse)];
            return Sweep(file, request, axes, SweepAxis.Points(axes, parsed.GetValue(alone)), cancellation);
        })));
        return command;
    }

    private static ExitCode Sweep(string file, RunRequest request, SweepAxis[] axes, IReadOnlyList<string?[]> places, CancellationToken cancellation)
    {
        (ReadResult? whole, ExitCode code) = ScenarioCommands.Read(file, false, request.Set);
        if (code != ExitCode.Done)
        {
            return code;
        }

        // All points are read before the first is run, from the same bytes.
        byte[] content = SourceFile.ReadAtMost(file, ScenarioReader.LargestFile);
        ReadResult At(string?[] place) => ScenarioReader.Read(
            file, content, ScenarioFiles.Access, Path.GetFullPath(file), [.. request.Set, .. place.Zip(axes, (value, axis) => value is null ? "" : $"{axis.Path}={value}").Where(set => set.Length > 0)]);
        foreach (ReadResult point in places.Select(At))
        {
            if (!point.IsValid)
            {
                ProblemPrinter.Print(point.Problems, System.Console.Error);
                return ExitCode.InvalidScenario;
            }
        }

        var clock = Stopwatch.StartNew();
        string[] paths = [.. axes.Select(axis => axis.Path)];
        using ResultFolder folder = ResultFolder.OpenFor(request.Output, whole!.Scenario!.Name + "-sweep", "sweep.csv", hasOwn: true);
        SweepPoint[] points = Run([.. places.Select(place => (place, (Func<ReadResult>)(() => At(place))))], request, whole.Scenario.Name, cancellation);
        IReadOnlyList<CsvTable> tables = SweepFiles.Of(paths, points);
        foreach (CsvTable table in tables)
        {
            folder.Add(table, request.Dialect, cancellation);
        }

        folder.Add("scenario.resolved.json", Encoding.UTF8.GetBytes(whole.ResolvedJson));
        folder.Describe($"{whole.Scenario.Name}-sweep", whole.Scenario.Title, tables, request.Dialect);
        folder.Complete(RunPipeline.Wanted(whole, request));
        if (!request.Quiet)
        {
            Tell(new SweepMap(paths, points), [.. points[0].Rows.Select(row => row.Measure).Distinct()]);
            System.Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{points.Length:N0} points, {request.For(whole.Scenario.Run).Trials:N0} trials each, {clock.Elapsed.TotalSeconds:0.0} s. Results: {folder.Path}"));
        }

        return ExitCode.Done;
    }

    private static SweepPoint[] Run((string?[] Place, Func<ReadResult> Read)[] points, RunRequest request, string name, CancellationToken cancellation)
    {
        SweepPoint One(int p, Action<long> progress)
        {
            Scenarios.Scenario scenario = points[p].Read().Scenario!;
            SimulationSettings settings = request.For(scenario.Run);
            Model model = ScenarioCompiler.Compile(scenario);
            long before = p * settings.Trials;
            return new SweepPoint(points[p].Place, SweepTable.Of(Simulator.Run(model, settings, new ModelDraws(model, settings, request.Tables, cancellation), done => progress(before + done), cancellation: cancellation), cancellation));
        }

        long all = points.Length * request.Overrides.Trials!.Value;
        return request.Progress.Track($"{name}, {points.Length} points", all, progress => Enumerable.Range(0, points.Length).Select(p => One(p, progress)).ToArray());
    }

    private static void Tell(SweepMap map, string[] measures)
    {
        if (System.Console.IsOutputRedirected)
        {
            AnsiConsole.Console.Profile.Width = 140;
        }

        foreach (string measure in measures)
        {
            map.Print(measure, AnsiConsole.Console);
            IReadOnlyList<string> switches = map.Switches(measure);
            foreach (string line in switches.Count > 0 ? switches : ["The preferred option is the same at all points."])
            {
                System.Console.WriteLine("  " + line);
            }
        }
    }
}
