using CostSim.Cli.Output;

namespace CostSim.Tests.Output;

/// <summary>One run at a time holds a folder.</summary>
public sealed class FolderLockTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("costsim-lock-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void However_often_a_folder_is_held_and_let_go_of_one_holds_it_and_the_others_are_told()
    {
        (int holders, int most, int held, int refused) = (0, 0, 0, 0);
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
        {
            for (int i = 0; i < 2_000; i++)
            {
                try
                {
                    using FolderLock taken = FolderLock.Take(folder);
                    int now = Interlocked.Increment(ref holders);
                    most = Math.Max(most, now);
                    held++;
                    if (i % 100 == 0)
                    {
                        Assert.Throws<FolderInUseException>(() => FolderLock.Take(folder));
                    }

                    Interlocked.Decrement(ref holders);
                }
                catch (FolderInUseException fault)
                {
                    Assert.Contains("in use by another run", fault.Message, StringComparison.Ordinal);
                    Interlocked.Increment(ref refused);
                }
            }
        });
        Assert.Equal(1, most);
        Assert.Equal(16_000, held + refused);
        Assert.Empty(Directory.EnumerateFiles(folder));
    }

    [Fact]
    public void Who_holds_a_folder_is_named_and_waited_for()
    {
        FolderLock held = FolderLock.Take(folder);
        FolderInUseException fault = Assert.Throws<FolderInUseException>(() => FolderLock.Await(folder, TimeSpan.FromMilliseconds(150), default));
        Assert.Contains($"process {Environment.ProcessId} on ", fault.Message, StringComparison.Ordinal);
        using var release = new Timer(_ => held.Dispose(), null, 200, Timeout.Infinite);
        FolderLock.Await(folder, TimeSpan.FromMinutes(1), default).Dispose();
        using var stop = new CancellationTokenSource();
        using FolderLock again = FolderLock.Take(folder);
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => FolderLock.Await(folder, TimeSpan.FromMinutes(1), stop.Token));
    }
}
