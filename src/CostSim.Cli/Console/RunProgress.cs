using System.Diagnostics;
using Spectre.Console;

namespace CostSim.Cli.Console;

/// <summary>Tells how far a run is: a bar on a terminal, a line every ten seconds otherwise, nothing when asked to be quiet.</summary>
internal static class RunProgress
{
    /// <summary>Runs work that reports the trials done.</summary>
    public static T Track<T>(string name, long trials, bool quiet, Func<Action<long>, T> work)
    {
        if (quiet)
        {
            return work(_ => { });
        }

        if (!AnsiConsole.Profile.Capabilities.Interactive || System.Console.IsErrorRedirected || System.Console.IsOutputRedirected)
        {
            return Plain(name, trials, work);
        }

        return AnsiConsole.Progress().HideCompleted(true).AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                ProgressTask task = context.AddTask(Markup.Escape(name), maxValue: trials);
                return work(done => task.Value = done);
            });
    }

    private static T Plain<T>(string name, long trials, Func<Action<long>, T> work)
    {
        var clock = Stopwatch.StartNew();
        var gate = new Lock();
        double next = 10;
        return work(done =>
        {
            lock (gate)
            {
                double elapsed = clock.Elapsed.TotalSeconds;
                if (elapsed >= next && done < trials)
                {
                    next = elapsed + 10;
                    double left = elapsed * (trials - done) / done;
                    System.Console.Error.WriteLine($"{name}: {done:N0} of {trials:N0} trials, about {left:0} s left");
                }
            }
        });
    }
}
