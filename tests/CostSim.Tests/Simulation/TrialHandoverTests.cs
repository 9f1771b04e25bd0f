using CostSim.Compilation;
using CostSim.Simulation;

namespace CostSim.Tests.Simulation;

/// <summary>Trials handed on while a run simulates: in order, all of them, few at a time, and nobody is left waiting.</summary>
public sealed class TrialHandoverTests
{
    private static readonly Model Model = ScenarioCompiler.Compile(TestScenarios.Read(TestScenarios.Constant));
    private static readonly SimulationSettings Settings = new() { Trials = 20_000, Seed = 5, Threads = 3, Keep = 1024 };

    [Theory]
    [InlineData(20_000)]
    [InlineData(2500)]
    [InlineData(1)]
    public async Task Trials_come_in_order_and_as_many_as_are_wanted(int wanted)
    {
        var rows = new TrialHandover(Model, 0, wanted, 3);
        Task<double[]> reading = Task.Run(() =>
        {
            var costs = new List<double>();
            foreach (TrialBlock block in rows.Read(CancellationToken.None))
            {
                Assert.Equal(costs.Count, block.First);
                costs.AddRange(block.Column(1, Outcome.RealisedLoss).Span);
            }

            return costs.ToArray();
        });
        _ = Simulator.Run(Model, Settings, new ModelDraws(Model, Settings), null, rows);
        rows.Complete();
        double[] all = Simulator.Run(Model, Settings with { Keep = long.MaxValue }, new ModelDraws(Model, Settings)).Column(1, Outcome.RealisedLoss).ToArray();
        Assert.True(all.Distinct().Count() > 3);
        Assert.Equal(all[..wanted], await reading);
    }

    [Fact]
    public async Task A_worker_too_far_ahead_waits_for_the_reader_and_is_told_when_it_gives_up()
    {
        var rows = new TrialHandover(Model, 0, 20_000, 1);
        Task putting = Task.Run(() =>
        {
            TrialBlock block = rows.Rent();
            for (int i = 0; i < 20; i++)
            {
                (block.First, block.Count) = (i * Simulator.BlockSize, Simulator.BlockSize);
                block = rows.Put(block, CancellationToken.None);
            }
        });
        Assert.Equal([0, 1024, 2048], rows.Read(CancellationToken.None).Take(3).Select(block => block.First));
        await Task.Delay(50);
        Assert.False(putting.IsCompleted);
        rows.Abort(new IOException("full"));
        OperationCanceledException told = await Assert.ThrowsAsync<OperationCanceledException>(() => putting);
        Assert.IsType<IOException>(told.InnerException);
    }

    [Fact]
    public async Task A_run_that_fails_releases_the_reader()
    {
        var rows = new TrialHandover(Model, 0, 20_000, 3);
        Task reading = Task.Run(() => rows.Read(CancellationToken.None).Count());
        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => Simulator.Run(
            Model, Settings, new ModelDraws(Model, Settings), done => stop.Cancel(), rows, stop.Token));
        await Assert.ThrowsAsync<OperationCanceledException>(() => reading);
    }
}
