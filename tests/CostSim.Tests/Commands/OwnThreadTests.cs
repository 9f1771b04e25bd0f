using CostSim.Cli.Commands;

namespace CostSim.Tests.Commands;

/// <summary>Threads of work that waits.</summary>
public sealed class OwnThreadTests
{
    [Fact]
    public async Task What_waits_leaves_the_pool_to_others()
    {
        Assert.False(await OwnThread.Start(() => Thread.CurrentThread.IsThreadPoolThread, CancellationToken.None));
        bool pool = true;
        await OwnThread.Start(() => { pool = Thread.CurrentThread.IsThreadPoolThread; }, CancellationToken.None);
        Assert.False(pool);
    }

    [Fact]
    public async Task Work_that_was_called_off_does_not_start()
    {
        using var off = new CancellationTokenSource();
        await off.CancelAsync();
        bool started = false;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => OwnThread.Start(() => { started = true; }, off.Token));
        Assert.False(started);
    }

    [Fact]
    public async Task What_goes_wrong_is_told()
    {
        static int Fail() => throw new IOException("full");
        IOException told = await Assert.ThrowsAsync<IOException>(() => OwnThread.Start(Fail, CancellationToken.None));
        Assert.Equal("full", told.Message);
    }
}
