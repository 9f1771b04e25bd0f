namespace CostSim.Numerics;

/// <summary>
/// Work that several threads share. What goes wrong in one of them is thrown as it is, not as a collection, and the others begin nothing more; so it
/// tells its cause wherever it is caught. Tested by <c>WorkersTests</c>.
/// </summary>
public static class Workers
{
    /// <summary>Does something for each number from 0.</summary>
    /// <param name="count">How many numbers.</param>
    /// <param name="threads">Threads at most; −1 for as many as there are processors.</param>
    /// <param name="body">What is done.</param>
    /// <param name="cancellation">Stops it between two numbers.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static void For(int count, int threads, Action<int> body, CancellationToken cancellation = default) =>
        Plainly(() => Parallel.For(0, count, Options(threads, cancellation), body));

    /// <summary>Does something for each number from 0 with what one thread at a time needs for it.</summary>
    /// <param name="count">How many numbers.</param>
    /// <param name="threads">Threads at most; −1 for as many as there are processors.</param>
    /// <param name="tools">Makes what a thread needs.</param>
    /// <param name="body">What is done.</param>
    /// <param name="cancellation">Stops it between two numbers.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static void For<T>(int count, int threads, Func<T> tools, Action<int, T> body, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        Plainly(() => Parallel.For(
            0,
            count,
            Options(threads, cancellation),
            tools,
            (number, _, own) =>
            {
                body(number, own);
                return own;
            },
            _ => { }));
    }

    /// <summary>Does several things.</summary>
    /// <param name="threads">Threads at most; −1 for as many as there are processors.</param>
    /// <param name="cancellation">Stops it between two of them.</param>
    /// <param name="all">What is done.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static void Invoke(int threads, CancellationToken cancellation, params Action[] all) => Plainly(() => Parallel.Invoke(Options(threads, cancellation), all));

    /// <summary>
    /// The cause of what went wrong: of a collection a lack of memory comes first, then what is more than that the others were stopped for it. What
    /// only wraps another, as where a thread or a type could not be started, is that other.
    /// </summary>
    /// <param name="fault">What was caught.</param>
    public static Exception Cause(Exception fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        while (true)
        {
            switch (fault)
            {
                case AggregateException { InnerExceptions.Count: > 0 } all:
                    fault = all.InnerExceptions.Select(Cause).MinBy(one => one is OutOfMemoryException ? 0 : one is OperationCanceledException ? 2 : 1)!;
                    break;
                case TaskSchedulerException { InnerException: { } inner }:
                    fault = inner;
                    break;
                case TypeInitializationException { InnerException: OutOfMemoryException inner }:
                    fault = inner;
                    break;
                default:
                    return fault;
            }
        }
    }

    private static ParallelOptions Options(int threads, CancellationToken cancellation) => new() { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };

    private static void Plainly(Action work)
    {
        try
        {
            work();
        }
        catch (Exception fault) when (fault is AggregateException or TaskSchedulerException)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(Cause(fault));
        }
    }
}
