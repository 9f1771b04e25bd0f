using System.CommandLine;

namespace CostSim.Cli.Commands;

/// <summary><c>costsim watch</c>: runs a scenario again at each save.</summary>
internal static class WatchCommand
{
    /// <summary>How often the folder is looked at.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var path = new Argument<string>("SCENARIO") { Description = "Scenario file" };
        var options = new CommonOptions();
        var command = new Command(
            "watch",
            """
            Run a scenario again at each save, of it or of what it extends, and tell what moved: every headline with its error, paired by trial, and the
            values that were changed. While the file is broken the last good results stay. 4,096 trials unless --trials says otherwise. Its results are in
            DIR/NAME.watch, beside those of a run.

            Examples:
              costsim watch scenarios/belgium/baseline.json
              costsim watch my-town.json --trials 1024 --no-plots
            """)
        { path, options.Output, options.Trials, options.Seed, options.Design, options.Replicates, options.Threads, options.NoPlots, options.Exact, options.Set };
        command.SetAction((parsed, cancellation) => Task.FromResult((int)ScenarioCommands.Guarded(() =>
        {
            string file = parsed.GetValue(path)!;
            if (!File.Exists(file))
            {
                System.Console.Error.WriteLine($"{file}: there is no such file.");
                return ExitCode.Unreadable;
            }

            RunRequest request = options.Request(parsed, settings => settings with { Trials = settings.Trials ?? 4096, Samples = settings.Samples ?? "none", Quiet = true });
            return Loop(file, new WatchSession(file, request, System.Console.Out), cancellation);
        })));
        return command;
    }

    private static ExitCode Loop(string file, WatchSession session, CancellationToken cancellation)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        string before = "";
        int quiet = 0;
        while (!cancellation.IsCancellationRequested)
        {
            // A save comes as several changes: it is read when nothing has moved for two pauses.
            string now = Stamp(folder);
            quiet = now == before ? quiet + 1 : 0;
            before = now;
            if (quiet >= 2 && now.Length > 0)
            {
                try
                {
                    _ = session.Look(cancellation);
                }
                catch (FileNotFoundException)
                {
                    // Some editors remove the file and put another in its place.
                }
                catch (OperationCanceledException)
                {
                    break;
                }

                while (!cancellation.IsCancellationRequested && Stamp(folder) == now)
                {
                    _ = cancellation.WaitHandle.WaitOne(Pause);
                }

                continue;
            }

            _ = cancellation.WaitHandle.WaitOne(Pause);
        }

        return ExitCode.Done;
    }

    /// <summary>Lengths and times of the scenario files and data in the folder: cheap to take, and only a reason to look.</summary>
    private static string Stamp(string folder) => string.Join(
        '\n',
        new DirectoryInfo(folder).EnumerateFiles().Where(file => file.Extension is ".json" or ".csv").OrderBy(file => file.Name, StringComparer.Ordinal)
            .Select(file => $"{file.Name} {file.Length} {file.LastWriteTimeUtc.Ticks}"));
}
