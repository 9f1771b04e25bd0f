using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace CostSim.Cli.Console;

/// <summary>
/// Tells how far a run is, and the batch it belongs to: bars on a terminal, a line every ten seconds otherwise, nothing when asked to be quiet.
/// </summary>
/// <param name="quiet">Whether nothing is told.</param>
internal sealed class RunProgress(bool quiet)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);
    private readonly Lock gate = new();
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private double next = Pause.TotalSeconds;

    /// <summary>The batch; null for a single scenario.</summary>
    public BatchWork? Batch { get; init; }

    /// <summary>Runs work that reports the trials done.</summary>
    public T Track<T>(string name, long trials, Func<Action<long>, T> work)
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
                ProgressTask? whole = Batch is { } batch ? context.AddTask(Markup.Escape(batch.Says(0)), maxValue: 1) : null;
                ProgressTask task = context.AddTask(Markup.Escape(name), maxValue: trials);
                return work(done =>
                {
                    task.Value = done;
                    if (whole is not null)
                    {
                        whole.Value = Math.Min(0.999, Batch!.Share((double)done / trials));
                        whole.Description = Markup.Escape(Batch.Says((double)done / trials));
                    }
                });
            });
    }

    private T Plain<T>(string name, long trials, Func<Action<long>, T> work)
    {
        double started = clock.Elapsed.TotalSeconds;
        return work(done =>
        {
            lock (gate)
            {
                double elapsed = clock.Elapsed.TotalSeconds;
                if (elapsed >= next && done < trials)
                {
                    next = elapsed + Pause.TotalSeconds;
                    double left = (elapsed - started) * (trials - done) / done;
                    string batch = Batch is null ? "" : $"; {Batch.Says((double)done / trials)}";
                    System.Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {done:N0} of {trials:N0} trials, about {left:0} s left{batch}"));
                }
            }
        });
    }
}
