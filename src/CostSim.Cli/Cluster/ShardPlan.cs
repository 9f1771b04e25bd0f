using System.Diagnostics;
using CostSim.Compilation;
using CostSim.Simulation;

namespace CostSim.Cli.Cluster;

/// <summary>Into how many parts a run is divided, and how long each takes.</summary>
/// <param name="Parts">Number of parts.</param>
/// <param name="Seconds">Seconds that a part takes, by the rate measured here.</param>
/// <param name="Rate">Trials a second on one core, measured here.</param>
internal sealed record ShardPlan(int Parts, double Seconds, double Rate)
{
    /// <summary>Long enough for a rate that is known to some percent.</summary>
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(1);

    /// <summary>Minutes after which a part is ended: three times what it should take, for slower machines and what begins slowly.</summary>
    public int Limit => (int)Math.Max(10, Math.Ceiling(Seconds / 60 * 3));

    /// <summary>Plans parts.</summary>
    /// <param name="model">The model.</param>
    /// <param name="settings">The run.</param>
    /// <param name="parts">Number of parts wanted; null to have them as long as is wanted.</param>
    /// <param name="minutes">Minutes that a part should take.</param>
    /// <param name="processors">Processors that work on a part.</param>
    /// <param name="most">Most parts.</param>
    public static ShardPlan Of(Model model, SimulationSettings settings, int? parts, double minutes, int processors, int most)
    {
        double rate = Rated(model, settings), each = rate * processors * 60 * minutes;
        long blocks = TrialRecord.Blocks(settings.Trials);
        int count = parts ?? (int)Math.Clamp(Math.Ceiling(settings.Trials / each), 1, Math.Min(blocks, most));
        return new ShardPlan(count, settings.Trials / (rate * processors * count), rate);
    }

    /// <summary>Simulates blocks on one core for about a second, after one that only warms up.</summary>
    private static double Rated(Model model, SimulationSettings settings)
    {
        SimulationSettings alone = settings with { Threads = 1 };
        var draws = new ModelDraws(model, alone);
        long blocks = TrialRecord.Blocks(settings.Trials), done = 0;
        _ = Simulator.RunBlocks(model, alone, draws, 0, 1);
        var clock = Stopwatch.StartNew();
        for (long block = 0; done == 0 || clock.Elapsed < Measured; block++)
        {
            long first = block % blocks;
            TrialRecord record = Simulator.RunBlocks(model, alone, draws, first, first + 1);
            done += record.EndTrial - record.FirstTrial;
        }

        return done / clock.Elapsed.TotalSeconds;
    }
}
