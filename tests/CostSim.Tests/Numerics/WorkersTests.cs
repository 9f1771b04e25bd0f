using CostSim.Numerics;

namespace CostSim.Tests.Numerics;

/// <summary>What goes wrong in one of several threads is told as what it is.</summary>
public sealed class WorkersTests
{
    [Fact]
    public void A_fault_of_one_thread_is_thrown_as_it_is()
    {
        Assert.Equal("third", Assert.Throws<IOException>(() => Workers.For(8, 2, i => Fail(i == 3, new IOException("third")))).Message);
        Assert.Throws<IOException>(() => Workers.For(8, 2, () => new object(), (i, _) => Fail(i == 3, new IOException())));
        Assert.Throws<IOException>(() => Workers.Invoke(2, default, () => { }, () => Fail(true, new IOException())));
        Assert.Throws<IOException>(() => Workers.Invoke(2, default, () => Workers.For(8, 2, i => Fail(i == 3, new IOException())), () => { }));
    }

    [Fact]
    public void Of_several_a_lack_of_memory_comes_first_and_being_stopped_last()
    {
        var memory = new InsufficientMemoryException();
        var disk = new IOException();
        var stopped = new OperationCanceledException();
        Assert.Same(memory, Workers.Cause(new AggregateException(stopped, disk, memory)));
        Assert.Same(disk, Workers.Cause(new AggregateException(stopped, new AggregateException(disk))));
        Assert.Same(stopped, Workers.Cause(new AggregateException(stopped)));
        Assert.Same(memory, Workers.Cause(new TaskSchedulerException(memory)));
        Assert.Same(memory, Workers.Cause(new AggregateException(disk, new TypeInitializationException("type", memory))));
        Assert.Same(disk, Workers.Cause(disk));
    }

    [Fact]
    public void Who_is_stopped_begins_nothing_more()
    {
        using var stop = new CancellationTokenSource();
        int begun = 0;
        Assert.Throws<OperationCanceledException>(() => Workers.For(
            1_000_000,
            2,
            one =>
            {
                _ = Interlocked.Increment(ref begun);
                stop.Cancel();
            },
            stop.Token));
        Assert.InRange(begun, 1, 2);
    }

    [Fact]
    public void Everything_is_done_once_each_thread_with_tools_of_its_own()
    {
        int[] done = new int[1000];
        Workers.For(
            done.Length,
            2,
            () => new List<int>(),
            (i, own) =>
            {
                own.Add(i);
                done[i] += own[^1] == i ? 1 : 100;
            });
        Assert.All(done, times => Assert.Equal(1, times));
    }

    private static void Fail(bool fails, Exception fault)
    {
        if (fails)
        {
            throw fault;
        }
    }
}
