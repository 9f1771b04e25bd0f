namespace CostSim.Cli.Commands;

/// <summary>
/// Work that mostly waits for others, on a thread of its own: on one of the pool's, of which there are as many as processors, it would leave what it
/// waits for to fewer.
/// </summary>
internal static class OwnThread
{
    /// <summary>Starts work.</summary>
    /// <param name="work">The work.</param>
    /// <param name="cancellation">Keeps it from starting.</param>
    public static Task Start(Action work, CancellationToken cancellation) =>
        Task.Factory.StartNew(work, cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>Starts work that comes to something.</summary>
    /// <param name="work">The work.</param>
    /// <param name="cancellation">Keeps it from starting.</param>
    public static Task<T> Start<T>(Func<T> work, CancellationToken cancellation) =>
        Task.Factory.StartNew(work, cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
